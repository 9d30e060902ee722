/** The estimate m⁰ before round 1, where it is not random, and the sample that it averages where it is. */
import { algorithms } from '../../spec/algorithms/index.js';
import { createVectorSpace, type Vector } from '../../spec/algebra/index.js';
import {
  evaluateGradient,
  type AffineGradient,
  type QuadraticProblem,
  type VariantName,
} from '../../spec/model/index.js';
import type { ExactField } from './exact-field.js';
import type { RunNumbers } from './radix-field.js';

/** A gradient of f and one of h. */
interface GradientPair<S> {
  readonly target: AffineGradient<S>;
  readonly auxiliary: AffineGradient<S>;
}

/** The function at ↦ g(at) that m averages: g_f − g_h, or g_f for the -target variants. */
export function createEstimatedSample<S>(
  field: ExactField<S>,
  variant: VariantName,
): (pair: GradientPair<S>, at: Vector<S>) => Vector<S> {
  const { subtract } = createVectorSpace(field);
  const { estimates } = algorithms[variant];
  return ({ target, auxiliary }, at) => {
    const sample = evaluateGradient(field, target, at);
    return estimates === 'target' ? sample : subtract(sample, evaluateGradient(field, auxiliary, at));
  };
}

/**
 * m⁰ where it is not random: `given`, `zero`, `exact`; undefined for the other kinds.
 *
 * @param problem - the problem in the field.
 */
export function deterministicCorrection<S>(
  field: ExactField<S>,
  variant: VariantName,
  problem: QuadraticProblem<S>,
  { initialization, startingPoint }: Pick<RunNumbers, 'initialization' | 'startingPoint'>,
): Vector<S> | undefined {
  switch (initialization.kind) {
    case 'given':
      return initialization.correction.map(field.fromRatio);
    case 'zero':
      return startingPoint.map(() => field.zero);
    case 'exact':
      return createEstimatedSample(field, variant)(problem, startingPoint.map(field.fromRatio));
    case 'batch':
    case 'first-snapshot':
    case 'none':
      return undefined;
  }
}
