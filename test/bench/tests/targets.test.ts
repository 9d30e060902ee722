/** Targets are met or honestly not. */
import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../bench/harness/race.js';
import { evaluateTargets, type Target } from '../../bench/harness/targets.js';
import { planRows } from '../../bench/plan.js';
import { openWorkshop } from '../../bench/harness/workshop.js';
import { targets } from '../../bench/rows/targets.js';

const timed = (name: string, ...turns: number[]): Outcome => ({
  name,
  isOurs: name === 'ours',
  status: 'timed',
  seconds: turns[0] ?? NaN,
  turns,
});
const target = (atMost: number, ...peers: string[]): Target => ({
  name: 'aim',
  row: 'row',
  ours: 'ours',
  peers,
  atMost,
});
const evaluate = (aim: Target, ...outcomes: Outcome[]) =>
  evaluateTargets([aim], [{ name: 'row', computes: '', unit: 'run', headline: 'ours', outcomes }]);

describe('a target', () => {
  it('is met at its bound, and not above it', () => {
    const outcomes = [timed('ours', 1), timed('peer', 4)];
    expect(evaluate(target(0.25, 'peer'), ...outcomes)).toEqual([
      { name: 'aim', row: 'row', ratio: 0.25, target: 0.25, met: true, against: 'peer' },
    ]);
    expect(evaluate(target(0.2, 'peer'), ...outcomes)).toMatchObject([{ ratio: 0.25, met: false }]);
  });

  it('counts against the fastest peer', () => {
    const outcomes = [timed('ours', 1), timed('slow', 10), timed('quick', 2)];
    expect(evaluate(target(0.2, 'slow', 'quick'), ...outcomes)).toMatchObject([
      { ratio: 0.5, against: 'quick', met: false },
    ]);
  });

  it('is not met where a peer is absent, and says why', () => {
    const gone: Outcome = { name: 'peer', isOurs: false, status: 'absent', reason: 'no NumPy' };
    expect(evaluate(target(1, 'peer'), timed('ours', 1), gone)).toMatchObject([
      { ratio: null, met: false, reason: 'peer: no NumPy' },
    ]);
    // one of two absent peers might have been the faster one
    expect(evaluate(target(1, 'quick', 'peer'), timed('ours', 1), timed('quick', 9), gone)).toMatchObject([
      { ratio: null, met: false },
    ]);
  });

  it('of a row that was not run is not there', () => {
    expect(evaluateTargets([target(1, 'peer')], [])).toEqual([]);
  });
});

it('every target names a row of the full run', () => {
  const workshop = openWorkshop();
  const rows = planRows(workshop, false).map(({ name }) => name);
  workshop.remove();
  expect(targets.map(({ row }) => row).filter((row) => !rows.includes(row))).toEqual([]);
  expect(new Set(targets.map(({ name }) => name)).size).toBe(targets.length);
});
