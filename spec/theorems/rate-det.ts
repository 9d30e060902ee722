/** RATE-DET: AuxMOM without noise, at the best step size that its certificate allows. */
import { createStartError } from './initial-error.js';
import { constantsNote, type BoundTerm, type Condition, type TunedTheorem, type Tuning } from './theorem.js';

/** 2F₀L/(KT). */
const smoothnessTerm: BoundTerm = {
  id: 'smoothness',
  latex: '\\frac{2F_0L}{KT}',
  value: ({ times, over }, { suboptimality, smoothness, localStepCount, roundCount }) =>
    over(times(2, suboptimality, smoothness), times(localStepCount, roundCount)),
};

/** (10/7)F₀δ/T. */
const similarityTerm: BoundTerm = {
  id: 'similarity',
  latex: '\\frac{10}{7}\\cdot\\frac{F_0\\delta}{T}',
  value: ({ times, over }, { suboptimality, hessianSimilarity, roundCount }) =>
    over(times(10, suboptimality, hessianSimilarity), times(7, roundCount)),
};

const tuning: Tuning = {
  latex: '\\frac{1}{\\eta} = L + \\tfrac57\\delta K,\\quad a = 1',
  inverseStepSize: ({ plus, times, over }, { smoothness, hessianSimilarity, localStepCount }) =>
    over(plus(times(7, smoothness), times(5, hessianSimilarity, localStepCount)), times(7)),
  momentumWeight: ({ times, over }) => over(times(1)),
};

/** Without noise, a = 1, and 7 = (7L + 5δK)η. */
const condition: Condition = {
  latex: `\\sigma_D = \\sigma_h = 0,\\quad ${tuning.latex}`,
  slacks: ({ plus, minus, times }, input) => {
    const { smoothness, hessianSimilarity, localStepCount, stepSize } = input;
    const used = times(plus(times(7, smoothness), times(5, hessianSimilarity, localStepCount)), stepSize);
    return [
      minus(times(7), used),
      minus(used, times(7)),
      minus(input.momentumWeight, times(1)),
      times(-1, input.snapshotVariance),
      times(-1, input.localVariance),
    ];
  },
};

/** RATE-DET as data. */
export const rateDet: TunedTheorem = {
  id: 'RATE-DET',
  title: 'AuxMOM without noise, tuned',
  variants: ['aux-mom'],
  assumptions: ['A1', 'A2', 'A4', 'no noise'],
  kind: 'upper',
  source: 'auxopt',
  note: `${constantsNote} The start of the estimate does not matter: a = 1 forgets it.`,
  simpleCondition: condition,
  exactCondition: condition,
  boundLatex: '\\frac{2F_0}{T}\\Bigl(\\frac{L}{K} + \\frac57\\delta\\Bigr)',
  terms: [smoothnessTerm, similarityTerm],
  initialError: createStartError(0),
  tuning,
};
