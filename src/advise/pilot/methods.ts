/** The arms of a pilot: what each is, how far its step size may go, and what the rates tie to it. */
import { stabilityVerdict } from '../../../spec/theorems/index.js';
import { doubleField } from '../../theorems/scenarios/double-field.js';
import { heavyBall, type PilotVariant } from './continue-run.js';
import type { PathConstants } from './path-constants.js';

/** c in a_t = min(1, c·η_t); `undefined` where there is no m. */
export type TiedWeight = number | undefined;

/** a of a round with this step size. */
export function weightAt(weight: TiedWeight, stepSize: number): number {
  return weight === undefined ? 1 : Math.min(1, weight * stepSize);
}

/**
 * η of round t + 1 of T: η·min(1, 2(1 − (t + ½)/T))³.
 *
 * Half of the rounds get ahead, the others take away the noise: a run whose steps fall bears a larger η than one whose steps do not.
 */
export function fallingStep(stepSize: number, roundCount: number, t: number): number {
  return stepSize * Math.min(1, 2 * (1 - (t + 0.5) / roundCount)) ** 3;
}

/** η of every round of a run. */
export function fallingSteps(stepSize: number, roundCount: number): readonly number[] {
  return Array.from({ length: roundCount }, (_, t) => fallingStep(stepSize, roundCount, t));
}

/** A method with its K and what a round costs, in gradients of f. */
export interface Method {
  readonly variant: PilotVariant;
  /** K; 1 where there are no local steps. */
  readonly localStepCount: number;
  readonly roundPrice: number;
}

/** Whether it corrects local steps on h. */
export function isCorrected({ variant }: Pick<Method, 'variant'>): boolean {
  return variant === 'aux-mom' || variant === 'aux-mvr';
}

/**
 * The methods of a pilot. K is where more of it gains little: the rates go as (L/K + δ)/T, so a cost of 1 + c(1 + K) a round is
 * best spent at K = √(L(1 + c)/(δc)), and at K = L/δ where gradients of h are free.
 */
export function createMethods(
  { smoothness, hessianSimilarity }: PathConstants,
  auxiliaryPrice: number,
  maximumLocalSteps: number,
): Readonly<Record<PilotVariant, Method>> {
  const ratio = smoothness / hessianSimilarity;
  const wanted = auxiliaryPrice === 0 ? ratio : Math.sqrt((ratio * (1 + auxiliaryPrice)) / auxiliaryPrice);
  const localStepCount = Math.round(Math.min(Math.max(wanted, 2), Math.max(maximumLocalSteps, 1)));
  const plain = { localStepCount: 1, roundPrice: 1 };
  // one gradient of f, one of h at the same point, K of h
  const roundPrice = 1 + (1 + localStepCount) * auxiliaryPrice;
  return {
    sgd: { variant: 'sgd', ...plain },
    momentum: { variant: 'momentum', ...plain },
    'aux-mom': { variant: 'aux-mom', localStepCount, roundPrice },
    // the samples of a round are asked at two points
    'aux-mvr': {
      variant: 'aux-mvr',
      localStepCount,
      roundPrice: roundPrice + 1 + auxiliaryPrice,
    },
  };
}

/**
 * How a follows η in a run of `horizon` rounds that begins with `stepSize`.
 *
 * RATE-MOM ties a = 2δKη; a start from the first snapshot and the noise σ_D² in the bound of MOM-2, 2(1 − a²)σ_D²/(aT) + 2aσ_D²,
 * ask that a begin with 1/√T at least. RATE-MVR ties a = 8(δKη)², and its noise term a²σ_D² against 1/(aT) asks for T^{−2/3}.
 */
export function tiedWeight(
  { variant, localStepCount }: Method,
  { hessianSimilarity }: PathConstants,
  horizon: number,
  stepSize: number,
): TiedWeight {
  const drift = hessianSimilarity * localStepCount;
  if (variant === 'aux-mom') return Math.max(2 * drift, 1 / (Math.sqrt(horizon) * stepSize));
  if (variant === 'aux-mvr') return Math.max(8 * drift ** 2 * stepSize, horizon ** (-2 / 3) / stepSize);
  return undefined;
}

/** The grid of eigenvalues that a step size is to be stable for: λ_f = L i/4, λ_h = λ_f + δ j/2. */
const [targetParts, differenceParts] = [4, 2];

/**
 * Whether noiseless rounds are stable by STAB for every pair of eigenvalues that the estimates allow, 0 < λ_f ≤ L and
 * |λ_f − λ_h| ≤ δ. AuxMVR is stable iff AuxMOM is with a = 1.
 */
export function isStable(
  { variant, localStepCount }: Method,
  { smoothness, hessianSimilarity }: PathConstants,
  stepSize: number,
  weight: TiedWeight,
): boolean {
  const momentumWeight = variant === 'aux-mvr' ? 1 : weightAt(weight, stepSize);
  for (let i = 1; i <= targetParts; i += 1) {
    for (let j = -differenceParts; j <= differenceParts; j += 1) {
      const targetEigenvalue = (smoothness * i) / targetParts;
      const auxiliaryEigenvalue = targetEigenvalue + (hessianSimilarity * j) / differenceParts;
      const pair = { targetEigenvalue, auxiliaryEigenvalue };
      if (stabilityVerdict(doubleField, { stepSize, momentumWeight, localStepCount, ...pair }) === 'false')
        return false;
    }
  }
  return true;
}

/**
 * The step size up to which a method is stable near a point with these constants.
 *
 * SGD on samples contracts in mean square as long as η < 2/(L + n), with n the noise of the curvature. Momentum bears
 * 2(1 + β)/L, but noise as SGD at η/(1 − β) does. A corrected method has the limit of SGD, halved until STAB holds for
 * an m that forgets at once (a = 1).
 */
export function stepSizeLimit(method: Method, constants: PathConstants): number {
  const { smoothness, curvatureNoise } = constants;
  if (method.variant === 'momentum') {
    return Math.min((2 * (1 + heavyBall)) / smoothness, (2 * (1 - heavyBall)) / curvatureNoise);
  }
  let stepSize = 2 / (smoothness + curvatureNoise);
  if (method.localStepCount > 1) {
    for (let i = 0; i < 60 && !isStable(method, constants, stepSize, Infinity); i += 1) stepSize /= 2;
  }
  return stepSize;
}
