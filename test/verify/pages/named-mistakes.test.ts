/** Mistakes of users' own methods, as pages that a program follows in place of the right one: each is named by its formula. */
import { expect, it } from 'vitest';
import { verifyImplementation } from '../../../src/verify/index.js';
import { createFloatField } from '../../../src/exact/float-field.js';
import { servePage } from './support/serve-page.js';
import { methodOf, readPage } from '../../support/pages.js';
import { firstOf } from '../../support/some-of.js';
import { said } from '../../support/said.js';

const pageOf = (step: string, state = ''): string => `method own
given  0 < η < 1; 0 < λ < 1; 0.1 < δ < 1
state  x; b from 0${state}

sample ξ
g ← ∇f(x, ξ)
b ← 0.9 b + g   1
${step}
`;

firstOf(2, [
  [
    'a decay after the step',
    'x ← x − η (b / (‖b‖ + δ) + λ x)   2',
    'x ← x − η b / (‖b‖ + δ)   2\nx ← x − η λ x   3',
    'x ← x − η (b / (‖b‖ + δ));  then x ← x − η λ x',
  ],
  [
    'δ inside of the root of the norm',
    'x ← x − η b / (‖b‖ + δ) − λ x   2',
    'x ← x − η b / √(‖b‖² + δ) − λ x   2',
    'x ← x − η b / (√(‖b‖² + δ)) − λ x',
  ],
  [
    'a coefficient with a high power',
    'x ← x − η (1 + λ^9) b − δ x   2',
    'x ← x − η (1 + λ) b − δ x   2',
    'x ← x − η (1 + λ) b − δ x',
  ],
  [
    'another norm',
    'x ← x − η b / (‖b‖ + δ) − λ x   2',
    'x ← x − η b / (‖b‖₁ + δ) − λ x   2',
    'x ← x − η b / (‖b‖₁ + δ) − λ x',
  ],
  [
    'the smaller in place of the larger',
    'x ← x − η b / max(‖b‖, δ) − λ x   2',
    'x ← x − η b / min(‖b‖, δ) − λ x   2',
    'x ← x − η b / min(‖b‖, δ) − λ x',
  ],
])('%s is named', (_, step, wrong, formula) => named(pageOf(step), pageOf(wrong), formula));

