/** The specification evaluated at formulas: conditions and bounds of `spec/theorems` as data of a derivation. */
import type { Field } from '../../spec/algebra/index.js';
import {
  conditionSlacks,
  hasOwnMeanSquare,
  type Condition,
  type RateInput,
  type RateTheorem,
} from '../../spec/theorems/index.js';
import { readExpression } from '../notation/expression.js';
import { add, multiply, negate, scalar, type ScalarFormula } from '../notation/formula.js';

const undecided = (): never => {
  throw new RangeError('formulas are neither compared nor divided');
};

/** Formulas as a field without order and division: enough for every formula of a rate theorem. */
const formulaField: Field<ScalarFormula> = {
  name: 'formula',
  zero: scalar('0'),
  one: scalar('1'),
  add: (left, right) => add(left, right),
  subtract: (left, right) => add(left, negate(right)),
  multiply: (left, right) => multiply(left, right),
  negate: (value) => negate(value),
  divide: undecided,
  compare: undecided,
  fromString: (text) => scalar(text),
  format: ({ node }) => JSON.stringify(node),
};

/** What the free number of a theorem is called in its proof: r, or s. */
export const freeNameOf = ({ tuning }: RateTheorem): 'free' | 'reach' =>
  tuning?.freeNumber?.latex === 'r' ? 'reach' : 'free';

/** The parameters of every condition; what conditions do not use is 0. */
const symbolicInput = (theorem: RateTheorem, localStepCount: string): RateInput<ScalarFormula> => ({
  smoothness: readExpression('L'),
  hessianSimilarity: readExpression('delta'),
  suboptimality: scalar('0'),
  snapshotVariance: readExpression('varD'),
  localVariance: readExpression('varh'),
  targetVariance: scalar('0'),
  ...(hasOwnMeanSquare(theorem) && { meanSquareSimilarity: readExpression('Delta') }),
  controlledVariance: readExpression('ratio'),
  controlReach: readExpression('control'),
  balance: readExpression('balance'),
  carry: readExpression('carry'),
  share: readExpression('share'),
  excess: readExpression('excess'),
  stepSize: readExpression('eta'),
  momentumWeight: readExpression('a'),
  localStepCount: readExpression(localStepCount),
  roundCount: readExpression('t+1'),
  initialError: { numerator: scalar('0'), denominator: scalar('1') },
  freeNumber: readExpression(freeNameOf(theorem)),
});

/** The slacks of a condition of the specification. */
export function symbolicSlacks(
  theorem: RateTheorem,
  condition: Condition,
  localStepCount: string,
): readonly ScalarFormula[] {
  return conditionSlacks(formulaField, condition, symbolicInput(theorem, localStepCount));
}
