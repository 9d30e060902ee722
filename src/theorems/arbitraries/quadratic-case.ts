/** Whole quadratic cases as fast-check arbitraries, which shrink to cases that a person can read. */
import fc from 'fast-check';
import { variantNames } from '../../../spec/algorithms/index.js';
import type { VariantName } from '../../../spec/model/index.js';
import {
  formatProblemFile,
  toProblemFile,
  type CaseBlueprint,
  type RandomCase,
  type ResolvedProblem,
} from '../../problems/index.js';
import { decimalRatio, multiplyRatios } from '../../problems/constructed/decimal-ratio.js';
import { fitRandomCase } from '../../problems/constructed/build-case.js';
import {
  arbitraryNoise,
  arbitraryTurn,
  cut,
  integers,
  largestDimension,
  noiseLawsOf,
  turnsWithin,
  type NoiseOptions,
} from './case-parts.js';
import { arbitraryRun, initializationOf, parametersOf, type RunOptions } from './run-parts.js';

/** What the cases of {@link arbitraryProblemCase} may be. */
export interface ArbitraryCaseOptions
  extends
    Pick<NoiseOptions, 'snapshotNoise' | 'localNoise'>,
    Pick<RunOptions, 'maximumSteps' | 'maximumRounds' | 'starts'> {
  /** All six where it is left out; a counterexample shrinks towards the first. */
  readonly variants?: readonly VariantName[];
  /** Least and greatest d, 1 … 4; all where they are left out. */
  readonly minimumDimension?: number;
  readonly maximumDimension?: number;
  /** Greatest `estimateWork` of a case; T gives way first, then K. `defaultWorkBudget` where it is left out. */
  readonly workBudget?: number;
}

/**
 * Quadratic cases with exactly known constants, built from their structure: spectra, turns, noise laws and the run.
 *
 * $$A = Q\,\mathrm{diag}(\lambda)\,Q^\top,\quad B = A - R\,\mathrm{diag}(\Delta)\,R^\top,\quad L = \max\lambda,\quad
 * \delta = \max\lvert\Delta\rvert$$
 *
 * Q and R are products of Givens turns by Pythagorean angles, at most two in all, so every number is a finite decimal and
 * L, δ, the minimiser, F₀ and, for additive noise, all variances are exact. d = 1 … 4, K = 1 … 20, T = 1 … 50 within a
 * budget of work, δ/L = 0 and 10⁻⁴ … 2, η ≤ 1/(2L), every variant and every initialisation.
 *
 * A counterexample shrinks to d = 1, K = 1, T = 1, a = 1, no noise, zero vectors and small whole numbers as far as the
 * property still fails, and is printed as the problem file that `auxopt run` reads. For cases of one kind filter, for
 * example by `isAuxiliaryConvex`.
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
  return arbitraryBlueprint(options).map((blueprint) => {
    const built = fitRandomCase(blueprint, options.workBudget);
    return printedAs(built, built.problemCase);
  });
}

/** The structure of such a case, with K and T as drawn. */
export function arbitraryBlueprint(options: ArbitraryCaseOptions): fc.Arbitrary<CaseBlueprint> {
  const { variants = variantNames, minimumDimension = 1, maximumDimension = largestDimension } = options;
  return fc
    .record({
      dimension: fc.integer({ min: minimumDimension, max: maximumDimension }),
      // Half of the L have a short 1/L, so that an edge in Lη is met exactly.
      smoothness: fc.oneof(fc.constantFrom(1, 2, 5, 10), fc.integer({ min: 1, max: 20 })),
      targetPlaces: fc.integer({ min: 0, max: 2 }),
      // λ/L in tenths, but for the first coordinate, where it is 1.
      eigenvalues: integers(10, 0),
      // Δ/L in tenths, then smaller by powers of ten: δ/L from 10⁻⁴ to 2, and 0.
      differences: integers(20),
      differencePlaces: fc.integer({ min: 0, max: 3 }),
      turns: fc.array(arbitraryTurn, { maxLength: 2 }),
      isApart: fc.boolean(),
      minimizer: integers(3),
      offset: integers(50),
      isAway: fc.nat({ max: 9 }), // x⁰ = x* in every tenth
      offsetPlaces: fc.integer({ min: 0, max: 3 }),
      auxiliaryGradient: integers(9),
      isShifted: fc.boolean(),
      gradientPlaces: fc.integer({ min: 0, max: 2 }),
      noise: arbitraryNoise(options),
      run: arbitraryRun(variants, options),
    })
    .map((parts): CaseBlueprint => {
      const { dimension, turns, isApart, run } = parts;
      const smoothness = decimalRatio(parts.smoothness, parts.targetPlaces);
      const within = turnsWithin(turns, dimension);
      const eigenvalues = parts.eigenvalues.map((value, i) => (i === 0 ? 10 : value));
      const minimizer = cut(parts.minimizer, dimension, 0);
      const scaled = (values: readonly number[], places: number) =>
        cut(values, dimension, places).map((share) => multiplyRatios(smoothness, share));
      return {
        name: 'arbitrary quadratic',
        dimension,
        targetSpectrum: scaled(eigenvalues, 1),
        differenceSpectrum: scaled(parts.differences, 1 + parts.differencePlaces),
        targetTurns: isApart ? within.slice(0, 1) : within,
        differenceTurns: isApart ? within.slice(1) : within,
        minimizer,
        auxiliaryGradient: cut(
          parts.auxiliaryGradient.map((value) => (parts.isShifted ? value : 0)),
          dimension,
          parts.gradientPlaces,
        ),
        startingPoint: cut(
          parts.offset.map(
            (value, i) =>
              (parts.isAway === 0 ? 0 : value) + (parts.minimizer[i] ?? 0) * 10 ** parts.offsetPlaces,
          ),
          dimension,
          parts.offsetPlaces,
        ),
        ...noiseLawsOf(parts.noise, dimension),
        variant: run.variant,
        parameters: parametersOf(run, smoothness),
        initialization: initializationOf(run, dimension),
        seed: run.seed,
      };
    });
}

/** A copy of the value that fast-check prints as the problem file of a case. */
export function printedAs<Value extends object>(value: Value, problemCase: ResolvedProblem): Value {
  return Object.defineProperty({ ...value }, fc.toStringMethod, {
    value: () => formatProblemFile(toProblemFile(problemCase)),
    enumerable: false, // it is no part of the case
  });
}
