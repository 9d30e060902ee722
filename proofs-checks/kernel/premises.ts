/**
 * What a proof may start from: named hypotheses (inequalities, and equations that an algorithm or assumption
 * states), and definitions of sequences by recursion, which assume nothing.
 */
import {
  difference,
  isZeroPolynomial,
  monomial,
  polynomialKey,
  sum,
  constant,
  variablesOf,
  type Polynomial,
} from './polynomial.js';
import { index, isLinear, sequenceValue, type SequenceSymbol, type SequenceValue } from './symbols.js';
import { birthOf, createAtom, isBornBefore, type Atom, type Vector, type VectorSymbol } from './vectors.js';

/** A named inequality, for all values of its indices. */
export interface Hypothesis {
  readonly kind: 'inequality';
  /** The assumption or condition that it is, for example `A2`. */
  readonly id: string;
  readonly title: string;
  /** A polynomial, linear in the symbols, that is assumed to be ≥ 0. */
  readonly statement: Polynomial;
}

/** left = right, for all values of the indices, for a sequence value or a vector. */
export interface Equation {
  readonly kind: 'equation';
  readonly id: string;
  readonly title: string;
  /** A definition introduces its left side; any other equation is a hypothesis and is listed as one. */
  readonly definition: boolean;
  readonly sides: ValueSides | VectorSides;
}

/** The sides of an equation between numbers or expected values. */
interface ValueSides {
  readonly left: SequenceValue;
  readonly right: Polynomial;
}

/** The sides of an equation between vectors. */
interface VectorSides {
  readonly left: Atom;
  readonly right: Vector;
}

/** Whether an equation is one between vectors: only vectors stand under operators. */
export function areVectors(sides: Equation['sides']): sides is VectorSides {
  return 'word' in sides.left;
}

/** The name of the index that a definition by recursion runs over. */
const recursionIndex = 'n';

const equations = new WeakSet<object>();

function register(equation: Equation): Equation {
  const frozen = Object.freeze(equation);
  equations.add(frozen);
  return frozen;
}

/** Whether the equation was declared or defined here: one written down elsewhere proves nothing. */
export function isDeclared(equation: Equation): boolean {
  return equations.has(equation);
}

const settledSymbols = new WeakSet<SequenceSymbol | VectorSymbol>();

/** A named inequality hypothesis; refuses a statement that is not linear in the symbols. */
export function declareHypothesis(id: string, title: string, statement: Polynomial): Hypothesis {
  if (!isLinear(statement)) throw new RangeError(`${id}: a statement is linear in the symbols`);
  return Object.freeze({ kind: 'inequality', id, title, statement });
}

/** A vector may equal only what is known when it is born: declared births cannot be too early. */
function assertBirth(left: Atom, right: Vector): void {
  const birth = birthOf(left);
  for (const { atom } of right.values()) {
    const [round, step] = birthOf(atom);
    const same =
      isZeroPolynomial(difference(round, birth[0])) && isZeroPolynomial(difference(step, birth[1]));
    if (!same && !isBornBefore([round, step], birth)) {
      throw new RangeError(
        `${left.symbol.name} is declared older than ${atom.symbol.name}, which it contains`,
      );
    }
  }
}

/** A named equation between vectors, such as a step of an algorithm. */
export function declareVectorEquation(id: string, title: string, left: Atom, right: Vector): Equation {
  if (left.word.length > 0) throw new RangeError(`${id}: the left side is a vector, not its image`);
  assertBirth(left, right);
  return register({ kind: 'equation', id, title, definition: false, sides: { left, right } });
}

/** A named equation between expected values. */
export function declareValueEquation(
  id: string,
  title: string,
  left: SequenceValue,
  right: Polynomial,
): Equation {
  if (!isLinear(right)) throw new RangeError(`${id}: a statement is linear in the symbols`);
  return register({ kind: 'equation', id, title, definition: false, sides: { left, right } });
}

/** The two equations of a definition by recursion over n. */
export interface Recursion {
  readonly zero: Equation;
  readonly successor: Equation;
}

/** s[…, 0, …] = zero and s[…, n+1, …] = successor, which mentions s only as s[…, n, …]. */
export interface RecursionSpec<Right> {
  readonly title: string;
  /** The indices of the left side; the one at `position` is the recursion index n. */
  readonly indices: readonly Polynomial[];
  readonly position: number;
  readonly zero: Right;
  readonly successor: Right;
}

/** Everything that a right side mentions, as (symbol, indices), and the names of its free indices. */
interface Mention {
  readonly symbol: SequenceSymbol | VectorSymbol;
  readonly indices: readonly Polynomial[];
}

function mentionsIn(polynomial: Polynomial): readonly Mention[] {
  return variablesOf(polynomial).flatMap((variable): readonly Mention[] => {
    if (variable.kind === 'sequence') return [variable];
    return variable.kind === 'gram' ? [variable.left, variable.right] : [];
  });
}

