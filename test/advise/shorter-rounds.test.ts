/** Where the best plan is too long to be expected exactly, a shorter one answers if it is better than SGD, and only then. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { adviseOnProblem, applyPlan, settleVerdict, type Budget } from '../../src/advise/index.js';
import { explainVerdict } from '../../src/advise/settle.js';
import { affordableRounds } from '../../src/advise/budget.js';
import { greatestShortCount, expectationWork } from '../../src/advise/advise-on-problem.js';
import { compareRatios } from '../../src/advise/ratio-arithmetic.js';
import { loadProblem } from '../../src/cli/read-file.js';
import { formatRatio, parseExactNumber } from '../../src/exact/index.js';
import { expectRun } from '../../src/expectation/index.js';
import { root } from '../support/run-cli.js';

const load = (name: string) => loadProblem(join(root, 'docs/examples', `${name}.json`));
const close = load('setting-federated-client');
const free = { budget: { kind: 'target-gradients', count: 20 } as Budget, maximumLocalSteps: 40 };
/** Enough for 20 rounds of 9 steps in four dimensions. */
const limit = (20 * (9 + 1) * 5) ** 2;
const verdictOf = (found: ReturnType<typeof adviseOnProblem>) => settleVerdict(found).verdict;

describe('advice on runs that are too long to expect', () => {
  const shorter = adviseOnProblem(close, free, limit);

  it('is a shorter plan that is better than SGD, as the expectation of both shows', () => {
    const { plan } = shorter.advice.advised;
    expect([verdictOf(shorter), shorter.localStepLimit]).toEqual(['use', 9]);
    expect(plan.parameters.localStepCount).toBeLessThanOrEqual(9);
    expect(expectationWork(applyPlan(close, plan))).toBeLessThanOrEqual(limit);
    const [advised, sgd] = [plan, shorter.advice.sgd.plan].map(
      (each) => expectRun(applyPlan(close, each)).averageSquaredGradient,
    );
    if (advised === undefined || sgd === undefined) throw new Error('two runs were expected');
    expect([compareRatios(advised, sgd), shorter.expected]).toEqual([-1, { advised, sgd }]);
  });

  it('has the verdict that the longest plans have where there is time for them', { tags: 'long' }, () => {
    const patient = adviseOnProblem(close, free, Infinity);
    expect(patient.advice.advised.plan.parameters.localStepCount).toBeGreaterThan(9);
    expect([patient.localStepLimit, verdictOf(patient)]).toEqual([undefined, verdictOf(shorter)]);
  });

  it('says what was left out', () => {
    const sentence = explainVerdict(shorter, settleVerdict(shorter), formatRatio);
    expect(sentence).toMatch(/^Worth it: use .* Plans with K > 9 take too long to expect and were left out/);
  });

  it('negative control: is to measure more where not even K = 1 is short enough', { tags: 'long' }, () => {
    const blind = adviseOnProblem(close, free, 0);
    expect(verdictOf(blind)).toBe('measure-more');
    expect([blind.expected, blind.localStepLimit]).toEqual([undefined, undefined]);
    const sentence = explainVerdict(blind, settleVerdict(blind), formatRatio);
    expect(sentence).toMatch(
      /^Measure more: of σ_D² only a lower bound is known \(that at x⁰; the noise dep/,
    );
  });

  it(
    'is to measure more where the shorter plans are no better: a longer one may be',
    { tags: 'long' },
    () => {
      const noisy = load('multiplicative');
      const long = { ...free, budget: { kind: 'target-gradients', count: 100 } as Budget };
      const nineSteps = (100 * (9 + 1) * 3) ** 2;
      const found = adviseOnProblem(noisy, long, nineSteps);
      expect([verdictOf(found), found.expected]).toEqual(['measure-more', undefined]);
      // it is for this reason: the plans that are short enough were expected, and SGD was better
      const tried = adviseOnProblem(noisy, { ...long, maximumLocalSteps: 9 }, nineSteps);
      expect(settleVerdict(tried)).toMatchObject({ verdict: 'do-not-use', basis: 'expectation' });
    },
  );
});

describe('the greatest short K', () => {
  const priced = (auxiliaryCost: string): Budget => ({
    kind: 'cost',
    total: parseExactNumber('30'),
    targetCost: parseExactNumber('1'),
    auxiliaryCost: parseExactNumber(auxiliaryCost),
  });

  it.each(['free', '0', '0.05', '1'])('lets every K up to it run, and no more: c_h = %s', (price) => {
    const budget = price === 'free' ? free.budget : priced(price);
    const workOf = (localStepCount: number) => {
      const rounds = affordableRounds({ variant: 'aux-mom', localStepCount, batchSize: 0 }, budget);
      return (Math.max(rounds, 1) * (localStepCount + 1) * 5) ** 2;
    };
    for (const workLimit of [0, 1e3, 1e4, 1e5, 3e5, 1e6]) {
      const greatest = greatestShortCount(4, { budget, maximumLocalSteps: 30 }, workLimit);
      for (let count = 1; count <= greatest; count += 1) expect(workOf(count)).toBeLessThanOrEqual(workLimit);
      if (greatest < 30) expect(workOf(greatest + 1)).toBeGreaterThan(workLimit);
      else expect(greatest).toBe(30);
    }
  });
});

it('each run of an advice is expected once, and its rounds are told as they begin', () => {
  const runs: { readonly rounds: number; begun: number }[] = [];
  const request = { budget: { kind: 'target-gradients', count: 20 } as Budget, maximumLocalSteps: 3 };
  const found = adviseOnProblem(load('iris-stochastic'), {
    ...request,
    onExpectation: (rounds) => {
      const run = { rounds, begun: 0 };
      runs.push(run);
      return () => (run.begun += 1);
    },
  });
  // the advised run and that of SGD, which settle the variances and are the answer
  expect(runs).toEqual([{ rounds: 20, begun: 20 }, { rounds: 20, begun: 20 }]); // prettier-ignore
  expect(found).toEqual(adviseOnProblem(load('iris-stochastic'), request));
});
