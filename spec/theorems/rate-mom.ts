/** RATE-MOM and RATE-MOM-G: AuxMOM with noise, tuned: MOM-2 and MOM-3 at a = 2δKη and a = 4δKη. */
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

/** What distinguishes the two. */
interface MomentumRate extends Pick<TunedTheorem, 'id' | 'title' | 'assumptions' | 'note'> {
  /** c of a = cδKη and 1/η = 2L + cδK + V/s. */
  readonly factor: 2 | 4;
  /** k of V = 4δKσ_D² + (L + kδ)σ_h². */
  readonly localFactor: 1 | 2;
  /** p of P = F₀ + e₀/(pδ). */
  readonly startFactor: 2 | 8;
  /** What stands for e₀ under `first-snapshot`, over σ_{D,1}². */
  readonly firstSnapshot: readonly [numerator: number, denominator: number];
}

/** V. */
function noiseOf<S>({ plus, times }: Arithmetic<S>, { localFactor }: MomentumRate, input: TuningInput<S>): S {
  const { smoothness, hessianSimilarity, localStepCount, snapshotVariance, localVariance } = input;
  return plus(
    times(4, hessianSimilarity, localStepCount, snapshotVariance),
    times(plus(smoothness, times(localFactor, hessianSimilarity)), localVariance),
  );
}

/** 2L + cδK. */
function reachOf<S>({ plus, times }: Arithmetic<S>, { factor }: MomentumRate, input: TuningInput<S>): S {
  return plus(times(2, input.smoothness), times(factor, input.hessianSimilarity, input.localStepCount));
}

/** P as numerator and denominator: e₀/(pδ) = (c/p)ηKe₀/a, which divides by nothing that may be 0. */
function startOf<S>(
  { plus, times }: Arithmetic<S>,
  { factor, startFactor }: MomentumRate,
  input: RateInput<S>,
) {
  const { suboptimality, initialError, momentumWeight, stepSize, localStepCount } = input;
  const { numerator, denominator } = initialError;
  const scale = times(startFactor / factor, momentumWeight, denominator);
  return {
    numerator: plus(times(suboptimality, scale), times(stepSize, localStepCount, numerator)),
    denominator: scale,
  };
}

function createTerms(rate: MomentumRate): readonly BoundTerm[] {
  const { factor } = rate;
  return [
    {
      id: 'smoothness',
      latex: '\\frac{4PL}{KT}',
      value: (arithmetic, input) => {
        const { times, over } = arithmetic;
        const { numerator, denominator } = startOf(arithmetic, rate, input);
        return over(
          times(4, numerator, input.smoothness),
          times(denominator, input.localStepCount, input.roundCount),
        );
      },
    },
    {
      id: 'similarity',
      latex: `\\frac{${2 * factor}P\\delta}{T}`,
      value: (arithmetic, input) => {
        const { times, over } = arithmetic;
        const { numerator, denominator } = startOf(arithmetic, rate, input);
        return over(
          times(2 * factor, numerator, input.hessianSimilarity),
          times(denominator, input.roundCount),
        );
      },
    },
    {
      id: 'step-size',
      latex: '\\frac{2PV}{KTs}',
      value: (arithmetic, input) => {
        const { times, over } = arithmetic;
        const { numerator, denominator } = startOf(arithmetic, rate, input);
        return over(
          times(2, numerator, noiseOf(arithmetic, rate, input)),
          times(denominator, input.localStepCount, input.roundCount, input.freeNumber),
        );
      },
    },
    { id: 'free-number', latex: 's', value: ({ over }, { freeNumber }) => over(freeNumber) },
  ];
}

