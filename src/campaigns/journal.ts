/** Reads a journal: a header, then one line a case; what a kill left of a last line is dropped. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z, type ZodType } from 'zod';
import { describeError, InputError } from '../errors.js';
import type { CampaignKind, CaseRecord } from './campaign-kind.js';
import { formatShard, isInShard, largestCampaign, type Shard } from './shard.js';

/** The name of the format. */
export const journalFormat = 'auxopt-campaign/2';

const count = z.number().int().positive();

/** The header as written. */
export interface JournalHeader {
  readonly format: typeof journalFormat;
  /** The kind of campaign. */
  readonly kind: string;
  /** Version of the package. */
  readonly version: string;
  /** What decides every case. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Number of the cases of all shards. */
  readonly cases: number;
  readonly shard: Shard;
}

const headerSchema: z.ZodType<JournalHeader> = z
  .strictObject({
    format: z.literal(journalFormat),
    kind: z.string(),
    version: z.string(),
    options: z.record(z.string(), z.json()),
    cases: count.max(largestCampaign),
    shard: z.strictObject({ index: count, count }),
  })
  .refine(({ cases, shard }) => shard.index <= shard.count && shard.count <= cases);

/** What a campaign is, apart from its shard. */
export interface Campaign<Options, Result, Report> {
  readonly kind: CampaignKind<Options, Result, Report>;
  readonly options: Options;
  /** Version of the package: results of different versions do not mix. */
  readonly version: string;
}

/** The header of a shard of a campaign. */
export function createHeader<Options, Result>(
  { kind, options, version }: Campaign<Options, Result, unknown>,
  shard: Shard,
): JournalHeader {
  return headerSchema.parse({
    format: journalFormat,
    kind: kind.name,
    version,
    options: kind.options.parse(options),
    cases: kind.countCases(options),
    shard,
  });
}

/** The header as a line of a journal. */
export function formatHeader(header: JournalHeader): string {
  return `${JSON.stringify(header)}\n`;
}

