/** The playground's own code: what its controls say is what is computed, and an address brings it back. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jobsFor, readState } from '../../docs/playground/model/compute.js';
import { add, exact, textOf, zero } from '../../docs/playground/model/exact.js';
import { experiments } from '../../docs/playground/model/experiments.js';
import { regionOf } from '../../docs/playground/model/region.js';
import { settingIds, settings } from '../../docs/playground/model/settings.js';
import { exactVerdict, spectralRadius, stabilityOf } from '../../docs/playground/model/stability.js';
import { formatHash, parseHash, stateOf, type PlaygroundState } from '../../docs/playground/model/state.js';

import { separate } from '../../src/advise/index.js';
import { formatRatio, nearestDouble } from '../../src/exact/index.js';
import { expectRun } from '../../src/expectation/index.js';
import { describeProblem } from '../../src/problems/index.js';
import { root } from '../support/run-cli.js';
import { firstOf } from '../support/some-of.js';

const seeded = { seed: 1, numRuns: 60 };
const hundredths = (least: number, greatest: number): fc.Arbitrary<string> =>
  fc.integer({ min: least, max: greatest }).map((n) => String(n / 100));

const arbitraryState: fc.Arbitrary<PlaygroundState> = fc
  .record({
    setting: fc.constantFrom(...settingIds),
    delta: hundredths(0, 150),
    zeta: hundredths(0, 500),
    rho: hundredths(0, 100),
    sigma: hundredths(0, 200),
    localSigma: hundredths(0, 100),
    eta: hundredths(1, 150),
    a: hundredths(1, 100),
    K: fc.integer({ min: 1, max: 50 }),
    T: fc.integer({ min: 1, max: 100 }),
    seed: fc.integer({ min: 0, max: 99 }),
  })
  .map((part) => ({ ...stateOf(part.setting), ...part }));

describe('addresses', () => {
  it('bring every state back', () => {
    fc.assert(
      fc.property(arbitraryState, (state) => {
        expect(parseHash(formatHash(state))).toEqual({ state, refused: [] });
      }),
      seeded,
    );
  });

  it('that say nonsense give a setting as it is, and one sentence for each wrong part', () => {
    const { state, refused } = parseHash(
      '#setting=toy&eta=Infinity&K=0&a=1e999&variant=none&rho=%3Cb%3E&T=1000&sigma=-1&mu=3',
    );
    expect(state).toEqual(stateOf('toy'));
    expect(refused).toEqual([
      expect.stringMatching(/^variant=none in the address: expected one of .*; aux-mom is used instead\.$/),
      'rho=<b> in the address: expected a number from -1 to 1; 0 is used instead.',
      'sigma=-1 in the address: expected a number from 0 to 2; 0 is used instead.',
      'eta=Infinity in the address: expected a number from 0.01 to 3; 0.1 is used instead.',
      'a=1e999 in the address: expected a number from 0.01 to 1; 1 is used instead.',
      'K=0 in the address: expected a whole number from 1 to 50; 10 is used instead.',
      'T=1000 in the address: expected a whole number from 1 to 100; 20 is used instead.',
      'mu in the address: there is no such parameter.',
    ]);
    expect(parseHash('#setting=batch&rho=-0.5').refused).toEqual([
      'rho=-0.5 in the address: expected a number from 0 to 1; 0.9 is used instead.',
    ]);
    expect(parseHash('#setting=none').refused).toHaveLength(1);
  });

  it('of the experiments are read without a complaint', () => {
    expect(experiments.flatMap(({ hash }) => parseHash(hash).refused)).toEqual([]);
  });

  it('in the answer about late collapses means one', () => {
    const page = readFileSync(join(root, 'docs/faq/collapse.md'), 'utf8');
    const { state, refused } = parseHash(/^#setting=.*$/m.exec(page)?.[0] ?? '');
    expect(refused).toEqual([]);
    const values = expectRun(readState(state)).rounds.map(({ steps }) =>
      nearestDouble(steps.at(-1)?.targetValue ?? { numerator: 0n, denominator: 1n }),
    );
    expect(values[4]).toBeLessThan(1e-9);
    expect(values.at(-1)).toBeGreaterThan(0.5);
  });
});

describe('settings', () => {
  it('are problems whose δ is the slider, exactly, and whose oracles are unbiased', () => {
    fc.assert(
      fc.property(arbitraryState, (state) => {
        // reading checks symmetry, probabilities and means, as the command line does
        const description = describeProblem(readState({ ...state, setting: state.setting }));
        if (state.setting === 'custom') return;

        expect(Number(formatRatio(description.hessianSimilarity.upper))).toBe(Number(state.delta));
      }),
      seeded,
    );
  });

  it('have σ_D² = 2(1 − ρ)σ² where the noise is additive', () => {
    const expected = { '-1': '1', '-0.5': '0.75', '0': '0.5', '0.9': '0.05', '1': '0' };
    for (const [rho, variance] of Object.entries(expected)) {
      const { snapshotVariance } = describeProblem(
        readState({ ...stateOf('quadratics'), sigma: '0.5', rho }),
      );
      expect(formatRatio(snapshotVariance)).toBe(variance);
    }
  });

  it('name the eigenvalues of their matrices', () => {
    for (const id of settingIds) {
      const state = stateOf(id);
      const knobs = Object.fromEntries(
        (['delta', 'zeta', 'rho', 'sigma', 'localSigma', 'eta', 'a'] as const).map((name) => [
          name,
          exact(state[name]),
        ]),
      ) as unknown as Parameters<(typeof settings)['toy']['build']>[0];
      const { target, auxiliary, eigenPairs } = settings[id].build(knobs, state);
      if (eigenPairs === undefined) continue;
      type Exact = ReturnType<typeof exact>;
      const trace = (matrix: readonly (readonly Exact[])[]): string =>
        textOf(matrix.map((row, i) => row[i] ?? zero).reduce(add));
      const sum = (index: 0 | 1): string => textOf(eigenPairs.map((pair) => pair[index]).reduce(add));
      expect([sum(0), sum(1)]).toEqual([trace(target.matrix), trace(auxiliary.matrix)]);
    }
  });
});

describe('stability', () => {
  firstOf(1, [[60], [300]])(
    'is drawn as STAB decides: a factor below 1 where it is true, above 1 where it is false: %i cases',
    (numRuns) => {
      fc.assert(
        fc.property(
          fc.integer({ min: 1, max: 40 }),
          fc.integer({ min: -40, max: 40 }),
          hundredths(1, 60),
          hundredths(1, 100),
          fc.integer({ min: 1, max: 12 }),
          (f, h, eta, a, K) => {
            const [lambdaF, lambdaH] = [f / 10, h / 10];
            const { verdict, factor } = stabilityOf(
              { matrix: [[lambdaF]], vector: [0] },
              { matrix: [[lambdaH]], vector: [0] },
              { eta, a, K },
              exactVerdict([[exact(String(lambdaF)), exact(String(lambdaH))]], { eta, a, K }),
            );
            // 2¹⁰ rounds leave a factor of at most 4^(1/1024) undecided
            if (Math.abs(Math.log(factor)) < 0.002 || verdict === 'boundary') return;
            expect(verdict).toBe(factor < 1 ? 'true' : 'false');
          },
        ),
        { seed: 1, numRuns },
      );
    },
  );

  it('would see a wrong matrix', () => {
    expect(spectralRadius(Float64Array.from([0.5, 1, 0, 0.25]), 2)).toBeCloseTo(0.5, 2);
    expect(spectralRadius(Float64Array.from([0.5, 1, 1, 0.25]), 2)).toBeGreaterThan(1);
  });
});

describe('jobs', () => {
  it(
    'show both benefits in the first state: AuxMOM below SGD, and below itself without correlation',
    { tags: 'long' },
    () => {
      const parts = jobsFor(stateOf('quadratics')).map(({ run }) => run());
      const gap = (kind: 'main' | 'sgd' | 'uncorrelated'): number => {
        const part = parts.find((one) => one?.kind === kind);
        return part !== undefined && 'expected' in part ? part.expected.finalGap : NaN;
      };
      expect(gap('sgd')).toBeGreaterThan(5 * gap('main'));
      expect(gap('uncorrelated')).toBeGreaterThan(5 * gap('main'));
      const main = parts.find((one) => one?.kind === 'main');
      expect(main).toMatchObject({ bound: { theorem: 'MOM-2', isSimpleConditionMet: true } });
    },
  );

  it('refuse what is no problem, in the words of the form', () => {
    const state = stateOf('custom');
    const typed = { ...state.typed, targetMatrix: '1 2; 3 4' };
    expect(() => jobsFor({ ...state, typed })).toThrow(/^A is not symmetric: row 1, entry 2 is 2, but/);
  });
});

describe('the provable region', () => {
  const at = (state: PlaygroundState) => regionOf(readState(state), state);
  const start = stateOf('quadratics');

  it('is what separate says at the point of the sliders', () => {
    const description = describeProblem(readState(start));
    const zero = { numerator: 0n, denominator: 1n };
    const found = separate({
      smoothness: description.smoothness.upper,
      hessianSimilarity: description.hessianSimilarity.upper,
      suboptimality: description.optimum?.suboptimality ?? zero,
      localStepCount: start.K,
      roundCount: start.T,
      targetVariance: description.targetVariance,
      // 2(1 − 0.9)σ_f², which is also σ_D² of this setting
      snapshotVariance: description.snapshotVariance,
      localVariance: zero,
      start: { kind: 'first-snapshot' },
      affineDifference: true,
    });
    const { noisy } = at(start) ?? {};
    if (typeof noisy !== 'object') throw new Error(noisy);
    expect(noisy.found).toMatchObject({ verdict: found.verdict, theorems: found.theorems });
    expect(noisy.found.factor).toBe(Number(formatRatio(found.factor)));
  });

  it(
    'agrees with its map: the cell of the point is on the same side, and 1/(1/K + (5/7)δ/L) without noise',
    { tags: 'long' },
    () => {
      fc.assert(
        fc.property(arbitraryState, (state) => {
          const region = state.setting === 'custom' ? undefined : at(state);
          if (region === undefined) return;
          const { map, found } = region.silent;
          for (const [row, ratio] of map.ys.entries()) {
            const factor = map.factors[row * map.xs.length + state.K - 1] ?? NaN;
            expect(factor).toBeCloseTo(1 / (1 / state.K + (5 / 7) * ratio), 10);
          }
          const own = 1 / (1 / state.K + (5 / 7) * region.point.ratio);
          if (Math.abs(own - 1) > 1e-3) expect(found.verdict === 'better').toBe(own > 1);
          const { noisy } = region;
          // more correlation never takes a promise away
          for (let row = 1; typeof noisy === 'object' && row < noisy.map.ys.length; row += 1) {
            const [below = 0, above = 0] = [row - 1, row].map((one) => noisy.map.factors[one * noisy.map.xs.length + 3]); // prettier-ignore
            expect(above).toBeGreaterThanOrEqual(below);
          }
        }),
        seeded,
      );
    },
  );

  it('takes the local noise and the start of the problem, in the map as at the point', () => {
    const factors = ['0', '0.5', '1'].map((localSigma) => {
      const { noisy } = at({ ...start, T: 100, localSigma }) ?? {};
      if (typeof noisy !== 'object') throw new Error(noisy);
      const { xs, ys, factors } = noisy.map;
      const column = xs.findIndex((x) => x >= 0.05);
      const row = ys.findIndex((y) => y > 0.9);
      const [left, right] = [column - 1, column].map((one) => factors[row * xs.length + one] ?? NaN);
      // ρ of the row is a little above 0.9, so the map promises a little more
      expect(right).toBeLessThan(left ?? NaN);
      expect(left).toBeGreaterThan(noisy.found.factor);
      return noisy.found.factor;
    });
    expect([factors.toSorted((a, b) => b - a), new Set(factors).size]).toEqual([factors, 3]);
  });

  it('refuses SEP-NOISE where the noise depends on x, and says which', () => {
    const said = (id: 'batch' | 'federated' | 'dropout' | 'transfer') => at(stateOf(id))?.noisy;
    expect(said('dropout')).toMatch(
      /^SEP-NOISE does not apply here: the noise of the local steps depends on x/,
    );
    for (const id of ['batch', 'federated'] as const)
      expect(said(id)).toMatch(/^SEP-NOISE does not apply here: the noise of the snapshots depends on x/);
    expect(said('transfer')).toMatchObject({
      found: { theorems: expect.arrayContaining(['SEP-NOISE']) as unknown },
    });
  });

  it('is not there where δ is 0, and has one map where there is no noise', () => {
    expect(at({ ...start, delta: '0' })).toBeUndefined();
    expect(at({ ...start, sigma: '0' })?.noisy).toBeUndefined();
    expect(at(start)?.noisy).toBeDefined();
  });
});
