/** The export map: publint and attw agree that every subpath resolves, with types, from ESM and bundlers. */
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../support/run-cli.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { runProgram, type Finished } from './support/npm.js';
import { pack, unpackWith, type Manifest, type Packed } from './support/pack.js';

const tool = (path: string): string => join(root, 'test/slow/package/node_modules', path);
const attw = (tarball: string): Finished =>
  runProgram(
    [
      process.execPath,
      tool('@arethetypeswrong/cli/dist/index.js'),
      tarball,
      ...['--profile', 'esm-only', '--no-color', '--no-emoji'],
    ],
    temporaryFolder(),
  );

/** What publint says about a folder, as strictly as it can be asked. */
function lint(folder: string): Finished {
  const program = [
    process.execPath,
    tool('publint/src/cli.js'),
    'run',
    folder,
    '--strict',
    '--pack',
    'false',
  ];
  return runProgram(program, temporaryFolder());
}

/** The manifest with another entry point `./exact`. */
const withExact =
  (types: string, program: string) =>
  (manifest: Manifest): Manifest => ({
    ...manifest,
    exports: { ...manifest.exports, './exact': { types, default: program } },
  });
const exact = { types: './dist/src/exact/index.d.ts', program: './dist/src/exact/index.js' };

describe('the export map', { tags: 'gate' }, () => {
  let packed: Packed;
  beforeAll(() => {
    packed = pack();
  }, 120_000);
  const unchanged = (manifest: Manifest): Manifest => manifest;

  it('has nothing that publint complains of', () => {
    expect(lint(unpackWith(packed.tarball, unchanged))).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('All good!') as string,
    });
  });

  it('has types that resolve', () => {
    const { code, stdout } = attw(packed.tarball);
    expect(stdout).toContain('"auxopt/advise"');
    expect(code, stdout).toBe(0);
  });

  it('is seen by publint where a program is missing', () => {
    const folder = unpackWith(packed.tarball, withExact(exact.types, './dist/src/exact/none.js'));
    const { code, stdout, stderr } = lint(folder);
    expect(code).toBe(1);
    expect(stdout + stderr).toMatch(/^1\. .*exports.*\.\/exact.*does not exist.*\n$/m);
  });

  it('is seen by attw where types are missing', () => {
    const folder = unpackWith(packed.tarball, withExact('./dist/src/exact/none.d.ts', exact.program));
    const { code, stdout } = attw(pack(folder).tarball);
    expect(code, stdout).toBe(1);
    // it finds the declaration beside the program, and says that this was not what the map says
    expect(stdout).toMatch(/"auxopt\/exact"[^"]*fallback condition/i);
  });
});
