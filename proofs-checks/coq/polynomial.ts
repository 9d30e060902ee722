/**
 * Polynomials with rational coefficients over the numbers that a derivation speaks of, with their indices. What is exported is
 * read from the document, not from the kernel.
 */
import { addRationals, multiplyRationals, rational, type Rational } from '../kernel/rational.js';

/** A natural number: a sum of index names plus a constant. */
export interface Natural {
  readonly names: readonly string[];
  readonly constant: number;
}

/** A member of a family of vectors, under operators (outermost first). */
export interface Atom {
  readonly family: string;
  readonly indices: readonly Natural[];
  readonly operators: readonly string[];
}

/** A number that a polynomial treats as a variable. */
export type Variable =
  | { readonly kind: 'parameter'; readonly name: string }
  | { readonly kind: 'index'; readonly value: Natural }
  | { readonly kind: 'value'; readonly family: string; readonly indices: readonly Natural[] }
  | { readonly kind: 'inner'; readonly left: Atom; readonly right: Atom };

/** coefficient · Π variables, with repetition. */
export interface Monomial {
  readonly coefficient: Rational;
  readonly variables: readonly Variable[];
}

/** A sum of monomials, in a fixed order. */
export type Polynomial = readonly Monomial[];

/** A combination of atoms. */
export type Vector = readonly { readonly coefficient: Polynomial; readonly atom: Atom }[];

/** A sum of index names plus a constant, in the order in which it is printed. */
export function natural(names: readonly string[], constant = 0): Natural {
  return {
    names: [...names].sort((a, b) => Number(b === 't') - Number(a === 't') || (a < b ? -1 : 1)),
    constant,
  };
}

/** The sum of two natural numbers. */
export function addNaturals(a: Natural, b: Natural): Natural {
  return natural([...a.names, ...b.names], a.constant + b.constant);
}

/** The natural number with indices replaced. */
export function substitute(value: Natural, at: ReadonlyMap<string, Natural>): Natural {
  return value.names
    .map((name) => at.get(name) ?? natural([name]))
    .reduce(addNaturals, natural([], value.constant));
}

const naturalKey = ({ names, constant }: Natural): string => [...names, constant].join('+');

/** Atoms with the same key are the same vector. */
function atomKey({ family, indices, operators }: Atom): string {
  return `${operators.map((name) => `${name}.`).join('')}${family}[${indices.map(naturalKey).join()}]`;
}

/** Variables with the same key are the same number. */
function variableKey(variable: Variable): string {
  switch (variable.kind) {
    case 'parameter':
      return variable.name;
    case 'index':
      return `#${naturalKey(variable.value)}`;
    case 'value':
      return `${variable.family}[${variable.indices.map(naturalKey).join()}]`;
    case 'inner':
      return `<${atomKey(variable.left)}|${atomKey(variable.right)}>`;
  }
}

/** The atom with indices replaced. */
export function substituteAtom(atom: Atom, at: ReadonlyMap<string, Natural>): Atom {
  return { ...atom, indices: atom.indices.map((index) => substitute(index, at)) };
}

/** The variable with indices replaced. */
export function substituteVariable(variable: Variable, at: ReadonlyMap<string, Natural>): Variable {
  switch (variable.kind) {
    case 'parameter':
      return variable;
    case 'index':
      return { kind: 'index', value: substitute(variable.value, at) };
    case 'value':
      return { ...variable, indices: variable.indices.map((index) => substitute(index, at)) };
    case 'inner':
      return {
        kind: 'inner',
        left: substituteAtom(variable.left, at),
        right: substituteAtom(variable.right, at),
      };
  }
}

/** The polynomial with indices replaced, monomial by monomial, so that its form stays. */
export function substituteForm(polynomial: Polynomial, at: ReadonlyMap<string, Natural>): Polynomial {
  return polynomial.map(({ coefficient, variables }) => ({
    coefficient,
    variables: variables.map((variable) => substituteVariable(variable, at)),
  }));
}

/** Like monomials collected, zeros left out. */
function collect(monomials: readonly Monomial[]): Polynomial {
  const byKey = new Map<string, Monomial>();
  for (const { coefficient, variables } of monomials) {
    const sorted = variables
      .map((variable) => ({ variable, key: variableKey(variable) }))
      .sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)));
    const key = sorted.map((one) => one.key).join('*');
    const total = addRationals(byKey.get(key)?.coefficient ?? rational(0), coefficient);
    byKey.set(key, { coefficient: total, variables: sorted.map(({ variable }) => variable) });
  }
  return [...byKey.values()].filter(({ coefficient }) => coefficient.numerator !== 0n);
}

/** The polynomial that is one number. */
export function constant(value: Rational): Polynomial {
  return collect([{ coefficient: value, variables: [] }]);
}

/** The polynomial that is one variable. */
export function variable(value: Variable): Polynomial {
  return [{ coefficient: rational(1), variables: [value] }];
}

/** The sum of polynomials. */
export function add(...summands: readonly Polynomial[]): Polynomial {
  return collect(summands.flat());
}

/** The product of two polynomials. */
export function multiply(left: Polynomial, right: Polynomial): Polynomial {
  return collect(
    left.flatMap((a) =>
      right.map((b) => ({
        coefficient: multiplyRationals(a.coefficient, b.coefficient),
        variables: [...a.variables, ...b.variables],
      })),
    ),
  );
}

/** factor · polynomial. */
export function scale(factor: Rational, polynomial: Polynomial): Polynomial {
  return polynomial.map(({ coefficient, variables }) => ({
    coefficient: multiplyRationals(factor, coefficient),
    variables,
  }));
}

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));

/** The least number > 0 that makes all coefficients whole. */
export function commonDenominator(polynomials: readonly Polynomial[]): bigint {
  return polynomials
    .flat()
    .reduce(
      (all, { coefficient }) => (all * coefficient.denominator) / gcd(all, coefficient.denominator),
      1n,
    );
}

/** Σ coefficient · vector. */
export function combine(parts: readonly (readonly [Polynomial, Vector])[]): Vector {
  const byKey = new Map<string, { coefficient: Polynomial; atom: Atom }>();
  for (const [factor, vector] of parts) {
    for (const { coefficient, atom } of vector) {
      const key = atomKey(atom);
      const total = add(byKey.get(key)?.coefficient ?? [], multiply(factor, coefficient));
      byKey.set(key, { coefficient: total, atom });
    }
  }
  return [...byKey.values()].filter(({ coefficient }) => coefficient.length > 0);
}

/** E⟨left, right⟩, with one variable for ⟨u, v⟩ and ⟨v, u⟩. */
export function innerProduct(left: Vector, right: Vector): Polynomial {
  return add(
    ...left.flatMap((u) =>
      right.map((v) => {
        const [first, second] = atomKey(u.atom) <= atomKey(v.atom) ? [u.atom, v.atom] : [v.atom, u.atom];
        return multiply(
          multiply(u.coefficient, v.coefficient),
          variable({ kind: 'inner', left: first, right: second }),
        );
      }),
    ),
  );
}

/** A combination times `whole`, the least number that makes its coefficients whole. */
export function wholeParts(vector: Vector): { readonly whole: bigint; readonly parts: Vector } {
  const whole = commonDenominator(vector.map(({ coefficient }) => coefficient));
  const parts = vector.map(({ coefficient, atom }) => ({
    coefficient: scale(rational(whole), coefficient),
    atom,
  }));
  return { whole, parts };
}
