/** RATE-TGT-MOM: the authors' code with momentum, tuned: TGT-MOM at a = 5Lw/(1 + 5Lw), w = ηK. */
import { createArithmetic, type Arithmetic } from './arithmetic.js';
import { decay, smoothnessTerm } from './common-terms.js';
import { createStartError } from './initial-error.js';
import { controlLatex, controlSlacks, controlTerm, reachOfControl } from './rate-mvr.js';
import {
  constantsNote,
  type BoundTerm,
  type RateInput,
  type TunedTheorem,
  type Tuning,
  type TuningInput,
} from './theorem.js';

/** 2L + (4δ + λ)K. */
function reachOf<S>(arithmetic: Arithmetic<S>, input: TuningInput<S>): S {
  const { plus, times } = arithmetic;
  const { smoothness, hessianSimilarity, localStepCount } = input;
  const far = plus(times(4, hessianSimilarity), reachOfControl(arithmetic, input));
  return plus(times(2, smoothness), times(far, localStepCount));
}

/** V K = 10Lσ_f²K. */
const noiseOf = <S>({ times }: Arithmetic<S>, input: TuningInput<S>): S =>
  times(10, input.smoothness, input.snapshotVariance, input.localStepCount);

/** 5LηK. */
const moveOf = <S>(
  { times }: Arithmetic<S>,
  { smoothness, localStepCount, stepSize }: TuningInput<S> & Pick<RateInput<S>, 'stepSize'>,
): S => times(5, smoothness, localStepCount, stepSize);

const tuning: Tuning = {
  freeNumber: { latex: 's', unit: '(value/point)²' },
  latex:
    '\\frac{1}{\\eta K} = \\frac{2L}{K} + 4\\delta + \\lambda + \\frac Vs,\\quad a = \\frac{5L\\eta K}{1 + 5L\\eta K},\\quad V = 10L\\sigma_f^2',
  inverseStepSize: (arithmetic, input) => {
    const { plus, times, over } = arithmetic;
    const reach = times(reachOf(arithmetic, input), input.freeNumber);
    return over(plus(reach, noiseOf(arithmetic, input)), input.freeNumber);
  },
  momentumWeight: (arithmetic, input) => {
    const { plus, times, over } = arithmetic;
    const moved = moveOf(arithmetic, input);
    return over(moved, plus(times(1), moved));
  },
  freeNumberOf: (field, input) => {
    const arithmetic = createArithmetic(field);
    const { minus, times } = arithmetic;
    const rest = minus(field.one, times(reachOf(arithmetic, input), input.stepSize));
    const noise = times(noiseOf(arithmetic, input), input.stepSize);
    const isPositive = (value: typeof rest): boolean => field.compare(value, field.zero) > 0;
    if (isPositive(rest)) return isPositive(noise) ? field.divide(noise, rest) : undefined;
    const small = field.divide(times(input.smoothness, input.suboptimality), times(1000));
    return isPositive(small) ? small : undefined;
  },
};

const terms: readonly BoundTerm[] = [
  smoothnessTerm,
  {
    id: 'similarity',
    latex: '\\frac{8F_0\\delta}{T}',
    value: ({ times, over }, { suboptimality, hessianSimilarity, roundCount }) =>
      over(times(8, suboptimality, hessianSimilarity), roundCount),
  },
  controlTerm,
  {
    id: 'step-size',
    latex: '\\frac{2F_0V}{sT}',
    value: (arithmetic, input) => {
      const { times, over } = arithmetic;
      return over(
        times(20, input.suboptimality, input.smoothness, input.snapshotVariance),
        times(input.freeNumber, input.roundCount),
      );
    },
  },
  { id: 'free-number', latex: 's', value: ({ over }, { freeNumber }) => over(freeNumber) },
  {
    id: 'initial-error',
    latex: '\\frac{2\\bar a e_0}{aT}',
    value: (arithmetic, input) => {
      const { times, over } = arithmetic;
      const { initialError, momentumWeight, roundCount } = input;
      return over(
        times(2, decay(arithmetic, input), initialError.numerator),
        times(initialError.denominator, momentumWeight, roundCount),
      );
    },
  },
];

const condition = {
  latex: `${controlLatex},\\quad ${tuning.latex}`,
  slacks: <S>(arithmetic: Arithmetic<S>, input: RateInput<S>) => {
    const { minus, times } = arithmetic;
    const { stepSize, momentumWeight, freeNumber } = input;
    const noise = times(stepSize, noiseOf(arithmetic, input));
    const rest = times(freeNumber, minus(times(1), times(reachOf(arithmetic, input), stepSize)));
    const moved = times(decay(arithmetic, input), moveOf(arithmetic, input));
    return [
      minus(rest, noise),
      minus(noise, rest),
      minus(momentumWeight, moved),
      minus(moved, momentumWeight),
      ...controlSlacks(arithmetic, input),
    ];
  },
};

/** RATE-TGT-MOM as data. */
export const rateTgtMom: TunedTheorem = {
  id: 'RATE-TGT-MOM',
  title: "the authors' code, momentum on the target gradient, tuned",
  variants: ['aux-mom-target'],
  assumptions: ['A1', 'A2', 'A3', 'A6'],
  kind: 'upper',
  source: 'auxopt',
  note: `${constantsNote} L > 0; e₀ = E‖u⁰ − ∇f(x⁰)‖². Under \`first-snapshot\`, 2σ_{f,1}² stands for e₀. λ = 0 where the local noise is additive.`,
  simpleCondition: condition,
  exactCondition: condition,
  boundLatex: terms.map(({ latex }) => latex).join(' + '),
  terms,
  initialError: createStartError(2),
  tuning,
};