const sum = 'r ← r + ‖g‖²   2\nx ← x − η b / √r − λ δ x   3';
const [one, fromDelta] = ['; scalar r from 1', '; scalar r from δ'];
firstOf(2, [
  [
    'a term more of a number',
    pageOf(sum, one),
    pageOf(sum.replace('‖g‖²', '‖g‖² + δ'), one),
    'r ← r + ‖g‖² + δ',
  ],
  ['a term more of a start', pageOf(sum, fromDelta), pageOf(sum, `${fromDelta} + 1`), 'r from δ + 1'],
  [
    'a decay with a number of its own',
    pageOf('x ← x − η b − λ δ x   2'),
    pageOf('x ← x − η (b + 0.003 x) − λ δ x   2'),
    'x ← x − η (b + 0.003 x) − λ δ x',
  ],
  [
    'a parameter that is always one number',
    pageOf('y ← x − η δ b   2\nx ← y − λ δ x   3'),
    pageOf('y ← x − η δ b   2\nx ← y − 0.45 λ x   3'),
    'x ← y − λ · 0.45 x',
  ],
  [
    'a multiple of an old value',
    pageOf('x ← x − η b − λ δ x   2'),
    pageOf('x ← x − η b − λ δ x − 2 λ o   2').replace('b ← 0.9', 'o ← b\nb ← 0.9'),
    'x ← x − η b − λ δ x − 2 λ b⁻   where b⁻ is b before its last change',
  ],
  [
    'another number',
    pageOf('x ← x − η b − λ δ x   2'),
    pageOf('x ← x − η b − λ δ x   2').replace('0.9 b', '0.95 b'),
    'b ← 0.95 b + g',
  ],
  [
    'a small number in place of a parameter',
    pageOf('x ← x − η b ⊘ (√(g ⊙ g) + λ) − η δ x   2'),
    pageOf('x ← x − η b ⊘ (√(g ⊙ g) + 0.00000001) − η δ x   2').replace('; 0 < λ < 1', ''),
    'x ← x − η b ⊘ (√(g ⊙ g) + 0.00000001) − η δ x',
  ],
  [
    'a multiple of a parameter',
    pageOf('x ← x − η b ⊘ √(g ⊙ g + λ) − η δ x   2'),
    pageOf('x ← x − η b ⊘ √(g ⊙ g + 2.5 λ) − η δ x   2'),
    'x ← x − η b ⊘ (√(g ⊙ g + 2.5 λ)) − η δ x',
  ],
  [
    'the root of the mean of squares in place of a norm',
    pageOf('x ← x − η b / (‖b‖ + δ) − λ x   2'),
    pageOf('x ← x − η b / (‖b‖ / √dim(b) + δ) − λ x   2'),
    'x ← x − η b / (‖b‖ / (√dim(b)) + δ) − λ x',
  ],
  [
    'a vector that is cut off',
    pageOf('x ← x − η b − λ δ x   2'),
    pageOf('x ← x − η max(min(b, δ), −δ) − λ δ x   2'),
    'x ← x − η max(min(b, δ), −δ) − λ δ x',
  ],
  [
    'a parameter that is 1 less it on the whole page',
    pageOf('d ← λ b + (1 − λ) g   2\nx ← x − η (d + λ δ x)   3'),
    pageOf('d ← (1 − λ) b + λ g   2\nx ← x − η (d + (1 − λ) δ x)   3'),
    'd ← (1 − λ) b + λ g, with 1 − λ in place of λ in all lines',
  ],
  [
    'two operations in the other order',
    pageOf('x ← x − η (min(‖g‖, δ) / (‖b‖ + λ)) b   2'),
    pageOf('x ← x − η min(‖g‖ / (‖b‖ + λ), δ) b   2'),
    'x ← x − η min(‖g‖ / (‖b‖ + λ), δ) b',
  ],
  [
    'a condition on an inner product',
    pageOf('x ← x − η b − λ δ x   2'),
    pageOf('if ⟨b, x⟩ < 0\n  x ← x − η g − λ δ x   2\notherwise\n  x ← x − η b − λ δ x   3'),
    'x ← x − η b − λ δ x + η (b − g)   where ⟨x, b⟩ < 0',
  ],
  [
    'a copy that goes on from round to round',
    pageOf('y ← x\ny ← y − η b   2\nx ← x + λ (y − x) − δ η x   3'),
    pageOf('y ← y − η b   2\nx ← x + λ (y − x) − δ η x   3', '; y from x'),
    'y ← x, before round 1 alone   where y goes on from round to round',
  ],
  [
    'two states with another start',
    pageOf('c ← 0.5 c + g   2\nx ← x − η (b + λ c) − δ η x   3', '; c from 0'),
    pageOf('c ← 0.5 c + g   2\nx ← x − η (b + λ c) − δ η x   3', '; c from x').replace(
      'b from 0',
      'b from x',
    ),
    'b and c from x',
  ],
  ['a norm squared', pageOf(sum.replace('‖g‖²', '‖g‖'), one), pageOf(sum, one), 'r ← r + ‖g‖ · ‖g‖'],
])('%s is named', (_, right, wrong, formula) => named(right, wrong, formula));

it('another family is named, also where a mean has the same index', () => {
  const page = (last: string): string => `method own
given  0 < η < 1; α ≥ 1; n ≥ 1
state  x

for i in 1..n
  d[i] ← x − η x
  z[i] ← d[i] − η ∇f(d[i], i)   1
  y[i] ← (1 − 1 / α) x + (1 / α) ${last}   2
x ← mean(i in 1..n: y[i]) + mean(j in 1..n: z[j])   3
`;
  return named(page('d[i]'), page('z[i]'), 'y[i] ← (1 − 1 / α) x + (1 / α) z[i]');
});

it('of the pages that explain a program the shortest comes first', async () => {
  const wrong = 'method sgd\ngiven  η > 0\nstate  x\n\nsample ξ\nx ← x − 2 η ∇f(x, ξ)   1\n';
  const program = servePage(methodOf(wrong.replace('2 η', 'η')), createFloatField('binary64'));
  const { diagnosis = [] } = await verifyImplementation(
    { name: 'served', arithmetic: 'binary64', variants: {}, methods: { other: program } },
    {
      page: wrong.replace('method sgd', 'method other'),
      otherPages: ['polyak-average', 'sgd'].map(readPage),
      seed: 3,
    },
  );
  expect(diagnosis[0]?.id).toBe('page/sgd');
});

/** A program of the wrong page passes by it, and fails by the right one, with the formula. */
async function named(right: string, wrong: string, formula: string): Promise<void> {
  const program = servePage(methodOf(wrong), createFloatField('binary64'));
  const verify = (page: string) =>
    verifyImplementation(
      { name: 'served', arithmetic: 'binary64', variants: {}, methods: { own: program } },
      { page, seed: 3 },
    );
  expect((await verify(wrong)).verdict).toBe('pass');
  const { verdict, diagnosis = [] } = await verify(right);
  expect(verdict).toBe('fail');
  expect(diagnosis.map(said)).toContain(formula);
}
