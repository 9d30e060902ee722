import { Matrix } from 'ml-matrix';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type * as FastEngine from '../../src/fast/index.js';
import type { FastQuadraticProblem } from '../../src/fast/index.js';

const problemIn = (dimension: number): FastQuadraticProblem => {
  const quadratic = { matrix: Matrix.eye(dimension), vector: new Float64Array(dimension), constant: 0 };
  return {
    dimension,
    target: quadratic,
    auxiliary: quadratic,
    snapshotAtoms: [{ probability: 1, target: quadratic, auxiliary: quadratic }],
    localAtoms: [{ probability: 1, auxiliary: quadratic }],
  };
};

/** The engine as a platform loads it: nothing is compiled yet. */
const loadEngine = async (): Promise<typeof FastEngine> => {
  vi.resetModules();
  return import('../../src/fast/index.js');
};

describe('auto', () => {
  it('takes WebAssembly where it is worth it', async () => {
    const { createFastQuadraticOracle } = await loadEngine();
    expect(createFastQuadraticOracle(problemIn(16)).kernel).toBe('wasm');
    expect(createFastQuadraticOracle(problemIn(1)).kernel).toBe('plain');
    expect(createFastQuadraticOracle(problemIn(1), { kernel: 'wasm' }).kernel).toBe('wasm');
    expect(createFastQuadraticOracle(problemIn(16), { kernel: 'plain' }).kernel).toBe('plain');
    expect(createFastQuadraticOracle(problemIn(16), { kernel: 'ml-matrix' }).kernel).toBe('ml-matrix');
  });

  it('compiles nothing before the first oracle, and once for all of them', async () => {
    const compile = vi.spyOn(WebAssembly, 'Module');
    try {
      const { createFastQuadraticOracle } = await loadEngine();
      expect(compile).not.toHaveBeenCalled();
      createFastQuadraticOracle(problemIn(16));
      createFastQuadraticOracle(problemIn(16));
      expect(compile).toHaveBeenCalledTimes(1);
    } finally {
      compile.mockRestore();
    }
  });
});

const refuse = (): never => {
  throw new RangeError('could not allocate memory');
};

describe.each<[string, object | undefined]>([
  ['without WebAssembly', undefined],
  ['without 128-bit vectors', { ...descriptorsOf(), validate: () => false }],
  ['whose content policy forbids compilation', { ...descriptorsOf(), Module: refuse }],
  ['without memory left', { ...descriptorsOf(), Memory: refuse }],
])('a platform %s', (_name, platform) => {
  beforeEach(() => {
    vi.stubGlobal('WebAssembly', platform);
  });
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it('falls back to the plain kernel, unless the caller insists', async () => {
    const { createFastQuadraticOracle } = await loadEngine();
    const oracle = createFastQuadraticOracle(problemIn(16));
    expect([oracle.kernel, oracle.workspace]).toEqual(['plain', undefined]);
    const out = new Float64Array(16);
    oracle.writeTarget(0, new Float64Array(16).fill(3), out);
    expect(out).toEqual(new Float64Array(16).fill(3));
    expect(() => createFastQuadraticOracle(problemIn(16), { kernel: 'wasm' })).toThrow(
      'options.kernel: the platform has no WebAssembly with 128-bit vectors',
    );
  });
});

it('refuses a kernel that there is not', async () => {
  const { createFastQuadraticOracle } = await loadEngine();
  const kernel = 'fortran' as 'plain';
  expect(() => createFastQuadraticOracle(problemIn(1), { kernel })).toThrow(
    'options.kernel: there is no kernel "fortran"; expected one of plain, auto, wasm, wasm-dense, wasm-half, ml-matrix',
  );
});

/** What the platform's WebAssembly has, as a plain object. */
function descriptorsOf(): object {
  return Object.fromEntries(
    Object.getOwnPropertyNames(WebAssembly).map((name) => [name, Reflect.get(WebAssembly, name) as unknown]),
  );
}
