/** The guide for a method of one's own shows its files word for word, and what it says of them is so. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pythonWith } from '../support/python-with.js';
import { pythonIsMissing } from '../support/protocol-driver.js';
import { main, root } from '../support/run-cli.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const guide = read('docs/guide/own-method.md');
const examples = 'docs/examples/adapters';
const blockOf = (text: string): string => /```method\n([^]*?)```/.exec(text)?.[1] ?? '';

it('shows the page and the programs as they are', () => {
  expect(blockOf(guide)).toBe(blockOf(read(`${examples}/nesterov.md`)));
  const blocks = [...guide.matchAll(/`((?:nesterov|saga)_\w+\.py)`[^`]*```python\n([^]*?)```/g)];
  expect(blocks.map(([, file]) => file)).toEqual([
    'nesterov_plain.py',
    'nesterov_torch.py',
    'saga_plain.py',
    'nesterov_saved.py',
  ]);
  for (const [, file = '', text] of blocks) expect(text).toBe(read(`${examples}/${file}`));
  expect(guide).toContain(`\`\`\`js\n${read(`${examples}/nesterov.mjs`)}\`\`\``);
});

it.each([
  ['saga', ['python3', `${examples}/saga_plain.py`]],
  [`${examples}/nesterov.md`, ['node', `${examples}/nesterov.mjs`]],
] as const)('the program of %s passes', (method, program) => {
  const PYTHONPATH = join(root, 'src/verify/adapters/assets');
  const { stdout } = spawnSync(
    process.execPath,
    [main, 'verify', '--method', method, '--seed', '5', '--', ...program],
    { cwd: root, encoding: 'utf8', env: { ...process.env, PYTHONPATH, PYTHONDONTWRITEBYTECODE: '1' } },
  );
  expect(stdout).toMatch(/^PASS: 32 of 32 tested cases passed in binary64$/m);
});

describe.skipIf(pythonIsMissing !== undefined)('its commands', () => {
  const folder = temporaryFolder();
  copyFileSync(join(root, 'src/verify/adapters/assets/auxopt_adapter.py'), join(folder, 'auxopt_adapter.py'));
  for (const file of readdirSync(join(root, examples)))
    copyFileSync(join(root, examples, file), join(folder, file));
  const verify = (python: string, program: string, ...more: readonly string[]) =>
    spawnSync(
      process.execPath,
      [main, 'verify', '--method', 'nesterov.md', '--seed', '5', ...more, '--', python, program],
      { cwd: folder, encoding: 'utf8' },
    );

  it('pass with the plain program', () => {
    const { status, stdout } = verify('python3', 'nesterov_plain.py');
    expect(stdout).toMatch(/^PASS: 32 of 32 tested cases passed in binary64$/m);
    expect(status).toBe(0);
  });

  it('name what a program computes that leaves the look-ahead out, as the guide shows', () => {
    const wrong = read(`${examples}/nesterov_plain.py`).replace('lr * (g + mu * b)', 'lr * b');
    writeFileSync(join(folder, 'wrong.py'), wrong);
    const { status, stdout } = verify('python3', 'wrong.py');
    expect(status).toBe(1);
    const shown = /```text\n([^]*?)```/.exec(guide)?.[1] ?? 'nothing';
    expect(stdout).toContain(shown);
    expect(stdout).toMatch(/^ {2}cases {7}\S+, and 29 more cases: /m);
    // the command that asks the first of them again
    expect(stdout).toContain('auxopt verify --seed 5 --method nesterov.md --only L2/nesterov/');
  });

  it('ask for parameters outside the domains of a program that checks them', () => {
    const plain = read(`${examples}/nesterov_plain.py`).replace(
      '"nesterov-plain")',
      '"x", checks_parameters=True)',
    );
    const checked = plain.replace(
      '    def rounds():',
      '    if not (lr > 0 and 0 < mu < 1):\n        raise ValueError("domain")\n\n    def rounds():',
    );
    writeFileSync(join(folder, 'checked.py'), checked);
    expect(verify('python3', 'checked.py').stdout).toMatch(/^L3 +3 pass$/m);
    writeFileSync(join(folder, 'unchecked.py'), plain);
    const { stdout, status } = verify('python3', 'unchecked.py');
    expect(stdout).toContain(
      'μ = 1, and μ < 1: "openMethod" was answered with "ok", and "rejected" was expected.',
    );
    expect(status).toBe(1);
  });

  const torch = pythonWith('torch');
  it.skipIf(torch === undefined)(
    'pass with PyTorch, and fail without its look-ahead',
    { tags: 'long' },
    () => {
      expect(verify(torch ?? '', 'nesterov_torch.py').stdout).toMatch(/^PASS: 32 of 32/m);
      const plain = read(`${examples}/nesterov_torch.py`).replace('nesterov=True', 'nesterov=False');
      writeFileSync(join(folder, 'momentum.py'), plain);
      expect(verify(torch ?? '', 'momentum.py').stdout).toMatch(/yours is {4}x ← x − ℓ +b\n/);
    },
  );

  it('refuse a page that is none, with its place, and a method that the program does not have', () => {
    writeFileSync(
      join(folder, 'none.md'),
      read(`${examples}/nesterov.md`).replace('b ← μ b + g ', 'b ← μ c + g '),
    );
    const none = spawnSync(process.execPath, [main, 'verify', '--method', 'none.md', '--', 'true'], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(none.stderr).toMatch(/^auxopt: none\.md, line 15, column 7: c is not known here/);
    expect(none.status).toBe(2);
    const other = spawnSync(
      process.execPath,
      [main, 'verify', '--method', 'storm.md', '--', 'python3', 'nesterov_plain.py'],
      { cwd: folder, encoding: 'utf8' },
    );
    expect([other.stderr, other.status]).toEqual([expect.stringContaining('storm.md'), 2]);
  });
});
