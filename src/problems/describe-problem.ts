/** The constants of a problem that the theorems speak of, exact or certified. */
import { createVectorSpace, type Vector } from '../../spec/algebra/index.js';
import {
  differenceMatrix,
  evaluateQuadratic,
  isAuxiliaryConvex,
  isBoundedBelow,
  localVarianceAt,
  mapProblem,
  meanSquareDifference,
  snapshotVarianceAt,
  targetVarianceAt,
} from '../../spec/model/index.js';
import { createRationalField, type Ratio } from '../exact/index.js';
import { radixFieldFor } from './arithmetic.js';
import type { CertifiedBound } from './certified-bound.js';
import { numbersOf, type ResolvedRun } from './problem-case.js';
import { solveLinear } from './solve-linear.js';
import { certifyRootSpectralBound, certifySpectralBound } from './spectral-certificates.js';

/** Where f is least. */
export interface Optimum {
  /** A minimiser of f, exactly; one of many where it is not unique. */
  readonly minimizer: Vector<Ratio>;
  readonly isUnique: boolean;
  /** inf f, in value. */
  readonly value: Ratio;
  /** F₀ = f(x⁰) − inf f ≥ 0, in value. */
  readonly suboptimality: Ratio;
}

/** The constants of a problem. */
export interface ProblemDescription {
  /** d. */
  readonly dimension: number;
  readonly snapshotAtomCount: number;
  readonly localAtomCount: number;
  /** A1: L = ‖A‖, in value/point². */
  readonly smoothness: CertifiedBound;
  /** A2: δ = ‖A − B‖, in value/point². */
  readonly hessianSimilarity: CertifiedBound;
  /** A5: δ = √λ_max(E DᵀD), in value/point²; at least A2's. */
  readonly meanSquareSimilarity: CertifiedBound;
  /** A1: whether inf f > −∞. */
  readonly isTargetBoundedBelow: boolean;
  /** Whether h is convex; no theorem needs it. */
  readonly isAuxiliaryConvex: boolean;
  /** Present iff f is bounded below. */
  readonly optimum?: Optimum;
  /** E‖g_D − ∇D‖² at x⁰, in (value/point)²; σ_D² of A3 if the noise is additive. */
  readonly snapshotVariance: Ratio;
  /** E‖g_f − ∇f‖² at x⁰, in (value/point)². */
  readonly targetVariance: Ratio;
  /** E‖g_h − ∇h‖² of the local draw at x⁰, in (value/point)². */
  readonly localVariance: Ratio;
}

/**
 * Describes a problem: norms certified, everything else exact.
 *
 * @param resolved - a checked case, as `readProblem` returns it.
 * @example
 * ```ts
 * import { describeProblem } from 'auxopt/problems';
 * import { arbitraryProblemCase, drawAt } from 'auxopt/properties';
 *
 * const { problemCase } = drawAt(arbitraryProblemCase(), 1, 0).value;
 * describeProblem(problemCase).smoothness.exact; // true
 * ```
 */
export function describeProblem(resolved: ResolvedRun): ProblemDescription {
  const { problem: ratios, startingPoint } = resolved;
  const field = radixFieldFor([...numbersOf(ratios), ...startingPoint]);
  const problem = mapProblem(ratios, field.fromRatio);
  const start = startingPoint.map(field.fromRatio);
  const optimum = isBoundedBelow(field, problem.target) ? findOptimum(resolved) : undefined;
  return {
    dimension: problem.dimension,
    snapshotAtomCount: problem.snapshotAtoms.length,
    localAtomCount: problem.localAtoms.length,
    smoothness: certifySpectralBound(field, problem.target.matrix),
    hessianSimilarity: certifySpectralBound(field, differenceMatrix(field, problem)),
    meanSquareSimilarity: certifyRootSpectralBound(field, meanSquareDifference(field, problem)),
    isTargetBoundedBelow: optimum !== undefined,
    isAuxiliaryConvex: isAuxiliaryConvex(field, problem),
    ...(optimum === undefined ? {} : { optimum }),
    snapshotVariance: field.toRatio(snapshotVarianceAt(field, problem, start)),
    targetVariance: field.toRatio(targetVarianceAt(field, problem, start)),
    localVariance: field.toRatio(localVarianceAt(field, problem, start)),
  };
}

/** A x = b solved exactly; inf f = c − ½ bᵀx, since A x = b at the minimiser. */
function findOptimum({ problem: { target }, startingPoint }: ResolvedRun): Optimum | undefined {
  const found = solveLinear(target.matrix, target.vector);
  if (found === undefined) return undefined;
  // The minimiser may have any denominator, so this needs the rationals.
  const field = createRationalField();
  const { dot } = createVectorSpace(field);
  const convertAll = (values: Vector<Ratio>) => values.map(field.fromRatio);
  const quadratic = {
    matrix: target.matrix.map(convertAll),
    vector: convertAll(target.vector),
    constant: field.fromRatio(target.constant),
  };
  const product = dot(quadratic.vector, convertAll(found.solution));
  const value = field.subtract(quadratic.constant, field.divide(product, field.fromString('2')));
  const initial = evaluateQuadratic(field, quadratic, convertAll(startingPoint));
  return {
    minimizer: found.solution,
    isUnique: found.isUnique,
    value: field.toRatio(value),
    suboptimality: field.toRatio(field.subtract(initial, value)),
  };
}
