/** Gradient oracles: what an algorithm may ask, and the quadratic oracle's answers. */
import { createVectorSpace, subtractMatrices, type Field, type Vector } from '../algebra/index.js';
import { ContractError } from '../errors.js';
import type { AffineGradient, QuadraticFunction, QuadraticProblem } from './problem.js';

/** Whose gradient: the target f or the auxiliary h. */
export type FunctionName = 'f' | 'h';

/**
 * Which randomness a gradient sees: the snapshot draw ξᵗ, the local draw ζ^{t,k}, or none (`mean`: the exact
 * gradient, which only the initialisation `exact` uses).
 */
export type DrawKind = 'snapshot' | 'local' | 'mean';

/** One question to the oracle. */
export interface GradientQuery<S> {
  readonly function: FunctionName;
  readonly draw: DrawKind;
  /** Index of the atom in the support of `draw`; 0 for `mean`. */
  readonly atom: number;
  /** The point, in Sᵈ. */
  readonly at: Vector<S>;
}

/** A source of gradients of f and h on Sᵈ. */
export interface Oracle<S> {
  readonly dimension: number;
  /** g_f(at, atom) or g_h(at, atom), in Sᵈ, unit value/point. The local oracle knows h only. */
  readonly gradient: (query: GradientQuery<S>) => Vector<S>;
  /** Whether the question has an answer: the atom exists, and the draw has gradients of that function. Absent: always. */
  readonly canAnswer?: (query: GradientQuery<S>) => boolean;
}

/** φ(x) = ½ xᵀM x − vᵀx + c. Uses the element 1/2, which every field of this project has. */
export function evaluateQuadratic<S>(field: Field<S>, quadratic: QuadraticFunction<S>, at: Vector<S>): S {
  const { dot, apply } = createVectorSpace(field);
  const half = field.fromString('1/2');
  const curvature = field.multiply(half, dot(at, apply(quadratic.matrix, at)));
  return field.add(field.subtract(curvature, dot(quadratic.vector, at)), quadratic.constant);
}

/** The affine map x ↦ M x − v. */
export function evaluateGradient<S>(field: Field<S>, sample: AffineGradient<S>, at: Vector<S>): Vector<S> {
  const { subtract, apply } = createVectorSpace(field);
  return subtract(apply(sample.matrix, at), sample.vector);
}

/** The difference of two affine gradients, itself affine: g_D = g_f − g_h. Exact in any exact field. */
export function subtractGradients<S>(
  field: Field<S>,
  left: AffineGradient<S>,
  right: AffineGradient<S>,
): AffineGradient<S> {
  return {
    matrix: subtractMatrices(field, left.matrix, right.matrix),
    vector: createVectorSpace(field).subtract(left.vector, right.vector),
  };
}

/** The gradients of a problem, whatever they are written in. */
export interface SampledGradients<Sample> {
  readonly target: Sample;
  readonly auxiliary: Sample;
  readonly snapshotAtoms: readonly { readonly target: Sample; readonly auxiliary: Sample }[];
  readonly localAtoms: readonly { readonly auxiliary: Sample }[];
}

/** The gradient that a question asks for; undefined for an atom that is not there, and for f of a local draw. */
export function sampleFor<Sample>(
  problem: SampledGradients<Sample>,
  { draw, function: name, atom }: Omit<GradientQuery<unknown>, 'at'>,
): Sample | undefined {
  if (draw === 'mean') return name === 'f' ? problem.target : problem.auxiliary;
  // The local oracle knows h only.
  if (draw === 'local') return name === 'f' ? undefined : problem.localAtoms[atom]?.auxiliary;
  const sample = problem.snapshotAtoms[atom];
  return name === 'f' ? sample?.target : sample?.auxiliary;
}

/** The oracle of a quadratic problem; throws RangeError for an atom that the problem does not have. */
export function createQuadraticOracle<S>(field: Field<S>, problem: QuadraticProblem<S>): Oracle<S> {
  return {
    dimension: problem.dimension,
    gradient: (query) => {
      const sample = sampleFor<AffineGradient<S>>(problem, query);
      if (sample === undefined) {
        throw new ContractError(
          `the ${query.draw} oracle has no gradient of ${query.function} for atom ${query.atom}`,
        );
      }
      return evaluateGradient(field, sample, query.at);
    },
    canAnswer: (query) =>
      sampleFor<AffineGradient<S>>(problem, query) !== undefined && query.at.length === problem.dimension,
  };
}
