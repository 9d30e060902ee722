/** The values of a method over any field: its start, and one round after another. */
import { type Field, type Vector } from '../algebra/index.js';
import { ContractError } from '../errors.js';
import { createCompiler, holds, type Compiled, type Compiler, type Frame } from './compile.js';
import { limits } from './complaints.js';
import { createWriter, isTold, rangesOf } from './members.js';
import type { Method, Use } from './method.js';
import type { Expression, Gradient, Line, Sampling, Statement } from './page.js';
import { remember } from './remember.js';
import { typeOf } from './types.js';

/** A scalar or a vector. */
export type Value<S> = S | Vector<S>;

/** Values by name. */
type Values<T> = Readonly<Record<string, T>>;

/** What is drawn. */
export interface DrawRequest {
  readonly sampling: Sampling<Use>;
  /** t, from 1. */
  readonly round: number;
  /** The counters of the repeats around it, outermost first. */
  readonly passes: readonly number[];
  /** Which member of a batch, from 1. */
  readonly member: number;
  /** The first and the last index that may be drawn. */
  readonly range?: readonly [number, number];
}

/** What is told of a draw: whether a coin is 1, whether a member is in a set. */
export interface Told {
  /** The name on the page, and the member, where it is about one. */
  readonly name: string;
  readonly member?: number;
  /** t, and which of the draws of the round it is, from 0. */
  readonly round: number;
  readonly place: number;
}

/** Counts the draws of a round: of each whether its coin is 1, its member is in the set, or an index is the one drawn. */
export function createTold(
  round: number,
  told: (request: Told) => boolean,
): (sampling: Sampling<Use>) => (index?: number) => boolean {
  const drawn = new Map<string, number>();
  return ({ target, member: own }) => {
    const place = drawn.get(target.name) ?? 0;
    drawn.set(target.name, place + 1);
    const name = own?.of ?? target.name;
    return (member = own?.index) => told({ name, round, place, ...(member === undefined ? {} : { member }) });
  };
}

/** What a method is run over: its randomness and its oracles. */
export interface World<S, Draw> {
  readonly draw: (request: DrawRequest) => Draw;
  /** Of coins and sets, for a page that has some. */
  readonly told?: (request: Told) => boolean;
  /** ∇f or ∇h (`gradient.function`) at a point, with a draw, of the sample `gradient.member` or, without either, exactly. */
  readonly gradient: (gradient: Gradient<Use>, at: Vector<S>, draw?: Draw) => Vector<S>;
}

/** What one round is given. */
export interface RoundInput<S, Draw> {
  /** t, from 1. */
  readonly round: number;
  /** In their domains: a count is a number, and a parameter by step may be a list with a value each pass. */
  readonly parameters: Values<S | number | readonly S[]>;
  readonly states: Values<Value<S>>;
  readonly world: World<S, Draw>;
  /** Is told the value of every line; what it gives back, for example what a program has reported, stands for it from there on. */
  readonly observe?: (line: Line<Use>, value: Value<S>, passes: readonly number[]) => Value<S> | undefined;
}

/** A method over a field. */
export interface CompiledMethod<S> {
  /** The states before round 1; `states` has those that the page leaves open. */
  readonly start: <Draw>(input: Omit<RoundInput<S, Draw>, 'round' | 'observe'>) => Values<Value<S>>;
  /** The states after a round. */
  readonly round: <Draw>(input: RoundInput<S, Draw>) => Values<Value<S>>;
}

interface RoundFrame<S> extends Frame<S> {
  readonly values: Map<string, unknown>;
  readonly input: RoundInput<S, unknown>;
  readonly toldOf: ReturnType<typeof createTold>;
  /** How often the block of a statement is run in a round, at most. */
  readonly times: number;
}

