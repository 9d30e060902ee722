/** Edits of what is no formula of a line: how often, how many, under which condition, and where a state starts. */
import {
  everyStatement,
  originalOf,
  printExpression,
  printStatement,
  relations,
  repeatsOf,
  type Choice,
  type Expression,
  type Line,
  type Members,
  type Method,
  type Relation,
  type Sampling,
  type State,
  type Statement,
  type Use,
} from '../../spec/language/index.js';
import { changed, extended } from './changes.js';
import { tidied, usesIn } from './edit-scopes.js';
import {
  choose,
  named,
  pageOf,
  put,
  rewrite,
  saying,
  withBody,
  withNames,
  type Edit,
} from './edited-page.js';
import type { Hole } from './holes.js';
import { epochOf } from './guards.js';
import { anywhere, apply, numeral, ones, replaced, type NamesOf } from './parts.js';

/** Another number of passes or draws, another condition. */
export function* ofCounts(method: Method, statement: Statement<Use>, names: NamesOf): Generator<Edit> {
  const edit = (by: Statement<Use>): Edit => ({
    ...saying([statement], [by]),
    page: put(method, statement, [by]),
  });
  if (statement.kind === 'repeat' && statement.members)
    for (const members of membersOf(method))
      if (members !== statement.members) yield edit({ ...statement, members });
  if (statement.kind === 'repeat' && !statement.members)
    for (const count of changed(statement.count, names)) yield edit({ ...statement, count });
  if (statement.kind === 'sample' && statement.size !== undefined && statement.range !== undefined)
    yield* ofSet(method, statement, statement.size, statement.range);
  else if (statement.kind === 'sample' && !statement.range && !statement.probability) {
    // one draw may be a mean over several
    const sizes = statement.size
      ? changed(statement.size, names)
      : [numeral('2', statement), ...names('count')];
    for (const size of sizes) yield edit({ ...statement, size });
  }
  if (statement.kind !== 'choice') return;
  const { sides, relation, then, otherwise } = statement;
  const others = [
    ...(Object.keys(relations) as Relation[])
      .filter((other) => other !== relation)
      .map((other) => ({ ...statement, relation: other })),
    ...[...changed(sides[0], names)]
      .map(tidied)
      .map((left) => ({ ...statement, sides: [left, sides[1]] as const })),
    ...[...changed(sides[1], names), ...(sides[1].kind === 'number' ? names('count') : [])].map((right) => ({
      ...statement,
      sides: [sides[0], right] as const,
    })),
  ];
  yield* others.map(edit);
  yield* others.flatMap((other) => ofCopies(method, statement, other));
  for (const [block, is] of [
    [then, 'always so'],
    [otherwise, 'never so'],
  ] as const)
    yield {
      ...edit(statement),
      id: `L${statement.span.line}: ${is}`,
      is,
      page: put(method, statement, block),
    };
}

/** A condition on passes whose lines read, in place of a vector, what each pass makes of a copy of it. */
function ofCopies(method: Method, statement: Choice<Use>, other: Choice<Use>): readonly Edit[] {
  const isLine = (one: Statement<Use>): one is Line<Use> => one.kind === 'line';
  const lines = statement.then.filter(isLine);
  const repeats = new Set(lines.flatMap(({ target }) => repeatsOf(target.version.blocks)));
  const copies = method.versions.flatMap(({ name, origin }) =>
    origin.kind === 'pass' && repeats.has(origin.repeat) ? [{ name, of: originalOf(origin.first) }] : [],
  );
  const rename = (use: Use): Use => {
    const copy = copies.find(({ of }) => of === use.version);
    return copy === undefined ? use : { ...use, name: copy.name };
  };
  const then = withNames(statement.then, rename);
  const said = saying([statement, ...lines], [other, ...then.filter(isLine)]);
  const isSame = saying([statement, ...lines], [statement, ...then.filter(isLine)]);
  return isSame.should === isSame.is ? [] : [{ ...said, page: put(method, statement, [{ ...other, then }]) }];
}

/** Every set and every range of a page. */
function membersOf({ body, states }: Method): readonly Members<Use>[] {
  const statements = [...everyStatement<Use>(body)];
  const drawn = statements.flatMap((one): readonly Members<Use>[] => {
    if (one.kind !== 'sample' || !one.range) return [];
    return one.size ? [{ set: one.target }, { range: one.range }] : [];
  });
  return [...drawn, ...states.flatMap(({ over }) => over?.members ?? [])];
}

