/**
 * The specification evaluated at polynomials: what is proven is the bound that `spec/theorems` states, not a copy.
 */
import type { Field } from '../../spec/algebra/index.js';
import {
  bound,
  conditionSlacks,
  type Condition,
  type Fraction,
  type RateInput,
  type RateTheorem,
} from '../../spec/theorems/index.js';
import { constant, polynomialKey, rational, type Polynomial } from '../kernel/index.js';
import { expression, readExpression } from '../notation/expression.js';

const undecided = (): never => {
  throw new RangeError('polynomials are neither compared nor divided');
};

/** Polynomials as a field without order and division: enough for every formula of a rate theorem. */
export const polynomialField: Field<Polynomial> = {
  name: 'polynomial',
  zero: constant(0),
  one: constant(1),
  add: (left, right) => expression`${left} + ${right}`,
  subtract: (left, right) => expression`${left} - ${right}`,
  multiply: (left, right) => expression`${left} * ${right}`,
  negate: (value) => expression`0 - ${value}`,
  divide: undecided,
  compare: undecided,
  fromString: (text) => {
    const [numerator = '', denominator = '1'] = text.split('/');
    return constant(rational(BigInt(numerator), BigInt(denominator)));
  },
  format: polynomialKey,
};

/** The parameters of every bound as generators, with T = t + 1. */
function symbolicInput(
  initialError: Polynomial,
  localStepCount: Polynomial = expression`K`,
): RateInput<Polynomial> {
  return {
    smoothness: readExpression('L'),
    hessianSimilarity: readExpression('delta'),
    suboptimality: readExpression('F0'),
    snapshotVariance: readExpression('varD'),
    localVariance: readExpression('varh'),
    targetVariance: readExpression('varf'),
    stepSize: readExpression('eta'),
    momentumWeight: readExpression('a'),
    localStepCount,
    roundCount: readExpression('t+1'),
    initialError: { numerator: initialError, denominator: constant(1) },
  };
}

/** The slacks of a condition of the specification, as polynomials. */
export function symbolicSlacks(condition: Condition, localStepCount?: Polynomial): readonly Polynomial[] {
  return conditionSlacks(polynomialField, condition, symbolicInput(constant(0), localStepCount));
}

/** The bound of the specification, as polynomials. */
export function symbolicBound(
  theorem: RateTheorem,
  initialError: Polynomial,
  localStepCount?: Polynomial,
): Fraction<Polynomial> {
  return bound(polynomialField, theorem, symbolicInput(initialError, localStepCount));
}
