/** The constants of a problem that can only be asked for gradients. */
import { formatRatio, liftDouble } from '../../exact/index.js';
import { createStream } from '../../problems/draws.js';
import { roundDown, roundUp } from '../../problems/simple-number.js';
import {
  constantsFormat,
  type ConstantsFile,
  type ConstantText,
  type ConstantTexts,
} from '../constants-file.js';
import { identifyAffineMap, type AffineMap } from './affine-map.js';
import { addScaled, lengthOf, minus, type Doubles } from './double-vectors.js';
import { countGradientsOf, type CountedSource, type GradientSource } from './gradient-source.js';
import type { Interval } from './mean-interval.js';
import { greatestOf, intervalsPerPoint, measureNoise, type NoiseAtPoint } from './noise.js';
import { descentSteps, readSettings, type MeasureOptions, type Settings } from './measure-settings.js';
import { normInterval, suboptimalityOf, subtractMaps } from './affine-constants.js';
import { boundLipschitzFromBelow, randomDirection } from './power-iteration.js';

/** Certifying exactly takes seconds here and grows quickly: larger systems get lower bounds. */
const affineDimensionLimit = 20;

/**
 * Measures L, δ, F₀, E₀, the variances and the correlation.
 *
 * Both gradient maps are tried as affine first (d + 1 points and a few checks): then L, δ and F₀ lie between ends that only the
 * accuracy of the gradients sets apart. Otherwise L and δ are bounded from below by power iteration at x⁰, along a descent and
 * off it. Variances come from joint draws, with intervals that hold for every sample size under one assumption, a bound on
 * the kurtosis; all of them hold together with the stated confidence.
 *
 * @param source - gradients; means where no draw is asked for. It may answer through promises.
 * @returns a file of constants for `auxopt advise`, with what it cost and what was assumed.
 * @throws InputError for options outside their domain, and for answers that are no gradients.
 * @example
 * ```ts
 * import { measureConstants } from 'auxopt/advise';
 *
 * // f = x² and h = 3x²/4, without noise
 * const source = {
 *   dimension: 1,
 *   gradient: (of: 'target' | 'auxiliary', [x = 0]: readonly number[]) => [of === 'target' ? 2 * x : 1.5 * x],
 * };
 * const { constants, measurement } = await measureConstants(source, { startingPoint: [1], pairs: 2 });
 * constants.hessianSimilarity?.value; // '0.5'
 * measurement?.gradients.auxiliary; // 15
 * ```
 */
export async function measureConstants(
  source: GradientSource,
  options: MeasureOptions,
): Promise<ConstantsFile> {
  const settings = readSettings(source, options);
  const counted = countGradientsOf(source);
  const { startingPoint, identifyAffine } = settings;
  const isSmall = source.dimension <= affineDimensionLimit;
  const maps = identifyAffine && isSmall ? await identifyMaps(counted, settings) : undefined;
  const shape =
    maps === undefined ? await boundShape(counted, settings) : await readShape(counted, maps, settings);
  const points = [startingPoint, ...shape.descent.slice(-settings.furtherNoisePoints)].slice(
    0,
    1 + settings.furtherNoisePoints,
  );
  const risk = (1 - settings.confidence) / (intervalsPerPoint * points.length);
  const noise: NoiseAtPoint[] = [];
  if (settings.pairs > 0) {
    for (const [i, point] of points.entries()) {
      const firstDraw = 2 * settings.pairs * i;
      const gradientError = shape.gradientErrorAt(point);
      noise.push(await measureNoise(counted, { ...settings, point, firstDraw, risk, gradientError }));
    }
  }
  const { suboptimality } = options;
  return {
    format: constantsFormat,
    name: settings.name,
    affineDifference: maps !== undefined,
    constants: {
      ...shape.constants,
      ...(suboptimality !== undefined && {
        suboptimality: { value: suboptimality, kind: 'exact', method: 'given' } as const,
      }),
      ...noiseTexts(noise, points.length, settings.pairs),
    },
    measurement: {
      gradients: counted.counts(),
      confidence: String(settings.confidence),
      assumptions: assumptionsOf(settings, maps !== undefined),
      warnings: [...new Set(noise.flatMap(({ suspects }) => suspects))].map(
        (name) =>
          `the sample kurtosis of the ${name} noise is above ${settings.kurtosis}: its own was used instead`,
      ),
    },
  };
}

