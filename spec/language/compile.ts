/** Expressions as closures over the numbers of a field, made once a page. */
import { absolute, fromInteger, maximum, type Field, type Vector } from '../algebra/index.js';
import { ContractError } from '../errors.js';
import { limits } from './complaints.js';
import type { Use } from './method.js';
import { operatorOf, type OperatorName } from './operators.js';
import type { Application, Expression, Gradient, Relation } from './page.js';
import { typeOf } from './types.js';

/** What is known while a round is made. */
export interface Frame<S> {
  /** By name: a number for a count, a list of draws for a sample. */
  readonly values: { readonly get: (name: string) => unknown };
  /** The counters of the repeats around a statement, outermost first. */
  readonly passes: readonly number[];
  readonly gradient: (gradient: Gradient<Use>, at: Vector<S>, draw?: unknown) => Vector<S>;
  /** Whether gradients were asked before, so that their points are not computed: they are told as empty. */
  readonly isAnswered?: true;
}

/** An expression that waits for its frame. */
export type Compiled<S, T> = (frame: Frame<S>) => T;

/** What makes closures of expressions, by the type that is wanted. */
export interface Compiler<S> {
  readonly count: (e: Expression<Use>) => Compiled<S, number>;
  readonly scalar: (e: Expression<Use>) => Compiled<S, S>;
  readonly vector: (e: Expression<Use>) => Compiled<S, Vector<S>>;
}

/** Whether a relation holds between numbers that compare so. */
export const holds: Readonly<Record<Relation, (order: number) => boolean>> = {
  '=': (order) => order === 0,
  '≠': (order) => order !== 0,
  '<': (order) => order < 0,
  '>': (order) => order > 0,
  '≤': (order) => order <= 0,
  '≥': (order) => order >= 0,
};

type Functions<T, R = T> = Readonly<Partial<Record<OperatorName, (left: T, right: T) => R>>>;

const onCounts: Functions<number> = {
  '+': (left, right) => left + right,
  '−': (left, right) => left - right,
  '·': (left, right) => left * right,
  mod: (left, right) => {
    if (right === 0) throw new ContractError('a count modulo 0 is none');
    return left - right * Math.floor(left / right);
  },
  negate: (value) => -value,
  max: Math.max,
  min: Math.min,
};

/** baseⁿ, for an n that a run can count to. */
function power<S>(field: Field<S>, base: S, exponent: number): S {
  if (Math.abs(exponent) > limits.passes)
    throw new ContractError(`an exponent is ${exponent}, beyond ${limits.passes}`);
  if (exponent < 0) return field.divide(field.one, power(field, base, -exponent));
  if (exponent === 0) return field.one;
  const half = power(field, field.multiply(base, base), Math.floor(exponent / 2));
  return exponent % 2 === 0 ? half : exponent === 1 ? base : field.multiply(base, half);
}

/** The functions of scalars, which go by coordinate on vectors, and those of vectors that give scalars. */
function functionsOver<S>(
  field: Field<S>,
  root: (value: S) => S,
): readonly [Functions<S>, Functions<Vector<S>, S>] {
  const { add, subtract, multiply, divide, negate, compare, zero } = field;
  const sum = (values: Vector<S>): S => values.reduce(add, zero);
  const larger = (left: S, right: S): S => maximum(field, left, right);
  const size = (value: S): S => absolute(field, value);
  const inner = (left: Vector<S>, right: Vector<S>): S => sum(left.map((v, i) => multiply(v, right[i] as S)));
  return [
    {
      ...{ '+': add, '−': subtract, '·': multiply, '⊙': multiply, '/': divide, '⊘': divide, negate },
      // a whole exponent is compiled to a count
      '^': (base, exponent) => power(field, base, exponent as unknown as number),
      ...{ max: larger, abs: size, '√': root },
      min: (left, right) => negate(larger(negate(left), negate(right))),
      sign: (value) => fromInteger(field, Math.sign(compare(value, zero))),
    },
    {
      norm: (v) => root(inner(v, v)),
      norm1: (v) => sum(v.map(size)),
      normMax: (v) => v.map(size).reduce(larger, zero),
      inner,
    },
  ];
}

/** Pages are compiled by the thousand, over few fields. */
const compilers = new WeakMap<object, unknown>();

/** A compiler over `field`; without `root` there is no √, and without `realPower` every exponent is whole. */
export function createCompiler<S>(
  field: Field<S>,
  root?: (value: S) => S,
  realPower?: (base: S, exponent: S) => S,
): Compiler<S> {
  if (root !== undefined || realPower !== undefined) return compilerOf(field, root, realPower);
  const known = (compilers.get(field) as Compiler<S> | undefined) ?? compilerOf(field);
  compilers.set(field, known);
  return known;
}

