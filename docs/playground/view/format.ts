/** Numbers as short texts, for sentences, labels and ticks. */

/** A tick such as 0.01, 10⁻⁴ or 3·10⁻⁵. */
export function formatTick(value: number): string {
  if (value >= 0.999e-3 && value < 9.99e3) return String(Number(value.toPrecision(3)));
  const [factor = '1', exponent = '0'] = value.toExponential(0).split('e');
  return `${factor === '1' ? '' : `${factor}·`}10${superscript(exponent.replace('+', ''))}`;
}

const superscript = (text: string): string =>
  Array.from(text, (digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)] ?? '⁻').join('');

/** Short, for sentences and labels; what no double can hold is put into words. */
export function formatShort(value: number): string {
  if (Number.isNaN(value)) return 'not a number';
  if (!Number.isFinite(value)) return value > 0 ? 'beyond 10³⁰⁸' : 'below −10³⁰⁸';
  if (value === 0) return '0';
  const magnitude = Math.abs(value);
  if (magnitude >= 1e-3 && magnitude < 1e4) return withMinus(String(Number(value.toPrecision(3))));
  if (magnitude >= 1e4 && magnitude < 1e6)
    return withMinus(Number(value.toPrecision(3)).toLocaleString('en'));
  const [digits = '', exponent = ''] = value.toExponential(2).split('e');
  return `${withMinus(digits)}·10${superscript(exponent.replace('+', ''))}`;
}

/** The text of a number with a minus sign in place of a hyphen. */
export const withMinus = (text: string): string => text.replace(/^-/, '−');

/** A number for a sentence about a figure: tiny and huge ones in words. */
export function inWords(value: number): string {
  if (Math.abs(value) > 1e6) return value > 0 ? 'more than a million' : 'below minus a million';
  if (value !== 0 && Math.abs(value) < 1e-12) return 'less than 10⁻¹²';
  return formatShort(value);
}

/** How many times one distance is another: "3.2 times". */
export function timesInWords(ratio: number): string {
  if (!(ratio < 1e6)) return 'more than a million times';
  return `${ratio >= 100 ? Math.round(ratio).toLocaleString('en') : Number(ratio.toPrecision(2))} times`;
}

/** The size of an exact number that is too large for a double, from its text: "about 10⁶⁵⁰". */
export function sizeInWords(exactText: string): string {
  const [numerator = '', denominator] = exactText.replace(/^-/, '').split('/');
  const digits = (text: string): number => text.split(/[.e]/)[0]?.length ?? 0;
  return `about ${exactText.startsWith('-') ? '−' : ''}10${superscript(String(digits(numerator) - (denominator === undefined ? 1 : digits(denominator))))}`;
}
