/** Edits that take no other name: an operation takes more or less of a sum, quotients become products, or names change places. */
import {
  expressionOf,
  partsOf,
  printExpression,
  termsOf,
  typeOf,
  type Expression,
  type Line,
  type Method,
  type Use,
} from '../../spec/language/index.js';
import { isOpaque } from './chains.js';
import { apply, isOfPage, ones } from './parts.js';
import { isNumeral, isOne } from './presentations.js';

type Apply = Extract<Expression<Use>, { readonly kind: 'apply' }>;

/**
 * The formula with what an operation is applied to made larger or smaller: √a + b for √(a + b), and the other way round. A product by a
 * scalar, and a quotient, are operations on their vector.
 */
function scopes(e: Expression<Use>): readonly Expression<Use>[] {
  if (e.kind !== 'apply') return [];
  const inner = operandOf(e);
  const around = (part: Expression<Use>): Expression<Use> => withOperand(e, part);
  const smaller =
    inner === undefined || !isSum(inner)
      ? []
      : inner.operands.map((_, i): Expression<Use> => ({
          ...inner,
          operands: inner.operands.map((part, j) => (i === j ? around(part) : part)),
        }));
  const larger = !isSum(e)
    ? []
    : e.operands.flatMap((part, i): readonly Expression<Use>[] => {
        if (part.kind !== 'apply') return [];
        // ‖v‖ is the root of ‖v‖²
        const isRoot = part.operator === 'norm' && typeOf(e) === 'scalar';
        const operand = isRoot ? squareOf(part) : operandOf(part);
        if (operand === undefined) return [];
        const sum = { ...e, operands: e.operands.map((other, j) => (i === j ? operand : other)) };
        return [isRoot ? { ...part, operator: '√', operands: [sum] } : withOperand(part, sum)];
      });
  return [...smaller, ...larger, ...moved(e), ...inOtherOrder(e), ...withoutBrackets(e)];
}

/** Two operations in the other order: √v / c for √(v / c), min(u / c, 1) for min(u, 1) / c. */
function inOtherOrder(e: Apply): readonly Expression<Use>[] {
  const inner = operandOf(e);
  const operand = inner?.kind === 'apply' && !isSum(inner) ? operandOf(inner) : undefined;
  if (inner?.kind !== 'apply' || operand === undefined || typeOf(operand) !== typeOf(inner)) return [];
  return inner.operator === e.operator ? [] : [withOperand(inner, withOperand(e, operand))];
}

/** A sum that is a factor, without its brackets: 1 − a u for (1 − a) u. */
function withoutBrackets(e: Apply): readonly Expression<Use>[] {
  const [factor, vector] = e.operands;
  if (e.operator !== '·' || typeOf(e) !== 'vector' || factor === undefined || vector === undefined) return [];
  if (!isSum(factor) || typeOf(factor) === 'vector') return [];
  const [first, second] = factor.operands;
  if (first === undefined || second === undefined) return [];
  const spread = isOne(first) ? ones(vector) : apply('·', first, ones(vector));
  return [{ ...factor, operands: [spread, apply('·', second, vector)] }];
}

/** A factor that is on the other term of a sum: u + c v for c u + v. */
function moved(e: Apply): readonly Expression<Use>[] {
  if (!isSum(e)) return [];
  return e.operands.flatMap((part, i): readonly Expression<Use>[] => {
    const other = e.operands[1 - i];
    const isScaled = part.kind === 'apply' && (part.operator === '·' || part.operator === '/');
    const inner = isScaled ? operandOf(part) : undefined;
    if (!isScaled || inner === undefined || other === undefined || typeOf(inner) !== typeOf(other)) return [];
    return [{ ...e, operands: e.operands.map((_, j) => (i === j ? inner : withOperand(part, other))) }];
  });
}

/** The formula with the operation of each of its parts on more or less of a sum, the outer ones first. */
export function* scoped(e: Expression<Use>): Generator<Expression<Use>> {
  yield* scopes(e);
  if (e.kind === 'gradient') for (const point of scoped(e.point)) yield { ...e, point };
  if (e.kind !== 'apply') return;
  for (const [i, operand] of e.operands.entries())
    for (const other of scoped(operand)) yield { ...e, operands: e.operands.with(i, other) };
}

