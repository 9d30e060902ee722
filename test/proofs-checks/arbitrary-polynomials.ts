/** Random polynomials, vectors and rational numbers for the laws of the kernel. */
import fc from 'fast-check';
import {
  constant,
  generator,
  indexVariable,
  product,
  rational,
  sum,
  type Polynomial,
  type Rational,
} from '../../proofs-checks/kernel/index.js';

/** A rational number with small numerator and denominator. */
export const arbitraryRational: fc.Arbitrary<Rational> = fc
  .record({ numerator: fc.integer({ min: -9, max: 9 }), denominator: fc.integer({ min: 1, max: 7 }) })
  .map(({ numerator, denominator }) => rational(numerator, denominator));

const arbitraryVariable: fc.Arbitrary<Polynomial> = fc.oneof(
  fc.constantFrom('a', 'eta', 'L', 'delta', 'varD').map(generator),
  fc.constantFrom('t', 'k', 'j').map(indexVariable),
);

/** Up to four terms of up to three factors each. */
export const arbitraryPolynomial: fc.Arbitrary<Polynomial> = fc
  .array(
    fc.record({ coefficient: arbitraryRational, factors: fc.array(arbitraryVariable, { maxLength: 3 }) }),
    { maxLength: 4 },
  )
  .map((terms) =>
    sum(...terms.map(({ coefficient, factors }) => product(constant(coefficient), ...factors))),
  );
