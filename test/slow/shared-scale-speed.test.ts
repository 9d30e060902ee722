/** The shared-scale engine against the decimal.js reference: the same run, side by side. */
import { expect, it } from 'vitest';
import { createDecimalField, prepareSharedScale, runExact } from '../../src/exact/index.js';
import { instantiate } from '../support/cases.js';
import { medianTime, slowCase } from './slow-case.js';

it.each([
  [200, 20],
  [1000, 100],
])('is at least 20 times as fast as decimal.js at d = 3, T·K = %i', (steps, roundCount) => {
  const testCase = slowCase('aux-mom', { roundCount });
  const { variant, tape } = testCase;
  const field = createDecimalField();
  // Both sides get their numbers converted beforehand; the conversions are timed on their own.
  const request = instantiate(field, testCase);
  const prepared = prepareSharedScale(variant, testCase);
  const decimal = (): void => void runExact(field, variant, request);
  const shared = (): void => void prepared(tape, { recordPoints: false });
  medianTime(100, shared); // compiled before they are timed
  medianTime(10, decimal);
  const pairs = Array.from({ length: 7 }, () => ({
    decimal: medianTime(5, decimal),
    shared: medianTime(25, shared),
  }));
  const ratios = pairs.map((pair) => pair.decimal / pair.shared).sort((left, right) => left - right);
  const [median = 0] = ratios.slice(3);
  const conversions = [
    medianTime(9, () => void instantiate(field, testCase)),
    medianTime(9, () => void prepareSharedScale(variant, testCase)),
  ].map((time) => time.toFixed(2));
  process.stdout.write(
    `T·K = ${steps}: decimal.js ${pairs[3]?.decimal.toFixed(2)} ms, shared scale ${pairs[3]?.shared.toFixed(3)} ms, ` +
      `ratios ${ratios.map((ratio) => ratio.toFixed(1)).join(' ')}; conversions ${conversions.join(' and ')} ms\n`,
  );
  expect(median).toBeGreaterThanOrEqual(20);
});
