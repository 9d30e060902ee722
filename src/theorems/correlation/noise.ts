/** Additive snapshot noise whose marginals stay while the coupling of ξ_f and ξ_h changes. */
import {
  addMatrices,
  createVectorSpace,
  fromInteger,
  scaleMatrix,
  type Field,
  type Matrix,
  type Vector,
} from '../../../spec/algebra/index.js';
import type { QuadraticProblem, SnapshotAtom } from '../../../spec/model/index.js';

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

/** Covariances of a joint law of noises with mean 0. */
export interface NoiseCovariances<S> {
  /** Σ_f. */
  readonly target: Matrix<S>;
  /** Σ_h, in the snapshot draw. */
  readonly auxiliary: Matrix<S>;
  /** Cov(noise_f, noise_h). */
  readonly cross: Matrix<S>;
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

/** Σ_f, Σ_h and the cross-covariance of a law with mean 0, exactly. */
export function covariancesOf<S>(field: Field<S>, outcomes: readonly NoiseOutcome<S>[]): NoiseCovariances<S> {
  const moment = (
    left: (outcome: NoiseOutcome<S>) => Vector<S>,
    right: (outcome: NoiseOutcome<S>) => Vector<S>,
  ): Matrix<S> =>
    outcomes
      .map((outcome) =>
        scaleMatrix(field, outcome.probability, outerProduct(field, left(outcome), right(outcome))),
      )
      .reduce((sum, term) => addMatrices(field, sum, term));
  return {
    target: moment(
      ({ target }) => target,
      ({ target }) => target,
    ),
    auxiliary: moment(
      ({ auxiliary }) => auxiliary,
      ({ auxiliary }) => auxiliary,
    ),
    cross: moment(
      ({ target }) => target,
      ({ auxiliary }) => auxiliary,
    ),
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

/** The problem with this additive snapshot noise in place of its own; means and local oracle stay. */
export function withAdditiveNoise<S>(
  field: Field<S>,
  problem: QuadraticProblem<S>,
  outcomes: readonly NoiseOutcome<S>[],
): QuadraticProblem<S> {
  const { subtract } = createVectorSpace(field);
  const { target, auxiliary } = problem;
  return {
    ...problem,
    // g(x) = M x − v, so noise n is a vector v − n.
    snapshotAtoms: outcomes.map((outcome): SnapshotAtom<S> => ({
      probability: outcome.probability,
      target: { matrix: target.matrix, vector: subtract(target.vector, outcome.target) },
      auxiliary: { matrix: auxiliary.matrix, vector: subtract(auxiliary.vector, outcome.auxiliary) },
    })),
  };
}

/** The additive noise of a problem's snapshot atoms: the outcomes that {@link withAdditiveNoise} would make them of. */
export function noiseOf<S>(field: Field<S>, problem: QuadraticProblem<S>): readonly NoiseOutcome<S>[] {
  const { subtract } = createVectorSpace(field);
  return problem.snapshotAtoms.map(({ probability, target, auxiliary }) => ({
    probability,
    target: subtract(problem.target.vector, target.vector),
    auxiliary: subtract(problem.auxiliary.vector, auxiliary.vector),
  }));
}