/**
 * A method, compiled to closures over `field`: as exact as the field is.
 *
 * @param root - √ of a scalar, where the field has it; without it a method with √ or ‖…‖ throws.
 * @param realPower - baseᵉˣᵖᵒⁿᵉⁿᵗ for an exponent that is not whole, where the field has it.
 * For example, over a field of doubles:
 *
 * ```ts
 * const { round } = compileMethod(resolvePage(parsePage('method sgd\ngiven η > 0\nstate x\nx ← x − η ∇f(x)')), doubles);
 * const world = { draw: () => 0, gradient: (_, at) => at }; // f(x) = x²/2
 * round({ round: 1, parameters: { η: 0.5 }, states: { x: [4] }, world }); // { x: [2] }
 * ```
 */
export function compileMethod<S>(
  method: Method,
  field: Field<S>,
  root?: (value: S) => S,
  realPower?: (base: S, exponent: S) => S,
): CompiledMethod<S> {
  const compiler = createCompiler(field, root, realPower);
  if (rangesOf(method).length === 0) return compilePlain(method, compiler, field);
  const write = createWriter(method);
  const counts = new Map<Expression<Use>, Compiled<S, number>>();
  const made = new Map<Method, CompiledMethod<S>>();
  const of = ({ parameters }: Pick<RoundInput<S, unknown>, 'parameters'>): CompiledMethod<S> => {
    const frame = {
      values: new Map<string, unknown>(Object.entries(parameters)),
      passes: [],
      gradient: () => [],
    };
    const written = write((e) => remember(counts, e, () => compiler.count(e))(frame));
    return remember(made, written, () => compilePlain(written, compiler, field));
  };
  return { start: (input) => of(input).start(input), round: (input) => of(input).round(input) };
}

/** {@link compileMethod} of a method without members. */
function compilePlain<S>(method: Method, compiler: Compiler<S>, field: Field<S>): CompiledMethod<S> {
  const run = compileBlock(method.body, compiler, field);
  const { states, parameters } = method;
  const pointName = states[0]?.name.name ?? '';
  const starts = states.map(({ isScalar, from }): Compiled<S, Value<S>> | undefined => {
    if (from === undefined) return undefined;
    const value = compiler.scalar(from);
    if (isScalar || typeOf(from) === 'vector') return value;
    // a vector that starts from a scalar has that in each coordinate of x
    return (frame) => ((frame.values.get(pointName) ?? []) as Vector<S>).map(() => value(frame));
  });
  const begin = (input: RoundInput<S, unknown>): RoundFrame<S> => {
    const values = new Map<string, unknown>([['t', input.round]]);
    for (const { name, each } of parameters) {
      const value = known(input.parameters, name.name);
      if (each !== 'step' && Array.isArray(value))
        throw new ContractError(`${name.name} has one value a round`);
      values.set(name.name, value);
    }
    const { told = refuseTold } = input.world;
    const gradient: Frame<S>['gradient'] = (question, at, draw) =>
      ofLength(at.length, `∇${question.function}`, input.world.gradient(question, at, draw));
    return { values, passes: [], input, gradient, times: 1, toldOf: createTold(input.round, told) };
  };
  /** The states as a frame has them, all vectors of the length of x. */
  const end = ({ values }: Frame<S>): Values<Value<S>> => {
    const { length } = values.get(pointName) as Vector<S>;
    const kept = states.map(({ name: { name }, isScalar }) => {
      const value = values.get(name) as Value<S>;
      return [name, isScalar ? value : ofLength(length, name, value as Vector<S>)] as const;
    });
    return Object.fromEntries(kept);
  };
  return {
    start: (input) => {
      const frame = begin({ ...(input as RoundInput<S, unknown>), round: 0 });
      for (const [i, { name }] of states.entries()) {
        frame.values.set(name.name, starts[i]?.(frame) ?? known(input.states, name.name));
      }
      return end(frame);
    },
    round: (input) => {
      const frame = begin(input as RoundInput<S, unknown>);
      for (const { name } of states) frame.values.set(name.name, known(input.states, name.name));
      end(frame);
      run(frame);
      return end(frame);
    },
  };
}

