/** A decay of x beside the step of a known method is named, with its factor. */
import { expect, it } from 'vitest';
import { describeOptimizer, verifyImplementation } from '../../../src/verify/index.js';

const verify = (decay: number) =>
  verifyImplementation(
    describeOptimizer({
      name: 'decays',
      method: 'heavy-ball',
      create: ({ lr, momentum }, start) => {
        let [x, v] = [start, start.map(() => 0)];
        return (gradientAt) => {
          const gradient = gradientAt(x);
          v = v.map((value, i) => momentum * value + (gradient[i] ?? 0));
          return (x = x.map((value, i) => value - lr * decay * value - lr * (v[i] ?? 0)));
        };
      },
    }),
    { method: 'heavy-ball', seed: 1 },
  );

it.each([
  [0.01, 'computes y ← (1 − 0.01 (a η₁)) x where'],
  [0.1, 'computes y ← (1 − 0.1 (a η₁)) x where'],
])('a decay of %s is named', { tags: 'long' }, async (decay, words) => {
  const { verdict, diagnosis } = await verify(decay);
  expect(verdict).toBe('fail');
  expect(diagnosis?.[0]?.mistake).toContain(words);
});

it('without a decay it passes', { tags: 'long' }, async () => {
  expect((await verify(0)).verdict).toBe('pass');
});

it('a growth is not called a decay', { tags: 'long' }, async () => {
  const { verdict, diagnosis = [] } = await verify(-0.01);
  expect(verdict).toBe('fail');
  expect(diagnosis.map(({ mistake }) => mistake).join()).not.toContain('decoupled');
});
