/** Batch reuse: K passes of local steps over a cached batch (a random coreset), with the target's minibatches as correction. */
import { batch, createPlan, curveAtBest, methods, network, parameters, planOf, readTarget, rowOf, seeds, setup } from './helpers.mjs'; // prettier-ignore
import { runSeeds, summarize, uniform } from './runs.mjs';

const [coreset, small] = [256, 32];
const localStepCount = coreset / small;

/**
 * f: minibatches of all rows. h: a coreset of the rows; a snapshot sees all of it, a local step a batch of it. It is the first 256 rows, or
 * another one of eight every `every` rounds.
 */
function createOracle(rows, { isOnly = false, every = Infinity, seed = 0 } = {}) {
  const targets = rows.count / batch.target;
  const drawUniform = uniform(seed, 7);
  let from = 0;
  const write = (first, size, at, out) =>
    network.writeGradient(rows, at, out, { from: first, to: first + size });
  return {
    dimension: network.dimension,
    snapshotAtomCount: targets,
    localAtomCount: localStepCount,
    onRound: (round) => {
      if (round % every === 0) from = coreset * Math.floor((drawUniform() * rows.count) / coreset);
    },
    // the naive method of the authors' code never asks f: it trains on the coreset alone
    writeTarget: (atom, at, out) =>
      isOnly ? write(from + (atom % localStepCount) * small, small, at, out) : write(atom * batch.target, batch.target, at, out), // prettier-ignore
    writeAuxiliary: (_atom, at, out) => write(from, coreset, at, out),
    writeLocalAuxiliary: (atom, at, out) => write(from + atom * small, small, at, out),
  };
}

export const coresets = {
  name: 'coresets',
  title: 'MNIST, batch reuse: a cached batch of 256 rows as helper',
  seeds,
  run(isTiny, used) {
    const budget = isTiny ? 20 : 150;
    const rows = readTarget();
    const planWith = (options) => ({
      ...createPlan(rows, rows, budget, used),
      parameters: { ...parameters, localStepCount },
      oracleOf: (seed) => createOracle(rows, { ...options, seed }),
    });
    const alone = { ...methods.naive, name: 'coreset alone' };
    const kinds = [
      ['one coreset', [planWith({}), planWith({ isOnly: true })]],
      ['a new coreset every 3 rounds', [planWith({ every: 3 }), planWith({ every: 3, isOnly: true })]],
    ];
    const { difference, target, momentum, sgd } = methods;
    const rivals = [sgd, momentum].map((method) => curveAtBest(method, kinds[0][1][0], { isTiny }));
    const panels = kinds.flatMap(([kind, [plan, only]]) => {
      const tried = [difference, target, alone, momentum].map((method) => [method, method === alone ? only : plan]); // prettier-ignore
      const same = tried.map(([method, from]) => ({
        name: method.name,
        method: method.isPlain ? 'aux-mvr-target' : method.variant,
        points: summarize(runSeeds(method, planOf(from, method))),
      }));
      const best = tried.slice(0, 3).map(([method, from]) => curveAtBest(method, from, { isTiny }));
      const panel = (title, curves) => ({
        title: `${kind}, ${title}`,
        xLabel: 'target gradients',
        yLabel: 'test error',
        curves: curves.map(({ name, method, points }) => ({ name, method, points })),
      });
      return [panel('η = 0.1', same), panel('each with its best η', [...best, ...rivals])];
    });
    return {
      bands: 'Median over the seeds of the test error; the band reaches from the least to the greatest.',
      setup: { ...setup, budget, coreset, localBatch: small, localStepCount },
      panels,
      tables: {
        'test error at the end': panels.flatMap(({ title, curves }) =>
          curves.map((curve) => ({ panel: title, ...rowOf(curve) })),
        ),
      },
    };
  },
};
