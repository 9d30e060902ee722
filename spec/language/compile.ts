/** Expressions as closures over the numbers of a field, made once a page. */
import { absolute, fromInteger, maximum, type Field, type Vector } from '../algebra/index.js';
import { ContractError } from '../errors.js';
import type { Use } from './method.js';
import type { OperatorName } from './operators.js';
import type { Application, Expression, Gradient } from './page.js';
import { typeOf } from './types.js';

/** What is known while a round is made. */
export interface Frame<S> {
  /** By name: a number for a count, a list of draws for a sample. */
  readonly values: Map<string, unknown>;
  /** The counters of the repeats around a statement, outermost first. */
  readonly passes: readonly number[];
  readonly gradient: (gradient: Gradient<Use>, at: Vector<S>, draw?: unknown) => Vector<S>;
}

/** An expression that waits for its frame. */
export type Compiled<S, T> = (frame: Frame<S>) => T;

/** What makes closures of expressions, by the type that is wanted. */
export interface Compiler<S> {
  readonly count: (e: Expression<Use>) => Compiled<S, number>;
  readonly scalar: (e: Expression<Use>) => Compiled<S, S>;
  readonly vector: (e: Expression<Use>) => Compiled<S, Vector<S>>;
}

type Functions<T, R = T> = Readonly<Partial<Record<OperatorName, (left: T, right: T) => R>>>;

const onCounts: Functions<number> = {
  '+': (left, right) => left + right,
  '−': (left, right) => left - right,
  '·': (left, right) => left * right,
  mod: (left, right) => left - right * Math.floor(left / right),
  negate: (value) => -value,
  max: Math.max,
  min: Math.min,
};

/** baseⁿ. */
function power<S>(field: Field<S>, base: S, exponent: number): S {
  if (exponent < 0) return field.divide(field.one, power(field, base, -exponent));
  if (exponent === 0) return field.one;
  const half = power(field, field.multiply(base, base), Math.floor(exponent / 2));
  return exponent % 2 === 0 ? half : exponent === 1 ? base : field.multiply(base, half);
}

/** The functions of scalars, which go by coordinate on vectors, and those of vectors that give scalars. */
function functionsOver<S>(
  field: Field<S>,
  root?: (value: S) => S,
): readonly [Functions<S>, Functions<Vector<S>, S>] {
  const { add, subtract, multiply, divide, negate, compare, zero } = field;
  const squareRoot = (value: S): S => {
    if (root !== undefined) return root(value);
    throw new ContractError(`√ has no exact value in the field ${field.name}`);
  };
  const sum = (values: Vector<S>): S => values.reduce(add, zero);
  const inner = (left: Vector<S>, right: Vector<S>): S => sum(left.map((v, i) => multiply(v, right[i] as S)));
  return [
    {
      ...{ '+': add, '−': subtract, '·': multiply, '⊙': multiply, '/': divide, '⊘': divide, negate },
      max: (left, right) => maximum(field, left, right),
      min: (left, right) => negate(maximum(field, negate(left), negate(right))),
      abs: (value) => absolute(field, value),
      sign: (value) => fromInteger(field, Math.sign(compare(value, zero))),
      '√': squareRoot,
    },
    {
      norm: (v) => squareRoot(inner(v, v)),
      norm1: (v) => sum(v.map((value) => absolute(field, value))),
      normMax: (v) => v.map((value) => absolute(field, value)).reduce((l, r) => maximum(field, l, r), zero),
      inner,
    },
  ];
}

