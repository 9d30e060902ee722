/** The least bound on a fine grid, by brute force: every start, every K, many a and η. */
import type { Arithmetic, RateInput, RateTheorem } from '../../spec/theorems/index.js';
import { rateTheorems, type RateTheoremId } from '../../spec/theorems/index.js';
import {
  rateConstants,
  type AdviceConstants,
  type AdvisedVariant,
  type Budget,
  type PlannedStart,
} from '../../src/advise/index.js';
import { affordableRounds } from '../../src/advise/budget.js';
import { rateInput, toDoubles } from '../../src/advise/plan.js';
import { doubleField } from '../../src/theorems/scenarios/double-field.js';

const plain: Arithmetic<number> = {
  plus: (...summands) => summands.reduce((sum, value) => sum + value, 0),
  minus: (left, right) => left - right,
  times: (...factors) => factors.reduce((product, value) => product * value, 1),
  square: (value) => value * value,
  over: (numerator, denominator = 1) => ({ numerator, denominator }),
};

/** a = 1, 1/1.15, 1/1.15², … and η likewise from 1/L down: both far below where a bound is least. */
const weights = Array.from({ length: 60 }, (_, i) => 1.15 ** -i);
const stepSizes = Array.from({ length: 90 }, (_, i) => 1.15 ** -i);

/** The least bound of all theorems that apply, up to the width of the grid above it. */
export function leastBoundOnGrid(
  constants: AdviceConstants,
  budget: Budget,
  maximumLocalSteps: number,
): number {
  const theorems: readonly (readonly [RateTheoremId, AdvisedVariant])[] = [
    ['MOM-1', 'aux-mom'],
    ['MOM-3', 'aux-mom'],
    ...(constants.affineDifference ? ([['MOM-2', 'aux-mom']] as const) : []),
    ...(constants.meanSquareSimilarity ? ([['MVR-1', 'aux-mvr']] as const) : []),
  ];
  const starts: readonly PlannedStart[] = [
    ...(constants.correctionError ? [{ kind: 'zero' } as const] : []),
    { kind: 'first-snapshot' },
    ...[1, 2, 3, 5, 8, 13, 25, 50, 100].map((size) => ({ kind: 'batch', size }) as const),
  ];
  let least = Infinity;
  for (const [id, variant] of theorems) {
    const theorem = rateTheorems[id];
    const numbers = toDoubles(rateConstants(id, constants, 'value'));
    for (const start of starts) {
      const batchSize = start.kind === 'batch' ? start.size : 0;
      for (let localStepCount = 1; localStepCount <= maximumLocalSteps; localStepCount += 1) {
        const roundCount = affordableRounds({ variant, localStepCount, batchSize }, budget);
        if (roundCount < 1) continue;
        for (const momentumWeight of weights) {
          const parameters = { stepSize: 1, momentumWeight, localStepCount, roundCount };
          const input = rateInput(doubleField, { theorem: id, variant, start, parameters }, numbers);
          for (const fraction of stepSizes) {
            const at = { ...input, stepSize: fraction / numbers.smoothness };
            if (theorem.exactCondition.slacks(plain, at).some((slack) => slack < 0)) continue;
            least = Math.min(least, boundOf(theorem, at));
          }
        }
      }
    }
  }
  return least;
}

function boundOf(theorem: RateTheorem, input: RateInput<number>): number {
  return theorem.terms.reduce((sum, { value }) => {
    const { numerator, denominator } = value(plain, input);
    return sum + numerator / denominator;
  }, 0);
}
