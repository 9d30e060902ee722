/** How far the trees over one sum of terms may be from its exact value. */
import { compound, plus, times, twoTo } from './upward.js';
import { roundingError, type Rounding } from './weights.js';

/** ±(product of factors)·v at one coordinate. */
export interface Part {
  /** Of the term; 0 for a term that is 0, whose errors may have either. */
  readonly sign: number;
  /** |v| and its error, in units of 2^scale. */
  readonly size: number;
  /** How many factors there are. */
  readonly products: number;
  /** Whether v is itself the result of a rounding. */
  readonly isRounded: boolean;
  readonly coefficient: {
    /** Π|f|, and what Π(|f| + error) is more. */
    readonly size: number;
    readonly excess: number;
    /** Π max(1, |f|), and the same with errors. */
    readonly loss: number;
    readonly largest: number;
  };
}

/** A bound in units of 2^scale. */
interface Spread {
  readonly bound: number;
  /** Whether a product of factors, or a partial sum before its factors, may leave the range of the format. */
  readonly mayOverflow: boolean;
}

/** The bounds of an arithmetic. */
export interface SpreadCalculator {
  /**
   * Of every tree over these terms.
   *
   * @param value - |E|, the sum.
   * @param inherited - how far the sum of what the leaves really are may be from E.
   */
  readonly of: (parts: readonly Part[], value: number, inherited: number, scale: number) => Spread;
  /** Of a sum of n numbers in any order, by itself: `size` is |Σ|, `side` the larger of the sums of one sign. */
  readonly ofSum: (count: number, size: number, side: number, scale: number) => number;
}

/**
 * A tree has the vectors v of the terms as leaves; its nodes add, or multiply by a factor. Expanded, its error is a sum over nodes: the
 * rounding of a node costs w times the exact part of E that flows through it, times (1 + w) for each node above. A product costs w|t| for
 * each of its terms t; a sum w times a partial sum, which lies between −N and P, the sums of the negative and of the positive terms. Adding
 * 0 is exact, so of n terms ≠ 0 there are n − 1 sums. The last rounding is taken out and costs half a unit in the last place of what is
 * rounded:
 *
 * $$B = r + h(z(1 + 2^{-11}u)) + 2^{-11}(uz + ω),\quad z = |E| + r,\quad r ≈ Σ_j (k_j w + φ_j)|t_j| + (n-2)\,w\max(P, N) + ω Σ_j k_j$$
 *
 * with k factors, of relative errors φ, to a term. What is approximate here is rounded up below. w and ω contain that every result may first
 * be rounded to a wider format, with 11 bits more.
 */
export function createSpread(rounding: Rounding): SpreadCalculator {
  const { precision, minimumExponent, maximumExponent } = rounding.format;
  const { relative, absolute, exponent } = roundingError(rounding);
  const flushes = rounding.subnormals === 'flushed';
  /** (1+w)ⁿ − 1, and (1+w)ⁿ. */
  const excesses: number[] = [];
  const excess = (count: number): number => (excesses[count] ??= compound(relative, count));
  const growth = (count: number): number => plus(1, excess(Math.max(count, 0)));
  const lossAt = (scale: number): number => times(1 + 2 ** -11, twoTo(exponent - scale));
  /** Half a unit in the last place of a result of this size. */
  const halfUnit = (size: number, scale: number): number => {
    let power = Math.floor(Math.log2(size));
    if (2 ** (power + 1) <= size) power += 1;
    return twoTo(Math.max(power + scale, minimumExponent) - precision - scale);
  };
  return {
    of: (parts, value, inherited, scale) => {
      const loss = lossAt(scale);
      const present = parts.filter(
        ({ size, coefficient }) => size > 0 && plus(coefficient.size, coefficient.excess) > 0,
      );
      const most = Math.max(0, ...parts.map(({ products }) => products));
      let [productErrors, losses, above, below, largest] = [inherited, 0, 0, 0, 0];
      for (const { sign, size, products, isRounded, coefficient } of present) {
        const full = times(plus(coefficient.size, coefficient.excess), size);
        const roundings = products + (isRounded ? 1 : 0);
        productErrors = plus(
          ...[productErrors, times(excess(roundings), full), times(coefficient.excess, size)],
        );
        const underflows = roundings + (flushes ? 2 : 0);
        const magnified = products >= 2 ? Math.max(loss, times(absolute, size)) : loss;
        losses = plus(losses, times(underflows, coefficient.loss, magnified));
        if (sign >= 0) above = plus(above, full);
        if (sign <= 0) below = plus(below, full);
        largest = plus(largest, times(coefficient.largest, size));
      }
      const sums = Math.max(present.length - 2, 0);
      const rest = plus(
        times(growth(parts.length - 1), productErrors),
        times(growth(parts.length + most - 2), sums, relative, Math.max(above, below)),
        times(growth(parts.length + most), losses),
      );
      const before = plus(value, rest);
      const last =
        before === 0
          ? 0
          : plus(
              halfUnit(times(before, 1 + 2 ** (-11 - precision)), scale),
              times(2 ** -11, plus(times(2 ** -precision, before), loss)),
              flushes ? loss : 0,
            );
      const range = times(2, twoTo(maximumExponent - scale)) * (1 - 2 ** (-precision - 1));
      const factors = Math.max(1, ...present.map(({ coefficient }) => coefficient.largest));
      const reached = times(growth(parts.length + most), plus(largest, losses));
      return {
        bound: plus(rest, last),
        mayOverflow: reached >= range || factors >= 2 ** maximumExponent,
      };
    },
    ofSum: (count, size, side, scale) =>
      count < 2
        ? 0
        : plus(
            times(relative, plus(size, times(growth(count - 2), count - 2, side))),
            flushes ? times(2 * count, lossAt(scale)) : 0,
          ),
  };
}
