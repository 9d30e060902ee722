/** fast-check arbitraries of whole cases, which shrink to cases that a person can read. */
import fc from 'fast-check';
import { variantNames } from '../../spec/algorithms/index.js';
import type { VariantName } from '../../spec/model/index.js';
import { createRatio } from '../exact/index.js';
import {
  buildRandomCase,
  decimalRatio,
  fitCounts,
  type CaseBlueprint,
  type EstimateStart,
  type RandomCase,
} from '../problems/index.js';
import {
  arbitraryDeviations,
  arbitraryTurn,
  arbitraryWeights,
  cut,
  noiseLawsOf,
  integers,
  largestDimension,
  turnsWithin,
} from './arbitraries-blueprint.js';
import { arbitraryRun, initializationOf, parametersOf, printable } from './arbitraries-run.js';

/** What the cases of {@link arbitraryProblemCase} may be. */
export interface ArbitraryCaseOptions {
  /** All six where it is left out; a counterexample shrinks towards the first. */
  readonly variants?: readonly VariantName[];
  /** Greatest d, 1 … 4; 4 where it is left out. */
  readonly maximumDimension?: number;
  /** Greatest K; 20 where it is left out. */
  readonly maximumSteps?: number;
  /** Greatest T; 50 where it is left out. */
  readonly maximumRounds?: number;
  /** Kinds of m⁰ of the variants that keep an estimate; all five where it is left out. */
  readonly starts?: readonly EstimateStart[];
  /** Whether oracles may be noisy; true where it is left out. */
  readonly noise?: boolean;
  /** Greatest work of a case, as of `createRandomProblem`. */
  readonly workBudget?: number;
}

/**
 * Quadratic cases with exactly known constants, built from their structure: spectra, turns, noise laws and the run.
 *
 * A counterexample shrinks to d = 1, K = 1, T = 1, a = 1, no noise, zero vectors and small whole numbers as far as the
 * property still fails, and is printed as the problem file that `auxopt run` reads.
 *
 * @param options - bounds on the cases.
 * @returns an arbitrary of cases that pass `checkProblem`, with η ≤ 1/(2L).
 * @example
 * ```ts
 * import fc from 'fast-check';
 * import { arbitraryProblemCase } from 'auxopt/properties';
 *
 * fc.assert(
 *   fc.property(arbitraryProblemCase({ maximumDimension: 2 }), ({ constants }) => constants.suboptimality.numerator >= 0n),
 *   { seed: 1 },
 * );
 * ```
 */
export function arbitraryProblemCase(options: ArbitraryCaseOptions = {}): fc.Arbitrary<RandomCase> {
  const { variants = variantNames, maximumDimension = largestDimension, noise = true, workBudget } = options;
  return fc
    .record({
      dimension: fc.integer({ min: 1, max: maximumDimension }),
      peak: fc.integer({ min: 1, max: 20 }),
      eigenvalues: integers(20, 0),
      targetPlaces: fc.integer({ min: 0, max: 2 }),
      // Δ/L in tenths, then smaller by powers of ten: δ/L from 10⁻⁴ to 2, and 0.
      differences: integers(20),
      differencePlaces: fc.integer({ min: 0, max: 3 }),
      turns: fc.array(arbitraryTurn, { maxLength: 2 }),
      isApart: fc.boolean(),
      minimizer: integers(3),
      auxiliaryGradient: integers(9),
      startingPoint: integers(50),
      pointPlaces: fc.integer({ min: 0, max: 2 }),
      snapshotWeights: noise ? arbitraryWeights : fc.constant([1]),
      targetNoise: arbitraryDeviations,
      auxiliaryNoise: arbitraryDeviations,
      correlation: fc.integer({ min: -10, max: 10 }),
      localWeights: noise ? arbitraryWeights : fc.constant([1]),
      localDeviations: arbitraryDeviations,
      run: arbitraryRun(variants, options),
    })
    .map((parts) => {
      const { dimension, peak, turns, isApart } = parts;
      const spectrum = [peak, ...parts.eigenvalues].slice(0, dimension);
      const smoothness = decimalRatio(Math.max(...spectrum), parts.targetPlaces);
      const within = turnsWithin(turns, dimension);
      const blueprint: CaseBlueprint = {
        name: 'arbitrary quadratic',
        dimension,
        targetSpectrum: cut(spectrum, dimension, parts.targetPlaces),
        differenceSpectrum: cut(parts.differences, dimension, 1 + parts.differencePlaces).map((fraction) =>
          createRatio(
            fraction.numerator * smoothness.numerator,
            fraction.denominator * smoothness.denominator,
          ),
        ),
        targetTurns: isApart ? within.slice(0, 1) : within,
        differenceTurns: isApart ? within.slice(1) : within,
        minimizer: cut(parts.minimizer, dimension, 0),
        auxiliaryGradient: cut(parts.auxiliaryGradient, dimension, parts.pointPlaces),
        startingPoint: cut(parts.startingPoint, dimension, parts.pointPlaces),
        ...noiseLawsOf(parts, dimension),
        variant: parts.run.variant,
        parameters: parametersOf(parts.run, smoothness),
        initialization: initializationOf(parts.run, dimension),
        seed: parts.run.seed,
      };
      const drafted = buildRandomCase(blueprint);
      const parameters = fitCounts(drafted.problemCase.problem, blueprint.parameters, workBudget);
      return printable(buildRandomCase({ ...blueprint, parameters }));
    });
}
