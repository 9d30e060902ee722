/** Exact cases as cases of doubles, for the fast engine. */
import { mapProblem, type QuadraticProblem } from '../../spec/model/index.js';
import { InputError } from '../errors.js';
import { formatRatio, nearestDouble, type ExactField, type Ratio } from '../exact/index.js';
import { mapCase, type ProblemCase } from './problem-case.js';

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
  return mapProblem(problem, (value) => finiteDouble(field.toRatio(value)));
}

/** {@link toNumberProblem} for a whole case: parameters, x⁰ and a given m⁰ too. */
export function toNumberCase<S>(
  field: Pick<ExactField<S>, 'toRatio'>,
  problemCase: ProblemCase<S>,
): ProblemCase<number> {
  return mapCase(problemCase, (value) => finiteDouble(field.toRatio(value)));
}

function finiteDouble(ratio: Ratio): number {
  const value = nearestDouble(ratio);
  if (Number.isFinite(value)) return value;
  throw new InputError({
    problem: `${formatRatio(ratio).slice(0, 40)} is too large for a double`,
    where: 'the conversion of the problem to binary64',
    expected: 'numbers of magnitude below 2¹⁰²⁴',
    fix: 'Choose other units, or use the exact engine.',
  });
}
