/** Verdicts under uncertainty: promises hold wherever the constants are, and nothing is promised on a lower bound. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  adviseRun,
  exactly,
  rateConstants,
  type AdviceConstants,
  type Budget,
  type Constant,
} from '../../src/advise/index.js';
import { boundOf } from '../../src/advise/plan.js';
import { bestSgd, gainOf } from '../../src/advise/comparison.js';
import { namesOf } from '../../src/advise/constant.js';
import { compareRatios } from '../../src/advise/ratio-arithmetic.js';
import { createRatio, parseExactNumber, type Ratio } from '../../src/exact/index.js';
import { arbitraryConstants } from './arbitrary-advice.js';

const number = parseExactNumber;
const certain = (text: string): Constant => exactly(number(text));
const between = (value: string, lower: string, upper?: string): Constant => ({
  value: number(value),
  lower: number(lower),
  ...(upper !== undefined && { upper: number(upper) }),
  kind: upper === undefined ? 'lower-bound' : 'estimate',
});
const one = number('1');

/** An auxiliary that is clearly worth it: δ a twentieth of L, little noise. */
const worthIt: AdviceConstants = {
  smoothness: certain('2'),
  hessianSimilarity: certain('0.1'),
  suboptimality: certain('1'),
  targetVariance: certain('0.3'),
  snapshotVariance: certain('0.02'),
  localVariance: certain('0'),
  affineDifference: true,
};
const request = { budget: { kind: 'target-gradients', count: 60 } as Budget, maximumLocalSteps: 4 };
const advise = (changes: Partial<AdviceConstants>) =>
  adviseRun({ ...request, constants: { ...worthIt, ...changes } });

describe('the verdict', () => {
  it('is use where the auxiliary is close and quiet', () => {
    expect(advise({})).toMatchObject({ verdict: 'use', provisional: 'use', decisive: [] });
  });

  it('is do-not-use where it is as far from f as f is curved, or too noisy', () => {
    expect(advise({ hessianSimilarity: certain('4'), snapshotVariance: certain('0.3') }).verdict).toBe(
      'do-not-use',
    );
    expect(advise({ snapshotVariance: certain('3') }).verdict).toBe('do-not-use');
    expect(advise({ localVariance: certain('50'), snapshotVariance: certain('0.3') }).verdict).toBe(
      'do-not-use',
    );
  });

  it.each(['hessianSimilarity', 'snapshotVariance', 'localVariance'] as const)(
    'is measure-more where of a decisive %s only a lower bound is known',
    (name) => {
      const advice = advise({ [name]: { ...between('0.02', '0.02') } });
      expect(advice).toMatchObject({ verdict: 'measure-more', provisional: 'use', decisive: [name] });
    },
  );

  it('is do-not-use already where a lower bound suffices for that', () => {
    expect(advise({ snapshotVariance: between('3', '3') }).verdict).toBe('do-not-use');
  });

  it('is use already where only the rival may be noisier than known', () => {
    expect(advise({ targetVariance: between('0.3', '0.3') }).verdict).toBe('use');
  });

  it('is use for ends that are close, measure-more for ends that are not', () => {
    expect(advise({ snapshotVariance: between('0.02', '0.01', '0.03') }).verdict).toBe('use');
    expect(advise({ snapshotVariance: between('0.02', '0.01', '3') })).toMatchObject({
      verdict: 'measure-more',
      decisive: ['snapshotVariance'],
    });
  });

  it('negative control: with the lower bound taken for the constant it would be use', () => {
    expect(advise({ hessianSimilarity: certain('0.02') }).verdict).toBe('use');
  });

  it('refuses constants with nothing to minimise, and a budget that pays for nothing', () => {
    expect(() => advise({ smoothness: certain('0') })).toThrow(/L = 0/);
    expect(() => advise({ suboptimality: certain('0') })).toThrow(/F₀ = 0/);
    const budget: Budget = { kind: 'cost', total: number('1/2'), targetCost: one, auxiliaryCost: one };
    expect(() => adviseRun({ ...request, budget, constants: worthIt })).toThrow(/does not pay for one round/);
  });
});

/** lower + part/8 (upper − lower). */
function pick({ lower, upper = lower }: Constant, part: number): Constant {
  const denominator = 8n * lower.denominator * upper.denominator;
  const [low, high] = [lower.numerator * upper.denominator, upper.numerator * lower.denominator];
  return exactly(createRatio(low * BigInt(8 - part) + high * BigInt(part), denominator));
}

/** ± a quarter. */
function spread({ value }: Constant): Constant {
  const scale = (by: bigint): Ratio => createRatio(value.numerator * by, value.denominator * 4n);
  return { value, lower: scale(3n), upper: scale(5n), kind: 'estimate' };
}

describe('the gain', () => {
  const isBetweenItsEnds = (numRuns: number): void => {
    fc.assert(
      fc.property(
        arbitraryConstants,
        fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 8, maxLength: 8 }),
        (middle, parts) => {
          const map = (of: (constant: Constant, i: number) => Constant): AdviceConstants => ({
            ...middle,
            ...Object.fromEntries(namesOf(middle).map((name, i) => [name, of(middle[name] as Constant, i)])),
          });
          const constants = map(spread);
          const { advised, gain } = adviseRun({ ...request, constants });
          const truth = map((constant, i) => pick(spread(constant), parts[i] ?? 0));
          const { plan } = advised;
          const bound = boundOf(plan, rateConstants(plan.theorem, truth, 'value'));
          // The advised plan keeps its promise …
          expect(compareRatios(bound, advised.bound)).toBeLessThanOrEqual(0);
          const kept = gainOf(plan, bound, truth, request.budget, 'value');
          // (SGD is searched in doubles, up to 10⁻¹¹ of its bound: twelve digits of η)
          expect(compareRatios(scaled(kept), gain.atLeast)).toBeGreaterThanOrEqual(0);
          // … and no plan made for the truth gains more than was said, up to the 5 % of the search.
          const best = adviseRun({ ...request, constants: truth });
          expect(compareRatios(best.gain.predicted, scaled(gain.atMost ?? one, 1_050n))).toBeLessThanOrEqual(
            0,
          );
          expect(bestSgd(truth, request.budget, 'value')).toBeDefined();
        },
      ),
      { numRuns },
    );
  };
  it('is between its ends', () => {
    isBetweenItsEnds(1);
  });
  it('is between its ends wherever the constants are', { tags: 'long' }, () => {
    isBetweenItsEnds(5);
  });
});

/** A ratio with room: by default 10⁻⁹, which is more than the yardstick is off. */
function scaled({ numerator, denominator }: Ratio, thousandths?: bigint): Ratio {
  return thousandths === undefined
    ? { numerator: numerator * 1_000_000_001n, denominator: denominator * 1_000_000_000n }
    : { numerator: numerator * thousandths, denominator: denominator * 1000n };
}
