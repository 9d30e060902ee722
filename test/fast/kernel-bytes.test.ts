/** What `npm run wasm -- --check` compares, without its compiler: the committed module, and mistakes in it. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findDifference, formatModule, parseModule } from '../../.ci/wasm/kernel-module.mjs';
import { kernelBytes } from '../../src/fast/kernels/wasm/kernel-bytes.js';

const modulePath = 'src/fast/kernels/wasm/kernel-bytes.ts';
const committed = readFileSync(modulePath, 'utf8');
const bytes = parseModule(committed);

describe('the module of the compiled kernels', () => {
  it('is the text that the generator writes, and holds WebAssembly', () => {
    expect([bytes.toString('base64'), formatModule(bytes)]).toEqual([kernelBytes, committed]);
    expect(WebAssembly.validate(new Uint8Array(bytes))).toBe(true);
  });

  it('is small enough for the synchronous compiler on the main thread of any browser: 4 KiB', () => {
    expect(bytes.length).toBeLessThanOrEqual(4096);
  });

  it('imports its memory and nothing else, and exports what the engine calls', () => {
    const module = new WebAssembly.Module(new Uint8Array(bytes));
    expect(WebAssembly.Module.imports(module)).toEqual([{ module: 'env', name: 'memory', kind: 'memory' }]);
    expect(
      WebAssembly.Module.exports(module)
        .filter(({ kind }) => kind === 'function')
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual(['dense', 'step', 'symmetric']);
  });
});

describe('the check of a rebuild', () => {
  it('passes the bytes of a rebuild', () => {
    expect(findDifference(committed, bytes)).toBeUndefined();
  });

  it.each([7, 100, bytes.length - 1])('names byte %d where it was changed', (place) => {
    const changed = Buffer.from(bytes);
    const before = changed[place] ?? 0;
    changed[place] = before ^ 1;
    expect(findDifference(formatModule(changed), bytes)).toBe(
      `byte ${place} is ${before ^ 1}, a rebuild gives ${before}`,
    );
  });

  it('sees missing bytes, further bytes, and a text that was edited', () => {
    const short = bytes.subarray(0, -3);
    expect(findDifference(formatModule(short), bytes)).toBe(
      `${short.length} bytes, a rebuild gives ${bytes.length}`,
    );
    expect(findDifference(committed, short)).toBe(
      `byte ${short.length} is ${bytes[short.length]}, a rebuild gives none`,
    );
    expect(findDifference(`${committed}export const other = 1;\n`, bytes)).toBe(
      'the bytes are those of a rebuild, but the text around them is not',
    );
  });
});

it('refuses an option that there is not, before it compiles anything', () => {
  const { status, stderr } = spawnSync(process.execPath, ['.ci/wasm/build.mjs', '--chek'], {
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([2, 'wasm: there is no option --chek; expected none, or --check\n']);
});
