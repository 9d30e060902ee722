/** Whole numbers as limbs in doubles, and the bound that keeps every sum of them exact. */

/** A format: a number is Σ_i l_i Bⁱ with whole limbs of either sign, |l_i| ≤ limit. */
export interface LimbFormat {
  /** k, a multiple of 4: B = 2ᵏ. */
  readonly bits: number;
  /** B. */
  readonly base: number;
  /** Whether a carry reaches the next limb alone (false), or the one after it too (true). */
  readonly isWide: boolean;
  /** L: no limb is greater in absolute value, after any row. */
  readonly limit: number;
}

/** Up to here every whole number is a double. */
const exactBound = 2 ** 53;

/**
 * The certificate of a format: what a row may do with its limbs.
 *
 * A row makes a_i = Σ_c d_c l_c of limbs |l_c| ≤ L with whole digits d, and R = Σ_c |d_c|. Every product and every partial sum
 * is a whole number of at most R·L, so where R·L ≤ 2⁵³ none of them is rounded, in whatever order they come. The carry is
 * h = round(a/B), and a − hB is exact and at most B/2.
 *
 * Narrow: the limb becomes (a_i − h_i B) + h_{i−1}, at most B/2 + R·L/B + 1/2. With L = B/2 + H that is L again where
 * H ≥ (R + 1)/(2(1 − R/B)), for which R < B is needed.
 *
 * Wide: h is split once more, g = round(h/B), and the limb becomes (a_i − h_i B) + (h_{i−1} − g_{i−1} B) + g_{i−2}, at most
 * B/2 + B/2 + R·L/B² + 1, so with L = B + ⌈2⁵³/B²⌉ + 1 any R with R·L ≤ 2⁵³ will do.
 *
 * @param bits - k, 4 … 48.
 * @param rowSum - R, the greatest of all rows.
 * @returns the format, or undefined where the bound does not hold.
 */
export function certifyFormat(bits: number, rowSum: number, isWide: boolean): LimbFormat | undefined {
  const base = 2 ** bits;
  if (!isWide && rowSum >= base) return undefined;
  const limit = isWide
    ? base + Math.ceil(exactBound / base ** 2) + 1
    : base / 2 + Math.ceil((rowSum + 1) / (2 * (1 - rowSum / base))) + 1; // and one for the rounding of the quotient
  // The product of two doubles may round down to the bound: half of it is left for that.
  return rowSum <= exactBound / 2 / limit || BigInt(rowSum) * BigInt(limit) <= BigInt(exactBound)
    ? { bits, base, isWide, limit }
    : undefined;
}

/** The digits of a coefficient in base 2ᵏ, lowest first, each between −2ᵏ⁻¹ and 2ᵏ⁻¹; one that is at most `largest` stays whole. */
export function toDigits(coefficient: bigint, bits: number, largest: number): readonly number[] {
  const whole = Number(coefficient); // exact where it is small enough to be used
  if (Math.abs(whole) <= largest) return [whole];
  const digits: number[] = [];
  for (let rest = coefficient; rest !== 0n;) {
    const digit = BigInt.asIntN(bits, rest);
    digits.push(Number(digit));
    rest = (rest - digit) >> BigInt(bits);
  }
  return digits;
}

/** Σ |d| of digits. */
export function sumOfDigits(digits: readonly number[]): number {
  return digits.reduce((sum, digit) => sum + Math.abs(digit), 0);
}
