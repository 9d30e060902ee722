/** Functions that are not quadratic: what the oracle interface is for. */
import { describe, expect, it } from 'vitest';
import {
  createNoiselessOracle,
  recordFastTrace,
  runFast,
  type FastOracle,
  type FastRunRequest,
} from '../../src/fast/index.js';

const rounds = (count: number, localStepCount: number, atomOf: (t: number, k: number) => number = () => 0) =>
  Array.from({ length: count }, (_, t) => ({
    snapshot: atomOf(t, 0),
    local: Array.from({ length: localStepCount }, (_unused, k) => atomOf(t, k + 1)),
  }));

describe('the non-convex x²/(1+x²)', () => {
  const slope = (x: number) => (2 * x) / (1 + x * x) ** 2;
  const oracle = createNoiselessOracle(
    1,
    (at, out) => {
      out[0] = slope(at[0] ?? NaN);
    },
    (at, out) => {
      out[0] = at[0] ?? NaN;
    },
  );
  const request: FastRunRequest = {
    oracle,
    parameters: { stepSize: 0.25, momentumWeight: 0.5, localStepCount: 3, roundCount: 40 },
    initialization: { kind: 'exact' },
    startingPoint: [0.75],
    tape: { initial: [], rounds: rounds(40, 3) },
  };

  it('takes the round that one computes by hand', () => {
    const [first] = recordFastTrace('aux-mom', request).rounds;
    const m = slope(0.75) - 0.75; // exact start at the same point: the average changes nothing up to rounding
    let y = 0.75;
    for (let k = 0; k < 3; k += 1) y -= 0.25 * (y + m);
    expect([first?.correction?.[0], first?.iterate[0]]).toEqual([m, y]);
  });

  it.each(['aux-mom', 'aux-mvr', 'aux-mom-target', 'aux-mvr-target'] as const)(
    '%s finds the minimiser',
    (variant) => {
      expect(Math.abs(runFast(variant, request).iterate[0] ?? NaN)).toBeLessThan(1e-6);
    },
  );

  it('and with the sign of h turned around, does not', () => {
    const turned: FastOracle = {
      ...oracle,
      writeLocalAuxiliary: (_atom, at, out) => {
        out[0] = -(at[0] ?? NaN);
      },
    };
    expect(Math.abs(runFast('aux-mom', { ...request, oracle: turned }).iterate[0] ?? NaN)).toBeGreaterThan(
      1e-6,
    );
  });
});

describe('logistic regression with a cached subset as auxiliary', () => {
  const rows = Array.from({ length: 24 }, (_, i) => [1, Math.cos(3 * i), Math.sin(5 * i + 1)]);
  const labels = rows.map(([, u = 0, v = 0], i) => (u + 2 * v + Math.cos(7 * i) > 0.3 ? 1 : -1));
  const ridge = 0.1;

  /** Gradient of the mean logistic loss over the rows `from` … `to`, plus ridge. */
  const write = (from: number, to: number, at: Float64Array, out: Float64Array): void => {
    at.forEach((value, j) => {
      out[j] = ridge * value;
    });
    for (let i = from; i < to; i += 1) {
      const row = rows[i] ?? [];
      const label = labels[i] ?? NaN;
      const margin = label * row.reduce((sum, entry, j) => sum + entry * (at[j] ?? NaN), 0);
      const weight = -label / (1 + Math.exp(margin)) / (to - from);
      row.forEach((entry, j) => {
        out[j] = (out[j] ?? NaN) + weight * entry;
      });
    }
  };
  // Snapshot atom j is the batch of the rows 6j … 6j+5; the auxiliary is the first half of the rows.
  const oracle: FastOracle = {
    dimension: 3,
    snapshotAtomCount: 4,
    localAtomCount: 1,
    writeTarget: (atom, at, out) => {
      write(6 * atom, 6 * atom + 6, at, out);
    },
    writeAuxiliary: (_atom, at, out) => {
      write(0, 12, at, out);
    },
    writeLocalAuxiliary: (_atom, at, out) => {
      write(0, 12, at, out);
    },
    writeMeanTarget: (at, out) => {
      write(0, 24, at, out);
    },
    writeMeanAuxiliary: (at, out) => {
      write(0, 12, at, out);
    },
  };
  const gradientNorm = (at: Float64Array): number => {
    const out = new Float64Array(3);
    write(0, 24, at, out);
    return Math.hypot(...out);
  };
  const noiseless: FastOracle = {
    ...oracle,
    writeTarget: (_atom, at, out) => {
      write(0, 24, at, out);
    },
  };
  const request: FastRunRequest = {
    oracle: noiseless,
    parameters: { stepSize: 0.5, momentumWeight: 1, localStepCount: 4, roundCount: 120 },
    initialization: { kind: 'first-snapshot' },
    startingPoint: [0, 0, 0],
    tape: { initial: [], rounds: rounds(120, 4) },
  };

  it('is solved without noise, and not by the naive steps', () => {
    expect(gradientNorm(runFast('aux-mom', request).iterate)).toBeLessThan(1e-10);
    const naive = runFast('naive', { ...request, initialization: { kind: 'none' } });
    expect(gradientNorm(naive.iterate)).toBeGreaterThan(1e-3);
  });

  it('runs on minibatch atoms, and the atoms matter', () => {
    const run = (atomOf: (t: number) => number) =>
      runFast('aux-mvr', {
        ...request,
        oracle,
        parameters: { ...request.parameters, momentumWeight: 0.25 },
        initialization: { kind: 'batch', size: 4 },
        tape: { initial: [0, 1, 2, 3], rounds: rounds(120, 4, (t, k) => (k === 0 ? atomOf(t) : 0)) },
      }).iterate;
    expect(gradientNorm(run((t) => t % 4))).toBeLessThan(0.2);
    expect(run((t) => t % 4)).not.toEqual(run(() => 0));
  });
});

it('lets an unlimited oracle take any whole number as a seed', () => {
  const seeds: number[] = [];
  const oracle: FastOracle = {
    dimension: 1,
    snapshotAtomCount: Infinity,
    localAtomCount: Infinity,
    writeTarget: (atom, at, out) => {
      seeds.push(atom);
      out[0] = at[0] ?? NaN;
    },
    writeAuxiliary: (_atom, _at, out) => {
      out[0] = 0;
    },
    writeLocalAuxiliary: (atom, _at, out) => {
      seeds.push(atom);
      out[0] = 0;
    },
  };
  runFast('aux-mom', {
    oracle,
    parameters: { stepSize: 0.5, momentumWeight: 1, localStepCount: 1, roundCount: 1 },
    initialization: { kind: 'zero' },
    startingPoint: [1],
    tape: { initial: [], rounds: [{ snapshot: 123_456_789, local: [987_654_321] }] },
  });
  expect(seeds).toEqual([123_456_789, 987_654_321]);
});

it('shows an overflow in the result instead of hiding it', () => {
  const cube = (at: Float64Array, out: Float64Array): void => {
    out[0] = (at[0] ?? NaN) ** 3;
  };
  const { iterate } = runFast('sgd', {
    oracle: createNoiselessOracle(1, cube, cube),
    parameters: { stepSize: 1, momentumWeight: 1, localStepCount: 1, roundCount: 12 },
    initialization: { kind: 'none' },
    startingPoint: [100],
    tape: { initial: [], rounds: rounds(12, 1) },
  });
  expect(Number.isFinite(iterate[0])).toBe(false);
});
