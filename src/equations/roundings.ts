/** What roundings do to an interval. */
import * as of from './interval.js';
import type { Dyadic, Interval } from './interval.js';
import type { Rounding } from './weights.js';

/** What may come out, and the sum of the absolute terms of the sums in it: what a factor that is multiplied into them is rounded at. */
export interface Enclosure {
  readonly range: Interval;
  readonly size: Dyadic;
  /** How much smaller or larger what multiplies it may become before, by factors that are taken out of it. */
  readonly taken?: Dyadic;
}

/** The roundings of an arithmetic. */
export interface Roundings {
  /**
   * After so many roundings of a value of this size, and with so much lost to underflow: a sign is never changed by them.
   *
   * @param at - what is rounded, where that is less than the size.
   */
  readonly rounded: (
    value: Pick<Enclosure, 'range' | 'size'>,
    count: number,
    lost?: Dyadic,
    at?: Interval,
  ) => Enclosure;
  /** (1 − w)^−n − 1, the largest relative error of n roundings, whether they multiply or divide. */
  readonly compound: (count: number) => Dyadic;
  /** What n operations may lose to underflow. */
  readonly loss: (count: number) => Dyadic;
  /** The first number that the format may not reach. */
  readonly beyond: Dyadic;
  /** Whether sums lose to underflow too. */
  readonly losesSums: boolean;
}

/** Of the format: w = u(1 + 2⁻¹¹), so that every result may first be rounded to a format with 11 bits more. */
export function createRoundings({ format, subnormals }: Rounding): Roundings {
  const { precision, minimumExponent, maximumExponent } = format;
  const unit = of.dyadic(2049n, -11 - precision);
  const lost = of.dyadic(
    2049n,
    -11 + (subnormals === 'flushed' ? minimumExponent : minimumExponent - precision),
  );
  const compounds: Dyadic[] = [];
  // n w / (1 − n w) is no smaller
  const compound = (count: number): Dyadic => {
    if (count <= 0) return of.nought;
    const share = of.productOf(of.dyadic(BigInt(count)), unit);
    const left = of.add(of.only(of.unit), of.negate(of.only(share))).low;
    return (compounds[count] ??= of.quotientOf(share, of.signOf(left) > 0 ? left : of.dyadic(1n, -60)));
  };
  const loss = (count: number): Dyadic => of.productOf(of.dyadic(BigInt(count)), lost);
  return {
    compound,
    loss,
    beyond: of.dyadic(1n, maximumExponent + 1),
    losesSums: subnormals === 'flushed',
    rounded: ({ range, size }, count, lostTo = of.nought, at) => {
      if (of.signOf(size) === 0 || of.signOf(of.farthest(range)) === 0) return { range, size };
      const charged = of.productOf(compound(count), at === undefined ? size : of.farthest(at));
      const wide = of.widened(range, of.sumOf(charged, lostTo));
      const low = of.signOf(range.low) >= 0 ? of.largest(wide.low, of.nought) : wide.low;
      const high = of.signOf(range.high) <= 0 ? of.smallest(wide.high, of.nought) : wide.high;
      return { range: { low, high }, size: of.largest(size, of.farthest({ low, high })) };
    },
  };
}
