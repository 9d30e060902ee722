/** Part of `demo --full`: fast runs of every variant on every example, judged against the exact relation. */
import { algorithms, variantNames } from '../../../spec/algorithms/index.js';
import type { JudgeReport } from '../../judge/index.js';
import { withVariant, type ResolvedProblem } from '../../problems/index.js';
import type { StartProgress } from '../progress.js';
import { table, heading, print } from '../text.js';
import { runInDoubles } from '../run/run-case.js';

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
