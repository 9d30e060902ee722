/** What may stand in the place of a formula: every part of every way to write it, changed in turn. */
import {
  expressionOf,
  fingerprint,
  isFamily,
  mapNames,
  operatorNames,
  operatorOf,
  partsOf,
  printExpression,
  typeOf,
  type Expression,
  type Line,
  type Type,
  type Use,
} from '../../spec/language/index.js';
import { asIfLinear } from './as-if-linear.js';
import { exchanges, ofAllGradients, products, scoped, tidied, usesIn, withoutTwo } from './edit-scopes.js';
import { isOne, presentationsOf, type Presentation } from './presentations.js';

/** The names of a page by their types. */
export type NamesOf = (type: Type) => readonly Use[];

type Operator = '+' | '−' | '·' | '/';

/** A number where something stands. */
export const numeral = (text: string, { span }: Pick<Expression, 'span'>): Expression<Use> => ({
  ...{ kind: 'number', text, span },
});

/** A sum or a product. */
export const apply = (
  operator: Operator,
  left: Expression<Use>,
  right: Expression<Use>,
): Expression<Use> => ({ kind: 'apply', operator, operands: [left, right], span: left.span });

/** The same for the same formula over the same names, however it is written. */
const keyOf = (e: Expression<Use>): bigint =>
  fingerprint(
    mapNames(e, (name) => {
      const index = Array.from(name.name).reduce((sum, c) => (sum * 31 + (c.codePointAt(0) ?? 0)) % 1e9, 7);
      return { ...name, version: { ...name.version, index, origin: { kind: 'counter' } } };
    }),
  );

/** 1 − e; of 1 − c it is c. */
function rest(e: Expression<Use>): Expression<Use> {
  const [left, right] = e.kind === 'apply' && e.operator === '−' ? e.operands : [];
  return isOne(left) && right ? right : apply('−', numeral('1', e), e);
}

/** What a scalar is often taken for. */
const scaled = (e: Expression<Use>): readonly Expression<Use>[] => {
  const one = numeral('1', e);
  const root: Expression<Use> = { kind: 'apply', operator: '√', operands: [e], span: e.span };
  return [rest(e), ...(isNever(e, '0') ? [apply('/', one, e)] : []), apply('·', e, e), root, one];
};

/** Whether a parameter, or a counter, is never this end of its domain: nobody divides by what may be 0. */
function isNever(e: Expression<Use>, end: '0' | '1'): boolean {
  const origin = e.kind === 'name' ? e.version.origin : undefined;
  if (origin?.kind === 'counter') return end === '0';
  if (origin?.kind !== 'parameter') return false;
  return origin.parameter.bounds.some(({ relation, value }) =>
    end === '1'
      ? relation === '<' && Number(value) <= 1
      : relation === '>'
        ? Number(value) >= 0
        : relation === '≥' && Number(value) > 0,
  );
}

/** The vector multiplied and divided by 2, by scalars and by what they leave of 1; its direction, and its signs. */
function weighedBy(e: Expression<Use>, names: NamesOf): readonly Expression<Use>[] {
  const two = numeral('2', e);
  const scalars = [...names('scalar'), ...names('count')];
  const rests = names('scalar').map((one) => ({ by: rest(one), divides: isNever(one, '1') }));
  const all = [...scalars.map((by) => ({ by, divides: isNever(by, '0') })), ...rests];
  const weighed = [{ by: two, divides: true }, ...all].flatMap(({ by, divides }) => [
    apply('·', by, e),
    ...(divides ? [apply('/', e, by)] : []),
  ]);
  return [
    ...weighed,
    ...clamped(e, names),
    normalised(e),
    { kind: 'apply', operator: 'sign', operands: [e], span: e.span },
  ];
}

/** v / ‖v‖, and 0 for 0: the gradient of a norm, where that of half its square is meant. */
function normalised(e: Expression<Use>): Expression<Use> {
  const norm: Expression<Use> = { kind: 'apply', operator: 'norm', operands: [e], span: e.span };
  const zero = numeral('0', e);
  return { ...norm, operator: 'where =', operands: [zero, norm, zero, apply('/', e, norm)] };
}

/** Another function of the same operands: ‖v‖₁ for ‖v‖, min for max. */
function alikeTo(e: Extract<Expression<Use>, { readonly kind: 'apply' }>): readonly Expression<Use>[] {
  const { types, level, isOver } = operatorOf(e.operator);
  if (level < 5) return [];
  const [operand] = e.operands;
  const dimension: Expression<Use> = { ...e, operator: 'dim' };
  // the root of the mean of squares
  const mean =
    operand && e.operator === 'norm' ? [apply('/', e, { ...e, operator: '√', operands: [dimension] })] : [];
  const others = operatorNames
    .filter((name) => {
      const other = operatorOf(name);
      return name !== e.operator && other.types === types && other.level === 5 && other.isOver === isOver;
    })
    .map((operator) => ({ ...e, operator }));
  return [...others, ...mean];
}

