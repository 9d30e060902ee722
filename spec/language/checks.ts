/** The rules about a whole page: what is set, what is read, what is kept in time, and how lines are numbered. */
import type { Refuse } from './complaints.js';
import { fingerprint } from './identity.js';
import { originalOf, type Method, type Use, type Version } from './method.js';
import {
  everyStatement,
  expressionsOf,
  membersIn,
  partsOf,
  type Expression,
  type Line,
  type Sampling,
} from './page.js';

/** Refuses a method that breaks a rule. */
export function checkMethod(method: Method): void {
  const { states, lines, versions, source } = method;
  const { refuse } = source;
  // a state that starts from another one may stay as it is: an anchor
  for (const [i, { name, from }] of states.entries())
    if (lastOf(name.version) === name.version && (i === 0 || from === undefined))
      refuse(name.span, 'neverSet', name.name);
  checkCopies(method);
  const live = liveVersions(method);
  for (const version of versions) {
    if (live.has(version)) continue;
    const { origin, name } = version;
    if (origin.kind === 'parameter') refuse(origin.parameter.name.span, 'unread', 'the parameter', name);
    if (origin.kind === 'state') refuse(origin.state.name.span, 'unread', 'the kept value of', name);
    if (origin.kind === 'sample') refuse(origin.sampling.target.span, 'unread', 'the sample', name);
    if (origin.kind === 'line') refuse(origin.line.target.span, 'unread', 'this value of', name);
  }
  for (const { value, also } of lines) {
    const other = also.find((other) => fingerprint(other) !== fingerprint(value));
    if (other !== undefined) refuse(other.span, 'otherValue');
  }
  checkNumbers(method);
}

const lastOf = ({ origin }: Version): Version | undefined =>
  origin.kind === 'state' ? origin.last : undefined;

/** A state that does nothing but copy another one, and is equal to it after every round: it was meant to keep the old value. */
function checkCopies({ states, lines, source }: Method): void {
  for (const { name } of states.slice(1)) {
    const last = lastOf(name.version);
    const line = lines.find(({ target }) => target.name === name.name);
    if (last !== line?.target.version || line?.value.kind !== 'name') continue;
    const { target, value } = line;
    const copied = states.find((other) => other.name !== name && other.name.name === value.name);
    const origin = copied && lastOf(copied.name.version)?.origin;
    if (origin?.kind !== 'line' || originalOf(origin.line.target.version) !== originalOf(target.version))
      continue;
    source.refuse(target.span, 'lateCopy', target.name, value.name, origin.line.span.line);
  }
}

/** Every version that the result, or the way of a round, depends on. */
function liveVersions({ states, returns, body }: Method): ReadonlySet<Version> {
  const live = new Set<Version>();
  const mark = (version: Version): void => {
    if (live.has(version)) return;
    live.add(version);
    const { origin } = version;
    if ('first' in origin) mark(origin.first);
    if ('last' in origin) mark(origin.last);
    if (origin.kind === 'line' && origin.kept) mark(origin.kept);
    if (origin.kind === 'state') markAll(origin.state.from, ...membersIn(origin.state.over?.members));
    const setting =
      origin.kind === 'line' ? origin.line : origin.kind === 'sample' ? origin.sampling : undefined;
    if (setting === undefined) return;
    const { values, counts } = expressionsOf(setting);
    markAll(...values, ...counts);
  };
  const markAll = (...expressions: readonly (Expression<Use> | undefined)[]): void => {
    for (const part of partsOf(...expressions)) if (part.kind === 'name') mark(part.version);
  };
  for (const statement of everyStatement(body)) {
    const { values, counts } = expressionsOf(statement);
    if (!('target' in statement)) markAll(...values, ...counts);
  }
  if (returns !== undefined) mark(returns.version);
  for (const { name } of states.slice(0, 1)) mark(name.version);
  return live;
}

/** A number belongs to one equation: to one target, or to samples. */
function checkNumbers({ body, source }: Method): void {
  const taken = new Map<string, Line<Use> | Sampling<Use>>();
  for (const statement of everyStatement(body)) {
    if (!('target' in statement) || statement.number === undefined) continue;
    const { kind, number, span, target } = statement;
    const other = taken.get(number);
    const isSame = other?.kind === kind && (kind === 'sample' || other.target.name === target.name);
    if (other !== undefined && !isSame) source.refuse(span, 'numberTaken', number, other.span.line);
    taken.set(number, statement);
  }
}

/** The sampling that draws a set. */
export const setOf = ({ version: { origin } }: Use): Sampling<Use> | undefined =>
  origin.kind === 'sample' && origin.sampling.size && origin.sampling.range ? origin.sampling : undefined;

/** Whether a name says which member of a family is meant. */
const isMember = ({ version: { origin, type } }: Use): boolean =>
  type === 'sample' &&
  (origin.kind === 'counter' || (origin.kind === 'sample' && origin.sampling.range !== undefined));

/** Refuses what an expression reads of members, and they are none. */
export function checkMembers(e: Expression<Use>, refuse: Refuse): void {
  for (const part of partsOf(e)) {
    const set = part.kind === 'apply' ? part.over?.members.set : undefined;
    if (set !== undefined && setOf(set) === undefined) refuse(set.span, 'noSet', set.name);
    const { sample } = part.kind === 'gradient' ? part : {};
    if (sample !== undefined && setOf(sample)) refuse(sample.span, 'setOfDraws', sample.name);
    const { index } = part.kind === 'name' ? part : {};
    if (index !== undefined && !isMember(index)) refuse(index.span, 'noMember', index.name);
  }
}
