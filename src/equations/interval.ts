/** Intervals whose ends are m·2^e with at most 192 bits: every operation rounds them outwards, so that what they hold is sure. */
import { bitLength, createRatio, integerRoot, type Ratio } from '../exact/exact-number.js';

/** mantissa · 2^exponent. */
export interface Dyadic {
  readonly mantissa: bigint;
  readonly exponent: number;
}

/** Everything from low to high. */
export interface Interval {
  readonly low: Dyadic;
  readonly high: Dyadic;
}

const bits = 192;

/** The number itself, or the next below it of so many bits. */
function down(mantissa: bigint, exponent: number): Dyadic {
  const extra = bitLength(mantissa) - bits;
  return extra > 0
    ? { mantissa: mantissa >> BigInt(extra), exponent: exponent + extra }
    : { mantissa, exponent };
}
const negative = ({ mantissa, exponent }: Dyadic): Dyadic => ({ mantissa: -mantissa, exponent });
const up = (mantissa: bigint, exponent: number): Dyadic => negative(down(-mantissa, exponent));

/** m·2^e, exactly. */
export const dyadic = (mantissa: bigint, exponent = 0): Dyadic => ({ mantissa, exponent });
/** 0 and 1. */
export const nought = dyadic(0n);
export const unit = dyadic(1n);
const ends = (low: Dyadic, high: Dyadic = low): Interval => ({ low, high });
/** An interval of one number. */
export const only = (value: Dyadic): Interval => ends(value);

/** Both mantissas at the smaller exponent. */
function aligned(left: Dyadic, right: Dyadic): readonly [bigint, bigint, number] {
  if (left.mantissa === 0n) return [0n, right.mantissa, right.exponent];
  if (right.mantissa === 0n) return [left.mantissa, 0n, left.exponent];
  const exponent = Math.min(left.exponent, right.exponent);
  const at = (one: Dyadic): bigint => one.mantissa << BigInt(one.exponent - exponent);
  return [at(left), at(right), exponent];
}

/** Negative, 0 or positive, as left is smaller, equal or larger. */
export function order(left: Dyadic, right: Dyadic): number {
  const [one, other] = aligned(left, right);
  return one < other ? -1 : one > other ? 1 : 0;
}
export const largest = (...all: readonly Dyadic[]): Dyadic =>
  all.reduce((most, one) => (order(one, most) > 0 ? one : most));
export const smallest = (...all: readonly Dyadic[]): Dyadic =>
  all.reduce((least, one) => (order(one, least) < 0 ? one : least));
/** −1, 0 or 1. */
export const signOf = ({ mantissa }: Dyadic): number => (mantissa < 0n ? -1 : mantissa > 0n ? 1 : 0);

const sumBy =
  (round: typeof down) =>
  (left: Dyadic, right: Dyadic): Dyadic => {
    const [one, other, exponent] = aligned(left, right);
    return round(one + other, exponent);
  };
const [sumDown, sumUp] = [sumBy(down), sumBy(up)];
const productBy =
  (round: typeof down) =>
  (left: Dyadic, right: Dyadic): Dyadic =>
    round(left.mantissa * right.mantissa, left.exponent + right.exponent);
const [productDown, productUp] = [productBy(down), productBy(up)];

function quotientDown(left: Dyadic, right: Dyadic): Dyadic {
  const shift = Math.max(bits + 2 + bitLength(right.mantissa) - bitLength(left.mantissa), 0);
  const [above, below] =
    right.mantissa < 0n ? [-left.mantissa, -right.mantissa] : [left.mantissa, right.mantissa];
  const shifted = above << BigInt(shift);
  const quotient = shifted / below;
  // bigints round towards 0
  return down(quotient * below > shifted ? quotient - 1n : quotient, left.exponent - right.exponent - shift);
}
const quotientUp = (left: Dyadic, right: Dyadic): Dyadic => negative(quotientDown(negative(left), right));

/** Sums of what is ≥ 0, and products of it, rounded up. */
export const sumOf = (...all: readonly Dyadic[]): Dyadic => all.reduce(sumUp, nought);
export const productOf = (...all: readonly Dyadic[]): Dyadic => all.reduce(productUp, unit);
/** left / right, rounded up; right > 0. */
export const quotientOf = quotientUp;

export const add = (left: Interval, right: Interval): Interval =>
  ends(sumDown(left.low, right.low), sumUp(left.high, right.high));
export const negate = ({ low, high }: Interval): Interval => ends(negative(high), negative(low));

function corners(pairs: readonly (readonly [Dyadic, Dyadic])[], by: readonly [typeof sumUp, typeof sumUp]) {
  return ends(
    smallest(...pairs.map(([left, right]) => by[0](left, right))),
    largest(...pairs.map(([left, right]) => by[1](left, right))),
  );
}
const pairsOf = (left: Interval, right: Interval): readonly (readonly [Dyadic, Dyadic])[] =>
  [left.low, left.high].flatMap((one) => [right.low, right.high].map((other) => [one, other] as const));

