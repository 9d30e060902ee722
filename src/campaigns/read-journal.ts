/** Reads a journal: a header, then one line a case; what a kill left of a last line is dropped. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z, type ZodType } from 'zod';
import { InputError } from '../errors.js';
import type { CaseRecord } from './campaign-kind.js';
import { isTornHeader, parseHeader, type JournalHeader } from './journal-header.js';
import { formatShard, isInShard } from './shard.js';

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

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
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
    throw damaged(path, `the journal cannot be read (${describe(error)})`);
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
