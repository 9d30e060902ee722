/** From the outcomes of the cases to the report. */
import type { VariantName } from '../../../spec/model/index.js';
import { ContractError } from '../../errors.js';
import { mergeDiagnoses, type Explanation, type JudgedCase } from '../diagnosis/index.js';
import { createReproduction } from './reproduction.js';
import type { CaseRanges } from '../cases/ranges.js';
import type { LevelTask } from '../levels/level.js';
import { present } from '../protocol/message-parts.js';
import type { HelloReply } from '../protocol/replies.js';
import type { CaseOutcome } from '../session/case-outcome.js';
import { countVerdicts, isFailing } from './report-view.js';
import type { Resolution } from './resolution.js';
import { verifyFormat, type CaseResult, type Suspicion, type VerifyReport } from './verify-report.js';

/** The result of a task. */
export function resultOf(
  { id, level, variant, oracleMode }: LevelTask,
  { verdict, message, violation, suspicions: diagnosis = [], isRefused, isHidden, passesAlone }: CaseOutcome,
  log = '',
): CaseResult {
  return {
    id,
    level,
    ...present({ variant, oracleMode }),
    verdict,
    ...present({ message, violation }),
    ...(diagnosis.length === 0 ? {} : { diagnosis }),
    ...present({ refused: isRefused, hidden: isHidden, passesAlone }),
    ...(log === '' || verdict === 'pass' ? {} : { log: log.slice(-4000) }),
  };
}

/**
 * The result of a search: its first problem that fails, as a search that stops there would say it, and how many fail.
 *
 * @param results - of all problems, in their order; at least one.
 */
export function combineProblems(results: readonly CaseResult[]): CaseResult {
  const failing = results.filter(({ verdict }) => isFailing(verdict));
  const first = failing.find(({ verdict }) => verdict !== 'not-judged') ?? failing[0];
  if (first !== undefined) {
    const verb = failing.length === 1 ? 'fails' : 'fail';
    const count = `${failing.length} of ${results.length} random problems ${verb}. The first of them:`;
    return { ...first, message: [count, first.message].filter(Boolean).join(' ') };
  }
  // problems that the implementation cannot be asked are a gap only where there are no others
  const shown = results.find(({ verdict }) => verdict === 'pass') ?? results.at(-1);
  if (shown === undefined) throw new ContractError('a search has at least one problem');
  return shown;
}

/** Levels whose cases judge runs: the others are about messages and refusals. */
const judgingLevels: ReadonlySet<number> = new Set([1, 2, 4, 5]);

/** For each of the variants of which no run was judged, no whole one where any was asked for, a result that says so and why. */
function missingRuns(
  variants: readonly VariantName[],
  results: readonly CaseResult[],
): readonly CaseResult[] {
  return variants.flatMap((variant): readonly CaseResult[] => {
    const own = results.filter((result) => result.variant === variant && judgingLevels.has(result.level));
    // single rounds say nothing of how a run begins, nor of what it keeps
    const whole = own.filter(({ level }) => level !== 1);
    const [runs, word, subject] =
      whole.length > 0 ? ([whole, 'whole run', 'its runs'] as const) : ([own, 'run', 'it'] as const);
    if (hasJudgedRun(runs)) return [];
    // where something went wrong, that is what there is to say
    if (runs.some(({ verdict, refused }) => isFailing(verdict) && refused !== true)) return [];
    const reasons = new Set(runs.map(({ message = 'no reason was given' }) => message));
    const [first, ...others] = reasons;
    const why =
      first === undefined
        ? 'nothing that was asked has a run of it (levels 1, 2, 4 and 5 have)'
        : `${first}${others.length === 0 ? '' : `, and ${others.length} other reasons`} (${runs.length} cases)`;
    return [
      {
        id: `L0/judged-run/${variant}`,
        level: 0,
        variant,
        verdict: 'not-judged',
        message: `No ${word} of ${variant} was judged, so nothing is known about ${subject}: ${why}.`,
      },
    ];
  });
}

/** The results with what explains all of them together. */
function explained(results: readonly CaseResult[], { byCase }: Explanation): readonly CaseResult[] {
  return results.map((result) => {
    const diagnosis = byCase.get(result.id) ?? [];
    return diagnosis.length === 0 ? result : { ...result, diagnosis };
  });
}

