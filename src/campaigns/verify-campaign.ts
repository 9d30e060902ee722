/** The campaign `verify`: every task of a verification, and every random problem, as a case of its own. */
import { z } from 'zod';
import { methodNames } from '../../spec/methods/index.js';
import { ContractError } from '../errors.js';
import { readRun } from '../problems/resolve-problem.js';
import { joinRanges, rangesSchema } from '../verify/cases/ranges.js';
import { caseOfProblem } from '../verify/cases/verification-case.js';
import { inputOf, type JudgedCase } from '../verify/diagnosis/index.js';
import { createDriver } from '../verify/driver.js';
import { explainFailures } from '../verify/explain-failures.js';
import { highestLevel, listTasks, variantsToJudge, type AllTasks } from '../verify/levels/all-levels.js';
import type { LevelTask } from '../verify/levels/level.js';
import { startProcessPeer } from '../verify/peer/process-peer.js';
import {
  createStoredPeer,
  sentTypes,
  storedReplySchema,
  type StoredReply,
} from '../verify/peer/stored-replies.js';
import { present, variant, type Immutable } from '../verify/protocol/message-parts.js';
import { capabilitiesSchema, implementationSchema } from '../verify/protocol/replies.js';
import { certificateSchema } from '../verify/report/certificate.js';
import { createMatcher } from '../verify/report/expectations.js';
import { isFailing } from '../verify/report/report-view.js';
import { describedMethod } from '../verify/report/described-method.js';
import { combineProblems, resultOf, summarize } from '../verify/report/summarize.js';
import { caseResultSchema, type VerifyReport } from '../verify/report/verify-report.js';
import type { CampaignKind } from './campaign-kind.js';

const seconds = z.number().positive();

const optionsSchema = z.strictObject({
  /** The words that start the implementation; no shell sees them. */
  command: z.array(z.string()).min(1),
  /** The files that the command and the options name, so that no run of other files is joined to these. */
  files: z.array(z.strictObject({ path: z.string(), sha256: z.string() })),
  /** The commit of the working folder: what a program loads without a word that names it is part of it. */
  commit: certificateSchema.shape.commit,
  level: z.number().int().min(0).max(highestLevel),
  /** The method that it is, where one is named. */
  method: z.enum(methodNames).exactOptional(),
  /** Only these variants, of those that it has. */
  variants: z.array(variant).exactOptional(),
  /** Only results whose id fits one of these patterns. */
  only: z.array(z.string()).exactOptional(),
  /** Problem files as they are after their tables were read; they replace the cases of level 2. */
  problems: z.array(z.strictObject({ path: z.string(), text: z.string() })).exactOptional(),
  /** Random problems for each variant and oracle mode. */
  cases: z.number().int().positive(),
  seed: z.number().int(),
  /** Whether a refusal of something declared leaves the verdict as it is. */
  allowUnsupported: z.literal(true).exactOptional(),
  /** Limits in seconds: for the answer to `hello`, and for any other. */
  startLimit: seconds,
  requestLimit: seconds,
  /** What the implementation said of itself. */
  implementation: implementationSchema,
  capabilities: capabilitiesSchema,
});

/** What decides every case: what is asked, and of whom. */
export type VerifyCampaignOptions = Immutable<z.infer<typeof optionsSchema>>;

const resultSchema = z
  .strictObject({
    /** The case as it stands in a report. */
    reported: caseResultSchema,
    /** The smallest problem that fails, as a problem file, where a random one does. */
    problem: z.string().exactOptional(),
    /** What its runs cover. */
    covered: rangesSchema.exactOptional(),
    /** What the implementation said, where the states of the case help to explain it or others. */
    replies: z.array(storedReplySchema).exactOptional(),
  })
  // what passes shows nothing wrong, and what fails says what
  .refine(({ reported: { verdict, message, violation, diagnosis }, problem }) =>
    isFailing(verdict)
      ? message !== undefined || violation !== undefined
      : violation === undefined && diagnosis === undefined && problem === undefined,
  );

/** What one case gave. */
export type VerifyCaseResult = Immutable<z.infer<typeof resultSchema>>;

const known = new WeakMap<VerifyCampaignOptions, AllTasks>();

/** Everything that is asked; made once for the same options. */
function tasksOf(options: VerifyCampaignOptions): AllTasks {
  const before = known.get(options);
  if (before !== undefined) return before;
  const { level, method, variants, only, problems, cases: randomCases, seed, capabilities } = options;
  const matchers = only?.map(createMatcher);
  const tasks = listTasks(capabilities, {
    level,
    randomCases,
    seed,
    method,
    cases: problems?.map(({ path, text }) => caseOfProblem(readRun(text, path, noTable))),
    variants,
    only: matchers && ((id) => matchers.some((fits) => fits(id))),
  });
  known.set(options, tasks);
  return tasks;
}

function noTable(table: string): never {
  throw new ContractError(`the table ${table} should have been read before the campaign`);
}

/** A case: a task, or one random problem of a search. */
interface Located {
  readonly task: LevelTask;
  /** The task that is to be asked before it. Random problems are independent, and follow whatever was asked. */
  readonly before?: LevelTask;
  /** The index of a random problem. */
  readonly index?: number;
}

