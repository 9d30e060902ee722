/** Steps of an adaptive method. */
import { always } from './conditions.js';
import type { Fit } from './edit.js';
import type { Transition } from './transition.js';

/** Steps whose coordinates have positive factors of their own, as with an adaptive method. */
export function adaptiveFits(wrong: readonly Transition[]): readonly Fit[] {
  const [first] = wrong;
  if (first?.kind !== 'step') return [];
  let [count, unequal] = [0, 0];
  const isScaled = wrong.every(({ terms, actual, expected, bound }) => {
    const direction = terms.get('direction');
    const factors: number[] = [];
    const arePositive = direction?.vector.every((value, i) => {
      const due = direction.own * value;
      const limit = bound[i] ?? 0;
      if (Math.abs(due) <= 4 * limit) return true;
      const moved = due + (actual[i] ?? 0) - (expected[i] ?? 0);
      if (Math.abs(moved) <= 2 * limit) return true;
      count += 1;
      factors.push(moved / due);
      return factors.every((factor) => factor > 0);
    });
    if (factors.length > 1 && Math.max(...factors) > 1.001 * Math.min(...factors)) unequal += 1;
    return arePositive;
  });
  // one factor for all coordinates is no adaptive method
  if (!isScaled || count < 24 || unequal < wrong.filter(({ actual }) => actual.length > 1).length / 2)
    return [];
  const text =
    'is made with a positive factor of its own in every coordinate of the direction (a preconditioner, or an adaptive method such as Adam)';
  const { kind, what } = first;
  return [
    {
      kind,
      what,
      edit: { type: 'values', text },
      condition: always,
      isByCoordinate: true,
      cost: 5.8,
      wrong,
      isComplete: true,
    },
  ];
}
