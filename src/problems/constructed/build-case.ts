/** From the structure of a case to the case itself, with its constants known by construction. */
import {
  createVectorSpace,
  multiplyMatrices,
  subtractMatrices,
  type Matrix,
  type Vector,
} from '../../../spec/algebra/index.js';
import {
  evaluateQuadratic,
  isAuxiliaryConvex,
  localVarianceAt,
  mapProblem,
  localSpread,
  meanSquareDifference,
  meanSquareTarget,
  snapshotVarianceAt,
  targetVarianceAt,
  type AffineGradient,
  type QuadraticProblem,
} from '../../../spec/model/index.js';
import { liftTurn, matrixOfSpectrum, type GivensTurn } from './givens.js';
import {
  addDeviations,
  lawDeviations,
  lawProbabilities,
  localNoiseKind,
  snapshotDeviations,
  snapshotNoiseKind,
  type Deviation,
} from './noise-law.js';
import type { RadixNumber, Ratio } from '../../exact/index.js';
import { roundUp } from '../simple-number.js';
import { certifyRootSpectralBound, certifySpectralBound } from '../spectral-certificates.js';
import { fitCounts } from './case-cost.js';
import type { CaseBlueprint, KnownConstants, RandomCase } from './case-blueprint.js';
import { decimals, isZeroRatio, largestMagnitude } from './decimal-ratio.js';

/** Significant digits of A5's δ where it is irrational: 0.1 % of it at most. */
const similarityDigits = 4;

/**
 * Builds the case that a blueprint describes.
 *
 * @param blueprint - its numbers must be finite decimals, its spectra in their domains.
 * @returns the case; everything in it is exact, and it passes `checkProblem`.
 * @throws InexactError for a number without a finite decimal expansion; RangeError for a law or a plane that is none.
 * @example
 * ```ts
 * import { buildRandomCase } from 'auxopt/problems';
 * import { arbitraryProblemCase, drawAt } from 'auxopt/properties';
 *
 * const { blueprint } = drawAt(arbitraryProblemCase(), 1, 0).value;
 * // The same problem and run, started at the minimiser of f.
 * const changed = buildRandomCase({ ...blueprint, startingPoint: blueprint.minimizer });
 * changed.constants.suboptimality; // { numerator: 0n, denominator: 1n }
 * ```
 */
export function buildRandomCase(blueprint: CaseBlueprint): RandomCase {
  return completeCase(blueprint, buildProblem(blueprint));
}

/** {@link buildRandomCase} with K and T shortened, T first, until the work fits the budget. */
export function fitRandomCase(blueprint: CaseBlueprint, workBudget?: number): RandomCase {
  const problem = buildProblem(blueprint);
  const parameters = fitCounts(problem, blueprint.parameters, workBudget);
  return completeCase({ ...blueprint, parameters }, problem);
}

function completeCase(blueprint: CaseBlueprint, ratios: QuadraticProblem<Ratio>): RandomCase {
  const { name, variant, parameters, initialization, startingPoint, seed } = blueprint;
  const problemCase = { name, variant, problem: ratios, parameters, initialization, startingPoint, seed };
  const problem = mapProblem(ratios, decimals.fromRatio);
  return {
    problemCase,
    constants: findConstants(blueprint, problem),
    snapshotNoise: snapshotNoiseKind(blueprint.snapshotNoise),
    localNoise: localNoiseKind(blueprint.localNoise),
    correlation: blueprint.snapshotNoise.correlation,
    isAuxiliaryConvex: isAuxiliaryConvex(decimals, problem),
    isCommuting: isCommuting(problem),
    isRankDeficient: blueprint.targetSpectrum.some(isZeroRatio),
    blueprint,
  };
}

