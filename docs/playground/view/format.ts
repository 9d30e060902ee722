/** Numbers as short texts, for sentences, labels and ticks. */

/** A tick such as 0.01, 10⁻⁴ or 3·10⁻⁵. */
export function formatTick(value: number): string {
  if (value >= 0.999e-3 && value < 9.99e3) return String(Number(value.toPrecision(3)));
  const [factor = '1', exponent = '0'] = value.toExponential(0).split('e');
  return `${factor === '1' ? '' : `${factor}·`}10${superscript(exponent.replace('+', ''))}`;
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
