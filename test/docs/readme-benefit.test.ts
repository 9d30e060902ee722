/** The README's example of a proved benefit: the command and the program print what stands there. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { blocksOf } from '../support/markdown-examples.js';
import { auxopt, root } from '../support/run-cli.js';

const blocks = blocksOf('README.md', readFileSync(join(root, 'README.md'), 'utf8'));
const at = blocks.findIndex(({ code }) => code.includes('createSgdMember'));

it('auxopt advise says what stands there', () => {
  const { code = '' } = blocks[at - 1] ?? {};
  const [command = '', ...answer] = code.replaceAll('\\\n', '').trimEnd().split('\n');
  expect(command).toContain('npx auxopt advise');
  const { code: exitCode, stdout } = auxopt(command.replace('$ npx auxopt ', '').split(/ +/));
  expect(exitCode).toBe(0);
  const lines = stdout.split('\n');
  expect(lines.slice(0, 2)).toEqual(answer.slice(0, 2));
  expect(lines).toEqual(expect.arrayContaining(answer.filter((line) => line !== '…')));
  const [, factor] = /x⁰ left out, ([\d.]+);/.exec(stdout) ?? [];
  expect(Number(factor)).toBeGreaterThanOrEqual(3);
});

it('the runs give the numbers that stand there, each at least the promised factor', { tags: 'long' }, () => {
  const { code = '', language } = blocks[at] ?? {};
  expect(language).toBe('js');
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  expect(stdout).toBe(blocks[at + 1]?.code);
  const rows = stdout.trimEnd().split('\n');
  expect(rows.length).toBeGreaterThanOrEqual(4);
  for (const row of rows) expect(Number(row.split(' ').at(-1))).toBeGreaterThanOrEqual(3.356);
});
