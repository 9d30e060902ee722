/** A command in a process of its own leaves behind what it leaves behind in the thread that most tests use. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { auxopt, auxoptProcess } from '../support/run-cli.js';
import { firstOf } from '../support/some-of.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();
const served = `-- ${process.execPath} dist/src/cli/main.js serve --mutant heavy-ball`;

describe('a command in a process', () => {
  firstOf(1, [
    [0, '--version'],
    [1, `verify --seed 1 --only L2/*/planar/* ${served}`],
    [3, 'verify -- false'],
    [0, '--help'],
    [2, 'rum'],
    [0, `run docs/examples/tiny.json --engine expectation --plot ${join(folder, 'e.svg')} --force`],
    [0, 'run docs/examples/tiny.json'],
    [0, 'run docs/examples/iris.json --engine fast --json'],
    [2, 'run nowhere.json'],
    [0, 'advise --problem docs/examples/toy.json --target-gradients 9 --auxiliary-cost 0'],
    [0, 'print schemas verify'],
    [0, 'check --cases 1 --theorem SGD-1'],
    [2, 'check --cases many'],
    [2, 'serve --json'],
  ])('ends with %i for auxopt %s, and says the same', (code, line) => {
    const own = auxoptProcess(line.split(' '));
    expect([own.code, auxopt(line.split(' '))]).toEqual([code, own]);
  });

  it('has the working folder', () => {
    const args = ['adapter', 'nowhere', '--out', 'here'];
    expect(auxopt(args, folder)).toEqual(auxoptProcess(args, folder));
    expect(auxopt(['adapter', 'python', '--out', 'adapter.py'], folder).code).toBe(0);
    expect(existsSync(join(folder, 'adapter.py'))).toBe(true);
  });

  it('would be told from another one', { tags: 'long' }, () => {
    const own = auxoptProcess(['run', 'docs/examples/tiny.json', '--seed', '1']);
    expect(auxopt(['run', 'docs/examples/tiny.json', '--seed', '2'])).not.toEqual(own);
  });
});
