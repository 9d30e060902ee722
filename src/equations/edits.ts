/** Mistakes as edits: every page that differs from a page in one place. */
import {
  everyStatement,
  partsOf,
  printExpression,
  printStatement,
  typeOf,
  type Expression,
  type Line,
  type Method,
  type Use,
} from '../../spec/language/index.js';
import { instead } from './alternatives.js';
import { valuesInstead } from './changes.js';
import { namesOf, numeral, replaced, type NamesOf } from './parts.js';
import { withValue } from './at-times.js';
import { ofCounts, ofStarts } from './counts-and-starts.js';
import { exchanges, parametersIn, tidied, turns, usesIn } from './edit-scopes.js';
import {
  inRoundOne,
  named,
  pageOf,
  put,
  putAll,
  rewrite,
  saying,
  withNames,
  type Edit,
  type Put,
} from './edited-page.js';
import { rearranged, shared, twice } from './rearranged.js';
import { stale } from './stale.js';
import { ofTwoLines } from './two-lines.js';

/**
 * Every edit of a method, the plainest first: one part of one formula, condition, count or start; a term more; lines in another order or left
 * out; values that are old.
 *
 * @param isConcerned - which lines may have another formula.
 */
export function* editsOf(
  method: Method,
  isConcerned: (line: Line<Use>) => boolean = () => true,
): Generator<Edit> {
  const known = new Set<string>();
  for (const edit of allOf(method, isConcerned)) {
    // several rules may lead to one edit
    if (!known.has(edit.id)) yield edit;
    known.add(edit.id);
  }
}

function* allOf(method: Method, isConcerned: (line: Line<Use>) => boolean): Generator<Edit> {
  const names = namesOf(method.versions);
  const lines = method.lines.filter(isConcerned);
  for (const line of lines) yield* ofLine(method, line, names, false);
  yield* everywhere(method, names);
  yield* rearranged(method);
  yield* ofTwoLines(method);
  yield* shared(method);
  for (const line of lines) yield* ofLine(method, line, names, true);
  for (const statement of everyStatement<Use>(method.body)) yield* ofCounts(method, statement, names);
  yield* ofStarts(method, names);
  yield* stale(method);
  yield* again(method);
  yield* forgotten(method);
  yield* kept(method);
  yield* firstValues(method);
  yield* nothing(method);
  yield* twice(method);
}

/** The formula of a name in its place: of what reads itself, as m ← (1 − a) m + a g, the same once more. */
function* again(method: Method): Generator<Edit> {
  for (const line of method.lines) {
    const names = new Map(usesIn(line.value).map((use) => [use.name, use]));
    for (const { name, version } of names.values()) {
      const { origin } = version;
      const made = origin.kind === 'line' ? origin.line : undefined;
      if (made === undefined || !usesIn(made.value).some((use) => use.name === name)) continue;
      yield withValue(
        method,
        line,
        replaced(line.value, (e) => e.kind === 'name' && e.name === name, made.value),
      );
    }
  }
}

/** A state that stays as it is, or becomes something else: what is made of it serves the rest of its round alone. */
function* forgotten(method: Method): Generator<Edit> {
  const vectors = namesOf(method.versions)('vector');
  for (const { name, isScalar } of method.states) {
    const mark = named(`${name.name}′`);
    const isNew = ({ name: own, version }: Use): boolean =>
      own === name.name && version.origin.kind !== 'state';
    const line = method.lines.find(({ target }) => target.name === name.name);
    if (line === undefined) continue;
    const body = withNames(method.body, (use) => (isNew(use) ? { ...use, name: mark.name } : use));
    const [should, is] = [printStatement(line), printStatement({ ...line, target: mark })];
    const at = line.span.line;
    const others = isScalar ? [] : vectors.filter((one) => one.name !== name.name);
    for (const other of [undefined, ...others]) {
      const left = `${name.name} ${other === undefined ? 'stays as it is' : `becomes ${other.name}`}`;
      const end: readonly Line<Use>[] =
        other === undefined ? [] : [{ ...line, target: name, value: other, also: [] }];
      const condition = `where ${mark.name} serves this round alone, and ${left}`;
      const page = pageOf(method, [...body, ...end]);
      yield { id: `L${at}: ${is}, ${left}`, line: at, should, is, condition, page, isOfRounds: true };
    }
  }
}

