/** The tightness search: random restarts of differential evolution in doubles, the winner judged exactly. */
import { createStream } from '../../problems/draws.js';
import {
  bestOf,
  createPopulation,
  decode,
  evolve,
  isExhausted,
  meanSquareOf,
  type Genome,
  type ScalarNumbers,
  type SearchGoal,
} from './scalar-search.js';
import { snapFamily } from './family-search.js';
import {
  createArithmetic,
  isTuned,
  rateTheorems,
  tunedWeight,
  type RateTheoremId,
  type TunedTheorem,
} from '../../../spec/theorems/index.js';
import { ratioField, type Ratio } from '../../exact/index.js';
import { judgeRate, measureScalar, type RateVerdict, type ScalarCase } from '../rates/index.js';

/** A candidate with its exact verdict. */
export interface ExactCandidate {
  readonly scalarCase: ScalarCase;
  readonly verdict: RateVerdict;
}

/** What to search. */
export interface TightnessRequest extends SearchGoal {
  readonly seed: number;
  /** Whether there is time for another generation. */
  readonly hasTime: () => boolean;
}

/** What was found. */
export interface TightnessResult extends ExactCandidate {
  /** Restarts begun. */
  readonly restarts: number;
}

/** Generations of one restart; by then a population of this size has converged. */
const generations = 150;
/** Restarts whose winners are judged exactly. */
const finalists = 5;

/**
 * Maximises G/bound over one-dimensional cases.
 *
 * @returns the case with the greatest exact ratio; undefined where no candidate satisfied the condition exactly.
 */
export function findTightestCase(request: TightnessRequest): TightnessResult | undefined {
  const { theorem, condition, seed, hasTime } = request;
  let best: readonly { readonly genome: Genome; readonly score: number }[] = [];
  let restarts = 0;
  do {
    const stream = createStream(seed, restarts);
    restarts += 1;
    const population = createPopulation(request, stream);
    for (let generation = 0; generation < generations && hasTime(); generation += 1) {
      evolve(request, population, stream);
    }
    best = [...best, bestOf(population)].sort((left, right) => right.score - left.score).slice(0, finalists);
  } while (hasTime());
  let winner: ExactCandidate | undefined;
  for (const { genome } of best) {
    for (const digits of [2, 3, 5, 8]) {
      const candidate = snapCase(theorem, condition, decode(request, genome), digits);
      if (candidate === undefined) continue;
      // A longer number has to be worth it.
      const least = winner === undefined ? -1 : Number(winner.verdict.ratio) + 0.001;
      if (Number(candidate.verdict.ratio) >= least) winner = candidate;
    }
  }
  return winner && { ...winner, restarts };
}

/**
 * The candidate with every number cut to so many significant digits, judged exactly. A and Δ are cut towards 0 and a away
 * from it, which keeps a condition that holds.
 *
 * @returns undefined where the condition does not hold exactly.
 */
function snapCase(
  theorem: RateTheoremId,
  condition: 'simple' | 'exact',
  numbers: ScalarNumbers,
  digits: number,
): ExactCandidate | undefined {
  const momentumWeight = cutUp(numbers.momentumWeight, digits);
  const scalarCase: ScalarCase = {
    name: `${theorem.toLowerCase()}-tightness`,
    curvature: cutTowardsZero(numbers.curvature, digits),
    difference: cutTowardsZero(numbers.difference, digits),
    stepSize: '1',
    momentumWeight,
    localStepCount: numbers.localStepCount,
    roundCount: numbers.roundCount,
    startingPoint: round(numbers.startingPoint, digits),
    correction: round(numbers.correction, digits),
    snapshotDeviation: round(numbers.snapshotDeviation, digits),
    localDeviation: round(numbers.localDeviation, digits),
    ...(numbers.family && { family: snapFamily(theorem, momentumWeight, numbers.family, digits) }),
  };
  const stated = rateTheorems[theorem];
  const fitted = isTuned(stated) && stated.page === undefined ? fit(stated, scalarCase, numbers) : scalarCase;
  const verdict = judgeRate(stated, measureScalar(theorem, fitted));
  const isMet = condition === 'simple' ? verdict.isSimpleConditionMet : verdict.isExactConditionMet;
  return isMet ? { scalarCase: fitted, verdict } : undefined;
}

/** Δ and a exactly as the theorem asks: 1/η is linear in δ, and a follows from δ. */
function fit(theorem: TunedTheorem, scalarCase: ScalarCase, numbers: ScalarNumbers): ScalarCase {
  const { multiply, divide, subtract, zero, one, format, fromString, negate } = ratioField;
  const arithmetic = createArithmetic(ratioField);
  const smoothness = fromString(scalarCase.curvature);
  const localStepCount = arithmetic.times(scalarCase.localStepCount);
  const rest = { suboptimality: one, snapshotVariance: zero, localVariance: zero, freeNumber: one };
  const input = (hessianSimilarity: Ratio) => ({ ...rest, smoothness, localStepCount, hessianSimilarity });
  const inverse = (delta: Ratio): Ratio => {
    const { numerator, denominator } = theorem.tuning.inverseStepSize(arithmetic, input(delta));
    return divide(numerator, denominator);
  };
  const sign = numbers.difference < 0 ? negate(one) : one;
  const delta = isExhausted(theorem, numbers)
    ? divide(subtract(one, inverse(zero)), subtract(inverse(one), inverse(zero)))
    : multiply(sign, fromString(scalarCase.difference));
  const weight = tunedWeight(ratioField, theorem.tuning, {
    ...{ ...input(delta), stepSize: one },
    ...meanSquareOf(theorem, smoothness),
  });
  return { ...scalarCase, difference: format(multiply(sign, delta)), momentumWeight: format(weight) };
}

/** Decimal places that leave so many significant digits. */
function placesFor(value: number, digits: number): number {
  return Math.min(20, Math.max(0, digits - 1 - Math.floor(Math.log10(Math.abs(value) || 1))));
}

function round(value: number, digits: number): string {
  return value.toFixed(placesFor(value, digits));
}

function cutTowardsZero(value: number, digits: number): string {
  const unit = 10 ** placesFor(value, digits);
  return (Math.trunc(value * unit) / unit).toFixed(placesFor(value, digits));
}

function cutUp(value: number, digits: number): string {
  const unit = 10 ** placesFor(value, digits);
  return Math.min(1, Math.ceil(value * unit) / unit).toFixed(placesFor(value, digits));
}
