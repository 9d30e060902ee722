/** Merging: the results of all shards are those of the whole, and anything else is refused. */
import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { mergeShards, openShards, runCampaign } from '../../src/campaigns/index.js';
import { sealJournal, unsealJournal } from '../support/seal-journal.js';
import {
  newFolder,
  openShuffled,
  options,
  removeFolders,
  tinyKind,
  tinyRequest,
  type TinyOptions,
} from './tiny-kind.js';

afterAll(removeFolders);

async function runShard(index: number, count: number, own: TinyOptions = options): Promise<string> {
  const folder = newFolder();
  await runCampaign(tinyRequest({ folder, options: own, shard: { index, count }, openRunner: openShuffled }));
  return folder;
}

async function runShards(count: number): Promise<string[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => runShard(index + 1, count)));
}

function merge(folders: readonly string[]): readonly number[] {
  return mergeShards(tinyKind, openShards(folders)).records.map(({ result }) => result.square);
}

const whole = (await runCampaign(tinyRequest())).map(({ result }) => result.square);

describe('merge', () => {
  it.each([1, 2, 3, 5, 12])('of %i shards gives what the whole gives, in any order', async (count) => {
    const folders = await runShards(count);
    expect([merge(folders), merge(folders.toReversed())]).toEqual([whole, whole]);
    expect(mergeShards(tinyKind, openShards(folders)).options).toEqual(options);
  });

  it('ignores a torn line after the last case', async () => {
    const folders = await runShards(2);
    writeFileSync(join(folders[0] ?? '', 'journal.jsonl'), '{"case":', { flag: 'a' });
    expect(merge(folders)).toEqual(whole);
  });

  it('refuses a missing shard', async () => {
    const folders = await runShards(3);
    expect(() => merge(folders.slice(1))).toThrow(/1\/3 is missing; expected all 3 shards/);
    expect(() => merge(folders.slice(2))).toThrow(/1\/3, 2\/3 are missing/);
    expect(() => merge([])).toThrow(/no folder is given/);
  });

  it('refuses a shard given twice', async () => {
    const folders = await runShards(2);
    expect(() => merge([...folders, ...folders.slice(0, 1)])).toThrow(/both hold shard 1\/2/);
    expect(() => merge([...folders, folders[0] ?? ''])).toThrow(/both hold shard 1\/2/);
    const again = await runShard(2, 2);
    expect(() => merge([...folders, again])).toThrow(/both hold shard 2\/2/);
  });

  it('refuses a shard of another campaign', async () => {
    const [first = ''] = await runShards(2);
    const foreign = await runShard(2, 2, { ...options, offset: 7 });
    expect(() => merge([first, foreign])).toThrow(/another campaign than .*offset: 1 there, 7 here/);
    const third = await runShard(2, 3);
    expect(() => merge([first, third])).toThrow(/number of shards: 2 there, 3 here/);
  });

  it('refuses a shard that is not finished, and says how far it is', async () => {
    const folders = await runShards(2);
    const path = join(folders[1] ?? '', 'journal.jsonl');
    truncateSync(path, readFileSync(path).length - 1);
    expect(() => merge(folders)).toThrow(/shard 2\/2 has 5 of 6 cases/);
  });

  it('refuses what is no shard', async () => {
    const folder = newFolder();
    expect(() => merge([folder])).toThrow(/there is no journal\.jsonl/);
    const [first = ''] = await runShards(1);
    truncateSync(join(first, 'journal.jsonl'), 9);
    expect(() => merge([first])).toThrow(
      /journal\.jsonl ends within its first line, the header; .*same command again/,
    );
    truncateSync(join(first, 'journal.jsonl'), 0);
    expect(() => merge([first])).toThrow(/journal\.jsonl is empty/);
  });

  it('refuses options that the kind does not know', async () => {
    const [first = ''] = await runShards(1);
    const path = join(first, 'journal.jsonl');
    const documents = unsealJournal(readFileSync(path, 'utf8'));
    const changed = documents.map((line) => line.replace('"count":12', '"count":"many"'));
    writeFileSync(path, sealJournal(changed));
    expect(() => merge([first])).toThrow(/its options cannot be understood/);
  });
});
