/** The export map: publint and attw agree that every subpath resolves, with types, from ESM and bundlers. */
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { runProgram, type Finished } from './support/npm.js';
import { pack, unpackWith, type Manifest, type Packed } from './support/pack.js';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';

const attwProgram = fileURLToPath(
  new URL('dist/index.js', import.meta.resolve('@arethetypeswrong/cli/package.json')),
);
const attw = (tarball: string): Finished =>
  runProgram(
    [process.execPath, attwProgram, tarball, '--profile', 'esm-only', '--no-color', '--no-emoji'],
    temporaryFolder(),
  );

/** What publint says about a folder, as strictly as it can be asked. */
async function lint(pkgDir: string): Promise<readonly string[]> {
  const { messages, pkg } = await publint({ pkgDir, pack: false, strict: true });
  return messages.map((message) => formatMessage(message, pkg, { color: false }) ?? message.code);
}

/** The manifest with another entry point `./exact`. */
const withExact =
  (types: string, program: string) =>
  (manifest: Manifest): Manifest => ({
    ...manifest,
    exports: { ...manifest.exports, './exact': { types, default: program } },
  });
const exact = { types: './dist/src/exact/index.d.ts', program: './dist/src/exact/index.js' };

describe('the export map', () => {
  let packed: Packed;
  beforeAll(() => {
    packed = pack();
  }, 120_000);
  const unchanged = (manifest: Manifest): Manifest => manifest;

  it('has nothing that publint complains of', async () => {
    expect(await lint(unpackWith(packed.tarball, unchanged))).toEqual([]);
  });

  it('has types that resolve', () => {
    const { code, stdout } = attw(packed.tarball);
    expect(stdout).toContain('"auxopt/advise"');
    expect(code, stdout).toBe(0);
  });

  it('is seen by publint where a program is missing', async () => {
    const folder = unpackWith(packed.tarball, withExact(exact.types, './dist/src/exact/none.js'));
    expect(await lint(folder)).toEqual([expect.stringMatching(/exports.*\.\/exact.*does not exist/)]);
  });

  it('is seen by attw where types are missing', () => {
    const folder = unpackWith(packed.tarball, withExact('./dist/src/exact/none.d.ts', exact.program));
    const { code, stdout } = attw(pack(folder).tarball);
    expect(code, stdout).toBe(1);
    // it finds the declaration beside the program, and says that this was not what the map says
    expect(stdout).toMatch(/"auxopt\/exact"[^"]*fallback condition/i);
  });
});
