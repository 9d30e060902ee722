/** Noise laws: probabilities, means and couplings, exactly. */
import { describe, expect, it } from 'vitest';
import { ContractError } from '../../../src/errors.js';
import { addRatios } from '../../../src/advise/ratio-arithmetic.js';
import { formatRatio, parseExactNumber } from '../../../src/exact/index.js';
import {
  coupleOutcomes,
  lawDeviations,
  lawProbabilities,
  snapshotDeviations,
  snapshotNoiseKind,
  type Deviation,
} from '../../../src/problems/constructed/noise-law.js';

const ratio = parseExactNumber;
const zero = ratio('0');
const shift = (...entries: readonly string[]): Deviation => ({
  vector: entries.map(ratio),
  matrix: entries.map(() => entries.map(() => zero)),
});

describe('a law', () => {
  it('has the probabilities w/Σw, and ends with the deviation that makes its mean 0', () => {
    expect(lawProbabilities([2, 2, 1]).map(formatRatio)).toEqual(['0.4', '0.4', '0.2']);
    const deviations = lawDeviations([2, 2, 1], [shift('1', '0'), shift('0.5', '-3')], 2);
    expect(deviations.map(({ vector }) => vector.map(formatRatio).join())).toEqual(['1,0', '0.5,-3', '-3,6']);
  });

  it.each([
    ['a last weight other than 1', [1, 2], [shift('1')]],
    ['too few deviations', [1, 1], []],
    ['no weights', [], []],
  ])('refuses %s', (_, weights, deviations) => {
    expect(() => lawDeviations(weights, deviations, 1)).toThrow(ContractError);
  });
});

describe('a coupling', () => {
  const couple = (coupling: string) => coupleOutcomes([3, 1], ratio(coupling));

  it.each(['0', '0.3', '0.9', '1'])('of %s keeps both marginals', (coupling) => {
    const marginal = (part: 'target' | 'auxiliary', index: number) =>
      couple(coupling)
        .filter((outcome) => outcome[part] === index)
        .map(({ probability }) => probability)
        .reduce(addRatios);
    for (const part of ['target', 'auxiliary'] as const)
      expect([0, 1].map((index) => formatRatio(marginal(part, index)))).toEqual(['0.75', '0.25']);
  });

  it('of 1 has equal outcomes only, of 0 all pairs', () => {
    expect(couple('1').filter(({ target, auxiliary }) => target !== auxiliary)).toEqual([]);
    const pairs = couple('0').map(({ probability }) => formatRatio(probability));
    expect(pairs).toEqual(['0.5625', '0.1875', '0.1875', '0.0625']);
  });
});

describe('snapshot noise', () => {
  const noise = { weights: [1, 1], target: [shift('1')], auxiliary: [shift('2')], correlation: zero };

  it('of a negative correlation has the noise of g_h reversed', () => {
    const pairs = (correlation: string) =>
      snapshotDeviations({ ...noise, correlation: ratio(correlation) }, 1).map(({ target, auxiliary }) =>
        [...target.vector, ...auxiliary.vector].map(formatRatio).join(' '),
      );
    expect([pairs('1'), pairs('-1')]).toEqual([['1 2', '-1 -2'], ['1 -2', '-1 2']]); // prettier-ignore
  });

  it('on one side only has no more atoms than its law', () => {
    expect(snapshotDeviations({ ...noise, auxiliary: [shift('0')] }, 1)).toHaveLength(2);
    expect(snapshotDeviations(noise, 1)).toHaveLength(4);
  });

  const correlation = ratio('0.5');
  it.each([
    ['additive-correlated', { correlation }],
    ['additive-independent', {}],
    ['additive-independent', { auxiliary: [shift('0')], correlation }],
    ['multiplicative', { auxiliary: [{ vector: [zero], matrix: [[ratio('1')]] }], correlation }],
    ['none', { weights: [1], target: [], auxiliary: [] }],
    ['none', { target: [shift('0')], auxiliary: [shift('0')] }],
  ])('is called %s', (kind, change) => {
    expect(snapshotNoiseKind({ ...noise, ...change })).toBe(kind);
  });
});
