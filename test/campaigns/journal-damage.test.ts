/** A journal that was changed is refused with the number of the line: flipped bits, digits, verdicts, lines moved about. */
import { mkdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z, type ZodType } from 'zod';
import { checkCampaign, runCampaign, verifyCampaign } from '../../src/campaigns/index.js';
import { formatRecord, openJournal, type RawJournal, readRecords } from '../../src/campaigns/journal.js';
import { storedReplySchema } from '../../src/verify/peer/stored-replies.js';
import { sealJournal, unsealJournal } from '../support/seal-journal.js';
import { openHere, newFolder, removeFolders, tinyKind } from './tiny-kind.js';

afterAll(removeFolders);

/** What is read from a journal with these bytes: its records, or the error. */
function read(bytes: Buffer | string, schema: ZodType = checkCampaign.result): string {
  const folder = newFolder();
  mkdirSync(folder);
  writeFileSync(join(folder, 'journal.jsonl'), bytes);
  try {
    const journal = openJournal(folder);
    return JSON.stringify(
      journal && { ...journal.header, ...readRecords({ result: schema }, undefined, journal) },
    );
  } catch (error) {
    return String(error);
  }
}

let whole: Buffer;
let lines: readonly string[];

beforeAll(async () => {
  const folder = newFolder();
  const options = { cases: 8, seed: 1, theorems: ['RATE-DET' as const] };
  await runCampaign({ kind: checkCampaign, options, version: '0.0.0', openRunner: openHere, folder });
  whole = readFileSync(join(folder, 'journal.jsonl'));
  lines = whole.toString().split('\n').slice(0, -1);
});

const withLines = (changed: readonly string[]): string => `${changed.join('\n')}\n`;

describe('a journal', () => {
  it('as it was written is read, and so is one that a kill cut at any byte', () => {
    expect(JSON.parse(read(whole))).toMatchObject({ cases: lines.length - 1, length: whole.length });
    for (let length = 0; length < whole.length; length += 7)
      expect(read(whole.subarray(0, length))).not.toMatch(/Error/);
  });

  it('with a line that no campaign writes is refused before it is read', () => {
    const folder = newFolder();
    mkdirSync(folder);
    writeFileSync(join(folder, 'journal.jsonl'), whole);
    truncateSync(join(folder, 'journal.jsonl'), 2 ** 30); // zeros to the end, which take no room on the disk
    const journal = openJournal(folder) as RawJournal;
    const before = process.memoryUsage.rss();
    expect(() => readRecords({ result: checkCampaign.result }, undefined, journal)).toThrow(
      `line ${lines.length + 1} has more than ${2 ** 26} bytes`,
    );
    // the longest line, read in pieces of 1 MiB
    expect(process.memoryUsage.rss() - before).toBeLessThan(2 ** 27);
  });

  it('with a case that gives a longer line is not written, because it could not be read', () => {
    const give = (length: number): (() => unknown) => {
      const record = { caseNumber: 7, result: 'x'.repeat(length) };
      return () => formatRecord(z.string(), record, '');
    };
    const room = 2 ** 26 - '{"case":7,"result":"","check":"0123456789abcdef"}\n'.length;
    expect(give(room + 1)).toThrow(`case 7 gives more than ${2 ** 26} bytes`);
    expect(give(room)).not.toThrow();
  });

  it('that is none is not read to its end', () => {
    const folder = newFolder();
    mkdirSync(folder);
    const path = join(folder, 'journal.jsonl');
    writeFileSync(path, '');
    truncateSync(path, 3 * 2 ** 30); // a sparse file, which takes no room on the disk
    const before = process.memoryUsage.rss();
    expect(() => openJournal(folder)).toThrow('line 1 is no header of a journal');
    expect(process.memoryUsage.rss() - before).toBeLessThan(2 ** 29);
  });

  it('with one flipped bit is refused with its line, wherever the bit is', { tags: 'long' }, () => {
    let count = 0;
    fc.assert(
      fc.property(fc.nat({ max: whole.length - 1 }), fc.nat({ max: 7 }), (at, bit) => {
        const bytes = Buffer.from(whole);
        bytes[at] = (bytes[at] as number) ^ (1 << bit);
        const line = whole.subarray(0, at).toString().split('\n').length;
        count += 1;
        expect(read(bytes)).toMatch(new RegExp(`InputError: .*(?:line ${line} |format auxopt-campaign)`));
      }),
      { numRuns: 1000, seed: 20 },
    );
    expect(count).toBe(1000);
  });

  it('with one flipped bit would be read, often, without its checksums', { tags: 'long' }, () => {
    // the same flips, and then checksums that are made for them: what an edit by hand could pass as before
    const passed = fc
      .sample(fc.tuple(fc.nat({ max: whole.length - 1 }), fc.nat({ max: 7 })), { numRuns: 1000, seed: 20 })
      .filter(([at, bit]) => {
        const bytes = Buffer.from(whole);
        bytes[at] = (bytes[at] as number) ^ (1 << bit);
        return !read(sealJournal(unsealJournal(bytes.toString()))).includes('Error');
      });
    expect(passed.length).toBeGreaterThan(10);
  });

  it('with any changed digit is refused', () => {
    const text = whole.toString();
    for (const { index } of text.matchAll(/\d/g)) {
      const digit = (Number(text[index]) + 1) % 10;
      expect(read(`${text.slice(0, index)}${digit}${text.slice(index + 1)}`)).toMatch(
        /line \d+ |auxopt-campaign/,
      );
    }
  });

  it.each<readonly [string, (lines: readonly string[]) => readonly string[], number]>([
    ['a verdict turned over', (all) => all.with(3, (all[3] ?? '').replace('false', 'true')), 4],
    ['a line removed', (all) => all.toSpliced(2, 1), 3],
    ['a line repeated', (all) => all.toSpliced(3, 0, all[2] ?? ''), 4],
    ['two lines exchanged', (all) => all.with(4, all[5] ?? '').with(5, all[4] ?? ''), 5],
    ['the last line changed', (all) => all.with(-1, (all.at(-1) ?? '').replace('0.', '1.')), 0],
    ['a line of another journal', (all) => all.with(2, sealJournal(['{"case":1}']).trimEnd()), 3],
    ['an empty line', (all) => [...all, ''], 0],
  ])('with %s is refused', (_name, change, line) => {
    const changed = change(lines);
    const expected = line === 0 ? changed.length : line;
    expect(read(withLines(changed))).toContain(`line ${expected} does not fit its checksum`);
  });

  it('that is a link to a device is refused unread', () => {
    const folder = newFolder();
    mkdirSync(folder);
    symlinkSync('/dev/zero', join(folder, 'journal.jsonl'));
    expect(() => openJournal(folder)).toThrow('not a regular file');
  });
});

