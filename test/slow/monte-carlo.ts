/** The competitor of exact expectation: Monte-Carlo with the fast kernels, drawing from the cheapest generator there is. */
import type { RoundDraws } from '../../spec/model/index.js';
import { nearestDouble, type Ratio } from '../../src/exact/index.js';
import { createFastQuadraticOracle, createWorkspace, runFast, toFastProblem } from '../../src/fast/index.js';
import type { TestCase } from '../support/cases.js';

/** One Monte-Carlo run: writes ‖∇f(y^{t,k−1})‖² for all K T steps. The initialisation must be `zero` or `none`. */
export function createSampler(testCase: TestCase): (squaredGradients: Float64Array) => void {
  const { variant, problem } = testCase;
  const oracle = createFastQuadraticOracle(toFastProblem<Ratio>(problem, nearestDouble));
  const parameters = {
    ...testCase.parameters,
    stepSize: nearestDouble(testCase.parameters.stepSize),
    momentumWeight: nearestDouble(testCase.parameters.momentumWeight),
  };
  const { roundCount, localStepCount } = parameters;
  const initialization = { kind: testCase.initialization.kind === 'none' ? 'none' : 'zero' } as const;
  const startingPoint = testCase.startingPoint.map(nearestDouble);
  const workspace = createWorkspace(problem.dimension);
  const gradient = new Float64Array(problem.dimension);
  // eslint-disable-next-line no-restricted-syntax -- the cheapest there is, for a race of which it is the rival
  const draw = (count: number): number => Math.floor(Math.random() * count);
  return (squaredGradients) => {
    let seen = 0;
    const measure = (point: Float64Array): void => {
      if (seen === squaredGradients.length) return; // x^T is not one of them
      oracle.writeMeanTarget(point, gradient);
      let sum = 0;
      for (const entry of gradient) sum += entry * entry;
      squaredGradients[seen] = sum;
      seen += 1;
    };
    const rounds = Array.from({ length: roundCount }, (): RoundDraws => ({
      snapshot: draw(problem.snapshotAtoms.length),
      local: Array.from({ length: localStepCount }, () => draw(problem.localAtoms.length)),
    }));
    runFast(
      variant,
      { oracle, parameters, initialization, startingPoint, tape: { initial: [], rounds }, workspace },
      {
        onStart: measure,
        onStep: (_round, _step, point) => {
          measure(point);
        },
      },
    );
  };
}

/** What a pilot says of one random number. */
export interface PilotEstimate {
  readonly mean: number;
  readonly standardError: number;
  /** How many runs bring the relative standard error to 1e-3. */
  readonly runsNeeded: number;
}

/** A pilot of Monte-Carlo runs: G, and the squared gradient of every step. */
export function runPilot(
  sample: (squaredGradients: Float64Array) => void,
  stepCount: number,
  runs: number,
): { readonly average: PilotEstimate; readonly steps: readonly PilotEstimate[] } {
  const values = new Float64Array(stepCount);
  const sums = new Float64Array(stepCount + 1); // the last entry is for the average
  const squares = new Float64Array(stepCount + 1);
  for (let run = 0; run < runs; run += 1) {
    sample(values);
    let total = 0;
    for (let s = 0; s <= stepCount; s += 1) {
      const value = s < stepCount ? (values[s] as number) : total / stepCount;
      total += value;
      sums[s] = (sums[s] as number) + value;
      squares[s] = (squares[s] as number) + value * value;
    }
  }
  const estimate = (s: number): PilotEstimate => {
    const mean = (sums[s] as number) / runs;
    const variance = Math.max((squares[s] as number) / runs - mean ** 2, 0);
    return { mean, standardError: Math.sqrt(variance / runs), runsNeeded: variance / (1e-3 * mean) ** 2 };
  };
  return { average: estimate(stepCount), steps: Array.from({ length: stepCount }, (_, s) => estimate(s)) };
}
