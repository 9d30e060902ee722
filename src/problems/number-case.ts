/** Exact cases as cases of doubles, for the fast engine. */
import type { QuadraticProblem } from '../../spec/model/index.js';
import type { ExactField } from '../exact/index.js';
import { nearestDouble } from './nearest-double.js';
import { mapCase, mapProblem, type ProblemCase } from './problem-case.js';

/**
 * The problem with every number replaced by the nearest double.
 *
 * Note that means of the rounded atoms need no longer equal the rounded means.
 *
 * @throws InputError where a number overflows.
 */
export function toNumberProblem<S>(
  field: Pick<ExactField<S>, 'toRatio'>,
  problem: QuadraticProblem<S>,
): QuadraticProblem<number> {
  return mapProblem(problem, (value) => nearestDouble(field.toRatio(value)));
}

/** {@link toNumberProblem} for a whole case: parameters, x⁰ and a given m⁰ too. */
export function toNumberCase<S>(
  field: Pick<ExactField<S>, 'toRatio'>,
  problemCase: ProblemCase<S>,
): ProblemCase<number> {
  return mapCase(problemCase, (value) => nearestDouble(field.toRatio(value)));
}