const squareOf = (e: Apply): Apply => ({
  ...{ kind: 'apply', operator: '^', span: e.span },
  operands: [e, { kind: 'number', text: '2', span: e.span }],
});

const isSum = (e: Expression<Use>): e is Apply =>
  e.kind === 'apply' && (e.operator === '+' || e.operator === '−');

/** Which operand an operation is on: the only one, or the one of its own type beside a scalar. */
function placeOf({ operator, operands }: Apply): number | undefined {
  if (operands.length === 1) return operator === 'negate' || operator === 'dim' ? undefined : 0;
  if (operator === 'max' || operator === 'min') {
    const place = operands.findIndex(({ kind }) => kind === 'apply');
    return place < 0 ? undefined : place;
  }
  if (operator !== '·' && operator !== '/') return operator === '⊘' ? 0 : undefined;
  const place = operands.findIndex((operand) => typeOf(operand) === 'vector');
  return operator === '/' ? 0 : place >= 0 ? place : 1;
}
const operandOf = (e: Apply): Expression<Use> | undefined => e.operands[placeOf(e) ?? -1];
const withOperand = (e: Apply, by: Expression<Use>): Apply => ({
  ...e,
  operands: e.operands.map((operand, i) => (i === placeOf(e) ? by : operand)),
});

/** Every quotient of a formula as a product, or without its divisor, where there are several. */
export function* products(e: Expression<Use>): Generator<Expression<Use>> {
  const isQuotient = (part: Expression<Use>): boolean =>
    part.kind === 'apply' && part.operator === '/' && part.operands.some(({ kind }) => kind !== 'number');
  if (partsOf<Use>(e).filter(isQuotient).length < 2) return;
  const within = (part: Expression<Use>, isProduct: boolean): Expression<Use> => {
    if (part.kind !== 'apply') return part;
    const operands = part.operands.map((operand) => within(operand, isProduct));
    const [left, right] = operands;
    if (!isQuotient(part) || left === undefined || right === undefined) return { ...part, operands };
    return isProduct ? { ...part, operator: '·', operands: [right, left] } : left;
  };
  yield within(e, true);
  yield within(e, false);
}

/** A sum of three terms or more with two of them less. */
export function* withoutTwo({ value, span }: Line<Use>): Generator<Expression<Use>> {
  const terms = typeOf(value) === 'vector' ? termsOf(value, undefined, isOpaque) : [];
  if (terms.length < 3 || terms.length > 8) return;
  for (const [i, one] of terms.entries()) {
    for (const other of terms.slice(i + 1)) {
      const left = terms.filter((term) => term !== one && term !== other);
      yield expressionOf(left, span);
    }
  }
}

/** Names of one type that stand in a formula, or on a page, one for the other. */
export interface Exchange {
  readonly names: readonly string[];
  readonly words: string;
  readonly change: (e: Expression<Use>) => Expression<Use>;
}

/** The exchanges of two of these names. */
export function exchanges(uses: readonly Use[]): readonly Exchange[] {
  const byName = [...new Map(uses.map((use) => [use.name, use])).values()];
  return byName.flatMap((one, i) =>
    byName
      .slice(i + 1)
      .filter((other) => other.version.type === one.version.type && one.version.type !== 'sample')
      .map((other): Exchange => ({
        names: [one.name, other.name],
        words: `${one.name} and ${other.name} exchanged`,
        change: (e) => exchanged(e, [one, other]),
      })),
  );
}

/** Three of these names, each in the place of the next. */
export function turns(uses: readonly Use[]): readonly Exchange[] {
  const isAlike = (one: Use, other: Use): boolean => one.version.type === other.version.type;
  return uses.flatMap((one, i) =>
    uses.slice(i + 1).flatMap((other, j) =>
      uses.slice(i + 1).flatMap((third, k): readonly Exchange[] =>
        j === k || !isAlike(one, other) || !isAlike(one, third)
          ? []
          : [
              {
                names: [one.name, other.name, third.name],
                words: `${other.name} for ${one.name}, ${third.name} for ${other.name} and ${one.name} for ${third.name}`,
                change: (e) => exchanged(e, [one, other, third]),
              },
            ],
      ),
    ),
  );
}

