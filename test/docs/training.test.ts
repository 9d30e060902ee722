/** The worked examples of docs/guide/train.md: shown as they are, and held to the equations by the kit where their library is installed. */
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { verifyCommand, verifyImplementation, type Implementation } from '../../src/verify/index.js';
import { provideAdapter } from '../support/protocol-driver.js';
import { pythonWith } from '../support/python-with.js';
import { root } from '../support/run-cli.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const examples = join(root, 'docs/examples/training');
const tensorflow = join(root, 'docs/experiments/batch-reuse-tfjs.mjs');
const page = readFileSync(join(root, 'docs/guide/train.md'), 'utf8');
const training = readFileSync(join(examples, 'batch_reuse.py'), 'utf8');

describe('docs/guide/train.md', () => {
  const blocks = [...page.matchAll(/^```(?:python|js)\n([^]*?)^```$/gm)].map(([, code = '']) => code.trim());

  it('shows the PyTorch programs whole, and the round in TensorFlow.js as it is', () => {
    const [whole, verifying, round] = blocks;
    expect(whole).toBe(training.trim());
    expect(verifying).toBe(readFileSync(join(examples, 'verify_batch_reuse.py'), 'utf8').trim());
    expect(readFileSync(tensorflow, 'utf8')).toContain(round);
    expect(blocks).toHaveLength(3);
  });

  it('and keeps the loop to forty lines of code', () => {
    const lines = training.split('\n').slice(0, training.split('\n').indexOf('torch.set_num_threads(1)'));
    expect(lines.filter((line) => line.trim() !== '').length).toBeLessThanOrEqual(40);
  });
});

const python = pythonWith('torch');

describe.skipIf(python === undefined)('batch_reuse.py under the kit', { tags: 'long' }, () => {
  const folder = temporaryFolder();
  beforeAll(() => {
    provideAdapter();
    copyFileSync(join(examples, 'verify_batch_reuse.py'), join(folder, 'verify_batch_reuse.py'));
  });
  /** The verdict on the class with one piece of it replaced; the data are not beside it. */
  const verify = async (from: string, to: string) => {
    const changed = training.replace(from, to);
    writeFileSync(join(folder, 'batch_reuse.py'), changed);
    return verifyCommand([python ?? '', join(folder, 'verify_batch_reuse.py')], {
      level: 2,
      seed: 3,
      only: (id) => /\/(?:zero|first-snapshot|many-steps)\/callback$/u.test(id),
    });
  };

  it('passes', async () => {
    const report = await verify('', '');
    expect([report.first, report.verdict]).toEqual([undefined, 'pass']);
  });

  it.each([
    ['momentum on g_f alone', 'target - auxiliary for', 'target for', 'AUX-MOM.2'],
    ['no correction in the local steps', '(g + m)', 'g', 'AUX-MOM.5'],
  ])('%s does not', async (_what, from, to, equation) => {
    const report = await verify(from, to);
    expect(report.verdict).toBe('fail');
    expect(report.first?.violation?.equation).toBe(equation);
  });
});

describe.skipIf(!existsSync(join(root, 'docs/experiments/node_modules/@tensorflow')))(
  'batch-reuse-tfjs.mjs under the kit',
  () => {
    it('passes in single precision, and not with half of the momentum weight', async () => {
      const url = pathToFileURL(tensorflow).href;
      const { implementation } = (await import(/* @vite-ignore */ url)) as {
        implementation: Implementation<number>;
      };
      const report = await verifyImplementation(implementation, { level: 2, seed: 3 });
      expect(report.verdict).toBe('pass');
      const { 'aux-mom': own } = implementation.variants;
      const wrong: Implementation<number> = {
        ...implementation,
        variants: {
          'aux-mom': (task) => own?.({ ...task, momentumWeight: task.momentumWeight / 2 }) as never,
        },
      };
      expect((await verifyImplementation(wrong, { level: 2, seed: 3 })).first?.violation?.equation).toBe(
        'AUX-MOM.2',
      );
    });
  },
);
