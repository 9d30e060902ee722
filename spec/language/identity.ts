/** Whether two expressions are the same formula, whatever their names stand for. */
import type { Field } from '../algebra/index.js';
import { originalOf, type Use } from './method.js';
import type { Expression } from './page.js';
import { remember } from './remember.js';
import { printBinding } from './text.js';

const prime = 2n ** 61n - 1n;
const reduce = (value: bigint): bigint => ((value % prime) + prime) % prime;

function power(base: bigint, exponent: bigint): bigint {
  if (exponent === 0n) return 1n;
  const half = power((base * base) % prime, exponent / 2n);
  return exponent % 2n === 1n ? (half * base) % prime : half;
}

const inverted = new Map<bigint, bigint>();
const inverseOf = (value: bigint): bigint => remember(inverted, value, () => power(value, prime - 2n));

/** The whole numbers modulo 2⁶¹ − 1; 1/0 is 0. They have no order: `compare` only tells equal from different. */
export const residues: Field<bigint> = {
  ...{ name: 'residues', zero: 0n, one: 1n, format: String },
  add: (left, right) => reduce(left + right),
  subtract: (left, right) => reduce(left - right),
  multiply: (left, right) => reduce(left * right),
  negate: (value) => reduce(-value),
  divide: (left, right) => (right === 1n ? left : reduce(left * inverseOf(right))),
  compare: (left, right) => (left === right ? 0 : 1),
  fromString: (text) => {
    const [whole = '', part = ''] = text.split('.');
    return residues.divide(BigInt(whole + part), power(10n, BigInt(part.length)));
  },
};

/** What was scattered lately: pages have few versions and questions, and ask for them again and again. */
const scattered = new Map<string, bigint>();

/** A residue that looks random and depends on all parts in their order. */
function scatter(...parts: readonly (bigint | number | string)[]): bigint {
  return remember(scattered, parts.join(), () =>
    parts
      .flatMap((part) => (typeof part === 'string' ? Array.from(part, (c) => c.codePointAt(0) ?? 0) : [part]))
      .reduce<bigint>((sum, part) => power(reduce(sum * 1_000_003n + BigInt(part) + 12_345n), 65_537n), 1n),
  );
}

/**
 * The value of an expression where every version, question and non-rational function is a random residue of its own: two
 * different rational expressions of degree n agree with probability at most n/2⁶¹ (Schwartz and Zippel). A vector counts as one
 * of its coordinates, a copy as what it copies.
 */
export function fingerprint(e: Expression<Use>): bigint {
  const { add, subtract, multiply, divide, negate, fromString } = residues;
  if (e.kind === 'number') return fromString(e.text);
  if (e.kind === 'name') {
    const { index } = originalOf(e.version);
    return e.index === undefined ? scatter('name', index) : scatter('name', index, e.index.version.index);
  }
  if (e.kind === 'gradient') {
    const sample = e.sample?.version.index ?? (e.member === undefined ? -1 : -1 - e.member);
    return scatter(e.function, fingerprint(e.point), sample);
  }
  if (e.over !== undefined) return scatter(e.operator, ...e.operands.map(fingerprint), printBinding(e.over));
  const [left = 0n, right = 0n] = e.operands.map(fingerprint);
  const exponent = e.operands[1];
  switch (e.operator) {
    case '+':
      return add(left, right);
    case '−':
      return subtract(left, right);
    case '·':
    case '⊙':
      return multiply(left, right);
    case '/':
    case '⊘':
      return divide(left, right);
    case 'negate':
      return negate(left);
    default:
      return e.operator === '^' && exponent?.kind === 'number'
        ? power(left, right)
        : scatter(e.operator, left, right);
  }
}
