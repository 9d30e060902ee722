/** NAIVE: without a correction the method converges to the wrong point. */
import type { Field } from '../algebra/index.js';
import type { Fraction } from './arithmetic.js';
import { deepFreeze } from './freeze.js';
import { constantsNote, type TheoremHeader } from './theorem.js';

/** The toy: f = x²/2, h = ½(1+δ)(x − ζ/(1+δ))², δ = 1, K = 10, η = min(1/2, 1/(δK)) = 1/10. */
export const naiveToy: {
  readonly hessianSimilarity: string;
  readonly localStepCount: number;
  readonly stepSize: string;
  /** c of the limit c ζ² of f, to ten decimals. */
  readonly limit: string;
} = deepFreeze({
  hessianSimilarity: '1',
  localStepCount: 10,
  stepSize: '1/10',
  limit: '0.1212126750',
});

/**
 * A round of `naive` on the toy as x ↦ factor · x + shift · ζ: one step with ∇f(y) = y, then K − 1 steps with
 * ∇h(y) = (1+δ)y − ζ.
 */
export function naiveRound<S>(field: Field<S>): { readonly factor: S; readonly shift: S } {
  const { add, subtract, multiply, one, zero, fromString } = field;
  const eta = fromString(naiveToy.stepSize);
  const curvature = add(one, fromString(naiveToy.hessianSimilarity));
  const decay = subtract(one, multiply(eta, curvature));
  let factor = subtract(one, eta);
  let shift = zero;
  for (let step = 2; step <= naiveToy.localStepCount; step += 1) {
    factor = multiply(decay, factor);
    shift = add(multiply(decay, shift), eta);
  }
  return { factor, shift };
}

/** lim f(xᵗ)/ζ² = ½ (shift/(1 − factor))², from every start, because |factor| < 1. */
export function naiveLimit<S>(field: Field<S>): Fraction<S> {
  const { factor, shift } = naiveRound(field);
  const rest = field.subtract(field.one, factor);
  const square = field.multiply(rest, rest);
  return { numerator: field.multiply(shift, shift), denominator: field.add(square, square) };
}

/** NAIVE as data. */
export const naiveTheorem: TheoremHeader<'NAIVE'> = {
  id: 'NAIVE',
  title: 'the naive method does not converge to the minimiser',
  variants: ['naive'],
  assumptions: ['the toy problem', 'deterministic oracles'],
  kind: 'tight',
  source: 'auxopt',
  note: `${constantsNote} The toy and its published numbers are from the authors' code.`,
};

/** NAIVE in TeX. */
export const naiveLatex = '\\lim_{t\\to\\infty} f(x^t) = c\\,\\zeta^2,\\quad c = 0.12121267505\\ldots';
