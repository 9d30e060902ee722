/** The two worked examples of docs/guide/train.md, each run as it stands there. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { summarize } from './runs.mjs';

const names = ['sgd', 'aux-mom'];
const program = fileURLToPath(new URL('../examples/training/batch_reuse.py', import.meta.url));

/** What batch_reuse.py prints: a line a round, with the loss of each seed for each method. */
function trainInPython() {
  const pythons = [process.env.PYTHON, 'python3', '/usr/bin/python3'].filter(Boolean);
  const python = pythons.find((name) => spawnSync(name, ['-c', 'import torch']).status === 0);
  if (python === undefined)
    throw new Error('PyTorch is not installed: apt-get install python3-torch, or set $PYTHON');
  const { status, stdout, stderr } = spawnSync(python, [program], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ended with ${status}: ${stderr}`);
  const lines = stdout.trim().split('\n');
  return names.map((name) =>
    lines.map((line) => ({
      x: Number(line.split(' ')[0]),
      values: [...line.matchAll(new RegExp(`${name} (\\S+)`, 'g'))].map(([, loss]) => Number(loss)),
    })),
  );
}

export const training = {
  name: 'training',
  title: 'Batch reuse on a small network: the examples of the guide',
  seeds: [0, 1, 2, 3, 4],
  async run(isTiny, used) {
    const { train } = await import('./batch-reuse-tfjs.mjs').catch(() => {
      throw new Error('TensorFlow.js is not installed: run `npm ci` in docs/experiments');
    });
    const inTensorFlow = names.map((name) => {
      const losses = used.map((seed) => train(name, 1, seed, isTiny ? 5 : 60));
      return losses[0].map((_, t) => ({ x: t + 1, values: losses.map((ofSeed) => ofSeed[t]) }));
    });
    const panels = [
      ['PyTorch', trainInPython()],
      ['TensorFlow.js', inTensorFlow],
    ].map(([title, runs]) => ({
      title,
      xLabel: 'fresh batches of 32 rows',
      yLabel: 'loss on all rows',
      curves: runs.map((points, i) => ({ name: names[i], method: names[i], points: summarize(points) })),
    }));
    return {
      bands: 'Median over the seeds of the loss; the band reaches from the least to the greatest.',
      setup: { data: 'docs/examples/penguins.csv', stepSize: 1, momentumWeight: 0.2, localStepCount: 8, cached: 96 }, // prettier-ignore
      panels,
      tables: {
        'median loss': panels.flatMap(({ title, curves }) =>
          curves.map(({ name, points }) => ({
            library: title,
            method: name,
            ...Object.fromEntries(points.filter(({ x }) => [1, 5, 10, 20, 60].includes(x)).map(({ x, y }) => [`round ${x}`, y])), // prettier-ignore
          })),
        ),
      },
    };
  },
};
