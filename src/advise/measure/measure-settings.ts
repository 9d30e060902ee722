/** The options of a measurement, with their defaults. */
import { InputError } from '../../errors.js';
import type { Doubles } from './double-vectors.js';
import type { GradientSource } from './gradient-source.js';

/** How to measure; what is left out has a default. */
export interface MeasureOptions {
  /** A name for reports; `measured` by default. */
  readonly name?: string;
  /** x⁰. */
  readonly startingPoint: Doubles;
  /** Seed of directions and points; 1 by default. */
  readonly seed?: number;
  /** Pairs of draws of each oracle at each point; 500 by default. 0 measures no noise. */
  readonly pairs?: number;
  /** Points where the noise is measured: x⁰ and so many more of a descent; 0 more by default. */
  readonly furtherNoisePoints?: number;
  /** The probability with which all statistical intervals hold together; 0.95 by default. */
  readonly confidence?: number;
  /** κ of the noise, see `measureNoise`; 6 by default. Gaussian noise has at most 3, a batch with one rare row of ten 5.6. */
  readonly kurtosis?: number;
  /** ε: gradients are accurate to ε times the magnitudes that they are summed from; 2⁻⁴⁰ by default. */
  readonly relativeAccuracy?: number;
  /** Whether to try to identify affine maps, which takes d + 1 gradients of each function; true by default. */
  readonly identifyAffine?: boolean;
  /** Gradients of each power iteration; 20 by default. */
  readonly iterations?: number;
  /** F₀, where it is known: a loss that cannot be negative has F₀ ≤ f(x⁰). A number as text. */
  readonly suboptimality?: string;
}

/** Steps of the descent that gives points along a trajectory, and how many of them are used. */
export const descentSteps = 8;

/** The options with their defaults. */
export type Settings = Required<Omit<MeasureOptions, 'suboptimality'>>;

/**
 * Fills in the defaults.
 *
 * @throws InputError for an option outside its domain.
 */
export function readSettings(source: GradientSource, options: MeasureOptions): Settings {
  const settings: Settings = {
    name: 'measured',
    seed: 1,
    pairs: 500,
    furtherNoisePoints: 0,
    confidence: 0.95,
    kurtosis: 6,
    relativeAccuracy: 2 ** -40,
    identifyAffine: true,
    iterations: 20,
    ...options,
  };
  const isCount = (value: number, least: number): boolean => Number.isSafeInteger(value) && value >= least;
  const rules: readonly (readonly [keyof Settings, boolean, string])[] = [
    ['startingPoint', settings.startingPoint.length === source.dimension, `${source.dimension} numbers`],
    ['startingPoint', settings.startingPoint.every(Number.isFinite), 'finite numbers'],
    ['pairs', isCount(settings.pairs, 0), 'a whole number ≥ 0'],
    [
      'furtherNoisePoints',
      isCount(settings.furtherNoisePoints, 0) && settings.furtherNoisePoints <= descentSteps,
      `a whole number from 0 to ${descentSteps}`,
    ],
    ['iterations', isCount(settings.iterations, 1), 'a whole number ≥ 1'],
    ['confidence', settings.confidence > 0 && settings.confidence < 1, 'a number between 0 and 1'],
    ['kurtosis', settings.kurtosis >= 1 && Number.isFinite(settings.kurtosis), 'a number ≥ 1'],
    [
      'relativeAccuracy',
      settings.relativeAccuracy > 0 && settings.relativeAccuracy < 1,
      'a number between 0 and 1',
    ],
  ];
  const broken = rules.find(([, holds]) => !holds);
  if (broken === undefined) return settings;
  const [name, , expected] = broken;
  throw new InputError({
    problem: `${name} is outside its domain`,
    where: `the measurement option ${name}`,
    expected,
    fix: 'Correct it, or leave it out.',
  });
}
