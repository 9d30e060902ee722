/** Products and sums of a page taken apart, as far as a program may make them in another order. */
import { partsOf, typeOf, type Expression, type OperatorName, type Use } from '../../spec/language/index.js';

/** Factors, each to a whole power ≠ 0. */
export interface Chain {
  readonly isNegative: boolean;
  readonly factors: readonly { readonly base: Expression<Use>; readonly power: number }[];
  /** The scalars among them that are more than numbers, also those under a root. */
  readonly scalars: readonly Expression<Use>[];
}

/** Exponents that are written out. */
const mostFactors = 8;

/** A product, a quotient, a square: their factors. Anything else is one factor. */
export function asChain(e: Expression<Use>): Chain {
  const factors: { readonly base: Expression<Use>; readonly power: number }[] = [];
  let isNegative = false;
  const take = (part: Expression<Use>, by: number): void => {
    const [left = part, right = left] = part.kind === 'apply' ? part.operands : [];
    const operator = part.kind === 'apply' ? part.operator : undefined;
    if (operator === 'negate') {
      isNegative = by % 2 === 0 ? isNegative : !isNegative;
      take(left, by);
    } else if (operator === '·' || operator === '⊙') {
      take(left, by);
      take(right, by);
    } else if (operator === '/' || operator === '⊘') {
      take(left, by);
      take(right, -by);
    } else if (
      operator === '^' &&
      right.kind === 'number' &&
      /^[1-9]$/.test(right.text) &&
      Number(right.text) <= mostFactors
    )
      take(left, by * Number(right.text));
    else factors.push({ base: part, power: by });
  };
  take(e, 1);
  const scalarsIn = (base: Expression<Use>): readonly Expression<Use>[] => {
    if (base.kind === 'apply' && base.operator === '√') return asChain(base.operands[0] ?? base).scalars;
    return typeOf(base) === 'scalar' && base.kind !== 'number' ? [base] : [];
  };
  return {
    isNegative,
    factors,
    scalars: factors.length < 2 && e.kind !== 'apply' ? [] : factors.flatMap(({ base }) => scalarsIn(base)),
  };
}

/** The terms of a sum with their signs. */
export function asSum(
  e: Expression<Use>,
): readonly { readonly sign: 1 | -1; readonly value: Expression<Use> }[] {
  const [left = e, right = left] = e.kind === 'apply' ? e.operands : [];
  const operator = e.kind === 'apply' ? e.operator : undefined;
  const turned = (of: Expression<Use>) =>
    asSum(of).map(({ sign, value }) => ({ sign: sign === 1 ? (-1 as const) : (1 as const), value }));
  if (operator === '+') return [...asSum(left), ...asSum(right)];
  if (operator === '−') return [...asSum(left), ...turned(right)];
  return operator === 'negate' ? turned(left) : [{ sign: 1, value: e }];
}

/** Whether a scalar is made in a round, and not given. */
export const isComputed = (e: Expression<Use>): boolean =>
  e.kind === 'name' && e.version.type === 'scalar' && e.version.origin.kind !== 'parameter';

const linear: ReadonlySet<OperatorName> = new Set(['+', '−', '·', '/', 'negate']);

/** Whether an operation makes fractions of fractions, and sums of vectors. */
const isFractional = (e: Expression<Use>): boolean => {
  if (e.kind !== 'apply' || linear.has(e.operator) || typeOf(e) === 'count') return true;
  const [, exponent] = e.operands;
  return e.operator === '^' && exponent !== undefined && typeOf(exponent) === 'count';
};

/** Whether a vector is a sum of others with coefficients that are fractions: whatever is in the point of a gradient. */
export const isLinear = (e: Expression<Use>): boolean =>
  isFractional(e) && (e.kind !== 'apply' || typeOf(e) === 'count' || e.operands.every(isLinear));

/** Whether a scalar is more than sums, products, quotients and whole powers of what is given or made before. */
const isCurved = (e: Expression<Use>): boolean => partsOf(e).some((part) => !isFractional(part));

/** Whether a vector is no sum of others with known coefficients: an enclosure has it whole. */
export function isOpaque(e: Expression<Use>): boolean {
  if (e.kind !== 'apply' || typeOf(e) !== 'vector') return false;
  const [left, right] = e.operands;
  if (!linear.has(e.operator)) return true;
  if (left === undefined || right === undefined || e.operator === '+' || e.operator === '−') return false;
  return [left, right].some((operand) => typeOf(operand) !== 'vector' && isCurved(operand));
}
