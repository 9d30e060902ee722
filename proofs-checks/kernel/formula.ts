/**
 * Formulas of a document read as polynomials and vectors.
 *
 * Every name is looked up in a scope, and a name that is not there is refused: no formula has a free symbol. Values for
 * indices are polynomials in other indices, so to instantiate a statement is to read it in another scope, and nothing
 * can be captured.
 */
import { spend } from './refusal.js';
import { readList, readText, type Json } from './json.js';
import {
  constant,
  difference,
  joinKeys,
  monomial,
  one,
  polynomialKey,
  power,
  product,
  productOf,
  sumOf,
  type Birth,
  type Polynomial,
} from './polynomial.js';
import { parseRational, signOf } from './rational.js';
import { refuse } from './refusal.js';
import { applyWord, atomVector, combine, innerProduct, type Vector } from './vectors.js';

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
  /** Of a noise that is one answer of an oracle: its law, and for some values a member with the point of the question. */
  readonly draw?: {
    readonly law: string;
    readonly at: (values: Scope['indices']) => { readonly noise: Vector; readonly point: Vector };
  };
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
  /** What takes the place of the arbitrary operator; it may not occur where this is undefined. */
  readonly word: readonly string[] | undefined;
  /** Which members of families may occur; every one where this is undefined. */
  readonly mayUse: ((family: string, member: string) => boolean) | undefined;
}

/** A scope; it has every key itself, so that nothing is inherited. */
export const createScope = (
  indices: Scope['indices'],
  word?: Scope['word'],
  mayUse?: Scope['mayUse'],
): Scope => ({ indices, word, mayUse });

/** What reading one formula counts for. */
const perFormula = 10;
const highestPower = 12;
const minus = constant(-1);

/** The parts of an operation: at least `least`, and at most `most`. */
function partsOf(list: readonly Json[], least: number, most: number): readonly Json[] {
  if (list.length <= least || list.length > most + 1)
    refuse(`${list[0] as string} has the wrong number of parts`);
  return list.slice(1);
}

/** An exponent in digits. */
function readExponent(node: Json): number {
  const digits = readText(node, 'an exponent');
  const isSmall = /^\d{1,2}$/.test(digits) && Number(digits) <= highestPower;
  return isSmall ? Number(digits) : refuse(`an exponent is at most ${highestPower}`);
}

/** Reads the formulas of a document. */
export type Reader = ReturnType<typeof createReader>;

