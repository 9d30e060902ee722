/** A campaign that is cut off anywhere goes on to the same results, and judges nothing twice. */
import { appendFileSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { InputError } from '../../src/errors.js';
import { runCampaign } from '../../src/campaigns/index.js';
import { sealJournal, unsealJournal } from '../support/seal-journal.js';
import { newFolder, openShuffled, removeFolders, tinyKind, tinyRequest, watchedKind } from './tiny-kind.js';

afterAll(removeFolders);

const whole = await runCampaign(tinyRequest());

describe('a campaign', () => {
  it('gives the results in the order of the cases, whoever judged them and when', async () => {
    expect(whole.map(({ result }) => result.square)).toEqual([1, 2, 5, 10, 17, 26, 37, 50, 65, 82, 101, 122]);
    const folder = newFolder();
    expect(await runCampaign(tinyRequest({ folder, openRunner: openShuffled }))).toEqual(whole);
    const lines = readFileSync(join(folder, 'journal.jsonl'), 'utf8').trimEnd().split('\n').slice(1);
    const order = lines.map((line) => (JSON.parse(line) as { case: number }).case);
    // the journal keeps the order in which results came, which here is another
    expect(order).not.toEqual(order.toSorted((a, b) => a - b));
    expect(order.toSorted((a, b) => a - b)).toEqual(whole.map(({ caseNumber }) => caseNumber));
  });

  const resumesAfterCuts = async (apart: number): Promise<void> => {
    const folder = newFolder();
    const short = { folder, options: { count: 6, offset: 1 }, openRunner: openShuffled };
    await runCampaign(tinyRequest(short));
    const path = join(folder, 'journal.jsonl');
    const journal = readFileSync(path);
    const headerEnd = journal.indexOf('\n') + 1;
    for (let length = 0; length <= journal.length; length += apart) {
      writeFileSync(path, journal);
      truncateSync(path, length);
      const { kind, judged } = watchedKind();
      const results = await runCampaign(tinyRequest({ ...short, kind }));
      expect(results, `cut at ${length}`).toEqual(whole.slice(0, 6));
      const kept = journal.subarray(headerEnd, Math.max(length, headerEnd)).toString().split('\n').length - 1;
      expect(judged, `cut at ${length}`).toHaveLength(6 - kept);
      expect(new Set(judged).size).toBe(judged.length);
      expect(readFileSync(path, 'utf8').trimEnd().split('\n')).toHaveLength(7);
    }
  };
  it('resumes from a journal cut at every 23rd byte', () => resumesAfterCuts(23));
  it('resumes from a journal cut at every byte', { tags: 'long' }, () => resumesAfterCuts(1));

  const disturbances: Readonly<Record<string, (path: string) => void>> = {
    removed: (path) => {
      rmSync(path);
    },
    'replaced by an empty file': (path) => {
      rmSync(path);
      writeFileSync(path, '');
    },
    emptied: (path) => {
      truncateSync(path);
    },
    'written to by another': (path) => {
      appendFileSync(path, 'x\n');
    },
    'put back to an earlier state': (path) => {
      const { length } = readFileSync(path);
      truncateSync(path, length - 1);
    },
  };
  it.each(Object.entries(disturbances))(
    'ends with an error where its journal is %s while it runs',
    async (_, disturb) => {
      const folder = newFolder();
      const path = join(folder, 'journal.jsonl');
      const onCase = (): void => {
        judged += 1;
        if (judged === disturbedAt) disturb(path);
      };
      let [judged, disturbedAt] = [0, 0];
      await runCampaign(tinyRequest({ folder, onCase }));
      for (const at of [1, 7, 12]) {
        rmSync(folder, { recursive: true });
        [judged, disturbedAt] = [0, at];
        await expect(runCampaign(tinyRequest({ folder, onCase })), `case ${at}`).rejects.toThrow(InputError);
      }
    },
  );

  it('judges nothing where everything is known', async () => {
    const folder = newFolder();
    await runCampaign(tinyRequest({ folder }));
    const { kind, judged } = watchedKind();
    const starts: number[][] = [];
    const onStart = (...counts: number[]): void => void starts.push(counts);
    expect(await runCampaign(tinyRequest({ kind, folder, onStart }))).toEqual(whole);
    expect([judged, starts]).toEqual([[], [[12, 12]]]);
  });

  it('stops at a case that throws, names it, and keeps what was judged before', async () => {
    const folder = newFolder();
    const broken = {
      ...tinyKind,
      open: () => ({
        judge: (caseNumber: number) => {
          if (caseNumber === 5) throw new Error('planted');
          return { square: caseNumber ** 2 + 1 };
        },
      }),
    };
    await expect(runCampaign(tinyRequest({ kind: broken, folder }))).rejects.toThrow(
      'case 5 (the square of 5) could not be judged: planted',
    );
    const { kind, judged } = watchedKind();
    expect(await runCampaign(tinyRequest({ kind, folder }))).toEqual(whole);
    expect(judged).toEqual([5, 6, 7, 8, 9, 10, 11]);
  });
});

describe('is refused', () => {
  it.each([
    ['other options', { options: { count: 12, offset: 2 } }, /another campaign \(offset: 1 there, 2 here\)/],
    [
      'other cases',
      { options: { count: 13, offset: 1 } },
      /count: 12 there, 13 here; number of all cases: 12 there, 13 here/,
    ],
    ['another version', { version: '0.0.1' }, /version of auxopt: 0\.0\.0 there, 0\.0\.1 here/],
    ['another kind', { kind: { ...tinyKind, name: 'other' } }, /kind: tiny there, other here/],
    ['another shard', { shard: { index: 1, count: 2 } }, /shard: 1\/1 there, 1\/2 here/],
  ])('a journal of %s, and left as it is', async (_name, change, message) => {
    const folder = newFolder();
    await runCampaign(tinyRequest({ folder }));
    const path = join(folder, 'journal.jsonl');
    truncateSync(path, readFileSync(path).length - 3);
    const before = readFileSync(path);
    await expect(runCampaign(tinyRequest({ folder, ...change }))).rejects.toThrow(message);
    expect(readFileSync(path)).toEqual(before);
  });

  it.each([
    ['a line that is no record', (lines: string[]) => lines.with(3, '{"case":1,}'), /line 4 is no record/],
    [
      'a result of another form',
      (lines: string[]) => lines.with(3, '{"case":2,"result":{"cube":8}}'),
      /line 4 is no record/,
    ],
    ['a case twice', (lines: string[]) => lines.with(3, lines[2] ?? ''), /line 4 has case 1 a second time/],
    [
      'a case beyond the last',
      (lines: string[]) => lines.with(3, '{"case":12,"result":{"square":1}}'),
      /line 4 has case 12, not one of/,
    ],
    ['another first line', (lines: string[]) => lines.with(0, '{"format":"other"}'), /line 1 is no header/],
    ['something else altogether', () => ['no journal'], /line 1 is no header/],
    [
      'an earlier format',
      (lines: string[]) => lines.with(0, '{"format":"auxopt-campaign/2"}'),
      /has the format auxopt-campaign\/2, whose lines have no checksums; expected auxopt-campaign\/3\. Finish and merge/,
    ],
  ])('a journal with %s', async (_name, damage, message) => {
    const folder = newFolder();
    await runCampaign(tinyRequest({ folder }));
    const path = join(folder, 'journal.jsonl');
    writeFileSync(path, sealJournal(damage([...unsealJournal(readFileSync(path, 'utf8'))])));
    await expect(runCampaign(tinyRequest({ folder }))).rejects.toThrow(message);
  });

  it('a folder with other files, and left as it is', async () => {
    const folder = newFolder();
    mkdirSync(folder);
    writeFileSync(join(folder, 'thesis.tex'), 'mine');
    await expect(runCampaign(tinyRequest({ folder }))).rejects.toThrow(/other files \(thesis\.tex\)/);
    expect(readFileSync(join(folder, 'thesis.tex'), 'utf8')).toBe('mine');
  });

  it('a folder that is a file', async () => {
    const folder = newFolder();
    writeFileSync(folder, '');
    await expect(runCampaign(tinyRequest({ folder }))).rejects.toThrow(/the folder cannot be used/);
  });
});
