/** Edits with a number left open: the number of a mistake may be on no page. */
import {
  partsOf,
  printExpression,
  typeOf,
  type Expression,
  type Line,
  type Method,
  type Use,
} from '../../spec/language/index.js';
import { apply, cut, namesOf, numeral, replaced } from './parts.js';
import { beforeChange } from './stale.js';
import { withValue } from './at-times.js';
import { tidied } from './edit-scopes.js';
import type { Edit } from './edited-page.js';

/** The edit with this number, which may be any scalar. */
export interface Hole {
  readonly line: Line<Use>;
  /** What the number stands for, or beside. */
  readonly part: Expression<Use>;
  /** Whether it is an end: where a part does not reach it, nothing tells it. */
  readonly isEnd: boolean;
  /** How much is there that the line does not have: nothing, a product, or a term. */
  readonly size: 0 | 1 | 2;
  readonly with: (number: Expression<Use>) => Edit;
}

/**
 * Another number for one that is written, a number for a parameter, a multiple of it or of a vector, a vector that is cut off at a number; then a
 * multiple of a vector more, or of a difference of two, in the line or in what it multiplies: each with the number left open.
 */
export function* holesOf(method: Method): Generator<Hole> {
  const lines = method.lines.filter(({ value }) => typeOf(value) === 'vector');
  const vectors = namesOf(method.versions)('vector');
  const terms = lines.flatMap((line) => termsIn(line));
  for (const line of lines)
    for (const part of partsOnce(line.value))
      if (part.kind === 'number' || isParameter(part))
        yield holeOf(method, { line, part }, 0, (number) => number);
  for (const line of lines)
    for (const part of partsOnce(line.value))
      if (isParameter(part)) yield holeOf(method, { line, part }, 1, (number) => apply('·', number, part));
  for (const term of terms) yield holeOf(method, term, 1, (number) => apply('·', number, term.part));
  for (const term of terms)
    yield { ...holeOf(method, term, 1, (number) => cut(term.part, number)), isEnd: true };
  for (const { line, part } of terms.filter(({ line, part }) => part === line.value))
    for (const vector of vectors)
      yield holeOf(method, { line, part }, 2, (number) => plus(part, number, apply('−', vector, part)));
  for (const term of terms)
    for (const other of insteadOf(method, term.part))
      yield holeOf(method, term, 2, (number) => plus(term.part, number, apply('−', other, term.part)));
  for (const { line, part } of terms.filter(({ line, part }) => part === line.value))
    for (const [i, left] of vectors.entries())
      for (const right of vectors.slice(i + 1))
        yield holeOf(method, { line, part }, 2, (number) => plus(part, number, apply('−', left, right)));
  for (const term of terms)
    for (const vector of term.value === undefined ? vectors : [])
      yield holeOf(method, term, 2, (number) => plus(term.part, number, vector));
  for (const line of lines) yield* ofOldValues(method, line);
}

/** A multiple more of a vector that the line reads, as it was before the round changed it last. */
function* ofOldValues(method: Method, line: Line<Use>): Generator<Hole> {
  for (const part of partsOnce(line.value).filter((one) => typeOf(one) === 'vector')) {
    if (part.kind !== 'name') continue;
    const withMultiple = (number: Expression<Use>): Edit | undefined => {
      const more = (old: Expression<Use>): Line<Use> => ({
        ...{ ...line, also: [] },
        value: tidied(plus(line.value, number, old)),
      });
      return [...beforeChange(method, { line, form: line, part, with: more })][0];
    };
    const one = withMultiple(numeral('1', line));
    if (one !== undefined)
      yield { line, part: line.value, isEnd: false, size: 2, with: (number) => withMultiple(number) ?? one };
  }
}

/** Gradients that may be mixed with one: of the other function, or at another point. */
function insteadOf({ questions }: Method, part: Expression<Use>): readonly Expression<Use>[] {
  if (part.kind !== 'gradient' || part.member !== undefined) return [];
  const points = questions.map(({ gradient: { point } }) => point);
  const other = { ...part, function: part.function === 'f' ? 'h' : 'f' } as const;
  const all = [other, ...points.map((point): Expression<Use> => ({ ...part, point }))];
  const texts = new Map(all.map((one) => [printExpression(one), one]));
  return [...texts].flatMap(([text, one]) => (text === printExpression(part) ? [] : [one]));
}

/** A part and a multiple of a vector, with the sign of the number between them. */
function plus(part: Expression<Use>, number: Expression<Use>, vector: Expression<Use>): Expression<Use> {
  const size = withoutSign(number);
  return apply(size ? '−' : '+', part, apply('·', size ?? number, vector));
}

/** The opposite of a number that begins with a minus; undefined for others. */
function withoutSign(number: Expression<Use>): Expression<Use> | undefined {
  if (number.kind !== 'apply') return undefined;
  const [first, ...others] = number.operands;
  if (first === undefined || number.operator === 'negate') return first;
  const bare = ['·', '/'].includes(number.operator) ? withoutSign(first) : undefined;
  return bare && { ...number, operands: [bare, ...others] };
}

/** A part of a line, or of another way to write it. */
interface Place {
  readonly line: Line<Use>;
  readonly part: Expression<Use>;
  readonly value?: Expression<Use>;
}

/** The vectors of a line: the whole, names, gradients and sums; and the sums of other ways to write it. */
function termsIn(line: Line<Use>): readonly Place[] {
  const { value, also } = line;
  const own = partsOnce(value).filter(
    (part) => typeOf(part) === 'vector' && (part === value || part.kind !== 'apply' || isSum(part)),
  );
  const others = also.flatMap((other) =>
    partsOnce(other)
      .filter((part) => part !== other && isSum(part) && typeOf(part) === 'vector')
      .map((part): Place => ({ line, part, value: other })),
  );
  return [...own.map((part) => ({ line, part })), ...others];
}

const isSum = (part: Expression<Use>): boolean =>
  part.kind === 'apply' && (part.operator === '+' || part.operator === '−');

/** The parts of a formula, of those with one name the first. */
function partsOnce(value: Expression<Use>): readonly Expression<Use>[] {
  const parts = partsOf<Use>(value);
  return parts.filter(
    (part, i) =>
      part.kind !== 'name' ||
      parts.findIndex((other) => other.kind === 'name' && other.name === part.name) === i,
  );
}

const isParameter = (part: Expression<Use>): boolean =>
  part.kind === 'name' && part.version.origin.kind === 'parameter' && typeOf(part) === 'scalar';

function holeOf(
  method: Method,
  { line, part, value = line.value }: Place,
  size: Hole['size'],
  by: (number: Expression<Use>) => Expression<Use>,
): Hole {
  const isHere = (one: Expression): boolean =>
    one === part || (part.kind === 'name' && one.kind === 'name' && one.name === part.name);
  return {
    ...{ line, part, size, isEnd: false },
    with: (number) => withValue(method, line, tidied(replaced(value, isHere, by(number)))),
  };
}
