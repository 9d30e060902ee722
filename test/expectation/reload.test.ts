/** Exact expectations loaded again within a test: their tables of names and digits. */
import { expect, it, vi } from 'vitest';

it('are measured, noted and averaged alike, whoever asks', async () => {
  vi.resetModules();
  const { createMoments } = await import('../../src/expectation/create-moments.js');
  const { prepareMoments } = await import('../../src/expectation/prepare-moments.js');
  const { slowCase } = await import('../slow/slow-case.js');
  const measured = [
    'squaredGradient',
    'targetValue',
    'snapshotVariance',
    'targetVariance',
    'localVariance',
    'correctionError',
  ] as const;
  const summarised = ['snapshotVariance', 'targetVariance', 'localVariance'] as const;
  const nothing = { numerator: 0n, denominator: 1n };
  for (const variant of ['aux-mom', 'naive'] as const) {
    for (const spread of [0, 250]) {
      const given = slowCase(variant, {
        dimension: 2,
        roundCount: 3,
        localStepCount: 2,
        spread,
        isMultiplicative: true,
      });
      const [known, ...others] = (['bigint', 'limbs', 'wasm-limbs'] as const).map((arithmetic) => {
        const state = createMoments(prepareMoments(given).problem, arithmetic);
        const names = ['squaredGradient', ...summarised] as const;
        expect(names.map((name) => state.average(name))).toEqual(names.map(() => nothing));
        expect(summarised.map((name) => state.maximum(name))).toEqual(summarised.map(() => nothing));
        const seen: unknown[] = measured.map((name) => state.measure(name));
        for (const kind of ['first', 'local', 'snapshot', 'local'] as const) {
          state.apply(kind);
          seen.push(...names.map((name, i) => state.note(name, i % 2 === 0)));
          seen.push(...measured.map((name) => state.measure(name)));
        }
        seen.push(
          ...names.map((name) => state.average(name)),
          ...summarised.map((name) => state.maximum(name)),
        );
        return seen;
      });
      for (const other of others) expect(other).toEqual(known);
      if (variant === 'naive') expect(known?.[measured.length - 1]).toEqual(nothing);
    }
  }
});

it('are the same in every arithmetic, in everything that is reported', async () => {
  vi.resetModules();
  const { expectRun } = await import('../../src/expectation/index.js');
  const { slowCase } = await import('../slow/slow-case.js');
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
