/** RATE-FAM: FAM-2 with 1/w = 2L/K + 1/r, w = ηK; a and φ are free as r is. */
import { reachTerm, smoothnessTerm } from './common-terms.js';
import { carriesEnough, carriesEnoughLatex, contraction, contractionLatex, fam2 } from './family.js';
import { condition, minus, numbers, over, square, times } from './formula.js';
import type { BoundTerm, TunedTheorem } from './theorem.js';
import { tunedByLength } from './tuned.js';

const { carry, delta, freeNumber, freeWeight, L, meanSquare } = numbers;

const { tuning, slacks } = tunedByLength(
  '\\frac{1}{\\eta K} = \\frac{2L}{K} + \\frac1r,\\quad a \\text{ free}',
  times(2, L),
  over(freeWeight),
);

const simpleCondition = condition(
  `${tuning.latex},\\quad \\Delta \\ge \\delta,\\quad ${carriesEnoughLatex},\\quad ${contractionLatex} \\ge 8\\gamma\\Delta^2r^2`,
  ...slacks,
  minus(meanSquare, delta),
  carriesEnough,
  minus(contraction, times(8, carry, square(times(meanSquare, freeNumber)))),
);

const {
  terms: [, ...others],
  quietCondition: _,
  ...shared
} = fam2;
const terms: readonly BoundTerm[] = [smoothnessTerm, reachTerm, ...others];

/** RATE-FAM as data. */
export const rateFam: TunedTheorem = {
  ...shared,
  id: 'RATE-FAM',
  title: 'between AuxMOM and AuxMVR, draws of one law, tuned',
  note: `${fam2.note} a, φ and r are any numbers that meet the condition.`,
  simpleCondition,
  exactCondition: simpleCondition,
  boundLatex: terms.map(({ latex }) => latex).join(' + '),
  terms,
  tuning,
};
