/**
 * Formulas as text: `expression` reads a polynomial, `vector` a combination of vectors, with interpolated parts.
 *
 * Not trusted: what is proven is the polynomial that is read, and that is what gets printed.
 */
import {
  combine,
  constant,
  generator,
  generators,
  indexVariable,
  innerProduct as gram,
  product,
  rational,
  scale,
  sum,
  type Polynomial,
  type Vector,
} from '../kernel/index.js';
import {
  asFactor,
  powerText,
  productText,
  quotientText,
  sumText,
  textOf,
  withText,
  type FormulaText,
} from './formula-text.js';
import { expandedText } from './expanded-text.js';

/** What can stand in a template. */
export type Part = Polynomial | Vector | number;

type Value = { readonly text: FormulaText } & ({ readonly scalar: Polynomial } | { readonly vector: Vector });
type Token = string | Value;

const numberValue = (value: number): Value => ({
  scalar: constant(value),
  text: { latex: String(value), level: value < 0 ? 'sum' : 'atom' },
});

const toValue = (part: Part): Value => {
  if (typeof part === 'number') return numberValue(part);
  if ('terms' in part) return { scalar: part, text: textOf(part) ?? expandedText(part) };
  return { vector: part, text: textOf(part) ?? { latex: '\\dots', level: 'atom' } };
};

function tokenize(strings: readonly string[], parts: readonly Part[]): readonly Token[] {
  return strings.flatMap((text, at): Token[] => {
    const part = parts[at];
    const words = text.match(/[A-Za-z]\w*|\d+|[-+*/^()]|\S/g) ?? [];
    return part === undefined ? words : [...words, toValue(part)];
  });
}

function add(left: Value, right: Value, sign: 1 | -1): Value {
  const text = sumText(left.text, right.text, sign);
  if ('scalar' in left && 'scalar' in right) {
    return { scalar: sum(left.scalar, scale(sign, right.scalar)), text };
  }
  if ('vector' in left && 'vector' in right) {
    return { vector: combine([constant(1), left.vector], [constant(sign), right.vector]), text };
  }
  throw new RangeError('a number and a vector do not add');
}

function multiply(left: Value, right: Value, text = productText(left.text, right.text)): Value {
  if ('scalar' in left && 'scalar' in right) return { scalar: product(left.scalar, right.scalar), text };
  if ('scalar' in left && 'vector' in right) return { vector: combine([left.scalar, right.vector]), text };
  throw new RangeError('the factor of a vector stands to its left');
}

const negate = (value: Value): Value =>
  multiply(numberValue(-1), value, { latex: `-${asFactor(value.text)}`, level: 'sum' });

/** Precedence climbing: sum of products of powers. */
function parse(tokens: readonly Token[]): Value {
  let at = 0;
  const take = (symbol: string): boolean => {
    if (tokens[at] !== symbol) return false;
    at += 1;
    return true;
  };
  const whole = (): number => {
    const token = tokens[at];
    at += 1;
    if (typeof token !== 'string' || !/^\d+$/.test(token)) throw new RangeError('expected a whole number');
    return Number(token);
  };
  const atom = (): Value => {
    const token = tokens[at];
    if (token === undefined) throw new RangeError('a formula ends too early');
    if (take('(')) {
      const inner = sumOf();
      if (!take(')')) throw new RangeError('a parenthesis is not closed');
      return inner;
    }
    if (typeof token !== 'string') {
      at += 1;
      return token;
    }
    if (/^\d+$/.test(token)) return numberValue(whole());
    if (!/^[A-Za-z]/.test(token)) throw new RangeError(`unexpected ${token} in a formula`);
    at += 1;
    const symbol = generators.find(({ key }) => key === token);
    if (symbol !== undefined)
      return { scalar: generator(token), text: { latex: symbol.latex, level: 'atom' } };
    if (token.length > 1) throw new RangeError(`${token} is no generator, and an index has one letter`);
    const latex = token === 'J' ? '(K-1)' : token;
    return { scalar: indexVariable(token), text: { latex, level: 'atom' } };
  };
  const power = (): Value => {
    const base = atom();
    if (!take('^')) return base;
    const exponent = whole();
    if (!('scalar' in base)) throw new RangeError('a vector has no powers');
    return {
      scalar: product(...Array.from({ length: exponent }, () => base.scalar)),
      text: powerText(base.text, exponent),
    };
  };
  const productOf = (): Value => {
    let value = power();
    for (;;) {
      if (take('*')) value = multiply(value, power());
      else if (take('/')) {
        const divisor = whole();
        const inverse = { scalar: constant(rational(1, divisor)), text: value.text };
        value = multiply(inverse, value, quotientText(value.text, divisor));
      } else return value;
    }
  };
  const sumOf = (): Value => {
    let value = take('-') ? negate(productOf()) : productOf();
    for (;;) {
      if (take('+')) value = add(value, productOf(), 1);
      else if (take('-')) value = add(value, productOf(), -1);
      else return value;
    }
  };
  const value = sumOf();
  if (at < tokens.length) throw new RangeError('a formula goes on after its end');
  return value;
}

/** Reads a polynomial: numbers, generators (`a`, `abar`, `eta`, …), other names as indices, and inserted parts. */
export function expression(strings: TemplateStringsArray, ...parts: readonly Part[]): Polynomial {
  const value = parse(tokenize(strings, parts));
  if (!('scalar' in value)) throw new RangeError('expected a number, got a vector');
  return withText(value.scalar, value.text.latex, value.text.level);
}

/** Reads a combination of inserted vectors. */
export function vector(strings: TemplateStringsArray, ...parts: readonly Part[]): Vector {
  const value = parse(tokenize(strings, parts));
  if (!('vector' in value)) throw new RangeError('expected a vector, got a number');
  return withText(value.vector, value.text.latex, value.text.level);
}

/** A polynomial from plain text, for indices such as `t+1`. */
export function readExpression(text: string): Polynomial {
  const value = parse(tokenize([text], []));
  if (!('scalar' in value)) throw new RangeError('expected a number, got a vector');
  return withText(value.scalar, value.text.latex, value.text.level);
}

const vectorText = (value: Vector): string => textOf(value)?.latex ?? '\\dots';

/** ‖v‖², that is E⟨v, v⟩. */
export function squaredNorm(value: Vector): Polynomial {
  return withText(gram(value, value), `\\lVert ${vectorText(value)} \\rVert^2`, 'product');
}

/** E⟨u, v⟩. */
export function innerProduct(left: Vector, right: Vector): Polynomial {
  return withText(gram(left, right), `\\langle ${vectorText(left)},\\, ${vectorText(right)} \\rangle`);
}
