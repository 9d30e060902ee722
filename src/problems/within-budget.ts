/** Fair comparisons: the same number of target gradients for every algorithm. */
import { algorithms } from '../../spec/algorithms/index.js';
import type { VariantName } from '../../spec/model/index.js';
import type { ResolvedProblem } from './problem-case.js';
import { withVariant } from './with-variant.js';

/** The most rounds of `variant` that cost at most `budget` target gradients. */
export function roundsWithin(variant: VariantName, budget: number): number {
  const { targetGradientsInRound } = algorithms[variant];
  let rounds = 0;
  let spent = targetGradientsInRound(1);
  while (spent <= budget) {
    rounds += 1;
    spent += targetGradientsInRound(rounds + 1);
  }
  return rounds;
}

/** The case under `variant`, with as many rounds as `budget` target gradients pay. */
export function withinBudget(
  resolved: ResolvedProblem,
  variant: VariantName,
  budget: number,
): ResolvedProblem {
  const other = withVariant(resolved, variant);
  return { ...other, parameters: { ...other.parameters, roundCount: roundsWithin(variant, budget) } };
}
