/** The sampled runs of `demo --full`: twenty seeds of a real data set, each run judged, beside the exact expectation. */
import { algorithms } from '../../../spec/algorithms/index.js';
import { nearestDouble, type Ratio } from '../../exact/index.js';
import { subtractRatios } from '../../exact/exact-number.js';
import { withinBudget } from '../../problems/with-variant.js';
import { expectRun } from '../../expectation/index.js';
import { describeProblem, type ResolvedProblem } from '../../problems/index.js';
import { comparedVariants } from '../../theorems/index.js';
import type { StartProgress } from '../progress.js';
import { table, heading, paragraph, print } from '../text.js';
import { runInDoubles } from '../run/run-case.js';

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