/** The reader of formulas over some declarations. */
export function createReader(declarations: Declarations) {
  const { parameters, families, abbreviations, operators, arbitraryOperator } = declarations;

  /** A natural number. */
  function index(node: Json, scope: Scope): Polynomial {
    spend(perFormula);
    if (typeof node === 'string') {
      if (/^\d{1,9}$/.test(node)) return constant(Number(node));
      const parameter = parameters.get(node);
      const value = parameter?.natural === true ? parameter.value : scope.indices.get(node);
      return value ?? refuse(`${node.slice(0, 60)} is no index here`);
    }
    const list = readList(node, 'an index');
    if (list[0] !== '+' && list[0] !== '*') refuse('an index is a number, a name, a sum or a product');
    const parts = partsOf(list, 1, Infinity).map((part) => index(part, scope));
    return list[0] === '+' ? sumOf(parts) : productOf(parts);
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

  /** A member of a family of vectors, or of numbers. */
  function member(node: Json, scope: Scope) {
    const list = readList(node, 'a member of a family');
    const name = readText(list[1], 'the name of a family');
    const family = families.get(name);
    if (family === undefined || list[0] !== (family.kind === 'vector' ? 'vector' : 'value')) {
      return refuse(`there is no such family of vectors or of values: ${name.slice(0, 60)}`);
    }
    const indices = [...bind(family.indices, list, scope).values()];
    const key = `${name}[${joinKeys(indices.map(polynomialKey), ',')}]`;
    if (scope.mayUse?.(name, key) === false) refuse(`${name} may not be used here`);
    return { family, key, birth: family.birth(indices) };
  }

  /** The abbreviation that `list` uses, with the scope of its body: its own indices and nothing else. */
  function open(list: readonly Json[], kind: Abbreviation['kind'], scope: Scope): readonly [Json, Scope] {
    const name = readText(list[1], 'the name of an abbreviation');
    const found = abbreviations.get(name);
    if (found?.kind !== kind) return refuse(`there is no such ${kind} abbreviation: ${name.slice(0, 60)}`);
    return [found.body, createScope(bind(found.indices, list, scope), undefined, scope.mayUse)];
  }

  /** A number. */
  function scalar(node: Json, scope: Scope): Polynomial {
    spend(perFormula);
    if (typeof node === 'string') {
      const number = parseRational(node);
      if (number !== undefined) return constant(number);
      const value = parameters.get(node)?.value ?? scope.indices.get(node);
      return value ?? refuse(`${node.slice(0, 60)} is no number, parameter or index here`);
    }
    const list = readList(node, 'a number');
    switch (list[0]) {
      case '+':
        return sumOf(partsOf(list, 1, Infinity).map((part) => scalar(part, scope)));
      case '*':
        return productOf(partsOf(list, 1, Infinity).map((part) => scalar(part, scope)));
      case '-': {
        const [first, second] = partsOf(list, 1, 2) as readonly [Json, Json?];
        const value = scalar(first, scope);
        return second === undefined ? product(minus, value) : difference(value, scalar(second, scope));
      }
      case '^': {
        const [base, exponent] = partsOf(list, 2, 2) as readonly [Json, Json];
        return power(scalar(base, scope), readExponent(exponent));
      }
      case 'value': {
        const { family, key } = member(list, scope);
        return monomial({ key, kind: family.kind === 'number' ? 'number' : 'value' });
      }
      case 'use':
        return scalar(...open(list, 'scalar', scope));
      case 'inner': {
        const [left, right] = partsOf(list, 2, 2) as readonly [Json, Json];
        return innerProduct(vector(left, scope), vector(right, scope));
      }
      case 'norm2': {
        const [squared] = partsOf(list, 1, 1) as readonly [Json];
        const value = vector(squared, scope);
        return innerProduct(value, value);
      }
      default:
        return refuse('unknown operation in a number');
    }
  }

  /** A random vector. */
  function vector(node: Json, scope: Scope): Vector {
    spend(perFormula);
    const list = readList(node, 'a vector');
    switch (list[0]) {
      case 'zero':
        partsOf(list, 0, 0);
        return new Map();
      case '+':
        return combine(partsOf(list, 1, Infinity).map((part) => [one, vector(part, scope)]));
      case '-': {
        const [first, second] = partsOf(list, 1, 2) as readonly [Json, Json?];
        const value = vector(first, scope);
        if (second === undefined) return combine([[minus, value]]);
        return combine([
          [one, value],
          [minus, vector(second, scope)],
        ]);
      }
      case '*': {
        const [factor, scaled] = partsOf(list, 2, 2) as readonly [Json, Json];
        return combine([[scalar(factor, scope), vector(scaled, scope)]]);
      }
      case 'vector': {
        const { family, key, birth } = member(list, scope);
        return atomVector({ key, member: key, family: family.name, birth, word: [] });
      }
      case 'use':
        return vector(...open(list, 'vector', scope));
      case 'apply': {
        const [operator, argument] = partsOf(list, 2, 2) as readonly [Json, Json];
        return applyWord(wordOf(readText(operator, 'an operator'), scope), vector(argument, scope));
      }
      default:
        return refuse('unknown operation in a vector');
    }
  }

  function wordOf(operator: string, { word }: Scope): readonly string[] {
    if (operators.has(operator)) return [operator];
    if (operator === arbitraryOperator && word !== undefined) return word;
    return refuse(`${operator.slice(0, 60)} is no operator here`);
  }

  /** Whether a number is ≥ 0, or > 0, by its form. */
  function hasSign(node: Json, sign: 'positive' | 'nonnegative', scope: Scope): boolean {
    if (typeof node === 'string') {
      const number = parseRational(node);
      if (number !== undefined) return signOf(number) > (sign === 'positive' ? 0 : -1);
      const known = parameters.get(node)?.sign ?? (scope.indices.has(node) ? 'nonnegative' : 'any');
      return known === 'positive' || known === sign;
    }
    const list = readList(node, 'a number');
    const head = list[0];
    const parts = list.slice(1);
    const isSo = (part: Json): boolean => hasSign(part, sign, scope);
    if (head === '^') return parts[0] !== undefined && isSo(parts[0]);
    if (head !== '+' && head !== '*') return false;
    if (head === '*' || sign === 'nonnegative') return parts.every(isSo);
    return parts.every((part) => hasSign(part, 'nonnegative', scope)) && parts.some(isSo);
  }

  return { index, scalar, vector, member, hasSign };
}
