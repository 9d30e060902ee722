/** docs/theory/constants.md, whose tables are made from the theorems as data. */
import { format } from 'prettier';
import { describe, expect, it } from 'vitest';
import {
  isTuned,
  lowerTheorems,
  rateTheorems,
  type RateTheorem,
  type TheoremHeader,
} from '../../spec/theorems/index.js';
import { witnesses } from '../../src/theorems/rates/index.js';
import { gaps } from './constants-page.js';

const rates = Object.values(rateTheorems);

const table = (head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] => [
  ...[head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`),
  '',
];

/** A link to the proof. */
const link = ({ id, title }: TheoremHeader): string =>
  `[${id}](proofs.md#${`${id}: ${title}`.toLowerCase().replaceAll(/[^\p{L}\p{N} -]/gu, '').replaceAll(' ', '-')})`; // prettier-ignore

/** The method, and what a theorem asks beside A1 to A7. */
const scope = ({ variants, page, assumptions }: RateTheorem): string => {
  const extra = assumptions.filter((one) => !/^A\d$/.test(one));
  return [page ?? variants.join(', '), ...extra].join('; ');
};

/** A number of three digits. */
const digits = (value: number): string => String(Number(value.toPrecision(3)));

const refuted = ({ id, terms }: RateTheorem): readonly [string, string] => {
  const shown = witnesses.flatMap(({ theorem, purpose }) =>
    theorem === id && purpose.kind === 'halved-term' ? [purpose.term] : [],
  );
  const [known, alone] = [true, false].map((is) => terms.filter((term) => shown.includes(term.id) === is));
  const list = (some: typeof terms = []): string => some.map(({ latex }) => `$${latex}$`).join(', ') || '–';
  return [list(known), list(alone)];
};

const page = (): string =>
  [
    '# All constants, and which theorem to use',
    '`test/docs/constants-page.test.ts` makes the tables of this page from the theorems in `spec/theorems`.',
    '',
    'All theorems bound G, the average of $\\mathbb E\\lVert\\nabla f\\rVert^2$ over all local points. The first table is for parameters that you choose, the second for tuned parameters, the third has the lower bounds, and the last one compares them.',
    'The letters: $\\bar a = 1-a$, $\\bar\\varphi = 1-\\varphi$, and V bounds the variance of every round, of which $v_1$ is that of the first. Δ is the δ of A5 for single samples, $L_2$ the same for f alone, ℓ and λ belong to the local samples of the authors’ code. The page of each theorem has the full statement.',
    '',
    '## Which one to use',
    '',
    '- **AuxMOM.** Use MOM-2 if $\\nabla D$ is affine. Otherwise use MOM-1 for the largest step, MOM-1H for much snapshot noise, and MOM-3 for much local noise.',
    '- **AuxMVR.** Use MVR-2 if all snapshot draws have the same distribution and $a \\le \\tfrac12$. Use MVR-1 if the distribution changes, if $a > \\tfrac12$, or if $aT$ is so small that the term of MVR-2 with $(V-v_1)/T$ is large. That term is 0 for additive noise.',
    '- **Tuned.** For AuxMOM use RATE-DET without noise, RATE-MOM if $\\nabla D$ is affine, and RATE-MOM-G otherwise. For AuxMVR use RATE-MVR-H with local noise; without it RATE-MVR-2, or RATE-MVR-2P if single samples are much less similar than the means, or RATE-MVR if the distribution changes.',
    '- **AuxMOM or AuxMVR.** A round of AuxMVR takes two target gradients. Its noise term falls like $T^{-2/3}$, that of AuxMOM like $T^{-1/2}$. At equal numbers of rounds the bounds cross near $\\sigma_D^2T = 0.14(\\Delta/\\delta)^4\\delta F_0$.',
    '- **In between.** The family of FAM-1 and FAM-2 contains both. Near the crossing, its best γ makes the bound up to 1.13 times smaller than the better of the two, and up to 1.07 times at equal numbers of target gradients. Elsewhere it gains nothing.',
    "- **The authors' code** is not the algorithm of the paper: use TGT-MOM and TGT-MVR for it, and see [the comparison](paper-and-code.md).",
    '',
    '## For given η, a and K',
    '',
    'A condition that is weaker than the simple one, the exact condition, is on the page of each theorem. Without local noise, some theorems have a third condition, in which the drift and, for most of them, the lag are halved.',
    '',
    ...table(
      ['theorem', 'for', 'simple condition', 'bound on G', 'quiet condition'],
      rates
        .filter((theorem) => !isTuned(theorem))
        .map((theorem) => [
          link(theorem),
          scope(theorem),
          `$${theorem.simpleCondition.latex}$`,
          `$${theorem.boundLatex}$`,
          theorem.quietCondition === undefined ? 'no' : 'yes',
        ]),
    ),
    '## Tuned',
    '',
    ...table(
      ['theorem', 'for', 'parameters', 'bound on G'],
      rates
        .filter((theorem) => isTuned(theorem))
        .map((theorem) => [
          link(theorem),
          scope(theorem),
          `$${theorem.tuning.latex}$`,
          `$${theorem.boundLatex}$`,
        ]),
    ),
    '## Lower bounds',
    '',
    'For all parameters of the method, some problem with these constants is at least this hard.',
    '',
    ...table(
      ['theorem', 'for', 'G, or what the title names, is at least'],
      Object.values(lowerTheorems).flatMap(({ id, title, claims }) =>
        claims.map(({ latex }) => [`[${id}](benefit.md)`, title, `$${latex}$`]),
      ),
    ),
    '## The gap, term by term',
    '',
    'The table compares the constant factors of upper and lower bounds, rounded to three digits. Each upper bound uses its best s or r, the best j for its own term, a start with e₀ = 0, and a large T. A ratio of 1 cannot be improved. Where the ratio is larger, the upper constant may be too large, the lower one too small, or both.',
    'For AuxMVR no lower bound is known. Those of the -target variants, [LOW-TGT-MOM and LOW-TGT-MVR](paper-and-code.md), are for a fixed a and for shared noise, not for the tuned rate.',
    '',
    ...table(
      ['theorem', 'term', 'above', 'below', 'ratio', 'lower bound'],
      gaps.map(({ id, latex, above, below, floor }) => [
        id,
        `$${latex}$`,
        digits(above),
        below === undefined ? '–' : digits(below),
        below === undefined ? '–' : digits(above / below),
        floor ?? 'none known',
      ]),
    ),
    '## Which constants runs confirm',
    '',
    'For the terms in the second column, a stored run exceeds the bound in which that term is halved, so the constant is too large by a factor of less than 2. For those in the third column, only the proof supports the constant. `npx auxopt proofs` mutates every proof and expects each mutant to fail. [How tight the bounds are](tightness.md) explains the runs.',
    '',
    ...table(
      ['theorem', 'confirmed by a stored run', 'by the proof alone'],
      rates.map((theorem) => [link(theorem), ...refuted(theorem)]),
    ),
  ].join('\n');

it('docs/theory/constants.md is made from the theorems (npx vitest run test/docs/constants-page.test.ts --update)', async () => {
  const text = await format(page(), { parser: 'markdown', printWidth: 110 });
  await expect(text).toMatchFileSnapshot('../../docs/theory/constants.md');
});

describe('the gaps', () => {
  it('are those of every tuned rate, and of SGD-1', () => {
    const tuned = rates.filter((theorem) => isTuned(theorem)).map(({ id }) => id);
    expect(new Set(gaps.map(({ id }) => id))).toEqual(new Set([...tuned, 'SGD-1']));
  });

  it.each([
    ['RATE-DET', '\\delta F_0/T', 10 / 7, 1],
    ['RATE-MOM', '\\delta F_0/T', 4, 8 / 27],
    ['RATE-MOM', '\\sqrt{\\delta F_0\\sigma_D^2/T}', Math.sqrt(32), 2 / 27],
    ['RATE-MOM', '\\sqrt{\\delta F_0\\sigma_h^2/(KT)}', 4, undefined],
    ['RATE-MOM-G', '\\sqrt{\\delta F_0\\sigma_D^2/T}', Math.sqrt(32), 4 / 17],
    ['RATE-MOM-G', '\\sqrt{LF_0\\sigma_h^2/(KT)}', Math.sqrt(8), Math.SQRT1_2],
    ['RATE-MVR', '(\\delta\\sigma_DF_0/T)^{2/3}', Math.cbrt(432), undefined],
    ['RATE-MVR-2', '(\\Delta\\sigma_DF_0/T)^{2/3}', 3 * Math.cbrt(5), undefined],
    ['RATE-MVR-2P', '(\\Delta\\sigma_DF_0/T)^{2/3}', 6, undefined],
    ['RATE-MVR-H', '(\\Delta\\sigma_DF_0/T)^{2/3}', 3 * Math.cbrt(10), undefined],
    ['RATE-TGT-MOM', '\\sqrt{LF_0\\sigma_f^2/T}', Math.sqrt(80), undefined],
    ['RATE-TGT-MVR', '(L_2\\sigma_fF_0/T)^{2/3}', 3 * Math.cbrt(20), undefined],
    ['SGD-1', '\\sqrt{LF_0\\sigma_f^2/T}', Math.sqrt(8), Math.SQRT1_2],
  ] as const)('%s, %s: above %d, below %s', (id, latex, above, below) => {
    const gap = gaps.find((one) => one.id === id && one.latex === latex);
    expect(gap?.above).toBeCloseTo(above, 5);
    if (below === undefined) expect(gap?.below).toBeUndefined();
    else expect(gap?.below).toBeCloseTo(below, 5);
  });
});
