/** Puts the journals of all shards together, or says which are missing, overlap, or do not belong. */
import { InputError } from '../errors.js';
import type { CampaignKind, CaseRecord } from './campaign-kind.js';
import {
  type JournalHeader,
  journalName,
  listDifferences,
  openJournal,
  type RawJournal,
  readRecords,
} from './journal.js';
import { casesOfShard, formatShard } from './shard.js';

/** A journal that has a header, and the folder it was found in. */
interface ShardJournal extends RawJournal {
  readonly folder: string;
  readonly header: JournalHeader;
}

/** The journals of one campaign; their shards are complete in number, not yet in cases. */
export interface ShardSet {
  readonly header: JournalHeader;
  /** In the order of the shards. */
  readonly journals: readonly ShardJournal[];
}

/** A whole campaign. */
export interface MergedCampaign<Options, Result> {
  readonly options: Options;
  /** Of all cases, in their order. */
  readonly records: readonly CaseRecord<Result>[];
}

function refuse(where: string, problem: string, expected: string, fix: string): InputError {
  return new InputError({ problem, where, expected, fix });
}

/**
 * Opens the journals in the given folders, which may come in any order.
 *
 * @throws InputError where one is no journal, belongs to another campaign, is given twice, or is missing.
 */
export function openShards(folders: readonly string[]): ShardSet {
  const journals = folders.map((folder): ShardJournal => {
    const journal = openJournal(folder);
    if (journal === undefined) {
      throw refuse(
        folder,
        `there is no ${journalName}`,
        'the folder of a shard',
        'Give the folders that the shards were run with (--out).',
      );
    }
    if (journal.header === undefined) {
      throw refuse(
        folder,
        `${journalName} ${journal.isEmpty ? 'is empty' : 'ends within its first line, the header'}`,
        'the journal of a shard that is finished',
        'Run the shard with the same command again.',
      );
    }
    return { ...journal, folder, header: journal.header };
  });
  const [first] = journals;
  if (first === undefined)
    throw refuse('merge', 'no folder is given', 'the folders of all shards', 'Name them.');
  const { count } = first.header.shard;
  const byIndex = new Map<number, ShardJournal>();
  for (const journal of journals) {
    assertSameCampaign(first, journal);
    const { shard } = journal.header;
    const other = byIndex.get(shard.index);
    if (other !== undefined) {
      const where = `${other.folder} and ${journal.folder}`;
      throw refuse(
        where,
        `both hold shard ${formatShard(shard)}`,
        'every shard once',
        'Leave one of them out.',
      );
    }
    byIndex.set(shard.index, journal);
  }
  const indices = Array.from({ length: count }, (_, index) => index + 1);
  const missing = indices.filter((index) => !byIndex.has(index));
  if (missing.length > 0) {
    const names = missing.slice(0, 5).map((index) => formatShard({ index, count }));
    const more = missing.length > names.length ? ` and ${missing.length - names.length} more` : '';
    const is = missing.length > 1 ? 'are' : 'is';
    throw refuse(
      'merge',
      `${names.join(', ')}${more} ${is} missing`,
      `all ${count} shards`,
      'Run or name them as well.',
    );
  }
  return { header: first.header, journals: indices.map((index) => byIndex.get(index) as ShardJournal) };
}

function assertSameCampaign(first: ShardJournal, other: ShardJournal): void {
  const [there, here] = [first.header, other.header];
  const differences = [
    ...listDifferences(there, here),
    ...(there.shard.count === here.shard.count
      ? []
      : [`number of shards: ${there.shard.count} there, ${here.shard.count} here`]),
  ];
  if (differences.length === 0) return;
  throw refuse(
    other.folder,
    `it belongs to another campaign than ${first.folder} (${differences.join('; ')})`,
    'shards of one campaign',
    'Leave it out, or run it again with the same options and version.',
  );
}

/**
 * The results of all shards, each case exactly once.
 *
 * @throws InputError where a shard is not finished, or a journal is damaged.
 */
export function mergeShards<Options, Result>(
  kind: CampaignKind<Options, Result, unknown>,
  { header, journals }: ShardSet,
): MergedCampaign<Options, Result> {
  const options = kind.options.safeParse(header.options);
  if (header.kind !== kind.name || !options.success || kind.countCases(options.data) !== header.cases) {
    const where = journals[0]?.path ?? 'merge';
    const fix = 'Use the version of auxopt that wrote it.';
    throw refuse(where, 'its options cannot be understood', `the options of a campaign ${kind.name}`, fix);
  }
  const results = new Map<number, Result>();
  for (const journal of journals) {
    const { records } = readRecords(kind, options.data, journal);
    const { shard, cases } = journal.header;
    const expected = casesOfShard(shard, cases).length;
    if (records.length < expected) {
      throw refuse(
        journal.folder,
        `shard ${formatShard(shard)} has ${records.length} of ${expected} cases`,
        'shards that are finished',
        'Give the command of this shard again: it goes on where it stopped.',
      );
    }
    for (const { caseNumber, result } of records) results.set(caseNumber, result);
  }
  const all = Array.from({ length: header.cases }, (_, caseNumber) => caseNumber);
  return {
    options: options.data,
    records: all.map((caseNumber) => ({ caseNumber, result: results.get(caseNumber) as Result })),
  };
}
