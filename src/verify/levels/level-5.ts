/** L5, random problems over the wire: one property of fast-check, found by chance, shrunk to the smallest that still fails. */
import fc from 'fast-check';
import { algorithms } from '../../../spec/algorithms/index.js';
import { methods, type MethodName } from '../../../spec/methods/index.js';
import type { VariantName } from '../../../spec/model/index.js';
import {
  toProblemFile,
  formatProblemFile,
  type EstimateStart,
  type ResolvedProblem,
} from '../../problems/index.js';
import { describeError, InputError } from '../../errors.js';
import { arbitraryProblemCase } from '../../theorems/index.js';
import { arbitrarySizes, enlarge } from '../cases/random-sizes.js';
import { asDeclared, findGap, restrictionOf } from '../cases/declared.js';
import { methodStarts } from '../cases/method-cases.js';
import { restrictParameters, restrictProblem } from '../cases/restrict.js';
import { joinRanges, type CaseRanges } from '../cases/ranges.js';
import { caseOfProblem } from '../cases/verification-case.js';
import { PeerFault, type Peer } from '../peer/peer.js';
import type { OracleMode } from '../protocol/message-parts.js';
import type { Capabilities } from '../protocol/replies.js';
import { runWholeCase, type CaseOutcome } from '../session/case-outcome.js';
import { prepareCase } from '../session/prepared-case.js';
import { notSupported, outOfTime, type LevelTask, type RunContext } from './level.js';

/** What decides which random problems are run, and where the smallest failure goes. */
export interface RandomOptions {
  /** The method whose restrictions the problems have, where there is one. */
  readonly method?: MethodName | undefined;
  /** Random problems for each variant and oracle mode; {@link defaultRandomCases} where it is left out. */
  readonly randomCases?: number | undefined;
  /** The same seed gives the same problems, whatever they are run on; {@link defaultSeed} where it is left out. */
  readonly seed?: number | undefined;
  /** Where in a search to begin: the path that a message names. */
  readonly path?: string | undefined;
  /**
   * Keeps the smallest failing problem.
   *
   * @param id - of the case that failed.
   * @param text - a problem file, as `auxopt run` and `auxopt verify --problem` read it.
   * @returns where it is now, for the message.
   */
  readonly keepFailure?: ((id: string, text: string) => string) | undefined;
}

/** Random problems of level 5 for each variant and oracle mode. */
export const defaultRandomCases = 25;
/** The seed of level 5, where none is given. */
export const defaultSeed = 1;

const allStarts: readonly EstimateStart[] = ['zero', 'exact', 'given', 'first-snapshot', 'batch'];
/** After so many runs beyond the first failure, the smallest so far is taken. */
const longestShrinking = 400;

/** The random problems of one variant and oracle mode. A report has one result for all of them. */
export interface Search {
  /** How many problems there are. */
  readonly count: number;
  /** Asks the problem of an index, counted from 0, and shrinks it where it fails. */
  readonly problem: (index: number) => LevelTask;
}

/** One search for each variant and oracle mode. */
export function level5Searches(
  capabilities: Capabilities,
  variants: readonly VariantName[],
  options: RandomOptions,
): readonly Search[] {
  const { randomCases = defaultRandomCases, path } = options;
  return variants.flatMap((variant) =>
    capabilities.oracleModes.map((oracleMode): Search => {
      const id = `L5/${variant}/random/${oracleMode}`;
      return {
        // a path leads to one problem, and its search goes on from there by itself
        count: path === undefined ? randomCases : 1,
        problem: (index) => ({
          id,
          level: 5,
          variant,
          oracleMode,
          run: (peer, context) =>
            searchFailure(peer, context, { id, variant, oracleMode, capabilities, options }, index),
        }),
      };
    }),
  );
}

/** What decides a search. */
interface SearchSetting {
  readonly id: string;
  readonly variant: VariantName;
  readonly oracleMode: OracleMode;
  readonly capabilities: Capabilities;
  readonly options: RandomOptions;
}

/** A problem that failed. */
interface Failure {
  readonly problemCase: ResolvedProblem;
  readonly outcome: CaseOutcome;
}

/**
 * Runs the problem of an index, or those from `options.path` on, and where one fails ever smaller ones. The problem of an
 * index is always the same, because fast-check draws each from the seed and its index alone.
 */
