/** Part one of the demo: real rows, equal numbers of target gradients, each algorithm with the parameters of its own theory. */
import { algorithms } from '../../../spec/algorithms/index.js';
import { describeSeparation } from '../../advise/describe-gain.js';
import { separateRuns } from '../../advise/separate.js';
import type { ResolvedProblem } from '../../problems/index.js';
import {
  comparedVariants,
  describeScenario,
  quotientOf,
  runByTheory,
  type BoundedDescription,
  type TheoryRun,
} from '../../theorems/index.js';
import type { StartProgress } from '../progress.js';
import { table, heading, paragraph, print } from '../text.js';
import { formatSignificant } from '../../exact/short-number.js';

/** The two problem files of this part. */
export interface RealDataProblems {
  /** Exact snapshot gradients. */
  readonly deterministic: ResolvedProblem;
  /** One row at a time. */
  readonly stochastic: ResolvedProblem;
}

/** Prints both tables; returns the sentences that say what does not hold. */
export function demonstrateRealData(
  { deterministic, stochastic }: RealDataProblems,
  startProgress: StartProgress,
): readonly string[] {
  const progress = startProgress('real data', 2 * comparedVariants.length);
  const [exact, sampled] = [deterministic, stochastic].map((problem) =>
    compare(problem, progress.advance),
  ) as [Comparison, Comparison];
  progress.finish();
  const budget = deterministic.parameters.roundCount;
  print(heading(`Petal width of 150 irises by least squares, ${budget} target gradients each`));
  printComparison(exact);
  print(
    paragraph(
      'f: all flowers, h: every fifth. Every gradient is exact. Each algorithm runs with the parameters of its own theory; ' +
        '"at most" is proved for G, the average of E‖∇f‖² over the run. The gain is f − inf f of SGD over that of the algorithm.',
    ),
    paragraph(describeProofs(exact)),
    '',
    heading('The same with one flower a target gradient: expectations over all draws'),
  );
  printComparison(sampled);
  print(
    paragraph(
      'No sampling: exact second moments. The noise depends on the point, so the variances are the greatest ones along each run.',
    ),
    paragraph(describeProofs(sampled)),
  );
  return [exact, sampled].flatMap(findFailures);
}

interface Comparison {
  readonly problem: ResolvedProblem;
  readonly description: BoundedDescription;
  readonly runs: readonly TheoryRun[];
}

function compare(problem: ResolvedProblem, advance: () => void): Comparison {
  const description = describeScenario(problem);
  const budget = problem.parameters.roundCount;
  const runs = comparedVariants.map((variant) => {
    const run = runByTheory(problem, variant, budget, description);
    advance();
    return run;
  });
  return { problem, description, runs };
}

function runOf({ runs }: Comparison, variant: TheoryRun['variant']): TheoryRun {
  const found = runs.find((run) => run.variant === variant);
  if (found === undefined) throw new RangeError(`${variant} was not run`);
  return found;
}

function printComparison(comparison: Comparison): void {
  const baseline = runOf(comparison, 'sgd').gap;
  print(
    table(
      ['algorithm', 'η', 'a', 'T', 'f − inf f', 'gain', 'G', 'at most', 'by'],
      comparison.runs.map(({ variant, parameters, gap, measurement, proof }) => [
        algorithms[variant].title,
        formatSignificant(parameters.stepSize, 3),
        variant === 'naive' || variant === 'sgd' ? '' : formatSignificant(parameters.momentumWeight, 3),
        String(parameters.roundCount),
        formatSignificant(gap, 3),
        formatSignificant(quotientOf({ numerator: baseline, denominator: gap }), 3),
        formatSignificant(measurement.averageSquaredGradient, 3),
        proof === undefined ? 'nothing' : formatSignificant(proof.bound, 3),
        proof?.theorem ?? '',
      ]),
      [1, 2, 3, 4, 5, 6, 7],
      [2, 3, 1],
    ),
  );
}

/** What is proved of AuxMOM against SGD, for the certified constants. */
function describeProofs(comparison: Comparison): string {
  const { problem, description } = comparison;
  const found = separateRuns(problem, description, runOf(comparison, 'aux-mom'), runOf(comparison, 'sgd'));
  const [L, delta] = [description.smoothness, description.hessianSimilarity].map(({ upper }) =>
    formatSignificant(upper, 4),
  );
  const { localStepCount } = problem.parameters;
  const { headline, details } = describeSeparation(found, (value) => formatSignificant(value, 4));
  return `All problems with L ≤ ${L}, δ ≤ ${delta} and K = ${localStepCount}. ${headline} ${details}`;
}

/** A bound that is broken, or not there. */
function findFailures({ problem, runs }: Comparison): readonly string[] {
  return runs
    .filter(({ variant, proof }) => variant !== 'naive' && proof?.isViolation !== false)
    .map(({ variant }) => `${problem.name}, ${variant}: what is proved of it does not hold`);
}
