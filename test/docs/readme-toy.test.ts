/** The toy on the README's first screen, run as it stands there. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { blocksOf } from '../support/markdown-examples.js';
import { root } from '../support/run-cli.js';

const toys = blocksOf('README.md', readFileSync(join(root, 'README.md'), 'utf8')).filter(({ code }) =>
  code.includes("from 'auxopt/reference'"),
);

it('prints the value that stands beside it', () => {
  expect(toys).toHaveLength(1);
  const [toy] = toys;
  const code = toy?.code ?? '';
  expect(toy?.language).toBe('js');
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  const [, printed] = /\); \/\/ (\S+)\n$/.exec(code) ?? [];
  expect(stdout.trim()).toBe(printed);
  expect(Number(printed)).toBe(3.66655e-6);
});
