/** How long an exact expectation takes, known before it begins. */
import type { ResolvedProblem } from '../problems/index.js';
import { affordableRounds, type Budget } from './budget.js';

/** The greatest {@link expectationWork} of one exact expectation for an advice: some ten seconds. */
export const advisedWorkLimit = 100_000_000;

/** (T(K+1))²(d+1)²: steps, times digits that grow with the steps, times the moments of a state. Some 10⁻⁴ ms each. */
export function expectationWork({ problem, parameters }: ResolvedProblem): number {
  return workOf(problem.dimension, parameters.localStepCount, parameters.roundCount);
}

/**
 * The greatest K such that no plan with up to K local steps takes longer than the limit; 0 where one with K = 1 does.
 *
 * @param dimension - d of the problem.
 * @param request - the budget, and the greatest K that is asked for.
 */
export function greatestShortCount(
  dimension: number,
  { budget, maximumLocalSteps }: { readonly budget: Budget; readonly maximumLocalSteps: number },
  workLimit: number,
): number {
  const isShort = (localStepCount: number): boolean => {
    // of all plans with this K, AuxMOM without a batch has the most rounds
    const rounds = affordableRounds({ variant: 'aux-mom', localStepCount, batchSize: 0 }, budget);
    return workOf(dimension, localStepCount, Math.max(rounds, 1)) <= workLimit;
  };
  let count = 0;
  while (count < maximumLocalSteps && isShort(count + 1)) count += 1;
  return count;
}

function workOf(dimension: number, localStepCount: number, roundCount: number): number {
  return (roundCount * (localStepCount + 1) * (dimension + 1)) ** 2;
}