/** The names that an expression reads by itself. */
export const usesIn = (e: Expression<Use>): readonly Use[] =>
  partsOf(e).filter((part): part is Use => part.kind === 'name');

/** The parameters of a page. */
export const parametersIn = ({ parameters }: Method): readonly Use[] =>
  parameters.map(({ name }) => name).filter(({ version }) => isOfPage(version));

/** Each of the names replaced by the next of them. */
function exchanged(e: Expression<Use>, cycle: readonly Use[]): Expression<Use> {
  if (e.kind === 'name') {
    const place = cycle.findIndex(({ name }) => name === e.name);
    return place < 0 ? e : (cycle[(place + 1) % cycle.length] ?? e);
  }
  if (e.kind === 'gradient') return { ...e, point: exchanged(e.point, cycle) };
  if (e.kind !== 'apply') return e;
  return { ...e, operands: e.operands.map((operand) => exchanged(operand, cycle)) };
}

/** Several gradients of one function that are of the other one, or lack it: ∇f − ∇h for ∇f at each point; all with one sample, or without. */
export function* ofAllGradients(e: Expression<Use>, samples: readonly Use[]): Generator<Expression<Use>> {
  const gradients = partsOf<Use>(e).filter((part) => part.kind === 'gradient');
  for (const name of ['f', 'h'] as const) {
    if (gradients.filter((one) => one.function === name).length < 2) continue;
    const within = (part: Expression<Use>, isLess: boolean): Expression<Use> => {
      if (part.kind === 'apply')
        return { ...part, operands: part.operands.map((operand) => within(operand, isLess)) };
      if (part.kind !== 'gradient' || part.function !== name) return part;
      const other = { ...part, function: name === 'f' ? ('h' as const) : ('f' as const) };
      return isLess ? { kind: 'apply', operator: '−', operands: [part, other], span: part.span } : other;
    };
    yield within(e, false);
    yield within(e, true);
  }
  if (gradients.length > 1) for (const sample of [undefined, ...samples]) yield withSample(e, sample);
}

/** All gradients with a sample, or without. */
export function withSample(e: Expression<Use>, by: Use | undefined): Expression<Use> {
  if (e.kind === 'apply') return { ...e, operands: e.operands.map((one) => withSample(one, by)) };
  if (e.kind !== 'gradient') return e;
  const { sample: _, ...exact } = e;
  return by === undefined ? exact : { ...exact, sample: by };
}

/** Whether an expression is written as a product with 0. */
const isNothing = (e: Expression<Use> | undefined): boolean =>
  isNumeral(e, '0') ||
  (e?.kind === 'apply' && e.operator === '·' && e.operands.some((part) => isNumeral(part, '0')));

/** A number, or the name of one. */
const isPlain = (e: Expression<Use>): boolean =>
  e.kind === 'number' || (e.kind === 'name' && (e as Partial<Use>).version?.type === 'scalar');

/** A formula without the numbers that say nothing: 1 v is v, (a − a) u + v is v. */
export function tidied(e: Expression<Use>): Expression<Use> {
  if (e.kind === 'gradient') return { ...e, point: tidied(e.point) };
  if (e.kind !== 'apply') return e;
  const operands = e.operands.map(tidied);
  const [left, right] = operands;
  if (left === undefined || right === undefined) return { ...e, operands };
  const { operator, span } = e;
  if (operator === '−' && isPlain(left) && printExpression(left) === printExpression(right))
    return { kind: 'number', text: '0', span };
  if (operator === '·' && isOne(left)) return right;
  if ((operator === '·' || operator === '/') && isOne(right)) return left;
  if ((operator === '+' || operator === '−') && isNothing(right)) return left;
  if (operator === '+' && isNothing(left)) return right;
  return { ...e, operands };
}