describe('results that contradict themselves are refused though their checksums are right', () => {
  const record = (result: object): string =>
    read(sealJournal([unsealJournal(whole.toString())[0] ?? '', JSON.stringify({ case: 0, result })]));
  const random = { kind: 'random', index: 0, regime: 'inside', isQuadratic: true };

  it.each([
    ['a violation below the bound', { ...random, ratio: '0.500000', isViolation: true }],
    ['no violation above it', { ...random, ratio: '1.500000', isViolation: false }],
    ['no violation, infinitely above it', { ...random, ratio: 'infinite', isViolation: false }],
  ])('of check: %s', (_name, result) => {
    expect(record(result)).toContain('line 2 is no record of a case');
    expect(record({ ...result, isViolation: !result.isViolation })).not.toContain('Error');
  });

  it('with the key that is missing', () => {
    expect(record(random)).toContain(
      'line 2 is no record of a case: the record at $.result.ratio, found nothing',
    );
    const header = unsealJournal(whole.toString())[0] ?? '';
    expect(read(sealJournal([header, '{"result":{}}']))).toContain(
      'line 2 is no record of a case: the record at $.case, found nothing',
    );
  });

  const reported = { id: 'L2/aux-mom/planar/callback', level: 2, variant: 'aux-mom' };
  const violation = {
    ...{ equation: 'X', statement: 'x', round: 1, quantity: 'x', component: 0 },
    ...{ expected: '1', actual: '2', error: 1, bound: 0, fraction: 'Infinity', boundInUlps: 0 },
  };
  it.each([
    ['a pass with a violation', { ...reported, verdict: 'pass', violation }, false],
    ['a failure with it', { ...reported, verdict: 'fail', violation }, true],
    ['a failure of nothing', { ...reported, verdict: 'fail' }, false],
    ['a pass', { ...reported, verdict: 'pass' }, true],
  ])('of verify: %s', (_name, result, isRight) => {
    expect(verifyCampaign.result.safeParse({ reported: result }).success).toBe(isRight);
  });
});

it('what a kind without a rule of its own wrote is read', () => {
  const header = { format: 'auxopt-campaign/3', kind: 'tiny', version: '0', options: {}, cases: 1 };
  const shard = { index: 1, count: 1 };
  const journal = sealJournal([
    JSON.stringify({ ...header, shard }),
    JSON.stringify({ case: 0, result: { square: 1 } }),
  ]);
  expect(read(journal, tinyKind.result)).toContain('"square":1');
});

it('a key that a schema would lose is damage, in the header and in a stored reply', () => {
  const [header = ''] = unsealJournal(whole.toString());
  const hidden = '{"__proto__":{"seed":2},';
  expect(read(sealJournal([header.replace('"options":{', `"options":${hidden}`)]))).toContain('line 1 is no');
  const reply = (text: string): string =>
    read(sealJournal([header, `{"case":0,"result":${text}}`]), z.array(storedReplySchema));
  expect(reply('[{"type":"ok"}]')).not.toContain('Error');
  expect(reply(`[${hidden}"type":"ok"}]`)).toContain('line 2 is no record');
});
