/** Exact expectations loaded again within a test: their tables of names and digits. */
import { expect, it, vi } from 'vitest';

it('are the same in every arithmetic, in everything that is reported', async () => {
  vi.resetModules();
  const { expectRun } = await import('../../../src/expectation/index.js');
  const { slowCase } = await import('../../slow/slow-case.js');
  for (const variant of ['aux-mom', 'aux-mvr-target', 'sgd'] as const) {
    for (const isMultiplicative of [false, true]) {
      const given = slowCase(variant, { dimension: 2, roundCount: 3, localStepCount: 3, isMultiplicative });
      const known = expectRun(given, { arithmetic: 'bigint' });
      expect(known.rounds).toHaveLength(given.parameters.roundCount);
      for (const arithmetic of ['limbs', 'wasm-limbs', 'fastest'] as const) {
        expect(expectRun(given, { arithmetic })).toEqual(known);
      }
    }
  }
});
