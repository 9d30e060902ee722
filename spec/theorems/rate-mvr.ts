/** RATE-MVR: AuxMVR without local noise, tuned: MVR-1 at a = 8δ²w², w = ηK. */
import { createArithmetic, type Arithmetic } from './arithmetic.js';
import { createStartError } from './initial-error.js';
import {
  constantsNote,
  type BoundTerm,
  type Condition,
  type RateInput,
  type TunedTheorem,
  type Tuning,
  type TuningInput,
} from './theorem.js';

/** 2L + 3δK. */
function reachOf<S>({ plus, times }: Arithmetic<S>, input: TuningInput<S>): S {
  return plus(times(2, input.smoothness), times(3, input.hessianSimilarity, input.localStepCount));
}

/** 8δ²η²K². */
function weightOf<S>(
  { times, square }: Arithmetic<S>,
  { hessianSimilarity, localStepCount, stepSize }: TuningInput<S> & Pick<RateInput<S>, 'stepSize'>,
): S {
  return times(8, square(times(hessianSimilarity, localStepCount, stepSize)));
}

const terms: readonly BoundTerm[] = [
  {
    id: 'smoothness',
    latex: '\\frac{4F_0L}{KT}',
    value: ({ times, over }, { suboptimality, smoothness, localStepCount, roundCount }) =>
      over(times(4, suboptimality, smoothness), times(localStepCount, roundCount)),
  },
  {
    id: 'similarity',
    latex: '\\frac{6F_0\\delta}{T}',
    value: ({ times, over }, { suboptimality, hessianSimilarity, roundCount }) =>
      over(times(6, suboptimality, hessianSimilarity), roundCount),
  },
  {
    id: 'step-size',
    latex: '\\frac{2F_0}{rT}',
    value: ({ times, over }, { suboptimality, freeNumber, roundCount }) =>
      over(times(2, suboptimality), times(freeNumber, roundCount)),
  },
  {
    id: 'snapshot-noise',
    latex: '16\\delta^2r^2\\sigma_D^2',
    value: ({ times, square, over }, { hessianSimilarity, freeNumber, snapshotVariance }) =>
      over(times(16, square(times(hessianSimilarity, freeNumber)), snapshotVariance)),
  },
  {
    id: 'initial-error',
    latex: '\\frac{e_0}{aT}',
    value: ({ times, over }, { initialError, momentumWeight, roundCount }) =>
      over(initialError.numerator, times(initialError.denominator, momentumWeight, roundCount)),
  },
];

const tuning: Tuning = {
  freeNumber: { latex: 'r', unit: 'point²/value' },
  latex: '\\frac{1}{\\eta K} = \\frac{2L}{K} + 3\\delta + \\frac1r,\\quad a = 8\\delta^2\\eta^2K^2',
  inverseStepSize: (arithmetic, input) => {
    const { plus, times, over } = arithmetic;
    const { freeNumber, localStepCount } = input;
    return over(plus(times(reachOf(arithmetic, input), freeNumber), localStepCount), freeNumber);
  },
  momentumWeight: weightOf,
  freeNumberOf: (field, input) => {
    const arithmetic = createArithmetic(field);
    const { minus, times } = arithmetic;
    const rest = minus(field.one, times(reachOf(arithmetic, input), input.stepSize));
    if (field.compare(rest, field.zero) <= 0) return undefined; // no r belongs to this η
    return field.divide(times(input.stepSize, input.localStepCount), rest);
  },
};

const condition: Condition = {
  latex: `\\sigma_h = 0,\\quad ${tuning.latex}`,
  slacks: (arithmetic, input) => {
    const { minus, times } = arithmetic;
    const { stepSize, localStepCount, freeNumber, momentumWeight } = input;
    const move = times(stepSize, localStepCount);
    const rest = times(freeNumber, minus(times(1), times(reachOf(arithmetic, input), stepSize)));
    const weight = weightOf(arithmetic, input);
    return [
      minus(rest, move),
      minus(move, rest),
      minus(momentumWeight, weight),
      minus(weight, momentumWeight),
      times(-1, input.localVariance),
    ];
  },
};

/** RATE-MVR as data. */
export const rateMvr: TunedTheorem = {
  id: 'RATE-MVR',
  title: 'AuxMVR without local noise, tuned',
  variants: ['aux-mvr'],
  assumptions: ['A1', 'A3', 'A4', 'A5', 'no local noise'],
  kind: 'upper',
  source: 'auxopt',
  note: `${constantsNote} δ is that of A5 and > 0. Under \`first-snapshot\`, (26/25)σ_{D,1}² stands for e₀.`,
  simpleCondition: condition,
  exactCondition: condition,
  boundLatex:
    '\\frac{4F_0}{T}\\Bigl(\\frac{L}{K} + \\frac32\\delta\\Bigr) + \\frac{2F_0}{rT} + ' +
    '16\\delta^2r^2\\sigma_D^2 + \\frac{e_0}{8\\delta^2\\eta^2K^2T}',
  terms,
  initialError: createStartError(26, 25),
  tuning,
};
