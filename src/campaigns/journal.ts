/** Reads a journal: a header, then one line a case, chained by checksums; what a kill left of a last line is dropped. */
import { join } from 'node:path';
import { z, type ZodType } from 'zod';
import { InputError } from '../errors.js';
import { checkDocument } from '../problems/parse-document.js';
import type { CampaignKind, CaseRecord } from './campaign-kind.js';
import { checkLine, type LineCheck, sealLine, startOfChain } from './line-check.js';
import { type FileLine, readLines } from './regular-file.js';
import { formatShard, isInShard, largestCampaign, type Shard } from './shard.js';

/** The name of the format. */
export const journalFormat = 'auxopt-campaign/3';

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

/** The header as the first line of a journal. */
export function formatHeader(header: JournalHeader): LineCheck {
  return sealLine(startOfChain, JSON.stringify(header));
}

/** Reads a header; `undefined` where the text is none. */
export function parseHeader(text: string): JournalHeader | undefined {
  const { data } = headerSchema.safeParse(parseJson(text));
  return JSON.stringify(data) === text ? data : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
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
    expected: 'the campaign and the shard that the folder was started with',
    fix: 'Use the options that it was started with, or a new folder.',
  });
}

/** The name of the journal in the folder of a campaign. */
export const journalName = 'journal.jsonl';

/** A journal before its results are read. */
export interface RawJournal {
  readonly path: string;
  /** `undefined` where nothing, or only a part of a header, was written. */
  readonly header: JournalHeader | undefined;
  /** The checksum of the first line. */
  readonly check: string;
  /** Whether nothing was written. */
  readonly isEmpty: boolean;
}

/** What a journal holds. */
export interface Journal<Result> {
  readonly records: readonly CaseRecord<Result>[];
  /** The length of everything that counts, in bytes; a torn last line begins there. */
  readonly length: number;
  /** The checksum of the last line that counts. */
  readonly check: string;
}

/** More bytes than any line has that a campaign writes. */
const longestLine = 64 * 1024 * 1024;

/** One case as a line of a journal, after a line with the checksum `before`; throws InputError for one too long to be read again. */
export function formatRecord<Result>(
  schema: ZodType<Result>,
  { caseNumber, result }: CaseRecord<Result>,
  before: string,
): LineCheck {
  const line = sealLine(before, JSON.stringify({ case: caseNumber, result: z.encode(schema, result) }));
  if (Buffer.byteLength(line.text) <= longestLine) return line;
  throw new InputError({
    problem: `case ${caseNumber} gives more than ${longestLine} bytes`,
    where: journalName,
    expected: 'a result that the journal can be read with again',
    fix: 'Let the program say less, or leave the case out with --only.',
  });
}

