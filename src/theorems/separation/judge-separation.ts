/** The comparisons on random cases: what AuxMOM does there against what SGD, or a gradient filter, does on its hard member. */
import fc from 'fast-check';
import { maximum } from '../../../spec/algebra/index.js';
import {
  bound,
  correlationNumbers,
  correlationSlacks,
  createArithmetic,
  deterministicGuarantee,
  filterFloors,
  isBelowFloor,
  isProvablyBetter,
  lowLti,
  lowSgd,
  lowSgdIterates,
  momentumGuarantee,
  rateMom,
  rateTheorems,
  sgdFloors,
  sgdIterateFloor,
  type Floor,
  type LowerClaim,
  type SeparationInput,
  type SeparationTheoremId,
} from '../../../spec/theorems/index.js';
import { createRatio, ratioField, type Ratio } from '../../exact/index.js';
import { decimalRatio, reduced } from '../../problems/constructed/decimal-ratio.js';
import { arbitraryFilter, type GradientFilter } from '../lower/filters.js';
import { arbitraryLowerCase, measureClaim } from '../lower/lower-case.js';
import { judgeDrawn, type JudgedBoundCase } from '../lower/judge-lower.js';
import { formatMillionths, millionths, quotientOf, rateInputOf } from '../rates/judge-rate.js';
import { measureQuadratic } from '../rates/measure-quadratic.js';
import { measureRational } from '../rates/measure-rational.js';
import { rateProblemsAt, type RateProblem } from '../rates/rate-problem.js';
import { largestFactor } from './largest-factor.js';

/** Against what AuxMOM's run is held: a claim of the rival, and AuxMOM's provable share of it. */
interface Comparison {
  readonly claim: LowerClaim;
  /** c: c·G of AuxMOM is at most what the claim says of the rival. */
  readonly factor: Ratio;
}

/** A run of AuxMOM, and a step size for SGD as ηL, or a gradient filter in its place. */
interface ComparedCase {
  readonly problem: RateProblem;
  readonly sgdStep: Ratio;
  readonly filter?: GradientFilter;
}

const { multiply, divide, compare, zero } = reduced;
const { plus, times, square } = createArithmetic(reduced);
const whole = (value: number): Ratio => decimalRatio(value, 0);
const [startClaim, noiseClaim] = lowSgd.claims as readonly [LowerClaim, LowerClaim];
const [iterateClaim] = lowSgdIterates.claims as readonly [LowerClaim];
const [filterStart, filterNoise] = lowLti.claims as readonly [LowerClaim, LowerClaim, LowerClaim];

/** Case `index` of a separation theorem, from (seed, label, index) alone; `boast` multiplies what it claims. */
export function judgeSeparationCase(
  id: SeparationTheoremId,
  seed: number,
  label: number,
  index: number,
  boast: Ratio = reduced.one,
): JudgedBoundCase {
  const place = [seed, label, index] as const;
  // SEP-LTI has three parts: without noise, with noise, and with correlated noise
  const part = { 'SEP-DET': 0, 'SEP-NOISE': 1, 'SEP-CORR': 2, 'SEP-LTI': index % 3 }[id];
  if (part === 2) {
    const arbitrary = arbitraryCorrelated(id === 'SEP-LTI' ? id : 'SEP-CORR');
    return judgeDrawn(arbitrary, place, (given) => verdictOn(judgeCorrelated(given, boast)), describeRatio);
  }
  const rate = part === 0 ? 'RATE-DET' : 'RATE-MOM';
  const filter = id === 'SEP-LTI' ? arbitraryFilter : fc.constant(undefined);
  const arbitrary = fc
    .tuple(rateProblemsAt(rateTheorems[rate], index), arbitraryLowerCase(lowSgd), filter)
    .map(([problem, { smoothness, parameters }, drawn]): ComparedCase => ({
      problem,
      sgdStep: multiply(smoothness, parameters.stepSize),
      ...(drawn && { filter: drawn }),
    }));
  return judgeDrawn(arbitrary, place, (given) => verdictOn(judgeCompared(rate, given, boast)), describeRatio);
}

