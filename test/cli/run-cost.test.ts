/** What would take too long or too much memory is refused before it is computed. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readProblem } from '../../src/problems/index.js';
import { estimateRun, type RunKind } from '../../src/problems/run-cost.js';
import { auxopt } from '../support/run-cli.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();

interface Shape {
  readonly rounds?: number;
  readonly steps?: number;
  readonly batch?: number;
  readonly digits?: number;
  /** Whether η, the start and the rest have denominators without a common factor. */
  readonly differ?: true;
}

/** A problem of one dimension whose numbers are decimals, or fractions over one denominator of so many digits. */
function problemOf({ rounds = 1, steps = 1, batch, digits, differ }: Shape): string {
  const number = (lead: number, end = 1): string =>
    digits === undefined ? `0.${lead}` : `${lead}${'1'.repeat(digits - 2)}/7${'3'.repeat(digits - 2)}${end}`;
  const quadratic = { matrix: [[number(1)]], vector: [number(2)] };
  return JSON.stringify({
    format: 'auxopt-problem/1',
    name: 'long',
    dimension: 1,
    target: quadratic,
    auxiliary: quadratic,
    variant: 'aux-mom',
    parameters: {
      stepSize: number(1, differ ? 7 : 1),
      momentumWeight: '1',
      localStepCount: steps,
      roundCount: rounds,
    },
    initialization: batch === undefined ? { kind: 'zero' } : { kind: 'batch', size: batch },
    startingPoint: [differ ? number(1, 9) : '1'],
    seed: 1,
  });
}

const run = (shape: Shape, ...options: readonly string[]) => {
  const path = join(folder, 'problem.json');
  writeFileSync(path, problemOf(shape));
  return auxopt(['run', path, '--json', ...options]);
};

describe('refused within seconds, with the estimate and a way out', () => {
  it.each<readonly [string, Shape, readonly string[], string]>([
    ['a batch of 10⁷ draws', { batch: 10_000_000 }, [], 'GiB of memory; expected at most 2 GiB'],
    ['the same in doubles', { batch: 10_000_000 }, ['--engine', 'fast'], 'GiB of memory'],
    ['doubles, judged so', { rounds: 10, digits: 2000 }, ['--engine', 'fast'], 'numbers of this length'],
    ['10⁵ local steps of decimals', { rounds: 1e4, steps: 10 }, [], 'GiB of memory'],
    ['fractions of 49,000 characters', { rounds: 10, steps: 10, digits: 24_000 }, [], '--time-budget'],
    ['a few rounds of three denominators', { rounds: 3, digits: 24_000, differ: true }, [], '--time-budget'],
    ['expected', { rounds: 10, steps: 10, digits: 24_000 }, ['--engine', 'expectation'], '--time-budget'],
  ])('%s', (_name, shape, options, message) => {
    const { code, stdout, stderr } = run(shape, ...options);
    expect([{ code, stdout }, stderr]).toEqual([{ code: 2, stdout: '' }, expect.stringContaining(message)]);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});

describe('what fits the budget runs', () => {
  it.each<readonly [string, Shape]>([
    ['a batch of 1000 draws', { batch: 1000 }],
    ['100 local steps', { rounds: 10, steps: 10 }],
    ['fractions of 2000 characters', { rounds: 3, steps: 3, digits: 1000 }],
    ['fractions of 49,000 characters, once', { digits: 24_000 }],
  ])('%s', (_name, shape) => {
    expect(run(shape).code).toBe(0);
  });

  it('and the budget is what decides', { tags: 'long' }, () => {
    const shape = { rounds: 10, steps: 10, digits: 500 };
    expect(run(shape, '--time-budget', '0.0001').stderr).toContain('at most 0.0001 minutes');
    expect(run(shape, '--time-budget', '1').code).toBe(0);
  });
});

it.each<RunKind>(['exact', 'fast', 'expectation'])('the estimate of %s grows with each count', (kind) => {
  const secondsOf = (larger: Shape): number => {
    const text = problemOf({ rounds: 10, steps: 10, digits: 50, ...larger });
    return estimateRun(readProblem(text, 'it', () => ''), kind).seconds; // prettier-ignore
  };
  for (const larger of [{ rounds: 20 }, { steps: 20 }, { batch: 1000 }])
    expect(secondsOf(larger)).toBeGreaterThan(secondsOf({}));
});

it.each(['start', 'request', 'total'])('a limit %s of 2³¹ ms is none too many', (name) => {
  expect(auxopt(['verify', '--limits', `${name}=2147483`, '--level', '0', '--', 'true']).code).not.toBe(2);
});
