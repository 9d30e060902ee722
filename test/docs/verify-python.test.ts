/** The guide for Python shows the example files, word for word, and the plain one runs where there is nothing but python3. */
import { copyFileSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { verifyCommand } from '../../src/verify/index.js';
import { drive, pythonIsMissing } from '../support/protocol-driver.js';
import { constantOracle, hello, openMessage, runMessage } from '../support/python-program.js';
import { root } from '../support/run-cli.js';
import { firstOf } from '../support/some-of.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const page = readFileSync(join(root, 'docs/guide/verify-python.md'), 'utf8');
const examples = join(root, 'docs/examples/adapters');

/** Every Python block of the page, by the file that the sentence before it names. */
const blocks = [...page.matchAll(/^`(\w+\.py)`, .*:\n\n```python\n([^]*?)```$/gm)].map(
  ([, file = '', text = '']) => [file, text] as const,
);

describe('docs/guide/verify-python.md', () => {
  it('has a block for every way to compute, and no block without its file', () => {
    expect(blocks.map(([file]) => file)).toEqual([
      'aux_mom_plain.py',
      'aux_mom_numpy.py',
      'aux_mom_torch.py',
      'aux_mom_jax.py',
    ]);
    // and one with a hidden state, which is asked below
    expect(page.match(/```python/g)).toHaveLength(blocks.length + 1);
  });

  it.each(blocks)('shows %s as it is', (file, text) => {
    expect(text).toBe(readFileSync(join(examples, file), 'utf8'));
  });

  it('has a row for every argument of serve()', () => {
    const source = readFileSync(join(root, 'src/verify/adapters/assets/auxopt_adapter.py'), 'utf8');
    const [, signature = ''] = /^def serve\(([^]*?)\):/m.exec(source) ?? [];
    const names = signature.split(',').map((argument) => argument.split('=')[0]?.trim() ?? '');
    expect(names).toContain('arithmetic');
    const rows = page.split('\n').filter((line) => line.startsWith('| `'));
    for (const name of names) expect(rows.join('\n')).toContain(`\`${name}\``);
  });
});

const folder = temporaryFolder();
copyFileSync(join(root, 'src/verify/adapters/assets/auxopt_adapter.py'), join(folder, 'auxopt_adapter.py'));
for (const file of readdirSync(examples)) copyFileSync(join(examples, file), join(folder, file));

/** The isolated Python: no PYTHONPATH, no packages of the user. */
const bare = { ...process.env, PYTHONPATH: '', PYTHONDONTWRITEBYTECODE: '1' };

describe.skipIf(pythonIsMissing !== undefined)(
  'the examples, in a folder that holds them and the adapter',
  () => {
    it.each(['aux_mom_plain.py', 'all_variants_plain.py'])('%s runs without any package', async (file) => {
      const program = drive('python3', ['-S', join(folder, file)], bare); // -S: no site-packages
      expect((await program.request(hello)).at(-1)?.type).toBe('hello');
      await program.request(openMessage());
      expect((await program.request(runMessage(), constantOracle())).at(-1)?.type).toBe('ok');
      await program.request({ type: 'bye', id: 'bye' });
      expect(await program.exit).toBe(0);
    });

    firstOf(1, [['numpy'], ['torch'], ['jax']])(
      'aux_mom_%s.py runs, or says that it is skipped',
      async (library) => {
        const isThere = spawnSync('python3', ['-c', `import ${library}`]).status === 0;
        const program = drive('python3', [join(folder, `aux_mom_${library}.py`)], bare);
        if (isThere) {
          await program.request(openMessage());
          const messages = await program.request(runMessage(), constantOracle());
          expect(messages.map(({ type }) => type)).toEqual([
            ...['state', 'oracle', 'oracle', 'oracle', 'state', 'state', 'ok'],
          ]);
          // m = ½·0 + ½·0; x = (1, −2) − ½·(1, 2)
          expect(messages.at(-2)?.['x']).toEqual(['0.5', '-3.0']);
          program.end();
        } else {
          await program.exit;
          expect(program.log()).toMatch(/^skipped: \w+ is not installed\n$/);
        }
      },
    );
  },
);

it.skipIf(pythonIsMissing)('hidden.py passes', { tags: 'long' }, async () => {
  const [, text = ''] = /<!-- file: hidden\.py -->\n\n```python\n([^]*?)```/.exec(page) ?? [];
  writeFileSync(join(folder, 'hidden.py'), text);
  const report = await verifyCommand(['python3', join(folder, 'hidden.py')], { level: 2 });
  expect([report.verdict, report.counts.fail]).toEqual(['pass', 0]);
  writeFileSync(join(folder, 'hidden.py'), text.replace('.h(x) + m', '.h(x) - m'));
  expect((await verifyCommand(['python3', join(folder, 'hidden.py')], { level: 2 })).verdict).toBe('fail');
});
