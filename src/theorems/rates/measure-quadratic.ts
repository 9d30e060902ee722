/** What the bounds need of a run on a quadratic, by exact expectation. */
import { algorithms } from '../../../spec/algorithms/index.js';
import { createVectorSpace, type Vector } from '../../../spec/algebra/index.js';
import {
  evaluateGradient,
  snapshotVarianceAt,
  targetVarianceAt,
  type Initialization,
} from '../../../spec/model/index.js';
import type { ExactField, Ratio } from '../../exact/index.js';
import { expectRun, type ExpectationCase, type ExpectationResult } from '../../expectation/index.js';
import { withExactCase } from '../../problems/arithmetic.js';
import type { ResolvedProblem } from '../../problems/index.js';
import type { RateMeasurement } from './judge-rate.js';

/**
 * Measures a run exactly.
 *
 * The variances are those of the assumptions: the maximum over t (σ_D², σ_f²) and over t and k (σ_h²) of the expected
 * variance at the random iterate. e₀ and σ_{D,1}² belong to x⁰ and are evaluated there, apart from the recursion.
 *
 * @param problemCase - a checked case.
 * @param expected - its exact expectation, for callers who have it already.
 * @returns G, e₀ and the variances, unit (value/point)²; exact.
 * @throws InputError for a case that breaks the requirements of `expectRun`.
 */
export function measureQuadratic(
  problemCase: ResolvedProblem & Pick<ExpectationCase, 'carry'>,
  expected: ExpectationResult = expectRun(problemCase, { rounds: false }),
): RateMeasurement {
  return withExactCase(problemCase, (field, { problem, startingPoint, initialization }) => {
    const { subtract } = createVectorSpace(field);
    const ofTarget = evaluateGradient(field, problem.target, startingPoint);
    const isTarget = algorithms[problemCase.variant].estimates === 'target';
    const estimated = isTarget
      ? ofTarget
      : subtract(ofTarget, evaluateGradient(field, problem.auxiliary, startingPoint));
    const firstVariance = (isTarget ? targetVarianceAt : snapshotVarianceAt)(field, problem, startingPoint);
    return {
      averageSquaredGradient: expected.averageSquaredGradient,
      correctionError: startError(field, initialization, estimated),
      snapshotVariance: (isTarget ? expected.targetVariance : expected.snapshotVariance).maximum,
      firstSnapshotVariance: field.toRatio(firstVariance),
      localVariance: expected.localVariance.maximum,
      targetVariance: expected.targetVariance.maximum,
    };
  });
}

/** ‖m⁰ − what it estimates at x⁰‖² where m⁰ is certain; 0 elsewhere, where the bounds do not use it. */
export function startError<S>(field: ExactField<S>, start: Initialization<S>, difference: Vector<S>): Ratio {
  const { squaredNorm, subtract } = createVectorSpace(field);
  if (start.kind === 'given') return field.toRatio(squaredNorm(subtract(start.correction, difference)));
  return field.toRatio(start.kind === 'zero' ? squaredNorm(difference) : field.zero);
}
