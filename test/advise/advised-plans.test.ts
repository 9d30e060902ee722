/** Advised plans: covered by their theorem, paid for, and as good as the best of a fine grid. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  adviseRun,
  costOf,
  exactly,
  rateConstants,
  type AdviceConstants,
  type Budget,
} from '../../src/advise/index.js';
import { countGradients } from '../../src/advise/budget.js';
import { boundOf, isCovered } from '../../src/advise/plan.js';
import { compareRatios } from '../../src/advise/ratio-arithmetic.js';
import { nearestDouble, parseExactNumber } from '../../src/exact/index.js';
import { arbitraryBudget, arbitraryConstants } from './arbitrary-advice.js';
import { leastBoundOnGrid } from './grid-search.js';
import { firstOf } from '../support/some-of.js';

const maximumLocalSteps = 8;

/** What an advisor would say that takes any auxiliary for the target itself. */
function ignoreSimilarity(constants: AdviceConstants): AdviceConstants {
  const zero = exactly(parseExactNumber('0'));
  return { ...constants, hessianSimilarity: zero, meanSquareSimilarity: zero };
}

/** Whether the theorem covers what is advised for `assumed`, if the truth is `constants`. */
function isAdviceCovered(constants: AdviceConstants, assumed: AdviceConstants, budget: Budget): boolean {
  const { plan } = adviseRun({ constants: assumed, budget, maximumLocalSteps }).advised;
  return isCovered(plan, rateConstants(plan.theorem, constants, 'value'));
}

describe('an advised plan', () => {
  firstOf(1, [[2], [12]])(
    'satisfies the condition of its theorem exactly, and takes all rounds that the budget pays for: %i cases',
    (numRuns) => {
      fc.assert(
        fc.property(arbitraryConstants, arbitraryBudget, (constants, budget) => {
          const { advised, sgd } = adviseRun({ constants, budget, maximumLocalSteps });
          for (const { plan } of [advised, sgd]) {
            expect(isCovered(plan, rateConstants(plan.theorem, constants, 'value'))).toBe(true);
            const { localStepCount, roundCount } = plan.parameters;
            const batchSize = plan.start.kind === 'batch' ? plan.start.size : 0;
            const shape = { variant: plan.variant, localStepCount, batchSize };
            const total = budget.kind === 'cost' ? budget.total : parseExactNumber(String(budget.count));
            const costs = [roundCount, roundCount + 1].map((rounds) =>
              compareRatios(costOf(countGradients(shape, rounds), budget), total),
            );
            expect(costs[0]).toBeLessThanOrEqual(0);
            expect(costs[1]).toBeGreaterThan(0);
          }
        }),
        { numRuns },
      );
    },
  );

  const isNearTheBest = (numRuns: number): void => {
    fc.assert(
      fc.property(arbitraryConstants, arbitraryBudget, (constants, budget) => {
        const { bound } = adviseRun({ constants, budget, maximumLocalSteps }).advised;
        expect(nearestDouble(bound)).toBeLessThanOrEqual(
          1.05 * leastBoundOnGrid(constants, budget, maximumLocalSteps),
        );
      }),
      { numRuns },
    );
  };

  it('has a bound within 5 % of the best on a fine grid', { tags: 'long' }, () => {
    isNearTheBest(1);
  });
  it('has a bound within 5 % of the best on a fine grid, six times', { tags: 'long' }, () => {
    isNearTheBest(6);
  });

  it('negative control: of an advisor that ignores δ is not covered', () => {
    const number = (text: string) => exactly(parseExactNumber(text));
    const constants: AdviceConstants = {
      smoothness: number('1'),
      hessianSimilarity: number('0.5'),
      meanSquareSimilarity: number('0.5'),
      suboptimality: number('1'),
      targetVariance: number('0.1'),
      snapshotVariance: number('0.1'),
      localVariance: number('0'),
      affineDifference: true,
    };
    const budget: Budget = { kind: 'target-gradients', count: 100 };
    expect(isAdviceCovered(constants, constants, budget)).toBe(true);
    expect(isAdviceCovered(constants, ignoreSimilarity(constants), budget)).toBe(false);
  });

  it(
    'negative control: a plan with half the best step size is more than 5 % off where F₀ dominates',
    { tags: 'long' },
    () => {
      const number = (text: string) => exactly(parseExactNumber(text));
      const constants: AdviceConstants = {
        smoothness: number('1'),
        hessianSimilarity: number('0.1'),
        suboptimality: number('10'),
        targetVariance: number('0'),
        snapshotVariance: number('0'),
        localVariance: number('0'),
        affineDifference: true,
      };
      const budget: Budget = { kind: 'target-gradients', count: 50 };
      const { plan } = adviseRun({ constants, budget, maximumLocalSteps }).advised;
      const { numerator, denominator } = plan.parameters.stepSize;
      const worse = {
        ...plan,
        parameters: { ...plan.parameters, stepSize: { numerator, denominator: 2n * denominator } },
      };
      const limit = 1.05 * leastBoundOnGrid(constants, budget, maximumLocalSteps);
      const ratios = rateConstants(plan.theorem, constants, 'value');
      expect(nearestDouble(boundOf(plan, ratios))).toBeLessThanOrEqual(limit);
      expect(nearestDouble(boundOf(worse, ratios))).toBeGreaterThan(limit);
    },
  );
});