/** A vector that is cut off at a scalar, or at 1, below, or on both sides. */
function clamped(e: Expression<Use>, names: NamesOf): readonly Expression<Use>[] {
  const call = (operator: 'max' | 'min', left: Expression<Use>, right: Expression<Use>): Expression<Use> => ({
    ...{ kind: 'apply', operator, operands: [left, right], span: e.span },
  });
  const negated = (of: Expression<Use>): Expression<Use> => ({
    ...{ kind: 'apply', operator: 'negate', operands: [of], span: e.span },
  });
  return [numeral('1', e), ...names('scalar')].flatMap((end) => [
    call('max', end, e),
    call('max', negated(end), call('min', end, e)),
  ]);
}

/** One part of a formula, changed: another sign, function, sample, name or coefficient; a part less; a counter that is off by one. */
function alternatives(e: Expression<Use>, names: NamesOf): readonly Expression<Use>[] {
  const type = typeOf(e);
  const others = names(type).filter((name) => printExpression(name) !== printExpression(e));
  const shifted = (['+', '−'] as const).map((operator) => apply(operator, e, numeral('1', e)));
  if (e.kind === 'number') {
    if (type !== 'count') return scaled(e);
    return [Number(e.text) + 1, Number(e.text) - 1].map((value) => numeral(String(Math.abs(value)), e));
  }
  const weighed = (): readonly Expression<Use>[] => weighedBy(e, names);
  if (e.kind === 'gradient') {
    const { sample, ...exact } = e;
    const samples = names('sample').filter(({ name }) => name !== sample?.name);
    return [
      { ...e, function: e.function === 'f' ? 'h' : 'f' },
      ...(sample === undefined ? [] : [exact]),
      ...samples.map((one) => ({ ...e, sample: one })),
      ...weighed(),
    ];
  }
  if (e.kind === 'name') {
    if (type === 'vector') return [...others, ...weighed()];
    return type === 'count' ? [...others, ...shifted, numeral('1', e)] : [...others, ...scaled(e)];
  }
  const [left, right] = e.operands;
  const alike = alikeTo(e);
  if (left === undefined) return [];
  if (right === undefined) return [...alike, left, ...asIfLinear(e), ...(type === 'scalar' ? scaled(e) : [])];
  // of a product the scalar may go, of a sum either part
  const kept = [left, right].filter((operand) => typeOf(operand) === type || type === 'count');
  const numbers =
    right.kind === 'number' && (e.operator === '+' || e.operator === '−')
      ? alternatives(right, names).map((other) => ({ ...e, operands: [left, other] }))
      : shifted;
  const more = type === 'count' ? numbers : type === 'scalar' ? [...scaled(e), ...others] : others;
  const sign = e.operator === '+' ? '−' : '+';
  if (e.operator === '·' && type === 'vector') return [...kept, apply('/', right, left), ...more];
  if (e.operator === '/') return [...kept, apply('·', left, right), ...more];
  if (e.operator !== '+' && e.operator !== '−') return [...alike, ...kept, ...more];
  const swapped = e.operator === '−' ? [{ ...e, operands: [right, left] }] : [];
  const scaledSums = type === 'vector' ? weighed() : [];
  return [{ ...e, operator: sign }, ...swapped, ...kept, ...asIfLinear(e), ...more, ...scaledSums];
}

/** The expression with each of its parts changed in turn, the outer ones first. */
export function* changed(e: Expression<Use>, names: NamesOf): Generator<Expression<Use>> {
  yield* alternatives(e, names).filter((other) => typeOf(other) !== 'sample');
  if (e.kind === 'gradient') {
    // a point of half the size is nobody's mistake
    const withoutScalars: NamesOf = (type) => (type === 'scalar' || type === 'count' ? [] : names(type));
    for (const point of changed(e.point, withoutScalars)) yield { ...e, point };
  }
  if (e.kind !== 'apply') return;
  for (const [i, operand] of e.operands.entries())
    for (const other of changed(operand, names)) yield { ...e, operands: e.operands.with(i, other) };
}

/**
 * The expression with a term more: at its end, and in each sum that something multiplies.
 *
 * @param gradients - those that may be one.
 */
export function* extended(
  e: Expression<Use>,
  names: NamesOf,
  gradients: readonly Expression<Use>[] = [],
  isSum = true,
): Generator<Expression<Use>> {
  if (typeOf(e) === 'scalar' && isSum)
    for (const term of [numeral('1', e), ...names('scalar')])
      for (const sign of ['+', '−'] as const) yield apply(sign, e, term);
  if (typeOf(e) !== 'vector') return;
  if (isSum)
    for (const gradient of gradients) for (const sign of ['+', '−'] as const) yield apply(sign, e, gradient);
  if (isSum)
    for (const vector of names('vector'))
      for (const by of [undefined, ...names('scalar')])
        for (const sign of ['+', '−'] as const)
          yield apply(sign, e, by === undefined ? vector : apply('·', by, vector));
  if (e.kind !== 'apply') return;
  const isProduct = e.operator === '·' || e.operator === '/';
  for (const [i, operand] of e.operands.entries())
    for (const other of extended(operand, names, gradients, isProduct))
      yield { ...e, operands: e.operands.with(i, other) };
}

