/** Summing up: the same as judging one after another, and the greatest ratio is the greatest. */
import { describe, expect, it } from 'vitest';
import { rateTheorems } from '../../../spec/theorems/index.js';
import {
  checkTheorem,
  judgeTheoremCase,
  summarizeTheorem,
  type RandomCaseResult,
} from '../../../src/theorems/rates/index.js';

const random: RandomCaseResult = {
  kind: 'random',
  index: 0,
  regime: 'inside',
  isQuadratic: true,
  ratio: '0.500000',
  isViolation: false,
};

describe('a summary', () => {
  it('of results that were judged in any order, and went through JSON, is that of the check', () => {
    const theorem = rateTheorems['MOM-3'];
    const { refutations, ...check } = checkTheorem({ theorem, seed: 5, cases: 8 });
    const results = Array.from({ length: check.cases }, (_, i) => check.cases - 1 - i)
      .map((number) => judgeTheoremCase({ theorem, seed: 5 }, number).result)
      .toReversed();
    expect(summarizeTheorem('MOM-3', JSON.parse(JSON.stringify(results)) as typeof results)).toEqual(check);
    expect(refutations).toEqual([]);
    expect(summarizeTheorem('MOM-3', results.toReversed()).worstRatio).toBe(check.worstRatio);
    expect(summarizeTheorem('MOM-3', results.slice(1))).not.toEqual(check);
  });

  it('names an infinite ratio even where others follow', () => {
    const results = ['0.500000', 'infinite', '97.000000', '0.900000'].map((ratio, index) => ({
      ...random,
      index,
      ratio,
    }));
    expect(summarizeTheorem('SGD-1', results)).toMatchObject({
      worstRatio: 'infinite',
      worstCase: 'random 1',
    });
  });

  it('of nothing is nothing', () => {
    expect(summarizeTheorem('SGD-1', [])).toMatchObject({
      cases: 0,
      worstRatio: '0.000000',
      worstCase: 'none',
    });
  });
});
