/** A3 and A4: unbiased oracles of bounded variance, with the exact variance at a point. */
import { createVectorSpace, type Field, type Vector } from '../../algebra/index.js';
import { evaluateGradient } from '../oracle.js';
import type { AffineGradient, QuadraticProblem } from '../problem.js';
import type { Assumption } from './assumption.js';

/** A3: the snapshot noise of the difference is unbiased, of bounded variance. */
export const snapshotNoiseAssumption: Assumption = {
  id: 'A3',
  title: 'snapshot noise',
  statement:
    'the sampled difference is unbiased, with variance at most σ_D² at every snapshot, in expectation',
  latex:
    '\\mathbb{E}\\, g_D(x, \\xi) = \\nabla D(x),\\quad ' +
    '\\mathbb{E} \\lVert g_D(x^{t-1}, \\xi^t) - \\nabla D(x^{t-1}) \\rVert^2 \\le \\sigma_D^2',
};

/** A4: the local noise of the auxiliary is unbiased, of bounded variance. */
export const localNoiseAssumption: Assumption = {
  id: 'A4',
  title: 'local noise',
  statement: 'the local auxiliary gradient is unbiased, with variance at most σ_h² at every local point',
  latex:
    '\\mathbb{E}\\, g_h(y, \\zeta) = \\nabla h(y),\\quad ' +
    '\\mathbb{E} \\lVert g_h(y, \\zeta) - \\nabla h(y) \\rVert^2 \\le \\sigma_h^2',
};

/** A sample of a random vector with its probability. */
interface Outcome<S> {
  readonly probability: S;
  readonly value: Vector<S>;
}

/** Target and auxiliary gradient of one atom, or of the means. */
interface GradientPair<S> {
  readonly target: AffineGradient<S>;
  readonly auxiliary: AffineGradient<S>;
}

/** E‖v − mean‖² over `outcomes`, for the given mean. */
function varianceAbout<S>(field: Field<S>, outcomes: readonly Outcome<S>[], mean: Vector<S>): S {
  const { subtract, squaredNorm } = createVectorSpace(field);
  return outcomes
    .map(({ probability, value }) => field.multiply(probability, squaredNorm(subtract(value, mean))))
    .reduce(field.add, field.zero);
}

/** E‖g_D(x, ξ) − ∇D(x)‖², exactly. */
export function snapshotVarianceAt<S>(field: Field<S>, problem: QuadraticProblem<S>, at: Vector<S>): S {
  const { subtract } = createVectorSpace(field);
  const differenceOf = ({ target, auxiliary }: GradientPair<S>): Vector<S> =>
    subtract(evaluateGradient(field, target, at), evaluateGradient(field, auxiliary, at));
  const outcomes = problem.snapshotAtoms.map((atom) => ({
    probability: atom.probability,
    value: differenceOf(atom),
  }));
  return varianceAbout(field, outcomes, differenceOf(problem));
}

/** E‖g_f(x, ξ) − ∇f(x)‖², exactly: the noise that SGD sees. */
export function targetVarianceAt<S>(field: Field<S>, problem: QuadraticProblem<S>, at: Vector<S>): S {
  const outcomes = problem.snapshotAtoms.map(({ probability, target }) => ({
    probability,
    value: evaluateGradient(field, target, at),
  }));
  return varianceAbout(field, outcomes, evaluateGradient(field, problem.target, at));
}

/** E‖g_h(y, ζ) − ∇h(y)‖² of the local draw, exactly. */
export function localVarianceAt<S>(field: Field<S>, problem: QuadraticProblem<S>, at: Vector<S>): S {
  const outcomes = problem.localAtoms.map(({ probability, auxiliary }) => ({
    probability,
    value: evaluateGradient(field, auxiliary, at),
  }));
  return varianceAbout(field, outcomes, evaluateGradient(field, problem.auxiliary, at));
}

/**
 * A3 at one point: the variance of the sampled difference at `at` is at most `bound` (unit (value/point)²).
 *
 * For A3 along a run.
 */
export function isSnapshotNoiseBounded<S>(
  field: Field<S>,
  problem: QuadraticProblem<S>,
  at: Vector<S>,
  bound: S,
): boolean {
  return field.compare(snapshotVarianceAt(field, problem, at), bound) <= 0;
}

/**
 * A4 at one point: the variance of the local auxiliary gradient at `at` is at most `bound`.
 *
 * For A4 along a run, point by point.
 */
export function isLocalNoiseBounded<S>(
  field: Field<S>,
  problem: QuadraticProblem<S>,
  at: Vector<S>,
  bound: S,
): boolean {
  return field.compare(localVarianceAt(field, problem, at), bound) <= 0;
}