/** How the largest claim on a case comes out: millionths of what it may be. */
type Share = bigint;

const verdictOn = (share: Share): { readonly ratio: string; readonly isViolation: boolean } => ({
  ratio: formatMillionths(share),
  isViolation: share > 1_000_000n,
});

const describeRatio = (ratio: string): string => `c·G/(that of the rival) = ${ratio}`;

/** c·G of AuxMOM over the quantity of its rival on the hard member with the same F₀, for every comparison of the theorem. */
function judgeCompared(id: 'RATE-DET' | 'RATE-MOM', given: ComparedCase, boast: Ratio): Share {
  const { problem, filter } = given;
  const { constants } = problem;
  const isQuadratic = problem.kind === 'quadratic';
  const measurement = isQuadratic
    ? measureQuadratic(problem.problemCase)
    : measureRational(problem.rationalCase);
  const { parameters, initialization } = isQuadratic ? problem.problemCase : problem.rationalCase;
  const rate = rateTheorems[id];
  const rateInput = rateInputOf(rate, { parameters, initialization, constants, measurement });
  const input: SeparationInput<Ratio> = { ...rateInput, startError: quotientOf(rateInput.initialError) };
  if (constants.suboptimality.numerator === 0n) return 0n;
  const guarantee =
    id === 'RATE-DET'
      ? deterministicGuarantee(ratioField, input)
      : { linear: quotientOf(bound(ratioField, rate, rateInput)), square: zero };
  const compared = (claim: LowerClaim, floor: Floor<Ratio>): Comparison => ({
    claim,
    factor: largestFactor((factor) => isBelowFloor(ratioField, guarantee, factor, floor)),
  });
  const floors = (filter === undefined ? sgdFloors : filterFloors)(ratioField, input);
  const [startFloor, noiseFloor] = floors as readonly [Floor<Ratio>, Floor<Ratio>];
  const [start, noise] = filter === undefined ? [startClaim, noiseClaim] : [filterStart, filterNoise];
  const others =
    id === 'RATE-MOM'
      ? [compared(noise, noiseFloor)]
      : filter === undefined
        ? [compared(iterateClaim, sgdIterateFloor(ratioField, input))]
        : [];
  const comparisons = [compared(start, startFloor), ...others];
  if (id === 'RATE-MOM') {
    // the free number of the run is not the best one, so the theorem promises at least as much
    const best = momentumGuarantee(ratioField, rateMom, input);
    if (
      !comparisons.every(
        ({ factor }) => factor.numerator === 0n || isProvablyBetter(ratioField, best, factor, floors),
      )
    )
      return 2_000_000n;
  }
  const shares = comparisons.map(({ claim, factor }) => {
    const { quantity, suboptimality } = ofRival(claim, input, given, parameters.roundCount);
    const claimed = multiply(multiply(boast, factor), measurement.averageSquaredGradient);
    return millionths(multiply(claimed, suboptimality), multiply(quantity, constants.suboptimality));
  });
  return shares.reduce((most, share) => (share > most ? share : most));
}

/** What SGD or the filter does on the member of a claim, with the step size ηL/L and, for the noise, σ_f² for F₀ as in the input. */
function ofRival(
  claim: LowerClaim,
  input: SeparationInput<Ratio>,
  { sgdStep, filter }: ComparedCase,
  roundCount: number,
): { readonly quantity: Ratio; readonly suboptimality: Ratio } {
  const { smoothness, suboptimality, targetVariance } = input;
  // On ½Lx² the mean and the noise add up: G is F₀·(G without noise at F₀ = 1) + σ_f²·(G of unit noise at x⁰ = 0).
  const measure = (of: LowerClaim, startingPoint: Ratio, snapshotDeviation: Ratio) =>
    measureClaim(of, {
      smoothness,
      hessianSimilarity: smoothness,
      parameters: {
        stepSize: divide(sgdStep, smoothness),
        momentumWeight: reduced.one,
        localStepCount: 1,
        roundCount,
      },
      startingPoint,
      snapshotDeviation,
      localDeviation: zero,
      ...(filter && { filter }),
    });
  const isNoisy = claim === noiseClaim || claim === filterNoise;
  const plain = measure(
    isNoisy ? (filter === undefined ? startClaim : filterStart) : claim,
    reduced.one,
    zero,
  );
  const mean = { quantity: plain.quantity, suboptimality: plain.input.suboptimality };
  if (!isNoisy) return mean;
  const noise = measure(claim, zero, reduced.one).quantity;
  return {
    quantity: reduced.add(
      divide(multiply(mean.quantity, suboptimality), mean.suboptimality),
      multiply(noise, targetVariance),
    ),
    suboptimality,
  };
}

