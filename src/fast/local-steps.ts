/** What the local steps of every variant share: where they start, how they move, and how a round ends. */
import type { Parameters } from '../../spec/model/index.js';
import type { FastWorkspace } from './workspace.js';

/** y^{t,0} = x^{t−1}. */
export function startLocalSteps({ point, snapshot }: FastWorkspace): void {
  point.set(snapshot);
}

/**
 * y ← y − η d, entry by entry: one product, one difference.
 *
 * Takes the parameters whole: a double handed to a function that is not inlined would be boxed, which allocates.
 */
export function moveAgainst(
  point: Float64Array,
  direction: Float64Array,
  { stepSize }: Parameters<number>,
): void {
  for (let i = 0; i < point.length; i += 1) {
    point[i] = (point[i] as number) - stepSize * (direction[i] as number);
  }
}

/** xᵗ = y^{t,K}; the snapshot of this round becomes the previous one. */
export function endRound({ previousSnapshot, snapshot, point }: FastWorkspace): void {
  previousSnapshot.set(snapshot);
  snapshot.set(point);
}
