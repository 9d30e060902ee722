/** NAIVE, checked: the exact recursion on the toy contracts to a point that is not the minimiser. */
import { naiveLimit, naiveRound, naiveToy } from '../../spec/theorems/index.js';
import { rational, type Rational } from '../kernel/rational.js';
import { rationalField } from './rational-field.js';

const { add, multiply, divide, subtract, compare, zero, one, fromString } = rationalField;

/** f(x)= x²/2 after `rounds` rounds from x⁰ = 1 with ζ = 1, step by step from the gradients themselves. */
function valueAfter(rounds: number): Rational {
  const eta = fromString(naiveToy.stepSize);
  const curvature = add(one, fromString(naiveToy.hessianSimilarity));
  let x = one;
  for (let round = 0; round < rounds; round += 1) {
    x = subtract(x, multiply(eta, x)); // the one target gradient: ∇f(x) = x
    for (let step = 2; step <= naiveToy.localStepCount; step += 1) {
      x = subtract(x, multiply(eta, subtract(multiply(curvature, x), one)));
    }
  }
  return multiply(rational(1, 2), multiply(x, x));
}

/** Whether the limit is the stated one, to its ten decimals, is positive, and is approached by the recursion. */
export function checkNaive(): boolean {
  const { factor } = naiveRound(rationalField);
  const { numerator, denominator } = naiveLimit(rationalField);
  const limit = divide(numerator, denominator);
  const stated = fromString(naiveToy.limit);
  const unit = fromString('0.0000000001');
  const distance = subtract(valueAfter(16), limit);
  return (
    compare(multiply(factor, factor), one) < 0 &&
    compare(limit, zero) > 0 &&
    compare(stated, limit) <= 0 &&
    compare(limit, add(stated, unit)) < 0 &&
    compare(multiply(distance, distance), multiply(unit, unit)) < 0
  );
}