/** A power of two of the size of x⁰: distances of points, so that dividing by it is exact. */
function scaleOf(point: Doubles): number {
  const size = point.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return size === 0 ? 1 : 2 ** Math.ceil(Math.log2(size));
}

interface Maps {
  readonly target: AffineMap;
  readonly auxiliary: AffineMap;
}

async function identifyMaps(source: CountedSource, settings: Settings): Promise<Maps | undefined> {
  const { startingPoint, seed, relativeAccuracy } = settings;
  const request = { scale: scaleOf(startingPoint), relativeAccuracy, checkPoints: [startingPoint] };
  const identify = async (of: 'target' | 'auxiliary', label: number): Promise<AffineMap | undefined> =>
    identifyAffineMap(
      async (point) => source.gradient(of, point),
      source.dimension,
      createStream(seed, label),
      request,
    );
  const target = await identify('target', 0);
  const auxiliary = target === undefined ? undefined : await identify('auxiliary', 1);
  return target === undefined || auxiliary === undefined ? undefined : { target, auxiliary };
}

/** L, δ, F₀ and E₀ as far as they are found, with points of a descent. */
interface Shape {
  readonly constants: Pick<
    ConstantTexts,
    'smoothness' | 'hessianSimilarity' | 'suboptimality' | 'correctionError'
  >;
  readonly descent: readonly Doubles[];
  /** By how much a gradient of either function is off at a point; what the means are made of stands for the samples. */
  readonly gradientErrorAt: (point: Doubles) => number;
}

async function readShape(source: CountedSource, maps: Maps, settings: Settings): Promise<Shape> {
  const { startingPoint } = settings;
  const smoothness = normInterval(maps.target);
  const similarity = normInterval(subtractMaps(maps.target, maps.auxiliary));
  const target = await source.gradient('target', startingPoint);
  const auxiliary = await source.gradient('auxiliary', startingPoint);
  const error =
    lengthOf(maps.target.gradientError(startingPoint)) +
    lengthOf(maps.auxiliary.gradientError(startingPoint));
  const suboptimality = suboptimalityOf(maps.target, startingPoint, target);
  const method = 'd + 1 gradients; the maps are affine at every point checked';
  return {
    constants: {
      smoothness: estimateText(smoothness, method),
      hessianSimilarity: estimateText(similarity, method),
      ...(suboptimality && {
        suboptimality: estimateText(suboptimality, `${method}; A is positive definite`),
      }),
      correctionError: estimateText(
        squareOf(lengthOf(minus(target, auxiliary)), error),
        'one gradient of each function',
      ),
    },
    descent: settings.furtherNoisePoints > 0 ? await descend(source, startingPoint, smoothness.value) : [],
    gradientErrorAt: (point) =>
      Math.max(...[maps.target, maps.auxiliary].map((map) => lengthOf(map.gradientError(point)))),
  };
}

async function boundShape(source: CountedSource, settings: Settings): Promise<Shape> {
  const { startingPoint, seed, iterations, relativeAccuracy } = settings;
  const radius = scaleOf(startingPoint);
  const stream = createStream(seed, 2);
  const target = async (point: Doubles): Promise<Doubles> => source.gradient('target', point);
  const difference = async (point: Doubles): Promise<Doubles> =>
    minus(await source.gradient('target', point), await source.gradient('auxiliary', point));
  const bound = async (gradient: typeof target, points: readonly Doubles[]): Promise<number> => {
    let best = 0;
    for (const point of points) {
      const found = await boundLipschitzFromBelow(gradient, stream, {
        point,
        radius,
        iterations,
        relativeAccuracy,
      });
      best = Math.max(best, found);
    }
    return best;
  };
  const first = await bound(target, [startingPoint]);
  const descent = first > 0 ? await descend(source, startingPoint, first) : [];
  const along = [descent[0], descent.at(-1)].filter((point) => point !== undefined);
  const off = [0, 1].map(() =>
    addScaled(startingPoint, 2 * radius, randomDirection(stream, source.dimension)),
  );
  const smoothness = Math.max(first, await bound(target, [...along, ...off]));
  const similarity = await bound(difference, [startingPoint, ...along, ...off]);
  const method = 'power iteration on differences of gradients at x⁰, along a descent and off it';
  const gradients = [
    await source.gradient('target', startingPoint),
    await source.gradient('auxiliary', startingPoint),
  ];
  const [f = [], h = []] = gradients;
  const size = lengthOf(f) + lengthOf(h) + (2 * smoothness + similarity) * lengthOf(startingPoint);
  return {
    constants: {
      smoothness: lowerBoundText(smoothness, method),
      hessianSimilarity: lowerBoundText(similarity, method),
      correctionError: estimateText(
        squareOf(lengthOf(minus(f, h)), relativeAccuracy * size),
        'one gradient of each function',
      ),
    },
    descent,
    gradientErrorAt: (point) =>
      relativeAccuracy *
      (Math.max(lengthOf(f), lengthOf(h)) +
        (2 * smoothness + similarity) * (lengthOf(point) + lengthOf(startingPoint))),
  };
}

