/** On the example problems the direction of the advice is that of the exact expectation of the two runs. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  adviseOnProblem,
  adviseRun,
  applyPlan,
  constantsOfProblem,
  exactly,
  type Advice,
  type Budget,
} from '../../src/advise/index.js';
import { compareRatios } from '../../src/advise/ratio-arithmetic.js';
import { loadProblem } from '../../src/cli/files.js';
import { parseExactNumber } from '../../src/exact/index.js';
import { expectRun } from '../../src/expectation/index.js';
import type { ResolvedProblem } from '../../src/problems/index.js';
import { root } from '../support/run-cli.js';

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
const advised = files.map((file) => {
  const problem = loadProblem(join(folder, file));
  return { file, problem, advice: adviseOnProblem(problem, request).advice };
});

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
  it('decide every example, some of them each way', () => {
    const verdicts = files.map(
      (file) => adviseOnProblem(loadProblem(join(folder, file)), request).advice.verdict,
    );
    expect(verdicts.filter((verdict) => verdict === 'use').length).toBeGreaterThanOrEqual(3);
    expect(verdicts.filter((verdict) => verdict === 'do-not-use').length).toBeGreaterThanOrEqual(3);
    expect(verdicts).not.toContain('measure-more');
  });

  it.each(advised)('point the way of the exact expectation on $file', ({ problem, advice }) => {
    expect(advice.verdict === 'use').toBe(isBetter(problem, advice));
  });

  it('hold for the exact expectation of the advised run, also where the noise depends on the point', () => {
    for (const { problem, advice } of advised) {
      const { averageSquaredGradient } = expectRun(applyPlan(problem, advice.advised.plan), {
        rounds: false,
      });
      expect(compareRatios(averageSquaredGradient, advice.advised.bound)).toBeLessThanOrEqual(0);
    }
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
      expect(advice.verdict).toBe('use');
      expect(isBetter(problem, advice)).toBe(false);
    }
  });
});
