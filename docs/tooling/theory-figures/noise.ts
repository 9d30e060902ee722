/** Additive snapshot noise whose marginals stay while the coupling of ξ_f and ξ_h changes. */
import { createVectorSpace, type Field, type Vector } from '../../../spec/algebra/index.js';
import { mapProblem } from '../../../spec/model/index.js';
import { createRationalField, type ExactField, type Ratio } from '../../../src/exact/index.js';
import type { ProblemCase } from '../../../src/problems/index.js';

type Rational = ReturnType<typeof createRationalField>['one'];

/** ℚ, in which noises, covariances and coefficients are computed. */
export const rationals: ExactField<Rational> = createRationalField();

/** One joint outcome of the noise: g_f = ∇f + target, g_h = ∇h + auxiliary. */
export interface NoiseOutcome<S> {
  readonly probability: S;
  /** In value/point, as the gradient. */
  readonly target: Vector<S>;
  readonly auxiliary: Vector<S>;
}

/**
 * A direction of noise: with probability p, the noises are s·target and s′·auxiliary with random signs s, s′ = ±1.
 *
 * $$\Pr(s = s') = \tfrac12 (1 + \rho), \qquad \mathbb{E}\, s s' = \rho$$
 */
export interface NoiseFactor<S> {
  /** p > 0; the p of all factors sum to at most 1, and with the rest there is no noise. */
  readonly probability: S;
  readonly target: Vector<S>;
  readonly auxiliary: Vector<S>;
  /** ρ ∈ [−1, 1]. */
  readonly correlation: S;
}

/**
 * The joint law of the factors. Both marginals, and so Σ_f = Σp uuᵀ and Σ_h = Σp vvᵀ, do not depend on the ρ; the
 * cross-covariance is Σ p ρ u vᵀ.
 *
 * @param factors - at least one; all vectors of length d.
 * @returns outcomes of positive probability; their mean is 0 and their probabilities sum to 1.
 */
export function coupleFactors<S>(
  field: Field<S>,
  factors: readonly NoiseFactor<S>[],
): readonly NoiseOutcome<S>[] {
  const { add, subtract, multiply, compare, zero, one } = field;
  const { scale, zero: origin } = createVectorSpace(field);
  const quarter = field.fromString('1/4');
  const signs = [one, field.negate(one)];
  const signed = factors.flatMap(({ probability, target, auxiliary, correlation }) =>
    signs.flatMap((s) =>
      signs.map((other) => ({
        probability: multiply(
          multiply(quarter, probability),
          add(one, multiply(multiply(s, other), correlation)),
        ),
        target: scale(s, target),
        auxiliary: scale(other, auxiliary),
      })),
    ),
  );
  const silence = factors.reduce((rest, { probability }) => subtract(rest, probability), one);
  const nothing = origin(factors[0]?.target.length ?? 0);
  return [...signed, { probability: silence, target: nothing, auxiliary: nothing }].filter(
    ({ probability }) => compare(probability, zero) > 0,
  );
}

/** The case with these outcomes as its additive snapshot noise; means and local oracle stay. */
export function withNoise(
  given: ProblemCase<Ratio>,
  outcomes: readonly NoiseOutcome<Rational>[],
): ProblemCase<Ratio> {
  const { subtract } = createVectorSpace(rationals);
  const { target, auxiliary } = mapProblem(given.problem, rationals.fromRatio);
  // g(x) = M x − v, so noise n is a vector v − n.
  const shifted = (vector: Vector<Rational>, noise: Vector<Rational>): Vector<Ratio> =>
    subtract(vector, noise).map(rationals.toRatio);
  const snapshotAtoms = outcomes.map((outcome) => ({
    probability: rationals.toRatio(outcome.probability),
    target: { ...given.problem.target, vector: shifted(target.vector, outcome.target) },
    auxiliary: { ...given.problem.auxiliary, vector: shifted(auxiliary.vector, outcome.auxiliary) },
  }));
  return { ...given, problem: { ...given.problem, snapshotAtoms } };
}
