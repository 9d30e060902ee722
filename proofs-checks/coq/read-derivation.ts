/** The formulas of a derivation document as polynomials and combinations of vectors. */
import type {
  Derivation,
  IndexExpression,
  Scalar,
  Vector as VectorExpression,
} from '../derivation/schema.js';
import {
  add,
  addNaturals,
  combine,
  constant,
  innerProduct,
  multiply,
  natural,
  scale,
  substitute,
  variable,
  type Atom,
  type Natural,
  type Polynomial,
  type Vector,
} from './polynomial.js';
import { rational } from '../kernel/rational.js';

/** Index names and the natural numbers that stand for them. */
export type Environment = ReadonlyMap<string, Natural>;

const one = constant(rational(1n));
const minusOne = constant(rational(-1n));

/** Reads the formulas of one derivation. */
export class Formulas {
  readonly #parameters: ReadonlyMap<string, Derivation['parameters'][number]>;
  readonly #abbreviations: ReadonlyMap<string, Derivation['abbreviations'][number]>;

  constructor(derivation: Pick<Derivation, 'parameters' | 'abbreviations'>) {
    this.#parameters = new Map(derivation.parameters.map((one) => [one.name, one]));
    this.#abbreviations = new Map(derivation.abbreviations.map((one) => [one.name, one]));
  }

  /** A natural number; the count K is written as J + 1. */
  index(expression: IndexExpression, environment: Environment = new Map()): Natural {
    if (typeof expression === 'string') {
      if (/^\d+$/.test(expression)) return natural([], Number(expression));
      const parameter = this.#parameters.get(expression);
      if (parameter?.domain === 'count') return natural([parameter.of ?? ''], 1);
      return substitute(natural([expression]), environment);
    }
    const [head, ...parts] = expression;
    if (head !== '+') throw new RangeError('a product as an index cannot be exported');
    return parts.map((part) => this.index(part, environment)).reduce(addNaturals);
  }

  scalar(expression: Scalar, environment: Environment = new Map()): Polynomial {
    if (typeof expression === 'string') return this.#leaf(expression, environment);
    switch (expression[0]) {
      case '+': {
        const [, ...parts] = expression;
        return add(...parts.map((part) => this.scalar(part, environment)));
      }
      case '*': {
        const [, ...parts] = expression;
        return parts.map((part) => this.scalar(part, environment)).reduce(multiply);
      }
      case '-': {
        const [, first, second] = expression;
        const left = this.scalar(first, environment);
        if (second === undefined) return scale(rational(-1n), left);
        return add(left, scale(rational(-1n), this.scalar(second, environment)));
      }
      case '^': {
        const base = this.scalar(expression[1], environment);
        return Array.from({ length: Number(expression[2]) }, () => base).reduce(multiply, one);
      }
      case 'inner':
        return innerProduct(this.vector(expression[1], environment), this.vector(expression[2], environment));
      case 'norm2': {
        const value = this.vector(expression[1], environment);
        return innerProduct(value, value);
      }
      case 'value': {
        const [, family, ...indices] = expression;
        return variable({ kind: 'value', family, indices: indices.map((at) => this.index(at, environment)) });
      }
      case 'use': {
        const [, name, ...indices] = expression;
        const { body, inside } = this.#unfold(name, indices, environment);
        if (body.scalar === undefined) throw new RangeError(`${name} is not a number`);
        return this.scalar(body.scalar, inside);
      }
    }
  }

  vector(expression: VectorExpression, environment: Environment = new Map()): Vector {
    switch (expression[0]) {
      case 'zero':
        return [];
      case '+': {
        const [, ...parts] = expression;
        return combine(parts.map((part) => [one, this.vector(part, environment)] as const));
      }
      case '-': {
        const [, first, second] = expression;
        if (second === undefined) return combine([[minusOne, this.vector(first, environment)]]);
        return combine([
          [one, this.vector(first, environment)],
          [minusOne, this.vector(second, environment)],
        ]);
      }
      case '*':
        return combine([[this.scalar(expression[1], environment), this.vector(expression[2], environment)]]);
      case 'apply': {
        const [, operator, argument] = expression;
        return this.vector(argument, environment).map(({ coefficient, atom }) => ({
          coefficient,
          atom: { ...atom, operators: [operator, ...atom.operators] },
        }));
      }
      case 'vector': {
        const [, family, ...indices] = expression;
        const atom: Atom = {
          family,
          indices: indices.map((at) => this.index(at, environment)),
          operators: [],
        };
        return [{ coefficient: one, atom }];
      }
      case 'use': {
        const [, name, ...indices] = expression;
        const { body, inside } = this.#unfold(name, indices, environment);
        if (body.vector === undefined) throw new RangeError(`${name} is not a vector`);
        return this.vector(body.vector, inside);
      }
    }
  }

  #leaf(text: string, environment: Environment): Polynomial {
    if (/^-?\d+(\/\d+)?$/.test(text)) {
      const [numerator = '', denominator = '1'] = text.split('/');
      return constant(rational(BigInt(numerator), BigInt(denominator)));
    }
    if (this.#parameters.has(text)) return variable({ kind: 'parameter', name: text });
    return naturalNumber(substitute(natural([text]), environment));
  }

  #unfold(name: string, indices: readonly IndexExpression[], environment: Environment) {
    const body = this.#abbreviations.get(name);
    if (body === undefined) throw new RangeError(`no abbreviation ${name}`);
    const values = indices.map((at) => this.index(at, environment));
    return { body, inside: new Map(body.indices.map((index, at) => [index, values[at] ?? natural([])])) };
  }
}

/** A natural number as a polynomial in single indices. */
export function naturalNumber(value: Natural): Polynomial {
  return add(
    constant(rational(BigInt(value.constant))),
    ...value.names.map((name) => variable({ kind: 'index', value: natural([name]) })),
  );
}
