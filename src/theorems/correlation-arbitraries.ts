/** Pairs of joint noise laws of equal marginals, the second of them at least as correlated in the Loewner order. */
import fc from 'fast-check';
import type { Vector } from '../../spec/algebra/index.js';
import { coupleFactors, type NoiseFactor, type NoiseOutcome } from './correlation-noise.js';
import { rationals } from './correlation-coefficient.js';

type Rational = typeof rationals.one;

/** Two laws with the same Σ_f and Σ_h. */
export interface CoupledLaws {
  readonly lower: readonly NoiseOutcome<Rational>[];
  readonly higher: readonly NoiseOutcome<Rational>[];
}

const tenths = (count: number): Rational => rationals.fromString(`${count}/10`);

/** The draws of one direction u of the noise of g_f; that of g_h is c·u with c ≥ 0. */
const arbitraryDirection = fc.record({
  target: fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 3, maxLength: 3 }),
  multiple: fc.integer({ min: 0, max: 3 }),
  correlations: fc
    .tuple(fc.integer({ min: -10, max: 10 }), fc.integer({ min: -10, max: 10 }))
    .map(([first, second]): [number, number] => [Math.min(first, second), Math.max(first, second)]),
});

/**
 * Laws that CORR orders, in d = 1 … 3 dimensions.
 *
 * The symmetric part of the cross-covariance rises by Σ pΔρ·c·uuᵀ ⪰ 0. An antisymmetric part, from the directions
 * (e₁, e₂) and (e₂, −e₁), changes at random: it is not in Σ_D, so it must not matter.
 */
export function arbitraryCoupledLaws(dimension: number): fc.Arbitrary<CoupledLaws> {
  return fc
    .record({
      directions: fc.array(arbitraryDirection, { minLength: 1, maxLength: 3 }),
      twists: fc.tuple(fc.integer({ min: -10, max: 10 }), fc.integer({ min: -10, max: 10 })),
    })
    .map(({ directions, twists }) => {
      const factorsAt = (end: 0 | 1): readonly NoiseFactor<Rational>[] => [
        ...directions.map(({ target, multiple, correlations }) => ({
          probability: rationals.fromString('1/8'),
          target: target.slice(0, dimension).map((value) => rationals.fromString(String(value))),
          auxiliary: target
            .slice(0, dimension)
            .map((value) => rationals.fromString(String(value * multiple))),
          correlation: tenths(correlations[end]),
        })),
        ...(dimension === 1 ? [] : twist(dimension, tenths(twists[end]))),
      ];
      return {
        lower: coupleFactors(rationals, factorsAt(0)),
        higher: coupleFactors(rationals, factorsAt(1)),
      };
    });
}

/** Noise whose cross-covariance κ(e₁e₂ᵀ − e₂e₁ᵀ)/8 has no symmetric part. */
function twist(dimension: number, correlation: Rational): readonly NoiseFactor<Rational>[] {
  const axis = (index: number, sign: string): Vector<Rational> =>
    Array.from({ length: dimension }, (_, i) => (i === index ? rationals.fromString(sign) : rationals.zero));
  const probability = rationals.fromString('1/8');
  return [
    { probability, target: axis(0, '1'), auxiliary: axis(1, '1'), correlation },
    { probability, target: axis(1, '1'), auxiliary: axis(0, '-1'), correlation },
  ];
}
