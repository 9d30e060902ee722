/** Mistakes of every kind, planted into pages that are served: the first sentence of the report is what the program computes. */
import { expect } from 'vitest';
import { parsePage, resolveNames, resolvePage } from '../../../spec/language/index.js';
import { createFloatField } from '../../../src/exact/float-field.js';
import { verifyImplementation } from '../../../src/verify/index.js';
import { servePage } from './support/serve-page.js';
import { readPage } from '../../support/pages.js';
import { firstOf } from '../../support/some-of.js';
import { said } from '../../support/said.js';

firstOf(
  3,
  [
    ['a counter that is off by one', 'polyak-average', '/ t', '/ (t + 1)', 'x̄ ← x̄ + (x − x̄) / (t + 1)'],
    ['the phase of a restart', 'svrg', 'every q rounds', 'if t mod q = 0', 'if t mod q = 0'],
    [
      'one array for three vectors',
      'aggmo',
      'v2 ← β2 v2 − g                   2\nv3 ← β3 v3 − g                   3',
      'v1 ← β2 v1 − g\nv1 ← β3 v1 − g\nv2 ← v1\nv3 ← v1',
      'v2 ← β2 v1 − g   where v1 and v2 and v3 are one array',
    ],
    [
      'another limit',
      'sgd-clipped',
      'min(1, c / (‖g‖ + 0.000001)) g',
      'max(min(g, c), −c)',
      /max\(min\(g, c\), −c\)$/,
    ],
    ['a size for a square', 'adam', '(1 − β2) g²', '(1 − β2) · |g|', 'v ← β2 v + (1 − β2) · |g|'],
    ['a start that is no plain number', 'adagrad', 's from 0', 's from 0.1', 's from 0.1'],
    [
      'an order of lines',
      'storm',
      'w ← x\nx ← x − η d                               2',
      'x ← x − η d                               2\nw ← x',
      'w ← x   after x ← x − η d',
    ],
    ['a line left out', 'svrg', '  w ← x\n', '', 'nothing'],
    ['a line out of its block', 'svrg', '+ μ)   2', '+ μ)   2\nw ← x', /^w ← x {3}after /],
    ['a pass less', 'aux-mom', 'repeat K', 'repeat K − 1', 'repeat K − 1'],
    ['a weight in both places', 'aux-mom', '(1 − a) m + a (', 'a m + (1 − a) (', /← a m \+ \(1 − a\)/],
    ['a coefficient of a part', 'aux-mom', '− ∇h(x, ξ))', '− ∇h(x, ξ) / a)', /∇h\(x, ξ\) \/ a/],
    ['a term more', 'aux-mom', 'y − η d', 'y − η (d + a y)', 'd ← ∇h(y, ζ) + m + a y'],
    ['another grouping with a mistake', 'lookahead', 'x + α (y', 'y + α (y', 'x ← y + α (y − x)'],
    ['a start', 'nesterov-torch', 'b from 0', 'b from x', 'b from x'],
    [
      'a mistake in round 1',
      'qhm',
      'b ← β b + (1 − β) g           1',
      'in round 1\n  b ← g\nafterwards\n  b ← β b + (1 − β) g',
      /^b ← .*g {3}in round 1$/,
    ],
    [
      'a mistake in one round of four',
      'aux-mom',
      'm ← (1 − a) m + a (∇f(x, ξ) − ∇h(x, ξ))',
      'if t mod 4 = 0\n  m ← a (∇f(x, ξ) − ∇h(x, ξ))\notherwise\n  m ← (1 − a) m + a (∇f(x, ξ) − ∇h(x, ξ))',
      /^m ← a \(.* {3}in rounds 4, 8, …$/,
    ],
    [
      'a mistake in one coordinate',
      'aux-mom',
      'y ← y − η d',
      'y ← {y where index(y) = dim(y); y − η d}',
      /in the last coordinate$/,
    ],
    [
      'a vector that is cut off at a number',
      'aux-mom',
      'd ← ∇h(y, ζ) + m',
      'd ← max(min(∇h(y, ζ) + m, 0.3), −0.3)',
      'd ← max(min(∇h(y, ζ) + m, 0.3), −0.3)',
    ],
    ['a count with a formula', 'aux-mom', 'repeat K', 'repeat min(K, t)', 'repeat min(K, t)'],
    [
      'an estimate that is made once more',
      'aux-mom',
      'd ← ∇h(y, ζ) + m',
      'd ← ∇h(y, ζ) + (1 − a) m + a (∇f(x, ξ) − ∇h(x, ξ))',
      /\(1 − a\) m \+ a \(∇f/,
    ],
    [
      'a line in a block that is not next to it',
      'aux-mom',
      'm ← (1 − a) m + a (∇f(x, ξ) − ∇h(x, ξ))   2  the estimate is a moving average of the sampled difference\ny ← x\nrepeat K\n',
      'y ← x\nrepeat K\n  m ← (1 − a) m + a (∇f(x, ξ) − ∇h(x, ξ))\n',
      /inside of repeat K$/,
    ],
    [
      'two samples of a line, the second of which is drawn first',
      'aux-mom-target',
      '  d ← ∇h(y, ζ) − ∇h(x, ζ) + u',
      '  sample υ\n  v ← ∇h(x, υ)\n  d ← ∇h(y, ζ) − v + u',
      /^d ← ∇h\(y, ζ\) − ∇h\(x, ζ′\) \+ u/,
    ],
    [
      'a gradient in another pass, at the point of that pass',
      'naive',
      'if k = 1\n    d ← ∇f(x, ξ)',
      'if k = K\n    d ← ∇f(y, ξ)',
      'if k = K;  d ← ∇f(y, ξ)',
    ],
    [
      'the point after the first pass',
      'naive',
      /y ← x\n[^]*ζ\).*\n.*y ← y − η d.*\n/,
      'y ← x\nv ← x\nrepeat K\n  if k = 1\n    d ← ∇f(x, ξ)\n  otherwise\n    sample ζ\n    d ← ∇h(v, ζ)\n  y ← y − η d\n  if k = 1\n    v ← y\n',
      /^d ← ∇h\(y⁻, ζ\) {3}where y⁻ is y after the first pass/,
    ],
    [
      'the gradient of another line in the round before',
      'extragradient',
      /state {2}x\n[^]*ζ\).*\n/,
      'state  x; g from 0\n\nin round 1\n  sample ξ\n  g ← ∇f(x, ξ)\ny ← x − ℓ g\nsample ζ\ng ← ∇f(y, ζ)\nx ← x − ℓ g\n',
      /^y ← x − ℓ g⁻ {3}where g⁻ is ∇f\(y, ζ\) in the round before, and the line as it should be in round 1$/,
    ],
    [
      'the mean of an epoch',
      'svrg',
      /state[^]*2\n/,
      'state  x; w from x; μ from 0; s from 0; scalar n from 0\n\nevery q rounds\n  in round 1\n    w ← x\n  afterwards\n    w ← s / n\n  μ ← ∇f(w)\n  s ← 0 x\n  n ← 0\nsample ξ\nx ← x − η (∇f(x, ξ) − ∇f(w, ξ) + μ)\ns ← s + x\nn ← n + 1\n',
      /^w ← s \/ n {3}where s \/ n is the mean of x after each round since the line was made last/,
    ],
    [
      'a rate inside of the buffer',
      'rmsprop',
      /state[^]*3\n/,
      'state  x; v from 0; b from 0\n\nsample ξ\ng ← ∇f(x, ξ)\nv ← α v + (1 − α) g²\nb ← μ b + ℓ (g ⊘ (√v + ε))\nx ← x − b\n',
      'b ← μ b + ℓ (g ⊘ (√v + ε));  x ← x − b',
    ],
    [
      'one array in round 1',
      'nesterov-torch',
      /b ← .*1 .*\nx.*2 .*/,
      'b ← μ b + g\ng ← g + μ b\nin round 1\n  b ← g\nx ← x − ℓ g',
      'g ← g + μ b;  then x ← x − ℓ g   where in round 1 b and g are one array',
    ],
    [
      'a counter that goes twice as fast',
      'adam',
      /x ← x − ℓ.*/,
      'x ← x − ℓ (m / (1 − β1^(2 t))) ⊘ (√(v / (1 − β2^(2 t))) + ε)',
      'x ← x − ℓ (m / (1 − β1^(2 t))) ⊘ (√(v / (1 − β2^(2 t))) + ε)',
    ],
    [
      'an optimizer that is made anew',
      'adam',
      /m ← β1[^]*3\n/,
      'if (t − 1) mod 4 = 0\n  m ← 0 m\n  v ← 0 v\nm ← β1 m + (1 − β1) g\nv ← β2 v + (1 − β2) g²\nx ← x − ℓ (m / (1 − β1^((t − 1) mod 4 + 1))) ⊘ (√(v / (1 − β2^((t − 1) mod 4 + 1))) + ε)\n',
      'm from 0, v from 0   again in rounds 5, 9, …, where t is 1 again',
    ],
    [
      'two mistakes',
      'qhm',
      'b ← β b + (1 − β) g           1\nx ← x − α ((1 − ν) g + ν b)',
      'b ← β b + g\nx ← x − α (g + ν b)',
      'b ← β b + g;  x ← x − α (g + ν b)',
    ],
  ],
  ['long', 'gate'],
)('%s', async (_, name, should, is, yours) => {
  const page = readPage(name);
  expect(page.replace(should, '')).not.toBe(page);
  const wrong = resolveNames(parsePage(page.replaceAll(/ *also .*\n/g, '').replace(should, is)));
  // of what a mistake adds nothing is told
  const told = resolvePage(parsePage(page)).states.map((state) => state.name.name);
  const methods = { [name]: telling(told, servePage(wrong, createFloatField('binary64'))) };
  const { verdict, diagnosis } = await verifyImplementation(
    { name: 'planted', variants: {}, methods },
    { page, seed: 5 },
  );
  expect(verdict).toBe('fail');
  const first = diagnosis?.[0] && said(diagnosis[0]);
  if (typeof yours === 'string') expect(first).toBe(yours);
  else expect(first).toMatch(yours);
});

/** The program that reports these states alone. */
const telling =
  (names: readonly string[], prepare: ReturnType<typeof servePage>): ReturnType<typeof servePage> =>
  (task) => {
    const prepared = prepare(task);
    const round = typeof prepared === 'function' ? prepared : prepared.round;
    return async (t) =>
      Object.fromEntries(Object.entries(await round(t)).filter(([name]) => names.includes(name)));
  };
