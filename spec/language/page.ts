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
  readonly name: string;
}

/** ∇f(point, sample): a question to an oracle. Without a sample the gradient is exact. */
export interface Gradient<N extends Name = Name> extends Placed {
  readonly kind: 'gradient';
  readonly function: 'f' | 'h';
  readonly point: Expression<N>;
  readonly sample?: N;
}

/** An operator and what it is applied to. */
export interface Application<N extends Name = Name> extends Placed {
  readonly kind: 'apply';
  readonly operator: OperatorName;
  readonly operands: readonly Expression<N>[];
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

/** sample ξ, sample ξ of B, sample i in 1..n: one draw each time that the line is reached. */
export interface Sampling<N extends Name = Name> extends Setting<N> {
  readonly kind: 'sample';
  /** B: the sample is a batch, and a gradient with it the mean over B draws. */
  readonly size?: Expression<N>;
  /** The first and the last member of the set that an index is drawn from. */
  readonly range?: readonly [Expression<N>, Expression<N>];
}

/** repeat count: `counter` is 1 in the first pass. */
export interface Repeat<N extends Name = Name> extends Placed {
  readonly kind: 'repeat';
  readonly count: Expression<N>;
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

/** A name at a place. */
export const nameAt = (name: string, span: Span): Name => ({ kind: 'name', name, span });

/** The same expression with every name replaced by what `change` makes of it. */
export function mapNames<N extends Name, M extends Name>(
  e: Expression<N>,
  change: (name: N) => M,
): Expression<M> {
  if (e.kind === 'number') return e;
  if (e.kind === 'name') return change(e);
  if (e.kind === 'apply') return { ...e, operands: e.operands.map((operand) => mapNames(operand, change)) };
  const { point, sample, ...rest } = e;
  const changed = { ...rest, point: mapNames(point, change) };
  return sample === undefined ? changed : { ...changed, sample: change(sample) };
}

/** The expressions and everything in them, outermost first. */
export function* partsOf<N extends Name>(
  ...expressions: readonly (Expression<N> | undefined)[]
): Generator<Expression<N>> {
  for (const e of expressions) {
    if (e === undefined) continue;
    yield e;
    if (e.kind === 'apply') yield* partsOf(...e.operands);
    if (e.kind === 'gradient') yield* partsOf<N>(e.point, e.sample);
  }
}

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
  if (statement.kind === 'line') return { values: [statement.value, ...statement.also], counts: [] };
  if (statement.kind === 'choice') return { values: statement.sides, counts: [] };
  if (statement.kind === 'repeat') return { values: [], counts: [statement.count] };
  return { values: [], counts: [statement.size, ...(statement.range ?? [])] };
}
