/** The bar of long work, with a clock of the test's own: the time left follows the pace, and a pipe gets nothing. */
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createProgress } from '../../src/cli/progress.js';

/** What a bar over 100 units writes, if it begins after `done` of them and each of `count` takes so many seconds. */
function drawn(secondsEach: number, count: number, { done = 0, isTTY = true } = {}): string {
  const pipe = new PassThrough();
  const noop = (): boolean => true;
  const stream = Object.assign(pipe, {
    isTTY,
    columns: 80,
    cursorTo: noop,
    clearLine: noop,
    moveCursor: noop,
  });
  let time = 5000;
  const progress = createProgress('work', 100, done, {
    stream: stream as unknown as NodeJS.WriteStream,
    now: () => time,
  });
  for (let unit = 0; unit < count; unit += 1) {
    time += 1000 * secondsEach;
    progress.advance();
  }
  progress.finish();
  return String(pipe.read() ?? '');
}

describe('a progress bar', () => {
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

  it('writes nothing into a pipe', () => {
    expect(drawn(2, 10, { isTTY: false })).toBe('');
  });
});
