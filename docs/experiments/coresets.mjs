/** Batch reuse: K passes of local steps over a cached batch (a random coreset), with the target's minibatches as correction. */
import { batch, createPlan, methods, network, parameters, readTarget, seeds, setup } from './helpers.mjs';
import { bestOf, runSeeds, summarize } from './runs.mjs';

const [coreset, small] = [256, 32];
const localStepCount = coreset / small;

/** f: minibatches of all rows. h: coreset c of the rows; a snapshot sees all of it, a local step a batch of it. */
function createOracle(rows, isOnly) {
  const targets = rows.count / batch.target;
  const write = (from, size, at, out) => network.writeGradient(rows, at, out, { from, to: from + size });
  return {
    dimension: network.dimension,
    snapshotAtomCount: targets,
    localAtomCount: localStepCount,
    // the naive method of the authors' code never asks f: it trains on the coreset alone
    writeTarget: (atom, at, out) =>
      isOnly ? write((atom % localStepCount) * small, small, at, out) : write(atom * batch.target, batch.target, at, out), // prettier-ignore
    writeAuxiliary: (_atom, at, out) => write(0, coreset, at, out),
    writeLocalAuxiliary: (atom, at, out) => write(atom * small, small, at, out),
  };
}

export const coresets = {
  name: 'coresets',
  title: 'MNIST, batch reuse: a cached batch of 256 rows as helper',
  seeds,
  run(isTiny, used) {
    const budget = isTiny ? 20 : 150;
    const rows = readTarget();
    const plan = { ...createPlan(rows, rows, budget, used), oracleOf: () => createOracle(rows, false) };
    const local = { ...parameters, localStepCount };
    const only = { ...plan, oracleOf: () => createOracle(rows, true) };
    const sgdGrid = (isTiny ? [1] : [0.1, 0.3, 1, 3]).map((stepSize) => ({ stepSize, localStepCount: 1 }));
    const grid = (isTiny ? [0.3] : [0.1, 0.3]).map((stepSize) => ({ stepSize, localStepCount }));
    const momentum = { name: 'sgd with momentum', variant: 'aux-mom-target' };
    const tried = [
      ['aux-mom', methods.difference, plan, grid],
      ['aux-mom-target', methods.target, plan, grid],
      ['coreset alone', methods.naive, only, grid],
      ['sgd', methods.sgd, plan, sgdGrid],
    ];
    const same = [
      ['aux-mom', methods.difference, plan, local],
      ['aux-mom-target', methods.target, plan, local],
      ['coreset alone', methods.naive, only, local],
      ['sgd with momentum', momentum, plan, { ...local, localStepCount: 1 }],
    ].map(([name, method, from, at]) => ({
      name,
      method: name === momentum.name ? 'sgd' : method.variant,
      points: summarize(runSeeds(method, { ...from, parameters: at })),
    }));
    const best = tried.map(([name, method, from, over]) => {
      const { parameters: at, points } = bestOf(method, from, over);
      return { name: `${name}, η = ${at.stepSize}`, method: method.variant, points: summarize(points) };
    });
    const panel = (title, curves) => ({ title, xLabel: 'target gradients', yLabel: 'test error', curves });
    return {
      bands: 'Median over the seeds of the test error; the band reaches from the least to the greatest.',
      setup: { ...setup, budget, coreset, localBatch: small, localStepCount },
      panels: [panel('η = 0.1, a = 0.1 for all', same), panel('a = 0.1, each with its best η', best)],
      tables: {
        'test error at the end': [...same, ...best].map(({ name, points }, index) => ({
          panel: index < same.length ? 'one η' : 'best η',
          method: name,
          median: points.at(-1).y,
          least: points.at(-1).low,
          greatest: points.at(-1).high,
        })),
      },
    };
  },
};
