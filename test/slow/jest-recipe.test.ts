/** The recipe for jest, which is installed for it: it passes what is right and finds what is wrong. Needs the registry. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readProblem } from '../../src/problems/index.js';
import { packInto, recipe, runAsUser, shrunkProblem } from '../support/suite-recipes.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();

const runJest = (file: string) =>
  runAsUser('npx', ['jest', '--no-cache', file], folder, { NODE_OPTIONS: '--experimental-vm-modules' });

beforeAll(() => {
  const tarball = packInto(folder);
  writeFileSync(join(folder, 'package.json'), '{ "type": "module", "private": true }\n');
  const packages = [join(folder, tarball), 'jest@30'];
  const { status, stderr } = runAsUser('npm', ['install', '--no-audit', '--no-fund', ...packages], folder);
  if (status !== 0) {
    throw new Error(`jest could not be installed from the registry; the recipe was not run.\n${stderr}`);
  }
  writeFileSync(join(folder, 'mine.js'), recipe('mine.js'));
}, 300_000);

describe('the recipe for jest', () => {
  it('passes an honest implementation', () => {
    writeFileSync(join(folder, 'mine.test.js'), recipe('jest: mine.test.js'));
    const { status, stderr } = runJest('mine.test.js');
    expect(status, stderr).toBe(0);
    expect(stderr).toMatch(/Tests:\s+8 passed, 8 total/);
  });

  it('finds a planted bug on a line in at most two rounds', () => {
    const planted = recipe('planted.test.js')
      .replace("import { it } from 'vitest'", "import { test } from '@jest/globals'")
      .replace(' it(name', ' test(name');
    writeFileSync(join(folder, 'planted.test.js'), planted);
    const { status, stderr } = runJest('planted.test.js');
    expect(status, stderr).toBe(1);
    const { told, file } = shrunkProblem(stderr, 'aux-mom: agreement with the equations');
    expect(told).toMatch(/equation {2}AUX-MOM\.6/);
    expect(told).toContain('the program computes d ← ∇h(y, ζ) − m where AUX-MOM.4 has d ← ∇h(y, ζ) + m');
    const { problem, parameters } = readProblem(file, 'message', () => '');
    expect(problem.dimension).toBe(1);
    expect(parameters.roundCount).toBeLessThanOrEqual(2);
    // not everything fails: most symmetries hold for a wrong sign too
    expect(stderr).toMatch(/Tests:\s+4 failed, 4 passed, 8 total/);
  });
});
