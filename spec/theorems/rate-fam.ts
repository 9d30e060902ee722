/** RATE-FAM: FAM-2 with 1/w = 2L/K + 1/r, w = ηK; a and φ are free as r is. */
import { createArithmetic } from './arithmetic.js';
import { reachTerm, smoothnessTerm } from './common-terms.js';
import {
  carriesEnough,
  carriesEnoughLatex,
  carryOf,
  contractionLatex,
  contractionOf,
  fam2,
} from './family.js';
import { isZero } from './rate-mvr.js';
import { meanSquareOf } from './recursion.js';
import type { BoundTerm, Condition, TunedTheorem, Tuning } from './theorem.js';

const tuning: Tuning = {
  freeNumber: { latex: 'r', unit: 'point²/value' },
  latex: '\\frac{1}{\\eta K} = \\frac{2L}{K} + \\frac1r,\\quad a \\text{ free}',
  inverseStepSize: ({ plus, times, over }, { smoothness, localStepCount, freeNumber }) =>
    over(plus(times(2, smoothness, freeNumber), localStepCount), freeNumber),
  momentumWeight: ({ times, over }, { freeWeight }) => over(freeWeight ?? times(1)),
  freeNumberOf: (field, { smoothness, stepSize, localStepCount }) => {
    const { minus, times } = createArithmetic(field);
    const rest = minus(field.one, times(2, smoothness, stepSize));
    if (field.compare(rest, field.zero) <= 0) return undefined; // no r belongs to this η
    return field.divide(times(stepSize, localStepCount), rest);
  },
};

const condition: Condition = {
  latex: `${tuning.latex},\\quad \\Delta \\ge \\delta,\\quad ${carriesEnoughLatex},\\quad ${contractionLatex} \\ge 8\\gamma\\Delta^2r^2`,
  slacks: (arithmetic, input) => {
    const { minus, square, times } = arithmetic;
    const { smoothness, stepSize, localStepCount, freeNumber, hessianSimilarity } = input;
    const similarity = meanSquareOf(arithmetic, input);
    const rest = times(freeNumber, minus(times(1), times(2, smoothness, stepSize)));
    const lag = times(8, carryOf(arithmetic, input), square(times(similarity, freeNumber)));
    return [
      ...isZero(arithmetic, rest, times(stepSize, localStepCount)),
      minus(similarity, hessianSimilarity),
      carriesEnough(arithmetic, input),
      minus(contractionOf(arithmetic, input), lag),
    ];
  },
};

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
  simpleCondition: condition,
  exactCondition: condition,
  boundLatex: terms.map(({ latex }) => latex).join(' + '),
  terms,
  tuning,
};
