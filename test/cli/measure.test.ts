/** `auxopt advise -- CMD`: what is measured of a program agrees with what is computed of its problem. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { constantsOfProblem, type ConstantTexts } from '../../src/advise/index.js';
import { parseExactNumber, nearestDouble, type Ratio } from '../../src/exact/index.js';
import { readProblem } from '../../src/problems/index.js';
import { auxopt, main, root } from '../support/run-cli.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();
const saved = join(folder, 'constants.json');
const measured = auxopt(['advise', '--save', saved, '--json', '--', 'python3', 'docs/examples/federated.py']);
const file = readFileSync(saved, 'utf8');
const problemPath = 'docs/examples/setting-federated-client.json';
const problem = readProblem(readFileSync(join(root, problemPath), 'utf8'), problemPath, () => '');
const exact = constantsOfProblem(problem);

const double = (text: string): number => nearestDouble(parseExactNumber(text));
const drawn = ['suboptimality', 'correctionError', 'targetVariance'] as const;

describe('auxopt advise -- CMD', () => {
  const { constants } = JSON.parse(file) as { constants: ConstantTexts };

  it('advises as the file that it keeps does', () => {
    expect([measured.code, measured.stderr]).toEqual([0, '']);
    expect(auxopt(['advise', '--constants', saved, '--json']).stdout).toBe(measured.stdout);
    const given = auxopt(['advise', '--constants', saved, '--smoothness', '99', '--json']).stdout;
    expect(given).not.toBe(measured.stdout);
  });

  it.each(['smoothness', 'hessianSimilarity', ...drawn] as const)(
    'has the exact %s between its ends',
    (name) => {
      const { lower = '', upper = '' } = constants[name] ?? {};
      const known = exact[name];
      if (known === undefined) throw new Error(`the problem has no ${name}`);
      // exact constants that are no rationals lie between certified ends of their own
      const ends: readonly Ratio[] = [known.lower, known.upper ?? known.value];
      const [least = NaN, most = NaN] = ends.map(nearestDouble);
      expect(double(lower)).toBeLessThanOrEqual(most);
      expect(double(upper)).toBeGreaterThanOrEqual(least);
    },
  );

  it.each([
    ['with a price', ['--target-gradients', '100', '--auxiliary-cost', '0.01']],
    ['with free auxiliary gradients, where K = 100 takes too long to expect', []],
  ])('leads to the advice that exact expectation gives, %s', { tags: 'long' }, (_what, budget) => {
    const verdictOf = (...source: string[]) => {
      const { stdout, code } = auxopt(['advise', ...source, ...budget, '--json']);
      expect(code).toBe(0);
      const { verdict, basis } = JSON.parse(stdout) as { verdict: string; basis: string };
      return { verdict, basis };
    };
    const { verdict } = verdictOf('--constants', saved);
    expect(verdictOf('--problem', problemPath)).toEqual({ verdict, basis: 'expectation' });
  });

  it('counts what it cost', () => {
    const { measurement } = JSON.parse(file) as {
      measurement: { gradients: Record<'target' | 'auxiliary', number> };
    };
    expect(measurement.gradients.target).toBeGreaterThan(500);
    expect(measurement.gradients.auxiliary).toBeGreaterThan(500);
  });

  it.each([
    ['advise', ['false'], 'ended with exit code 1'],
    ['advise', [process.execPath, main, 'serve'], 'is no source of gradients'],
    ['verify', ['python3', 'docs/examples/federated.py'], 'auxopt advise asks such programs'],
  ])('%s cannot start what is none of its programs: %j', (command, program, message) => {
    const { code, stdout, stderr } = auxopt([command, '--json', '--', ...program]);
    expect([{ code, stdout }, stderr]).toEqual([{ code: 3, stdout: '' }, expect.stringContaining(message)]);
  });

  it.each([[['advise']], [['advise', '--pilot', '100']], [['verify']]])(
    'shows what the program wrote before it ended: %j',
    (command) => {
      const says = 'console.error("no module named foo"); process.exit(1)';
      const { code, stderr } = auxopt([...command, '--', process.execPath, '-e', says]);
      expect([code, stderr]).toEqual([3, expect.stringContaining('exit code 1 while it answered "hello"')]);
      expect(stderr).toContain('its standard error ends with:\n  no module named foo\n');
    },
  );

  const measureBroken = (gradient: string, start: string) => {
    const program = join(folder, 'broken.py');
    const adapter = join(root, 'src/verify/adapters/assets');
    writeFileSync(
      program,
      `import sys\nsys.path.append(${JSON.stringify(adapter)})\nfrom auxopt_adapter import serve_gradients\n` +
        `serve_gradients(lambda f, x, draw, s: [${gradient}], dimension=1, starting_point=[${start}], name="broken")\n`,
    );
    return auxopt(['advise', '--', 'python3', program]);
  };

  it.each([
    ['float("nan")', '1', 2, 'gradient 1 of the target: NaN is among its entries'],
    ['float("inf")', '1', 2, 'gradient 1 of the target: Infinity is among its entries'],
    ['float("-inf")', '1', 2, 'gradient 1 of the target: -Infinity is among its entries'],
    ['1', 'float("nan")', 3, 'the starting point has the entry "nan", which is not finite'],
  ])('names what is not finite: a gradient of %s, a start at %s', (gradient, start, expected, message) => {
    const { code, stderr } = measureBroken(gradient, start);
    expect([code, stderr]).toEqual([expected, expect.stringContaining(message)]);
  });
});

it('the example finds the adapter in an installed package beside docs/, and says what is missing without it', () => {
  const home = temporaryFolder();
  mkdirSync(join(home, 'docs/examples'), { recursive: true });
  for (const name of ['federated.py', 'setting-federated-client.json'])
    copyFileSync(join(root, 'docs/examples', name), join(home, 'docs/examples', name));
  const start = () =>
    spawnSync('python3', ['docs/examples/federated.py'], {
      ...{ cwd: home, input: '', encoding: 'utf8' },
      // another test may have set a path to the adapter
      env: { ...process.env, PYTHONPATH: '' },
    });
  expect(start().stderr).toContain('ModuleNotFoundError');
  mkdirSync(join(home, 'node_modules'));
  symlinkSync(root, join(home, 'node_modules/auxopt'));
  expect(start()).toMatchObject({ status: 0, stderr: '' });
});
