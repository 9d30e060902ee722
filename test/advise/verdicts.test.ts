/** Verdicts under uncertainty: promises hold wherever the constants are, nothing is promised on a lower bound, and what to measure is said. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  adviseRun,
  exactly,
  rateConstants,
  type AdviceConstants,
  type Budget,
  type Constant,
  pairsToSettle,
  settleVerdict,
} from '../../src/advise/index.js';
import { boundOf } from '../../src/advise/plan.js';
import { bestSgd, gainOf } from '../../src/advise/comparison.js';
import { namesOf } from '../../src/advise/constant.js';
import { compareRatios } from '../../src/advise/ratio-arithmetic.js';
import { createRatio, parseExactNumber, type Ratio, formatRatio, liftDouble } from '../../src/exact/index.js';
import { arbitraryConstants } from './arbitrary-advice.js';
import { explainVerdict, gradientsOfPairs } from '../../src/advise/settle.js';
import { forAll } from '../support/for-all.js';

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
    forAll(
      numRuns,
      [arbitraryConstants, fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 8, maxLength: 8 })],
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
        expect(compareRatios(best.gain.predicted, scaled(gain.atMost ?? one, 1_050n))).toBeLessThanOrEqual(0);
        expect(bestSgd(truth, request.budget, 'value')).toBeDefined();
      },
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

const numberToSettle = (text: string): Constant => exactly(parseExactNumber(text));
const open = (value: number, reach: number): Constant => ({
  value: liftDouble(value),
  lower: liftDouble(value / (1 + reach)),
  upper: liftDouble(value / (1 - reach)),
  kind: 'estimate',
});
const budget = { kind: 'target-gradients', count: 100 } as const;
const withNoise = (snapshotVariance: Constant): AdviceConstants => ({
  smoothness: numberToSettle('2'),
  hessianSimilarity: numberToSettle('0.6'),
  suboptimality: numberToSettle('1'),
  targetVariance: numberToSettle('0.3'),
  snapshotVariance,
  localVariance: numberToSettle('0'),
  affineDifference: true,
});
const requestToSettle = (constants: AdviceConstants) => ({ constants, budget, maximumLocalSteps: 4 });
/** The end of an interval from so many pairs, as a measurement with its defaults has it. */
const reachOf = (pairs: number): number => Math.sqrt((12 * Math.log(200)) / pairs);

describe('what to measure', () => {
  const constants = withNoise(open(0.2, 0.8));
  const advice = adviseRun(requestToSettle(constants));
  const pairs = pairsToSettle(requestToSettle(constants), advice.decisive) ?? 0;

  it('is the number of pairs that settles the verdict', { tags: 'long' }, () => {
    expect(advice).toMatchObject({ verdict: 'measure-more', decisive: ['snapshotVariance'] });
    expect(adviseRun(requestToSettle(withNoise(open(0.2, reachOf(pairs))))).verdict).not.toBe('measure-more');
    const half = reachOf(pairs / 2);
    expect(
      half >= 1 || adviseRun(requestToSettle(withNoise(open(0.2, half)))).verdict === 'measure-more',
    ).toBe(true);
  });

  it('is said with the gradients that it takes', () => {
    const sentence = explainVerdict({ constants, advice }, settleVerdict({ advice }), formatRatio, pairs);
    const { target, auxiliary } = gradientsOfPairs(pairs);
    expect(sentence).toContain(
      `auxopt advise --pairs ${pairs} -- CMD settles it, with ${target} gradients of f and ${auxiliary} of h.`,
    );
  });

  it('beside it, a gain is a factor above 1, lower or higher', () => {
    const say = (gain: string): string =>
      explainVerdict(
        { constants, advice: { ...advice, gain: { ...advice.gain, predicted: parseExactNumber(gain) } } },
        { verdict: 'do-not-use', basis: 'bounds' },
        formatRatio,
      );
    expect(say('3/7')).toBe(
      'Not worth it: use SGD. The smallest bound of AuxMOM and AuxMVR is 7/3 times higher than that of SGD for the same budget.',
    );
    expect(say('7/3')).toContain('is 7/3 times lower than that of SGD');
    expect(say('1')).toContain('is the same as that of SGD');
    expect(say('0')).toContain('is without limit above that of SGD');
  });

  it('is a bound of the user, or a pilot, where δ decides', () => {
    const { upper: _upper, ...similarity } = { ...numberToSettle('0.6'), kind: 'lower-bound' as const };
    const unlimited = { ...withNoise(numberToSettle('0.02')), hessianSimilarity: similarity };
    const open = adviseRun(requestToSettle(unlimited));
    expect(pairsToSettle(requestToSettle(unlimited), open.decisive)).toBeUndefined();
    const sentence = explainVerdict(
      { constants: unlimited, advice: open },
      settleVerdict({ advice: open }),
      formatRatio,
    );
    expect(sentence).toMatch(/No number of gradients limits that from above: .*auxopt advise --pilot 200/);
  });

  it('holds both rows of the table to the upper ends', () => {
    const uncertain = { ...withNoise(numberToSettle('0.02')), targetVariance: open(0.3, 0.5) };
    const atUpper = {
      ...uncertain,
      targetVariance: exactly(uncertain.targetVariance.upper ?? liftDouble(0)),
    };
    const [bound, upper] = [uncertain, atUpper].map((each) => adviseRun(requestToSettle(each)).sgd.bound);
    expect(bound).toEqual(upper);
    const atValue = { ...uncertain, targetVariance: exactly(uncertain.targetVariance.value) };
    expect(bound).not.toEqual(adviseRun(requestToSettle(atValue)).sgd.bound);
  });
});
