/** Level 3: bad values that no program can know by heart, and what a refusal leaves behind. */
import { expect, it } from 'vitest';
import type { Implementation, Prepare } from '../../../src/verify/adapters/implementation.js';
import { verifyImplementation } from '../../../src/verify/index.js';
import { createFaults, type Open } from '../../../src/verify/levels/faults.js';
import { createReference } from '../../../src/verify/served-reference/index.js';

const good = {
  parameters: { stepSize: '0.5', momentumWeight: '0.5', localStepCount: 2, roundCount: 3 },
  x0: ['1', '1'],
  m0: ['1', '1'],
} as unknown as Open;

/** What a seed spoils a good request to. */
const spoilt = (seed: number): string => JSON.stringify(createFaults(seed).map(({ spoil }) => spoil(good)));

it('bad values depend on the seed, and are all outside the domain', () => {
  expect(new Set(Array.from({ length: 20 }, (_, seed) => spoilt(seed))).size).toBe(20);
  for (const { name, spoil } of createFaults(7)) {
    const { parameters, x0, m0 } = spoil(good);
    const { stepSize, momentumWeight, localStepCount, roundCount } = parameters;
    const [etas, weights] = [[stepSize].flat(2), [momentumWeight].flat()].map((all) => all.map(Number));
    const isGood =
      etas?.every((value) => value > 0) === true &&
      weights?.every((value) => value > 0 && value <= 1) === true &&
      (localStepCount === 1 || localStepCount === 2) &&
      roundCount === 3 &&
      [x0, m0].every((vector) => vector?.length === 2);
    const isByLength = name.includes('schedule') || name === 'two-local-steps';
    expect([name, isGood]).toEqual([name, isByLength && isGood]);
  }
});

/** The reference, which after a refusal runs the next session with `factor`·η. */
function forgetful(factor: number): Implementation<number> {
  const reference = createReference({ variants: ['sgd'] }) as unknown as Implementation<number>;
  const prepare = reference.variants.sgd as Prepare<number>;
  let scale = 1;
  const sgd: Prepare<number> = (task) => {
    const { parameters } = task;
    try {
      const run = prepare({
        ...task,
        parameters: { ...parameters, stepSize: Number(parameters.stepSize) * scale },
      });
      scale = 1;
      return run;
    } catch (error) {
      scale = factor;
      throw error;
    }
  };
  return { ...reference, schedules: [], minibatches: [], variants: { sgd } };
}

it('a run after a refusal is judged: what a refusal leaves behind shows', async () => {
  const [clean, dirty] = await Promise.all(
    [1, 2].map((factor) =>
      verifyImplementation(forgetful(factor), { level: 3, only: (id) => id.startsWith('L3/') }),
    ),
  );
  expect(clean?.counts.fail).toBe(0);
  expect(dirty?.first?.message).toMatch(/^A run right after the rejection of .* must leave nothing behind/);
});
