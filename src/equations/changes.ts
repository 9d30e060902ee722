/** What may stand in the place of a formula: every part of every way to write it, changed in turn. */
import {
  expressionOf,
  fingerprint,
  mapNames,
  partsOf,
  printExpression,
  typeOf,
  type Expression,
  type Line,
  type Use,
} from '../../spec/language/index.js';
import { alternatives, instead } from './alternatives.js';
import { exchanges, ofAllGradients, products, scoped, tidied, usesIn, withoutTwo } from './edit-scopes.js';
import { apply, numeral, replaced, type NamesOf } from './parts.js';
import { presentationsOf, type Presentation } from './presentations.js';

/** The same for the same formula over the same names, however it is written. */
const keyOf = (e: Expression<Use>): bigint =>
  fingerprint(
    mapNames(e, (name) => {
      const index = Array.from(name.name).reduce((sum, c) => (sum * 31 + (c.codePointAt(0) ?? 0)) % 1e9, 7);
      return { ...name, version: { ...name.version, index, origin: { kind: 'counter' } } };
    }),
  );

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
  // a step more, to a point ahead
  if (e.kind === 'gradient') for (const point of extended(e.point, names)) yield { ...e, point };
  if (e.kind !== 'apply') return;
  const isProduct = e.operator === '·' || e.operator === '/';
  for (const [i, operand] of e.operands.entries())
    for (const other of extended(operand, names, gradients, isProduct))
      yield { ...e, operands: e.operands.with(i, other) };
}

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
  const points = partsOf<Use>(value).flatMap((part) => (part.kind === 'gradient' ? [part.point] : []));
  const inPoints = new Set(points.flatMap((point) => partsOf<Use>(point)));
  for (const part of partsOf<Use>(value))
    if (part.kind === 'name' && typeOf(part) === 'vector' && !inPoints.has(part))
      for (const other of [...gradients, ...points.filter(({ kind }) => kind !== 'name')])
        yield* [replaced(value, (one) => one === part, other)].filter(isNew);
}
