/** What formulas are made of: operations with what undoes them, and how one writes them. */
import type { Expression, OperatorName, Use } from '../../spec/language/index.js';
import { apply, numeral } from './parts.js';
import { isOne } from './presentations.js';

/** How far two ways of computing the same in doubles may be apart. */
export const roundoff = 2 ** -40;

/** What one formula becomes. */
export const unary: readonly (readonly [(of: number) => number, (e: Expression<Use>) => Expression<Use>])[] =
  [
    [(x) => x + 1, (e) => apply('+', e, one(e))],
    [(x) => x - 1, (e) => apply('−', e, one(e))],
    [(x) => 1 - x, (e) => apply('−', one(e), e)],
    [(x) => x * x, (e) => apply('^', e, numeral('2', e))],
    [(x) => Math.sqrt(x), (e) => apply('√', e)],
    [(x) => 1 / x, (e) => apply('/', one(e), e)],
  ];

/** What two become. */
export const binary: readonly (readonly [OperatorName, (left: number, right: number) => number])[] = [
  ['+', (x, y) => x + y],
  ['·', (x, y) => x * y],
  ['max', Math.max],
  ['min', Math.min],
  ['−', (x, y) => x - y],
  ['/', (x, y) => x / y],
  ['^', (x, y) => x ** y],
];

/** A product; a quotient where the right one is 1/e. */
const product = (left: Expression<Use>, right: Expression<Use>): Expression<Use> => {
  const [top, below] = right.kind === 'apply' && right.operator === '/' ? right.operands : [];
  return below && isOne(top) ? apply('/', left, below) : apply('·', left, right);
};

/** A sum or a difference; the other one of what is negative. */
const sum = (operator: '+' | '−', left: Expression<Use>, right: Expression<Use>): Expression<Use> => {
  const turned = withoutSign(right);
  // 1 + (1 − k) and 1 − (k − 1) are 2 − k
  const [minuend, taken] = right.kind === 'apply' && right.operator === '−' ? right.operands : [];
  const [number, others] = operator === '+' ? [minuend, taken] : [taken, minuend];
  if (left.kind === 'number' && number?.kind === 'number' && others)
    return apply('−', numberIn(Number(left.text) + Number(number.text), left), others);
  if (turned === undefined) return apply(operator, left, right);
  return apply(operator === '+' ? '−' : '+', left, turned);
};

const withoutSign = (e: Expression<Use>): Expression<Use> | undefined => {
  const [first, ...others] = e.kind === 'apply' ? e.operands : [];
  if (e.kind !== 'apply' || first === undefined) return undefined;
  if (e.operator === 'negate') return first;
  const inside = e.operator === '·' || e.operator === '/' ? withoutSign(first) : undefined;
  return inside && apply(e.operator, inside, ...others);
};

/** What an operator makes of two sides, as one writes it. */
export const joined = (
  operator: OperatorName,
  left: Expression<Use>,
  right: Expression<Use>,
): Expression<Use> => {
  if (operator === '·') return product(left, right);
  return operator === '+' || operator === '−' ? sum(operator, left, right) : apply(operator, left, right);
};

const one = (e: Expression<Use>): Expression<Use> => numeral('1', e);

/** A number with its sign: a page knows no exponents. */
export function numberIn(number: number, at: Pick<Expression<Use>, 'span'>): Expression<Use> {
  const [digits = '', exponent] = String(Math.abs(number)).split('e-');
  const places = Number(exponent ?? 0) + digits.replace(/^\d\.?/u, '').length;
  const size = numeral(exponent === undefined ? digits : Math.abs(number).toFixed(Math.min(places, 100)), at);
  return number < 0 ? apply('negate', size) : size;
}

/** What an operator makes of two numbers. */
export const operations = new Map(binary);

/** Something around a formula: what comes of it, and what was inside, NaN where that cannot be told. */
export interface Around {
  readonly size: number;
  readonly at: (inner: number) => number;
  readonly back: (value: number) => number;
  readonly write: (e: Expression<Use>) => Expression<Use>;
}

/** Nothing around it. */
export const nothing: Around = { size: 0, at: (x) => x, back: (v) => v, write: (e) => e };
const single: readonly Around[] = [
  { size: 1, at: (x) => 1 - x, back: (v) => 1 - v, write: (e) => sum('−', one(e), e) },
  { size: 0.8, at: (x) => -x, back: (v) => -v, write: (e) => apply('negate', e) },
  { size: 1, at: (x) => 1 / x, back: (v) => 1 / v, write: (e) => apply('/', one(e), e) },
  { size: 1, at: (x) => 1 + x, back: (v) => v - 1, write: (e) => sum('+', one(e), e) },
  { size: 1, at: (x) => Math.sqrt(x), back: (v) => v * v, write: (e) => apply('√', e) },
  {
    size: 1,
    at: (x) => Math.min(1, x),
    back: (v) => (v < 1 - roundoff ? v : NaN),
    write: (e) => apply('min', one(e), e),
  },
  {
    size: 1,
    at: (x) => Math.max(0, x),
    back: (v) => (v > roundoff ? v : NaN),
    write: (e) => apply('max', numeral('0', e), e),
  },
];

/** One thing around a formula, or two. */
export const around: readonly Around[] = [
  nothing,
  ...single,
  ...single.flatMap((outside) =>
    // once cut off at an end, a number is not there any more
    single.slice(0, 5).flatMap((inside): readonly Around[] =>
      inside === outside
        ? []
        : [
            {
              size: outside.size + inside.size,
              at: (x) => outside.at(inside.at(x)),
              back: (v) => inside.back(outside.back(v)),
              write: (e) => outside.write(inside.write(e)),
            },
          ],
    ),
  ),
];

/** c beside a formula: what comes of both, and what c must have been; `more`: where others say the same, they come first. */
export const inner: readonly {
  readonly more?: number;
  readonly at: (c: number, e: number) => number;
  readonly back: (value: number, e: number) => number;
  readonly write: (c: Expression<Use>, e: Expression<Use>) => Expression<Use>;
}[] = [
  { at: (c, e) => c * e, back: (v, e) => v / e, write: product },
  { at: (c, e) => e / c, back: (v, e) => e / v, write: (c, e) => apply('/', e, c) },
  { at: (c, e) => c / e, back: (v, e) => v * e, write: (c, e) => apply('/', c, e), more: 1.01 },
  { at: (c, e) => c + e, back: (v, e) => v - e, write: (c, e) => sum('+', e, c) },
  { at: (c, e) => e ** c, back: (v, e) => Math.log(v) / Math.log(e), write: (c, e) => apply('^', e, c) },
  { at: (c, e) => c ** e, back: (v, e) => v ** (1 / e), write: (c, e) => apply('^', c, e) },
  ...(['max', 'min'] as const).map((pick) => ({
    at: (c: number, e: number) => Math[pick](c, e),
    back: (v: number, e: number) => (Math.abs(v - e) <= roundoff * Math.abs(e) ? NaN : v),
    write: (c: Expression<Use>, e: Expression<Use>) => apply(pick, e, c),
  })),
];

/** What the right side of an operation must be, given what comes of it and the left side. */
export const undo: readonly (readonly [OperatorName, (value: number, left: number) => number])[] = [
  ['·', (v, x) => v / x],
  ['+', (v, x) => v - x],
  ['−', (v, x) => x - v],
  ['^', (v, x) => Math.log(v) / Math.log(x)],
];
