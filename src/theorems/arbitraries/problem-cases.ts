/** Whole cases as fast-check arbitraries, quadratic and rational ones, which shrink to cases that a person can read. */
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
import { buildRationalCase, type RationalCase } from '../../problems/constructed/rational-case.js';
import { wellSmoothness, type Well } from '../../problems/constructed/rational-wells.js';

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

/** What the cases of {@link arbitraryRationalCase} may be. */
export interface ArbitraryRationalOptions
  extends
    Pick<NoiseOptions, 'snapshotNoise' | 'localNoise'>,
    Pick<RunOptions, 'maximumSteps' | 'maximumRounds' | 'starts'> {
  readonly variants?: readonly VariantName[];
  /** 1 or 2; 2 where it is left out. Digits multiply by the number of wells at every step. */
  readonly maximumDimension?: 1 | 2;
  /** Whether ∇D must be affine, which MOM-2 asks for. */
  readonly affineDifference?: boolean;
  /** Greatest number of atom sequences of the whole run, 1,000 where it is left out; T gives way first, then K. */
  readonly maximumSequences?: number;
}

/** Wells of whole depth; a difference may also have hills, and is shallower by powers of ten. */
interface WellDraw {
  readonly depth: number;
  readonly slope: number;
  readonly centre: number;
}

/**
 * Rational cases f = Σ αφ(r(⟨q, x⟩ − s)), φ(u) = u²/(1 + u²), h = f − D with D quadratic or a sum of wells and hills.
 *
 * f is not convex; L = 2 max αᵢrᵢ² and inf f = 0 are exact. Digits grow by the degree of the gradients at every step, so
 * K·T ≤ 3, or 2 where D is not quadratic or d = 2. Cases shrink to one well of depth 1 and slope 1 at 0, d = 1, K = 1,
 * T = 1 and no noise.
 *
 * @returns an arbitrary of cases with η ≤ 1/(2L); their expectations need enumeration over a field with division.
 */
export function arbitraryRationalCase(options: ArbitraryRationalOptions = {}): fc.Arbitrary<RationalCase> {
  const {
    variants = variantNames,
    maximumDimension = 2,
    affineDifference,
    maximumSequences = 1000,
  } = options;
  const { maximumSteps = 3, maximumRounds = 3 } = options;
  const pairOf = (least: number): fc.Arbitrary<readonly WellDraw[]> => {
    const well = fc.record({
      depth: fc.integer({ min: least, max: 5 }),
      slope: fc.constantFrom(2, 4, 1), // in halves
      centre: fc.integer({ min: -2, max: 2 }),
    });
    return fc.array(well, { minLength: 2, maxLength: 2 });
  };
  return fc
    .record({
      dimension: fc.integer({ min: 1, max: maximumDimension }),
      turns: fc.array(arbitraryTurn, { maxLength: 1 }),
      target: pairOf(1),
      isCurved: affineDifference === true ? fc.constant(false) : fc.boolean(),
      difference: pairOf(-5),
      differencePlaces: fc.integer({ min: 0, max: 3 }),
      startingPoint: integers(3),
      // |ρ| = 1 or one-sided noise keeps two atoms; 0 and the halves make four.
      noise: arbitraryNoise({
        ...options,
        weights: [
          [1, 1],
          [3, 1],
        ],
        correlations: [10, -10, 10, 5, 0],
      }),
      run: arbitraryRun(variants, { ...options, maximumSteps, maximumRounds, batchSizes: [1, 2] }),
    })
    .map((parts) => {
      const { dimension, isCurved, differencePlaces, difference, run } = parts;
      const turns = turnsWithin(parts.turns, dimension);
      const wells = (draws: readonly WellDraw[], places: number): readonly Well[] =>
        draws.slice(0, dimension).map(({ depth, slope, centre }) => ({
          depth: decimalRatio(depth, places),
          slope: decimalRatio(5 * slope, 1),
          centre: decimalRatio(centre, 0),
        }));
      const target = { turns, wells: wells(parts.target, 0) };
      const built = buildRationalCase({
        name: 'arbitrary rational',
        dimension,
        target,
        difference: isCurved
          ? { kind: 'wells', turns, wells: wells(difference, differencePlaces) }
          : {
              kind: 'quadratic',
              turns,
              spectrum: cut(difference.map(({ depth }) => depth), dimension, differencePlaces), // prettier-ignore
              centre: cut(difference.map(({ centre }) => centre), dimension, 0), // prettier-ignore
            },
        ...noiseLawsOf(parts.noise, dimension),
        variant: run.variant,
        parameters: parametersOf(run, wellSmoothness(target)),
        initialization: initializationOf(run, dimension),
        startingPoint: cut(parts.startingPoint, dimension, 0),
      });
      return {
        ...built,
        parameters: fitLength(built, isCurved || dimension === 2 ? 2 : 3, maximumSequences),
      };
    });
}

/** The parameters with T, then K, shortened until K·T ≤ longest and the sequences of atoms are few. */
function fitLength(
  { parameters, initialization, snapshotProbabilities, localProbabilities }: RationalCase,
  longest: number,
  maximumSequences: number,
): RationalCase['parameters'] {
  let { localStepCount, roundCount } = parameters;
  const initial = initialization.kind === 'batch' ? initialization.size : 0;
  const isTooLong = (): boolean =>
    localStepCount * roundCount > longest ||
    snapshotProbabilities.length ** (roundCount + initial) *
      localProbabilities.length ** (localStepCount * roundCount) >
      maximumSequences;
  while (roundCount > 1 && isTooLong()) roundCount -= 1;
  while (localStepCount > 1 && isTooLong()) localStepCount -= 1;
  return { ...parameters, localStepCount, roundCount };
}
