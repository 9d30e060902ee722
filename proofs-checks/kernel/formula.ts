/**
 * Formulas of a document read as polynomials and vectors.
 *
 * Every name is looked up in a scope, and a name that is not there is refused: no formula has a free symbol. Values for
 * indices are polynomials in other indices, so to instantiate a statement is to read it in another scope, and nothing
 * can be captured.
 */
import { spend } from './effort.js';
import { readList, readText, type Json } from './json.js';
import {
  constant,
  monomial,
  polynomialKey,
  power,
  product,
  productOf,
  sumOf,
  type Polynomial,
} from './polynomial.js';
import { parseRational, signOf } from './rational.js';
import { refuse } from './refusal.js';
import { applyWord, atomVector, combine, innerProduct, type Birth, type Vector } from './vectors.js';

/** What is known of a parameter: > 0, ≥ 0, or nothing. */
export type Sign = 'positive' | 'nonnegative' | 'any';

/** A parameter: its value as a polynomial, and its sign. */
export interface Parameter {
  readonly value: Polynomial;
  readonly sign: Sign;
  /** Whether it is a natural number, so that an index may contain it. */
  readonly natural: boolean;
}

/** A family of vectors, or of numbers (`value`, or `number` where it is deterministic). */
export interface Family {
  readonly name: string;
  readonly kind: 'vector' | 'value' | 'number';
  readonly indices: readonly string[];
  /** When a member with these indices is known. */
  readonly birth: (indices: readonly Polynomial[]) => Birth;
  readonly noise: boolean;
}

/** A name for a formula. */
export interface Abbreviation {
  readonly indices: readonly string[];
  readonly kind: 'scalar' | 'vector';
  readonly body: Json;
}

/** What a document has declared. */
export interface Declarations {
  readonly parameters: ReadonlyMap<string, Parameter>;
  readonly operators: ReadonlySet<string>;
  readonly arbitraryOperator: string | undefined;
  readonly families: ReadonlyMap<string, Family>;
  readonly abbreviations: ReadonlyMap<string, Abbreviation>;
}

/** The names that a formula may use beside parameters, and what they stand for. */
export interface Scope {
  readonly indices: ReadonlyMap<string, Polynomial>;
  /** What takes the place of the arbitrary operator; it may not occur where this is left out. */
  readonly word?: readonly string[];
  /** Which members of families may occur; every one where this is left out. */
  readonly mayUse?: (family: string, member: string) => boolean;
}

/** What reading one formula counts for. */
const perFormula = 10;
const highestPower = 12;

/** Reads the formulas of a document. */
export interface Reader {
  readonly index: (node: Json, scope: Scope) => Polynomial;
  readonly scalar: (node: Json, scope: Scope) => Polynomial;
  readonly vector: (node: Json, scope: Scope) => Vector;
  /** A member of a family of vectors, or of numbers. */
  readonly member: (
    node: Json,
    scope: Scope,
  ) => { readonly family: Family; readonly key: string; readonly birth: Birth };
  readonly isNonnegative: (node: Json, scope: Scope) => boolean;
  readonly isPositive: (node: Json, scope: Scope) => boolean;
}

/** A sum or product has at least one part. */
function partsOf(list: readonly Json[]): readonly Json[] {
  return list.length > 1 ? list.slice(1) : refuse('a sum or product of nothing');
}

