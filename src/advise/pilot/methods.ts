/** The arms of a pilot: SGD and AuxMOM, each a step size with what the rates tie to it. */
import { stabilityVerdict } from '../../../spec/theorems/index.js';
import { doubleField } from '../../theorems/scenarios/double-field.js';
import type { PilotVariant } from './continue-run.js';
import type { PathConstants } from './path-constants.js';
import { roundPriceOf } from './round-units.js';

/** a_t = min(1, max(perStepSize·η_t, least)). */
export interface TiedWeight {
  /** 2δK. */
  readonly perStepSize: number;
  /** 1/√T, and 1 where the difference has no noise. */
  readonly least: number;
}

/** a of a round with this step size. */
export function weightAt({ perStepSize, least }: TiedWeight, stepSize: number): number {
  return Math.min(1, Math.max(perStepSize * stepSize, least));
}

/** A variant with its K and what a round costs, in gradients of f. */
export interface Method {
  readonly variant: PilotVariant;
  /** K; 1 for SGD. */
  readonly localStepCount: number;
  readonly roundPrice: number;
  /** The greatest step size to try. */
  readonly largestStepSize: number;
  /** a in a run of `horizon` rounds. */
  readonly weightIn: (horizon: number) => TiedWeight;
}

/** SGD: up to 2/L, beyond which it is unstable. */
export function sgdMethod(constants: PathConstants): Method {
  return {
    variant: 'sgd',
    localStepCount: 1,
    roundPrice: 1,
    largestStepSize: largestStepSize(constants, 1),
    weightIn: () => ({ perStepSize: 0, least: 1 }),
  };
}

/**
 * AuxMOM: K is where more of it gains little, a as small as drift and horizon allow.
 *
 * The rates go as (L/K + δ)/T, so a cost of 1 + c(1 + K) a round is best spent at K = √(L(1 + c)/(δc)), and at K = L/δ where
 * gradients of h are free. RATE-MOM ties a = 2δKη; a start from the first snapshot and the noise σ_D² in the bound of MOM-2,
 * 2(1 − a²)σ_D²/(aT) + 2aσ_D², ask for a of 1/√T at least.
 */
export function auxMomMethod(
  constants: PathConstants,
  auxiliaryPrice: number,
  maximumLocalSteps: number,
): Method {
  const { smoothness, hessianSimilarity } = constants;
  const ratio = smoothness / hessianSimilarity;
  const wanted = auxiliaryPrice === 0 ? ratio : Math.sqrt((ratio * (1 + auxiliaryPrice)) / auxiliaryPrice);
  const localStepCount = Math.round(Math.min(Math.max(wanted, 2), Math.max(maximumLocalSteps, 1)));
  const weightIn: Method['weightIn'] = (horizon) => ({
    perStepSize: 2 * hessianSimilarity * localStepCount,
    least: constants.snapshotVariance === 0 ? 1 : 1 / Math.sqrt(horizon),
  });
  return {
    variant: 'aux-mom',
    localStepCount,
    roundPrice: roundPriceOf(localStepCount, auxiliaryPrice),
    largestStepSize: largestStepSize(constants, localStepCount),
    weightIn,
  };
}

/**
 * The greatest step size to try: 2/L, halved until STAB holds for m that forgets at once (a = 1), λ_f = L and λ_h = L ± δ. A rough
 * limit, since L and δ are estimates; K = 1 is SGD, whose limit is 2/L itself.
 */
export function largestStepSize(
  { smoothness, hessianSimilarity }: PathConstants,
  localStepCount: number,
): number {
  const isStable = (stepSize: number): boolean =>
    [-1, 1].every(
      (side) =>
        stabilityVerdict(doubleField, {
          stepSize,
          momentumWeight: 1,
          localStepCount,
          targetEigenvalue: smoothness,
          auxiliaryEigenvalue: smoothness + side * hessianSimilarity,
        }) !== 'false',
    );
  let stepSize = 2 / smoothness;
  if (localStepCount > 1) for (let i = 0; i < 60 && !isStable(stepSize); i += 1) stepSize /= 2;
  return stepSize;
}
