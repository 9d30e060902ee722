/** Runs in doubles on equal draws, with every local point. */
import { algorithms } from '../../../spec/algorithms/index.js';
import { createFastQuadraticOracle, recordFastTrace, toFastProblem } from '../../../src/fast/index.js';
import type { Ratio } from '../../../src/exact/index.js';
import { drawTapeFor, type ResolvedProblem } from '../../../src/problems/index.js';
import { toNumberCase, toNumberProblem } from '../../../src/problems/arithmetic.js';
import type { Trajectories, Trajectory } from './answer.js';

/** Rationals, for conversions to doubles. */
export const ratios = { toRatio: (value: Ratio): Ratio => value };

/** The run of the problem, beside those of other methods; points that leave the doubles end a run. */
export function trajectoriesOf(problem: ResolvedProblem, beside: readonly ResolvedProblem[]): Trajectories {
  const { target, auxiliary } = toNumberProblem(ratios, problem.problem);
  const others = beside.filter(({ variant }) => variant !== problem.variant);
  return { runs: [problem, ...others].map(trace), target, auxiliary };
}

/** One run. */
export function trace(problem: ResolvedProblem): Trajectory {
  const { variant, problem: quadratic, ...run } = toNumberCase(ratios, problem);
  const oracle = createFastQuadraticOracle(toFastProblem(quadratic));
  const { start, rounds } = recordFastTrace(variant, { ...run, tape: drawTapeFor(ratios, problem), oracle });
  const points = [start.iterate, ...rounds.flatMap(({ steps }) => steps.map(({ point }) => point))];
  const stepsInRound = (points.length - 1) / rounds.length;
  return inPicture({ name: algorithms[variant].title, variant, points, stepsInRound });
}

/** A run up to the first point that leaves the doubles, or comes near that. */
export function inPicture(run: Trajectory): Trajectory {
  const end = run.points.findIndex((point) => !point.every((entry) => Math.abs(entry) < 1e6));
  if (end < 0) return run;
  return { ...run, points: run.points.slice(0, end), isLeaving: true };
}
