/** Whether AuxMOM provably beats SGD with its best constant step size, for given constants, K and T. */
import {
  deterministicGuarantee,
  floorOf,
  isBelowFloor,
  lowMom,
  momentumGuarantee,
  rateMom,
  rateMomG,
  sgdFloors,
  sgdIterateFloor,
  type Floor,
  type Guarantee,
  type LowerClaim,
  type SeparationInput,
  type TheoremId,
} from '../../spec/theorems/index.js';
import { InputError } from '../errors.js';
import { ratioField, type Ratio } from '../exact/index.js';
import type { AdviceConstants } from './constant.js';
import type { ResolvedProblem } from '../problems/index.js';
import type { BoundedDescription, TheoryRun } from '../theorems/index.js';
import type { Plan } from './plan.js';
import { largestFactor } from '../theorems/separation/largest-factor.js';
import {
  addRatios,
  compareRatios,
  divideRatios,
  multiplyRatios,
  oneRatio,
  ratioOf,
  wholeRatio,
  zeroRatio,
} from './ratio-arithmetic.js';

/** The constants of the class, K and T; SGD takes T target gradients too. */
export interface SeparationQuestion {
  /** L > 0. */
  readonly smoothness: Ratio;
  /** δ; > 0 where there is noise: a larger δ is a δ too. */
  readonly hessianSimilarity: Ratio;
  readonly localStepCount: number;
  readonly roundCount: number;
  /** The target gradients that SGD takes; T where it is left out. */
  readonly targetGradientCount?: number;
  /** F₀ > 0. It does not matter without noise. */
  readonly suboptimality: Ratio;
  /** σ_f². */
  readonly targetVariance: Ratio;
  /** σ_D². */
  readonly snapshotVariance: Ratio;
  /** σ_h². */
  readonly localVariance: Ratio;
  /** e₀ of the start, 0 for m⁰ = ∇D(x⁰); without noise it does not matter. */
  readonly startError: Ratio;
  /** Whether ∇D is affine, as for all quadratics. Without noise it does not matter. */
  readonly affineDifference: boolean;
}

/** `better`: by at least `factor`. `not-better`: whatever the parameters are. `open`: no theorem decides. */
export interface Separation {
  readonly verdict: 'better' | 'not-better' | 'open';
  /** The theorems that say so; for `open` those that were asked. */
  readonly theorems: readonly TheoremId[];
  /** AuxMOM guarantees at most 1/factor of what SGD can guarantee for G; rounded down to four digits, 0 where nothing is proven. */
  readonly factor: Ratio;
  /** The same against every iterate of SGD, x⁰ left out; without noise only. */
  readonly everyIterateFactor?: Ratio;
  /** By no larger factor is AuxMOM better for any parameters: SGD-1 over LOW-MOM, rounded up to four digits. */
  readonly atMost: Ratio;
}

/** Answers the question by exact comparisons. */
export function separate(question: SeparationQuestion): Separation {
  const input = inputOf(question);
  const ofSgd = { ...input, roundCount: wholeRatio(question.targetGradientCount ?? question.roundCount) };
  const isNoisy = [question.targetVariance, question.snapshotVariance, question.localVariance].some(
    ({ numerator }) => numerator > 0n,
  );
  if (isNoisy && question.hessianSimilarity.numerator === 0n) {
    throw new InputError({
      problem: 'it is 0, and there is noise',
      where: 'δ',
      expected: 'a number > 0: the momentum weight is a multiple of it',
      fix: 'Give a small bound: a larger δ is a δ too.',
    });
  }
  const guarantee = isNoisy
    ? momentumGuarantee(ratioField, question.affineDifference ? rateMom : rateMomG, input)
    : deterministicGuarantee(ratioField, input);
  const provenBelow = (floor: Floor<Ratio>): Ratio =>
    largestFactor((factor) => isBelowFloor(ratioField, guarantee, factor, floor));
  const factor = sgdFloors(ratioField, ofSgd)
    .map(provenBelow)
    .reduce((best, one) => (compareRatios(best, one) < 0 ? one : best));
  const atMost = greatestFactor(question, input, sgdGuarantee(ofSgd), isNoisy);
  const found = {
    factor,
    atMost,
    ...(!isNoisy && { everyIterateFactor: provenBelow(sgdIterateFloor(ratioField, ofSgd)) }),
  };
  if (compareRatios(factor, oneRatio) > 0)
    return { verdict: 'better', theorems: [isNoisy ? 'SEP-NOISE' : 'SEP-DET'], ...found };
  const isHopeless = compareRatios(atMost, oneRatio) <= 0;
  return isHopeless
    ? { verdict: 'not-better', theorems: ['LOW-MOM', 'SGD-1'], ...found }
    : { verdict: 'open', theorems: [isNoisy ? 'SEP-NOISE' : 'SEP-DET', 'LOW-MOM', 'SGD-1'], ...found };
}

function inputOf(question: SeparationQuestion): SeparationInput<Ratio> {
  return {
    ...question,
    localStepCount: wholeRatio(question.localStepCount),
    roundCount: wholeRatio(question.roundCount),
  };
}