function compilerOf<S>(
  field: Field<S>,
  root?: (value: S) => S,
  realPower?: (base: S, exponent: S) => S,
): Compiler<S> {
  const noRoot = (): never => {
    throw new ContractError(`√ has no exact value in the field ${field.name}`);
  };
  const [onScalars, onVectors] = functionsOver(field, root ?? noRoot);

  const count = (e: Expression<Use>): Compiled<S, number> => {
    if (e.kind === 'number') return always(Number(e.text));
    if (e.kind === 'name') return read(e);
    const [first, second = first] = e.kind === 'apply' ? e.operands : [];
    if (e.kind === 'gradient' || first === undefined || second === undefined) return impossible();
    if (e.operator === 'dim') {
      const of = value(first);
      return (frame) => (of(frame) as Vector<S>).length;
    }
    const [f, left, right] = [onCounts[e.operator] ?? impossible(), count(first), count(second)];
    return (frame) => f(left(frame), right(frame));
  };

  const value = (e: Expression<Use>): Compiled<S, unknown> => {
    if (e.kind === 'number') return always(field.fromString(e.text));
    if (e.kind === 'gradient') return ask(e);
    const type = typeOf(e);
    if (type === 'count') {
      const whole = count(e);
      return (frame) => fromInteger(field, whole(frame));
    }
    if (e.kind === 'name') return read(e);
    const { relation } = operatorOf(e.operator);
    if (relation !== undefined) return chosen(e, holds[relation]);
    const [base, exponent] = e.operands;
    if (e.operator === '^' && base && exponent && typeOf(exponent) !== 'count') return raised(base, exponent);
    const fold = onVectors[e.operator];
    const [left = impossible(), right = left] = e.operands.map((operand, i) =>
      e.operator === '^' && i === 1 ? count(operand) : value(operand),
    );
    if (fold !== undefined) return (frame) => fold(left(frame) as Vector<S>, right(frame) as Vector<S>);
    if (e.operator === 'index')
      return (frame) => (left(frame) as Vector<S>).map((_, i) => fromInteger(field, i + 1));
    const f = onScalars[e.operator] ?? impossible();
    if (type === 'scalar') return (frame) => f(left(frame) as S, right(frame) as S);
    const [isLeft = false, isRight = isLeft] = e.operands.map((operand) => typeOf(operand) === 'vector');
    return (frame) => {
      const one = left(frame);
      const other = left === right ? one : right(frame);
      const coordinates = (isLeft ? one : other) as Vector<S>;
      return coordinates.map((_, i) =>
        f((isLeft ? (one as Vector<S>)[i] : one) as S, (isRight ? (other as Vector<S>)[i] : other) as S),
      );
    };
  };

  /** By coordinate the first operand or the last; a scalar is the same in each. */
  const chosen = (e: Application<Use>, isHeld: (order: number) => boolean): Compiled<S, unknown> => {
    const parts = e.operands.map((operand) => ({
      of: value(operand),
      isVector: typeOf(operand) === 'vector',
    }));
    return (frame) => {
      const found = parts.map(({ of, isVector }) => ({ value: of(frame), isVector }));
      const at = (i: number): S => {
        const [one, left, right, other] = found.map(({ value: all, isVector }) =>
          isVector ? (all as Vector<S>)[i] : all,
        ) as [S, S, S, S];
        return isHeld(field.compare(left, right)) ? one : other;
      };
      const vector = found.find(({ isVector }) => isVector)?.value as Vector<S> | undefined;
      return vector === undefined ? at(0) : vector.map((_, i) => at(i));
    };
  };

  const raised = (base: Expression<Use>, exponent: Expression<Use>): Compiled<S, unknown> => {
    const [of, to] = [value(base), value(exponent)];
    return (frame) => {
      if (realPower === undefined)
        throw new ContractError(`a power that is not whole has no exact value in the field ${field.name}`);
      return realPower(of(frame) as S, to(frame) as S);
    };
  };

  /** The gradient of a batch is the mean over its draws. */
  const ask = (e: Gradient<Use>): Compiled<S, Vector<S>> => {
    const point = value(e.point) as Compiled<S, Vector<S>>;
    const { sample } = e;
    const place = (frame: Frame<S>): Vector<S> => (frame.isAnswered ? [] : point(frame));
    if (sample === undefined) return (frame) => frame.gradient(e, place(frame));
    return (frame) => {
      const at = place(frame);
      const draws = frame.values.get(sample.name) as readonly unknown[];
      const [first = [], ...others] = draws.map((draw) => frame.gradient(e, at, draw));
      if (others.length === 0) return first;
      const size = fromInteger(field, draws.length);
      return first.map((g, i) =>
        field.divide(
          others.reduce((sum, other) => field.add(sum, other[i] as S), g),
          size,
        ),
      );
    };
  };

  return { count, scalar: value as Compiler<S>['scalar'], vector: value as Compiler<S>['vector'] };
}

const always =
  <T>(value: T) =>
  (): T =>
    value;

/** What the types exclude. */
function impossible(): never {
  throw new ContractError('an expression of another type was expected: is the page resolved?');
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