/** In place of a set that is drawn: as many as it has, always the first ones, or all. */
function* ofSet(
  method: Method,
  statement: Sampling<Use>,
  size: Expression<Use>,
  [first, last]: readonly [Expression<Use>, Expression<Use>],
): Generator<Edit> {
  const { target, span } = statement;
  for (const end of [size, last]) {
    const range = [first, end] as const;
    const of = (members: Members<Use>): Members<Use> =>
      members.set?.name === target.name ? { range } : members;
    const inside = (e: Expression<Use>): Expression<Use> => {
      if (e.kind === 'gradient') return { ...e, point: inside(e.point) };
      if (e.kind !== 'apply') return e;
      const { over } = e;
      const bound = over && { over: { ...over, members: of(over.members) } };
      return { ...e, ...bound, operands: e.operands.map(inside) };
    };
    const body = rewrite(method.body, (block) =>
      block.flatMap((one): readonly Statement<Use>[] => {
        if (one === statement) return [];
        if (one.kind === 'line') return [{ ...one, value: inside(one.value), also: one.also.map(inside) }];
        return [one.kind === 'repeat' && one.members ? { ...one, members: of(one.members) } : one];
      }),
    );
    const should = printStatement(statement);
    const is = `${printExpression(first)}..${printExpression(end)} in place of ${target.name}`;
    yield {
      id: `L${span.line}: ${is}`,
      line: span.line,
      should,
      is,
      page: pageOf(method, body),
      isOfRounds: true,
    };
  }
}

/** States in the order of the page: at least one. */
type States = readonly [State<Use>, ...State<Use>[]];

/** The states but the point, in groups that start alike. */
export function alikeOf({ states }: Method): readonly States[] {
  const others = states.slice(1);
  return [...new Set(others.map(startOf))].flatMap((text): readonly States[] => {
    const [first, ...rest] = others.filter((state) => startOf(state) === text);
    return first === undefined ? [] : [[first, ...rest]];
  });
}

/** Each state but the point, and all that start alike. */
const groupsOf = (method: Method): readonly States[] => [
  ...method.states.slice(1).map((one): States => [one]),
  ...alikeOf(method).filter(({ length }) => length > 1),
];

const startOf = ({ from }: State<Use>): string =>
  from === undefined ? ' as it is given' : ` from ${printExpression(from)}`;

/** States that start from something else. */
function startingFrom(method: Method, group: States, start: Expression<Use>): Edit {
  const [first] = group;
  const { line } = first.name.span;
  const all = group.map((one) => printExpression(one.name)).join(' and ');
  const is = `${all} from ${printExpression(start)}`;
  const page = {
    ...pageOf(method, method.body),
    states: method.states.map((one) => (group.includes(one) ? { ...one, from: start } : one)),
  };
  return { id: `L${line}: ${is}`, line, should: `${all}${startOf(first)}`, is, page, isOfRounds: false };
}

/** A state that starts from another one, or from a number; and all that start alike. */
export function* ofStarts(method: Method, names: NamesOf): Generator<Edit> {
  const given: NamesOf = (type) =>
    names(type).filter(({ version: { origin } }) => origin.kind === 'parameter');
  for (const group of groupsOf(method)) {
    const [state] = group;
    const { from } = state;
    const earlier = method.states
      .slice(0, method.states.indexOf(state))
      .map((one): Expression<Use> => one.name);
    const others =
      from === undefined || group.length > 1 ? [] : [...changed(from, given), ...extended(from, given)];
    const numbers = ['0', '1'].map((text) => numeral(text, { span: anywhere }));
    for (const start of [...numbers, ...earlier, ...others]) {
      const edit = startingFrom(method, group, start);
      if (edit.is !== edit.should) yield edit;
    }
  }
}

/** States that start from a number, with another one that is left open. */
export function* openStarts(method: Method): Generator<Hole> {
  for (const group of groupsOf(method)) {
    const [{ name, from }] = group;
    const line = method.lines.find(({ value }) => usesIn(value).some((use) => use.name === name.name));
    if (from?.kind === 'number' && line !== undefined)
      yield {
        ...{ line, part: from, isEnd: false, size: 0 },
        with: (number) => startingFrom(method, group, number),
      };
  }
}

/** All states but the point made anew after so many rounds, again and again, and t counted anew: who makes an optimizer anew. */
export function* begunAnew(method: Method, length: number): Generator<Edit> {
  const [first] = method.lines;
  const begun = method.states
    .slice(1)
    .filter(({ from, over }) => from?.kind === 'number' && over === undefined);
  if (first === undefined || length < 2 || begun.length === 0) return;
  const isT = (e: Expression): boolean => e.kind === 'name' && e.name === 't';
  const past = epochOf(named('t'), numeral(String(length), first));
  const counted = (e: Expression<Use>): Expression<Use> =>
    replaced(e, isT, apply('+', past, numeral('1', first)));
  const { body } = withBody(method, (one) =>
    one.kind === 'line' ? [{ ...one, value: counted(one.value), also: [] }] : [one],
  );
  const then = begun.map(({ name, isScalar, from = name }) => {
    const value = isScalar ? from : apply('·', from, ones(name));
    return { ...first, target: name, value, also: [] };
  });
  const anew = choose(first, '=', [past, numeral('0', first)], then);
  const is = begun.map((one) => `${printExpression(one.name)}${startOf(one)}`).join(', ');
  for (const isCounted of [true, false]) {
    const rounds = `${length + 1}, ${2 * length + 1}, …`;
    const condition = `again in rounds ${rounds}${isCounted ? ', where t is 1 again' : ''}`;
    const page = pageOf(method, [anew, ...(isCounted ? body : method.body)]);
    const { line } = begun[0]?.name.span ?? first.span;
    yield { id: `L${line}: ${is}, ${condition}`, line, should: is, is, condition, page, isOfRounds: true };
  }
}
