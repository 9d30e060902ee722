/** One small change to a polynomial or a vector: a coefficient, a sign, an exponent, or a part left out. */
import {
  combine,
  constant,
  difference,
  generator,
  indexVariable,
  isZeroPolynomial,
  product,
  rational,
  sequence,
  sum,
  type Polynomial,
  type Power,
  type Term,
  type Variable,
  type Vector,
} from '../kernel/index.js';

/** A changed value and what was changed. */
export interface Mutant<Value> {
  readonly change: string;
  readonly value: Value;
}

function variableAsPolynomial(variable: Variable): Polynomial {
  if (variable.kind === 'parameter') return generator(variable.key);
  if (variable.kind === 'index') return indexVariable(variable.key);
  if (variable.kind === 'sequence') return sequence(variable.symbol, variable.indices);
  throw new RangeError('multipliers and coefficients contain no inner products');
}

function powersAsPolynomial(powers: readonly Power[]): Polynomial {
  return product(
    ...powers.flatMap(({ variable, exponent }) =>
      Array.from({ length: exponent }, () => variableAsPolynomial(variable)),
    ),
  );
}

const termAsPolynomial = ({ coefficient, powers }: Term): Polynomial =>
  product(constant(coefficient), powersAsPolynomial(powers));

/** Every change of one term: its coefficient, its sign, the term left out, and each exponent by one. */
export function mutatePolynomial(original: Polynomial): readonly Mutant<Polynomial>[] {
  return [...original.terms].flatMap(([key, term]) => {
    const whole = termAsPolynomial(term);
    const others = difference(original, whole);
    const changed = (change: string, replacement: Polynomial): Mutant<Polynomial> => ({
      change: `${change} of ${key === '' ? '1' : key}`,
      value: sum(others, replacement),
    });
    const exponents = term.powers.flatMap(({ variable }) => {
      const lowered = term.powers.flatMap((power) => {
        if (power.variable !== variable) return [power];
        return power.exponent === 1 ? [] : [{ variable, exponent: power.exponent - 1 }];
      });
      const lower = termAsPolynomial({ coefficient: term.coefficient, powers: lowered });
      return [
        changed(`exponent of ${variable.key} lowered`, lower),
        changed(`exponent of ${variable.key} raised`, product(whole, variableAsPolynomial(variable))),
      ];
    });
    return [
      changed('coefficient doubled', product(constant(2), whole)),
      changed('coefficient lowered by a hundredth', product(constant(rational(99, 100)), whole)),
      changed('sign', product(constant(-1), whole)),
      changed('omission', constant(0)),
      ...exponents,
    ];
  });
}

/** Every change of one coefficient of a vector. */
export function mutateVector(original: Vector): readonly Mutant<Vector>[] {
  return [...original].flatMap(([key, { atom, coefficient }]) => {
    const part: Vector = new Map([[key, { atom, coefficient: constant(1) }]]);
    const others = [...original].filter(([other]) => other !== key);
    return mutatePolynomial(coefficient).map(({ change, value }) => ({
      change: `${change} at ${atom.symbol.name}`,
      value: combine(
        [constant(1), new Map(others)],
        ...(isZeroPolynomial(value) ? [] : [[value, part] as const]),
      ),
    }));
  });
}

/**
 * Every change of a vector v that changes ‖v‖². Where v is one number times one atom, its sign is no part of the
 * certificate: ‖−v‖² = ‖v‖².
 */
export function mutateSquare(original: Vector): readonly Mutant<Vector>[] {
  const [only, ...others] = [...original.values()];
  const signMatters = others.length > 0 || (only?.coefficient.terms.size ?? 0) > 1;
  return mutateVector(original).filter(({ change }) => signMatters || !change.startsWith('sign'));
}
