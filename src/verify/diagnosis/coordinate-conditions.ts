/** Conditions on coordinates: which ones are wrong in every dimension. */
import { max, min } from './doubles.js';
import type { Condition } from './edit.js';
import type { Transition } from './transition.js';

/** Coordinates of their own for every dimension, such as the second half. */
export function fixedCoordinates(
  wrong: readonly Transition[],
  right: readonly Transition[],
): readonly Condition[] {
  if (wrong[0]?.features['i'] === undefined) return [];
  const byDimension = (list: readonly Transition[]): Map<number, Map<number, number>> => {
    const places = new Map<number, Map<number, number>>();
    for (const { run, features } of list) {
      const seen = places.get(run.d) ?? new Map<number, number>();
      places.set(run.d, seen.set(features['i'] ?? 0, (seen.get(features['i'] ?? 0) ?? 0) + 1));
    }
    return places;
  };
  const [inside, outside] = [byDimension(wrong), byDimension(right)];
  let [isShown, isLow, isHigh] = [false, true, true];
  for (const [d, seen] of inside) {
    const [places, others] = [[...seen.keys()], [...(outside.get(d)?.keys() ?? [])]];
    if (others.some((i) => seen.has(i))) return [];
    isLow &&= others.every((i) => i > max(places));
    isHigh &&= others.every((i) => i < min(places));
    // a coordinate that was seen once shows no rule
    isShown ||=
      others.length > 0 &&
      [...seen.values(), ...(outside.get(d)?.values() ?? [])].every((count) => count >= 3);
  }
  if (!isShown) return [];
  const [largest] = [...inside].sort(([left], [other]) => other - left);
  if (largest === undefined) return [];
  const [d, places] = largest;
  const [first, last] = [min([...places.keys()]), max([...places.keys()])];
  if ([...inside].every(([size, seen]) => seen.size === 1 && seen.has(size))) {
    const dimensions = [...inside.keys()].sort((a, b) => a - b).slice(0, 4);
    return [{ text: `in the last coordinate, where d is ${dimensions.join(', ')}`, cost: 2.9 }];
  }
  const shown = isHigh
    ? `the last coordinates only (from coordinate ${first} of ${d} on`
    : isLow
      ? `the first coordinates only (up to coordinate ${last} of ${d}`
      : `certain coordinates only (${[...places.keys()]
          .sort((a, b) => a - b)
          .slice(0, 4)
          .join(', ')}, … of ${d}`;
  return [{ text: `in ${shown}: is that one tensor, or one group of parameters?)`, cost: 3.1 }];
}

/** The coordinates that are left over where a loop takes b at once. */
export function tails(wrong: readonly Transition[], right: readonly Transition[]): readonly Condition[] {
  const isTail = (block: number, least: number, { features: { i = NaN }, run: { d } }: Transition): boolean =>
    d >= least && i > d - (d % block);
  if (wrong[0]?.features['i'] === undefined) return [];
  for (let block = 2; block <= 64; block += 1) {
    for (const least of [1, block]) {
      const isMeant = (transition: Transition): boolean => isTail(block, least, transition);
      if (wrong.every(isMeant) && !right.some(isMeant)) {
        const text = `in the last d mod ${block} coordinates, which a loop over blocks of ${block} leaves out`;
        return [{ text, cost: 2.3 }];
      }
    }
  }
  return [];
}
