/** Random points and parameters of a case, within a budget of work. */
import { algorithms, variantNames } from '../../../spec/algorithms/index.js';
import type { Vector } from '../../../spec/algebra/index.js';
import type { Initialization, Parameters, QuadraticProblem, VariantName } from '../../../spec/model/index.js';
import type { Ratio } from '../../exact/index.js';
import { drawInteger, type RandomGenerator } from '../draws/index.js';
import { fitCounts } from './case-cost.js';
import { decimalExponent, decimalRatio, isZeroRatio, multiplyRatios, zeroRatio } from './decimal-ratio.js';
import { createCaseStream, drawChance, drawOneOf, drawSmallCount, drawVector } from './random-draws.js';
import type { EstimateStart, RandomProblemOptions } from './random-options.js';
import type { CaseShape } from './random-shape.js';
import { stepSizeWithin } from './step-limit.js';

/** The points that a case is built around. */
export interface CasePoints {
  /** x*. */
  readonly minimizer: Vector<Ratio>;
  /** ∇h(x*). */
  readonly auxiliaryGradient: Vector<Ratio>;
  /** x⁰. */
  readonly startingPoint: Vector<Ratio>;
}

/** Draws x*, ∇h(x*) and x⁰; now and then x⁰ = x*, or an h with the minimiser of f. */
export function drawPoints(
  seed: number,
  index: number,
  { dimension, smoothness, similarityRatio }: CaseShape,
): CasePoints {
  const stream = createCaseStream(seed, index, 'points');
  const minimizer = drawVector(stream, dimension, drawOneOf(stream, [0, 3, 30]), drawOneOf(stream, [0, 1]));
  const start = drawVector(stream, dimension, 50, drawOneOf(stream, [0, 1, 2]));
  const difference = multiplyRatios(smoothness, similarityRatio);
  const smallPlaces = isZeroRatio(difference) ? 1 : Math.max(0, Math.min(4, 1 - decimalExponent(difference)));
  const gradient = drawVector(stream, dimension, 9, drawOneOf(stream, [0, 1, smallPlaces]));
  const [sharesMinimizer, startsAtMinimizer] = [drawChance(stream, 3), drawChance(stream, 12)];
  return {
    minimizer,
    auxiliaryGradient: sharesMinimizer ? gradient.map(() => zeroRatio) : gradient,
    startingPoint: startsAtMinimizer ? minimizer : start,
  };
}

/** The run to make on a case. */
export interface CaseRun {
  readonly variant: VariantName;
  readonly parameters: Parameters<Ratio>;
  readonly initialization: Initialization<Ratio>;
  readonly seed: number;
}

/**
 * Draws variant, η ≤ 1/(2L), a, K, T and the initialisation.
 *
 * η has one or two digits, rounded down from a share of 1/(2L). K and T are drawn from their whole ranges and then
 * shortened, T before K, until the work fits the budget; one round of one step is always kept.
 */
export function drawRun(
  seed: number,
  index: number,
  { dimension, smoothness }: CaseShape,
  problem: QuadraticProblem<Ratio>,
  options: RandomProblemOptions,
): CaseRun {
  const stream = createCaseStream(seed, index, 'run');
  const variant = drawOneOf(stream, options.variants ?? variantNames);
  const stepSize = drawStepSize(stream, smoothness);
  const momentumWeight = drawMomentumWeight(stream);
  const initialization = drawInitialization(stream, dimension, options.initializations ?? estimateStarts);
  const drawSeed = drawInteger(stream, 0, 999_999);
  const mostSteps = variant === 'sgd' ? 1 : (options.maximumSteps ?? 20);
  const [wishedSteps, wishedRounds] = [
    drawChance(stream, 4) ? drawInteger(stream, 1, mostSteps) : drawSmallCount(stream, mostSteps),
    drawChance(stream, 2)
      ? drawInteger(stream, 1, options.maximumRounds ?? 50)
      : drawSmallCount(stream, options.maximumRounds ?? 50),
  ];
  const counts = fitCounts(
    problem,
    {
      stepSize,
      momentumWeight,
      localStepCount: wishedSteps,
      roundCount: wishedRounds,
    },
    options.workBudget,
  );
  return {
    variant,
    parameters: counts,
    initialization: algorithms[variant].estimates === 'nothing' ? { kind: 'none' } : initialization,
    seed: drawSeed,
  };
}

const estimateStarts: readonly EstimateStart[] = ['given', 'zero', 'exact', 'batch', 'first-snapshot'];

function drawStepSize(stream: RandomGenerator, smoothness: Ratio): Ratio {
  const tenths = drawOneOf(stream, [10, 10, 10, 5, 2, 1]);
  return stepSizeWithin(smoothness, tenths, drawOneOf(stream, [1, 1, 2]));
}

function drawMomentumWeight(stream: RandomGenerator): Ratio {
  const [tenths, hundredths] = [drawInteger(stream, 1, 10), drawInteger(stream, 1, 99)];
  return drawChance(stream, 3) ? decimalRatio(hundredths, 2) : decimalRatio(tenths, 1);
}

function drawInitialization(
  stream: RandomGenerator,
  dimension: number,
  kinds: readonly EstimateStart[],
): Initialization<Ratio> {
  const kind = drawOneOf(stream, kinds);
  const correction = drawVector(stream, dimension, 30, 1);
  const size = drawOneOf(stream, [1, 2, 4, 5]); // 1/B is a finite decimal
  if (kind === 'given') return { kind, correction };
  return kind === 'batch' ? { kind, size } : { kind };
}