export const multiply = (left: Interval, right: Interval): Interval =>
  corners(pairsOf(left, right), [productDown, productUp]);

/** undefined where the divisor may be 0. */
export const divide = (left: Interval, right: Interval): Interval | undefined =>
  holdsZero(right) ? undefined : corners(pairsOf(left, right), [quotientDown, quotientUp]);

const holdsZero = ({ low, high }: Interval): boolean => signOf(low) <= 0 && signOf(high) >= 0;

/** The largest and the smallest |value|. */
export const farthest = ({ low, high }: Interval): Dyadic => largest(negative(low), high, nought);
export const nearest = (of: Interval): Dyadic =>
  holdsZero(of)
    ? nought
    : smallest(...[of.low, of.high].map((end) => (signOf(end) < 0 ? negative(end) : end)));

export const magnitude = (of: Interval): Interval => ends(nearest(of), farthest(of));

/** √, of what is ≥ 0. */
export function root({ low, high }: Interval): Interval {
  const floor = ({ mantissa, exponent }: Dyadic): readonly [Dyadic, boolean] => {
    const wanted = Math.max(2 * bits - bitLength(mantissa), 0);
    const shift = (exponent - wanted) % 2 === 0 ? wanted : wanted + 1;
    const shifted = mantissa << BigInt(shift);
    const found = integerRoot(shifted);
    return [dyadic(found, (exponent - shift) / 2), found * found === shifted];
  };
  const [least] = floor(low);
  const [most, isExact] = floor(high);
  return ends(
    down(least.mantissa, least.exponent),
    up(isExact ? most.mantissa : most.mantissa + 1n, most.exponent),
  );
}

/** baseⁿ for a whole n ≥ 0. */
export function power(base: Interval, exponent: number): Interval {
  if (exponent === 0) return only(unit);
  if (exponent === 1) return base;
  if (exponent % 2 === 1) return multiply(base, power(base, exponent - 1));
  const half = magnitude(power(base, exponent / 2));
  return multiply(half, half);
}

/** Of a real exponent so many binary places are taken, one after the other: base^½, base^¼, … */
const places = 96;

/** base^exponent for a base > 0: the exponent is a sum of powers of two, and base^(2^−k) is k roots. */
export function realPower(base: Interval, exponent: Interval): Interval | undefined {
  const one = (of: Dyadic): Interval | undefined => {
    const shifted = of.exponent + places;
    const whole = shifted >= 0 ? of.mantissa << BigInt(shifted) : of.mantissa >> BigInt(-shifted);
    const isExact = shifted >= 0 || whole << BigInt(-shifted) === of.mantissa;
    const positive = whole < 0n ? -whole : whole;
    if (positive >> BigInt(places) > 1_000_000n) return undefined;
    let value = power(base, Number(positive >> BigInt(places)));
    let factor = base;
    for (let k = 1; k <= places; k += 1) {
      factor = root(factor);
      if ((positive >> BigInt(places - k)) & 1n) value = multiply(value, factor);
    }
    const signed = whole < 0n ? divide(only(unit), value) : value;
    // what was cut off is between base^0 and base^(2^−places)
    return isExact || signed === undefined ? signed : multiply(signed, hull(only(unit), factor));
  };
  if (signOf(base.low) <= 0) return undefined;
  const [from, to] = [one(exponent.low), one(exponent.high)];
  return from && to && hull(from, to);
}

/** Everything that is between the ends of both. */
export const hull = (left: Interval, right: Interval): Interval =>
  ends(smallest(left.low, right.low), largest(left.high, right.high));

/** Everything that is at most `by` away. */
export const widened = ({ low, high }: Interval, by: Dyadic): Interval =>
  ends(sumDown(low, negative(by)), sumUp(high, by));

/** A ratio, or the numbers next to it. */
export function intervalOf({ numerator, denominator }: Ratio): Interval {
  const [above, below] = [dyadic(numerator), dyadic(denominator)];
  return ends(quotientDown(above, below), quotientUp(above, below));
}

/** As a ratio. */
export const toRatio = ({ mantissa, exponent }: Dyadic): Ratio =>
  exponent >= 0
    ? createRatio(mantissa << BigInt(exponent), 1n)
    : createRatio(mantissa, 1n << BigInt(-exponent));

/** The middle, with a few bits more than doubles have, and the distance of the farther end from it. */
export function middleOf({ low, high }: Interval): { readonly middle: Dyadic; readonly radius: Dyadic } {
  const [one, other, exponent] = aligned(low, high);
  const sum = one + other;
  const extra = Math.max(bitLength(sum) - 72, 0);
  const middle = dyadic((sum >> BigInt(extra)) << 0n, exponent - 1 + extra);
  if (one === other) return { middle: low, radius: nought };
  return { middle, radius: largest(sumUp(high, negative(middle)), sumUp(middle, negative(low))) };
}
