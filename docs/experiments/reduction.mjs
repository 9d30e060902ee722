/** AuxMVR with a helper that sees images rotated by 45°, and the batch of the helper: what the authors' notebook tries beside AuxMOM. */
import { createOracle, createPlan, curveAtBest, methods, parameters, readHelper, readTarget, rowOf, seeds, setup } from './helpers.mjs'; // prettier-ignore
import { runSeeds, summarize } from './runs.mjs';

const reduced = [
  { name: 'aux-mvr', variant: 'aux-mvr' },
  { name: 'aux-mvr-target', variant: 'aux-mvr-target' },
];

export const reduction = {
  name: 'reduction',
  title: 'MNIST, helper rotated by 45°: AuxMVR, and the batch of h',
  seeds,
  run(isTiny, used) {
    const budget = isTiny ? 20 : 600;
    const [target, helper] = [readTarget(), readHelper(45)];
    const planWith = (localStepCount, stepSize, size) => ({
      ...createPlan(target, helper, budget, used),
      ...(size === undefined ? {} : { oracleOf: () => createOracle(target, helper, size) }),
      parameters: { ...parameters, stepSize, localStepCount },
    });
    const panel = (title, curves) => ({ title, xLabel: 'target gradients', yLabel: 'test error', curves });
    const curve = (method, plan, name = method.name) => ({
      name,
      method: method.variant,
      points: summarize(runSeeds(method, plan)),
    });
    const counts = isTiny ? [5] : [1, 5, 10];
    const bySteps = [0.1, 1].flatMap((stepSize) =>
      counts.map((K) =>
        panel(
          `K = ${K}, η = ${stepSize}`,
          [...reduced, methods.difference, methods.target].map((method) =>
            curve(method, planWith(K, stepSize)),
          ),
        ),
      ),
    );
    const sizes = isTiny ? [128] : [16, 128, 256, 512];
    const byBatch = sizes.map((size) =>
      panel(
        `K = 5, batches of ${size} rows of h`,
        [methods.difference, methods.target].map((method) => curve(method, planWith(5, 0.1, size))),
      ),
    );
    const best = [...reduced, methods.difference, methods.target, methods.sgd, methods.momentum].map(
      (method) => rowOf(curveAtBest(method, planWith(isTiny ? 5 : 10, 0.1), { isTiny })),
    );
    const ends = (panels) =>
      panels.map(({ title, curves }) => ({
        '': title,
        ...Object.fromEntries(curves.map(({ name, points }) => [name, points.at(-1).y])),
      }));
    return {
      bands: 'Median over the seeds of the test error; the band reaches from the least to the greatest.',
      setup: { ...setup, budget, angle: 45 },
      panels: [...bySteps.filter(({ title }) => !title.startsWith('K = 1,')), ...byBatch],
      tables: {
        'AuxMVR at one η': ends(bySteps),
        'K = 10, each with its best η': best,
        'batch of h': ends(byBatch),
      },
    };
  },
};
