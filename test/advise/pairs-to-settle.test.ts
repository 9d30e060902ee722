/** `measure-more` says what to measure: the pairs it names settle the verdict, half of them do not. */
import { describe, expect, it } from 'vitest';
import {
  adviseRun,
  exactly,
  pairsToSettle,
  settleVerdict,
  type AdviceConstants,
  type Constant,
} from '../../src/advise/index.js';
import { explainVerdict, gradientsOfPairs } from '../../src/advise/settle.js';
import { formatRatio, liftDouble, parseExactNumber } from '../../src/exact/index.js';

const number = (text: string): Constant => exactly(parseExactNumber(text));
const open = (value: number, reach: number): Constant => ({
  value: liftDouble(value),
  lower: liftDouble(value / (1 + reach)),
  upper: liftDouble(value / (1 - reach)),
  kind: 'estimate',
});
const budget = { kind: 'target-gradients', count: 100 } as const;
const withNoise = (snapshotVariance: Constant): AdviceConstants => ({
  smoothness: number('2'),
  hessianSimilarity: number('0.6'),
  suboptimality: number('1'),
  targetVariance: number('0.3'),
  snapshotVariance,
  localVariance: number('0'),
  affineDifference: true,
});
const request = (constants: AdviceConstants) => ({ constants, budget, maximumLocalSteps: 4 });
/** The end of an interval from so many pairs, as a measurement with its defaults has it. */
const reachOf = (pairs: number): number => Math.sqrt((12 * Math.log(200)) / pairs);

describe('what to measure', () => {
  const constants = withNoise(open(0.2, 0.8));
  const advice = adviseRun(request(constants));
  const pairs = pairsToSettle(request(constants), advice.decisive) ?? 0;

  it('is the number of pairs that settles the verdict', { tags: 'long' }, () => {
    expect(advice).toMatchObject({ verdict: 'measure-more', decisive: ['snapshotVariance'] });
    expect(adviseRun(request(withNoise(open(0.2, reachOf(pairs))))).verdict).not.toBe('measure-more');
    const half = reachOf(pairs / 2);
    expect(half >= 1 || adviseRun(request(withNoise(open(0.2, half)))).verdict === 'measure-more').toBe(true);
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
      'Not worth it: use SGD. The least bound of AuxMOM and AuxMVR is 7/3 times higher than that of SGD for the same budget.',
    );
    expect(say('7/3')).toContain('is 7/3 times lower than that of SGD');
    expect(say('1')).toContain('is the same as that of SGD');
    expect(say('0')).toContain('is without limit above that of SGD');
  });

  it('is a bound of the user, or a pilot, where δ decides', () => {
    const { upper: _upper, ...similarity } = { ...number('0.6'), kind: 'lower-bound' as const };
    const unlimited = { ...withNoise(number('0.02')), hessianSimilarity: similarity };
    const open = adviseRun(request(unlimited));
    expect(pairsToSettle(request(unlimited), open.decisive)).toBeUndefined();
    const sentence = explainVerdict(
      { constants: unlimited, advice: open },
      settleVerdict({ advice: open }),
      formatRatio,
    );
    expect(sentence).toMatch(/No number of gradients limits that from above: .*auxopt advise --pilot 200/);
  });

  it('holds both rows of the table to the upper ends', () => {
    const uncertain = { ...withNoise(number('0.02')), targetVariance: open(0.3, 0.5) };
    const atUpper = {
      ...uncertain,
      targetVariance: exactly(uncertain.targetVariance.upper ?? liftDouble(0)),
    };
    const [bound, upper] = [uncertain, atUpper].map((each) => adviseRun(request(each)).sgd.bound);
    expect(bound).toEqual(upper);
    const atValue = { ...uncertain, targetVariance: exactly(uncertain.targetVariance.value) };
    expect(bound).not.toEqual(adviseRun(request(atValue)).sgd.bound);
  });
});
