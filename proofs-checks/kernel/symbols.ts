/**
 * The variables of the polynomials. A *generator* is a parameter with a declared sign; an *index* is a natural
 * number; a *sequence* is a number or an expected value that depends on indices; a *Gram* variable is E⟨u, v⟩.
 */
import {
  constant,
  difference,
  mapVariables,
  monomial,
  polynomialKey,
  sum,
  variablesOf,
} from './polynomial.js';
import { formatRational, signOf } from './rational.js';
import type { Index, Parameter, Polynomial, SequenceSymbol, SequenceValue, Sign, Variable } from './types.js';

export type { Index, SequenceSymbol, SequenceValue, Variable };

const parameter = (key: string, latex: string, sign: Sign, definition?: Polynomial): Parameter => ({
  kind: 'parameter',
  key,
  latex,
  sign,
  ...(definition === undefined ? {} : { definition }),
});

/**
 * Throws RangeError for a name that is not a word. Keys are built from names and marks, and what has the same key is taken
 * for the same: a mark inside of a name would make one key of two things.
 */
export function assertWord(name: string): void {
  if (!/^[A-Za-z][A-Za-z0-9]*$/.test(name))
    throw new RangeError(`a name is a letter, then letters and digits: ${name}`);
}

/** The index called `key`. */
export function index(key: string, latex: string = key): Index {
  assertWord(key);
  return { kind: 'index', key, latex };
}

/** K − 1, a natural number because K ≥ 1. It is fixed: no instantiation replaces it. */
export const lastStep: Index = index('J', '(K-1)');

const momentumWeight = parameter('a', 'a', 'positive');

/**
 * The generators, a closed list: a ∈ (0, 1], so a > 0 and ā = 1 − a ≥ 0; η > 0; K ≥ 1; variances, L, δ, F₀ and e₀
 * are not negative. `firstWeight` ω is any number ≥ 0 (MVR-1 takes max(0, 1 − 2a²)); `mixing` is any number.
 */
export const generators: readonly Parameter[] = [
  momentumWeight,
  parameter('abar', '\\bar a', 'nonnegative', difference(constant(1), monomial(momentumWeight))),
  parameter('eta', '\\eta', 'positive'),
  parameter('K', 'K', 'positive', sum(monomial(lastStep), constant(1))),
  parameter('L', 'L', 'nonnegative'),
  parameter('delta', '\\delta', 'nonnegative'),
  parameter('varD', '\\sigma_D^2', 'nonnegative'),
  parameter('varD1', '\\sigma_{D,1}^2', 'nonnegative'),
  parameter('varh', '\\sigma_h^2', 'nonnegative'),
  parameter('varf', '\\sigma_f^2', 'nonnegative'),
  parameter('F0', 'F_0', 'nonnegative'),
  parameter('e0', 'e_0', 'nonnegative'),
  parameter('firstWeight', '\\omega', 'nonnegative'),
  parameter('mixing', '\\theta', 'any'),
];

const generatorByKey: ReadonlyMap<string, Parameter> = new Map(generators.map((one) => [one.key, one]));
const symbolByName = new Map<string, object>();

/** Throws RangeError where the name is not a word, or another symbol already has it: keys are built from names. */
export function assertUniqueName(symbol: { readonly name: string }): void {
  assertWord(symbol.name);
  const known = symbolByName.get(symbol.name) ?? symbol;
  if (known !== symbol) throw new RangeError(`two symbols are called ${symbol.name}`);
  symbolByName.set(symbol.name, symbol);
}

/** The generator called `key`, as a polynomial. */
export function generator(key: string): Polynomial {
  const found = generatorByKey.get(key);
  if (found === undefined) throw new RangeError(`there is no generator ${key}`);
  return monomial(found);
}

/** The index called `key`, as a polynomial. */
export function indexVariable(key: string): Polynomial {
  if (generatorByKey.has(key)) throw new RangeError(`${key} is a generator`);
  return monomial(index(key));
}

/** The member of `symbol` at `indices`, as a polynomial. */
export function sequence(symbol: SequenceSymbol, indices: readonly Polynomial[]): Polynomial {
  return monomial(sequenceValue(symbol, indices));
}

/** The member of `symbol` at `indices`. */
export function sequenceValue(symbol: SequenceSymbol, indices: readonly Polynomial[]): SequenceValue {
  assertUniqueName(symbol);
  const normal = indices.map(expandDefinitions);
  return {
    kind: 'sequence',
    key: `${symbol.name}[${normal.map(polynomialKey).join(',')}]`,
    symbol,
    indices: normal,
  };
}

/** Abbreviations written out: ā → 1 − a, K → (K−1) + 1. */
export function expandDefinitions(polynomial: Polynomial): Polynomial {
  return mapVariables(polynomial, (variable) =>
    variable.kind === 'parameter' ? variable.definition : undefined,
  );
}

/** Whether a variable is a symbol that a statement may contain linearly: an inner product or an expected value. */
export function isSymbol(variable: Variable): boolean {
  return variable.kind === 'gram' || (variable.kind === 'sequence' && !variable.symbol.deterministic);
}

/** Whether no symbol occurs: the polynomial is a number once the parameters are. */
export function isSymbolFree(polynomial: Polynomial): boolean {
  return !variablesOf(polynomial).some(isSymbol);
}

/** Whether every monomial contains at most one symbol, and that to the first power. */
export function isLinear(polynomial: Polynomial): boolean {
  return [...polynomial.terms.values()].every(({ powers }) => {
    const degrees = powers.filter(({ variable }) => isSymbol(variable)).map(({ exponent }) => exponent);
    return degrees.reduce((total, degree) => total + degree, 0) <= 1;
  });
}

const isNonnegativeVariable = (variable: Variable): boolean =>
  variable.kind === 'index' || (variable.kind === 'parameter' && variable.sign !== 'any');

/**
 * Syntactic p ≥ 0: positive coefficients on products of nonnegative generators and natural indices. Sound because
 * such a product is ≥ 0 wherever the parameters are in their domain.
 */
export function isSyntacticallyNonnegative(polynomial: Polynomial): boolean {
  return [...polynomial.terms.values()].every(
    ({ coefficient, powers }) =>
      signOf(coefficient) > 0 && powers.every(({ variable }) => isNonnegativeVariable(variable)),
  );
}

/**
 * Syntactic p > 0: p is syntactically nonnegative and one of its terms is a product of strictly positive
 * generators, such as the 1 in m = n + 1 or in 1 + ā. A merely nonnegative factor is refused.
 */
export function isSyntacticallyPositive(polynomial: Polynomial): boolean {
  const isPositive = (variable: Variable): boolean =>
    variable.kind === 'parameter' && variable.sign === 'positive';
  return (
    isSyntacticallyNonnegative(polynomial) &&
    [...polynomial.terms.values()].some(({ powers }) => powers.every(({ variable }) => isPositive(variable)))
  );
}

/** Whether the polynomial is a natural number for all indices: integer coefficients ≥ 0, indices only. */
export function isNatural(polynomial: Polynomial): boolean {
  return [...polynomial.terms.values()].every(
    ({ coefficient, powers }) =>
      signOf(coefficient) > 0 &&
      !formatRational(coefficient).includes('/') &&
      powers.every(({ variable }) => variable.kind === 'index'),
  );
}
