/** `auxopt verify` as a campaign: on all cores, in shards, resumable after a kill. */
import { join } from 'node:path';
import {
  type CaseRecord,
  failingProblems,
  mergeShards,
  type ShardSet,
  verifyCampaign,
  type VerifyCampaignOptions,
  type VerifyCaseResult,
} from '../../campaigns/index.js';
import { defaultLevel, defaultRandomCases, highestLevel } from '../../verify/index.js';
import { openJournal } from '../../campaigns/journal.js';
import { watchForTheEnd } from '../../verify/peer/kill-group.js';
import { greetCommand } from '../../verify/run-verification.js';
import { formatProblemFile, toProblemFile } from '../../problems/index.js';
import { type AskOptions, noCaseFits, parseCommand, startLabel, drawSeed } from './ask.js';
import { type Evidence, evidenceOf, findCommit, hashFiles } from './evidence.js';
import { assertShardIsKept, type CampaignOptions, judgeCampaign, presentShard } from '../campaign.js';
import { limitsOf, peerLimits } from '../limits.js';
import { createProgress } from '../progress.js';
import { loadRuns } from '../read-file.js';
import { present } from '../../verify/protocol/message-parts.js';
import { chosenMethod } from '../read-page.js';
import { writeTextFile } from '../write-file.js';
import { type PresentOptions, presentVerification, readExpectations } from './present.js';
import type { Command } from 'commander';
import { z } from 'zod';
import { InputError } from '../../errors.js';

/** What a campaign is asked for. */
export interface VerifyCampaignRequest
  extends AskOptions, CampaignOptions, Omit<PresentOptions, keyof AskOptions> {
  readonly command: readonly [string, ...string[]];
  readonly saveFailures?: string;
}

/** Runs a campaign, or a shard of one, and prints what came of it; returns the exit code. */
export async function verifyInCampaign(request: VerifyCampaignRequest): Promise<number> {
  const { shard, junit, markdown, expectations, certificate, badge, saveFailures } = request;
  assertShardIsKept(request, {
    '--junit': junit,
    '--markdown': markdown,
    '--expectations': expectations,
    '--certificate': certificate,
    '--badge': badge,
  });
  const known = readExpectations(request);
  const kind = verifyCampaign;
  watchForTheEnd();
  const options = await settleOptions(request);
  if (kind.countCases(options) === 0) throw noCaseFits();
  const evidence = evidenceOfCampaign(options, request);
  const records = await judgeCampaign('verify', kind, options, request);
  saveProblems(options, records, saveFailures);
  if (shard !== undefined) return presentShard({ kind, options, shard, records }, request.json === true);
  return presentCampaign(options, records, request, known, evidence);
}

/** Prints the report of a complete campaign; returns the exit code. */
export async function presentMergedVerify(
  shards: ShardSet,
  outputs: PresentOptions & { readonly saveFailures?: string },
): Promise<number> {
  const expected = readExpectations(outputs);
  const { options, records } = mergeShards(verifyCampaign, shards);
  saveProblems(options, records, outputs.saveFailures);
  return presentCampaign(options, records, outputs, expected, evidenceOfCampaign(options, outputs));
}

/** What a certificate names: the files and the commit that the campaign began with, because a resumed one is refused with others. */
function evidenceOfCampaign(options: VerifyCampaignOptions, outputs: PresentOptions): Evidence | undefined {
  if ((outputs.certificate ?? outputs.badge) === undefined) return undefined;
  const known = outputs.expectations === undefined ? [] : hashFiles([outputs.expectations]);
  const { command, files, commit } = options;
  return { ...evidenceOf(command, toAsked(options, outputs), [...files, ...known]), ...present({ commit }) };
}

/** The seed of a campaign: the one that is given, that of the journal which is resumed, or a new one, which a shard may not draw. */
function settleSeed({ seed, shard, out }: VerifyCampaignRequest): number {
  if (seed !== undefined) return seed;
  const begun = z.int().safeParse(out === undefined ? undefined : openJournal(out)?.header?.options['seed']);
  if (begun.success) return begun.data;
  if (shard === undefined) return drawSeed();
  throw new InputError({
    problem: 'all shards of a campaign share one seed, and none is given',
    where: '--shard',
    expected: '--seed <n> with it, the same for every shard',
    fix: `For example: --seed ${drawSeed()}.`,
  });
}

