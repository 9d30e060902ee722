/** A compressed model as helper: the same network, and in every gradient of h each hidden unit is left out with probability 1 − p. */
import { batch, createPlan, curveAtBest, methods, network, parameters, readTarget, rowOf, seeds, setup } from './helpers.mjs'; // prettier-ignore
import { runSeeds, summarize, uniform } from './runs.mjs';

const hidden = 16;
const maskCount = 64;
const localStepCount = 5;
const small = 16;

/** Masks of the hidden units: each is kept with probability p and then scaled by 1/p. */
function drawMasks(kept) {
  const drawUniform = uniform(0, 6);
  return Array.from({ length: maskCount }, () =>
    Float64Array.from({ length: hidden }, () => (drawUniform() < kept ? 1 / kept : 0)),
  );
}

/** Minibatches of the same rows for f and h; at a snapshot h sees the very rows of f, through a mask. */
function createOracle(rows, kept) {
  const masks = drawMasks(kept);
  const [targets, locals] = [rows.count / batch.target, rows.count / small];
  const slice = (index, size) => ({ from: index * size, to: (index + 1) * size });
  return {
    dimension: network.dimension,
    snapshotAtomCount: targets * maskCount,
    localAtomCount: locals * maskCount,
    writeTarget: (atom, at, out) =>
      network.writeGradient(rows, at, out, slice(Math.floor(atom / maskCount), batch.target)),
    writeAuxiliary: (atom, at, out) =>
      network.writeGradient(rows, at, out, {
        ...slice(Math.floor(atom / maskCount), batch.target),
        mask: masks[atom % maskCount],
      }),
    writeLocalAuxiliary: (atom, at, out) =>
      network.writeGradient(rows, at, out, {
        ...slice(Math.floor(atom / maskCount), small),
        mask: masks[atom % maskCount],
      }),
  };
}

export const dropout = {
  name: 'dropout',
  title: 'MNIST, a compressed model as helper: hidden units left out at random, K = 5',
  seeds,
  run(isTiny, used) {
    const budget = isTiny ? 20 : 300;
    const rows = readTarget();
    const base = { ...createPlan(rows, rows, budget, used), parameters: { ...parameters, localStepCount } };
    const same = { name: 'sgd, η = 0.1', method: 'sgd', points: summarize(runSeeds(methods.sgd, base)) };
    const rivals = [methods.sgd, methods.momentum].map((method) => curveAtBest(method, base, { isTiny }));
    const panels = [0.9, 0.5].map((kept) => {
      const oracle = createOracle(rows, kept);
      const plan = { ...base, oracleOf: () => oracle };
      const own = [methods.difference, methods.target, methods.naive].map((method) => curveAtBest(method, plan, { isTiny })); // prettier-ignore
      return {
        title: `units are kept with p = ${kept}`,
        xLabel: 'target gradients',
        yLabel: 'test error',
        curves: [...own, same, ...rivals].map(({ name, method, points }) => ({ name, method, points })),
      };
    });
    return {
      bands:
        'Median over the seeds of the test error of the whole network; the band reaches from the least to the greatest.',
      setup: { ...setup, budget, localStepCount, localBatch: small, maskCount },
      panels,
      tables: {
        'test error at the end': panels.flatMap(({ title, curves: own }) =>
          own.map((curve) => ({ helper: title, ...rowOf(curve) })),
        ),
      },
    };
  },
};
