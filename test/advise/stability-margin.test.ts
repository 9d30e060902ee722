/** The stability margin: stable at the factor, unstable a unit above it, decided exactly. */
import { describe, expect, it } from 'vitest';
import { stabilityVerdict } from '../../spec/theorems/index.js';
import { adviseRun, exactly, rateConstants, type Plan } from '../../src/advise/index.js';
import { stabilityMargin } from '../../src/advise/stability-margin.js';
import { addRatios, compareRatios, multiplyRatios, wholeRatio } from '../../src/advise/ratio-arithmetic.js';
import { formatRatio, parseExactNumber, type Ratio, ratioField } from '../../src/exact/index.js';
import { roundDown } from '../../src/problems/simple-number.js';
import { arbitraryBudget, arbitraryConstants } from './arbitrary-advice.js';
import { firstOf } from '../support/some-of.js';
import { forAll } from '../support/for-all.js';

const number = parseExactNumber;

/** STAB at a pair, with η multiplied. */
function verdictAt(
  plan: Plan<Ratio>,
  pair: { readonly targetEigenvalue: Ratio; readonly auxiliaryEigenvalue: Ratio },
  factor: Ratio,
): string {
  const { stepSize, momentumWeight, localStepCount } = plan.parameters;
  return stabilityVerdict(ratioField, {
    ...pair,
    stepSize: multiplyRatios(stepSize, factor),
    momentumWeight: plan.variant === 'aux-mvr' ? ratioField.one : momentumWeight,
    localStepCount,
  });
}

/** One unit in the second digit. */
function unitOf(factor: Ratio): Ratio {
  const next = multiplyRatios(factor, number('0.1'));
  return compareRatios(factor, wholeRatio(1)) < 0
    ? next
    : multiplyRatios(roundDown(factor, 1), number('0.1'));
}

describe('the stability margin', () => {
  const title = 'of %i of the advised plans is at least 1; STAB holds there and fails a unit above';
  firstOf(1, [[1], [2], [10]])(title, (numRuns) => {
    forAll(numRuns, [arbitraryConstants, arbitraryBudget], (constants, budget) => {
      const { advised, stability } = adviseRun({ constants, budget, maximumLocalSteps: 6 });
      expect(stability.isStable).toBe(true);
      expect(compareRatios(stability.factor, wholeRatio(1))).toBeGreaterThanOrEqual(0);
      if (stability.critical === undefined) return;
      expect(verdictAt(advised.plan, stability.critical, stability.factor)).toBe('true');
      const above = addRatios(stability.factor, unitOf(stability.factor));
      expect(verdictAt(advised.plan, stability.critical, above)).not.toBe('true');
    });
  });

  it('of gradient descent, a = 1, K = 1 and η = 1/L, is just below 2', () => {
    const plan: Plan<Ratio> = {
      theorem: 'MOM-1',
      variant: 'aux-mom',
      start: { kind: 'zero' },
      parameters: { stepSize: number('1'), momentumWeight: number('1'), localStepCount: 1, roundCount: 10 },
    };
    const zero = exactly(number('0'));
    const constants = rateConstants(
      'MOM-1',
      {
        smoothness: exactly(number('1')),
        hessianSimilarity: exactly(number('0.5')),
        suboptimality: exactly(number('1')),
        targetVariance: zero,
        snapshotVariance: zero,
        localVariance: zero,
        affineDifference: true,
      },
      'value',
    );
    expect(formatRatio(stabilityMargin(plan, constants).factor)).toBe('1.9');
    // negative control: at three times the step size nothing is left
    const wild = { ...plan, parameters: { ...plan.parameters, stepSize: number('3') } };
    expect(stabilityMargin(wild, constants)).toMatchObject({ isStable: false, factor: wholeRatio(0) });
  });
});
