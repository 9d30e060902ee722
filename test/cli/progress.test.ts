/** The bar of long work, with a clock of the test's own: the time left follows the pace, and a pipe gets nothing. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createProgress } from '../../src/cli/progress.js';
import { main, root } from '../support/run-cli.js';

/** What a bar over 100 units writes, if it begins after `done` of them and each of `count` takes so many seconds. */
function drawn(
  secondsEach: number,
  count: number,
  { done = 0, isTTY = true, columns = 80, idleSeconds = 0 } = {},
): string {
  const pipe = new PassThrough();
  const noop = (): boolean => true;
  const moves = { cursorTo: noop, clearLine: noop, moveCursor: noop };
  const stream = Object.assign(pipe, { isTTY, columns, ...moves });
  let time = 5000;
  const progress = createProgress('work', 100, done, {
    stream: stream as unknown as NodeJS.WriteStream,
    now: () => time,
  });
  for (let second = 0; second < idleSeconds; second += 1) {
    time += 1000;
    vi.advanceTimersByTime(1000);
  }
  for (let unit = 0; unit < count; unit += 1) {
    time += 1000 * secondsEach;
    progress.advance();
  }
  progress.finish();
  return String(pipe.read() ?? '');
}

describe('a progress bar', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it.each([
    [2, 10, {}, '10/100, about 3 min left'],
    [0.5, 50, {}, '50/100, about 25 s left'],
    [600, 1, {}, '1/100, about 17 h left'],
    // what an earlier run has done took no time now
    [1, 5, { done: 90 }, '95/100, about 5 s left'],
  ])('of units of %d s says after %d of them (%j): %s', (seconds, count, options, text) => {
    expect(drawn(seconds, count, options)).toContain(text);
  });

  it('says nothing about the time left in its first second, and at the end', () => {
    expect(drawn(0.01, 99)).not.toContain('left');
    expect(drawn(1, 100)).not.toMatch(/100\/100, /);
  });

  it('moves while its first unit takes long', () => {
    const text = drawn(1, 0, { idleSeconds: 3 });
    expect(text).toContain('0/100, 2 s so far');
    expect(text).toContain('0/100, 3 s so far');
  });

  it('is as wide as 80 columns on a terminal that does not say how wide it is', () => {
    expect(drawn(1, 3, { columns: 0 })).toContain('3/100, about 2 min left');
  });

  it('writes nothing into a pipe', () => {
    expect(drawn(2, 10, { isTTY: false, idleSeconds: 10 })).toBe('');
  });
});

describe.runIf(existsSync('/usr/bin/script'))('an exact expectation for an advice', () => {
  const words = ['advise', '--problem', 'docs/examples/iris-stochastic.json', '--target-gradients', '20', '--maximum-local-steps', '3']; // prettier-ignore

  it('shows its rounds on a terminal, and nothing in a pipe', () => {
    const line = [process.execPath, main, ...words].join(' ');
    const terminal = spawnSync('/usr/bin/script', ['-qec', line, '/dev/null'], { cwd: root, encoding: 'utf8', input: '' }); // prettier-ignore
    expect(terminal.stdout).toContain('rounds of an exact expectation');
    const pipe = spawnSync(process.execPath, [main, ...words], { cwd: root, encoding: 'utf8' });
    expect([pipe.status, pipe.stderr]).toEqual([0, '']);
    expect(pipe.stdout).not.toContain('rounds of an exact expectation');
  });
});
