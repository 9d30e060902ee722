/** E‖∇f(y^{t,k})‖² as an affine function of Σ_D: its constant and its coefficient, measured by exact expectation. */
import {
  createVectorSpace,
  scaledIdentity,
  subtractMatrices,
  type Matrix,
  type Vector,
} from '../../../spec/algebra/index.js';
import { mapProblem } from '../../../spec/model/index.js';
import { differenceCovariance } from '../../../spec/theorems/index.js';
import { createRationalField, type ExactField, type Ratio } from '../../exact/index.js';
import { expectRun } from '../../expectation/index.js';
import type { ProblemCase } from '../../problems/index.js';
import { covariancesOf, withAdditiveNoise, type NoiseOutcome } from './noise.js';

type Rational = ReturnType<typeof createRationalField>['one'];

/** ℚ, in which covariances and coefficients are computed. */
export const rationals: ExactField<Rational> = createRationalField();

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

/** The case with these outcomes as its additive snapshot noise. */
export function withNoise(
  given: ProblemCase<Ratio>,
  outcomes: readonly NoiseOutcome<Rational>[],
): ProblemCase<Ratio> {
  const noisy = withAdditiveNoise(rationals, mapProblem(given.problem, rationals.fromRatio), outcomes);
  return { ...given, problem: mapProblem(noisy, rationals.toRatio) };
}

/** Σ_D of a joint law of noises. */
export function differenceCovarianceOf(outcomes: readonly NoiseOutcome<Rational>[]): Matrix<Rational> {
  const { target, auxiliary, cross } = covariancesOf(rationals, outcomes);
  return differenceCovariance(rationals, target, auxiliary, cross);
}

/**
 * c and C at every local point, by polarisation: E‖∇f‖² under Σ_D = 0, eᵢeᵢᵀ and (eᵢ+eⱼ)(eᵢ+eⱼ)ᵀ.
 *
 * CORR says that there are such c and C ⪰ 0; this measures what they must be, from noise in g_f alone, so that what
 * correlated noise does can be held to it.
 *
 * @param given - a case of `aux-mom` or `aux-mvr`; its snapshot noise is ignored.
 * @returns one response a local point, in the order of {@link squaredGradients}, exactly.
 */
export function measureResponses(given: ProblemCase<Ratio>): readonly AffineResponse[] {
  const { subtract, divide, fromString } = rationals;
  const dimension = given.problem.dimension;
  const basis = scaledIdentity(rationals, dimension, rationals.one);
  const { add, scale, zero } = createVectorSpace(rationals);
  const half = fromString('1/2');
  const under = (noise: Vector<Rational>): Vector<Rational> =>
    squaredGradients(
      withNoise(
        given,
        [rationals.one, rationals.negate(rationals.one)].map((sign) => ({
          probability: half,
          target: scale(sign, noise),
          auxiliary: zero(dimension),
        })),
      ),
    );
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
