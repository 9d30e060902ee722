/** All that is computed for a state, in parts, so that the first answer does not wait for the last. */
import { algorithms } from '../../../spec/algorithms/index.js';
import {
  describeProblem,
  readProblem,
  type ResolvedProblem,
  toNumberProblem,
  withVariant,
} from '../../../src/problems/index.js';
import type { AnswerPart } from './answer.js';
import { constantsOf, expectProblem, expectTunedSgd, judgeBounds } from './expectations.js';
import { formatProblemFile, problemFileOf, problemOf } from './problem-file.js';
import { stabilityOf } from './stability.js';
import type { PlaygroundState } from './state.js';
import { trajectoriesOf } from './trajectories.js';

/** One part to compute. */
export interface Job {
  /** What it is, for the progress line. */
  readonly title: string;
  readonly run: () => AnswerPart | undefined;
}

const ratios = { toRatio: <R>(value: R): R => value };

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
  const usesBoth = state.variant === 'aux-mom' || state.variant === 'aux-mvr';
  let sgd: ResolvedProblem | undefined;
  return [
    { title: 'constants', run: () => ({ kind: 'constants', constants: constantsOf(description) }) },
    {
      title: algorithms[state.variant].title,
      run: () => {
        const main = expectProblem(problem, description);
        return { kind: 'main', expected: main.summary, bound: judgeBounds(main, description) };
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
    ...(usesBoth && Number(state.rho) !== 0 && source.snapshotAtoms.length > 1
      ? [
          {
            title: 'ρ = 0',
            run: (): AnswerPart => ({
              kind: 'uncorrelated',
              expected: expectProblem(readState({ ...state, rho: '0' }), description).summary,
              rho: state.rho,
            }),
          },
        ]
      : []),
    {
      title: 'stability',
      run: () => {
        const { target, auxiliary } = toNumberProblem(ratios, problem.problem);
        return { kind: 'stability', stability: stabilityOf(target, auxiliary, state, source.eigenPairs) };
      },
    },
    {
      title: 'trajectories',
      run: () => ({
        kind: 'trajectories',
        trajectories: trajectoriesOf(problem, sgd ?? withVariant(problem, 'sgd')),
      }),
    },
    ...(state.variant === 'naive'
      ? []
      : [
          {
            title: 'naive',
            run: (): AnswerPart => ({
              kind: 'naive',
              expected: expectProblem(withVariant(problem, 'naive'), description).summary,
            }),
          },
        ]),
  ];
}

/** What the run costs. */
function targetGradients({ variant, parameters }: ResolvedProblem): number {
  const { targetGradientsInRound } = algorithms[variant];
  return Array.from({ length: parameters.roundCount }, (_, t) => targetGradientsInRound(t + 1)).reduce(
    (sum, n) => sum + n,
    0,
  );
}
