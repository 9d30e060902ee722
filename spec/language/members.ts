/** Families written out: for the numbers that a run counts with, a page with loops over members is a page without them. */
import { ContractError } from '../errors.js';
import type { Method, Use } from './method.js';
import {
  everyStatement,
  expressionsOf,
  familyOf,
  isFamily,
  memberName,
  nameAt,
  partsOf,
  type Binding,
  type Choice,
  type Expression,
  type Line,
  type Members,
  type Page,
  type Repeat,
  type Sampling,
  type State,
  type Statement,
} from './page.js';
import { resolveNames } from './resolve.js';
import { remember } from './remember.js';
import type { Span } from './complaints.js';

/** What a run counts with: the value of an expression that is a count. */
type CountOf = (e: Expression<Use>) => number;
/** The members that indices stand for. */
type Indices = ReadonlyMap<string, number>;

/** The ends of everything that an index of a method runs over. */
export function rangesOf({ states, body }: Method): readonly Expression<Use>[] {
  const statements = [...everyStatement<Use>(body)];
  const values = statements.flatMap((statement) => {
    const { values: all } = expressionsOf(statement);
    return partsOf<Use>(...all).flatMap((part) =>
      part.kind === 'apply' && part.over ? [part.over.members] : [],
    );
  });
  const loops = statements.flatMap((one) => (one.kind === 'repeat' && one.members ? [one.members] : []));
  const families = states.flatMap(({ over }) => (over ? [over.members] : []));
  const drawn = statements.flatMap((one) =>
    one.kind === 'sample' && isWrittenOut(one, statements) ? [one] : [],
  );
  return [...families, ...loops, ...values, ...drawn].flatMap(({ range }) => range ?? []);
}

/** Whether a draw is told as 0 or 1: a coin, a member of a set. */
export const isTold = ({ probability, member }: Sampling<Use>): boolean =>
  probability !== undefined || member !== undefined;

/** Whether a draw is written out as a choice for every member: a coin, a set, the index of a family. */
export function isWrittenOut(sampling: Sampling<Use>, all: readonly Statement<Use>[]): boolean {
  const { size, range, target } = sampling;
  if (isTold(sampling)) return true;
  if (range === undefined) return false;
  if (size !== undefined) return true;
  return all.some((one) => {
    const own = one.kind === 'line' ? [one.target, ...expressionsOf(one).values] : expressionsOf(one).values;
    return partsOf<Use>(...own).some((part) => part.kind === 'name' && part.index?.name === target.name);
  });
}

/** {@link writeOut} of a method, once for the runs whose indices run over the same. */
export function createWriter(method: Method): (countOf: CountOf) => Method {
  const ranges = rangesOf(method);
  const made = new Map<string, Method>();
  return (countOf) => remember(made, ranges.map(countOf).join(), () => writeOut(method, countOf));
}

/**
 * The method for a run: `for i in S` is `if i is in S` for every i, a mean over S a sum over all that has the weight 0 for the others. A name
 * c[i] becomes the names c[1], c[2], …, and ∇f(x, i) a gradient of the first, the second, … sample. A method without members is itself.
 *
 * @throws ContractError for a range of nothing.
 */
