/** The shared-scale engine against the decimal.js reference: the same run, side by side. */
import { expect, it } from 'vitest';
import { createDecimalField, runExact, runSharedScale } from '../../src/exact/index.js';
import { instantiate } from '../support/cases.js';
import { medianTime, slowCase } from './slow-case.js';

it.each([
  [200, 20],
  [1000, 100],
])('is at least 20 times as fast as decimal.js at d = 3, T·K = %i', (_steps, roundCount) => {
  const testCase = slowCase('aux-mom', { roundCount });
  const field = createDecimalField();
  const request = instantiate(field, testCase);
  const [slow, fast] = [
    () => runExact(field, testCase.variant, request),
    () => runSharedScale(testCase.variant, testCase, { recordPoints: false }),
  ];
  fast(); // compiled before it is timed; so is the other
  slow();
  const pairs = Array.from({ length: 5 }, () => [medianTime(1, slow), medianTime(5, fast)] as const);
  const ratios = pairs.map(([decimal, shared]) => decimal / shared).sort((left, right) => left - right);
  const [decimal = 0, shared = 0] = pairs[0] ?? [];
  process.stdout.write(
    `T·K = ${roundCount * 10}: decimal.js ${decimal.toFixed(1)} ms, shared scale ${shared.toFixed(2)} ms, ` +
      `median ratio ${(ratios[2] ?? 0).toFixed(1)} (${ratios.map((ratio) => ratio.toFixed(1)).join(', ')})\n`,
  );
  expect(ratios[2]).toBeGreaterThanOrEqual(20);
});
