/** Parts of `demo --full` in doubles: every variant on every example, judged against the exact relation, and twenty seeds beside the exact expectation. */
import { algorithms, variantNames } from '../../../spec/algorithms/index.js';
import type { JudgeReport } from '../../judge/index.js';
import { withVariant, type ResolvedProblem, describeProblem } from '../../problems/index.js';
import type { StartProgress } from '../progress.js';
import { table, heading, print, paragraph } from '../text.js';
import { runInDoubles } from '../run/run-case.js';
import { nearestDouble, type Ratio } from '../../exact/index.js';
import { subtractRatios } from '../../exact/exact-number.js';
import { withinBudget } from '../../problems/with-variant.js';
import { expectRun } from '../../expectation/index.js';
import { comparedVariants } from '../../theorems/index.js';

/** Prints the table; returns the sentences that say where the fast version is wrong. */
export function demonstrateFastAgainstExact(
  problems: readonly ResolvedProblem[],
  startProgress: StartProgress,
): readonly string[] {
  const failures: string[] = [];
  const progress = startProgress('fast against exact', variantNames.length);
  const rows = variantNames.map((variant) => {
    const reports = problems.flatMap((resolved) => {
      const { judgement } = runInDoubles(withVariant(resolved, variant));
      if (judgement === undefined) return [];
      if (judgement.verdict === 'fail') {
        const equation = judgement.violations[0]?.equation ?? 'unknown';
        failures.push(`${resolved.name}, ${variant}: the fast version breaks ${equation}`);
      }
      return [judgement];
    });
    progress.advance();
    return summarize(algorithms[variant].title, reports);
  });
  progress.finish();
  print(
    heading('Doubles against exact: every state within the rounding of one step'),
    table(
      ['algorithm', 'runs', 'compared', 'violations', 'worst residual / bound'],
      rows,
      [1, 2, 3, 4],
      [1, 2],
    ),
  );
  return failures;
}

function summarize(title: string, reports: readonly JudgeReport[]): readonly string[] {
  const total = (count: (report: JudgeReport) => number): number =>
    reports.reduce((sum, report) => sum + count(report), 0);
  return [
    title,
    String(reports.length),
    String(total(({ compared }) => compared)),
    String(total(({ violationCount }) => violationCount)),
    Math.max(...reports.map(({ worst }) => worst?.fraction ?? 0)).toFixed(3),
  ];
}

/** Seeds 1 … 20: a median and its spread instead of one lucky run. */
const seeds = Array.from({ length: 20 }, (_, index) => index + 1);

/** Prints the table of a problem with the parameters of its file; returns the sentences that say which run is judged wrong. */
export function demonstrateSampledRuns(
  problem: ResolvedProblem,
  startProgress: StartProgress,
): readonly string[] {
  const least = describeProblem(problem).optimum?.value ?? { numerator: 0n, denominator: 1n };
  const budget = problem.parameters.roundCount;
  const failures: string[] = [];
  const progress = startProgress('sampled runs', comparedVariants.length);
  const rows = comparedVariants.map((variant) => {
    const sampled = withinBudget(problem, variant, budget);
    const gaps = finalGaps(sampled, least, failures);
    const quantile = (fraction: number): number => gaps[Math.round(fraction * (gaps.length - 1))] ?? NaN;
    progress.advance();
    const values = [quantile(0.05), quantile(0.5), quantile(0.95), expectedGap(sampled, least)];
    return [algorithms[variant].title, ...values.map((value) => value.toExponential(2))];
  });
  progress.finish();
  print(
    heading(`f − inf f of ${seeds.length} seeds in doubles, all with the same step size`),
    table(['algorithm', '5 %', 'median', '95 %', 'exact expectation'], rows, [1, 2, 3, 4], [1, 3]),
    paragraph(
      `${problem.name}; η and a are those of the file. The last column is the mean over all sequences of rows, exactly. ` +
        'AuxMVR needs a much smaller step here: see what its own theory gives above.',
    ),
  );
  return failures;
}

/** f(x^T) − inf f of every seed, sorted; Infinity where a run overflowed. A run that is judged wrong is a failure of the demo. */
function finalGaps(resolved: ResolvedProblem, least: Ratio, failures: string[]): readonly number[] {
  return seeds
    .map((seed) => {
      const { rounds, judgement } = runInDoubles({ ...resolved, seed });
      if (judgement?.verdict !== 'pass')
        failures.push(`${resolved.name}, ${resolved.variant}, seed ${seed}: judged wrong`);
      const value = rounds.at(-1)?.targetValue;
      // The difference is taken exactly: near the minimum two doubles would cancel.
      return value === undefined ? Infinity : nearestDouble(subtractRatios(value.ratio, least));
    })
    .sort((left, right) => left - right);
}

/** E f(x^T) − inf f over all draws, exactly. */
function expectedGap(resolved: ResolvedProblem, least: Ratio): number {
  const value = expectRun(resolved, { moments: false }).rounds.at(-1)?.steps.at(-1)?.targetValue;
  return value === undefined ? NaN : nearestDouble(subtractRatios(value, least));
}