/** Everything that decides the cases, with what the implementation says of itself, which it is started once for. */
async function settleOptions(request: VerifyCampaignRequest): Promise<VerifyCampaignOptions> {
  const { command, level, method, variant, only, problem, allowUnsupported } = request;
  const limits = limitsOf(request.limits);
  const chosen = method === undefined ? {} : chosenMethod(method);
  if (chosen.method === undefined && chosen.page !== undefined)
    throw withoutMeaning('--method', 'the runs of a page are made in one process');
  const { randomCases = defaultRandomCases } = request;
  const seed = settleSeed(request);
  const commit = findCommit();
  const problems =
    problem &&
    loadRuns(problem).map((run, index) => ({
      path: problem[index] ?? run.name,
      text: formatProblemFile(toProblemFile(run)),
    }));
  const progress = createProgress(startLabel, 1);
  const { implementation, capabilities } = await greetCommand(command, peerLimits(limits)).finally(
    progress.finish,
  );
  return {
    command,
    files: hashFiles([...command, ...(problem ?? [])]),
    ...present({ commit }),
    level,
    ...present({ method: chosen.method, variants: variant, only, problems }),
    cases: randomCases,
    ...present({ allowUnsupported }),
    seed,
    startLimit: limits.start,
    requestLimit: limits.request,
    implementation,
    capabilities,
  };
}

async function presentCampaign(
  options: VerifyCampaignOptions,
  records: readonly CaseRecord<VerifyCaseResult>[],
  outputs: PresentOptions,
  expectations: ReturnType<typeof readExpectations>,
  evidence: Evidence | undefined,
): Promise<number> {
  const { command, level, only } = options;
  const report = await verifyCampaign.reduce(
    options,
    records.map(({ result }) => result),
  );
  const isSelection = only !== undefined || level !== defaultLevel;
  const judged = { report, command, isSelection, expectations, evidence };
  return presentVerification(judged, { ...outputs, ...toAsked(options, outputs) });
}

/** What a campaign was asked, as the options of a verification. */
function toAsked(
  { level, seed, only, variants, method, cases, problems, allowUnsupported }: VerifyCampaignOptions,
  { expectations }: Pick<PresentOptions, 'expectations'>,
): Parameters<typeof evidenceOf>[1] {
  return {
    level,
    seed,
    ...present({ only, variant: variants, method, problem: problems?.map(({ path }) => path) }),
    randomCases: cases,
    ...present({ allowUnsupported, expectations }),
  };
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

/** What the command line gives, apart from what only one process can do. */
export interface GivenOptions extends Omit<VerifyCampaignRequest, 'command' | 'randomCases'> {
  /** A number of random problems; with a trace, a file. */
  readonly cases?: string;
  readonly trace?: string;
  readonly transcript?: string;
  readonly recheck?: string;
}

/** Whether the work is to be done as a campaign. */
export function isCampaign({ trace, cases, shard, out, workers }: GivenOptions): boolean {
  return (
    trace === undefined &&
    (cases !== undefined || shard !== undefined || out !== undefined || workers !== undefined)
  );
}

/**
 * What a campaign is asked for.
 *
 * @param source - tells which options were given, and which are there by default.
 * @throws InputError where an option has no meaning in a campaign.
 */
export function toCampaign(
  words: readonly string[],
  options: GivenOptions,
  source: Pick<Command, 'getOptionValueSource'>,
): VerifyCampaignRequest {
  const command = parseCommand(words);
  const isGiven = (name: keyof GivenOptions): boolean => source.getOptionValueSource(name) === 'cli';
  if (isGiven('path')) throw withoutMeaning('--path', 'every case begins at its own problem');
  if (isGiven('transcript')) throw withoutMeaning('--transcript', 'several processes are asked at once');
  if (options.limits?.total !== undefined)
    throw withoutMeaning('--limits total=…', 'no case depends on the time of others');
  const { cases, ...rest } = options;
  if (cases === undefined) return { ...rest, command };
  const level = isGiven('level') ? rest.level : highestLevel;
  if (level < highestLevel) {
    throw new InputError({
      problem: `there are no random problems in level ${level}`,
      where: '--cases',
      expected: `--level ${highestLevel} with it, which is the default then`,
      fix: 'Leave out one of them.',
    });
  }
  return { ...rest, command, level, randomCases: parseCases(cases) };
}

function parseCases(text: string): number {
  const count = Number(text);
  if (/^\d+$/.test(text) && count >= 1 && Number.isSafeInteger(count)) return count;
  throw new InputError({
    problem: `${JSON.stringify(text)} is not a number of cases`,
    where: '--cases',
    expected: 'a whole number of at least 1; a file only with --trace',
    fix: `For example: auxopt verify --cases 100 -- python3 mine.py. Without it, levels 0 to ${defaultLevel} are asked.`,
  });
}

function withoutMeaning(option: string, reason: string): InputError {
  return new InputError({
    problem: `it has no meaning in a campaign: ${reason}`,
    where: option,
    expected: 'a verification in one process',
    fix: `Leave out ${option}, or else --cases, --shard, --out and --workers.`,
  });
}
