/** What only wide, long, slow or scaled cases show: mistakes that small cases pass are caught at the default levels. */
import { describe, expect, it } from 'vitest';
import { type Implementation, type Task, verifyImplementation } from '../../../src/verify/index.js';

type Vector = readonly number[];

/** Where a mistake may act on a right program. */
interface Habits {
  readonly steps?: (count: number) => number;
  readonly weight?: (a: number) => number;
  /** Replaces m before a round. */
  readonly estimate?: (m: Vector, round: number) => Vector;
  readonly gradient?: (gradient: Vector) => Vector;
  /** Replaces x⁰ before round 1. */
  readonly begin?: (x: Vector) => Vector;
  /** Whether the round is left out. */
  readonly skips?: (gradient: Vector, round: number) => boolean;
}

const norm = (vector: Vector): number => Math.hypot(...vector);
const zip = (left: Vector, right: Vector, to: (a: number, b: number) => number): Vector =>
  left.map((value, i) => to(value, right[i] ?? 0));

function createMomentum(habits: Habits): Implementation<number> {
  const same = (vector: Vector): Vector => vector;
  const unchanged = (value: number): number => value;
  const {
    steps = unchanged,
    weight = unchanged,
    estimate = same,
    gradient: seen = same,
    begin = same,
  } = habits;
  return {
    name: 'momentum',
    initializations: ['given', 'zero'],
    variants: {
      'aux-mom': (task: Task<number>) => {
        const { stepSize: eta, momentumWeight, localStepCount, roundCount } = task;
        const isGood = eta > 0 && momentumWeight > 0 && momentumWeight <= 1;
        if (!(isGood && localStepCount >= 1 && roundCount >= 1)) throw new RangeError('domain');
        const a = weight(momentumWeight);
        const first = task.givenCorrection ?? task.startingPoint.map(() => 0);
        return ({ round, x: before, m = first }) => {
          const x = round === 1 ? begin(before) : before;
          const sample = task.drawSnapshot();
          const f = seen(sample.f(x));
          const difference = zip(f, sample.h(x), (left, right) => left - right);
          const next = zip(estimate(m, round), difference, (old, value) => (1 - a) * old + a * value);
          let y: Vector = x;
          for (let k = 1; k <= steps(localStepCount); k += 1) {
            const h = task.drawLocal().h(y);
            const direction = zip(h, next, (left, right) => left + right);
            if (habits.skips?.(f, round) !== true) y = zip(y, direction, (at, by) => at - eta * by);
            task.reportStep(y);
          }
          return { x: y, m: next };
        };
      },
    },
  };
}

const clip =
  (most: number) =>
  (g: Vector): Vector =>
    norm(g) > most ? g.map((value) => (value * most) / norm(g)) : g;

describe('the default levels', { tags: 'long' }, () => {
  it('pass the right program', async () => {
    const report = await verifyImplementation(createMomentum({}), { seed: 7 });
    expect([report.first?.message, report.verdict]).toEqual([undefined, 'pass']);
    expect(report.covered).toMatchObject({
      dimension: { least: 1, greatest: 169 },
      roundCount: { greatest: 103 },
      momentumWeight: { least: 0.001, greatest: 1 },
    });
    expect(report.covered?.localStepCount.greatest).toBeGreaterThanOrEqual(53);
  });

  it.each<readonly [string, Habits]>([
    ['K capped at 10', { steps: (k) => Math.min(k, 10) }],
    ['K capped at 4', { steps: (k) => Math.min(k, 4) }],
    ['a restart every 20 rounds', { estimate: (m, t) => (t % 20 === 0 ? m.map(() => 0) : m) }],
    ['a raised to 0.05', { weight: (a) => Math.max(a, 0.05) }],
    ['a stop after 100 rounds', { skips: (_, t) => t > 100 }],
    ['a stop at a small gradient', { skips: (g) => norm(g) < 1e-8 }],
    ['a step left out at a huge gradient', { skips: (g) => norm(g) > 1e6 }],
    ['clipping at 10', { gradient: clip(10) }],
    ['clipping at 1000', { gradient: clip(1000) }],
    ['an epsilon in a denominator', { gradient: (g) => g.map((v) => (v * norm(g)) / (norm(g) + 1e-8)) }],
    ['a weight of binary32', { weight: Math.fround }],
    ['a starting point of binary32', { begin: (x) => x.map(Math.fround) }],
    ['coordinates from 129 on forgotten', { gradient: (g) => g.map((v, i) => (i < 128 ? v : 0)) }],
  ])('catch %s', async (_name, habits) => {
    const report = await verifyImplementation(createMomentum(habits), { seed: 7, level: 2, explains: false });
    expect(report.verdict).toBe('fail');
  });
});
