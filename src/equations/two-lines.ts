/** Edits of two lines at once: a line made in two steps, or a factor that is in the line before. */
import {
  expressionOf,
  partsOf,
  printExpression,
  termsOf,
  typeOf,
  type Line,
  type Method,
  type Term,
  type Use,
} from '../../spec/language/index.js';
import { isOpaque } from './chains.js';
import { usesIn } from './edit-scopes.js';
import { inRoundOne, put, putAll, saying, type Edit } from './edited-page.js';
import { apply, replaced } from './parts.js';

/** Edits that take two lines, or make two of one. */
export function* ofTwoLines(method: Method): Generator<Edit> {
  for (const line of method.lines) {
    yield* apart(method, line);
    yield* inPlace(method, line);
  }
  for (const line of method.lines) yield* carried(method, line);
}

/** A term of a line added by a line of its own, which reads what the first one has set: a decay after the step in place of one with it. */
function* apart(method: Method, line: Line<Use>): Generator<Edit> {
  const { target, span } = line;
  const terms = termsIn(line);
  for (const term of terms) {
    const { leaf, factors } = term;
    const reads = usesIn(leaf).some(({ name }) => name === target.name);
    const others = terms.filter((one) => one !== term);
    if (!reads || (leaf.kind === 'name' && factors.length === 0) || others.length < 2) continue;
    const first = termed(line, others);
    const later = expressionOf([{ ...term, sign: 1 }], span);
    const second: Line<Use> = {
      ...{ ...line, also: [], span: { ...span } },
      value: apply(term.sign === 1 ? '+' : '−', target, later),
    };
    const lines = [first, second];
    yield { ...saying([line], lines, undefined, ';  then '), page: put(method, line, lines) };
  }
}

/**
 * A sum, a product or a quotient made in place: m ← m / c, and m from there on, where a line only reads m / c. A state that a line before has made
 * of m may be the same array, after round 1.
 */
function* inPlace(method: Method, line: Line<Use>): Generator<Edit> {
  for (const part of partsOf<Use>(line.value)) {
    if (part.kind !== 'apply' || !['·', '/', '+', '−'].includes(part.operator)) continue;
    const [left, right] = part.operands;
    const sides = part.operator === '−' ? [left] : [left, right];
    const kept = sides.find((one) => one?.kind === 'name' && typeOf(one) === 'vector');
    if (kept?.kind !== 'name' || kept.index !== undefined || kept.name === line.target.name) continue;
    const first: Line<Use> = { kind: 'line', target: kept, value: part, also: [], span: { ...line.span } };
    const second = { ...line, value: replaced(line.value, (one) => one === part, kept), also: [] };
    const said = (condition?: string): Omit<Edit, 'page'> =>
      saying([line], [first, second], condition, ';  then ');
    yield { ...said(), page: put(method, line, [first, second]) };
    const before = method.lines.slice(0, method.lines.indexOf(line));
    for (const { target, value } of before) {
      const isState = method.states.some(({ name }) => name.name === target.name);
      if (!isState || target.index !== undefined || !usesIn(value).some(({ name }) => name === kept.name))
        continue;
      const copy: Line<Use> = { ...first, target, value: kept };
      const condition = `where in round 1 ${target.name} and ${kept.name} are one array`;
      yield {
        ...said(condition),
        page: put(method, line, [first, inRoundOne(line, [copy]), second]),
      };
    }
  }
}

/** A factor that a line has, in the line before that makes its vector, or the other way round: x − b with b ← μ b + ℓ g for x − ℓ b with b ← μ b + g. */
function* carried(method: Method, line: Line<Use>): Generator<Edit> {
  const terms = termsIn(line);
  for (const term of terms) {
    const { leaf, factors } = term;
    const { origin } = leaf.kind === 'name' ? leaf.version : {};
    const made = origin?.kind === 'line' ? origin.line : undefined;
    if (made === undefined || made.target.index !== undefined || leaf.kind !== 'name') continue;
    const own = termsIn(made);
    const isOld = (one: Term): boolean => one.leaf.kind === 'name' && one.leaf.name === leaf.name;
    const edited = (later: Term, earlier: (one: Term) => Term): Edit => {
      const first = termed(
        made,
        own.map((one) => (isOld(one) ? one : earlier(one))),
      );
      const second = termed(
        line,
        terms.map((one) => (one === term ? later : one)),
      );
      return {
        ...saying([made, line], [first, second]),
        page: putAll(method, [
          [made, [first]],
          [line, [second]],
        ]),
      };
    };
    for (const factor of factors)
      yield edited(without(term, factor), (one) => ({ ...one, factors: [factor, ...one.factors] }));
    const [inner] = own.filter((one) => !isOld(one));
    for (const factor of inner?.factors ?? [])
      yield edited({ ...term, factors: [factor, ...factors] }, (one) => without(one, factor));
  }
}

const termsIn = ({ value }: Line<Use>): readonly Term[] =>
  typeOf(value) === 'vector' ? termsOf(value, undefined, isOpaque) : [];

/** The line with other terms. */
const termed = (line: Line<Use>, terms: readonly Term[]): Line<Use> => ({
  ...line,
  value: expressionOf(terms, line.span),
  also: [],
});

/** A term without a factor that is like one. */
function without(term: Term, { value, divides }: Term['factors'][number]): Term {
  const at = term.factors.findIndex(
    (one) => one.divides === divides && printExpression(one.value) === printExpression(value),
  );
  return { ...term, factors: term.factors.filter((_, i) => i !== at) };
}