function findConstants(blueprint: CaseBlueprint, problem: QuadraticProblem<RadixNumber>): KnownConstants {
  const { target } = problem;
  const at = (point: Vector<Ratio>): RadixNumber =>
    evaluateQuadratic(decimals, target, point.map(decimals.fromRatio));
  const infimum = at(blueprint.minimizer);
  const origin = createVectorSpace(decimals).zero(problem.dimension);
  // A variance is the same at every point iff the sampled matrices are all the mean's.
  const { snapshotAtoms, localAtoms } = problem;
  const differences = snapshotAtoms.map((atom) =>
    subtractMatrices(decimals, atom.target.matrix, atom.auxiliary.matrix),
  );
  const difference = subtractMatrices(decimals, target.matrix, problem.auxiliary.matrix);
  const isDifferenceSteady = differences.every((sample) => areEqual(sample, difference));
  const isTargetSteady = snapshotAtoms.every((atom) => areEqual(atom.target.matrix, target.matrix));
  const isLocalSteady = localAtoms.every(({ auxiliary }) =>
    areEqual(auxiliary.matrix, problem.auxiliary.matrix),
  );
  const hessianSimilarity = largestMagnitude(blueprint.differenceSpectrum);
  return {
    smoothness: largestMagnitude(blueprint.targetSpectrum),
    hessianSimilarity,
    meanSquareSimilarity: isDifferenceSteady
      ? hessianSimilarity
      : certifyRoot(meanSquareDifference(decimals, problem)),
    meanSquareSmoothness: isTargetSteady
      ? largestMagnitude(blueprint.targetSpectrum)
      : certifyRoot(meanSquareTarget(decimals, problem)),
    controlledVariance: isLocalSteady
      ? decimals.toRatio(decimals.zero)
      : roundUp(certifySpectralBound(decimals, localSpread(decimals, problem)).upper, similarityDigits),
    minimizer: blueprint.minimizer,
    infimum: decimals.toRatio(infimum),
    suboptimality: decimals.toRatio(decimals.subtract(at(blueprint.startingPoint), infimum)),
    ...(isTargetSteady && { targetVariance: decimals.toRatio(targetVarianceAt(decimals, problem, origin)) }),
    ...(isDifferenceSteady && {
      snapshotVariance: decimals.toRatio(snapshotVarianceAt(decimals, problem, origin)),
    }),
    ...(isLocalSteady && { localVariance: decimals.toRatio(localVarianceAt(decimals, problem, origin)) }),
  };
}

/** A decimal of few digits that is certified to be at least √λ_max(M); a larger δ is a δ too. */
const certifyRoot = (matrix: Matrix<RadixNumber>): Ratio =>
  roundUp(certifyRootSpectralBound(decimals, matrix).upper, similarityDigits);

type Rows = AffineGradient<RadixNumber>['matrix'];

function areEqual(left: Rows, right: Rows): boolean {
  const { equals } = createVectorSpace(decimals);
  return left.every((row, i) => equals(row, right[i] ?? []));
}

function isCommuting({ target, auxiliary }: QuadraticProblem<RadixNumber>): boolean {
  return areEqual(
    multiplyMatrices(decimals, target.matrix, auxiliary.matrix),
    multiplyMatrices(decimals, auxiliary.matrix, target.matrix),
  );
}

/** A = Q diag(λ) Qᵀ, B = A − R diag(Δ) Rᵀ, b = A x*, c = B x* − ∇h(x*), and the atoms around these means. */
function buildProblem(blueprint: CaseBlueprint): QuadraticProblem<Ratio> {
  const { dimension, snapshotNoise, localNoise } = blueprint;
  const means = mapProblem(buildMeans(blueprint), decimals.toRatio);
  const local = lawDeviations(localNoise.weights, localNoise.deviations, dimension);
  return {
    ...means,
    snapshotAtoms: snapshotDeviations(snapshotNoise, dimension).map(({ probability, target, auxiliary }) => ({
      probability,
      target: addDeviations(means.target, target),
      auxiliary: addDeviations(means.auxiliary, auxiliary),
    })),
    localAtoms: lawProbabilities(localNoise.weights).map((probability, i) => ({
      probability,
      auxiliary: addDeviations(means.auxiliary, local[i] as Deviation),
    })),
  };
}

function buildMeans(blueprint: CaseBlueprint): QuadraticProblem<RadixNumber> {
  const { dimension, targetTurns, differenceTurns } = blueprint;
  const { apply, subtract } = createVectorSpace(decimals);
  const lift = (values: readonly Ratio[]): readonly RadixNumber[] => values.map(decimals.fromRatio);
  const symmetric = (spectrum: readonly Ratio[], turns: readonly GivensTurn<Ratio>[]) =>
    matrixOfSpectrum(decimals, lift(spectrum), turns.map((turn) => liftTurn(decimals, turn))); // prettier-ignore
  const target = symmetric(blueprint.targetSpectrum, targetTurns);
  const difference = symmetric(blueprint.differenceSpectrum, differenceTurns);
  const auxiliary = subtractMatrices(decimals, target, difference);
  const minimizer = lift(blueprint.minimizer);
  return {
    dimension,
    target: { matrix: target, vector: apply(target, minimizer), constant: decimals.zero },
    auxiliary: {
      matrix: auxiliary,
      vector: subtract(apply(auxiliary, minimizer), lift(blueprint.auxiliaryGradient)),
      constant: decimals.zero,
    },
    snapshotAtoms: [],
    localAtoms: [],
  };
}
