/** Formulas as text: `expression` reads a number, `vector` a vector, with inserted parts. */
import {
  add,
  multiply,
  negate,
  power,
  scalar,
  type Formula,
  type ScalarFormula,
  type VectorFormula,
} from './formula.js';
import { findParameter } from './parameters.js';

export { inner as innerProduct, norm2 as squaredNorm } from './formula.js';

type Token = string | Formula;

function tokenize(strings: readonly string[], parts: readonly Formula[]): readonly Token[] {
  return strings.flatMap((text, at): Token[] => {
    const part = parts[at];
    const words = text.match(/[A-Za-z]\w*|\d+|[-+*/^()]|\S/g) ?? [];
    return part === undefined ? words : [...words, part];
  });
}

function asScalar(value: Formula): ScalarFormula {
  if (value.kind !== 'scalar') throw new RangeError('expected a number, got a vector');
  return value;
}

/** Precedence climbing: sum of products of powers. */
function parse(tokens: readonly Token[]): Formula {
  let at = 0;
  const take = (symbol: string): boolean => {
    if (tokens[at] !== symbol) return false;
    at += 1;
    return true;
  };
  const whole = (): string => {
    const token = tokens[at];
    at += 1;
    if (typeof token !== 'string' || !/^\d+$/.test(token)) throw new RangeError('expected a whole number');
    return token;
  };
  const atom = (): Formula => {
    const token = tokens[at];
    if (token === undefined) throw new RangeError('a formula ends too early');
    if (take('(')) {
      const value = sumOf();
      if (!take(')')) throw new RangeError('a parenthesis is not closed');
      return value;
    }
    if (typeof token !== 'string') {
      at += 1;
      return token;
    }
    if (/^\d+$/.test(token)) return scalar(whole());
    if (!/^[A-Za-z]/.test(token)) throw new RangeError(`unexpected ${token} in a formula`);
    at += 1;
    if (findParameter(token) === undefined && token.length > 1) {
      throw new RangeError(`${token} is no parameter, and an index has one letter`);
    }
    return scalar(token);
  };
  const powerOf = (): Formula => {
    const base = atom();
    return take('^') ? power(asScalar(base), Number(whole())) : base;
  };
  const productOf = (): Formula => {
    let value = powerOf();
    for (;;) {
      if (take('*')) value = multiply(asScalar(value), powerOf());
      else if (take('/')) value = multiply(scalar(`1/${whole()}`), value);
      else return value;
    }
  };
  const sumOf = (): Formula => {
    let value = take('-') ? negate(productOf()) : productOf();
    for (;;) {
      if (take('+')) value = add(value, productOf());
      else if (take('-')) value = add(value, negate(productOf()));
      else return value;
    }
  };
  const value = sumOf();
  if (at < tokens.length) throw new RangeError('a formula goes on after its end');
  return value;
}

/** Reads a number: digits, parameters (`a`, `abar`, `eta`, …), indices of one letter, and inserted parts. */
export function expression(strings: TemplateStringsArray, ...parts: readonly Formula[]): ScalarFormula {
  return asScalar(parse(tokenize(strings, parts)));
}

/** Reads a combination of inserted vectors. */
export function vector(strings: TemplateStringsArray, ...parts: readonly Formula[]): VectorFormula {
  const value = parse(tokenize(strings, parts));
  if (value.kind !== 'vector') throw new RangeError('expected a vector, got a number');
  return value;
}

/** A number from plain text, such as `t+1`. */
export function readExpression(text: string): ScalarFormula {
  return asScalar(parse(tokenize([text], [])));
}
