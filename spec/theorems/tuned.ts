/** Theorems that say which parameters to take: η in closed form, with a free number, and the condition that it is that η. */
import type { Field } from '../algebra/index.js';
import { createArithmetic } from './arithmetic.js';
import {
  condition,
  equal,
  minus,
  numbers,
  over,
  plus,
  times,
  type Formula,
  type Quotient,
} from './formula.js';
import { createStartError } from './initial-error.js';
import type { RateInput, TunedTheorem, Tuning, TuningInput } from './theorem.js';

const { eta, F0, freeNumber, K, L } = numbers;

/** Which parameters a theorem takes, and the slacks ≥ 0 that say that a run has that η. */
export interface Tuned {
  readonly tuning: Tuning;
  readonly slacks: readonly Formula[];
}

type StepInput<S> = TuningInput<S> & Pick<RateInput<S>, 'stepSize'>;

/** 1/(ηK) = reach/(qK) + 1/r, with a for that η. */
export function tunedByLength(latex: string, reach: Formula, momentumWeight: Quotient, q = 1): Tuned {
  const rest = minus(q, times(reach, eta));
  const moved = times(q, eta, K);
  return {
    tuning: {
      freeNumber: { latex: 'r', unit: 'point²/value' },
      latex,
      inverseStepSize: over(plus(times(reach, freeNumber), times(q, K)), times(q, freeNumber)),
      momentumWeight,
      freeNumberOf: <S>(field: Field<S>, input: StepInput<S>) => {
        const arithmetic = createArithmetic(field);
        const left = rest(arithmetic, input);
        if (field.compare(left, field.zero) <= 0) return undefined; // no r belongs to this η
        return field.divide(moved(arithmetic, input), left);
      },
    },
    slacks: equal(times(freeNumber, rest), moved),
  };
}

/** 1/η = reach + noise/s, with a for that η. */
export function tunedByNoise(latex: string, reach: Formula, noise: Formula, momentumWeight: Quotient): Tuned {
  const rest = minus(1, times(reach, eta));
  const ofNoise = times(eta, noise);
  return {
    tuning: {
      freeNumber: { latex: 's', unit: '(value/point)²' },
      latex,
      inverseStepSize: over(plus(times(reach, freeNumber), noise), freeNumber),
      momentumWeight,
      freeNumberOf: <S>(field: Field<S>, input: StepInput<S>) => {
        const arithmetic = createArithmetic(field);
        const [left, used] = [rest(arithmetic, input), ofNoise(arithmetic, input)];
        const isPositive = (value: S): boolean => field.compare(value, field.zero) > 0;
        if (isPositive(left)) return isPositive(used) ? field.divide(used, left) : undefined;
        const small = field.divide(times(L, F0)(arithmetic, input), arithmetic.times(1000));
        return isPositive(small) ? small : undefined;
      },
    },
    slacks: equal(times(freeNumber, rest), ofNoise),
  };
}

/**
 * A tuned theorem, of which its condition says no more than which parameters it takes.
 *
 * @param given - with the TeX of the condition and the slacks beside those of η, and what stands for e₀ under `first-snapshot`,
 * over σ_{D,1}².
 */
export function createTunedTheorem({
  tuned: { tuning, slacks },
  conditionLatex = tuning.latex,
  others,
  firstSnapshot,
  ...theorem
}: Pick<TunedTheorem, 'id' | 'title' | 'variants' | 'assumptions' | 'note' | 'terms'> & {
  readonly boundLatex?: string;
  readonly tuned: Tuned;
  readonly conditionLatex?: string;
  readonly others: readonly Formula[];
  readonly firstSnapshot: readonly [numerator: number, denominator: number];
}): TunedTheorem {
  const simpleCondition = condition(conditionLatex, ...slacks, ...others);
  return {
    boundLatex: theorem.terms.map(({ latex }) => latex).join(' + '),
    ...theorem,
    kind: 'upper',
    source: 'auxopt',
    simpleCondition,
    exactCondition: simpleCondition,
    initialError: createStartError(...firstSnapshot),
    tuning,
  };
}
