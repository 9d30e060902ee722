/** E‖∇f(y^{t,k})‖² as an affine function of Σ_D: its constant and its coefficient, measured by exact expectation. */
import {
  addMatrices,
  createVectorSpace,
  fromInteger,
  scaledIdentity,
  scaleMatrix,
  subtractMatrices,
  transpose,
  type Field,
  type Matrix,
  type Vector,
} from '../../../spec/algebra/index.js';
import type { QuadraticProblem } from '../../../spec/model/index.js';
import type { Ratio } from '../../../src/exact/index.js';
import { expectRun } from '../../../src/expectation/index.js';
import type { ProblemCase } from '../../../src/problems/index.js';
import { rationals, withNoise, type NoiseOutcome } from '../../../docs/tooling/theory-figures/noise.js';

type Rational = typeof rationals.one;

/** Covariances of a joint law of noises with mean 0. */
export interface NoiseCovariances<S> {
  /** Σ_f. */
  readonly target: Matrix<S>;
  /** Σ_h, in the snapshot draw. */
  readonly auxiliary: Matrix<S>;
  /** Cov(noise_f, noise_h). */
  readonly cross: Matrix<S>;
}

/** Σ_f, Σ_h and the cross-covariance of a law with mean 0, exactly. */
export function covariancesOf<S>(field: Field<S>, outcomes: readonly NoiseOutcome<S>[]): NoiseCovariances<S> {
  type Side = 'target' | 'auxiliary';
  const moment = (left: Side, right: Side): Matrix<S> =>
    outcomes
      .map((outcome) =>
        scaleMatrix(field, outcome.probability, outerProduct(field, outcome[left], outcome[right])),
      )
      .reduce((sum, term) => addMatrices(field, sum, term));
  return {
    target: moment('target', 'target'),
    auxiliary: moment('auxiliary', 'auxiliary'),
    cross: moment('target', 'auxiliary'),
  };
}

/** u vᵀ. */
function outerProduct<S>(field: Field<S>, left: Vector<S>, right: Vector<S>): Matrix<S> {
  const { scale } = createVectorSpace(field);
  return left.map((value) => scale(value, right));
}

/** tr(M N) for symmetric M and N. */
export function traceOfProduct<S>(field: Field<S>, left: Matrix<S>, right: Matrix<S>): S {
  const { dot } = createVectorSpace(field);
  return left.map((row, i) => dot(row, right[i] ?? [])).reduce(field.add, fromInteger(field, 0));
}

/** The additive noise of a problem's snapshot atoms: the outcomes that `withNoise` would make them of. */
export function noiseOf<S>(field: Field<S>, problem: QuadraticProblem<S>): readonly NoiseOutcome<S>[] {
  const { subtract } = createVectorSpace(field);
  return problem.snapshotAtoms.map(({ probability, target, auxiliary }) => ({
    probability,
    target: subtract(problem.target.vector, target.vector),
    auxiliary: subtract(problem.auxiliary.vector, auxiliary.vector),
  }));
}

/** At one local point: $\mathbb{E}\lVert\nabla f(y)\rVert^2 = c + \operatorname{tr}(C\,\Sigma_D)$. */
export interface AffineResponse {
  /** c, in (value/point)². */
  readonly constant: Rational;
  /** C, d×d and symmetric, without unit. */
  readonly coefficient: Matrix<Rational>;
}

/** E‖∇f‖² at y^{1,0}, …, y^{1,K−1}, y^{2,0}, …, y^{T,K−1}, exactly. */
export function squaredGradients(given: ProblemCase<Ratio>): Vector<Rational> {
  const { rounds } = expectRun(given, { moments: false });
  return rounds.flatMap(({ steps }) =>
    steps.map(({ squaredGradient }) => rationals.fromRatio(squaredGradient)),
  );
}

/** Σ_D = Σ_f + Σ_h − C − Cᵀ, the covariance of the snapshot noise of g_D. */
export function differenceCovariance<S>(
  field: Field<S>,
  target: Matrix<S>,
  auxiliary: Matrix<S>,
  cross: Matrix<S>,
): Matrix<S> {
  const sum = addMatrices(field, target, auxiliary);
  return subtractMatrices(field, sum, addMatrices(field, cross, transpose(cross)));
}

/** Σ_D of a joint law of noises. */
export function differenceCovarianceOf(outcomes: readonly NoiseOutcome<Rational>[]): Matrix<Rational> {
  const { target, auxiliary, cross } = covariancesOf(rationals, outcomes);
  return differenceCovariance(rationals, target, auxiliary, cross);
}

/**
 * c and C at every local point, by polarisation: E‖∇f‖² under Σ_D = 0, eᵢeᵢᵀ and (eᵢ+eⱼ)(eᵢ+eⱼ)ᵀ, from noise in g_f
 * alone, so that what correlated noise does can be held to it. The snapshot noise of the case is ignored.
 */
export function measureResponses(given: ProblemCase<Ratio>): readonly AffineResponse[] {
  const { subtract, divide, fromString } = rationals;
  const dimension = given.problem.dimension;
  const basis = scaledIdentity(rationals, dimension, rationals.one);
  const { add, scale, zero } = createVectorSpace(rationals);
  const half = fromString('1/2');
  const under = (noise: Vector<Rational>): Vector<Rational> => {
    const law = [rationals.one, rationals.negate(rationals.one)].map((sign) => ({
      probability: half,
      target: scale(sign, noise),
      auxiliary: zero(dimension),
    }));
    return squaredGradients(withNoise(given, law));
  };
  const silent = under(zero(dimension));
  const single = basis.map(under);
  const paired = basis.map((left, i) => basis.map((right, j) => (j > i ? under(add(left, right)) : silent)));
  const two = fromString('2');
  return silent.map((constant, point) => {
    const rise = (values: Vector<Rational> | undefined) => subtract(values?.[point] ?? constant, constant);
    const entry = (i: number, j: number): Rational => {
      if (i === j) return rise(single[i]);
      const [first, second] = i < j ? [i, j] : [j, i];
      const alone = rationals.add(rise(single[i]), rise(single[j]));
      return divide(subtract(rise(paired[first]?.[second]), alone), two);
    };
    return { constant, coefficient: basis.map((_, i) => basis.map((_unused, j) => entry(i, j))) };
  });
}

/** Σ_D − Σ_D′ of two laws. */
export function covarianceDrop(
  lower: readonly NoiseOutcome<Rational>[],
  higher: readonly NoiseOutcome<Rational>[],
): Matrix<Rational> {
  return subtractMatrices(rationals, differenceCovarianceOf(lower), differenceCovarianceOf(higher));
}