export function writeOut(method: Method, countOf: CountOf): Method {
  const statements = [...everyStatement<Use>(method.body)];
  if (rangesOf(method).length === 0) return method;
  const told = new Set(
    statements.flatMap((one) =>
      one.kind === 'sample' && one.range && isWrittenOut(one, statements) ? [one.target.name] : [],
    ),
  );
  const sets = new Map(
    statements.flatMap((one) => (one.kind === 'sample' ? [[one.target.name, one] as const] : [])),
  );
  const known = new Set<string>();
  const point = method.states[0]?.name.name ?? '';

  const range = (ends: Members<Use>['range']): readonly number[] => {
    const [first = 1, last = 0] = ends?.map(countOf) ?? [];
    if (last < first) throw new ContractError(`a loop over ${first}..${last} has no member`);
    return Array.from({ length: last - first + 1 }, (_, i) => first + i);
  };
  /** Everyone who may be a member, and the name that says whether it is one. */
  const membersOf = ({
    set,
    range: ends,
  }: Members<Use>): readonly { readonly member: number; readonly isIn?: string }[] =>
    set === undefined
      ? range(ends).map((member) => ({ member }))
      : range(sets.get(set.name)?.range).map((member) => ({ member, isIn: memberName(set.name, member) }));
  const number = (value: number, span: Span): Expression => ({ kind: 'number', text: String(value), span });
  const apply = (operator: '+' | '·' | '/', left: Expression, right: Expression): Expression => ({
    ...{ kind: 'apply', operator, operands: [left, right], span: left.span },
  });

  const write = (e: Expression<Use>, at: Indices): Expression => {
    if (e.kind === 'number') return e;
    if (e.kind === 'name') {
      const member = e.index && at.get(e.index.name);
      return nameAt(member === undefined ? e.name : memberName(e.name, member), e.span);
    }
    if (e.kind === 'gradient') {
      const { sample, ...rest } = { ...e, point: write(e.point, at) };
      const member = sample && at.get(sample.name);
      if (member !== undefined) return { ...rest, member };
      return sample === undefined ? rest : { ...rest, sample: nameAt(sample.name, sample.span) };
    }
    return e.over === undefined
      ? { ...e, operands: e.operands.map((operand) => write(operand, at)) }
      : fold(e, e.over, at);
  };
  const fold = (
    e: Extract<Expression<Use>, { kind: 'apply' }>,
    { index, members }: Binding<Use>,
    at: Indices,
  ): Expression => {
    const [value] = e.operands;
    const terms = membersOf(members).map(({ member, isIn }): Expression => {
      const own = write(value as Expression<Use>, new Map([...at, [index.name, member]]));
      return isIn === undefined ? own : apply('·', nameAt(isIn, e.span), own);
    });
    const sum = terms.reduce((left, right) => apply('+', left, right));
    const size = members.set && sets.get(members.set.name)?.size;
    const count = size === undefined ? number(terms.length, e.span) : write(size, at);
    return e.operator === 'sum' ? sum : apply('/', sum, count);
  };

  const line = (statement: Line<Use>, at: Indices): Line => {
    const { target, value, also } = statement;
    const written = write(target, at) as Line['target'];
    known.add(written.name);
    return {
      ...statement,
      target: written,
      value: write(value, at),
      also: also.map((one) => write(one, at)),
    };
  };
  /** The drawn index that a line reads, whose member it is not known of yet. */
  const indexIn = ({ target, value, also }: Line<Use>, at: Indices): string | undefined =>
    partsOf<Use>(target, value, ...also)
      .map((part) => (part.kind === 'name' ? part.name : ''))
      .find((name) => told.has(name) && !at.has(name) && sets.get(name)?.size === undefined);
  const isMember = (name: string, span: Span): Pick<Choice, 'kind' | 'relation' | 'sides' | 'span'> => ({
    ...{ kind: 'choice', relation: '=', sides: [nameAt(name, span), number(1, span)], span },
  });
  /** The line for the member that is drawn: one of all is. */
  const lineOfMember = (statement: Line<Use>, index: string, at: Indices): Statement => {
    const one = (member: number): Statement => line(statement, new Map([...at, [index, member]]));
    const all = range(sets.get(index)?.range);
    const [last = 1, ...others] = all.toReversed();
    return others.reduce<Statement>(
      (otherwise, member) => ({
        ...isMember(memberName(index, member), statement.span),
        ...{ then: [one(member)], otherwise: [otherwise] },
      }),
      one(last),
    );
  };
  const sampling = (statement: Sampling<Use>, at: Indices): readonly Statement[] => {
    const { target, size, range: ends, probability, ...rest } = statement;
    const own = nameAt(target.name, target.span);
    if (!told.has(target.name)) {
      const [first, last] = ends?.map((e) => write(e, at)) ?? [];
      const drawn = { ...rest, target: own, ...(first && last ? { range: [first, last] as const } : {}) };
      return [
        {
          ...{ ...drawn, ...(size && { size: write(size, at) }) },
          ...(probability && { probability: write(probability, at) }),
        },
      ];
    }
    return range(ends).map((index) => ({
      ...{ ...rest, target: nameAt(memberName(target.name, index), target.span) },
      member: { of: target.name, index },
    }));
  };
  const loop = (
    members: Members<Use>,
    index: string,
    { body, span }: Repeat<Use>,
    at: Indices,
  ): readonly Statement[] =>
    membersOf(members).flatMap(({ member, isIn }) => {
      const before = new Set(known);
      const then = block(body, new Map([...at, [index, member]]));
      if (isIn === undefined) return then;
      // who is not in it has no value, and the weight 0 in every mean
      const left = [...everyStatement(then)].flatMap((one) => (one.kind === 'line' ? [one.target] : []));
      const names = [...new Map(left.map((target) => [target.name, target])).values()];
      const otherwise = names
        .filter(({ name }) => isFamily(familyOf(name)) && !before.has(name))
        .map((target): Statement => ({
          ...{ kind: 'line', target, also: [], span },
          value: apply('·', number(0, span), nameAt(point, span)),
        }));
      return [{ ...isMember(isIn, span), then, otherwise }];
    });
  const block = (body: readonly Statement<Use>[], at: Indices): readonly Statement[] =>
    body.flatMap((statement): readonly Statement[] => {
      if (statement.kind === 'line') {
        const index = indexIn(statement, at);
        return [index === undefined ? line(statement, at) : lineOfMember(statement, index, at)];
      }
      if (statement.kind === 'sample') return sampling(statement, at);
      if (statement.kind === 'choice') {
        const [left, right] = statement.sides.map((side) => write(side, at));
        return [
          {
            ...{ ...statement, sides: [left as Expression, right as Expression] },
            ...{ then: block(statement.then, at), otherwise: block(statement.otherwise, at) },
          },
        ];
      }
      const { members, counter, count, ...rest } = statement;
      if (members !== undefined) return loop(members, counter.name, statement, at);
      const inner = { ...rest, count: write(count, at), counter: nameAt(counter.name, counter.span) };
      return [{ ...inner, body: block(statement.body, at) }];
    });

  const states = method.states.flatMap(({ over, from, name, isScalar }): readonly State[] => {
    const one = (text: string, at: Indices): State => {
      known.add(text);
      return { name: nameAt(text, name.span), isScalar, ...(from && { from: write(from, at) }) };
    };
    if (over === undefined) return [one(name.name, new Map())];
    return range(over.members.range).map((member) =>
      one(memberName(name.name, member), new Map([[over.index.name, member]])),
    );
  });
  const page: Page = {
    ...{ name: method.name, source: method.source, states, body: block(method.body, new Map()) },
    parameters: method.parameters,
    ...(method.returns && { returns: nameAt(method.returns.name, method.returns.span) }),
  };
  const counts = method.parameters.filter(({ name }) => name.version.type === 'count');
  return resolveNames(
    page,
    counts.map(({ name }) => name.name),
  );
}
