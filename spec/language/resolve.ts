/** From a page to a method: names to versions, and the rules that need them. */
import type { Span } from './complaints.js';
import { checkMembers, checkMethod, setOf } from './checks.js';
import {
  repeatsOf,
  type Block,
  type Method,
  type Origin,
  type Question,
  type Use,
  type Version,
} from './method.js';
import type { Type } from './operators.js';
import { everyStatement, isFamily, mapMembers, mapNames, membersIn, nameAt, partsOf } from './page.js';
import type {
  Choice,
  Expression,
  Line,
  Members,
  Name,
  Page,
  Parameter,
  Repeat,
  Sampling,
  State,
  Statement,
} from './page.js';
import { namesThatCount } from './counting.js';
import { checkTypes, typeOf } from './types.js';

/** The same object while it is being made: what it has of names is set when they are known. */
type Unfinished<T> = { -readonly [Key in keyof T]: T[Key] };
/** An origin where two flows meet, the second of which comes later on the page. */
type Meeting = Unfinished<Extract<Origin, { readonly last: Version }>>;

/**
 * The method of a page.
 *
 * @throws PageError where a rule does not hold: a name that nothing sets, a product of two vectors, a line that nothing reads, …
 * For example:
 *
 * ```ts
 * const { lines } = resolvePage(parsePage('method sgd\ngiven η > 0\nstate x\nsample ξ\nx ← x − η ∇f(x, ξ)'));
 * lines[0]?.target.version.origin.kind; // 'line'
 * ```
 */
export function resolvePage(page: Page): Method {
  const method = resolveNames(page);
  checkMethod(method);
  return method;
}

