/** Norms and inner products, one number of all coordinates; and how two values compare. */
import * as of from './interval.js';
import type { Dyadic, Interval } from './interval.js';
import type { Enclosure, Roundings } from './roundings.js';

/** The operators that make one number of vectors. */
export type Fold = 'norm' | 'inner' | 'norm1' | 'normMax';

/**
 * The fold of vectors by their enclosures, and the largest sum on the way; undefined where a coordinate may be anything. A norm may be the root of
 * squares in any order, of which each may first be divided by the largest.
 *
 * @param pairs - of both vectors, by coordinate; of a norm the first counts.
 */
export function foldOf(
  operator: Fold,
  pairs: readonly (readonly (Enclosure | undefined)[])[],
  { rounded, loss }: Roundings,
): { readonly of: Enclosure; readonly reach: Dyadic } | undefined {
  const { length: count } = pairs;
  let [total, size, most] = [of.only(of.nought), of.nought, of.only(of.nought)];
  for (const [one, other] of pairs) {
    if (one === undefined || other === undefined) return undefined;
    const range = of.magnitude(one.range);
    const parts: Readonly<Record<Fold, () => Interval>> = {
      norm: () => of.multiply(range, range),
      inner: () => of.multiply(one.range, other.range),
      norm1: () => range,
      normMax: () => range,
    };
    const part = parts[operator]();
    total = of.add(total, part);
    size = of.sumOf(size, of.farthest(part));
    most = { low: of.largest(most.low, range.low), high: of.largest(most.high, range.high) };
  }
  const whole = (found: Enclosure): ReturnType<typeof foldOf> => ({ of: found, reach: size });
  const exactly = (range: Interval): Enclosure => ({ range, size: of.farthest(range) });
  if (operator === 'normMax') return whole(exactly(most));
  if (operator === 'norm1') return whole(rounded({ range: total, size }, count - 1));
  const roundings = operator === 'norm' ? 2 * count + 6 : count;
  const products = rounded({ range: total, size }, roundings, loss(2 * count));
  if (operator === 'inner') return whole(products);
  // 0 is 0; anything else may have underflowed
  if (of.signOf(of.farthest(total)) === 0) return whole(exactly(total));
  return whole(rounded(exactly(of.root(products.range)), 3, loss(2)));
}

/** Whether two values compare so; undefined where rounding may decide it. */
export function wayOf(
  left: Enclosure,
  right: Enclosure,
  isHeld: (order: number) => boolean,
): boolean | undefined {
  const least = Math.sign(of.order(left.range.low, right.range.high));
  const most = Math.sign(of.order(left.range.high, right.range.low));
  const ways = new Set([least, most, ...(least < 0 && most > 0 ? [0] : [])].map(isHeld));
  return ways.size === 1 ? ways.has(true) : undefined;
}
