/** Vectors of doubles. */
import { createVectorSpace } from '../../../spec/algebra/index.js';
import { doubleField } from '../../theorems/scenarios/double-field.js';

/** A point or a gradient. */
export type Doubles = readonly number[];

/** left − right, ⟨left, right⟩ and ‖v‖². */
export const { subtract: minus, dot, squaredNorm: squaredLength } = createVectorSpace(doubleField);

/** left + factor·right. */
export function addScaled(left: Doubles, factor: number, right: Doubles): Doubles {
  return left.map((value, i) => value + factor * (right[i] ?? 0));
}

/** ‖v‖. */
export function lengthOf(vector: Doubles): number {
  return Math.sqrt(squaredLength(vector));
}

/** v/‖v‖; v ≠ 0. */
export function normalize(vector: Doubles): Doubles {
  const length = lengthOf(vector);
  return vector.map((value) => value / length);
}
