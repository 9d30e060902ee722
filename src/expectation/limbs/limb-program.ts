/** Integer matrices as tables that a kernel runs over limbs. */
import { certifyFormat, sumOfDigits, toDigits, type LimbFormat } from './limb-format.js';

/** One row: the number in `target` becomes Σ coefficient·(number in source). */
export interface LimbRow {
  /** Where it is written; not a source of any row of the same stage, but of itself where the coefficient is small. */
  readonly target: number;
  readonly sources: readonly number[];
  readonly coefficients: readonly bigint[];
}

/** Rows that may run in any order: none reads what another one writes. */
export type LimbStage = readonly LimbRow[];

/** What a carry costs, in terms of a row. */
const carryCost = { narrow: 2.5, wide: 4 };

/** A row of a stage in digits: coefficient times number in source, moved up by `shift` limbs. */
export interface DigitRow {
  readonly target: number;
  readonly terms: readonly { readonly source: number; readonly shift: number; readonly digit: number }[];
}

/** Writes the coefficients of rows as digits of a format. */
export function toDigitRows(rows: LimbStage, bits: number, largest: number): readonly DigitRow[] {
  return rows.map(({ target, sources, coefficients }) => ({
    target,
    terms: sources.flatMap((source, c) =>
      toDigits(coefficients[c] as bigint, bits, largest).flatMap((digit, shift) =>
        digit === 0 ? [] : [{ source, shift, digit }],
      ),
    ),
  }));
}

/** A format, and how coefficients are written in it. */
export interface ChosenFormat {
  readonly format: LimbFormat;
  /** Coefficients up to here are not split. */
  readonly largest: number;
}

/**
 * The cheapest format in which all rows are certified, by the terms and carries for each bit; undefined where there is
 * none. Long coefficients are split into digits, which a narrow carry does not settle.
 */
export function chooseFormat(rows: LimbStage): ChosenFormat | undefined {
  let best: (ChosenFormat & { readonly cost: number }) | undefined;
  const greatest = rows.reduce((most, { coefficients }) => Math.max(most, sumOfDigits(coefficients.map(Number))), 0);
  for (let bits = 48; bits >= 16; bits -= 4) {
    const whole = certifyFormat(bits, Math.ceil(greatest * (1 + 2 ** -40)), false);
    if (whole !== undefined) {
      const terms = rows.reduce((sum, { sources }) => sum + sources.length + carryCost.narrow, 0);
      if (best === undefined || terms / bits < best.cost)
        best = { format: whole, largest: Infinity, cost: terms / bits };
      continue;
    }
    if (bits > 28) continue; // two digits of that size do not fit
    const digits = toDigitRows(rows, bits, 2 ** (bits - 1));
    const sum = digits.reduce((most, { terms }) => Math.max(most, sumOfDigits(terms.map(({ digit }) => digit))), 0);
    const format = certifyFormat(bits, sum, true);
    if (format === undefined) continue;
    const terms = digits.reduce((count, row) => count + row.terms.length + carryCost.wide, 0);
    if (best === undefined || terms / bits < best.cost) {
      best = { format, largest: 2 ** (bits - 1), cost: terms / bits };
    }
  }
  return best;
}
