/** Numbers as short texts, for sentences, labels and ticks. */

/** A power of ten with a superscript, or a plain number near 1. */
export function formatTick(value: number): string {
  const exponent = Math.round(Math.log10(value));
  if (exponent >= -3 && exponent <= 4) return String(Number(value.toPrecision(3)));
  return `10${superscript(String(exponent))}`;
}

const superscript = (text: string): string =>
  Array.from(text, (digit) => superscripts[digit] ?? digit).join('');
const superscripts: Readonly<Record<string, string>> = {
  '-': '⁻',
  '0': '⁰',
  '1': '¹',
  '2': '²',
  '3': '³',
  '4': '⁴',
  '5': '⁵',
  '6': '⁶',
  '7': '⁷',
  '8': '⁸',
  '9': '⁹',
};

/** Short, for sentences and labels. */
export function formatShort(value: number): string {
  if (value === 0 || !Number.isFinite(value)) return String(value);
  const magnitude = Math.abs(value);
  if (magnitude >= 1e-3 && magnitude < 1e4) return String(Number(value.toPrecision(3)));
  const [digits = '', exponent = ''] = value.toExponential(2).split('e');
  return `${digits}·10${superscript(exponent.replace('+', ''))}`;
}
