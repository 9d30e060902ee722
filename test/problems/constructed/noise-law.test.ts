/** Noise laws: probabilities, means and couplings, exactly. */
import { describe, expect, it } from 'vitest';
import { ContractError } from '../../../src/errors.js';
import { formatRatio, parseExactNumber, type Ratio } from '../../../src/exact/index.js';
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
const total = (values: readonly Ratio[]): string =>
  formatRatio(values.reduce((sum, { numerator, denominator }) => ratio(`${sum.numerator * denominator + numerator * sum.denominator}/${sum.denominator * denominator}`), zero)); // prettier-ignore

describe('a law', () => {
  it('has the probabilities w/Σw', () => {
    expect(lawProbabilities([2, 2, 1]).map(formatRatio)).toEqual(['0.4', '0.4', '0.2']);
  });

  it('ends with the deviation that makes its mean 0', () => {
    const deviations = lawDeviations([2, 2, 1], [shift('1', '0'), shift('0.5', '-3')], 2);
    expect(deviations.map(({ vector }) => vector.map(formatRatio))).toEqual([['1', '0'], ['0.5', '-3'], ['-3', '6']]); // prettier-ignore
  });

  it('refuses a last weight other than 1 and a wrong number of deviations', () => {
    expect(() => lawDeviations([1, 2], [shift('1')], 1)).toThrow(ContractError);
    expect(() => lawDeviations([1, 1], [], 1)).toThrow(ContractError);
    expect(() => lawDeviations([], [], 1)).toThrow(ContractError);
  });
});

describe('a coupling', () => {
  it.each(['0', '0.3', '0.9', '1'])('of %s keeps both marginals', (coupling) => {
    const outcomes = coupleOutcomes([3, 1], ratio(coupling));
    const marginal = (part: 'target' | 'auxiliary', index: number) =>
      total(outcomes.filter((outcome) => outcome[part] === index).map(({ probability }) => probability));
    expect([marginal('target', 0), marginal('target', 1)]).toEqual(['0.75', '0.25']);
    expect([marginal('auxiliary', 0), marginal('auxiliary', 1)]).toEqual(['0.75', '0.25']);
  });

  it('of 1 has equal outcomes only, of 0 all pairs', () => {
    expect(coupleOutcomes([3, 1], ratio('1')).every(({ target, auxiliary }) => target === auxiliary)).toBe(
      true,
    );
    expect(coupleOutcomes([3, 1], ratio('0')).map(({ probability }) => formatRatio(probability))).toEqual(['0.5625', '0.1875', '0.1875', '0.0625']); // prettier-ignore
  });
});

describe('snapshot noise', () => {
  const noise = { weights: [1, 1], target: [shift('1')], auxiliary: [shift('2')] };

  it('of a negative correlation has the noise of g_h reversed', () => {
    const pairs = (correlation: string) =>
      snapshotDeviations({ ...noise, correlation: ratio(correlation) }, 1).map(({ target, auxiliary }) =>
        [...target.vector, ...auxiliary.vector].map(formatRatio),
      );
    expect(pairs('1')).toEqual([['1', '2'], ['-1', '-2']]); // prettier-ignore
    expect(pairs('-1')).toEqual([['1', '-2'], ['-1', '2']]); // prettier-ignore
  });

  it('on one side only has no more atoms than its law', () => {
    expect(snapshotDeviations({ ...noise, auxiliary: [shift('0')], correlation: zero }, 1)).toHaveLength(2);
    expect(snapshotDeviations({ ...noise, correlation: zero }, 1)).toHaveLength(4);
  });

  it.each([
    ['additive-correlated', [shift('1')], '0.5'],
    ['additive-independent', [shift('1')], '0'],
    ['additive-independent', [shift('0')], '0.5'],
    ['multiplicative', [{ vector: [zero], matrix: [[ratio('1')]] }], '0.5'],
  ] as const)('is called %s', (kind, auxiliary, correlation) => {
    expect(snapshotNoiseKind({ ...noise, auxiliary, correlation: ratio(correlation) })).toBe(kind);
  });

  it('is called none where nothing deviates', () => {
    expect(snapshotNoiseKind({ weights: [1], target: [], auxiliary: [], correlation: zero })).toBe('none');
    expect(
      snapshotNoiseKind({ ...noise, target: [shift('0')], auxiliary: [shift('0')], correlation: zero }),
    ).toBe('none');
  });
});
