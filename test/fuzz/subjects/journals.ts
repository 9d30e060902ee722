/** Journals of campaigns: refused, or gone on with to the report that their lines give. */
import fc from 'fast-check';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mergeShards, openShards } from '../../../src/campaigns/merge-shards.js';
import { openJournal, readRecords } from '../../../src/campaigns/journal.js';
import { options, tinyKind } from '../../campaigns/tiny-kind.js';
import { sealJournal } from '../../support/seal-journal.js';
import { nearJson, nearText } from '../kit/mutate.js';
import { accepted, assertTrue, stable, subject, type Subject } from '../kit/subject.js';

const header = {
  format: 'auxopt-campaign/3',
  kind: 'tiny',
  version: '0.0.0',
  options: { count: 6, offset: 1 },
  cases: 6,
  shard: { index: 1, count: 1 },
};
const records = Array.from({ length: 6 }, (_, i) => ({ case: i, result: { square: i * i + 1 } }));

const journal = fc
  .tuple(
    fc.oneof({ weight: 3, arbitrary: fc.constant(JSON.stringify(header)) }, { weight: 2, arbitrary: nearJson([header], 2) }),
    fc.array(fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...records).map((record) => JSON.stringify(record)) }, { weight: 1, arbitrary: nearJson(records, 2) }), { maxLength: 9 }),
    fc.constantFrom('\n', '\n', '\n', '', '\r\n', '\n\n'),
  )
  .chain(([head, lines, end]) => fc.constantFrom(sealJournal([head, ...lines]).replace(/\n$/, end), [head, ...lines].join('\n') + end)); // prettier-ignore

const whole = fc.constant(sealJournal([header, ...records].map((line) => JSON.stringify(line))));

const bytes = fc.oneof(
  { weight: 3, arbitrary: journal.map((text) => Buffer.from(text)) },
  { weight: 2, arbitrary: nearText(whole, 2).map((text) => Buffer.from(text)) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(whole, fc.nat(), fc.nat({ max: 255 }))
      .map(([text, at, byte]) => Buffer.from(text).fill(byte, at % text.length, (at % text.length) + 1)),
  },
);

const folder = mkdtempSync(join(tmpdir(), 'auxopt-fuzz-'));
process.on('exit', () => {
  rmSync(folder, { recursive: true, force: true });
});

/** One journal, read as a campaign that goes on and as a shard to merge. */
export const journals: Subject = subject({
  name: 'journals',
  weight: 0.5,
  inputs: bytes,
  check: (content) => {
    const path = join(folder, 'journal.jsonl');
    writeFileSync(path, content);
    const read = accepted(() => {
      const raw = openJournal(folder);
      return raw && readRecords(tinyKind, options, raw);
    });
    if (read !== undefined) {
      const { length, records: found } = read;
      assertTrue(length <= content.length, () => 'more counts than there is');
      assertTrue(new Set(found.map(({ caseNumber }) => caseNumber)).size === found.length, () => 'a case counts twice');
      // what counts is read again as it is: cutting the torn end off changes nothing
      writeFileSync(path, readFileSync(path).subarray(0, length));
      const cut = openJournal(folder);
      const again = cut && readRecords(tinyKind, options, cut);
      assertTrue(stable(again) === stable(read), () => 'it reads back as another journal');
    }
    writeFileSync(path, content);
    const merged = accepted(() => mergeShards(tinyKind, openShards([folder])));
    if (merged === undefined) return;
    assertTrue(merged.records.length === merged.options.count, () => 'a case is missing');
    assertTrue(merged.records.every(({ result }) => tinyKind.result.safeParse(result).success), () => 'a result has no form');
  },
}); // prettier-ignore
