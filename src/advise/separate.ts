/** Whether AuxMOM provably beats SGD with its best constant step size, for given constants, K and T. */
import {
  createArithmetic,
  deterministicGuarantee,
  filterFloors,
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
import { constantsOfClass, type AdviceConstants } from './constant.js';
import { reduced } from '../problems/constructed/decimal-ratio.js';
import type { ResolvedProblem } from '../problems/index.js';
import type { BoundedDescription, TheoryRun } from '../theorems/index.js';
import type { Plan, PlannedStart } from './plan.js';
import {
  assertQuestion,
  type SeparationClass,
  type SeparationQuestion,
  type SeparationStart,
} from './separation-question.js';
import { largestFactor } from '../theorems/separation/largest-factor.js';
import {
  addRatios,
  compareRatios,
  divideRatios,
  oneRatio,
  ratioOf,
  wholeRatio,
  zeroRatio,
} from './ratio-arithmetic.js';

/** `better`: by at least `factor`. `not-better`: whatever the parameters are. `open`: no theorem decides. */
export interface Separation {
  readonly verdict: 'better' | 'not-better' | 'open';
  /** The theorems that say so; for `open` those that were asked. */
  readonly theorems: readonly TheoremId[];
  /** AuxMOM guarantees at most 1/factor of what SGD can guarantee for G; rounded down to four digits, 0 where nothing is proved. */
  readonly factor: Ratio;
  /** The same against every iterate of SGD, x⁰ left out; without noise only. */
  readonly everyIterateFactor?: Ratio;
  /** The same against every SGD, heavy-ball or Nesterov run with constant coefficients started at rest, and who says so. */
  readonly filters: { readonly factor: Ratio; readonly theorems: readonly TheoremId[] };
  /** By no larger factor is AuxMOM better for any parameters: SGD-1 over LOW-MOM, rounded up to four digits. */
  readonly atMost: Ratio;
  /** The target gradients that either method takes, those of the start among them. */
  readonly targetGradientCount: number;
}

/**
 * Answers the question by exact comparisons. For claims about every SGD, not only about its known bound.
 *
 * @throws InputError for a number outside its domain: K, T and B are whole and at least 1, the gradients of an exact start whole and at
 * least 0, L > 0, and the others at least 0; δ > 0 where there is noise.
 */
export function separate(question: SeparationQuestion): Separation {
  assertQuestion(question);
  const { start, roundCount } = question;
  const taken = start.kind === 'batch' ? start.size : start.kind === 'exact' ? start.targetGradientCount : 0;
  return compareWithSgd(question, startErrorOf(question), roundCount + taken);
}

/** What stands for e₀ in the rate, by its own theorem. */
function startErrorOf({ start, snapshotVariance, affineDifference, ...question }: SeparationQuestion): Ratio {
  const constants = {
    ...question,
    snapshotVariance,
    firstSnapshotVariance: snapshotVariance,
    correctionError: start.kind === 'zero' ? start.correctionError : zeroRatio,
  };
  const parameters = {
    stepSize: oneRatio,
    momentumWeight: oneRatio,
    localStepCount: question.localStepCount,
    roundCount: question.roundCount,
  };
  const { initialError } = affineDifference ? rateMom : rateMomG;
  return ratioOf(initialError(ratioField, parameters, start, constants));
}

/** The comparison, for a start whose e₀ and cost are known. */
function compareWithSgd(
  question: SeparationClass,
  startError: Ratio,
  targetGradientCount: number,
): Separation {
  const input = {
    ...question,
    startError,
    localStepCount: wholeRatio(question.localStepCount),
    roundCount: wholeRatio(question.roundCount),
  };
  const ofSgd = { ...input, roundCount: wholeRatio(targetGradientCount) };
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
  const provenBelowOne = (floors: readonly Floor<Ratio>[]): Ratio =>
    floors.map(provenBelow).reduce((best, one) => (compareRatios(best, one) < 0 ? one : best));
  const factor = provenBelowOne(sgdFloors(ratioField, ofSgd));
  const atMost = greatestFactor(question, input, sgdGuarantee(ofSgd), isNoisy);
  const rate = isNoisy ? (question.affineDifference ? 'RATE-MOM' : 'RATE-MOM-G') : 'RATE-DET';
  // SEP-* are for T rounds and T gradients of SGD, and SEP-NOISE for an affine difference; what they rest on is not.
  const isStated = targetGradientCount === question.roundCount && rate !== 'RATE-MOM-G';
  const found = {
    factor,
    filters: {
      factor: provenBelowOne(filterFloors(ratioField, ofSgd)),
      theorems: isStated ? (['SEP-LTI'] as const) : ([rate, 'LOW-LTI'] as const),
    },
    atMost,
    targetGradientCount,
    ...(!isNoisy && { everyIterateFactor: provenBelow(sgdIterateFloor(ratioField, ofSgd)) }),
  };
  const floors = ['LOW-SGD', ...(isNoisy ? [] : (['LOW-SGD-ITERATES'] as const))] as const;
  const asked: readonly TheoremId[] = isStated ? [isNoisy ? 'SEP-NOISE' : 'SEP-DET'] : [rate, ...floors];
  if (compareRatios(factor, oneRatio) > 0) return { verdict: 'better', theorems: asked, ...found };
  return compareRatios(atMost, oneRatio) <= 0
    ? { verdict: 'not-better', theorems: ['LOW-MOM', 'SGD-1'], ...found }
    : { verdict: 'open', theorems: [...asked, 'LOW-MOM', 'SGD-1'], ...found };
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
  const uppers = constantsOfClass.map((name) => [name, constants[name].upper] as const);
  const planned = startOf(start, correctionError?.upper);
  const isOpen = uppers.some(([, upper]) => upper === undefined);
  if (isOpen || planned === undefined || constants.hessianSimilarity.upper?.numerator === 0n)
    return undefined;
  const { localStepCount, roundCount } = parameters;
  const known = Object.fromEntries(uppers) as Record<(typeof constantsOfClass)[number], Ratio>;
  return separate({ ...known, affineDifference, localStepCount, roundCount, start: planned });
}

/** Undefined for m⁰ = 0 where ∇D(x⁰) has no upper end. */
function startOf(start: PlannedStart, correctionError: Ratio | undefined): SeparationStart | undefined {
  if (start.kind === 'batch' || start.kind === 'first-snapshot') return start;
  return correctionError && { kind: 'zero', correctionError };
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
  const known = {
    smoothness: smoothness.upper,
    hessianSimilarity: hessianSimilarity.upper,
    suboptimality: optimum.suboptimality,
  };
  const startError = rateMom.initialError(ratioField, parameters, problem.initialization, {
    ...measurement,
    ...known,
  });
  const { targetVariance } = sgd.measurement;
  const variances = { targetVariance, snapshotVariance, localVariance };
  const question = { ...known, ...variances, affineDifference: true, localStepCount, roundCount };
  return compareWithSgd(question, ratioOf(startError), sgd.parameters.roundCount);
}

/** SGD's guarantee over AuxMOM's greatest floor. */
function greatestFactor(
  { affineDifference, smoothness, hessianSimilarity }: SeparationClass,
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

const { times } = createArithmetic(reduced);

/** The least bound of SGD-1: 2√(2LF₀σ_f²/T) where its η is at most 1/L, else 2LF₀/T + σ_f². */
function sgdGuarantee(input: SeparationInput<Ratio>): Guarantee<Ratio> {
  const { smoothness, suboptimality, targetVariance, roundCount } = input;
  const value = times(2, smoothness, suboptimality);
  if (compareRatios(value, times(roundCount, targetVariance)) > 0)
    return { linear: addRatios(divideRatios(value, roundCount), targetVariance), square: zeroRatio };
  return { linear: zeroRatio, square: divideRatios(times(4, value, targetVariance), roundCount) };
}
