/** Numbers in sentences: short, and words where a number would say nothing. */
import { formatShort } from '../../../playground/view/format.js';

/** A number for a sentence; beyond all measure it is a word. */
export function inWords(value: number): string {
  if (Number.isNaN(value)) return 'undefined';
  if (Math.abs(value) > 1e6) return value > 0 ? 'more than a million' : 'below minus a million';
  if (value !== 0 && Math.abs(value) < 1e-12) return 'less than 10⁻¹²';
  if (Math.abs(value) >= 1e4) return Number(value.toPrecision(3)).toLocaleString('en').replace('-', '−');
  return formatShort(value).replace('-', '−');
}

/** How many times one distance is another, in words: "3.2 times". */
export function timesInWords(ratio: number): string {
  if (!(ratio < 1e6)) return 'more than a million times';
  return `${ratio >= 100 ? String(Math.round(ratio)) : Number(ratio.toPrecision(2))} times`;
}
