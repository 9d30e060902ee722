/** The plots of `auxopt run`: the variant, and SGD on the target beside it, at equal numbers of target gradients. */
import { algorithms } from '../../../spec/algorithms/index.js';
import { isConstant, parametersAt, valueAt } from '../../../spec/model/index.js';
import { formatRatio, nearestDouble, type Ratio } from '../../exact/index.js';
import { subtractRatios } from '../../exact/exact-number.js';
import { estimateRun } from '../../problems/run-cost.js';
import { withinBudget } from '../../problems/with-variant.js';
import { type HuberDescription, type HuberProblem } from '../../problems/huber-problem.js';
import { expectRun, type ExpectationResult } from '../../expectation/index.js';
import {
  describeProblem,
  type ProblemDescription,
  type ResolvedProblem,
  type ResolvedRun,
} from '../../problems/index.js';
import { sgdStepSize } from '../../theorems/index.js';
import { drawCurves, type Curve } from '../chart.js';
import { printError } from '../text.js';
import { targetValueAfter } from './present-expectation.js';
import {
  countTargetGradients,
  runExactly,
  runHuberExactly,
  runInDoubles,
  type RunResult,
} from './run-case.js';

const xLabel = 'target gradients';
const titleOf = ({ variant }: ResolvedRun): string => algorithms[variant].title;

/** f(xᵗ) − inf f against target gradients; where f is unbounded below, f(xᵗ) as far as it has a logarithm. */
export function drawRun(
  problem: ResolvedRun | HuberProblem,
  result: RunResult,
  description: HuberDescription | ProblemDescription,
  minutes: number,
): string {
  const resolved = 'quadratic' in problem ? problem.quadratic : problem;
  const pointsOf = ({ rounds }: RunResult): Curve['points'] =>
    rounds.flatMap(({ targetGradients: x, targetValue }) =>
      targetValue === undefined ? [] : [{ x, y: heightOf(targetValue.ratio, description) }],
    );
  const sgd = planSgd(resolved, 'targetVariance' in description ? description : undefined);
  const run = (quadratic: ResolvedProblem): RunResult =>
    'quadratic' in problem
      ? runHuberExactly({ ...problem, quadratic })
      : result.engine === 'exact'
        ? runExactly(quadratic)
        : runInDoubles(quadratic, undefined, false);
  return drawCurves({
    title: `${resolved.name}: ${titleOf(resolved)}, ${result.arithmetic}`,
    xLabel,
    yLabel: description.optimum === undefined ? 'f(x)' : 'f(x) − inf f',
    nameWidth: 230,
    curves: [
      { name: titleOf(resolved), method: resolved.variant, points: pointsOf(result) },
      ...curveOfSgd(sgd, result.engine, minutes, (plan) => pointsOf(run(plan))),
    ],
  });
}

/** E f(xᵗ) − inf f and the variance of xᵗ against target gradients. */
export function drawExpectation(resolved: ResolvedRun, result: ExpectationResult, minutes: number): string {
  const description = describeProblem(resolved);
  const pointsOf = (run: ResolvedRun, expected: ExpectationResult): Curve['points'] =>
    countTargetGradients(run).map((x, round) => ({
      x,
      y: heightOf(targetValueAfter(expected, round), description),
    }));
  const spent = countTargetGradients(resolved);
  const variances = result.rounds.flatMap(({ round, iterate }) =>
    iterate === undefined ? [] : [{ x: spent[round] ?? 0, y: nearestDouble(iterate.totalVariance) }],
  );
  return drawCurves({
    title: `${resolved.name}: exact expectation of ${titleOf(resolved)}`,
    xLabel,
    yLabel: description.optimum === undefined ? 'E f(x), E‖x − E x‖²' : 'E f(x) − inf f, E‖x − E x‖²',
    nameWidth: 230,
    curves: [
      { name: titleOf(resolved), method: resolved.variant, points: pointsOf(resolved, result) },
      {
        name: `variance of x, ${titleOf(resolved)}`,
        method: resolved.variant,
        isBound: true,
        points: variances,
      },
      ...curveOfSgd(planSgd(resolved, description), 'expectation', minutes, (plan) =>
        pointsOf(plan, expectRun(plan, { moments: false, localSteps: false })),
      ),
    ],
  });
}

const heightOf = (value: Ratio, { optimum }: HuberDescription): number =>
  nearestDouble(optimum === undefined ? value : subtractRatios(value, optimum.value));

/** SGD with as many target gradients as the run has had, and where its step size is from. */
interface SgdPlan {
  readonly run: ResolvedProblem;
  readonly source: string;
}

/** SGD-1 gives the step size where f is bounded below and curved; else it is that of the run, of a schedule the first. Nothing beside SGD itself. */
function planSgd(resolved: ResolvedRun, description: ProblemDescription | undefined): SgdPlan | undefined {
  if (resolved.variant === 'sgd') return undefined;
  const { stepSize: eta, ...rest } = parametersAt(resolved.parameters, 1);
  const first = { ...resolved, parameters: { ...rest, stepSize: valueAt(eta, 1) } };
  const run = withinBudget(first, 'sgd', countTargetGradients(resolved).at(-1) ?? 0);
  const { parameters } = run;
  const { optimum } = description ?? {};
  if (description === undefined || optimum === undefined || optimum.suboptimality.numerator === 0n) {
    return { run, source: isConstant(resolved.parameters) ? 'the same η' : 'η of round 1' };
  }
  const stepSize = sgdStepSize({ ...description, optimum }, parameters.roundCount);
  return {
    run: { ...run, parameters: { ...parameters, stepSize } },
    source: `η = ${formatRatio(stepSize)} by SGD-1`,
  };
}

/** The curve of SGD, unless its numbers take longer than a run may. */
function curveOfSgd(
  plan: SgdPlan | undefined,
  kind: 'exact' | 'fast' | 'expectation',
  minutes: number,
  pointsOf: (run: ResolvedProblem) => Curve['points'],
): readonly Curve[] {
  if (plan === undefined) return [];
  const needed = estimateRun(plan.run, kind).seconds / 60;
  if (needed > minutes) {
    printError(
      `auxopt: the plot is without SGD, which would take ${Math.ceil(needed)} minutes; --time-budget allows more.\n`,
    );
    return [];
  }
  const points = pointsOf(plan.run);
  const solved = points.find(({ y }) => y === 0);
  const end = solved === undefined ? '' : `: 0 from ${solved.x} on`;
  return [{ name: `SGD, ${plan.source}${end}`, method: 'sgd', points }];
}
