/** Part two of the demo: a real data set, four algorithms, the same number of target gradients. */
import { algorithms } from '../../../spec/algorithms/index.js';
import type { VariantName } from '../../../spec/model/index.js';
import { formatRatio, nearestDouble, subtractRatios, type Ratio } from '../../exact/index.js';
import { expectRun } from '../../expectation/index.js';
import {
  describeProblem,
  withinBudget,
  type CertifiedBound,
  type ResolvedProblem,
} from '../../problems/index.js';
import { drawCurves, type CurvePoint } from '../chart.js';
import type { StartProgress } from '../progress.js';
import { heading, print, table } from '../text.js';
import { runExactly, runInDoubles, type RoundResult } from '../run/run-case.js';

/** The algorithms compared, baselines last. */
const comparedVariants: readonly VariantName[] = ['aux-mom', 'aux-mvr', 'naive', 'sgd'];

/** Seeds 1 … 20: a median and its spread instead of one lucky run. */
const seeds = Array.from({ length: 20 }, (_, index) => index + 1);

/** The two problem files of this part. */
export interface RealDataProblems {
  /** Exact snapshot gradients. */
  readonly deterministic: ResolvedProblem;
  /** One row at a time. */
  readonly stochastic: ResolvedProblem;
}

/** Prints the table; returns the plot and the sentences that say what is not as it must be. */
export function demonstrateRealData(
  { deterministic, stochastic }: RealDataProblems,
  startProgress: StartProgress,
): { readonly svg: string; readonly failures: readonly string[] } {
  const least = (resolved: ResolvedProblem): Ratio =>
    describeProblem(resolved).optimum?.value ?? { numerator: 0n, denominator: 1n };
  const [leastExact, leastSampled] = [least(deterministic), least(stochastic)];
  const budget = deterministic.parameters.roundCount;
  const failures: string[] = [];
  const progress = startProgress('real data', comparedVariants.length);
  const rows = comparedVariants.map((variant) => {
    const exact = withinBudget(deterministic, variant, budget);
    const gap = gapOf(runExactly(exact).rounds.at(-1), leastExact);
    const sampled = withinBudget(stochastic, variant, budget);
    const curve = medianCurve(sampled, leastSampled, failures);
    const expected = expectedGap(sampled, leastSampled);
    progress.advance();
    return { variant, rounds: exact.parameters.roundCount, gap, curve, expected };
  });

  progress.finish();
  const [smooth, noisy] = [describeProblem(deterministic), describeProblem(stochastic)];
  print(
    heading(`Real data, ${budget} target gradients each: ${deterministic.name}`),
    table(
      [
        'algorithm',
        'rounds',
        'f − inf f, exact gradients',
        `one row a gradient: median of ${seeds.length} seeds`,
        'exact expectation',
      ],
      rows.map(({ variant, rounds, gap, curve, expected }) => [
        algorithms[variant].title,
        String(rounds),
        ...[gap, curve.at(-1)?.y ?? NaN, expected].map((value) => value.toExponential(2)),
      ]),
      [1, 2, 3, 4],
    ),
    'The last column is E f − inf f over all sequences of rows, exactly, by second moments: no sampling.',
    `With exact gradients L ${show(smooth.smoothness)} and δ ${show(smooth.hessianSimilarity)}: f and h are similar, and the`,
    'corrected methods go on where naive stops at the minimiser of something else. One row at a time, δ of the',
    `means is ${show(noisy.hessianSimilarity)} but δ of the samples (A5, which AuxMVR needs) is ${show(noisy.meanSquareSimilarity)}: there AuxMVR`,
    'would need a much smaller step size than AuxMOM; at the same one it is far off.',
  );
  const svg = drawCurves({
    title: stochastic.name,
    xLabel: 'target gradients',
    yLabel: 'f(x) − inf f (median; band: 5 % to 95 % of seeds)',
    curves: rows.map(({ variant, curve }) => ({ name: algorithms[variant].title, points: curve })),
  });
  return { svg, failures };
}

function show({ upper, exact }: CertifiedBound): string {
  return exact ? `= ${formatRatio(upper)}` : `≤ ${nearestDouble(upper).toPrecision(4)}`;
}

/** f(xᵗ) − inf f; Infinity where the run overflowed. */
function gapOf(round: RoundResult | undefined, least: Ratio): number {
  const value = round?.targetValue;
  // The difference is taken exactly: near the minimum two doubles would cancel.
  return value === undefined ? Infinity : nearestDouble(subtractRatios(value.ratio, least));
}

/** E f(x^T) − inf f over all draws, exactly. */
function expectedGap(resolved: ResolvedProblem, least: Ratio): number {
  const value = expectRun(resolved, { moments: false }).rounds.at(-1)?.steps.at(-1)?.targetValue;
  return value === undefined ? NaN : nearestDouble(subtractRatios(value, least));
}

/** f(xᵗ) − inf f over all seeds, round by round. Every run is judged; a wrong one is a failure of the demo. */
function medianCurve(resolved: ResolvedProblem, least: Ratio, failures: string[]): readonly CurvePoint[] {
  const runs = seeds.map((seed) => {
    const { rounds, judgement } = runInDoubles({ ...resolved, seed });
    if (judgement?.verdict !== 'pass')
      failures.push(`${resolved.name}, ${resolved.variant}, seed ${seed}: judged wrong`);
    return rounds;
  });
  return (runs[0] ?? []).map(({ targetGradients }, round) => {
    const gaps = runs.map((rounds) => gapOf(rounds[round], least)).sort((left, right) => left - right);
    const quantile = (fraction: number): number => gaps[Math.round(fraction * (gaps.length - 1))] ?? NaN;
    return { x: targetGradients, y: quantile(0.5), low: quantile(0.05), high: quantile(0.95) };
  });
}
