/** Whole numbers as limbs in doubles, and the bound that keeps every sum of them exact. */

/** A format: a number is Σ_i l_i Bⁱ with whole limbs of either sign, |l_i| ≤ limit. */
export interface LimbFormat {
  /** k, a multiple of 4: B = 2ᵏ. */
  readonly bits: number;
  /** B. */
  readonly base: number;
  /** L: no limb is greater in absolute value, after any row. */
  readonly limit: number;
}

/** Up to here every whole number is a double. */
const exactBound = 2 ** 53;

/**
 * The certificate of a format: what a row may do with its limbs.
 *
 * A row makes a_i = Σ_c d_c l_c of limbs |l_c| ≤ L with whole digits d; let R be at least Σ_c |d_c|. Every product and every
 * partial sum is a whole number of at most R·L, so where R·L < 2⁵³ none of them is rounded, in whatever order they come. The
 * carry is h = round(a/B): a/B only moves the exponent, h is a whole number of at most R·L/B + 1/2, and a − hB is exact and at
 * most B/2. The limb becomes (a_i − h_i B) + h_{i−1}, at most B/2 + R·L/B + 1/2. With L = B/2 + H that is at most L again where
 *
 * $$ H \\ge \\frac{R + 1}{2\\,(1 - R/B)}, \\qquad R < B $$
 *
 * so the bound holds for every row of every step if it holds for the greatest R.
 *
 * @param bits - k, 4 … 48.
 * @param rowSum - R, a whole number, for the greatest of all rows.
 * @returns the format, or undefined where the bound does not hold.
 */
export function certifyFormat(bits: number, rowSum: number): LimbFormat | undefined {
  const base = 2 ** bits;
  if (rowSum >= base) return undefined;
  const spill = Math.ceil((rowSum + 1) / (2 * (1 - rowSum / base))) + 1; // and one for the rounding of this quotient
  const limit = base / 2 + spill;
  // Products of whole numbers from 2⁵³ on do not round to less: what is less is exact.
  return rowSum * limit < exactBound ? { bits, base, limit } : undefined;
}
