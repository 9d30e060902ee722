/** Runs in doubles on equal draws, with every local point. */
import { createFastQuadraticOracle, recordFastTrace, toFastProblem } from '../../../src/fast/index.js';
import type { Ratio } from '../../../src/exact/index.js';
import { drawTapeFor, withVariant, type ResolvedProblem } from '../../../src/problems/index.js';
import { toNumberCase, toNumberProblem } from '../../../src/problems/arithmetic.js';
import type { Trajectories, Trajectory } from './answer.js';

const ratios = { toRatio: (value: Ratio): Ratio => value };

/** The run of the problem, beside naive and SGD; points that leave the doubles end a run. */
export function trajectoriesOf(problem: ResolvedProblem, sgd: ResolvedProblem): Trajectories {
  const { target, auxiliary } = toNumberProblem(ratios, problem.problem);
  const others = problem.variant === 'naive' ? [] : [trace('naive', withVariant(problem, 'naive'))];
  const main = problem.variant === 'sgd' ? [] : [trace(problem.variant, problem)];
  return { runs: [...main, ...others, trace('sgd', sgd)], target, auxiliary };
}

function trace(name: string, problem: ResolvedProblem): Trajectory {
  const { variant, problem: quadratic, ...run } = toNumberCase(ratios, problem);
  const oracle = createFastQuadraticOracle(toFastProblem(quadratic));
  const { start, rounds } = recordFastTrace(variant, { ...run, tape: drawTapeFor(ratios, problem), oracle });
  const points: (readonly number[])[] = [start.iterate];
  const snapshots = [0];
  for (const { steps } of rounds) {
    points.push(...steps.map(({ point }) => point));
    snapshots.push(points.length - 1);
  }
  const end = points.findIndex((point) => !point.every((entry) => Math.abs(entry) < 1e6));
  return {
    name,
    variant,
    points: end < 0 ? points : points.slice(0, end),
    snapshots: end < 0 ? snapshots : snapshots.filter((index) => index < end),
  };
}