async function searchFailure(
  peer: Peer,
  { isOver }: RunContext,
  { id, variant, oracleMode, capabilities, options }: SearchSetting,
  only: number,
): Promise<CaseOutcome> {
  const { randomCases = defaultRandomCases, seed = defaultSeed, keepFailure, path } = options;
  const { initializations } = capabilities;
  // a baseline has no start, whatever the implementation can start others with
  const hasStart = algorithms[variant].estimates !== 'nothing';
  const method = options.method === undefined ? undefined : methods[options.method];
  const known: readonly EstimateStart[] =
    method === undefined || !hasStart
      ? allStarts
      : methodStarts(method, capabilities).filter((kind) => kind !== 'none');
  const starts = known.filter((kind) => !hasStart || (initializations?.includes(kind) ?? true));
  if (starts.length === 0) return notSupported('any initialization');
  const failures: Failure[] = [];
  const covered: CaseRanges[] = [];
  const noNumbers = notSupported('the numbers of random problems');
  let gap = noNumbers;
  let refusal: CaseOutcome | undefined;
  let [passed, shrinkingRuns, isGone] = [0, 0, false];

  const restriction = restrictionOf(capabilities, method?.restriction);
  const restricted = (problemCase: ResolvedProblem): ResolvedProblem => ({
    ...problemCase,
    problem: restrictProblem(restriction, problemCase.problem),
    parameters: restrictParameters(restriction, problemCase.parameters),
  });
  const run = async (problemCase: ResolvedProblem): Promise<CaseOutcome> => {
    const given = asDeclared(capabilities, caseOfProblem(problemCase));
    const lack = findGap(capabilities, given);
    if (lack !== undefined) return notSupported(lack);
    const prepared = prepareCase(given, capabilities, oracleMode);
    if (prepared === undefined) return noNumbers;
    try {
      const { fault, ...outcome } = await runWholeCase(peer, prepared);
      isGone ||= fault !== undefined;
      return outcome;
    } catch (error) {
      if (!(error instanceof PeerFault)) throw error;
      isGone = true; // the process is gone, and with it the search
      return { verdict: error.verdict, message: error.message };
    }
  };
  /** Much of a random problem does not enter it, such as deviations without noise: that shrinks without a run. */
  const tried = new Map<string, boolean>();
  const holdsOn = async (problemCase: ResolvedProblem): Promise<boolean> => {
    if (isGone || isOver() || shrinkingRuns >= longestShrinking) return true;
    const text = formatProblemFile(toProblemFile(problemCase));
    const holds = tried.get(text) ?? (await holdsOnNew(problemCase));
    tried.set(text, holds);
    return holds;
  };
  const holdsOnNew = async (problemCase: ResolvedProblem): Promise<boolean> => {
    if (failures.length > 0) shrinkingRuns += 1;
    const outcome = await run(problemCase);
    if (outcome.verdict === 'unsupported') gap = outcome;
    else if (outcome.isRefused === true) refusal = outcome;
    else if (outcome.verdict === 'pass') {
      passed += 1;
      if (outcome.covered !== undefined) covered.push(outcome.covered);
    } else {
      // what was run before has no part in the shrinking, which is then that of the problem alone
      if (failures.length === 0) tried.clear();
      failures.push({ problemCase, outcome });
    }
    return outcome.verdict === 'unsupported' || outcome.verdict === 'pass' || outcome.isRefused === true;
  };
  const arbitrary = arbitraryProblemCase({ variants: [variant], starts, maximumSteps: 1, maximumRounds: 1 });
  const property = fc.asyncProperty(arbitrary, arbitrarySizes(), ({ problemCase }, sizes) =>
    holdsOn({ ...restricted(enlarge(problemCase, sizes)), name: fileNameOf(id) }),
  );
  const { counterexamplePath, numShrinks } = await searchFrom(path, () =>
    fc.check(property, {
      seed,
      numRuns: path === undefined ? 1 : randomCases,
      path: path ?? String(only),
    }),
  );
  const [first, smallest] = [failures[0], failures.at(-1)];
  if (first === undefined || smallest === undefined) {
    if (isOver()) return outOfTime(passed, randomCases);
    if (refusal !== undefined) return refusal;
    const joined = joinRanges(covered);
    return passed > 0 ? { verdict: 'pass', ...(joined === undefined ? {} : { covered: joined }) } : gap;
  }
  const { evidence: _, covered: __, message = '', ...outcome } = smallest.outcome;
  const { evidence, covered: ranges } = first.outcome;
  const text = formatProblemFile(toProblemFile(smallest.problemCase));
  // from the first failure on: shrinking finds its way again
  const index = Number(counterexamplePath?.split(':')[0] ?? 0);
  const again = `--seed ${seed} --path ${index}`;
  const found =
    smallest === first ? '' : `and so does a smaller one (${numShrinks} steps, ${shrinkingRuns} runs), `;
  const place = keepFailure?.(fileNameOf(id), text);
  return {
    ...outcome,
    problem: text,
    message: [
      `random problem ${index + 1} of ${randomCases} fails, ${found}${describe(smallest.problemCase)}:`,
      message,
      place === undefined
        ? `(${again} finds it again, --save-failures keeps it as a file)`
        : `(${place} is its problem file; ${again} finds it again)`,
    ].join(' '),
    // a mistake shows more of itself in the problem that was drawn than in the smallest one
    ...(evidence === undefined ? {} : { evidence }),
    ...(ranges === undefined ? {} : { covered: ranges }),
  };
}

/** The name of a problem that a case came to; also that of its file. */
function fileNameOf(id: string): string {
  return id.replaceAll('/', '-');
}

function describe({ problem, parameters, initialization }: ResolvedProblem): string {
  const { localStepCount, roundCount } = parameters;
  const { dimension, snapshotAtoms, localAtoms } = problem;
  return `d = ${dimension}, K = ${localStepCount}, T = ${roundCount}, ${snapshotAtoms.length} snapshot and ${localAtoms.length} local atoms, m⁰ ${initialization.kind}`;
}

/** @throws InputError where the path that was given leads nowhere. */
async function searchFrom<Found>(
  path: string | undefined,
  search: () => Found | Promise<Found>,
): Promise<Found> {
  try {
    return await search();
  } catch (error) {
    if (path === undefined || !describeError(error).startsWith('Unable to replay')) throw error;
    throw new InputError(
      {
        problem: 'this seed has no problem there',
        where: `--path ${path}`,
        expected: 'the path of a message, with the --seed and the --only of the same message',
        fix: 'Copy all three from one message.',
      },
      { cause: error },
    );
  }
}