/** The reader of formulas over some declarations. */
export function createReader(declarations: Declarations): Reader {
  const { parameters, families, abbreviations, operators, arbitraryOperator } = declarations;

  function index(node: Json, scope: Scope): Polynomial {
    spend(perFormula);
    if (typeof node === 'string') {
      if (/^\d{1,9}$/.test(node)) return constant(Number(node));
      const parameter = parameters.get(node);
      const value = parameter?.natural === true ? parameter.value : scope.indices.get(node);
      return new Map(value ?? refuse(`${node.slice(0, 60)} is no index here`));
    }
    const list = readList(node, 'an index');
    if (list[0] === '+') return sumOf(partsOf(list).map((part) => index(part, scope)));
    if (list[0] === '*') return productOf(partsOf(list).map((part) => index(part, scope)));
    return refuse('an index is a number, a name, a sum or a product');
  }

  /** The names of a family or abbreviation, bound to the indices that follow its name. */
  function bind(
    names: readonly string[],
    list: readonly Json[],
    scope: Scope,
  ): ReadonlyMap<string, Polynomial> {
    if (list.length !== names.length + 2) refuse(`wrong number of indices: expected ${names.length}`);
    return new Map(names.map((name, at) => [name, index(list[at + 2] ?? '', scope)]));
  }

  function member(node: Json, scope: Scope): ReturnType<Reader['member']> {
    const list = readList(node, 'a member of a family');
    const [kind, given] = list;
    const name = readText(given, 'the name of a family');
    const family = families.get(name);
    if (family === undefined || kind !== (family.kind === 'vector' ? 'vector' : 'value')) {
      return refuse(`there is no such family of vectors or of values: ${name.slice(0, 60)}`);
    }
    const indices = [...bind(family.indices, list, scope).values()];
    const key = `${family.name}[${indices.map(polynomialKey).join(',')}]`;
    if (scope.mayUse?.(family.name, key) === false) refuse(`${family.name} may not be used here`);
    return { family, key, birth: family.birth(indices) };
  }

  /** The abbreviation that `list` uses, with the scope of its body: its own indices and nothing else. */
  function open(list: readonly Json[], kind: Abbreviation['kind'], scope: Scope): readonly [Json, Scope] {
    const name = readText(list[1], 'the name of an abbreviation');
    const found = abbreviations.get(name);
    if (found?.kind !== kind) return refuse(`there is no such ${kind} abbreviation: ${name.slice(0, 60)}`);
    const { word: _word, ...rest } = scope;
    return [found.body, { ...rest, indices: bind(found.indices, list, scope) }];
  }

  function scalar(node: Json, scope: Scope): Polynomial {
    spend(perFormula);
    if (typeof node === 'string') {
      const number = parseRational(node);
      if (number !== undefined) return constant(number);
      return new Map(
        parameters.get(node)?.value ??
          scope.indices.get(node) ??
          refuse(`${node.slice(0, 60)} is no number, parameter or index here`),
      );
    }
    const list = readList(node, 'a number');
    const [head, first = '', second] = list;
    switch (head) {
      case '+':
        return sumOf(partsOf(list).map((part) => scalar(part, scope)));
      case '*':
        return productOf(partsOf(list).map((part) => scalar(part, scope)));
      case '-':
        return difference(
          list,
          (part) => scalar(part, scope),
          (terms) => sumOf(terms.map(([c, p]) => product(c, p))),
        );
      case '^':
        if (list.length !== 3) refuse('a power has a base and an exponent');
        return power(scalar(first, scope), exponentOf(second));
      case 'value': {
        const { family, key } = member(list, scope);
        return monomial({ key, kind: family.kind === 'number' ? 'number' : 'value' });
      }
      case 'use':
        return scalar(...open(list, 'scalar', scope));
      case 'inner':
        if (list.length !== 3) refuse('an inner product has two vectors');
        return innerProduct(vector(first, scope), vector(second ?? '', scope));
      case 'norm2': {
        if (list.length !== 2) refuse('a norm has one vector');
        const value = vector(first, scope);
        return innerProduct(value, value);
      }
      default:
        return refuse('unknown operation in a number');
    }
  }

  function vector(node: Json, scope: Scope): Vector {
    spend(perFormula);
    const list = readList(node, 'a vector');
    const [head, first = '', second = ''] = list;
    switch (head) {
      case 'zero':
        return list.length === 1 ? new Map() : refuse('the zero vector has no parts');
      case '+':
        return combine(partsOf(list).map((part) => [constant(1), vector(part, scope)]));
      case '-':
        return difference(list, (part) => vector(part, scope), combine);
      case '*':
        if (list.length !== 3) refuse('a multiple of a vector has a number and a vector');
        return combine([[scalar(first, scope), vector(second, scope)]]);
      case 'vector': {
        const { family, key, birth } = member(list, scope);
        return atomVector({ key, member: key, family: family.name, birth, word: [] });
      }
      case 'use':
        return vector(...open(list, 'vector', scope));
      case 'apply':
        if (list.length !== 3) refuse('an operator is applied to one vector');
        return applyWord(wordOf(readText(first, 'an operator'), scope), vector(second, scope));
      default:
        return refuse('unknown operation in a vector');
    }
  }

  function wordOf(operator: string, { word }: Scope): readonly string[] {
    if (operators.has(operator)) return [operator];
    if (operator === arbitraryOperator && word !== undefined) return word;
    return refuse(`${operator.slice(0, 60)} is no operator here`);
  }

  /** What a name of the document says about its sign. */
  function signOfName(name: string, scope: Scope): Sign {
    const number = parseRational(name);
    if (number !== undefined)
      return (['any', 'nonnegative', 'positive'] as const)[signOf(number) + 1] ?? 'any';
    const parameter = parameters.get(name);
    if (parameter !== undefined) return parameter.sign;
    return scope.indices.has(name) ? 'nonnegative' : 'any';
  }

  function isNonnegative(node: Json, scope: Scope): boolean {
    if (typeof node === 'string') return signOfName(node, scope) !== 'any';
    const list = readList(node, 'a number');
    if (list[0] === '^') return list[1] !== undefined && isNonnegative(list[1], scope);
    return (list[0] === '+' || list[0] === '*') && partsOf(list).every((part) => isNonnegative(part, scope));
  }

  function isPositive(node: Json, scope: Scope): boolean {
    if (typeof node === 'string') return signOfName(node, scope) === 'positive';
    const list = readList(node, 'a number');
    if (list[0] === '^') return list[1] !== undefined && isPositive(list[1], scope);
    if (list[0] === '*') return partsOf(list).every((part) => isPositive(part, scope));
    return isNonnegative(node, scope) && partsOf(list).some((part) => isPositive(part, scope));
  }

  return { index, scalar, vector, member, isNonnegative, isPositive };
}

/** An exponent in digits. */
function exponentOf(node: Json | undefined): number {
  const digits = readText(node, 'an exponent');
  if (!/^\d{1,2}$/.test(digits) || Number(digits) > highestPower)
    refuse(`an exponent is at most ${highestPower}`);
  return Number(digits);
}

/** −x, or x − y. */
function difference<Value>(
  list: readonly Json[],
  read: (node: Json) => Value,
  combineTerms: (terms: readonly (readonly [Polynomial, Value])[]) => Value,
): Value {
  const [, first, second] = list;
  if (first === undefined || list.length > 3) refuse('a difference has one or two parts');
  const minus = constant(-1);
  if (second === undefined) return combineTerms([[minus, read(first)]]);
  return combineTerms([
    [constant(1), read(first)],
    [minus, read(second)],
  ]);
}
