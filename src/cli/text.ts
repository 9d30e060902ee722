/** Text for people: tables, numbers, headings. Colour only where a terminal shows it. */
import { styleText } from 'node:util';
import Table from 'cli-table3';
import { floorLog2, formatRatio, type Ratio } from '../exact/index.js';

/** Writes lines to standard output; an empty one where none is given. */
export function print(...lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** Writes a document to standard output as JSON, with ratios as exact texts. What is undefined is left out. */
export function printJson(document: object): void {
  process.stdout.write(formatJson(document));
}

/** What {@link printJson} writes. */
export function formatJson(document: object): string {
  const replace = (_key: string, value: unknown): unknown => (isRatio(value) ? formatRatio(value) : value);
  return `${JSON.stringify(document, replace, 2)}\n`;
}

function isRatio(value: unknown): value is Ratio {
  return typeof value === 'object' && value !== null && 'numerator' in value;
}

/** A heading. */
export function heading(text: string): string {
  const isPlain = !process.stdout.isTTY || process.env['NO_COLOR'] !== undefined;
  return isPlain ? `${text}\n${'─'.repeat(text.length)}` : styleText('bold', text);
}

/** A table with a header row; columns named in `numeric` are aligned to the right. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  numeric: readonly number[] = [],
): string {
  const result = new Table({
    head: [...head],
    colAligns: head.map((_, index) => (numeric.includes(index) ? 'right' : 'left')),
    style: { head: [], border: [], compact: true },
  });
  result.push(...rows.map((row) => [...row]));
  return result.toString();
}

/**
 * An exact number to `digits` significant digits, rounded half away from zero, in scientific notation where it is very
 * small or large. Works for numbers far beyond the range of doubles.
 */
export function formatSignificant(value: Ratio, digits: number): string {
  const { numerator, denominator } = value;
  if (numerator === 0n) return '0';
  const magnitude = numerator < 0n ? -numerator : numerator;
  // ⌊log₁₀⌋ from ⌊log₂⌋ is off by at most one
  let exponent = Math.floor(floorLog2(value) * Math.log10(2));
  const scaledTo = (e: number): bigint => {
    const shift = digits - 1 - e;
    const [above, below] =
      shift >= 0
        ? [magnitude * 10n ** BigInt(shift), denominator]
        : [magnitude, denominator * 10n ** BigInt(-shift)];
    return (2n * above + below) / (2n * below);
  };
  let rounded = scaledTo(exponent);
  while (rounded >= 10n ** BigInt(digits)) {
    exponent += 1;
    rounded = scaledTo(exponent);
  }
  const text = rounded.toString();
  const sign = numerator < 0n ? '-' : '';
  if (exponent < -4 || exponent >= Math.max(digits, 6)) {
    const fraction = digits > 1 ? `.${text.slice(1)}` : '';
    return `${sign}${text.slice(0, 1)}${fraction}e${exponent}`;
  }
  const places = Math.max(digits - 1 - exponent, 0);
  const whole = 10n ** BigInt(Math.max(exponent - digits + 1, 0)) * rounded;
  const padded = whole.toString().padStart(places + 1, '0');
  return places === 0 ? sign + padded : `${sign}${padded.slice(0, -places)}.${padded.slice(-places)}`;
}

/** A ratio as a short text: exact where that is short, else rounded to 6 digits and marked as such. */
export function formatShort(value: Ratio): string {
  const exact = formatRatio(value);
  return exact.length <= 12 ? exact : `≈ ${formatSignificant(value, 6)}`;
}
