/** The first line of a journal: which campaign it belongs to. */
import { z } from 'zod';
import { InputError } from '../errors.js';
import type { CampaignKind } from './campaign-kind.js';
import { formatShard, largestCampaign, type Shard } from './shard.js';

/** The name of the format. */
export const journalFormat = 'auxopt-campaign/1';

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
export function isTornHeader(text: string): boolean {
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