/** Tasks first, in the order of the report, then search after search. */
function locate(options: VerifyCampaignOptions, caseNumber: number): Located {
  const { asked, searches } = tasksOf(options);
  const [task, before] = [asked[caseNumber], asked[caseNumber - 1]];
  if (task !== undefined) return { task, ...(before === undefined ? {} : { before }) };
  const place = caseNumber - asked.length;
  const search = searches[Math.floor(place / options.cases)];
  if (search === undefined) throw new ContractError(`there is no case ${caseNumber}`);
  const index = place % options.cases;
  return { task: search.problem(index), index };
}

function open(options: VerifyCampaignOptions): ReturnType<typeof verifyCampaign.open> {
  const { command, startLimit, requestLimit, implementation, capabilities, allowUnsupported } = options;
  const limits = { startSeconds: startLimit, requestSeconds: requestLimit };
  const { judge, follow, close } = createDriver({
    open: () => startProcessPeer(command as readonly [string, ...string[]], { limits }),
    hello: { implementation, capabilities },
    requestSeconds: requestLimit,
    allowsUnsupported: allowUnsupported,
  });
  return {
    judge: async (caseNumber) => {
      const { task, before } = locate(options, caseNumber);
      if (before !== undefined) await follow(before);
      const { outcome, replies } = await judge(task);
      const { problem, covered, evidence, ...rest } = outcome;
      // What a program writes to standard error may have times and process numbers in it: it is no part of the result.
      return {
        reported: resultOf(task, rest),
        ...present({ problem, covered }),
        ...(evidence === undefined
          ? {}
          : { replies: task.level < highestLevel ? replies : firstRun(replies) }),
      };
    },
    close: async () => {
      await close();
    },
  };
}

/** The replies of the first run of a search: the runs after it look for a smaller problem. */
function firstRun(replies: readonly StoredReply[]): readonly StoredReply[] {
  const isAnswer = ({ type }: StoredReply): boolean => !sentTypes.has(type);
  // to "open", "run" and "close"
  const [, , last] = replies.flatMap((reply, index) => (isAnswer(reply) ? [index] : []));
  return replies.slice(0, last === undefined ? undefined : last + 1);
}

/** The report that an undisturbed verification gives. */
async function reduce(
  options: VerifyCampaignOptions,
  results: readonly VerifyCaseResult[],
): Promise<VerifyReport> {
  const { asked, searches } = tasksOf(options);
  const all = results.map(({ reported }) => reported);
  const startOf = (search: number): number => asked.length + search * options.cases;
  const combined = searches.map((_, search) =>
    combineProblems(all.slice(startOf(search), startOf(search + 1))),
  );
  // one process ends a search at its first failure, and knows nothing of the problems after it
  const known = [
    ...asked.keys(),
    ...searches.flatMap((_, search) => {
      const indices = Array.from({ length: options.cases }, (__, index) => startOf(search) + index);
      const end = indices.findIndex((index) => isFailing(all[index]?.verdict ?? 'pass'));
      return end < 0 ? indices : indices.slice(0, end + 1);
    }),
  ];
  const covered = joinRanges(known.flatMap((index) => results[index]?.covered ?? []));
  const judged = await judgeAgain(options, results, known);
  return summarize(options, [...all.slice(0, asked.length), ...combined], {
    seed: options.seed,
    method: describedMethod(options),
    allowsUnsupported: options.allowUnsupported,
    covered,
    explanation: explainFailures(judged, options.method),
    judged,
    variants: variantsToJudge(options.capabilities, options),
  });
}

/** What was judged, where anything failed: once more, from what the implementation said. */
async function judgeAgain(
  options: VerifyCampaignOptions,
  results: readonly VerifyCaseResult[],
  known: readonly number[],
): Promise<readonly JudgedCase[]> {
  const seen: JudgedCase[] = [];
  const isAnyFailing = known.some((caseNumber) => {
    const result = results[caseNumber];
    return result?.replies !== undefined && isFailing(result.reported.verdict);
  });
  for (const caseNumber of isAnyFailing ? known : []) {
    const { replies, reported } = results[caseNumber] ?? {};
    if (replies === undefined || reported === undefined) continue;
    const { task } = locate(options, caseNumber);
    const { evidence } = await task.run(createStoredPeer(replies), { isOver: () => false });
    if (evidence === undefined) continue;
    seen.push({
      id: task.id,
      isFailing: isFailing(reported.verdict),
      passesAlone: reported.passesAlone === true,
      input: inputOf(evidence),
    });
  }
  return seen;
}

/** The kind. */
export const verifyCampaign: CampaignKind<VerifyCampaignOptions, VerifyCaseResult, Promise<VerifyReport>> = {
  name: 'verify',
  entry: { module: import.meta.url, exportName: 'verifyCampaign' },
  options: optionsSchema,
  result: resultSchema,
  countCases: (options) => {
    const { asked, searches } = tasksOf(options);
    return asked.length + searches.length * options.cases;
  },
  isOf: (options, caseNumber, { reported }) => {
    const { task } = locate(options, caseNumber);
    const { id, level, variant: own, oracleMode } = reported;
    return id === task.id && level === task.level && own === task.variant && oracleMode === task.oracleMode;
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
