/** `auxopt verify` as a campaign: on all cores, in shards, resumable after a kill. */
import { join } from 'node:path';
import {
  failingProblems,
  mergeShards,
  verifyCampaign,
  type CaseRecord,
  type ShardSet,
  type VerifyCampaignOptions,
  type VerifyCaseResult,
} from '../campaigns/index.js';
import { defaultLevel, defaultRandomCases, defaultSeed } from '../verify/index.js';
import { watchForTheEnd } from '../verify/peer/kill-group.js';
import { greetCommand } from '../verify/run-verification.js';
import { formatProblemFile, toProblemFile } from '../problems/index.js';
import { noCaseFits, type AskOptions } from './ask-options.js';
import { assertShardIsKept, judgeCampaign, presentShard, type CampaignOptions } from './campaign.js';
import { loadProblem, makeFolder, writeTextFile } from './files.js';
import { presentVerification, readExpectations, type PresentOptions } from './present-verification.js';

/** What a campaign is asked for. */
export interface VerifyCampaignRequest extends AskOptions, CampaignOptions, PresentOptions {
  readonly command: readonly [string, ...string[]];
  readonly saveFailures?: string;
}

/** Runs a campaign, or a shard of one, and prints what came of it; returns the exit code. */
export async function verifyInCampaign(request: VerifyCampaignRequest): Promise<number> {
  const { shard, report, junit, markdown, expectations, saveFailures } = request;
  assertShardIsKept(request, {
    '--report': report,
    '--junit': junit,
    '--markdown': markdown,
    '--expectations': expectations,
  });
  const known = readExpectations(request);
  if (saveFailures !== undefined) makeFolder(saveFailures);
  const kind = verifyCampaign;
  watchForTheEnd();
  const options = await settleOptions(request);
  if (kind.countCases(options) === 0) throw noCaseFits();
  const records = await judgeCampaign('verify', kind, options, request);
  saveProblems(options, records, saveFailures);
  if (shard !== undefined) return presentShard({ kind, options, shard, records }, request.json === true);
  return presentCampaign(options, records, request, known);
}

/** Prints the report of a complete campaign; returns the exit code. */
export async function presentMergedVerify(
  shards: ShardSet,
  outputs: PresentOptions & { readonly saveFailures?: string },
): Promise<number> {
  const known = readExpectations(outputs);
  const { saveFailures } = outputs;
  if (saveFailures !== undefined) makeFolder(saveFailures);
  const { options, records } = mergeShards(verifyCampaign, shards);
  saveProblems(options, records, saveFailures);
  return presentCampaign(options, records, outputs, known);
}

/** Everything that decides the cases, with what the implementation says of itself, which it is started once for. */
async function settleOptions(request: VerifyCampaignRequest): Promise<VerifyCampaignOptions> {
  const { command, level, suite, variant, only, problem, startLimit, requestLimit } = request;
  const { randomCases = defaultRandomCases, seed = defaultSeed } = request;
  const problems = problem?.map((path) => formatProblemFile(toProblemFile(loadProblem(path))));
  const { implementation, capabilities } = await greetCommand(command, {
    startSeconds: startLimit,
    requestSeconds: requestLimit,
  });
  return {
    command,
    level,
    suite,
    ...(variant === undefined ? {} : { variants: variant }),
    ...(only === undefined ? {} : { only }),
    ...(problems === undefined ? {} : { problems }),
    cases: randomCases,
    seed,
    startLimit,
    requestLimit,
    implementation,
    capabilities,
  };
}

async function presentCampaign(
  options: VerifyCampaignOptions,
  records: readonly CaseRecord<VerifyCaseResult>[],
  outputs: PresentOptions,
  expectations: ReturnType<typeof readExpectations>,
): Promise<number> {
  const { command, level, only } = options;
  const report = verifyCampaign.reduce(
    options,
    records.map(({ result }) => result),
  );
  const isSelection = only !== undefined || level !== defaultLevel;
  return presentVerification({ report, command, isSelection, expectations }, outputs);
}

function saveProblems(
  options: VerifyCampaignOptions,
  records: readonly CaseRecord<VerifyCaseResult>[],
  folder: string | undefined,
): void {
  if (folder === undefined) return;
  for (const { name, text } of failingProblems(options, records)) {
    writeTextFile(join(folder, `${name}.json`), text);
  }
}