/** What may stand in all places of a part. */
export const instead = (part: Expression<Use>, names: NamesOf): readonly Expression<Use>[] =>
  typeOf(part) === 'sample'
    ? names('sample').filter(({ name }) => name !== printExpression(part))
    : alternatives(part, names);

/** A part that is another one everywhere: m + a (g − m) has a in two places. */
function* throughout(e: Expression<Use>, names: NamesOf): Generator<Expression<Use>> {
  const found = new Map<string, { readonly part: Expression<Use>; count: number }>();
  for (const part of partsOf<Use>(e)) {
    if (part.kind === 'number') continue;
    const text = printExpression(part);
    const entry = found.get(text) ?? { part, count: 0 };
    found.set(text, entry);
    entry.count += 1;
  }
  for (const [text, { part, count }] of found) {
    if (count < 2) continue;
    for (const other of instead(part, names))
      yield replaced(e, (one) => printExpression(one) === text, other);
  }
}

/** The expression with every such part replaced. */
export function replaced(
  e: Expression<Use>,
  isHere: (e: Expression) => boolean,
  by: Expression<Use>,
): Expression<Use> {
  if (isHere(e)) return by;
  if (e.kind === 'gradient') {
    const sample = e.sample && isHere(e.sample) ? (by as Use) : e.sample;
    return { ...e, point: replaced(e.point, isHere, by), ...(sample && { sample }) };
  }
  if (e.kind !== 'apply') return e;
  const operands = e.operands.map((operand) => replaced(operand, isHere, by));
  const [first, second] = operands;
  if (e.operator === '−' && isOne(first) && second) return rest(second);
  return { ...e, operands };
}

/** A presentation as a formula. */
const written = ({ terms }: Presentation, span: Expression['span']): Expression<Use> =>
  expressionOf(
    terms.map(({ sum, ...monomial }) => ({
      ...monomial,
      leaf: expressionOf(
        sum.map(({ sign, leaf }) => ({ sign, factors: [], leaf })),
        span,
      ),
    })),
    span,
  );

/** The values that a line may have in place of its own, once each: what differs in one part of it, and, `further`, of another way to write it. */
export function* valuesInstead(
  line: Line<Use>,
  names: NamesOf,
  further: boolean,
  gradients: readonly Expression<Use>[],
): Generator<Expression<Use>> {
  const { value, also, span } = line;
  // a name that is set to itself is a line left out, and nobody writes v − v
  const seen = new Set([keyOf(value), keyOf(line.target), 0n]);
  const isNew = (other: Expression<Use>): boolean => {
    const { size } = seen;
    return seen.add(keyOf(other)).size > size;
  };
  const exchanged = exchanges(usesIn(value)).map(({ change }) => change(value));
  const all = [
    ...changed(value, names),
    ...throughout(value, names),
    ...exchanged,
    ...scoped(value),
    ...products(value),
    ...withoutTwo(line),
    ...ofAllGradients(value, names('sample')),
  ];
  const plain = all.map(tidied).filter(isNew);
  if (!further) {
    if (typeOf(value) === 'vector') yield apply('·', numeral('0', value), value);
    yield* plain;
    return;
  }
  const isVector = typeOf(value) === 'vector';
  const others = isVector ? [...also, ...presentationsOf(line).map((one) => written(one, span))] : [];
  for (const other of others) yield* [...changed(other, names)].map(tidied).filter(isNew);
  yield* [...extended(value, names, gradients)].filter(isNew);
  const points = [...partsOf<Use>(value)].flatMap((part) => (part.kind === 'gradient' ? [part.point] : []));
  const inPoints = new Set(points.flatMap((point) => [...partsOf<Use>(point)]));
  for (const part of partsOf<Use>(value))
    if (part.kind === 'name' && typeOf(part) === 'vector' && !inPoints.has(part))
      for (const other of [...gradients, ...points.filter(({ kind }) => kind !== 'name')])
        yield* [replaced(value, (one) => one === part, other)].filter(isNew);
}

/** The names of a page by their types, as the last line of the page would read them. */
export const namesOf = (versions: readonly Use['version'][]): NamesOf => {
  const known = new Map(versions.map((version) => [version.name, version]));
  const named = (version: Use['version']): Use => ({
    kind: 'name',
    name: version.name,
    version,
    span: anywhere,
  });
  // of a family the member that the innermost loop is about; elsewhere this is no page
  const index = versions.findLast(
    ({ type, origin }) => type === 'sample' && origin.kind === 'counter' && origin.repeat !== undefined,
  );
  return (type) =>
    [...known.values()]
      .filter((version) => version.type === type && (!isFamily(version.name) || index !== undefined))
      .map((version) =>
        isFamily(version.name) && index ? { ...named(version), index: named(index) } : named(version),
      );
};

/** The place of what the page does not have. */
export const anywhere = { line: 1, from: 1, to: 2 };
