/** STAB: when deterministic AuxMOM converges from every start, for commuting quadratics. */
import { fromInteger, type Field } from '../algebra/index.js';
import { createArithmetic } from './arithmetic.js';
import { constantsNote, type TheoremHeader } from './theorem.js';

/** One pair of eigenvalues of A and B, for a common eigenvector, with the parameters of the run. */
export interface StabilityInput<S> {
  /** η. */
  readonly stepSize: S;
  /** a. */
  readonly momentumWeight: S;
  /** K ≥ 1. */
  readonly localStepCount: number;
  /** λ_f. */
  readonly targetEigenvalue: S;
  /** λ_h. */
  readonly auxiliaryEigenvalue: S;
}

/** Whether the round map contracts to its unique fixed point; `boundary` where an inequality is an equality. */
export type StabilityVerdict = 'true' | 'boundary' | 'false';

/** Q = (1 − ηλ_h)^K and S = η Σ_{j<K} (1 − ηλ_h)ʲ. */
export interface RoundFactors<S> {
  readonly decay: S;
  readonly reach: S;
}

/** Q and S, from those of half the local steps, because exact numbers grow with each step. */
export function roundFactors<S>(field: Field<S>, input: StabilityInput<S>): RoundFactors<S> {
  const { add, subtract, multiply, one, zero } = field;
  const factor = subtract(one, multiply(input.stepSize, input.auxiliaryEigenvalue));
  let decay = one;
  let sum = zero;
  for (const digit of input.localStepCount.toString(2)) {
    sum = multiply(sum, add(one, decay));
    decay = multiply(decay, decay);
    if (digit === '0') continue;
    sum = add(sum, decay);
    decay = multiply(decay, factor);
  }
  return { decay, reach: multiply(input.stepSize, sum) };
}

/**
 * The round map (x, m) ↦ [[Q − aS(λ_f−λ_h), −āS], [a(λ_f−λ_h), ā]] (x, m), up to its constant part.
 *
 * For eigenvalues by other means.
 */
export function roundMatrix<S>(
  field: Field<S>,
  input: StabilityInput<S>,
): readonly [readonly [S, S], readonly [S, S]] {
  const { minus, times } = createArithmetic(field);
  const { decay, reach } = roundFactors(field, input);
  const { momentumWeight } = input;
  const abar = minus(field.one, momentumWeight);
  const gap = minus(input.targetEigenvalue, input.auxiliaryEigenvalue);
  return [
    [minus(decay, times(momentumWeight, reach, gap)), field.negate(times(abar, reach))],
    [times(momentumWeight, gap), abar],
  ];
}

/**
 * The slacks of the three inequalities, > 0 each where the map contracts: 1 − |Q|ā, a S λ_f, and
 * (2−a)(1+Q) − a(λ_f−λ_h)S. They are Jury's for the characteristic polynomial of {@link roundMatrix}.
 */
export function stabilitySlacks<S>(field: Field<S>, input: StabilityInput<S>): readonly [S, S, S] {
  const { minus, plus, times } = createArithmetic(field);
  const { decay, reach } = roundFactors(field, input);
  const { momentumWeight, targetEigenvalue, auxiliaryEigenvalue } = input;
  const abar = minus(field.one, momentumWeight);
  const size = field.compare(decay, field.zero) < 0 ? field.negate(decay) : decay;
  const gap = minus(targetEigenvalue, auxiliaryEigenvalue);
  const two = fromInteger(field, 2);
  return [
    minus(field.one, times(size, abar)),
    times(momentumWeight, reach, targetEigenvalue),
    minus(times(minus(two, momentumWeight), plus(field.one, decay)), times(momentumWeight, gap, reach)),
  ];
}

/**
 * false if an inequality is strictly reversed, else boundary if one is an equality, else true.
 *
 * For one eigenpair of commuting A and B.
 */
export function stabilityVerdict<S>(field: Field<S>, input: StabilityInput<S>): StabilityVerdict {
  const signs = stabilitySlacks(field, input).map((slack) => field.compare(slack, field.zero));
  if (signs.some((sign) => sign < 0)) return 'false';
  return signs.some((sign) => sign === 0) ? 'boundary' : 'true';
}

/** The verdict over several eigenpairs: false > boundary > true. */
export function combineVerdicts(verdicts: readonly StabilityVerdict[]): StabilityVerdict {
  if (verdicts.includes('false')) return 'false';
  return verdicts.includes('boundary') ? 'boundary' : 'true';
}

/**
 * STAB as data. It is about the map, not about minimising: λ_f = 0 gives the eigenvalues 1 and āQ, so the verdict
 * is boundary and the run still converges; S = 0 freezes x; λ_f < 0 with S < 0 converges to a maximiser.
 */
export const stab: TheoremHeader<'STAB'> = {
  id: 'STAB',
  title: 'stability of deterministic AuxMOM on commuting quadratics',
  variants: ['aux-mom'],
  assumptions: ['deterministic oracles', 'A and B commute'],
  kind: 'tight',
  source: 'auxopt',
  note: `${constantsNote} Necessary and sufficient.`,
};

/** The three inequalities in TeX. */
export const stabilityLatex =
  '|Q|\\bar a < 1,\\quad a S \\lambda_f > 0,\\quad (2-a)(1+Q) > a(\\lambda_f-\\lambda_h)S';
