/** Vector loops that the corrections share. Entries are evaluated left to right as the formulas are written. */
import type { Parameters } from '../../spec/model/index.js';

/** left ← left − right. */
export function subtractFrom(left: Float64Array, right: Float64Array): void {
  for (let i = 0; i < left.length; i += 1) left[i] = (left[i] as number) - (right[i] as number);
}

/**
 * m ← (1−a) m + a g.
 *
 * Takes the parameters whole: a double handed to a function that is not inlined would be boxed, which allocates.
 * At a = 1 the old m is forgotten rather than multiplied by 0, so an m that overflowed leaves no NaN behind.
 */
export function averageInto(
  correction: Float64Array,
  sample: Float64Array,
  { momentumWeight }: Parameters<number>,
): void {
  if (momentumWeight === 1) {
    correction.set(sample);
    return;
  }
  const a = momentumWeight;
  const rest = 1 - a;
  for (let i = 0; i < correction.length; i += 1) {
    correction[i] = rest * (correction[i] as number) + a * (sample[i] as number);
  }
}
