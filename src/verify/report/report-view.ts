/** What every form of a report has in common: who failed, who is excused, how many there are of what. */
import { countOf } from '../../errors.js';
import { formatViolation } from '../../judge/index.js';
import { describeDeclared } from '../cases/declared.js';
import { describeRanges } from '../cases/ranges.js';
import { describeRandomSizes, highestLevel } from '../cases/random-sizes.js';
import { showLine } from './foreign-text.js';
import { describeCoarse, describeResolution } from './resolution.js';
import { type CaseResult, type Verdict, verdicts, type VerifyReport } from './verify-report.js';

/** The cases of one level and variant. */
export interface CaseGroup {
  readonly level: number;
  /** Absent for cases that belong to no variant, such as the handshake. */
  readonly variant?: string;
  readonly results: readonly CaseResult[];
  readonly counts: Readonly<Record<Verdict, number>>;
}

/** A failure that an expectations file names. */
export interface KnownFailure {
  readonly result: CaseResult;
  readonly reason: string;
}

/** Verdicts by which a case fails the run. */
export const failingVerdicts = ['fail', 'not-judged', 'error', 'crash', 'timeout', 'protocol'] as const;

export type FailingVerdict = (typeof failingVerdicts)[number];

/** Whether a case with this verdict fails the run, unless it is expected. */
export function isFailing(verdict: Verdict): verdict is FailingVerdict {
  return (failingVerdicts as readonly string[]).includes(verdict);
}

/** How often each verdict was given. */
export function countVerdicts(results: readonly CaseResult[]): Record<Verdict, number> {
  const counts = Object.fromEntries(verdicts.map((verdict) => [verdict, 0])) as Record<Verdict, number>;
  for (const { verdict } of results) counts[verdict] += 1;
  return counts;
}

/** Failing cases that no expectation excuses: the one that tells most, and then the others in order. */
export function unexpectedFailures(report: VerifyReport): readonly CaseResult[] {
  const known = knownReasons(report);
  const failures = report.results.filter(({ id, verdict }) => isFailing(verdict) && !known.has(id));
  const isFirst = ({ id }: CaseResult): boolean => id === report.first?.id;
  return [...failures.filter(isFirst), ...failures.filter((failure) => !isFirst(failure))];
}

/** Failing cases that an expectation excuses, with its reason. */
export function knownFailures(report: VerifyReport): readonly KnownFailure[] {
  const known = knownReasons(report);
  return report.results.flatMap((result) => {
    const reason = known.get(result.id);
    return reason === undefined || !isFailing(result.verdict) ? [] : [{ result, reason }];
  });
}

