/** What the playground says: who is closer to the optimum, and numbers in sentences. */
import { describe, expect, it } from 'vitest';
import { isDivergent, type Expected } from '../../docs/playground/model/answer.js';
import { formatShort, sizeInWords, timesInWords } from '../../docs/playground/view/format.js';
import { compareRuns } from '../../docs/playground/view/headline.js';

describe('the headline', () => {
  const run = (...gaps: readonly number[]): Expected => ({
    variant: 'aux-mom',
    curve: gaps.map((gap, cost) => ({ cost, gap })),
    averageSquaredGradient: '0',
    lastTargetValue: '0',
    finalGap: gaps.at(-1) ?? NaN,
  });
  const unstable = (...gaps: readonly number[]): Expected => ({ ...run(...gaps), stability: 'false' });
  const compare = (own: Expected, other: Expected): string => {
    const headline = compareRuns('X', { name: 'A', expected: own }, { name: 'B', expected: other });
    return `${headline.large} ${headline.heading} ${headline.sentence} ${headline.tone}`;
  };

  it('says closer, farther away, or about as close', () => {
    expect(compare(run(4, 1, 0.5), run(4, 3, 2))).toBe(
      '4× closer X: closer to the optimum than B. After 2 target gradients A ends at 0.5; B ends at 2. better',
    );
    expect(compare(run(4, 3, 2), run(4, 1, 0.5))).toMatch(
      /^4× farther X: farther from the optimum than B\. .* worse$/,
    );
    expect(compare(run(4, 1.02), run(4, 1))).toMatch(/^≈ X: about as close as B\. .* neutral$/);
    expect(compare(run(4, 1.06), run(4, 1))).toMatch(/^1\.1× farther X: farther/);
    expect(compare(run(4, 1e-9), run(4, 1))).toMatch(/^>\u00a010⁶× closer X: closer/);
  });

  it('calls divergence by its name, and an exact optimum too', () => {
    expect(compare(unstable(4, 5, 9), run(4, 1))).toMatch(
      /^diverges X: A moves away from the optimum\. .* worse$/,
    );
    expect(compare(unstable(4, Infinity), unstable(4, Infinity))).toMatch(
      /^diverges .*A diverges; B diverges\. worse$/,
    );
    expect(compare(run(4, 1), unstable(4, 9))).toMatch(/^9× closer X: closer.*B diverges\. better$/);
    expect(compare(run(4, 0), run(4, 1))).toMatch(/^exact X: A ends exactly at the optimum/);
    expect(compare(run(4, 1), run(4, 0))).toMatch(/^behind X: B ends exactly at the optimum.* worse$/);
    expect(compare(run(4, 0), run(4, 0))).toMatch(/^= X: both end exactly/);
  });

  it('calls a run divergent that STAB calls unstable and that ends no closer; of others it says only that', () => {
    expect([isDivergent(unstable(0.1, 0.5, 0.6)), isDivergent(unstable(4, 1, 2))]).toEqual([true, false]);
    for (const stability of [undefined, 'true', 'boundary'] as const) {
      const own: Expected = { ...run(4, 5, 9), ...(stability && { stability }) };
      expect(isDivergent(own)).toBe(false);
      expect(compare(own, run(4, 1))).toMatch(/^9× farther .*A ends at 9, no closer than it started; B ends/);
    }
    expect(compare(run(4, 1), run(4, Infinity))).toMatch(/^>\u00a010⁶× closer .*B ends at beyond 10³⁰⁸, no/);
    expect(compare(run(4, Infinity), run(4, Infinity))).toMatch(/^ X: neither ends closer .* neutral$/);
  });
});

it('numbers in sentences are short, and words where no double holds them', () => {
  expect([Infinity, -Infinity, NaN].map(formatShort)).toEqual([
    'beyond 10³⁰⁸',
    'below −10³⁰⁸',
    'not a number',
  ]);
  expect([0, 0.00575, 76_712, 1e7, -0.5, -2e7].map(formatShort)).toEqual([
    '0',
    '0.00575',
    '76,700',
    '1.00·10⁷',
    '−0.5',
    '−2.00·10⁷',
  ]);
  expect([Infinity, 3.14159, 1234.5].map(timesInWords)).toEqual([
    'more than a million times',
    '3.1 times',
    '1,235 times',
  ]);
  expect(sizeInWords(`1${'0'.repeat(650)}`)).toBe('about 10⁶⁵⁰');
  expect(sizeInWords(`-1${'0'.repeat(20)}/3`)).toBe('about −10²⁰');
});
