/** What the theorems guarantee at the parameters of a tuner, beside the closed-form rate at parameters of its own. */
import type { Initialization, Parameters } from '../../../spec/model/index.js';
import {
  bound,
  createRateInput,
  isTuned,
  rateDet,
  rateMom,
  rateMomG,
  rateMvr,
  rateTheorems,
  tuneParameters,
  type RateConstants,
  type RateTheoremId,
} from '../../../spec/theorems/index.js';
import { ratioField, type Ratio } from '../../exact/index.js';
import { decimalRatio, reduced } from '../../problems/index.js';
import { judgeRate, quotientOf } from '../../theorems/index.js';
import { bestFreeNumber } from '../../theorems/scenarios/free-number.js';
import { widenSimilarity } from '../../theorems/scenarios/run-by-theory.js';

/** The constants of a class, exactly; σ_{D,1}² is σ_D². */
export interface ClassConstants {
  readonly smoothness: Ratio;
  readonly hessianSimilarity: Ratio;
  readonly suboptimality: Ratio;
  readonly snapshotVariance: Ratio;
  readonly localVariance: Ratio;
}

/** What a tuner is for. */
export interface TunerClass {
  readonly variant: 'aux-mom' | 'aux-mvr';
  readonly affineDifference: boolean;
}

/** A bound on G, and the theorem that gives it. */
export interface Guarantee {
  readonly theorem: RateTheoremId;
  readonly bound: Ratio;
}

const { zero, divide, compare } = reduced;

/** Whether no draw has noise. */
export const isSilent = ({ snapshotVariance, localVariance }: ClassConstants): boolean =>
  snapshotVariance.numerator === 0n && localVariance.numerator === 0n;

/** σ_{D,1}² and e₀ beside the constants: m⁰ = ∇D(x⁰) has e₀ = 0, and `first-snapshot` does not use it. */
const rateConstants = (constants: ClassConstants): RateConstants<Ratio> => ({
  ...constants,
  firstSnapshotVariance: constants.snapshotVariance,
  correctionError: zero,
  targetVariance: zero,
});

/** The least bound on G of the theorems that cover these parameters; undefined where none does. */
export function guaranteeOf(
  { variant, affineDifference }: TunerClass,
  constants: ClassConstants,
  parameters: Parameters<Ratio>,
  initialization: Initialization<Ratio>,
): Guarantee | undefined {
  const measurement = { ...rateConstants(constants), averageSquaredGradient: zero };
  const found = Object.values(rateTheorems)
    .filter(({ variants }) => variants.includes(variant))
    .filter(({ assumptions }) => affineDifference || !assumptions.includes('affine difference'))
    .filter((theorem) => !isTuned(theorem) || (theorem.id === 'RATE-DET' && isSilent(constants)))
    .flatMap((theorem): readonly Guarantee[] => {
      // a smaller η than RATE-DET's belongs to a larger δ, which is a δ too
      const known = isTuned(theorem) ? widenSimilarity(constants, parameters) : constants;
      const { isExactConditionMet, bound: most } = judgeRate(theorem, {
        parameters,
        initialization,
        constants: known,
        measurement,
      });
      return isExactConditionMet ? [{ theorem: theorem.id, bound: most }] : [];
    });
  const [first, ...others] = found;
  return others.reduce((best, one) => (compare(one.bound, best?.bound ?? one.bound) < 0 ? one : best), first);
}

/** The closed-form rate of a class, with the parameters that go with it. */
export interface ClosedForm extends Guarantee {
  readonly parameters: Pick<Parameters<Ratio>, 'stepSize' | 'momentumWeight'>;
}

/**
 * RATE-DET (AuxMOM without noise), RATE-MOM or RATE-MOM-G, or RATE-MVR, at the double nearest to the best free number:
 * s = √(2PV/(KT)), or r³ = F₀/(16δ²σ_D²T).
 */
export function closedForm(
  { variant, affineDifference }: TunerClass,
  constants: ClassConstants,
  { localStepCount, roundCount }: Pick<Parameters<Ratio>, 'localStepCount' | 'roundCount'>,
  initialization: Initialization<Ratio>,
): ClosedForm {
  const theorem =
    variant === 'aux-mvr' ? rateMvr : isSilent(constants) ? rateDet : affineDifference ? rateMom : rateMomG;
  const input = { ...constants, localStepCount: decimalRatio(localStepCount, 0) };
  const known = rateConstants(constants);
  const counts = { localStepCount, roundCount };
  const unset = { ...counts, stepSize: reduced.one, momentumWeight: reduced.one };
  const startError = theorem.initialError(reduced, unset, initialization, known);
  const freeNumber = bestFreeNumber(theorem, {
    ...input,
    roundCount: decimalRatio(roundCount, 0),
    targetVariance: zero,
    startError: divide(startError.numerator, startError.denominator),
  });
  const parameters = tuneParameters(reduced, theorem, { ...input, freeNumber });
  const run = { ...parameters, ...counts };
  const asked = createRateInput(ratioField, theorem, run, initialization, known, freeNumber);
  return { theorem: theorem.id, bound: quotientOf(bound(ratioField, theorem, asked)), parameters };
}
