/** A page of equations as a tree: what the parser makes, with the place of everything, and every reader starts from. */
import type { Span } from './complaints.js';
import type { OperatorName } from './operators.js';
import type { Source } from './source.js';

/** Something with a place. */
interface Placed {
  readonly span: Span;
}

/** A number as it is written: `2`, `0.9`. */
export interface Numeral extends Placed {
  readonly kind: 'number';
  readonly text: string;
}

/** A name. Once resolved it also says which version it reads or sets. */
export interface Name extends Placed {
  readonly kind: 'name';
  /** Of a family it ends with [], so that c and c[i] are two names. */
  readonly name: string;
  /** Of a family: which member, as in c[i]. */
  readonly index?: Name;
}

/** What an index runs over: the members of a set that is drawn, or the numbers from the first to the last. */
export interface Members<N extends Name = Name> {
  readonly set?: N;
  readonly range?: readonly [Expression<N>, Expression<N>];
}

/** An index and what it runs over: `i in S`. */
export interface Binding<N extends Name = Name> {
  readonly index: N;
  readonly members: Members<N>;
}

/** ∇f(point, sample): a question to an oracle. Without a sample the gradient is exact. */
export interface Gradient<N extends Name = Name> extends Placed {
  readonly kind: 'gradient';
  readonly function: 'f' | 'h';
  readonly point: Expression<N>;
  readonly sample?: N;
  /** Which sample it is, from 1, where an index has been written out. */
  readonly member?: number;
}

/** An operator and what it is applied to. */
export interface Application<N extends Name = Name> extends Placed {
  readonly kind: 'apply';
  readonly operator: OperatorName;
  readonly operands: readonly Expression<N>[];
  /** Of a mean or a sum: over what. */
  readonly over?: Binding<N>;
}

/** An expression: over names as parsed, over uses of versions as resolved. */
export type Expression<N extends Name = Name> = Numeral | N | Gradient<N> | Application<N>;

/** What is set or drawn, and what may stand at its right end: the number of the equation, and words for a reader. */
interface Setting<N extends Name> extends Placed {
  readonly target: N;
  readonly number?: string;
  readonly words?: string;
}

/** target ← value. `also` has the same value in other groupings. */
export interface Line<N extends Name = Name> extends Setting<N> {
  readonly kind: 'line';
  readonly value: Expression<N>;
  readonly also: readonly Expression<N>[];
}

/** sample ξ, sample ξ of B, sample i in 1..n, sample S of s in 1..n, sample c with probability p: one draw each time that the line is reached. */
export interface Sampling<N extends Name = Name> extends Setting<N> {
  readonly kind: 'sample';
  /** B: the sample is a batch, and a gradient with it the mean over B draws; with a range how many members a set has. */
  readonly size?: Expression<N>;
  /** The first and the last member of the set that an index is drawn from. */
  readonly range?: readonly [Expression<N>, Expression<N>];
  /** Of a coin: how often it is 1. */
  readonly probability?: Expression<N>;
  /** Where a set or an index has been written out: whether this member is in it. */
  readonly member?: { readonly of: string; readonly index: number };
}

/** repeat count: `counter` is 1 in the first pass. `for counter in members` is a repeat whose passes do not depend on each other. */
export interface Repeat<N extends Name = Name> extends Placed {
  readonly kind: 'repeat';
  readonly count: Expression<N>;
  readonly members?: Members<N>;
  readonly counter: N;
  readonly body: readonly Statement<N>[];
}

/** if left relation right … otherwise …; `in round 1` is t = 1, and `every q rounds` is (t − 1) mod q = 0. */
export interface Choice<N extends Name = Name> extends Placed {
  readonly kind: 'choice';
  readonly relation: Relation;
  readonly sides: readonly [Expression<N>, Expression<N>];
  readonly then: readonly Statement<N>[];
  readonly otherwise: readonly Statement<N>[];
}

/** A statement of a round. */
export type Statement<N extends Name = Name> = Line<N> | Sampling<N> | Repeat<N> | Choice<N>;

/** The relations of conditions and domains, and those with the sides exchanged. */
export const relations = { '=': '=', '≠': '≠', '<': '>', '>': '<', '≤': '≥', '≥': '≤' } as const;
/** One of them. */
export type Relation = keyof typeof relations;

/** A parameter; it stands in each of the relations to the number. Without `each` it has one value in all rounds. */
export interface Parameter<N extends Name = Name> {
  readonly name: N;
  readonly bounds: readonly { readonly relation: Relation; readonly value: string }[];
  readonly each?: 'step' | 'round';
}

/** What is kept from round to round; without `from` its start is given. */
export interface State<N extends Name = Name> {
  readonly name: N;
  readonly isScalar: boolean;
  /** Of a family c[i in 1..n]. */
  readonly over?: Binding<N>;
  readonly from?: Expression<N>;
}

