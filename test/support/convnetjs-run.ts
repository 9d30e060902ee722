/** convnetjs's own SGD with momentum, driven on the target of a case: a foreign implementation of heavy-ball momentum. */
import convnetjs from 'convnetjs';
import { nearestDouble, type Ratio } from '../../src/exact/index.js';
import type { ReportedTrace } from '../../src/judge/index.js';
import type { TestCase } from './cases.js';
import { targetOfRound } from './reshape-case.js';

/** How the case's η and a become the trainer's options; the default is the right mapping. */
export interface TrainerSettings {
  readonly learningRate: (stepSize: number, weight: number) => number;
  readonly momentum: (weight: number) => number;
}

const heavyBall: TrainerSettings = {
  learningRate: (stepSize, weight) => stepSize * weight,
  momentum: (weight) => 1 - weight,
};

/** The states x⁰, …, xᵀ that the trainer visits. Its velocity is −ηa-scaled and stays inside, so no m is reported. */
export function runConvnetjs(
  testCase: TestCase,
  settings: TrainerSettings = heavyBall,
): ReportedTrace<number> {
  const toDouble = (value: Ratio): number => nearestDouble(value);
  const { startingPoint, parameters } = testCase;
  const params = Float64Array.from(startingPoint.map(toDouble));
  const grads = new Float64Array(params.length);
  let round = 0;
  const network = {
    forward: () => undefined,
    backward: () => {
      round += 1;
      const { matrix, vector } = targetOfRound(testCase, round);
      matrix.forEach((row, i) => {
        const product = row.reduce((sum, entry, j) => sum + toDouble(entry) * (params[j] ?? NaN), 0);
        grads[i] = product - toDouble(vector[i] ?? row[0] ?? { numerator: 0n, denominator: 1n });
      });
      return 0;
    },
    getParamsAndGrads: () => [{ params, grads }],
  };
  const [stepSize, weight] = [toDouble(parameters.stepSize), toDouble(parameters.momentumWeight)];
  const trainer = new convnetjs.Trainer(network, {
    method: 'sgd',
    learning_rate: settings.learningRate(stepSize, weight),
    momentum: settings.momentum(weight),
    l1_decay: 0,
    l2_decay: 0,
    batch_size: 1,
  });
  const start = { iterate: Array.from(params) };
  const rounds = Array.from({ length: parameters.roundCount }, () => {
    trainer.train(undefined, undefined);
    return { steps: [], iterate: Array.from(params) };
  });
  return { start, rounds };
}