/** {@link resolvePage} of a page that may leave something out: what nobody reads, an equation's number, a copy that comes too late; `counts` count too. */
export function resolveNames(page: Page, counts: readonly string[] = []): Method {
  const { refuse } = page.source;
  const versions: Version[] = [];
  const questions: Question[] = [];
  const lines: Line<Use>[] = [];
  /** The type of each name, and where it was set first. */
  const first = new Map<string, { readonly type: Type; readonly span: Span }>();
  /** What each name stands for here. */
  let scope = new Map<string, Version>();
  let blocks: readonly Block[] = [];

  /** A new version of a name, which from here on stands for it. */
  const set = ({ name, span }: Name, type: Type, origin: Origin): Version => {
    const fixed = scope.get(name)?.origin.kind;
    if (fixed === 'parameter' || fixed === 'counter') refuse(span, 'taken', name, fixed);
    const known = first.get(name) ?? { type, span };
    first.set(name, known);
    if (known.type !== type) refuse(span, 'otherType', name, type, known.type, known.span.line);
    const version = { name, type, index: versions.length, origin, blocks };
    versions.push(version);
    scope.set(name, version);
    return version;
  };
  const use = (name: Name): Use => {
    const version = scope.get(name.name) ?? refuseUnknown(name);
    const { origin } = version;
    const isByStep = origin.kind === 'parameter' && origin.parameter.each === 'step';
    if (isByStep && repeatsOf(blocks).length === 0) refuse(name.span, 'noStep', name.name);
    return withVersion(name, version);
  };
  const refuseUnknown = ({ name, span }: Name): never => {
    const line = first.get(name)?.span.line;
    if (line !== undefined && line < span.line) return refuse(span, 'outlived', name, line);
    const known = [...scope.keys()];
    const left = known.find((word) => name.startsWith(word) && scope.has(name.slice(word.length)));
    return left === undefined
      ? refuse(span, 'unknown', name, known.join(', '))
      : refuse(span, 'joined', name, `${left} ${name.slice(left.length)}`);
  };
  const membersOf = (members: Members): Members<Use> => {
    for (const e of membersIn(members)) if (e !== undefined && e !== members.set) read(e, 'count');
    if (members.set !== undefined && setOf(use(members.set)) === undefined)
      refuse(members.set.span, 'noSet', members.set.name);
    return mapMembers(members, use);
  };
  /** An expression of one of these types, with the versions that it reads. */
  const read = (e: Expression, ...wanted: readonly Type[]): Expression<Use> => {
    const outer = scope;
    scope = new Map(scope);
    for (const part of partsOf(e)) {
      if (part.kind !== 'apply' || part.over === undefined) continue;
      const { index } = part.over;
      if (scope.has(index.name)) refuse(index.span, 'taken', index.name, scope.get(index.name)?.type ?? '');
      set(index, 'sample', { kind: 'counter' });
    }
    for (const part of partsOf(e)) {
      if (part.kind !== 'gradient' || part.sample === undefined || scope.has(part.sample.name)) continue;
      refuse(part.sample.span, 'notDrawn', part.sample.name);
    }
    const resolved = mapNames(e, use);
    scope = outer;
    checkMembers(resolved, refuse);
    checkTypes(resolved, refuse);
    const type = typeOf(resolved);
    const fits = wanted.includes(type) || (type === 'count' && wanted.includes('scalar'));
    return fits ? resolved : refuse(e.span, 'misfit', type, wanted.join(' or a '));
  };
  const ask = (e: Expression<Use>, asker: Question['asker']): void => {
    for (const part of partsOf(e))
      if (part.kind === 'gradient') questions.push({ gradient: part, asker, blocks });
  };
  /** The statements of a block, and what names stand for at its end. */
  const within = (block: Block, body: readonly Statement[], into: Statement<Use>[], begin?: () => void) => {
    const [outer, around] = [scope, blocks];
    [scope, blocks] = [new Map(scope), [...blocks, block]];
    begin?.();
    for (const statement of body) into.push(readStatement(statement));
    const inner = scope;
    [scope, blocks] = [outer, around];
    return inner;
  };

  const readLine = ({ value, also, ...rest }: Line): Line<Use> => {
    const resolved = read(value, 'scalar', 'vector');
    const type = typeOf(resolved) === 'vector' ? 'vector' : 'scalar';
    const others = also.map((other) => read(other, type));
    const line = { ...rest, value: resolved, also: others } as unknown as Unfinished<Line<Use>>;
    ask(resolved, line);
    const isOne = rest.target.index !== undefined;
    const shared = loopOf(blocks);
    if (!isOne && shared?.has(rest.target.name) === true)
      refuse(rest.target.span, 'shared', rest.target.name);
    const index = rest.target.index && use(rest.target.index);
    const kept = index === undefined ? undefined : scope.get(rest.target.name);
    const version = set(rest.target, type, { kind: 'line', line, ...(kept && { kept }) });
    line.target = withVersion(rest.target, version);
    if (index !== undefined) line.target = { ...line.target, index };
    checkMembers(line.target, refuse);
    lines.push(line);
    return line;
  };
  const readSampling = ({ size, range, probability, ...rest }: Sampling): Sampling<Use> => {
    const count = (e: Expression): Expression<Use> => read(e, 'count');
    const sampling = { ...rest } as Unfinished<Sampling<Use>>;
    if (size !== undefined) sampling.size = count(size);
    if (range !== undefined) sampling.range = [count(range[0]), count(range[1])];
    if (probability !== undefined) sampling.probability = read(probability, 'scalar');
    const type = probability !== undefined || rest.member !== undefined ? 'count' : 'sample';
    sampling.target = withVersion(rest.target, set(rest.target, type, { kind: 'sample', sampling }));
    return sampling;
  };
  const readRepeat = ({ count, counter, members, body, ...rest }: Repeat): Repeat<Use> => {
    const statements: Statement<Use>[] = [];
    const times = read(count, 'count');
    const over = members && { members: membersOf(members) };
    const repeat = {
      ...rest,
      ...over,
      count: times,
      counter: counter as Use,
      body: statements,
    } as Unfinished<Repeat<Use>>;
    const changed = [...everyStatement(body)].flatMap((it) => ('target' in it ? [it.target.name] : []));
    const before = [...new Set(changed)].flatMap((name) => scope.get(name) ?? []);
    if (scope.has(counter.name))
      refuse(counter.span, 'taken', counter.name, scope.get(counter.name)?.type ?? '');
    const meetings = before.map((version): Meeting => ({
      kind: 'pass',
      repeat,
      first: version,
      last: version,
    }));
    const inner = within({ kind: 'repeat', repeat }, body, statements, () => {
      const type = members === undefined ? 'count' : 'sample';
      repeat.counter = withVersion(counter, set(counter, type, { kind: 'counter', repeat }));
      if (members !== undefined) loops.set(repeat, new Set(scope.keys()));
      for (const [i, { name, type }] of before.entries())
        set(nameAt(name, rest.span), type, meetings[i] as Meeting);
    });
    for (const [i, { name, type }] of before.entries()) {
      const meeting = meetings[i] as Extract<Meeting, { kind: 'pass' }>;
      meeting.last = inner.get(name) ?? meeting.last;
      set(nameAt(name, rest.span), type, { ...meeting, kind: 'after' });
    }
    // what every member has lives on
    for (const version of inner.values()) {
      const { name, type } = version;
      const origin = { kind: 'after', repeat, first: version, last: version } as const;
      if (members !== undefined && isFamily(name) && !scope.has(name))
        set(nameAt(name, rest.span), type, origin);
    }
    return repeat;
  };
  const readChoice = ({ sides, then, otherwise, ...rest }: Choice): Choice<Use> => {
    const made: [Statement<Use>[], Statement<Use>[]] = [[], []];
    const [left, right] = [read(sides[0], 'scalar'), read(sides[1], 'scalar')];
    const choice: Choice<Use> = { ...rest, sides: [left, right], then: made[0], otherwise: made[1] };
    const one = within({ kind: 'branch', choice, branch: 'then' }, then, made[0]);
    const other = within({ kind: 'branch', choice, branch: 'otherwise' }, otherwise, made[1]);
    for (const [name, first] of one) {
      const last = other.get(name);
      if (last === undefined || last === first) continue;
      set(nameAt(name, rest.span), first.type, { kind: 'choice', choice, first, last });
    }
    return choice;
  };
  const readStatement = (statement: Statement): Statement<Use> => {
    if (statement.kind === 'line') return readLine(statement);
    if (statement.kind === 'sample') return readSampling(statement);
    return statement.kind === 'repeat' ? readRepeat(statement) : readChoice(statement);
  };
  /** What stood for something where the innermost loop over members began: its members share it. */
  const loops = new Map<unknown, ReadonlySet<string>>();
  const loopOf = (around: readonly Block[]): ReadonlySet<string> | undefined =>
    around
      .flatMap((block) => (block.kind === 'repeat' ? (loops.get(block.repeat) ?? []) : []))
      .reduce<ReadonlySet<string> | undefined>((all, one) => new Set([...(all ?? []), ...one]), undefined);
  const declare = (name: Name): void => {
    const { type, origin } = scope.get(name.name) ?? {};
    if (origin !== undefined)
      refuse(name.span, 'taken', name.name, origin.kind === 'state' ? (type ?? '') : origin.kind);
  };

  const top = { line: page.source.firstLine, from: 1, to: 2 };
  set(nameAt('t', top), 'count', { kind: 'counter' });
  const counting = new Set([...namesThatCount(page), ...counts]);
  const parameters = page.parameters.map((given) => {
    declare(given.name);
    const parameter = { ...given } as Unfinished<Parameter<Use>>;
    const type = counting.has(given.name.name) ? 'count' : 'scalar';
    parameter.name = withVersion(given.name, set(given.name, type, { kind: 'parameter', parameter }));
    return parameter;
  });
  const meetings: Meeting[] = [];
  const states = page.states.map(({ name, isScalar, over, from }) => {
    declare(name);
    const family = over && { members: membersOf(over.members) };
    const outer = scope;
    scope = new Map(scope);
    const index = over && withVersion(over.index, set(over.index, 'sample', { kind: 'counter' }));
    const start = from && (isScalar ? read(from, 'scalar') : read(from, 'scalar', 'vector'));
    scope = outer;
    const state = { isScalar, ...(start && { from: start }) } as Unfinished<State<Use>>;
    if (family !== undefined && index !== undefined) state.over = { ...family, index };
    const meeting = { kind: 'state', state } as Meeting;
    meetings.push(meeting);
    state.name = withVersion(name, set(name, isScalar ? 'scalar' : 'vector', meeting));
    if (start !== undefined) ask(start, state);
    return state;
  });
  const body = page.body.map(readStatement);
  for (const [i, { name }] of states.entries())
    (meetings[i] as Meeting).last = scope.get(name.name) as Version;
  const { returns, ...rest } = page;
  const method = { ...rest, parameters, states, body, versions, questions, lines };
  return returns === undefined ? method : { ...method, returns: use(returns) };
}

/** A name as a use; the index of a family's is another. */
const withVersion = ({ kind, name, span }: Name, version: Version): Use => ({ kind, name, span, version });
