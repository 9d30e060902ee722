/** Group commit: order, batches, and that nothing follows a failure. */
import { describe, expect, it } from 'vitest';
import { createCommitQueue } from '../../src/campaigns/journal-file.js';

describe('the commit queue', () => {
  it('writes every line once, in order, and in batches while a write is under way', async () => {
    const written: string[] = [];
    const push = createCommitQueue(async (text) => {
      await new Promise((resolve) => setImmediate(resolve));
      written.push(text);
    });
    const first = push('a');
    await Promise.resolve();
    await Promise.all([first, ...['b', 'c', 'd'].map((line) => push(line))]);
    await push('e');
    expect(written).toEqual(['a', 'bcd', 'e']);
  });

  it('resolves only once the line is written', async () => {
    let finish: () => void = () => undefined;
    const push = createCommitQueue(() => new Promise((resolve) => (finish = resolve)));
    let isDone = false;
    const pushed = push('a').then(() => (isDone = true));
    await new Promise((resolve) => setImmediate(resolve));
    expect(isDone).toBe(false);
    finish();
    await pushed;
    expect(isDone).toBe(true);
  });

  it('writes nothing more after a failure: a torn line must stay the last', async () => {
    const written: string[] = [];
    const push = createCommitQueue((text) => {
      if (text.includes('bad')) return Promise.reject(new Error('no room'));
      written.push(text);
      return Promise.resolve();
    });
    await push('good');
    const bad = push('bad');
    await Promise.resolve();
    const ends = await Promise.allSettled([bad, push('queued')]);
    expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(push('later')).rejects.toThrow('no room');
    expect(written).toEqual(['good']);
  });
});
