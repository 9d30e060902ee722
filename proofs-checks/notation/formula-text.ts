/**
 * The text of a formula, remembered beside the polynomial or vector that was read from it, so that proofs print the
 * way they were written. Not trusted: without a remembered text the expanded polynomial is printed.
 */

/** TeX of a formula, and how strongly it binds. */
export interface FormulaText {
  readonly latex: string;
  readonly level: 'sum' | 'product' | 'atom';
}

const texts = new WeakMap<object, FormulaText>();

/** Remembers the text of `value` and returns it. */
export function withText<Value extends object>(
  value: Value,
  latex: string,
  level: FormulaText['level'] = 'atom',
): Value {
  texts.set(value, { latex, level });
  return value;
}

/** The remembered text, if any. */
export function textOf(value: object): FormulaText | undefined {
  return texts.get(value);
}

const parenthesized = ({ latex }: FormulaText): string => `(${latex})`;

/** The text as a factor of a product. */
export function asFactor(text: FormulaText): string {
  return text.level === 'sum' ? parenthesized(text) : text.latex;
}

/** left ± right. */
export function sumText(left: FormulaText, right: FormulaText, sign: 1 | -1): FormulaText {
  if (right.latex === '0') return left;
  if (left.latex === '0') {
    return sign === 1 ? right : { latex: `-${asFactor(right)}`, level: 'sum' };
  }
  const tail = sign === -1 && right.level === 'sum' ? parenthesized(right) : right.latex;
  return { latex: `${left.latex} ${sign === 1 ? '+' : '-'} ${tail}`, level: 'sum' };
}

/** left · right. */
export function productText(left: FormulaText, right: FormulaText): FormulaText {
  if (left.latex === '0' || right.latex === '1') return left;
  if (right.latex === '0' || left.latex === '1') return right;
  const isDigits = /^\d/.test(right.latex);
  return { latex: `${asFactor(left)}${isDigits ? ' \\cdot ' : '\\,'}${asFactor(right)}`, level: 'product' };
}

/** base^exponent. */
export function powerText(base: FormulaText, exponent: number): FormulaText {
  const body = base.level === 'atom' ? base.latex : parenthesized(base);
  return { latex: `${body}^${exponent}`, level: 'product' };
}

/** value/whole. */
export function quotientText(value: FormulaText, whole: number): FormulaText {
  if (/^\d+$/.test(value.latex)) return { latex: `\\tfrac{${value.latex}}{${whole}}`, level: 'atom' };
  return { latex: `\\tfrac{1}{${whole}}\\,${asFactor(value)}`, level: 'product' };
}
