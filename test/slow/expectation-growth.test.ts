/** `auxopt run --engine expectation` on rows of least squares: how its time grows with the dimension, and what the largest takes. */
import { expect, it } from 'vitest';
import { measuredInHeap } from './measured-command.js';
import { writeRows } from './rows-file.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();

/**
 * The p for which time ≈ constant·sizeᵖ, by least squares on the logarithms.
 *
 * @param points - at least two different sizes.
 */
function growthExponent(points: readonly { readonly size: number; readonly seconds: number }[]): number {
  const logs = points.map(({ size, seconds }) => ({ x: Math.log(size), y: Math.log(seconds) }));
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanX, meanY] = [mean(logs.map(({ x }) => x)), mean(logs.map(({ y }) => y))];
  const spread = logs.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0);
  if (!(spread > 0)) throw new RangeError('an exponent needs two different sizes');
  return logs.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0) / spread;
}

it.each<[string, object]>([
  ['all cached rows', { kind: 'full' }],
  ['one cached row', { kind: 'minibatch', size: 1 }],
])('takes time d³·³ at most with %s in a local step, and 60 s and 1 GB at d = 64', (name, local) => {
  const points = [8, 16, 32, 64].map((size) => {
    const { code, stderr, seconds, megabytes } = measuredInHeap(
      700,
      'run',
      writeRows(folder, size, local),
      '--engine',
      'expectation',
      '--json',
    );
    expect(stderr).toBe('');
    expect(code).toBe(0);
    return { size, seconds, megabytes };
  });
  const exponent = growthExponent(points);
  const list = points.map(
    ({ size, seconds, megabytes }) => `${size}: ${seconds.toFixed(2)} s, ${megabytes.toFixed(0)} MB`,
  );
  process.stdout.write(
    `--engine expectation, 200 rows, T·K = 100, ${name}: d = ${list.join('; ')}; exponent ${exponent.toFixed(2)}\n`,
  );
  expect(exponent).toBeLessThan(3.3);
  expect(points.at(-1)?.seconds).toBeLessThan(60);
  expect(points.at(-1)?.megabytes).toBeLessThan(1000);
});
