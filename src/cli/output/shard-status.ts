/** What one shard says when it is done; the report comes from all of them, by `auxopt merge`. */
import { formatShard, type CampaignKind, type CaseRecord, type Shard } from '../../campaigns/index.js';
import { doesNotHold, holds } from '../exit-codes.js';
import { print } from './text.js';

/** A finished shard. */
export interface ShardStatus<Options, Result> {
  readonly kind: CampaignKind<Options, Result, unknown>;
  readonly options: Options;
  readonly shard: Shard;
  readonly records: readonly CaseRecord<Result>[];
}

/** Prints what a finished shard says; returns the exit code. */
export function presentShard<Options, Result>(status: ShardStatus<Options, Result>, json: boolean): number {
  if (json) process.stdout.write(shardToJson(status));
  else printShard(status);
  return listUnexpected(status).length === 0 ? holds : doesNotHold;
}

/** The numbers of the cases that did not give what they should. */
function listUnexpected<Options, Result>({ kind, records }: ShardStatus<Options, Result>): readonly number[] {
  return records.filter(({ result }) => !kind.isExpected(result)).map(({ caseNumber }) => caseNumber);
}

/** The document `auxopt-shard/1`; its keys are described in docs/formats/campaign.md. */
function shardToJson<Options, Result>(status: ShardStatus<Options, Result>): string {
  const { kind, options, shard, records } = status;
  const document = {
    format: 'auxopt-shard/1',
    kind: kind.name,
    options,
    shard,
    allCases: kind.countCases(options),
    cases: records.length,
    unexpected: listUnexpected(status),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** One line for people, and one for each case that is not as it should be. */
function printShard<Options, Result>(status: ShardStatus<Options, Result>): void {
  const { kind, options, shard, records } = status;
  const unexpected = listUnexpected(status);
  print(
    `Shard ${formatShard(shard)}: ${records.length} of ${kind.countCases(options)} cases judged, ` +
      `${unexpected.length} not as they should be. auxopt merge makes the report of all shards.`,
  );
  for (const caseNumber of unexpected) print(`  ${kind.describeCase(options, caseNumber)}`);
}
