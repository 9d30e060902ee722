/** The campaign `verify`: every task of a verification, and every random problem, as a case of its own. */
import { z } from 'zod';
import { ContractError } from '../../errors.js';
import { createLoneJudge, type Ask } from '../../verify/judge-alone.js';
import { levelsOf } from '../../verify/levels/all-levels.js';
import type { LevelTask } from '../../verify/levels/level.js';
import { startProcessPeer } from '../../verify/peer/process-peer.js';
import { combineProblems } from '../../verify/report/combine-problems.js';
import { isFailing } from '../../verify/report/report-view.js';
import { resultOf } from '../../verify/report/result-of.js';
import { summarize } from '../../verify/report/summarize.js';
import type { CaseResult, VerifyReport } from '../../verify/report/verify-report.js';
import {
  caseResultSchema,
  decodeCaseResult,
  encodeCaseResult,
  type JsonOf,
} from '../../verify/report/verify-schema.js';
import type { CampaignKind } from '../campaign-kind.js';
import { tasksOf, verifyOptionsSchema, type VerifyCampaignOptions } from './verify-options.js';

/** What one case gave. */
export interface VerifyCaseResult {
  /** The case as it stands in a report. */
  readonly reported: JsonOf<CaseResult>;
  /** The smallest problem that fails, as a problem file, where a random one does. */
  readonly problem?: string;
}

const resultSchema: z.ZodType<VerifyCaseResult> = z.strictObject({
  reported: caseResultSchema,
  problem: z.string().exactOptional(),
});

/** A case: a task, or one random problem of a search. */
interface Located {
  readonly task: LevelTask;
  readonly ask: Ask;
  /** The index of a random problem. */
  readonly index?: number;
}

/** Tasks first, in the order of the report, then search after search. */
function locate(options: VerifyCampaignOptions, caseNumber: number): Located {
  const { asked, searches } = tasksOf(options);
  const task = asked[caseNumber];
  if (task !== undefined) return { task, ask: task.run };
  const [number, index] = divide(caseNumber - asked.length, options.cases);
  const search = searches[number];
  if (search === undefined) throw new ContractError(`there is no case ${caseNumber}`);
  return { task: search, index, ask: (peer, context) => search.runProblem(peer, context, index) };
}

function divide(value: number, divisor: number): readonly [quotient: number, remainder: number] {
  return [Math.floor(value / divisor), value % divisor];
}

function open(options: VerifyCampaignOptions): ReturnType<typeof verifyCampaign.open> {
  const { command, startLimit, requestLimit, implementation, capabilities } = options;
  const limits = { startSeconds: startLimit, requestSeconds: requestLimit };
  const { judge, close } = createLoneJudge({
    open: () => startProcessPeer(command as readonly [string, ...string[]], { limits }),
    hello: { implementation, capabilities },
    requestSeconds: requestLimit,
  });
  return {
    judge: async (caseNumber) => {
      const { task, ask } = locate(options, caseNumber);
      const outcome = await judge(ask);
      const { problem } = outcome;
      // What a program writes to standard error may have times and process numbers in it: it is no part of the result.
      const reported = encodeCaseResult(resultOf(task, outcome));
      return { reported, ...(problem === undefined ? {} : { problem }) };
    },
    close,
  };
}

/** The report that an undisturbed verification gives. */
function reduce(options: VerifyCampaignOptions, results: readonly VerifyCaseResult[]): VerifyReport {
  const { asked, searches } = tasksOf(options);
  const all = results.map(({ reported }) => decodeCaseResult(reported));
  const combined = searches.map((_, number) => {
    const from = asked.length + number * options.cases;
    return combineProblems(all.slice(from, from + options.cases));
  });
  return summarize(options, levelsOf([...asked, ...searches]), [...all.slice(0, asked.length), ...combined]);
}

/** The kind. */
export const verifyCampaign: CampaignKind<VerifyCampaignOptions, VerifyCaseResult, VerifyReport> = {
  name: 'verify',
  entry: { module: import.meta.url, exportName: 'verifyCampaign' },
  options: verifyOptionsSchema,
  result: resultSchema,
  countCases: (options) => {
    const { asked, searches } = tasksOf(options);
    return asked.length + searches.length * options.cases;
  },
  describeCase: (options, caseNumber) => {
    const { task, index } = locate(options, caseNumber);
    return index === undefined ? task.id : `${task.id}, problem ${index + 1} of ${options.cases}`;
  },
  open,
  isExpected: ({ reported }) => !isFailing(reported.verdict),
  reduce,
};

/** The smallest problems that fail, each under a name that no other has. */
export function failingProblems(
  options: VerifyCampaignOptions,
  records: readonly { readonly caseNumber: number; readonly result: VerifyCaseResult }[],
): readonly { readonly name: string; readonly text: string }[] {
  return records.flatMap(({ caseNumber, result: { problem: text } }) => {
    if (text === undefined) return [];
    const { task, index = 0 } = locate(options, caseNumber);
    return [{ name: `${task.id.replaceAll('/', '-')}-${index}`, text }];
  });
}
