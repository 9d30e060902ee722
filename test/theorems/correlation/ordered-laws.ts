/** Pairs of joint noise laws of equal marginals, the second of them at least as correlated in the Loewner order. */
import fc from 'fast-check';
import type { Vector } from '../../../spec/algebra/index.js';
import type { Ratio } from '../../../src/exact/index.js';
import { formatProblemFile, toProblemFile, type ProblemCase } from '../../../src/problems/index.js';
import { arbitraryProblemCase } from '../../../src/theorems/index.js';
import {
  coupleFactors,
  type NoiseFactor,
  type NoiseOutcome,
  rationals,
  withNoise,
} from '../../../docs/tooling/theory-figures/noise.js';

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

/** A problem with two laws of its snapshot noise that CORR orders. */
export interface OrderedPair extends CoupledLaws {
  /** Without snapshot noise, with local noise of any kind and every initialisation. */
  readonly given: ProblemCase<Ratio>;
}

/**
 * Problems in d = 1 … 3 dimensions with laws that CORR orders; a counterexample is printed as two problem files.
 *
 * The symmetric part of the cross-covariance rises by Σ pΔρ·c·uuᵀ ⪰ 0. An antisymmetric part, from the directions
 * (e₁, e₂) and (e₂, −e₁), changes at random: it is not in Σ_D, so it must not matter.
 */
export const arbitraryOrderedPair: fc.Arbitrary<OrderedPair> = fc
  .record({
    drawn: arbitraryProblemCase({
      variants: ['aux-mom', 'aux-mvr'],
      maximumDimension: 3,
      snapshotNoise: 'none',
      maximumSteps: 4,
      maximumRounds: 4,
      workBudget: 4000,
    }),
    directions: fc.array(arbitraryDirection, { minLength: 1, maxLength: 3 }),
    twists: fc.tuple(fc.integer({ min: -10, max: 10 }), fc.integer({ min: -10, max: 10 })),
  })
  .map(({ drawn: { problemCase: given }, directions, twists }) => {
    const { dimension } = given.problem;
    const whole = (values: readonly number[]): Vector<Rational> =>
      values.slice(0, dimension).map((value) => rationals.fromString(String(value)));
    const lawAt = (end: 0 | 1): readonly NoiseOutcome<Rational>[] =>
      coupleFactors(rationals, [
        ...directions.map(({ target, multiple, correlations }) => ({
          probability: rationals.fromString('1/8'),
          target: whole(target),
          auxiliary: whole(target.map((value) => value * multiple)),
          correlation: tenths(correlations[end]),
        })),
        ...(dimension === 1 ? [] : twist(dimension, tenths(twists[end]))),
      ]);
    const pair = { given, lower: lawAt(0), higher: lawAt(1) };
    return Object.defineProperty(pair, fc.toStringMethod, {
      value: () => [pair.lower, pair.higher].map((law) => formatProblemFile(toProblemFile(withNoise(given, law)))).join('and with more correlation\n'), // prettier-ignore
      enumerable: false,
    });
  });

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
