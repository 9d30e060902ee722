/** The state before round 1 of the shared-scale engine. */
import { algorithms } from '../../spec/algorithms/index.js';
import { createVectorSpace, type Vector } from '../../spec/algebra/index.js';
import {
  evaluateGradient,
  type AffineGradient,
  type QuadraticProblem,
  type VariantName,
} from '../../spec/model/index.js';
import { ContractError } from '../errors.js';
import type { ExactField } from './exact-field.js';
import type { Ratio } from './exact-number.js';
import type { SharedScaleInputs } from './shared-scale.js';

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
  { initialization, startingPoint }: Pick<SharedScaleInputs, 'initialization' | 'startingPoint'>,
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

/** B⁻¹ Σᵢ g(x⁰, ξ⁽ⁱ⁾): the m⁰ of the initialisation `batch` for the drawn atoms. */
export function batchCorrection<S>(
  field: ExactField<S>,
  variant: VariantName,
  problem: QuadraticProblem<S>,
  startingPoint: Vector<Ratio>,
  atoms: readonly number[],
): Vector<S> {
  const { add, scale, zero } = createVectorSpace(field);
  const sample = createEstimatedSample(field, variant);
  const at = startingPoint.map(field.fromRatio);
  const samples = atoms.map((index) => {
    const atom = problem.snapshotAtoms[index];
    if (atom === undefined) throw new ContractError(`the snapshot oracle has no atom ${index}`);
    return sample(atom, at);
  });
  const reciprocal = field.fromRatio({ numerator: 1n, denominator: BigInt(atoms.length) });
  return scale(reciprocal, samples.reduce(add, zero(at.length)));
}
