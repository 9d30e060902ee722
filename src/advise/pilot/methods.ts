/** The arms of a pilot: SGD and AuxMOM, each a step size with what the rates tie to it. */
import { stabilityVerdict } from '../../../spec/theorems/index.js';
import { doubleField } from '../../theorems/scenarios/double-field.js';
import type { PilotVariant } from './continue-run.js';
import type { PathConstants } from './path-constants.js';
import { roundPriceOf } from './round-units.js';

/** c in a_t = min(1, c·η_t); `undefined` where there is no m. */
export type TiedWeight = number | undefined;

/** a of a round with this step size. */
export function weightAt(weight: TiedWeight, stepSize: number): number {
  return weight === undefined ? 1 : Math.min(1, weight * stepSize);
}

/**
 * η of every round of a run: η_t = η·min(1, 2(1 − (t − ½)/T))³.
 *
 * Half of the rounds get ahead, the others take away the noise: a run whose steps fall bears a larger η than one whose steps do not.
 */
export function fallingSteps(stepSize: number, roundCount: number): readonly number[] {
  return Array.from(
    { length: roundCount },
    (_, t) => stepSize * Math.min(1, 2 * (1 - (t + 0.5) / roundCount)) ** 3,
  );
}

/** A variant with its K and what a round costs, in gradients of f. */
export interface Method {
  readonly variant: PilotVariant;
  /** K; 1 for SGD. */
  readonly localStepCount: number;
  readonly roundPrice: number;
  /** The greatest step size to try. */
  readonly largestStepSize: number;
}

/** SGD: up to 2/L, beyond which it is unstable. */
export function sgdMethod(constants: PathConstants): Method {
  return {
    variant: 'sgd',
    localStepCount: 1,
    roundPrice: 1,
    largestStepSize: largestStepSize(constants, 1),
  };
}

/**
 * AuxMOM: K is where more of it gains little. The rates go as (L/K + δ)/T, so a cost of 1 + c(1 + K) a round is best spent at
 * K = √(L(1 + c)/(δc)), and at K = L/δ where gradients of h are free.
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
  return {
    variant: 'aux-mom',
    localStepCount,
    roundPrice: roundPriceOf(localStepCount, auxiliaryPrice),
    largestStepSize: largestStepSize(constants, localStepCount),
  };
}

/**
 * How a follows η in a run of `horizon` rounds that begins with `stepSize`.
 *
 * RATE-MOM ties a = 2δKη; a start from the first snapshot and the noise σ_D² in the bound of MOM-2, 2(1 − a²)σ_D²/(aT) + 2aσ_D²,
 * ask that a begin with 1/√T at least.
 */
export function tiedWeight(
  { variant, localStepCount }: Method,
  { hessianSimilarity }: PathConstants,
  horizon: number,
  stepSize: number,
): TiedWeight {
  if (variant === 'sgd') return undefined;
  return Math.max(2 * hessianSimilarity * localStepCount, 1 / (Math.sqrt(horizon) * stepSize));
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
