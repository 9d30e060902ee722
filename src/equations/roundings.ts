/** What roundings do to an interval. */
import type { Frame } from '../../spec/language/index.js';
import type { Ratio } from '../exact/exact-number.js';
import { isRepresentable } from '../exact/float-format.js';
import * as of from './interval.js';
import type { Dyadic, Interval } from './interval.js';
import type { ErrorOf, Rounding } from './weights.js';

/** What may come out, and the sum of the absolute terms of the sums in it: what a factor that is multiplied into them is rounded at. */
export interface Enclosure {
  readonly range: Interval;
  readonly size: Dyadic;
  /** How much smaller or larger what multiplies it may become before, by factors that are taken out of it. */
  readonly taken?: Dyadic;
}

/** What is told of an enclosure beside its values. */
export interface Remarks {
  /** Why something cannot be decided; the first reason counts. */
  doubt?: string;
  /** Whether an honest intermediate result may leave the range of the format. */
  mayOverflow: boolean;
}

/** An expression with its enclosures, by coordinate; of a scalar one. `undefined` where anything may come out. */
export type EncloseAll = (
  frame: Frame<Ratio>,
  errorOf: ErrorOf<Ratio>,
  remarks: Remarks,
) => readonly (Enclosure | undefined)[];

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
  /** A number that is given: rounded once, unless the format holds it. */
  readonly given: (value: Ratio) => Enclosure;
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
  const rounded: Roundings['rounded'] = ({ range, size }, count, lostTo = of.nought, at) => {
    if (of.signOf(size) === 0 || of.signOf(of.farthest(range)) === 0) return { range, size };
    const charged = of.productOf(compound(count), at === undefined ? size : of.farthest(at));
    const wide = of.widened(range, of.sumOf(charged, lostTo));
    const low = of.signOf(range.low) >= 0 ? of.largest(wide.low, of.nought) : wide.low;
    const high = of.signOf(range.high) <= 0 ? of.smallest(wide.high, of.nought) : wide.high;
    return { range: { low, high }, size: of.largest(size, of.farthest({ low, high })) };
  };
  return {
    ...{ compound, loss, rounded },
    beyond: of.dyadic(1n, maximumExponent + 1),
    losesSums: subnormals === 'flushed',
    given: (value) => {
      const range = of.intervalOf(value);
      const exact = { range, size: of.farthest(range) };
      return isRepresentable(format, value) ? exact : rounded(exact, 1);
    },
  };
}