/** What a report is made of beside the results. */
export interface SummaryOptions {
  /** What explains all cases together; without it, the explanations of the single cases are merged. */
  readonly explanation?: Explanation;
  /** The runs that were judged: the first failure is made again from one of them. */
  readonly judged?: readonly JudgedCase[];
  /** The variants of which a run must have been judged; those of the results where they are left out. */
  readonly variants?: readonly VariantName[] | undefined;
  /** The method that it was judged as, where one was named. */
  readonly method?: VerifyReport['method'] | undefined;
  /** Whether "unsupported" to something declared was allowed. */
  readonly allowsUnsupported?: boolean | undefined;
  /** The seed of the data, where one was given. */
  readonly seed?: number | undefined;
  /** What the runs cover that were judged. */
  readonly covered?: CaseRanges | undefined;
  /** The least errors in η and a that they show. */
  readonly resolution?: Resolution | undefined;
  /** The levels that were run; those of the results where they are left out. */
  readonly levels?: readonly number[];
}

/** The results with what explains most cases first in the diagnosis of each. */
function inOrderOf(order: readonly Suspicion[], results: readonly CaseResult[]): readonly CaseResult[] {
  const ids = order.map(({ id }) => id);
  const placeOf = ({ id }: Suspicion): number => (ids.includes(id) ? ids.indexOf(id) : ids.length);
  return results.map((result) => {
    const { diagnosis } = result;
    return diagnosis === undefined
      ? result
      : { ...result, diagnosis: diagnosis.toSorted((left, right) => placeOf(left) - placeOf(right)) };
  });
}

/** The report. What has no judged run of a variant does not pass. */
export function summarize(
  { implementation, capabilities }: Pick<HelloReply, 'implementation' | 'capabilities'>,
  judged: readonly CaseResult[],
  options: SummaryOptions = {},
): VerifyReport {
  const { explanation, seed, covered, resolution, method } = options;
  const tested = explanation === undefined ? judged : explained(judged, explanation);
  const named = [...new Set(tested.flatMap(({ variant }) => (variant === undefined ? [] : [variant])))];
  const levels =
    options.levels ?? [...new Set(tested.map(({ level }) => level))].sort((left, right) => left - right);
  const found = [...tested, ...missingRuns(options.variants ?? named, tested)];
  const isExplained = explanation?.best !== undefined;
  const diagnosis = isExplained
    ? explanation.suspicions
    : mergeDiagnoses(found.flatMap((result) => (result.diagnosis === undefined ? [] : [result.diagnosis])));
  const results = isExplained ? found : inOrderOf(diagnosis, found);
  const bad = results.filter(({ verdict }) => isFailing(verdict));
  // the case that shows the explanation in the plainest way; else the first broken equation tells most, with a likely
  // mistake where there is one; then whatever went wrong first
  const broken = bad.filter(({ violation }) => violation !== undefined);
  const first =
    bad.find(({ id }) => id === explanation?.best) ??
    broken.find((result) => result.diagnosis !== undefined) ??
    broken[0] ??
    bad[0];
  const reproduction = createReproduction(first, options.judged ?? []);
  return {
    format: verifyFormat,
    verdict: overallVerdict(bad, hasJudgedRun(tested)),
    implementation,
    capabilities,
    ...present({ method }),
    ...(options.allowsUnsupported === true ? { allowsUnsupported: true as const } : {}),
    levels: [...levels],
    ...present({ seed, covered, resolution }),
    cases: results.length,
    counts: countVerdicts(results),
    ...(first === undefined ? {} : { first }),
    ...(diagnosis.length === 0 ? {} : { diagnosis }),
    ...present({ search: explanation?.search, undecided: explanation?.undecided, reproduction }),
    results,
  };
}

/** The verdict of a run with these failures. */
export function overallVerdict(failures: readonly CaseResult[], hasJudged: boolean): VerifyReport['verdict'] {
  if (failures.some(({ verdict }) => verdict !== 'not-judged')) return 'fail';
  return failures.length > 0 || !hasJudged ? 'incomplete' : 'pass';
}

/** Whether a run was judged, and found right. */
export function hasRightRun(results: readonly CaseResult[]): boolean {
  return results.some(({ level, verdict }) => judgingLevels.has(level) && verdict === 'pass');
}

/** Whether a run was judged, and found right or wrong. */
export function hasJudgedRun(results: readonly CaseResult[]): boolean {
  return results.some(
    ({ level, verdict, violation }) =>
      judgingLevels.has(level) && (verdict === 'pass' || violation !== undefined),
  );
}