/** Reads a header; `undefined` where the line is none. */
export function parseHeader(line: string): JournalHeader | undefined {
  try {
    return headerSchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

/**
 * Whether bytes without a line end can be the beginning of a header, as a kill in the middle of writing one leaves.
 */
function isTornHeader(text: string): boolean {
  const start = `{"format":"${journalFormat}"`;
  return text.startsWith(start) || start.startsWith(text);
}

/** How two campaigns differ, as `cases: 90 there, 60 here`; empty where they do not. */
export function listDifferences(there: JournalHeader, here: JournalHeader): readonly string[] {
  const flatten = ({ kind, version, options, cases }: JournalHeader): Map<string, string> =>
    new Map([
      ['kind', kind],
      ['version of auxopt', version],
      ...Object.entries(options).map(([key, value]): [string, string] => [key, JSON.stringify(value)]),
      ['number of all cases', String(cases)],
    ]);
  const [before, now] = [flatten(there), flatten(here)];
  return [...new Set([...before.keys(), ...now.keys()])]
    .filter((key) => before.get(key) !== now.get(key))
    .map((key) => `${key}: ${before.get(key) ?? 'nothing'} there, ${now.get(key) ?? 'nothing'} here`);
}

/**
 * Refuses to continue a journal that belongs to something else.
 *
 * @throws InputError that lists every difference.
 */
export function assertSameHeader(path: string, there: JournalHeader, here: JournalHeader): void {
  const shards =
    there.shard.index === here.shard.index && there.shard.count === here.shard.count
      ? []
      : [`shard: ${formatShard(there.shard)} there, ${formatShard(here.shard)} here`];
  const differences = [...listDifferences(there, here), ...shards];
  if (differences.length === 0) return;
  throw new InputError({
    problem: `it belongs to another campaign (${differences.join('; ')})`,
    where: path,
    expected: 'the campaign and the shard that the folder was begun with',
    fix: 'Use the options it was begun with, or a new folder.',
  });
}

/** The name of the journal in the folder of a campaign. */
export const journalName = 'journal.jsonl';

/** A journal before its results are read. */
export interface RawJournal {
  readonly path: string;
  /** `undefined` where nothing, or only a part of a header, was written. */
  readonly header: JournalHeader | undefined;
  readonly bytes: Buffer;
}

/** What a journal holds. */
export interface Journal<Result> {
  readonly records: readonly CaseRecord<Result>[];
  /** The length of everything that counts, in bytes; a torn last line begins there. */
  readonly length: number;
}

const lineFeed = 10;

/** One case as a line of a journal. */
export function formatRecord<Result>(
  schema: ZodType<Result>,
  { caseNumber, result }: CaseRecord<Result>,
): string {
  return `${JSON.stringify({ case: caseNumber, result: z.encode(schema, result) })}\n`;
}

function damaged(path: string, problem: string): InputError {
  return new InputError({
    problem,
    where: path,
    expected: 'a journal that auxopt wrote (docs/formats/campaign.md)',
    fix: 'Restore the file, or begin again in a new folder.',
  });
}

/**
 * Opens the journal of a folder.
 *
 * @returns `undefined` where there is none.
 * @throws InputError where the file cannot be read or is something else.
 */
export function openJournal(folder: string): RawJournal | undefined {
  const path = join(folder, journalName);
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') return undefined;
    throw damaged(path, `the journal cannot be read (${describeError(error)})`);
  }
  const end = bytes.indexOf(lineFeed);
  const first = bytes.toString('utf8', 0, end < 0 ? Math.min(bytes.length, 100) : end);
  if (end < 0) {
    if (!isTornHeader(first)) throw damaged(path, 'it does not begin as a journal does');
    return { path, header: undefined, bytes };
  }
  const header = parseHeader(first);
  if (header === undefined) throw damaged(path, 'its first line is no header of a journal');
  return { path, header, bytes };
}

/**
 * The results in a journal.
 *
 * A last line that is torn is not counted. Nothing else may be wrong: a line that cannot be read, a case of another shard,
 * or a case that is there twice is damage that no kill explains.
 *
 * @param resultSchema - what a result of this kind of campaign looks like.
 * @throws InputError for a damaged journal.
 */
export function readRecords<Result>(
  resultSchema: ZodType<Result>,
  { path, header, bytes }: RawJournal,
): Journal<Result> {
  if (header === undefined) return { records: [], length: 0 };
  const schema = z.strictObject({ case: z.number().int(), result: resultSchema });
  const records: CaseRecord<Result>[] = [];
  const seen = new Set<number>();
  let start = bytes.indexOf(lineFeed) + 1;
  for (let line = 2; start < bytes.length; line += 1) {
    const end = bytes.indexOf(lineFeed, start);
    const record = end < 0 ? undefined : parseRecord(schema, bytes.toString('utf8', start, end));
    if (record === undefined) {
      // The end of the last write may be lost or scrambled; a line with others after it was written whole.
      if (end < 0 || end === bytes.length - 1) break;
      throw damaged(path, `line ${line} is no record of a case`);
    }
    const { caseNumber } = record;
    if (caseNumber < 0 || caseNumber >= header.cases || !isInShard(header.shard, caseNumber)) {
      throw damaged(
        path,
        `line ${line} has case ${caseNumber}, not one of shard ${formatShard(header.shard)}`,
      );
    }
    if (seen.has(caseNumber)) throw damaged(path, `line ${line} has case ${caseNumber} a second time`);
    seen.add(caseNumber);
    records.push(record as CaseRecord<Result>);
    start = end + 1;
  }
  return { records, length: start };
}

function parseRecord(schema: ZodType, line: string): CaseRecord<unknown> | undefined {
  try {
    const { data } = schema.safeParse(JSON.parse(line)) as { data?: { case: number; result: unknown } };
    return data === undefined ? undefined : { caseNumber: data.case, result: data.result };
  } catch {
    return undefined;
  }
}