function damaged(path: string, problem: string): InputError {
  return new InputError({
    problem,
    where: path,
    expected: 'a journal that auxopt wrote (docs/formats/campaign.md)',
    fix: 'Restore the file, or run its cases again in a new folder.',
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
  let begun: FileLine | undefined;
  try {
    [begun] = linesOfJournal(path);
  } catch (error) {
    const { cause } = error as Error;
    if (cause instanceof Error && 'code' in cause && /^(?:ENOENT|ENOTDIR)$/.test(String(cause.code)))
      return undefined;
    throw error;
  }
  const first = begun?.bytes.toString('utf8') ?? '';
  if (begun?.isWhole !== true) {
    assertTorn(path, first, startOfChain, 1);
    const start = `{"format":"${journalFormat}"`;
    if (!start.startsWith(first.slice(0, start.length))) throw noHeader(path);
    return { path, header: undefined, check: startOfChain, isEmpty: first === '' };
  }
  const line = checkLine(startOfChain, first);
  const header = parseHeader(line?.text ?? '');
  if (line !== undefined && header !== undefined) return { path, header, check: line.check, isEmpty: false };
  const { format } = (parseJson(first) ?? {}) as { readonly format?: unknown };
  const [, version] = /^auxopt-campaign\/(\d+)$/.exec(String(format)) ?? [];
  if (version === undefined || Number(version) === 3) {
    throw noHeader(path, line === undefined ? ' with its checksum' : '');
  }
  const problem = `it has the format auxopt-campaign/${version}${Number(version) < 3 ? ', whose lines have no checksums' : ''}`;
  throw new InputError({
    problem,
    where: path,
    expected: journalFormat,
    fix: 'Finish and merge it with the version of auxopt that started it, or start again in a new folder.',
  });
}

/**
 * Refuses bytes after the last line feed that a kill does not leave: a whole line with something else where its line feed was.
 *
 * @param before - the checksum of the line before it.
 */
function assertTorn(path: string, tail: string, before: string, line: number): void {
  if (checkLine(before, tail.slice(0, -1)) === undefined) return;
  throw damaged(path, `line ${line} does not end with a line feed`);
}

function noHeader(path: string, but = ''): InputError {
  return damaged(path, `line 1 is no header of a journal${but}`);
}

/** What is no journal is not read to the end of its first line. */
function linesOfJournal(path: string): Generator<FileLine, void> {
  return readLines(path, { file: Infinity, line: longestLine }, (line) =>
    line === 1 ? noHeader(path) : damaged(path, `line ${line} has more than ${longestLine} bytes`),
  );
}

/** The record in a line, of which the error names the first key that is missing or wrong. */
function readRecord<Shape>(schema: ZodType<Shape>, text: string, path: string, line: number): Shape {
  const refuse = (why: string): InputError => damaged(path, `line ${line} is no record of a case: ${why}`);
  let record: Shape;
  try {
    record = checkDocument(schema, parseJson(text), 'the record');
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw refuse(`${error.where}, ${error.problem}`);
  }
  // as with a key twice or one that is lost
  if (JSON.stringify(z.encode(schema, record)) !== text)
    throw refuse('it is written otherwise than a campaign does');
  return record;
}

/**
 * The results in a journal.
 *
 * A last line without a line feed is not counted. Nothing else may be wrong: a line that does not fit its checksum or the line
 * before it, no record, a case of another shard, or a case that is there twice is damage that no kill explains.
 *
 * @param kind - what a result looks like, and whether it can be one of a case.
 * @param options - those of the campaign.
 * @throws InputError for a damaged journal, with the number of the line.
 */
export function readRecords<Options, Result>(
  kind: Pick<CampaignKind<Options, Result, unknown>, 'result' | 'isOf'>,
  options: Options,
  { path, header, check: first }: RawJournal,
): Journal<Result> {
  if (header === undefined) return { records: [], length: 0, check: first };
  const schema = z.strictObject({ case: z.number().int(), result: kind.result });
  const records: CaseRecord<Result>[] = [];
  const seen = new Set<number>();
  let check = first;
  let length = 0;
  for (const { bytes, number: line, isWhole } of linesOfJournal(path)) {
    const text = bytes.toString('utf8');
    if (!isWhole) {
      assertTorn(path, text, check, line);
      break;
    }
    length += bytes.length + 1;
    if (line === 1) continue;
    const checked = checkLine(check, text);
    if (checked === undefined) {
      throw damaged(path, `line ${line} does not fit its checksum and the line before it`);
    }
    const { case: caseNumber, result } = readRecord(schema, checked.text, path, line);
    if (caseNumber < 0 || caseNumber >= header.cases || !isInShard(header.shard, caseNumber)) {
      throw damaged(
        path,
        `line ${line} has case ${caseNumber}, not one of shard ${formatShard(header.shard)}`,
      );
    }
    if (seen.has(caseNumber)) throw damaged(path, `line ${line} has case ${caseNumber} a second time`);
    if (kind.isOf?.(options, caseNumber, result) === false)
      throw damaged(path, `line ${line} has a result of another case`);
    seen.add(caseNumber);
    records.push({ caseNumber, result });
    check = checked.check;
  }
  return { records, length, check };
}