/** The cases by level and variant, in the order in which the groups first appear within their level. */
export function groupCases(report: VerifyReport): readonly CaseGroup[] {
  const groups = new Map<string, CaseResult[]>();
  for (const result of report.results) {
    const key = `${result.level}/${result.variant ?? ''}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [result]);
    else group.push(result);
  }
  return [...groups.values()]
    .map((results): CaseGroup => {
      const { level, variant } = results[0] as CaseResult;
      return { level, ...(variant !== undefined && { variant }), results, counts: countVerdicts(results) };
    })
    .sort((one, other) => one.level - other.level);
}

/** `3 pass, 1 fail`, leaving out what did not happen. */
export function describeCounts(counts: Readonly<Record<Verdict, number>>): string {
  return verdicts
    .filter((verdict) => counts[verdict] > 0)
    .map((verdict) => `${counts[verdict]} ${verdict}`)
    .join(', ');
}

/** Capability gaps, each message once, with the number of cases that it left untested. */
export function untestedReasons(report: VerifyReport): ReadonlyMap<string, number> {
  const reasons = new Map<string, number>();
  for (const { verdict, message = 'no reason was given' } of report.results) {
    if (verdict === 'unsupported') reasons.set(message, (reasons.get(message) ?? 0) + 1);
  }
  return reasons;
}

/** How many untested cases were refused although they are declared, which was allowed, or had states in which rounding hides a step. */
export function countUntested({ results }: Pick<VerifyReport, 'results'>, why: 'refused' | 'hidden'): number {
  return results.filter((result) => result[why] === true && result.verdict === 'unsupported').length;
}

/** What a run judged, in one phrase: the arithmetic, what alone the implementation supports, and what was seen coarsely. */
function describeSubject({ capabilities, covered, resolution, verdict }: VerifyReport): string {
  const coarse = verdict === 'pass' ? describeCoarse(resolution, capabilities.arithmetic) : [];
  return [`in ${capabilities.arithmetic}`, describeDeclared(capabilities, covered), ...coarse]
    .filter(Boolean)
    .join(', ');
}

/** The level of the parameter checks. */
const checksLevel = 3;

/** One sentence on the whole run. */
export function describeVerdict(report: VerifyReport, failures: readonly CaseResult[]): string {
  if (report.cases === 0) return 'no case was run';
  if (
    failures.length > 0 &&
    failures.every(
      ({ level, verdict, violation }) =>
        level === checksLevel && verdict === 'fail' && violation === undefined,
    )
  ) {
    const others = report.results.filter(({ level }) => level !== checksLevel);
    const { pass, unsupported } = countVerdicts(others);
    const names = failures.map(({ id }) => showLine(id.split('/').slice(1).join('/'), 100));
    const shown =
      names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
    return `update rule: ${pass} of ${others.length - unsupported} pass ${describeSubject(report)}; missing: parameter checks (L${checksLevel}): ${shown}`;
  }
  const [refused, hidden] = [countUntested(report, 'refused'), countUntested(report, 'hidden')];
  const known = report.expectations?.known.length ?? 0;
  const stale = report.expectations?.stale.length ?? 0;
  const notJudged = failures.filter(({ verdict }) => verdict === 'not-judged');
  const declined = notJudged.filter((result) => result.refused === true).length;
  const notRun = notJudged.filter(({ id }) => !id.startsWith('L0/judged-run/')).length - declined;
  if (report.verdict === 'incomplete' && notRun + declined === 0) {
    const variants = notJudged.map(({ variant = '' }) => variant).filter(Boolean);
    return `no run ${variants.length === 0 ? '' : `of ${variants.join(', ')} `}was judged`;
  }
  const tested = report.cases - report.counts.unsupported - report.counts['not-judged'];
  const counted =
    failures.length > notJudged.length
      ? `${failures.length - notJudged.length} of ${countOf(tested, 'tested case')} failed`
      : `${report.counts.pass} of ${countOf(tested, 'tested case')} passed`;
  const parts = [`${counted} ${describeSubject(report)}`];
  if (declined > 0)
    parts.push(
      `${declined} refused with "unsupported" although ${declined === 1 ? 'it is' : 'they are'} declared`,
    );
  if (notRun > 0) parts.push(`${notRun} not run`);
  const other = report.counts.unsupported - refused - hidden;
  if (other > 0) parts.push(`${other} not tested`);
  if (hidden > 0) parts.push(`${hidden} not tested because rounding could hide a step of them`);
  if (refused > 0) parts.push(`${refused} refused with "unsupported", which --allow-unsupported allows`);
  if (known > 0) parts.push(countOf(known, 'known failure'));
  if (stale > 0) parts.push(countOf(stale, 'stale expectation'));
  return parts.join(', ');
}

function knownReasons(report: VerifyReport): ReadonlyMap<string, string> {
  return new Map(report.expectations?.known.map(({ id, reason }) => [id, reason]));
}

/** How the method is meant that the runs were judged by, and what was looked for in vain: a line each. */
export const methodLines = ({ method, verdict, search, undecided }: VerifyReport): readonly string[] => [
  ...(method === undefined ? [] : [describeMethod(method, verdict)]),
  ...describeSearch(search),
  ...describeUndecided(undecided),
];

/** What the verdict is about, and what level 5 would add: a line each. */
export function coverageLines(report: VerifyReport): readonly string[] {
  const { covered, levels, seed, verdict, capabilities, resolution } = report;
  if (covered === undefined) return report.method?.page === undefined ? [] : methodLines(report);
  const from = seed === undefined ? '' : ` (data of --seed ${seed})`;
  return [
    ...methodLines(report),
    `Covered${from}: ${describeRanges(covered)}. Not every combination was run.`,
    ...(verdict === 'pass' ? describeResolution(capabilities.arithmetic, resolution) : []),
    ...(verdict === 'pass' && (capabilities.schedules ?? []).length === 0
      ? ['No schedule was tested: η and a are constant, because the program declares no schedules.']
      : []),
    // a trace has no handshake, and no other level is asked of it
    ...(levels.includes(highestLevel) || !levels.includes(0)
      ? []
      : [`--level ${highestLevel} adds ${describeRandomSizes()}.`]),
  ];
}

/** What was tried in vain. */
function describeSearch(search: VerifyReport['search']): readonly string[] {
  if (search === undefined) return [];
  const end = search.isWhole ? '' : ', and then the search came to its limit';
  return [
    `None of ${search.tried} changes of the page explains all failures${end}.`,
    'If the program leaves a state of the page out of its reports, report it: then more is found.',
  ];
}

/** What no run decided. */
function describeUndecided(undecided: readonly string[] = []): readonly string[] {
  if (undecided.length === 0) return [];
  return [
    ...undecided.map((words) => `Not tested: ${words}.`),
    'Domains in "given" that are closer to real values may make the runs go both ways.',
  ];
}

/** What passing as a method means, in one sentence. */
function describeMethod(
  { name, meaning, letters }: NonNullable<VerifyReport['method']>,
  verdict: VerifyReport['verdict'],
): string {
  return verdict === 'pass'
    ? `Passing as ${name} means: in every run that was judged, every step was ${meaning}.`
    : `Judged as ${name}: every step should be ${meaning}.${letters === undefined ? '' : ` Here ${letters}.`}`;
}

/** One line: the message, or else the equation and the step. */
export function headlineOf({ message, violation, verdict }: CaseResult): string {
  if (message !== undefined) return message;
  if (violation === undefined) return verdict;
  return formatViolation(violation);
}
