/** Runs a campaign, or what is left of it, and hands back the results in the order of the cases. */
import { join } from 'node:path';
import { readdirSync } from 'node:fs';
import Tinypool from 'tinypool';
import { ContractError, describeError, InputError } from '../errors.js';
import type { CampaignKind, CaseRecord } from './campaign-kind.js';
import { claimFolder, isClaim } from './folder-claim.js';
import { flushFolder, type JournalFile, openJournalFile } from './journal-file.js';
import {
  assertSameHeader,
  type Campaign,
  createHeader,
  formatHeader,
  formatRecord,
  journalName,
  openJournal,
  readRecords,
} from './journal.js';
import { casesOfShard, type Shard, wholeCampaign } from './shard.js';
import { makeFolders } from './make-folders.js';
import type { WorkerTask } from './worker.js';

/** What to run, where to keep it, and who is told. */
export interface CampaignRequest<Options, Result, Report> extends Campaign<Options, Result, Report> {
  readonly openRunner: OpenRunner;
  /** The whole campaign unless said otherwise. */
  readonly shard?: Shard | undefined;
  /** Where the journal is kept; without one nothing is kept, and a kill loses all. */
  readonly folder?: string | undefined;
  /** Called once, with how many cases there are and how many of them are known already. */
  readonly onStart?: (total: number, known: number) => void;
  /** Called after every case, once it is safe. */
  readonly onCase?: () => void;
}

/** A place for results. */
interface Store<Result> {
  readonly known: readonly CaseRecord<Result>[];
  readonly keep: (record: CaseRecord<Result>) => Promise<void>;
  /** @throws InputError where the journal does not hold, or no longer, what was kept. */
  readonly assertKept: () => void;
  readonly close: () => Promise<void>;
}

/**
 * Judges every case of a shard that its journal does not hold yet.
 *
 * Each result is on the disk before it counts as done, so after a kill at any moment the same call goes on where the last one
 * stopped, and gives the same results.
 *
 * @returns the results of the shard, in the order of its cases.
 * @throws InputError where the folder holds something else, is in use, or cannot be written.
 */
export async function runCampaign<Options, Result, Report>(
  request: CampaignRequest<Options, Result, Report>,
): Promise<readonly CaseRecord<Result>[]> {
  const { kind, options, shard = wholeCampaign } = request;
  const cases = casesOfShard(shard, kind.countCases(options));
  const store = await openStore(request, shard);
  try {
    const results = new Map(store.known.map(({ caseNumber, result }) => [caseNumber, result]));
    const open = cases.filter((caseNumber) => !results.has(caseNumber));
    request.onStart?.(cases.length, results.size);
    await judgeCases(request, open, async (record) => {
      await store.keep(record);
      results.set(record.caseNumber, record.result);
      request.onCase?.();
    });
    store.assertKept();
    return cases.map((caseNumber) => ({ caseNumber, result: results.get(caseNumber) as Result }));
  } finally {
    await store.close();
  }
}

