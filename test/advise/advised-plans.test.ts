/** Advised plans: covered by their theorem, paid for, as good as the best of a fine grid, and in the direction of the exact expectation. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  adviseRun,
  costOf,
  exactly,
  rateConstants,
  type AdviceConstants,
  type Budget,
  adviseOnProblem,
  applyPlan,
  constantsOfProblem,
  settleVerdict,
  type Advice,
} from '../../src/advise/index.js';
import { countGradients } from '../../src/advise/budget.js';
import { boundOf, isCovered } from '../../src/advise/plan.js';
import { compareRatios } from '../../src/advise/ratio-arithmetic.js';
import { nearestDouble, parseExactNumber } from '../../src/exact/index.js';
import { arbitraryBudget, arbitraryConstants } from './arbitrary-advice.js';
import { leastBoundOnGrid } from './grid-search.js';
import { firstOf } from '../support/some-of.js';
import { loadProblem } from '../../src/cli/read-file.js';
import { expectRun } from '../../src/expectation/index.js';
import type { ResolvedProblem } from '../../src/problems/index.js';
import { root } from '../support/run-cli.js';
import { forAll } from '../support/for-all.js';

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
      forAll(numRuns, [arbitraryConstants, arbitraryBudget], (constants, budget) => {
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
      });
    },
  );

  const isNearTheBest = (numRuns: number): void => {
    forAll(numRuns, [arbitraryConstants, arbitraryBudget], (constants, budget) => {
      const { bound } = adviseRun({ constants, budget, maximumLocalSteps }).advised;
      expect(nearestDouble(bound)).toBeLessThanOrEqual(
        1.05 * leastBoundOnGrid(constants, budget, maximumLocalSteps),
      );
    });
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

const folder = join(root, 'docs/examples');
const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
const number = parseExactNumber;
/** What 30 target gradients cost, where an auxiliary gradient costs a twentieth of one. */
const budget: Budget = {
  kind: 'cost',
  total: number('30'),
  targetCost: number('1'),
  auxiliaryCost: number('0.05'),
};
const request = { budget, maximumLocalSteps: 8 };

/** An example with the advice on it. */
type Advised = ReturnType<typeof adviseOnProblem> & { readonly problem: ResolvedProblem };

const known = new Map<string, Advised>();

/** The advice on an example, given once for all tests. */
function adviseOn(file: string): Advised {
  const before = known.get(file);
  if (before !== undefined) return before;
  const problem = loadProblem(join(folder, file));
  const advised = { problem, ...adviseOnProblem(problem, request) };
  known.set(file, advised);
  return advised;
}

/** Two examples of each verdict that take a moment, then the others. */
const quick = ['toy.json', 'toy-minus10.json', 'iris.json', 'worse-than-sgd.json'];
const inOrder = [...quick, ...files.filter((file) => !quick.includes(file))].map((file) => [file] as const);

/**
 * Where the bounds are too careful: they cover the worst problem with these constants, and this one is not it. The exact
 * expectation, which decides where there is one, says so.
 */
const carefulBounds = ['setting-compressed-model-heavy.json'];

/** By exact expectation: whether the advised run has the smaller G. */
function isBetter(problem: ResolvedProblem, advice: Advice): boolean {
  const measured = [advice.advised, advice.sgd].map(
    ({ plan }) => expectRun(applyPlan(problem, plan), { rounds: false }).averageSquaredGradient,
  );
  const [left, right] = measured;
  if (left === undefined || right === undefined) throw new Error('two runs were measured');
  return compareRatios(left, right) < 0;
}

describe('the bounds', () => {
  it('decide every example, some of them each way', { tags: ['long', 'gate'] }, () => {
    const verdicts = files.map((file) => adviseOn(file).advice.verdict);
    expect(verdicts.filter((verdict) => verdict === 'use').length).toBeGreaterThanOrEqual(3);
    expect(verdicts.filter((verdict) => verdict === 'do-not-use').length).toBeGreaterThanOrEqual(3);
    expect(verdicts).not.toContain('measure-more');
  });

  firstOf(quick.length, inOrder)('point the way of the exact expectation on %s', (file) => {
    const { problem, advice } = adviseOn(file);
    const better = isBetter(problem, advice);
    if (carefulBounds.includes(file)) expect([advice.verdict, better]).toEqual(['do-not-use', true]);
    else expect(advice.verdict === 'use').toBe(better);
  });

  firstOf(quick.length, inOrder)('give way to it in the verdict on %s', (file) => {
    const { problem, advice, expected } = adviseOn(file);
    const { verdict, basis } = settleVerdict({ advice, ...(expected === undefined ? {} : { expected }) });
    const sure = basis === 'expectation' || !carefulBounds.includes(problem.name);
    expect(sure && (verdict === 'use') === isBetter(problem, advice)).toBe(true);
  });

  const title =
    'hold for the exact expectation of the advised run, also where the noise depends on the point: %s';
  firstOf(quick.length, inOrder)(title, (file) => {
    const { problem, advice } = adviseOn(file);
    const { averageSquaredGradient } = expectRun(applyPlan(problem, advice.advised.plan), { rounds: false });
    expect(compareRatios(averageSquaredGradient, advice.advised.bound)).toBeLessThanOrEqual(0);
  });

  it('negative control: an advisor that ignores δ points the other way on the toys', () => {
    const zero = exactly(number('0'));
    for (const file of ['toy.json', 'toy-minus10.json']) {
      const problem = loadProblem(join(folder, file));
      const constants = {
        ...constantsOfProblem(problem),
        hessianSimilarity: zero,
        meanSquareSimilarity: zero,
      };
      const advice = adviseRun({ ...request, constants });
      expect([advice.verdict, isBetter(problem, advice)]).toEqual(['use', false]);
    }
  });
});
