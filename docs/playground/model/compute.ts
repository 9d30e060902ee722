/** All that is computed for a state, in parts, so that the first answer does not wait for the last. */
import { algorithms } from '../../../spec/algorithms/index.js';
import {
  describeProblem,
  readProblem,
  type ResolvedProblem,
  withVariant,
  type ProblemDescription,
} from '../../../src/problems/index.js';
import { toNumberProblem } from '../../../src/problems/arithmetic.js';
import { withinBudget } from '../../../src/problems/with-variant.js';
import type { AnswerPart, Expected } from './answer.js';
import {
  bestOf,
  constantsOf,
  expectAtStepSize,
  expectProblem,
  expectTunedSgd,
  judgeBounds,
  stepSizesFor,
  type AtStepSize,
} from './expectations.js';
import { formatProblemFile, problemFileOf, problemOf } from './problem-file.js';
import { regionOf } from './region.js';
import { exactVerdict, stabilityOf } from './stability.js';
import type { PlaygroundState } from './state.js';
import { ratios, trajectoriesOf } from './trajectories.js';

/** One part to compute. */
export interface Job {
  /** What it is, for the progress line. */
  readonly title: string;
  readonly run: () => AnswerPart | undefined;
}

/** Reads a state's own problem file, as the command line would. */
export function readState(state: PlaygroundState): ResolvedProblem {
  return readProblem(formatProblemFile(problemFileOf(state)), 'the playground', () => '');
}

/**
 * The jobs of a state, in the order of their use.
 *
 * @throws InputError or Error with one message for a state that means no problem.
 */
export function jobsFor(state: PlaygroundState): readonly Job[] {
  const source = problemOf(state);
  const problem = readState(state);
  const description = describeProblem(problem);
  const cost = targetGradients(problem);
  // SGD has neither K nor a start of its own
  const shared: ResolvedProblem = {
    ...problem,
    initialization: { kind: 'first-snapshot' },
    parameters: { ...problem.parameters, localStepCount: state.K },
  };
  const usesBoth = state.variant === 'aux-mom' || state.variant === 'aux-mvr';
  const stability = source.eigenPairs && exactVerdict(source.eigenPairs, state);
  const withVerdict = (expected: Expected): Expected =>
    expected.variant === 'aux-mom' && stability !== undefined ? { ...expected, stability } : expected;
  let sgd: ResolvedProblem | undefined;
  return [
    { title: 'constants', run: () => ({ kind: 'constants', constants: constantsOf(description) }) },
    {
      title: algorithms[state.variant].title,
      run: () => {
        const main = expectProblem(problem, description);
        return { kind: 'main', expected: withVerdict(main.summary), bound: judgeBounds(main, description) };
      },
    },
    {
      title: 'SGD',
      run: () => {
        const tuned = expectTunedSgd(problem, description, cost);
        sgd = tuned.problem;
        return { kind: 'sgd', expected: tuned.summary, stepSize: tuned.stepSize };
      },
    },
    ...(usesBoth && Number(state.rho) !== 0 && Number(state.sigma) !== 0 && source.snapshotAtoms.length > 1
      ? [
          {
            title: 'ρ = 0',
            run: (): AnswerPart => ({
              kind: 'uncorrelated',
              expected: withVerdict(expectProblem(readState({ ...state, rho: '0' }), description).summary),
              rho: state.rho,
            }),
          },
        ]
      : []),
    {
      title: 'stability',
      // the theorem is of AuxMOM alone
      run: () => {
        if (state.variant !== 'aux-mom') return undefined;
        const { target, auxiliary } = toNumberProblem(ratios, problem.problem);
        return { kind: 'stability', stability: stabilityOf(target, auxiliary, state, stability) };
      },
    },
    { title: 'the provable region', run: () => ({ kind: 'region', region: regionOf(problem, state) }) },
    {
      title: 'trajectories',
      run: () => ({
        kind: 'trajectories',
        trajectories: trajectoriesOf(problem, [
          withVariant(shared, 'naive'),
          sgd ?? withVariant(problem, 'sgd'),
        ]),
      }),
    },
    ...overlaid
      .filter((variant) => variant !== state.variant)
      .map((variant) => ({
        title: algorithms[variant].title,
        run: (): AnswerPart => {
          const other = withinBudget(shared, variant, cost);
          return { kind: 'overlay', expected: withVerdict(expectProblem(other, description).summary) };
        },
      })),
    ...(state.variant === 'sgd'
      ? []
      : [...tuningJobs(problem, description), ...sweepJobs(problem, description)]),
  ];
}

/** The best step size of the chosen method on the grid of SGD, one job for each. */
function tuningJobs(problem: ResolvedProblem, description: ProblemDescription): readonly Job[] {
  const runs: AtStepSize[] = [];
  const sizes = stepSizesFor(description);
  return sizes.map((size, index) => ({
    title: `η = ${size}`,
    run: () => {
      runs.push(expectAtStepSize(problem, description, size));
      if (index + 1 < sizes.length) return undefined;
      const { stepSize, summary } = bestOf(runs);
      return { kind: 'tuned', stepSize, finalGap: summary.finalGap };
    },
  }));
}

/** Methods that are always shown beside the chosen one. */
const overlaid = ['naive', 'aux-mom', 'aux-mvr'] as const;

/** Numbers of local steps to sweep over. */
const sweepCounts = [1, 2, 3, 5, 8, 12, 20, 30, 50] as const;

/** The same run with other numbers of local steps, one job each. */
function sweepJobs(problem: ResolvedProblem, description: ProblemDescription): readonly Job[] {
  const { variant, parameters } = problem;
  const counts = [...new Set([...sweepCounts, parameters.localStepCount])].sort((one, other) => one - other);
  const points: { readonly K: number; readonly gap: number }[] = [];
  return counts.map((localStepCount) => ({
    title: `K = ${localStepCount}`,
    run: (): AnswerPart => {
      const changed = { ...problem, parameters: { ...parameters, localStepCount } };
      points.push({ K: localStepCount, gap: expectProblem(changed, description).summary.finalGap });
      return { kind: 'sweep', sweep: { variant, points: [...points] } };
    },
  }));
}

/** What the run costs. */
function targetGradients({ variant, parameters }: ResolvedProblem): number {
  const { targetGradientsInRound } = algorithms[variant];
  return Array.from({ length: parameters.roundCount }, (_, t) => targetGradientsInRound(t + 1)).reduce(
    (sum, n) => sum + n,
    0,
  );
}