function createTuning(rate: MomentumRate): Tuning {
  const { factor, localFactor } = rate;
  const local = localFactor === 1 ? '\\delta' : `${localFactor}\\delta`;
  return {
    freeNumber: { latex: 's', unit: '(value/point)²' },
    latex:
      `\\frac{1}{\\eta} = 2L + ${factor}\\delta K + \\frac{V}{s},\\quad a = ${factor}\\delta K\\eta,\\quad ` +
      `V = 4\\delta K\\sigma_D^2 + (L + ${local})\\sigma_h^2`,
    inverseStepSize: (arithmetic, input) => {
      const { plus, times, over } = arithmetic;
      const noise = noiseOf(arithmetic, rate, input);
      return over(plus(times(reachOf(arithmetic, rate, input), input.freeNumber), noise), input.freeNumber);
    },
    momentumWeight: ({ times, over }, { hessianSimilarity, localStepCount, stepSize }) =>
      over(times(factor, hessianSimilarity, localStepCount, stepSize)),
    freeNumberOf: (field, input) => {
      const arithmetic = createArithmetic(field);
      const { minus, times } = arithmetic;
      const rest = minus(field.one, times(reachOf(arithmetic, rate, input), input.stepSize));
      const noise = times(noiseOf(arithmetic, rate, input), input.stepSize);
      const isPositive = (value: typeof rest): boolean => field.compare(value, field.zero) > 0;
      if (isPositive(rest)) return isPositive(noise) ? field.divide(noise, rest) : undefined;
      const small = field.divide(times(input.smoothness, input.suboptimality), times(1000));
      return isPositive(small) ? small : undefined;
    },
  };
}

function createCondition(rate: MomentumRate, { latex }: Tuning): Condition {
  return {
    latex,
    slacks: (arithmetic, input) => {
      const { minus, times } = arithmetic;
      const { stepSize, momentumWeight, freeNumber, hessianSimilarity, localStepCount } = input;
      const weight = times(rate.factor, hessianSimilarity, localStepCount, stepSize);
      const noise = times(stepSize, noiseOf(arithmetic, rate, input));
      const rest = times(freeNumber, minus(times(1), times(reachOf(arithmetic, rate, input), stepSize)));
      return [
        minus(rest, noise),
        minus(noise, rest),
        minus(momentumWeight, weight),
        minus(weight, momentumWeight),
      ];
    },
  };
}

function createMomentumRate(rate: MomentumRate): TunedTheorem {
  const { id, title, assumptions, note, factor, startFactor, firstSnapshot } = rate;
  const tuning = createTuning(rate);
  const condition = createCondition(rate, tuning);
  const delta = factor === 2 ? '\\delta' : '2\\delta';
  return {
    id,
    title,
    variants: ['aux-mom'],
    assumptions,
    kind: 'upper',
    source: 'auxopt',
    note,
    simpleCondition: condition,
    exactCondition: condition,
    boundLatex:
      `\\frac{4P}{T}\\Bigl(\\frac{L}{K} + ${delta}\\Bigr) + \\frac{2PV}{KTs} + s,\\quad ` +
      `P = F_0 + \\frac{e_0}{${startFactor}\\delta}`,
    terms: createTerms(rate),
    initialError: createStartError(...firstSnapshot),
    tuning,
  };
}

/** RATE-MOM as data. */
export const rateMom: TunedTheorem = createMomentumRate({
  id: 'RATE-MOM',
  title: 'AuxMOM, affine gradient of the difference, tuned',
  assumptions: ['A1', 'A2', 'A3', 'A4', 'affine difference'],
  note: `${constantsNote} δ > 0. Under \`first-snapshot\`, σ_{D,1}² stands for e₀.`,
  factor: 2,
  localFactor: 2,
  startFactor: 2,
  firstSnapshot: [1, 1],
});

/** RATE-MOM-G as data. */
export const rateMomG: TunedTheorem = createMomentumRate({
  id: 'RATE-MOM-G',
  title: 'AuxMOM, any f and D, tuned',
  assumptions: ['A1', 'A2', 'A3', 'A4'],
  note: `${constantsNote} δ > 0. Under \`first-snapshot\`, (14/13)σ_{D,1}² stands for e₀.`,
  factor: 4,
  localFactor: 1,
  startFactor: 8,
  firstSnapshot: [14, 13],
});
