/**
 * Formulas of a derivation as data. The constructors reduce what a reader would: numbers are multiplied out, equal
 * factors become powers, zeros and ones vanish. Nothing here is trusted: the kernel reads the data itself.
 */
import type { IndexExpression, Scalar, Vector } from '../derivation/schema.js';
import {
  addRationals,
  formatRational,
  multiplyRationals,
  rational,
  type Rational,
} from '../kernel/rational.js';

/** A number as a formula. */
export interface ScalarFormula {
  readonly kind: 'scalar';
  readonly node: Scalar;
}

/** A vector as a formula. */
export interface VectorFormula {
  readonly kind: 'vector';
  readonly node: Vector;
}

/** A number or a vector as a formula. */
export type Formula = ScalarFormula | VectorFormula;

/** The formula of a number. */
export const scalar = (node: Scalar): ScalarFormula => ({ kind: 'scalar', node });
/** The formula of a vector. */
export const vectorOf = (node: Vector): VectorFormula => ({ kind: 'vector', node });

/** The number that a node writes out in digits, if it does. */
function numberOf(node: Scalar): Rational | undefined {
  if (typeof node !== 'string' || !/^-?\d/.test(node)) return undefined;
  const [numerator = '', denominator = '1'] = node.split('/');
  return rational(BigInt(numerator), BigInt(denominator));
}

const isOperation = <Node extends Scalar | Vector>(
  node: Node,
  head: string,
): node is Node & readonly unknown[] => typeof node !== 'string' && node[0] === head;

/** Σ nodes: nested sums are one, numbers are added, a sum of one is that one. */
function sumOf(nodes: readonly Scalar[]): Scalar {
  const flat = nodes.flatMap((node) => (isOperation(node, '+') ? (node.slice(1) as Scalar[]) : [node]));
  const numbers = flat.flatMap((node) => numberOf(node) ?? []);
  const total = numbers.reduce(addRationals, rational(0));
  const place = flat.findIndex((node) => numberOf(node) !== undefined);
  const summands = flat.flatMap((node, at): Scalar[] => {
    if (numberOf(node) === undefined) return [node];
    return at === place && total.numerator !== 0n ? [formatRational(total)] : [];
  });
  const [first, second, ...others] = summands;
  if (first === undefined) return '0';
  return second === undefined ? first : ['+', first, second, ...others];
}

const minus = (node: Scalar): Scalar => {
  if (isOperation(node, '-') && node.length === 2) return node[1] as Scalar;
  const number = numberOf(node);
  return number === undefined ? ['-', node] : formatRational(multiplyRationals(rational(-1), number));
};

/** A factor as base and exponent. */
const powerOf = (node: Scalar): readonly [base: Scalar, exponent: number] =>
  isOperation(node, '^') ? [node[1] as Scalar, Number(node[2])] : [node, 1];

/** Π nodes: nested products are one, numbers stand first, equal factors become powers, a minus stands outside. */
function productOf(nodes: readonly Scalar[]): Scalar {
  let number = rational(1);
  const powers = new Map<string, readonly [base: Scalar, exponent: number]>();
  const visit = (node: Scalar): void => {
    const value = numberOf(node);
    if (value !== undefined) number = multiplyRationals(number, value);
    else if (isOperation(node, '*')) (node.slice(1) as Scalar[]).forEach(visit);
    else if (isOperation(node, '-') && node.length === 2) {
      number = multiplyRationals(number, rational(-1));
      visit(node[1] as Scalar);
    } else {
      const [base, exponent] = powerOf(node);
      const key = JSON.stringify(base);
      powers.set(key, [base, exponent + (powers.get(key)?.[1] ?? 0)]);
    }
  };
  nodes.forEach(visit);
  if (number.numerator === 0n) return '0';
  const size = number.numerator < 0n ? multiplyRationals(rational(-1), number) : number;
  const factors = [...powers.values()].map(([base, exponent]): Scalar =>
    exponent === 1 ? base : ['^', base, String(exponent)],
  );
  const all =
    formatRational(size) === '1' && factors.length > 0 ? factors : [formatRational(size), ...factors];
  const [first, second, ...others] = all;
  const value: Scalar = second === undefined ? (first ?? '1') : ['*', first ?? '1', second, ...others];
  return size === number ? value : minus(value);
}

/** left + right. */
export function add<Kind extends Formula>(left: Kind, right: Kind): Kind;
export function add(left: Formula, right: Formula): Formula {
  if (left.kind === 'scalar' && right.kind === 'scalar') return scalar(sumOf([left.node, right.node]));
  if (left.kind === 'vector' && right.kind === 'vector') {
    const parts = [left.node, right.node].flatMap((node): readonly Vector[] => {
      if (node[0] === 'zero') return [];
      return node[0] === '+' ? (node.slice(1) as Vector[]) : [node];
    });
    const [first, second, ...others] = parts;
    if (first === undefined) return vectorOf(['zero']);
    return vectorOf(second === undefined ? first : ['+', first, second, ...others]);
  }
  throw new RangeError('a number and a vector do not add');
}

/** −value. */
export function negate<Kind extends Formula>(value: Kind): Kind;
export function negate(value: Formula): Formula {
  if (value.kind === 'scalar') return scalar(minus(value.node));
  const { node } = value;
  if (node[0] === 'zero') return value;
  return vectorOf(node[0] === '-' && node.length === 2 ? node[1] : ['-', node]);
}

/** left · right; the factor of a vector stands to its left. */
export function multiply<Kind extends Formula>(left: ScalarFormula, right: Kind): Kind;
export function multiply(left: ScalarFormula, right: Formula): Formula {
  if (right.kind === 'scalar') return scalar(productOf([left.node, right.node]));
  const { node } = right;
  if (left.node === '0' || node[0] === 'zero') return vectorOf(['zero']);
  if (node[0] === '-' && node.length === 2) return negate(multiply(left, vectorOf(node[1])));
  if (node[0] === '*') return multiply(scalar(productOf([left.node, node[1]])), vectorOf(node[2]));
  if (left.node === '1') return right;
  const number = numberOf(left.node);
  const isNegative =
    (number !== undefined && number.numerator < 0n) ||
    (isOperation(left.node, '-') && left.node.length === 2);
  if (isNegative) return negate(multiply(negate(left), right));
  return vectorOf(['*', left.node, node]);
}

/** base^exponent for a whole exponent ≥ 0; a power of a product is a product of powers. */
export function power(base: ScalarFormula, exponent: number): ScalarFormula {
  if (exponent === 0) return scalar('1');
  return scalar(productOf(Array.from({ length: exponent }, () => base.node)));
}

/** E⟨u, v⟩. */
export const inner = (left: VectorFormula, right: VectorFormula): ScalarFormula =>
  scalar(['inner', left.node, right.node]);

/** E‖v‖². */
export const norm2 = (value: VectorFormula): ScalarFormula => scalar(['norm2', value.node]);

/** The formula as an index; throws where it is not one. */
export function toIndexNode({ node }: ScalarFormula): IndexExpression {
  const isIndex = (value: unknown): value is IndexExpression =>
    typeof value === 'string'
      ? /^(\d+|[A-Za-z][A-Za-z0-9]*)$/.test(value)
      : Array.isArray(value) && ['+', '*'].includes(value[0] as string) && value.slice(1).every(isIndex);
  if (!isIndex(node)) throw new RangeError(`not an index: ${JSON.stringify(node)}`);
  return node;
}