/** Constants that satisfy the condition of SEP-CORR, or SEP-LTI's for correlated noise. */
interface CorrelatedCase {
  readonly id: 'SEP-CORR' | 'SEP-LTI';
  readonly input: SeparationInput<Ratio>;
  readonly decorrelation: Ratio;
}

const arbitraryCorrelated = (id: CorrelatedCase['id']): fc.Arbitrary<CorrelatedCase> =>
  fc
    .record({
      smoothness: fc.constantFrom(1, 2, 5, 10),
      similarityTwentieths: fc.integer({ min: 1, max: 40 }),
      localStepCount: fc.integer({ min: 1, max: 50 }),
      suboptimality: fc.integer({ min: 1, max: 9 }),
      targetVariance: fc.integer({ min: 1, max: 99 }),
      variancePlaces: fc.integer({ min: 0, max: 3 }),
      share: fc.integer({ min: 1, max: 10 }),
      longer: fc.constantFrom(1, 1, 2, 10),
    })
    .map((drawn) => {
      const [rounds, noise, similar, long] = correlationNumbers[id];
      const smoothness = whole(drawn.smoothness);
      const hessianSimilarity = times(smoothness, createRatio(BigInt(drawn.similarityTwentieths), 20n));
      const localStepCount = whole(drawn.localStepCount);
      const suboptimality = whole(drawn.suboptimality);
      const targetVariance = decimalRatio(drawn.targetVariance, drawn.variancePlaces);
      const reach = plus(divide(smoothness, localStepCount), hessianSimilarity);
      const least = maximum(
        reduced,
        divide(times(rounds, reach), smoothness),
        divide(times(noise, suboptimality, square(reach)), times(smoothness, targetVariance)),
      );
      const fewest = (least.numerator + least.denominator - 1n) / least.denominator;
      const roundCount = createRatio((fewest < 1n ? 1n : fewest) * BigInt(drawn.longer), 1n);
      const bySimilarity = divide(smoothness, times(similar, hessianSimilarity));
      const byNoise = divide(
        times(square(smoothness), suboptimality, roundCount),
        times(long, hessianSimilarity, targetVariance),
      );
      const limit = compare(bySimilarity, byNoise) < 0 ? bySimilarity : byNoise;
      const decorrelation = multiply(limit, decimalRatio(drawn.share, 1));
      return {
        id,
        decorrelation,
        input: {
          smoothness,
          hessianSimilarity,
          suboptimality,
          targetVariance,
          snapshotVariance: times(2, decorrelation, targetVariance),
          localVariance: zero,
          startError: zero,
          localStepCount,
          roundCount,
        },
      };
    });

/** 10⁶/c for the largest c by which AuxMOM is said to be better there: at most 10⁶ if the condition suffices. */
function judgeCorrelated({ id, input, decorrelation }: CorrelatedCase, boast: Ratio): Share {
  const slacks = correlationSlacks(ratioField, input, decorrelation, id);
  if (slacks.some((slack) => compare(slack, zero) < 0)) return 2_000_000n;
  const guarantee = momentumGuarantee(ratioField, rateMom, input);
  const floors = (id === 'SEP-CORR' ? sgdFloors : filterFloors)(ratioField, input);
  const factor = largestFactor((one) => isProvablyBetter(ratioField, guarantee, one, floors));
  return millionths(boast, factor);
}
