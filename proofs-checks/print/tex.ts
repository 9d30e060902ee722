/** Formulas of a derivation as TeX. */
import type { IndexExpression, Scalar, Vector } from '../derivation/schema.js';
import { readExpression } from '../notation/expression.js';
import { abbreviations, families } from '../notation/families.js';
import { add, scalar } from '../notation/formula.js';
import { findParameter, predecessor } from '../notation/parameters.js';

/** TeX of a formula, and how strongly it binds. */
interface Tex {
  readonly latex: string;
  readonly level: 'sum' | 'product' | 'atom';
}

const atom = (latex: string): Tex => ({ latex, level: 'atom' });

const asFactor = ({ latex, level }: Tex): string => (level === 'sum' ? `(${latex})` : latex);

/** `#1`, and `#1+1` for one more, replaced by the indices. */
function fill(latex: string, indices: readonly IndexExpression[]): string {
  return latex.replaceAll(/#(\d)(?:\+(\d+))?/g, (_all, at: string, more: string | undefined) => {
    const index = scalar(indices[Number(at) - 1] ?? '0');
    return texOf(add(index, readExpression(more ?? '0')).node).latex.replaceAll(' ', '');
  });
}

function nameTex(name: string): Tex {
  const [numerator = '', denominator] = name.split('/');
  if (/^-?\d/.test(name)) {
    const negative = numerator.startsWith('-');
    const size = negative ? numerator.slice(1) : numerator;
    const latex = denominator === undefined ? size : `\\tfrac{${size}}{${denominator}}`;
    return negative ? { latex: `-${latex}`, level: 'sum' } : atom(latex);
  }
  return atom(name === predecessor ? '(K-1)' : (findParameter(name)?.latex ?? name));
}

/** A sum: a summand with a minus is subtracted. */
function sumTex(parts: readonly Tex[]): Tex {
  const latex = parts.reduce((text, { latex: next }) => {
    if (text === '') return next;
    return next.startsWith('-') ? `${text} - ${next.slice(1)}` : `${text} + ${next}`;
  }, '');
  return { latex, level: 'sum' };
}

function productTex(parts: readonly Tex[]): Tex {
  const latex = parts.reduce((text, part) => {
    const next = asFactor(part);
    if (text === '') return next;
    return /^\d/.test(next) ? `${text} \\cdot ${next}` : `${text}\\,${next}`;
  }, '');
  return { latex, level: 'product' };
}

const minusTex = (part: Tex): Tex => ({ latex: `-${asFactor(part)}`, level: 'sum' });

function powerTex(base: Tex, exponent: string): Tex {
  const isPlain = base.level === 'atom' && !base.latex.includes('^') && !base.latex.startsWith('\\tfrac');
  return { latex: `${isPlain ? base.latex : `(${base.latex})`}^${exponent}`, level: 'product' };
}

/** TeX of a number or a vector. */
export function texOf(node: Scalar | Vector): Tex {
  if (typeof node === 'string') return nameTex(node);
  switch (node[0]) {
    case 'zero':
      return atom('0');
    case '+':
      return sumTex(node.slice(1).map((part) => texOf(part as Scalar)));
    case '*':
      return productTex(node.slice(1).map((part) => texOf(part as Scalar)));
    case '-': {
      const [, first, second] = node as readonly ['-', Scalar, Scalar?];
      return second === undefined ? minusTex(texOf(first)) : sumTex([texOf(first), minusTex(texOf(second))]);
    }
    case '^':
      return powerTex(texOf(node[1]), node[2]);
    case 'inner':
      return atom(`\\langle ${texOf(node[1]).latex},\\, ${texOf(node[2]).latex} \\rangle`);
    case 'norm2':
      return { latex: `\\lVert ${texOf(node[1]).latex} \\rVert^2`, level: 'product' };
    case 'apply':
      return atom(`${node[1]}(${texOf(node[2]).latex})`);
    default: {
      const [head, name, ...indices] = node as readonly [string, string, ...IndexExpression[]];
      const latex = head === 'use' ? abbreviations.get(name)?.latex : families.get(name)?.latex;
      return atom(fill(latex ?? name, indices));
    }
  }
}

/** TeX of factor · rest. */
export const productOfTex = (factor: Scalar, rest: string): string =>
  factor === '1' ? rest : `${asFactor(texOf(factor))}\\,${rest}`;