function mentionsInVector(vector: Vector): readonly Mention[] {
  return [...vector.values()].flatMap(({ atom, coefficient }) => [atom, ...mentionsIn(coefficient)]);
}

function freeNames(mentions: readonly Mention[], coefficients: readonly Polynomial[]): readonly string[] {
  const polynomials = [...coefficients, ...mentions.flatMap(({ indices }) => indices)];
  return polynomials.flatMap(variablesOf).flatMap(({ kind, key }) => (kind === 'index' ? [key] : []));
}

/** Whether each is one index plus a number, all of them different: then the left sides of no two instances agree. */
function areDistinctIndices(indices: readonly Polynomial[]): boolean {
  const names = indices.map((value) => {
    const [variable] = variablesOf(value);
    if (variable?.kind !== 'index' || variable.key === 'J') return undefined;
    const offset = difference(value, monomial(variable));
    return variablesOf(offset).length === 0 ? variable.key : undefined;
  });
  return (
    !names.includes(undefined) && new Set(names).size === names.length && names.at(-1) === recursionIndex
  );
}

/**
 * Checks that the two equations define something: a symbol is defined once, before anything is built on it, each
 * value from its predecessor, and no index occurs on the right only. Then such a sequence exists, so the equations
 * add no assumption.
 */
function assertDefines(
  symbol: SequenceSymbol | VectorSymbol,
  spec: RecursionSpec<unknown>,
  zero: readonly Mention[],
  successor: readonly Mention[],
  coefficients: { readonly zero: readonly Polynomial[]; readonly successor: readonly Polynomial[] },
): void {
  if (settledSymbols.has(symbol)) throw new RangeError(`${symbol.name} is already defined or in use`);
  const keys = spec.indices.map(polynomialKey).join(',');
  const onlyPredecessor = successor.every(
    (mention) => mention.symbol !== symbol || mention.indices.map(polynomialKey).join(',') === keys,
  );
  if (!onlyPredecessor || zero.some((mention) => mention.symbol === symbol)) {
    throw new RangeError(`${symbol.name} must be defined from its predecessor only`);
  }
  const parameters = spec.indices.filter((_, at) => at !== spec.position);
  if (!areDistinctIndices([...parameters, spec.indices[spec.position] ?? constant(0)])) {
    throw new RangeError(`${symbol.name}: the left side must tell its indices apart`);
  }
  const bound = [...freeNames([], parameters), 'J'];
  const free = [
    ...freeNames(zero, coefficients.zero).filter((name) => !bound.includes(name)),
    ...freeNames(successor, coefficients.successor).filter(
      (name) => ![...bound, recursionIndex].includes(name),
    ),
  ];
  if (free.length > 0) throw new RangeError(`${symbol.name}: index ${free.join()} occurs on the right only`);
  for (const mention of [...zero, ...successor]) settledSymbols.add(mention.symbol);
  settledSymbols.add(symbol);
}

function leftIndices({ indices, position }: RecursionSpec<unknown>, n: Polynomial): readonly Polynomial[] {
  return indices.map((value, at) => (at === position ? n : value));
}

const zeroIndex = constant(0);
const nextIndex = sum(monomial(index(recursionIndex)), constant(1));

/** Defines a sequence of numbers or expected values, such as a sum: sums exist only in this form. */
export function defineSequence(symbol: SequenceSymbol, spec: RecursionSpec<Polynomial>): Recursion {
  const { zero, successor, title } = spec;
  assertDefines(symbol, spec, mentionsIn(zero), mentionsIn(successor), {
    zero: [zero],
    successor: [successor],
  });
  if (!isLinear(zero) || !isLinear(successor))
    throw new RangeError(`${symbol.name}: not linear in the symbols`);
  const equation = (n: Polynomial, right: Polynomial): Equation =>
    register({
      kind: 'equation',
      id: symbol.name,
      title,
      definition: true,
      sides: { left: sequenceValue(symbol, leftIndices(spec, n)), right },
    });
  return { zero: equation(zeroIndex, zero), successor: equation(nextIndex, successor) };
}

/** Defines a sequence of vectors; its declared birth must cover what it is made of. */
export function defineVectors(symbol: VectorSymbol, spec: RecursionSpec<Vector>): Recursion {
  const { zero, successor, title } = spec;
  const coefficientsOf = (vector: Vector): readonly Polynomial[] =>
    [...vector.values()].map(({ coefficient }) => coefficient);
  const coefficients = { zero: coefficientsOf(zero), successor: coefficientsOf(successor) };
  assertDefines(symbol, spec, mentionsInVector(zero), mentionsInVector(successor), coefficients);
  if (symbol.noise) throw new RangeError(`${symbol.name}: noise is declared, not defined`);
  const equation = (n: Polynomial, right: Vector): Equation => {
    const left = createAtom(symbol, leftIndices(spec, n));
    assertBirth(left, right);
    return register({
      kind: 'equation',
      id: symbol.name,
      title,
      definition: true,
      sides: { left, right },
    });
  };
  return { zero: equation(zeroIndex, zero), successor: equation(nextIndex, successor) };
}
