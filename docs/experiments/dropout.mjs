/** A compressed model as helper: the same network, and in every gradient of h each hidden unit is left out with probability 1 − p. */
import { batch, createPlan, methods, network, parameters, readTarget, seeds, setup } from './helpers.mjs';
import { bestOf, runSeeds, summarize, uniform } from './runs.mjs';

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
    const base = createPlan(rows, rows, budget, used);
    const local = { ...parameters, localStepCount };
    const grid = (isTiny ? [1] : [0.1, 0.3, 1, 3]).map((stepSize) => ({ stepSize, localStepCount: 1 }));
    const { parameters: at, points } = bestOf(methods.sgd, base, grid);
    const curves = [
      { name: 'sgd, η = 0.1', method: 'sgd', points: summarize(runSeeds(methods.sgd, { ...base, parameters: local })) }, // prettier-ignore
      { name: `sgd, η = ${at.stepSize}`, method: 'sgd', isBound: true, points: summarize(points) },
    ];
    const panels = [0.9, 0.5].map((kept) => {
      const oracle = createOracle(rows, kept);
      const plan = { ...base, oracleOf: () => oracle, parameters: local };
      const stepSizes = isTiny ? [0.1] : [0.1, 0.3, 1];
      const own = [methods.difference, methods.target, methods.naive].map((method) => {
        const tried = bestOf(method, plan, stepSizes.map((stepSize) => ({ stepSize }))); // prettier-ignore
        return {
          name: `${method.name}, η = ${tried.parameters.stepSize}`,
          method: method.variant,
          points: summarize(tried.points),
        };
      });
      return {
        title: `units are kept with p = ${kept}`,
        xLabel: 'target gradients',
        yLabel: 'test error',
        curves: [...own, ...curves],
      };
    });
    return {
      bands:
        'Median over the seeds of the test error of the whole network; the band reaches from the least to the greatest.',
      setup: { ...setup, budget, localStepCount, localBatch: small, maskCount },
      panels,
      tables: {
        'test error at the end': panels.flatMap(({ title, curves: own }) =>
          own.map(({ name, points: of }) => ({ helper: title, method: name, ...of.at(-1) })),
        ),
      },
    };
  },
};