/** A compiler over `field`; without `root` there is no √. */
export function createCompiler<S>(field: Field<S>, root?: (value: S) => S): Compiler<S> {
  const [onScalars, onVectors] = functionsOver(field, root);

  const count = (e: Expression<Use>): Compiled<S, number> => {
    if (e.kind === 'number') return always(Number(e.text));
    if (e.kind === 'name') return read(e);
    if (e.kind === 'gradient') return impossible();
    if (e.operator !== 'dim') return applied(onCounts[e.operator], e.operands.map(count));
    const of = vector(operand(e, 0));
    return (frame) => of(frame).length;
  };

  const scalar = (e: Expression<Use>): Compiled<S, S> => {
    if (e.kind === 'number') return always(field.fromString(e.text));
    if (e.kind === 'gradient') return impossible();
    if (typeOf(e) === 'count') {
      const whole = count(e);
      return (frame) => fromInteger(field, whole(frame));
    }
    if (e.kind === 'name') return read(e);
    if (e.operator === '^') {
      const [base, exponent] = [scalar(operand(e, 0)), count(operand(e, 1))];
      return (frame) => power(field, base(frame), exponent(frame));
    }
    const fold = onVectors[e.operator];
    if (fold !== undefined) return applied(fold, e.operands.map(vector));
    return applied(onScalars[e.operator], e.operands.map(scalar));
  };

  const vector = (e: Expression<Use>): Compiled<S, Vector<S>> => {
    if (e.kind === 'name') return read(e);
    if (e.kind === 'gradient') return ask(e);
    if (e.kind === 'number') return impossible();
    if (e.operator === '^') {
      const [base, exponent] = [vector(operand(e, 0)), count(operand(e, 1))];
      return (frame) => base(frame).map((value) => power(field, value, exponent(frame)));
    }
    const f = onScalars[e.operator] ?? impossible();
    const [first, second = first] = e.operands;
    if (first === undefined || second === undefined) return impossible();
    if (typeOf(first) !== 'vector') {
      const [left, right] = [scalar(first), vector(second)];
      return (frame) => {
        const fixed = left(frame);
        return right(frame).map((value) => f(fixed, value));
      };
    }
    const left = vector(first);
    if (typeOf(second) !== 'vector') {
      const right = scalar(second);
      return (frame) => {
        const fixed = right(frame);
        return left(frame).map((value) => f(value, fixed));
      };
    }
    if (first === second) return (frame) => left(frame).map((value) => f(value, value));
    const right = vector(second);
    return (frame) => {
      const [one, other] = [left(frame), right(frame)];
      return one.map((value, i) => f(value, other[i] as S));
    };
  };

  /** The gradient of a batch is the mean over its draws. */
  const ask = (e: Gradient<Use>): Compiled<S, Vector<S>> => {
    const point = vector(e.point);
    const { sample } = e;
    if (sample === undefined) return (frame) => frame.gradient(e, point(frame));
    return (frame) => {
      const at = point(frame);
      const draws = frame.values.get(sample.name) as readonly unknown[];
      const [first = [], ...others] = draws.map((draw) => frame.gradient(e, at, draw));
      if (draws.length === 1) return first;
      const size = fromInteger(field, draws.length);
      return first.map((value, i) =>
        field.divide(
          others.reduce((sum, g) => field.add(sum, g[i] as S), value),
          size,
        ),
      );
    };
  };

  return { count, scalar, vector };
}

const always =
  <T>(value: T) =>
  (): T =>
    value;

const operand = ({ operands }: Application<Use>, index: number): Expression<Use> =>
  operands[index] ?? impossible();

/** What the types exclude. */
function impossible(): never {
  throw new ContractError('an expression of another type was expected: is the page resolved?');
}

function applied<S, A, B>(
  f: ((left: A, right: A) => B) | undefined,
  [left = impossible(), right]: readonly Compiled<S, A>[],
): Compiled<S, B> {
  if (f === undefined) return impossible();
  if (right !== undefined) return (frame) => f(left(frame), right(frame));
  return (frame) => {
    const value = left(frame);
    return f(value, value);
  };
}

/** A name; a parameter by step may have one value a pass of the innermost repeat. */
function read<S, T>({ name, version: { origin } }: Use): Compiled<S, T> {
  if (origin.kind !== 'parameter' || origin.parameter.each !== 'step')
    return ({ values }) => values.get(name) as T;
  return ({ values, passes }) => {
    const value = values.get(name) as T | readonly T[];
    if (!Array.isArray(value)) return value as T;
    const pass = passes.at(-1) ?? 1;
    if (pass <= value.length) return (value as readonly T[])[pass - 1] as T;
    throw new ContractError(`${name} has ${value.length} values, and this is pass ${pass}`);
  };
}
