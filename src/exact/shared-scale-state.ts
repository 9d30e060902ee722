/** The state of a shared-scale run. */
import type { Vector } from '../../spec/algebra/index.js';
import type { RadixNumber } from './radix-field.js';
import type { StateLayout } from './shared-scale-maps.js';
import type { SharedScale } from './shared-scale.js';

/** z·q^places: the only mutable thing of a run. */
export interface SharedState {
  readonly numerators: bigint[];
  places: number;
}

/** The augmented state z = (x, m, x_prev, 1) with x_prev = x, in the blocks that `layout` has; m is 0 where not given. */
export function augmentedState<S>(
  { zero, one }: { readonly zero: S; readonly one: S },
  layout: StateLayout,
  point: Vector<S>,
  correction?: Vector<S>,
): Vector<S> {
  const noCorrection = point.map(() => zero);
  return [
    ...point,
    ...(layout.correction === undefined ? [] : (correction ?? noCorrection)),
    ...(layout.previous === undefined ? [] : point), // x⁻¹ = x⁰
    one,
  ];
}

/** The entries of z over the least power of q that holds them all. */
export function createSharedState(scale: SharedScale, entries: Vector<RadixNumber>): SharedState {
  const places = Math.max(...entries.map(scale.placesOf));
  return { numerators: entries.map((value) => scale.over(value, places)), places };
}