/** Points of gradient descent on f with the step size 1/L; fewer where it leaves the doubles. */
async function descend(
  source: CountedSource,
  start: Doubles,
  smoothness: number,
): Promise<readonly Doubles[]> {
  const points: Doubles[] = [];
  let point = start;
  for (let step = 0; step < descentSteps; step += 1) {
    point = addScaled(point, -1 / smoothness, await source.gradient('target', point));
    if (!point.every(Number.isFinite)) break;
    points.push(point);
  }
  return points;
}

/** n² for n within an error. */
function squareOf(length: number, error: number): Interval {
  const room = 2 ** -50;
  return {
    value: length ** 2,
    lower: Math.max(length - error, 0) ** 2 * (1 - room),
    upper: (length + error) ** 2 * (1 + room),
  };
}

function noiseTexts(noise: readonly NoiseAtPoint[], points: number, pairs: number): ConstantTexts {
  const [first] = noise;
  if (first === undefined) return {};
  const method = `${pairs} pairs of draws at ${points === 1 ? 'x⁰' : `each of ${points} points, the greatest`}; one-sided Bernstein and median of means`;
  const greatest = (of: (at: NoiseAtPoint) => Interval): ConstantText =>
    estimateText(greatestOf(noise.map(of)), method);
  const { covariance, correlation } = first;
  return {
    targetVariance: greatest(({ target }) => target),
    snapshotVariance: greatest(({ difference }) => difference),
    snapshotAuxiliaryVariance: greatest(({ auxiliary }) => auxiliary),
    noiseCovariance: estimateText(covariance, 'from the variances of the sum and the difference, at x⁰'),
    ...(correlation && { noiseCorrelation: estimateText(correlation, 'likewise, at x⁰') }),
    localVariance: greatest(({ local }) => local),
  };
}

function assumptionsOf(settings: Settings, isAffine: boolean): readonly string[] {
  const { relativeAccuracy, kurtosis, pairs } = settings;
  return [
    `gradients are accurate to ${relativeAccuracy} times the magnitudes that they are summed from`,
    ...(isAffine ? ['both gradient maps are affine everywhere, as they are at every point checked'] : []),
    ...(pairs > 0
      ? [
          'draws of different index are independent, equal snapshot draws are the same atom for both functions',
          `half squared differences of two samples have E z² ≤ ${kurtosis} (E z)²`,
          'the noise is as large elsewhere as at the points where it was measured',
        ]
      : []),
  ];
}

/** Digits that are kept; rounding outwards costs a relative 10⁻¹⁴. */
const digits = 15;

/** An interval as an estimate. */
function estimateText({ value, lower, upper }: Interval, method: string): ConstantText {
  return {
    value: round(value, 'down'),
    ...(Number.isFinite(lower) && { lower: round(lower, 'down') }),
    ...(upper !== undefined && Number.isFinite(upper) && { upper: round(upper, 'up') }),
    kind: 'estimate',
    method,
  };
}

/** A lower bound. */
function lowerBoundText(value: number, method: string): ConstantText {
  return { value: round(value, 'down'), kind: 'lower-bound', method };
}

function round(value: number, direction: 'up' | 'down'): string {
  if (value === 0) return '0';
  // away from zero is up for positive numbers and down for negative ones
  const isOutwards = (direction === 'up') === value > 0;
  const rounded = (isOutwards ? roundUp : roundDown)(liftDouble(Math.abs(value)), digits);
  return formatRatio({ ...rounded, numerator: value < 0 ? -rounded.numerator : rounded.numerator });
}