/** The parameters whose values of one round are not in their domains; a count is whole. For whoever takes them from a user. */
export function outsideDomain<S>(
  { parameters }: Method,
  field: Field<S>,
  values: RoundInput<S, unknown>['parameters'],
): Method['parameters'] {
  return parameters.filter(({ name, bounds }) => {
    const given = known(values, name.name);
    const isCount = name.version.type === 'count';
    const all = (
      Array.isArray(given) ? given : [isCount ? field.fromString(String(given)) : given]
    ) as readonly S[];
    const isInside = bounds.every(({ relation, value }) =>
      all.every((one) => holds[relation](field.compare(one, field.fromString(value)))),
    );
    return !isInside || (isCount && !Number.isSafeInteger(given));
  });
}

function ofLength<S>(dimension: number, name: string, vector: Vector<S>): Vector<S> {
  if (vector.length === dimension) return vector;
  throw new ContractError(`${name} has ${vector.length} coordinates, and x has ${dimension}`);
}

function refuseTold({ name }: Told): never {
  throw new ContractError(`${name} is drawn, and this world draws no coins and no sets`);
}

function known<T>(values: Values<T>, name: string): T {
  if (Object.hasOwn(values, name)) return values[name] as T;
  throw new ContractError(`the value of ${name} is not given`);
}

/** A number of passes or draws that a round can have. */
function checked(value: number, least: number, what: string): number {
  if (Number.isSafeInteger(value) && value >= least && value <= limits.passes) return value;
  throw new ContractError(
    `a round has from ${least} to ${limits.passes} ${what}, and ${value} are asked for`,
  );
}

type Step<S> = (frame: RoundFrame<S>) => void;

function compileBlock<S>(body: readonly Statement<Use>[], compiler: Compiler<S>, field: Field<S>): Step<S> {
  const steps = body.map((statement) => compileStatement(statement, compiler, field));
  return (frame) => {
    for (const step of steps) step(frame);
  };
}

function compileStatement<S>(statement: Statement<Use>, compiler: Compiler<S>, field: Field<S>): Step<S> {
  const { count, scalar, vector } = compiler;
  switch (statement.kind) {
    case 'line': {
      const { name, version } = statement.target;
      const value: Compiled<S, Value<S>> = (version.type === 'vector' ? vector : scalar)(statement.value);
      return (frame) => {
        const found = value(frame);
        frame.values.set(name, frame.input.observe?.(statement, found, frame.passes) ?? found);
      };
    }
    case 'sample': {
      const { target, size, range } = statement;
      if (isTold(statement))
        return ({ values, toldOf }) => values.set(target.name, toldOf(statement)() ? 1 : 0);
      const members = size === undefined ? () => 1 : count(size);
      const [first, last] = range?.map(count) ?? [];
      return (frame) => {
        const { round, world } = frame.input;
        const ends = first && last && { range: [first(frame), last(frame)] as const };
        const request = { sampling: statement, round, passes: frame.passes, ...ends };
        const length = checked(members(frame), 1, 'draws');
        frame.values.set(
          target.name,
          Array.from({ length }, (_, i) => world.draw({ ...request, member: i + 1 })),
        );
      };
    }
    case 'repeat': {
      const { counter, body } = statement;
      const [passes, run] = [count(statement.count), compileBlock(body, compiler, field)];
      return (frame) => {
        const last = passes(frame);
        const times = checked(frame.times * last, 0, 'passes');
        for (let k = 1; k <= last; k += 1) {
          frame.values.set(counter.name, k);
          run({ ...frame, times, passes: [...frame.passes, k] });
        }
      };
    }
    case 'choice': {
      const { sides, relation, then, otherwise } = statement;
      const [left, right] = [scalar(sides[0]), scalar(sides[1])];
      const [one, other] = [compileBlock(then, compiler, field), compileBlock(otherwise, compiler, field)];
      const isHeld = holds[relation];
      return (frame) => {
        (isHeld(field.compare(left(frame), right(frame))) ? one : other)(frame);
      };
    }
  }
}