/** Judges cases in lanes: each takes the next case that nobody has. The first failure stops all. */
async function judgeCases<Options, Result>(
  { kind, options, openRunner }: CampaignRequest<Options, Result, unknown>,
  cases: readonly number[],
  keep: (record: CaseRecord<Result>) => Promise<void>,
): Promise<void> {
  if (cases.length === 0) return;
  const runner = await openRunner(kind, options);
  let next = 0;
  let hasFailed = false;
  const lane = async (): Promise<void> => {
    while (!hasFailed && next < cases.length) {
      const caseNumber = cases[next] as number;
      next += 1;
      try {
        await keep({ caseNumber, result: await judgeOne(kind, options, runner.judge, caseNumber) });
      } catch (error) {
        hasFailed = true;
        throw error;
      }
    }
  };
  try {
    const lanes = Array.from({ length: Math.min(runner.lanes, cases.length) }, lane);
    const ends = await Promise.allSettled(lanes);
    const failed = ends.find((end) => end.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  } finally {
    await runner.close();
  }
}

/** A case that throws is a mistake in this program, not a verdict: it says which case it was. */
async function judgeOne<Options, Result>(
  kind: CampaignKind<Options, Result, unknown>,
  options: Options,
  judge: (caseNumber: number) => Promise<Result>,
  caseNumber: number,
): Promise<Result> {
  try {
    return await judge(caseNumber);
  } catch (error) {
    const reason = describeError(error);
    throw new ContractError(
      `case ${caseNumber} (${kind.describeCase(options, caseNumber)}) could not be judged: ${reason}`,
      { cause: error },
    );
  }
}

async function openStore<Options, Result>(
  request: CampaignRequest<Options, Result, unknown>,
  shard: Shard,
): Promise<Store<Result>> {
  const { folder } = request;
  if (folder === undefined) {
    const nothing = () => Promise.resolve();
    return { known: [], keep: nothing, assertKept: () => undefined, close: nothing };
  }
  const header = createHeader(request, shard);
  prepareFolder(folder);
  // Before anything is written: a folder of another campaign stays as it is.
  const before = openJournal(folder);
  if (before?.header !== undefined) assertSameHeader(before.path, before.header, header);
  const claim = await claimFolder(folder);
  let file: JournalFile | undefined;
  const close = async (): Promise<void> => {
    await file?.close();
    claim.release();
  };
  try {
    const journal = openJournal(folder);
    if (journal?.header !== undefined) assertSameHeader(journal.path, journal.header, header);
    const known =
      journal === undefined
        ? { records: [], length: 0 }
        : readRecords(request.kind, request.options, journal);
    const { records, length } = known;
    file = await openJournalFile(join(folder, journalName), length, claim.assertHeld);
    let last: string;
    if ('check' in known && length > 0) {
      last = known.check;
    } else {
      const { text, check } = formatHeader(header);
      await file.push(text);
      await flushFolder(folder);
      last = check;
    }
    const { push } = file;
    // Lines are written in the order in which they are pushed, so each is chained to the one pushed before.
    const keep = (record: CaseRecord<Result>): Promise<void> => {
      const { text, check } = formatRecord(request.kind.result, record, last);
      last = check;
      return push(text);
    };
    // the checksums are a chain: the last one stands for every byte before it
    const assertKept = (): void => {
      const found = openJournal(folder);
      if (found !== undefined && readRecords(request.kind, request.options, found).check === last) return;
      throw new InputError({
        problem: `the journal ${found === undefined ? 'is gone' : 'is not as this run wrote it'}`,
        where: join(folder, journalName),
        expected: 'a file that nothing else changes while the campaign runs',
        fix: 'Run the campaign again in a new folder.',
      });
    };
    return { known: records, keep, assertKept, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * Makes the folder where there is none, and refuses one with other files: a campaign should not mix with them.
 *
 * @throws InputError where it cannot be made or read, or holds something else.
 */
function prepareFolder(folder: string): void {
  let names: readonly string[];
  try {
    makeFolders(folder);
    names = readdirSync(folder);
  } catch (error) {
    const reason = describeError(error);
    throw new InputError(
      {
        problem: `the folder cannot be used (${reason})`,
        where: folder,
        expected: 'a folder, or a place where one can be made',
        fix: 'Choose another place, or change its permissions.',
      },
      { cause: error },
    );
  }
  const others = names.filter((name) => !isClaim(name));
  const [first] = others;
  if (first === undefined || others.includes(journalName)) return;
  throw new InputError({
    problem: `it contains other files (${first}${others.length > 1 ? ` and ${others.length - 1} more` : ''})`,
    where: folder,
    expected: 'a new or empty folder, or one with the journal of this campaign',
    fix: 'Choose another folder.',
  });
}

/** Judges cases, several at a time. */
interface CaseRunner<Result> {
  /** How many cases to hand out at once. */
  readonly lanes: number;
  readonly judge: (caseNumber: number) => Promise<Result>;
  readonly close: () => Promise<void>;
}

/** Opens a runner for a campaign. */
export type OpenRunner = <Options, Result>(
  kind: CampaignKind<Options, Result, unknown>,
  options: Options,
) => Promise<CaseRunner<Result>>;

/** Worker threads; each opens the kind for itself. They run compiled code only. */
export function openWorkers(workerCount: number): OpenRunner {
  return <Options, Result>(kind: CampaignKind<Options, Result, unknown>, options: Options) => {
    const pool = new Tinypool({
      filename: new URL('./worker.js', import.meta.url).href,
      name: 'judgeCase',
      teardown: 'closeJudge',
      minThreads: workerCount,
      maxThreads: workerCount,
      // What a worker opened it keeps to the end.
      isolateWorkers: false,
      idleTimeout: Infinity,
    });
    return Promise.resolve({
      // One more for each, so that nobody waits while a result is written.
      lanes: 2 * workerCount,
      judge: (caseNumber: number): Promise<Result> => {
        const task: WorkerTask = { entry: kind.entry, options, caseNumber };
        return pool.run(task) as Promise<Result>;
      },
      close: () => pool.destroy(),
    });
  };
}
