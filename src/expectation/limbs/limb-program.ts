/** Integer matrices as rows whose coefficients are digits that the limbs of a format bear. */
import { bitLength } from '../../exact/index.js';
import { certifyFormat, type LimbFormat } from './limb-format.js';

/** One row: the number in `target` becomes Σ coefficient·(number in source). */
export interface LimbRow {
  /** Where it is written: not a source of another row of the same stage; of its own row only with coefficient 1. */
  readonly target: number;
  readonly sources: readonly number[];
  readonly coefficients: readonly bigint[];
}

/** Rows that may run in any order: none reads what another one writes. */
export type LimbStage = readonly LimbRow[];

/** A program: stages one after the other, and how often it is going to run. */
export interface LimbProgram {
  readonly stages: readonly LimbStage[];
  readonly runs: number;
}

/** A row with digits for coefficients. */
export interface DigitRow {
  readonly target: number;
  readonly sources: readonly number[];
  readonly digits: readonly number[];
}

/** A carry costs as much as so many terms of a row. */
const carryCost = 2.5;

/** Coefficients of more digits than this are for numbers that multiply long by long. */
const mostDigits = 8;

/** What the choice of a format needs of a row. */
interface RowSize {
  readonly termCount: number;
  readonly sum: number;
  readonly bits: number;
}

function sizeOf({ coefficients }: LimbRow): RowSize {
  let [sum, longest] = [0n, 0n];
  for (const coefficient of coefficients) {
    const magnitude = coefficient < 0n ? -coefficient : coefficient;
    sum += magnitude;
    if (magnitude > longest) longest = magnitude;
  }
  return { termCount: coefficients.length, sum: Number(sum), bits: bitLength(longest) };
}

/**
 * The bits of a digit of a row of so many terms, in a format of k bits.
 *
 * n digits of p bits, each at most 2ᵖ⁻¹, and the factor 2ᵖ of the part above: n·2ᵖ⁻¹ + 2ᵖ is to stay below 2⁵³⁻ᵏ,
 * and below a quarter of the base, for carries.
 */
function digitBits(bits: number, termCount: number): number {
  return Math.floor(Math.min(53 - bits, bits - 2) - Math.log2(termCount / 2 + 1));
}

/** Whether a row runs as it is. */
function fits(bits: number, sum: number): boolean {
  return certifyFormat(bits, sum) !== undefined;
}

/**
 * The format in which the programs cost least: terms and carries for each bit of a limb.
 *
 * @returns undefined where every format needs more than eight digits for some coefficient.
 */
export function chooseBits(programs: readonly LimbProgram[]): number | undefined {
  const sizes = programs.map(({ stages, runs }) => ({ runs, rows: stages.flat().map(sizeOf) }));
  let best: { readonly bits: number; readonly cost: number } | undefined;
  // below 28 bits digits are shorter too, and no row fits that does not fit at 28
  for (let bits = 44; bits >= 28; bits -= 4) {
    let cost = 0;
    for (const { runs, rows } of sizes) {
      for (const { termCount, sum, bits: length } of rows) {
        const width = digitBits(bits, termCount);
        const digits = fits(bits, sum) ? 1 : width < 2 ? Infinity : Math.ceil((length + 1) / width);
        if (digits > mostDigits) cost = Infinity;
        cost += (runs * (digits * (termCount + carryCost) + digits - 1)) / bits;
      }
    }
    if (cost < (best?.cost ?? Infinity)) best = { bits, cost };
  }
  return best?.bits;
}

/** The balanced digits of a coefficient in base 2ᵖ, lowest first. */
function toDigits(coefficient: bigint, bits: number): readonly number[] {
  const digits: number[] = [];
  for (let rest = coefficient; rest !== 0n;) {
    const digit = BigInt.asIntN(bits, rest);
    digits.push(Number(digit));
    rest = (rest - digit) >> BigInt(bits);
  }
  return digits;
}

/**
 * Writes a stage in digits: Σ c_i x_i with long coefficients goes by Horner's rule, digit by digit from the highest,
 *
 * $$ t \leftarrow \sum_i d_{i,n}\,x_i, \qquad t \leftarrow 2^p\,t + \sum_i d_{i,j}\,x_i, \quad j = n-1, \dots, 0 $$
 *
 * with the carries settled in between.
 *
 * @param partial - gives a number for t.
 */
export function toDigitStages(
  stage: LimbStage,
  bits: number,
  partial: () => number,
): readonly (readonly DigitRow[])[] {
  const levels: DigitRow[][] = [];
  const put = (level: number, row: DigitRow): void => {
    (levels[level] ??= []).push(row);
  };
  for (const row of stage) {
    const { target, sources, coefficients } = row;
    const { sum, termCount } = sizeOf(row);
    const width = digitBits(bits, termCount);
    if (width < 2 || fits(bits, sum)) {
      put(0, { target, sources, digits: coefficients.map(Number) }); // the certificate has the last word
      continue;
    }
    const digits = coefficients.map((coefficient) => toDigits(coefficient, width));
    const highest = Math.max(...digits.map(({ length }) => length)) - 1;
    const between = partial();
    for (let level = highest; level >= 0; level -= 1) {
      const terms = sources.flatMap((source, c) => {
        const digit = digits[c]?.[level] ?? 0;
        return digit === 0 ? [] : [{ source, digit }];
      });
      if (level < highest) terms.push({ source: between, digit: 2 ** width });
      put(level, {
        target: level === 0 ? target : between,
        sources: terms.map(({ source }) => source),
        digits: terms.map(({ digit }) => digit),
      });
    }
  }
  return levels.reverse();
}

/**
 * The format of k bits for rows in digits, by the certificate.
 *
 * @returns undefined where the bound does not hold.
 */
export function certifyRows(bits: number, rows: readonly DigitRow[]): LimbFormat | undefined {
  const greatest = rows.reduce(
    (most, { digits }) =>
      Math.max(
        most,
        digits.reduce((sum, digit) => sum + Math.abs(digit), 0),
      ),
    0,
  );
  return certifyFormat(bits, greatest);
}