/**
 * The same for a plan of AuxMOM, at equal numbers of target gradients; the class is that of the upper ends of the constants.
 *
 * @returns undefined for another variant, and where a constant has no upper end or δ is 0.
 */
export function separatePlan(
  constants: AdviceConstants,
  { variant, start, parameters }: Plan<Ratio>,
): Separation | undefined {
  if (variant !== 'aux-mom') return undefined;
  const { correctionError, affineDifference } = constants;
  const smoothness = constants.smoothness.upper;
  const hessianSimilarity = constants.hessianSimilarity.upper;
  const suboptimality = constants.suboptimality.upper;
  const targetVariance = constants.targetVariance.upper;
  const snapshotVariance = constants.snapshotVariance.upper;
  const localVariance = constants.localVariance.upper;
  if (
    smoothness === undefined ||
    hessianSimilarity === undefined ||
    suboptimality === undefined ||
    targetVariance === undefined ||
    snapshotVariance === undefined ||
    localVariance === undefined ||
    hessianSimilarity.numerator === 0n
  )
    return undefined;
  const batchSize = start.kind === 'batch' ? start.size : 0;
  const startError =
    start.kind === 'batch'
      ? divideRatios(snapshotVariance, wholeRatio(batchSize))
      : start.kind === 'first-snapshot'
        ? multiplyRatios(wholeRatio(affineDifference ? 1 : 2), snapshotVariance)
        : correctionError?.upper;
  if (startError === undefined) return undefined;
  const { localStepCount, roundCount } = parameters;
  return separate({
    smoothness,
    hessianSimilarity,
    suboptimality,
    targetVariance,
    snapshotVariance,
    localVariance,
    startError,
    affineDifference,
    localStepCount,
    roundCount,
    targetGradientCount: roundCount + batchSize,
  });
}

/**
 * The same for two runs that were measured, at K and T of the first.
 *
 * The class is that of the problem's certified constants, with the variances of A3 and A4 along the run of AuxMOM and those of SGD's
 * gradients along its own.
 *
 * @param problem - its initialisation is that of the run of AuxMOM.
 */
export function separateRuns(
  problem: Pick<ResolvedProblem, 'initialization'>,
  { smoothness, hessianSimilarity, optimum }: BoundedDescription,
  { parameters, measurement }: TheoryRun,
  sgd: TheoryRun,
): Separation {
  const { localStepCount, roundCount } = parameters;
  const { snapshotVariance, localVariance } = measurement;
  const startError = rateMom.initialError(ratioField, parameters, problem.initialization, {
    ...measurement,
    smoothness: smoothness.upper,
    hessianSimilarity: hessianSimilarity.upper,
    suboptimality: optimum.suboptimality,
  });
  return separate({
    smoothness: smoothness.upper,
    hessianSimilarity: hessianSimilarity.upper,
    suboptimality: optimum.suboptimality,
    targetVariance: sgd.measurement.targetVariance,
    snapshotVariance,
    localVariance,
    startError: ratioOf(startError),
    affineDifference: true,
    localStepCount,
    roundCount,
    targetGradientCount: sgd.parameters.roundCount,
  });
}

/** SGD's guarantee over AuxMOM's greatest floor. */
function greatestFactor(
  { affineDifference, smoothness, hessianSimilarity }: SeparationQuestion,
  input: SeparationInput<Ratio>,
  guarantee: Guarantee<Ratio>,
  isNoisy: boolean,
): Ratio {
  // LOW-MOM wants 2δ ≤ L; where δ is larger, the members for L/2 are members still.
  const half = divideRatios(smoothness, wholeRatio(2));
  const within = {
    ...input,
    hessianSimilarity: compareRatios(half, hessianSimilarity) < 0 ? half : hessianSimilarity,
  };
  const isFor = ({ id }: LowerClaim): boolean => {
    // The Huber members have a difference that is not affine.
    const isHuber = id === 'similarity' || id === 'snapshot-noise';
    return !isHuber || !(isNoisy && affineDifference);
  };
  const shares = lowMom.claims
    .filter(isFor)
    .map((claim) => floorOf(ratioField, claim, within))
    .map((floor) => largestFactor((share) => isBelowFloor(ratioField, guarantee, share, floor)));
  const largest = shares.reduce((best, one) => (compareRatios(best, one) < 0 ? one : best), zeroRatio);
  // share·(SGD's guarantee) ≤ floor: no factor above 1/share
  return divideRatios(oneRatio, largest);
}

/** The least bound of SGD-1: 2√(2LF₀σ_f²/T) where its η is at most 1/L, else 2LF₀/T + σ_f². */
function sgdGuarantee(input: SeparationInput<Ratio>): Guarantee<Ratio> {
  const { smoothness, suboptimality, targetVariance, roundCount } = input;
  const value = multiplyRatios(wholeRatio(2), multiplyRatios(smoothness, suboptimality));
  const total = multiplyRatios(roundCount, targetVariance);
  if (compareRatios(value, total) > 0)
    return { linear: addRatios(divideRatios(value, roundCount), targetVariance), square: zeroRatio };
  const product = multiplyRatios(wholeRatio(4), multiplyRatios(value, targetVariance));
  return { linear: zeroRatio, square: divideRatios(product, roundCount) };
}