/** A method: its parameters, what it keeps, and one round of it. */
export interface Page<N extends Name = Name> {
  readonly name: string;
  readonly parameters: readonly Parameter<N>[];
  /** The first one is the point x. */
  readonly states: readonly State<N>[];
  /** What the method gives back, where that is not its first state. */
  readonly returns?: N;
  readonly body: readonly Statement<N>[];
  /** The text, for errors. */
  readonly source: Source;
}

/** Whether a name is one of a family. */
export const isFamily = (name: string): boolean => name.endsWith('[]');

/** The name of a family, with an index or a member. */
export const memberName = (family: string, member: string | number): string =>
  `${isFamily(family) ? family.slice(0, -2) : family}[${member}]`;

/** The family that a member is of, any other name as it is. */
export const familyOf = (name: string): string => name.replace(/\[\d+\]$/, '[]');

/** A name at a place. */
export const nameAt = (name: string, span: Span): Name => ({ kind: 'name', name, span });

/** The same expression with every name replaced by what `change` makes of it. */
export function mapNames<N extends Name, M extends Name>(
  e: Expression<N>,
  change: (name: N) => M,
): Expression<M> {
  if (e.kind === 'number') return e;
  if (e.kind === 'name') return mapName(e, change);
  if (e.kind === 'apply') {
    const { over, operands, ...rest } = e;
    const changed = { ...rest, operands: operands.map((operand) => mapNames(operand, change)) };
    return over === undefined ? changed : { ...changed, over: mapBinding(over, change) };
  }
  const { point, sample, ...rest } = e;
  const changed = { ...rest, point: mapNames(point, change) };
  return sample === undefined ? changed : { ...changed, sample: change(sample) };
}

/** A name, and the index of a family's; a name that becomes another one has that one's index. */
export function mapName<N extends Name, M extends Name>(name: N, change: (name: N) => M): M {
  const changed = change(name);
  const isOther = name.index === undefined || changed.name !== name.name;
  return isOther ? changed : { ...changed, index: change(name.index as N) };
}

/** What an index runs over, with every name replaced. */
export function mapMembers<N extends Name, M extends Name>(
  { set, range }: Members<N>,
  change: (name: N) => M,
): Members<M> {
  if (set !== undefined) return { set: change(set) };
  const [first, last] = range ?? [];
  return first && last ? { range: [mapNames(first, change), mapNames(last, change)] } : {};
}

const mapBinding = <N extends Name, M extends Name>(
  { index, members }: Binding<N>,
  change: (name: N) => M,
): Binding<M> => ({ index: change(index), members: mapMembers(members, change) });

/** The expressions and everything in them, outermost first. */
export function partsOf<N extends Name>(
  ...expressions: readonly (Expression<N> | undefined)[]
): readonly Expression<N>[] {
  const parts: Expression<N>[] = [];
  const add = (e: Expression<N> | undefined): void => {
    if (e === undefined) return;
    parts.push(e);
    if (e.kind === 'name') add(e.index as N | undefined);
    else if (e.kind === 'gradient') {
      add(e.point);
      add(e.sample);
    } else if (e.kind === 'apply') {
      membersIn(e.over?.members).forEach(add);
      e.operands.forEach(add);
    }
  };
  expressions.forEach(add);
  return parts;
}

/** What says over what an index runs. */
export const membersIn = <N extends Name>(members?: Members<N>): readonly (Expression<N> | undefined)[] => [
  members?.set,
  ...(members?.range ?? []),
];

/** These statements and all in their blocks, in the order of the page. */
export function* everyStatement<N extends Name>(
  statements: readonly Statement<N>[],
): Generator<Statement<N>> {
  for (const statement of statements) {
    yield statement;
    if (statement.kind === 'repeat') yield* everyStatement(statement.body);
    if (statement.kind === 'choice') yield* everyStatement([...statement.then, ...statement.otherwise]);
  }
}

/** What a statement computes by itself, without its blocks, and what it counts with. */
export function expressionsOf<N extends Name>(
  statement: Statement<N>,
): Readonly<Record<'values' | 'counts', readonly (Expression<N> | undefined)[]>> {
  if (statement.kind === 'line')
    return {
      values: [statement.value, ...statement.also, statement.target.index as N | undefined],
      counts: [],
    };
  if (statement.kind === 'choice') return { values: statement.sides, counts: [] };
  if (statement.kind === 'repeat')
    return {
      values: [statement.members?.set],
      counts: [statement.count, ...(statement.members?.range ?? [])],
    };
  return {
    values: [statement.probability],
    counts: [statement.size, ...(statement.range ?? [])],
  };
}
