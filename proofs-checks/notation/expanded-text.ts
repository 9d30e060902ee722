/** TeX of a polynomial term by term, for one that was computed rather than written. */
import type { Polynomial, Power, Rational, Term, Variable } from '../kernel/index.js';
import type { FormulaText } from './formula-text.js';

function atomText(atom: { readonly key: string }): string {
  return `\\mathrm{${atom.key.replaceAll(/[*^]/g, '')}}`;
}

function variableText(variable: Variable): string {
  if (variable.kind === 'gram')
    return `\\langle ${atomText(variable.left)}, ${atomText(variable.right)} \\rangle`;
  if (variable.kind === 'sequence') {
    return variable.indices.reduce<string>(
      (latex, value, at) => latex.replaceAll(`#${at + 1}`, expandedText(value).latex),
      variable.symbol.latex,
    );
  }
  return variable.key === 'J' ? '(K-1)' : variable.latex;
}

const powerText = ({ variable, exponent }: Power): string =>
  exponent === 1 ? variableText(variable) : `${variableText(variable)}^${exponent}`;

function numberText({ numerator, denominator }: Rational): string {
  const size = numerator < 0n ? -numerator : numerator;
  return denominator === 1n ? String(size) : `\\tfrac{${size}}{${denominator}}`;
}

function termText({ coefficient, powers }: Term): string {
  const number = numberText(coefficient);
  const factors = powers.map(powerText);
  return [...(number === '1' && factors.length > 0 ? [] : [number]), ...factors].join('\\,');
}

/** Σ terms; a sum of several is marked as one. */
export function expandedText({ terms }: Polynomial): FormulaText {
  const [first, ...others] = [...terms.values()];
  if (first === undefined) return { latex: '0', level: 'atom' };
  const sign = ({ coefficient }: Term): string => (coefficient.numerator < 0n ? '-' : '+');
  const head = `${sign(first) === '-' ? '-' : ''}${termText(first)}`;
  const tail = others.map((term) => ` ${sign(term)} ${termText(term)}`).join('');
  const level = others.length > 0 || sign(first) === '-' ? 'sum' : 'product';
  return { latex: `${head}${tail}`, level };
}