/** A copy of a state that is made before the first round alone, and goes on from round to round. */
function* kept(method: Method): Generator<Edit> {
  const states = new Set(method.states.map(({ name }) => name.name));
  for (const line of method.body) {
    if (line.kind !== 'line' || line.value.kind !== 'name' || line.target.index !== undefined) continue;
    const { target, value, span } = line;
    if (states.has(target.name) || typeOf(value) !== 'vector' || !states.has(value.name)) continue;
    const page = put(method, line, []);
    const state = { name: named(target.name), isScalar: false, from: value };
    const [should, condition] = [printStatement(line), `where ${target.name} goes on from round to round`];
    const is = `${should}, before round 1 alone`;
    yield {
      ...{ id: `L${span.line}: ${is}`, line: span.line, should, is, condition },
      ...{ page: { ...page, states: [...page.states, state] }, isOfRounds: false },
    };
  }
}

/** Averages that start from their first value: in round 1 the parameters of all lines that go on from their own state are 0, or 1. */
function* firstValues(method: Method): Generator<Edit> {
  const [point] = method.states;
  const isParameter = (e: Expression): boolean =>
    e.kind === 'name' && method.parameters.some(({ name }) => name.name === e.name);
  const averages = method.lines.filter(
    ({ target, value }) =>
      target.name !== point?.name.name &&
      partsOf(value).some(isParameter) &&
      usesIn(value).some(({ name, version }) => name === target.name && version.origin.kind === 'state'),
  );
  const [first] = averages;
  if (first === undefined || averages.length < 2) return;
  for (const number of ['0', '1']) {
    const edited = averages.map((line): Line<Use> => {
      const value = tidied(replaced(line.value, isParameter, numeral(number, line)));
      return { ...line, value, also: [], span: { ...line.span } };
    });
    const starts = averages.map((line, i): Put => [line, [inRoundOne(line, edited.slice(i, i + 1), [line])]]);
    yield { ...saying([first, ...averages.slice(1)], edited, 'in round 1'), page: putAll(method, starts) };
  }
}

/** Nothing is made: all states stay as they are. */
function* nothing(method: Method): Generator<Edit> {
  const [first] = method.lines;
  if (first === undefined) return;
  const should = 'the lines of the round';
  const is = 'none of them';
  yield { id: is, line: first.span.line, should, is, page: pageOf(method, []), isOfRounds: true };
}

function* ofLine(method: Method, line: Line<Use>, names: NamesOf, further: boolean): Generator<Edit> {
  const gradients = further ? gradientsOf(method, line) : [];
  for (const value of valuesInstead(line, names, further, gradients)) yield withValue(method, line, value);
}

/** The gradients that a page could have: of both functions, at all points and with all samples at which it has one. */
function gradientsOf({ questions }: Method, { span }: Line<Use>): readonly Expression<Use>[] {
  const own = questions.map(({ gradient }) => gradient).filter(({ member }) => member === undefined);
  const all = own.flatMap(({ point }) =>
    own.flatMap(({ sample }) =>
      (['f', 'h'] as const).map((name): Expression<Use> => ({
        ...{ kind: 'gradient', function: name, point, span },
        ...(sample && { sample }),
      })),
    ),
  );
  return [...new Map(all.map((one) => [printExpression(one), one])).values()];
}

/** A number or a sample that is another one on the whole page, and two or three parameters that change places. */
function everywhere(method: Method, namesOfType: NamesOf): readonly Edit[] {
  const parameters = parametersIn(method);
  const uses = method.lines.flatMap(({ value }) => usesIn(value)).filter((use) => typeOf(use) !== 'vector');
  const substitutions = [...new Map(uses.map((use) => [use.name, use])).values()].flatMap((use) =>
    instead(use, namesOfType).map((by) => ({
      names: [use.name],
      words: `${printExpression(by)} in place of ${use.name}`,
      change: (e: Expression<Use>) =>
        tidied(replaced(e, (part) => part.kind === 'name' && part.name === use.name, by)),
    })),
  );
  return [...exchanges(parameters), ...turns(parameters), ...substitutions].flatMap(
    ({ names, change, words }): readonly Edit[] => {
      const changedLines = method.lines.filter(({ value }) =>
        usesIn(value).some(({ name }) => names.includes(name)),
      );
      const [first] = changedLines;
      if (first === undefined || (names.length < 3 && changedLines.length < 2)) return [];
      const edited = (line: Line<Use>): Line<Use> => ({ ...line, value: change(line.value), also: [] });
      const body = rewrite(method.body, (block) =>
        block.map((statement) => (statement.kind === 'line' ? edited(statement) : statement)),
      );
      const is = `${printStatement(edited(first))}, with ${words} in all lines`;
      return [
        {
          ...{ id: words, line: first.span.line, should: printStatement(first), is },
          ...{ page: pageOf(method, body), isOfRounds: true },
        },
      ];
    },
  );
}
