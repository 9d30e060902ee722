/** Vectors of doubles. */

/** A point or a gradient. */
export type Doubles = readonly number[];

/** left + factor·right. */
export function addScaled(left: Doubles, factor: number, right: Doubles): Doubles {
  return left.map((value, i) => value + factor * (right[i] ?? 0));
}

/** left − right. */
export function minus(left: Doubles, right: Doubles): Doubles {
  return addScaled(left, -1, right);
}

/** ‖v‖². */
export function squaredLength(vector: Doubles): number {
  return vector.reduce((sum, value) => sum + value * value, 0);
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
