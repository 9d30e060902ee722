/** The Python package, made and installed as the guide "Verify in your CI" says, step by step in an empty folder. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { blocksOf } from '../support/markdown-examples.js';
import { pythonWith } from '../support/python-with.js';
import { root } from '../support/run-cli.js';
import { packInto } from '../support/suite-recipes.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const page = 'docs/guide/ci.md';
const text = readFileSync(join(root, page), 'utf8');
const blocks = blocksOf(page, text);
const python = pythonWith('torch');
const isThere = spawnSync(python ?? '', ['-c', 'import ensurepip, hatchling, pytest']).status === 0;

const folder = temporaryFolder();
const venv = join(temporaryFolder(), 'venv/bin');
const run = (words: readonly string[], environment: Readonly<Record<string, string>> = {}) => {
  const [program = '', ...rest] = words;
  const { status, stdout, stderr } = spawnSync(program, rest, {
    cwd: folder,
    encoding: 'utf8',
    env: {
      ...process.env,
      PATH: [venv, dirname(process.execPath), process.env['PATH']].join(delimiter),
      PYTHONDONTWRITEBYTECODE: '1',
      ...environment,
    },
  });
  return { status, output: stdout + stderr };
};
const pytest = (...words: readonly string[]) => run([join(venv, 'python'), '-m', 'pytest', ...words]);
const put = (name: string, change = (code: string): string => code): void => {
  const block = blocks.find(({ file }) => file === name);
  if (block === undefined) throw new Error(`${page} has no file ${name}`);
  const changed = change(block.code);
  writeFileSync(join(folder, name), changed);
};

describe.skipIf(python === undefined || !isThere)('the Python package', { tags: 'gate' }, () => {
  beforeAll(() => {
    const made = spawnSync(process.execPath, [join(root, '.ci/wheel.mjs'), folder], {
      env: { ...process.env, PYTHON: python },
      encoding: 'utf8',
    });
    expect(made.status, made.stderr).toBe(0);
    const [wheel = ''] = readdirSync(folder).filter((name) => name.endsWith('.whl'));
    expect(wheel).toMatch(/^auxopt-\d+\.\d+\.\d+-py3-none-any\.whl$/u);
    expect(text).toContain(`pip install ./${wheel} pytest`);
    // PyTorch and pytest are those of the system
    const steps = [
      [python ?? '', '-m', 'venv', '--system-site-packages', dirname(venv)],
      [join(venv, 'pip'), 'install', '-q', '--no-index', `./${wheel}`],
    ];
    for (const words of steps) {
      const { status, output } = run(words);
      expect(status, output).toBe(0);
    }
    for (const name of ['test_sgd.py', 'test_more.py', 'test_wrong.py', 'expectations.json', 'mine.py'])
      put(name);
  });

  it('is green on a right optimizer: a test for each family of cases, with a certificate that a second run confirms', () => {
    const { status, output } = pytest('-v', '--auxopt-certificates', 'certificates', 'test_sgd.py');
    expect(status, output).toBe(0);
    for (const family of ['short', 'full', 'edge', 'small', 'others'])
      expect(output).toMatch(new RegExp(`test_sgd.py::test_sgd\\[${family}\\] PASSED`, 'u'));
    expect(output).toContain('5 passed');
    expect(existsSync(join(folder, 'certificates/test_sgd.svg'))).toBe(true);
    const again = run(['auxopt', 'verify', '--recheck', 'certificates/test_sgd.json']);
    expect(again.status, again.output).toBe(0);
    expect(again.output).toContain('CONFIRMED');
  });

  it('lets the kit choose the parameters, and takes programs that speak to it', () => {
    const { status, output } = pytest('test_more.py');
    expect(status, output).toBe(0);
    expect(output).toContain('10 passed');
  });

  it('is red on a wrong optimizer, with the place and the line in the words of pytest, and again by its seed', () => {
    const { status, output } = pytest('test_wrong.py');
    expect(status, output).toBe(1);
    expect(output).toContain('4 failed, 1 passed'); // the handshake is right
    expect(output).toContain('5 of 5 cases fail, first L2/nesterov-torch/short-1');
    expect(output).toContain('NESTEROV-TORCH.2 is violated at round 1');
    expect(output).toMatch(
      /^ +(?:E +)?(?:or instead|should be) +x ← x − ℓ \(g \+ μ b\)\n.* yours is {4}x ← x − ℓ b$/mu,
    );
    expect(output).not.toContain('Traceback');
    const [, id = '', seed = ''] = /again: pytest "(.*short\])" --auxopt-seed (\d+)/u.exec(output) ?? [];
    const place = (said: string) => /NESTEROV-TORCH\.2 is violated.*/u.exec(said)?.[0];
    expect(place(pytest(id, '--auxopt-seed', seed).output)).toBe(place(output));
  });

  it('expects known failures with their reasons, and fails where they pass', () => {
    const known = 'method="nesterov-torch", expectations="expectations.json")';
    put('test_wrong.py', (code) => code.replace('method="nesterov-torch")', known));
    const { status, output } = pytest('-rx', 'test_wrong.py');
    expect(status, output).toBe(0);
    expect(output).toContain('1 passed, 4 xfailed');
    expect(output).toContain(
      'test_wrong.py::test_mine[short] - reason: the old buffer is used; see issue 12',
    );
    // the control: an optimizer that is right by now
    put('test_wrong.py', (code) =>
      code
        .replace('method="nesterov-torch")', known)
        .replace('Mine(p, lr=0.1, momentum=0.9)', 'torch.optim.SGD(p, lr=0.1, momentum=0.9, nesterov=True)'),
    );
    const stale = pytest('test_wrong.py');
    expect(stale.status).toBe(1);
    expect(stale.output).toContain('4 failed, 1 passed');
    expect(stale.output).toContain('[XPASS(strict)] expected to fail: L2/nesterov-torch/*');
  });

  it.each([
    [
      'inside of a test',
      'def test_it():\n    check_optimizer(None, method="sgd")',
      'a check is made where the module is read',
    ],
    [
      'of a page that is not there',
      'test_it = check_optimizer(lambda p: None, method="sdg")',
      'there is no page "sdg"',
    ],
    [
      'of a parameter that PyTorch has no name for',
      'test_it = check_optimizer(lambda p: torch.optim.SGD(p, lr=0.1), method="storm")',
      "the optimizer has no 'a' for the a of the page",
    ],
    [
      'in single precision with numbers that it does not have',
      'test_it = check_optimizer(lambda p: torch.optim.SGD(p, lr=0.1), method="sgd", dtype=torch.float32)',
      'let the kit choose the parameters',
    ],
  ])('a check %s says so', (_what, line, message) => {
    writeFileSync(
      join(folder, 'test_bad.py'),
      `import torch\nfrom auxopt.pytest import check_optimizer\n${line}\n`,
    );
    const { status, output } = pytest('test_bad.py');
    expect(status).toBe(1);
    expect(output).toContain(message);
  });

  it('says what is missing', () => {
    expect(run(['auxopt', '--version'], { AUXOPT_KIT: 'nowhere.js' })).toMatchObject({
      status: 1,
      output: expect.stringContaining('there is no kit at nowhere.js') as string,
    });
    expect(run([join(venv, 'auxopt'), '--version'], { PATH: '' })).toMatchObject({
      status: 1,
      output: expect.stringContaining('there is no node on the PATH') as string,
    });
    expect(run(['auxopt', 'check']).output).toContain('check is not part of the Python package');
  });
});

describe('any shell', () => {
  it('verifies the program of the guide with the package of npm', () => {
    const tarball = packInto(folder);
    put('mine.py');
    const shell = blocks.filter(
      ({ language, code }) =>
        (language === 'sh' && code.includes('mine.py')) ||
        (code.includes(`./${tarball}`) && language === 'sh'),
    );
    expect(shell).toHaveLength(2);
    for (const { code } of shell) {
      const { status, output } = run(['bash', '-ec', code]);
      expect(status, output).toBe(0);
    }
    for (const file of ['auxopt-junit.xml', 'auxopt.json', 'auxopt.svg'])
      expect(existsSync(join(folder, file))).toBe(true);
  });
});
