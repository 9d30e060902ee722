/** Corollary 2 once more, in exact fractions: what the bound in doubles must not be below, and what happens if a part is left out. */
import type { Factor } from '../../../spec/language/index.js';
import { floorLog2, powerOfTwo } from '../../../src/exact/binary-ratio.js';
import type { Presentation, Rounding, SignedLeaf } from '../../../src/equations/index.js';
import { createRatio, isRepresentable, ratioField, type Ratio } from '../../../src/exact/index.js';
import type { Expression, Use } from '../../../spec/language/index.js';
import { isZero, size, type Known } from './honest-trees.js';

const { add, multiply, negate, compare, zero, one } = ratioField;
const reduced = ({ numerator, denominator }: Ratio): Ratio => createRatio(numerator, denominator);
const plus = (...terms: readonly Ratio[]): Ratio => reduced(terms.reduce(add, zero));
const times = (...factors: readonly Ratio[]): Ratio => reduced(factors.reduce(multiply, one));
const larger = (left: Ratio, right: Ratio): Ratio => (compare(left, right) < 0 ? right : left);
const whole = (value: number): Ratio => createRatio(BigInt(value), 1n);
const power = (base: Ratio, exponent: number): Ratio =>
  times(...Array.from({ length: Math.max(exponent, 0) }, () => base));

/** A part of the bound that a control leaves out. */
export type LeftOut = 'sums' | 'products' | 'factors' | 'underflow' | 'half';

/** B of one presentation, for reported leaves; without it where all leaves are 0. */
function corollary(
  { terms, interpolation }: Presentation,
  { format, subnormals }: Rounding,
  known: Known,
  without?: LeftOut,
): Ratio {
  const { precision, minimumExponent } = format;
  const flushes = subnormals === 'flushed';
  const u = powerOfTwo(-precision);
  const wide = createRatio(2049n, 2048n);
  const w = times(u, wide);
  const omega = powerOfTwo(flushes ? minimumExponent : minimumExponent - precision);
  const lost = without === 'underflow' ? zero : times(omega, wide);
  const grown = (exponent: number): Ratio => power(add(one, w), exponent);

  /** A scalar and the error of making it. */
  const scalar = (e: Expression<Use>): readonly [Ratio, Ratio] => {
    if (e.kind !== 'apply') {
      const value = known.scalar(e);
      return [value, isRepresentable(format, value) ? zero : plus(times(w, size(value)), times(omega, wide))];
    }
    const [first, second = first] = e.operands as [Expression<Use>, Expression<Use>?];
    const [[left, ofLeft], [right, ofRight]] = [scalar(first), scalar(second)];
    if (e.operator === 'negate') return [negate(left), ofLeft];
    const isProduct = e.operator === '·';
    const value = isProduct ? times(left, right) : plus(left, e.operator === '+' ? right : negate(right));
    const error = isProduct
      ? plus(times(ofLeft, size(right)), times(plus(size(left), ofLeft), ofRight))
      : plus(ofLeft, ofRight);
    const loss = isProduct ? times(omega, wide) : flushes ? times(whole(3), omega, wide) : zero;
    return [value, plus(error, times(w, plus(size(value), error)), loss)];
  };
  const factor = ({ value, divides }: Factor): readonly [Ratio, Ratio] => {
    const [held, made] = scalar(value);
    // of divisors these lines have whole numbers alone
    const exact = divides ? reduced({ numerator: held.denominator, denominator: held.numerator }) : held;
    const error = divides ? plus(times(w, size(exact)), times(omega, wide)) : made;
    return [exact, without === 'factors' ? zero : error];
  };
  const valueOf = (sum: readonly SignedLeaf[]): Ratio =>
    plus(...sum.map(({ sign, leaf }) => (sign === 1 ? known.leaf(leaf) : negate(known.leaf(leaf)))));
  const ofSum = (sum: readonly SignedLeaf[]): Ratio => {
    const values = sum.map((one) => valueOf([one])).filter((value) => !isZero(value));
    if (values.length < 2) return zero;
    const side = (sign: number): Ratio =>
      plus(...values.filter((value) => compare(value, zero) * sign > 0).map(size));
    const both = times(grown(values.length - 2), whole(values.length - 2), larger(side(1), side(-1)));
    return plus(
      times(w, plus(size(valueOf(sum)), both)),
      flushes ? times(whole(2 * values.length), omega, wide) : zero,
    );
  };
  const [from = zero, to = zero] = interpolation?.ends.map(({ sum }) => ofSum(sum)) ?? [];

  let [E, products, losses, above, below, present, most] = [zero, zero, zero, zero, zero, 0, 0];
  for (const [place, { sign, factors, sum }] of terms.entries()) {
    const isMoved = interpolation !== undefined && place === 1;
    const ofEnds = interpolation === undefined || place > 1 ? zero : isMoved ? plus(from, to) : from;
    const v = valueOf(sum);
    const made = factors.map(factor);
    const term = times(sign === 1 ? v : negate(v), ...made.map(([value]) => value));
    const reach = plus(size(v), ofEnds);
    const plain = times(reach, ...made.map(([value]) => size(value)));
    const full = times(reach, ...made.map(([value, error]) => plus(size(value), error)));
    E = plus(E, term);
    most = Math.max(most, factors.length);
    if (isZero(full)) continue;
    present += 1;
    const isRounded =
      isMoved && interpolation.ends.every((end) => end.sum.some((one) => !isZero(valueOf([one]))));
    const roundings = factors.length + (isRounded ? 1 : 0);
    products = plus(products, times(grown(roundings), full), negate(plain));
    const largest = times(one, ...made.map(([value]) => larger(one, size(value))));
    const magnified = factors.length >= 2 ? larger(one, reach) : one;
    losses = plus(losses, times(whole(roundings + (flushes ? 2 : 0)), largest, magnified));
    if (compare(term, zero) >= 0) above = plus(above, full);
    if (compare(term, zero) <= 0) below = plus(below, full);
  }
  if (present === 0) return zero;
  const inherited =
    interpolation === undefined
      ? zero
      : times(
          ...interpolation.common.map((one) => plus(size(factor(one)[0]), factor(one)[1])),
          plus(
            ...interpolation.ends.map(({ coefficient }, i) =>
              times(size(factor(coefficient)[0]), i === 0 ? from : to),
            ),
          ),
        );
  const rest = plus(
    times(grown(terms.length - 1), plus(without === 'products' ? zero : products, inherited)),
    without === 'sums'
      ? zero
      : times(grown(terms.length + most - 2), whole(Math.max(present - 2, 0)), w, larger(above, below)),
    times(grown(terms.length + most), lost, losses),
  );
  const z = plus(size(E), rest);
  const top = times(z, plus(one, times(u, createRatio(1n, 2048n))));
  const half = powerOfTwo(
    Math.max(isZero(top) ? minimumExponent : floorLog2(top), minimumExponent) - precision,
  );
  const last = without === 'half' ? times(half, createRatio(1n, 2n)) : half;
  return plus(rest, last, times(createRatio(1n, 2048n), plus(times(u, z), omega)), flushes ? omega : zero);
}

/** The largest of several presentations. */
export const largestOf = (
  presentations: readonly Presentation[],
  rounding: Rounding,
  known: Known,
  without?: LeftOut,
): Ratio =>
  presentations.map((presentation) => corollary(presentation, rounding, known, without)).reduce(larger, zero);
