import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AffineGradients, AffineRows } from '../../src/fast/kernels/affine-gradients.js';
import { createPlainGradients } from '../../src/fast/kernels/plain-gradients.js';
import { kernelBytes } from '../../src/fast/kernels/wasm/kernel-bytes.js';
import { createWasmGradients, type WasmOptions } from '../../src/fast/kernels/wasm/wasm-gradients.js';
import { present } from './present.js';
import { forAll } from '../support/for-all.js';

const entry = fc.oneof(
  { weight: 8, arbitrary: fc.double({ min: -4, max: 4, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(0, -0, 5e-324, -5e-324, 1e308, -1e308) },
);
/** A point may be anything: a run that diverges goes on. */
const coordinate = fc.oneof(
  { weight: 16, arbitrary: entry },
  { weight: 1, arbitrary: fc.constantFrom(NaN, Infinity, -Infinity) },
);
const vectorOf = (dimension: number, element: fc.Arbitrary<number>) =>
  fc
    .array(element, { minLength: dimension, maxLength: dimension })
    .map((values) => Float64Array.from(values));

/** A symmetric gradient and one that is not, two points. */
const sampleOf = (dimension: number) => {
  const rows = fc.array(vectorOf(dimension, entry), { minLength: dimension, maxLength: dimension });
  return fc
    .tuple(
      rows,
      rows,
      vectorOf(dimension, entry),
      vectorOf(dimension, entry),
      vectorOf(dimension, coordinate),
    )
    .map(([any, half, v, w, at]) => {
      const symmetric = half.map((row, i) =>
        row.map((_, j) => half[Math.max(i, j)]?.[Math.min(i, j)] ?? NaN),
      );
      return {
        gradients: [
          { rows: symmetric, vector: v },
          { rows: any, vector: w },
        ],
        at,
      };
    });
};

interface Sample {
  readonly gradients: readonly AffineRows[];
  readonly at: Float64Array;
}

/** Every answer of a kernel to a sample: in buffers of its own, in foreign ones, and the products. */
function answersOf(kernel: AffineGradients, { gradients, at }: Sample): number[][] {
  const point = kernel.workspace?.y.buffer ?? new Float64Array(at.length);
  const direction = kernel.workspace?.d.buffer ?? new Float64Array(at.length);
  const foreign = new Float64Array(at.length).fill(7);
  return gradients.flatMap((_, index) => {
    point.set(at);
    kernel.write(index, point, direction);
    kernel.write(index, at, foreign);
    const own = Array.from(direction);
    const written = Array.from(foreign);
    // the answer as the next point: what is beyond its end must not count
    kernel.write(index, direction, point);
    kernel.multiply(index, at, foreign);
    return [own, written, Array.from(point), Array.from(foreign), ...stepFrom(kernel, at, own)];
  });
}

/** Direction and point after a local step from `at` with m = η = ¼ throughout, by the kernel or in plain JavaScript. */
function stepFrom({ workspace }: AffineGradients, at: Float64Array, gradient: readonly number[]): number[][] {
  if (workspace === undefined) {
    const direction = gradient.map((value) => value + 0.25);
    return [direction, direction.map((value, i) => (at[i] ?? NaN) - 0.25 * value)];
  }
  workspace.y.buffer.set(at);
  workspace.d.buffer.set(gradient);
  workspace.m.buffer.fill(0.25);
  workspace.takeCorrectedStep?.(0.25);
  return [Array.from(workspace.d.buffer), Array.from(workspace.y.buffer)];
}

const choices = [
  ['all of every matrix', { symmetricFrom: Infinity }],
  ['half of a symmetric matrix', { symmetricFrom: 1 }],
] as const;

const wasmOf = (gradients: readonly AffineRows[], options: WasmOptions): AffineGradients =>
  present(createWasmGradients(gradients, options), 'the kernel');

describe.each(choices)('the kernel that reads %s', (_name, options) => {
  it.each(Array.from({ length: 20 }, (_, i) => i + 1))(
    'has the bits of the plain one in dimension %d',
    (dimension) => {
      forAll(25, [sampleOf(dimension)], (sample) => {
        const plain = answersOf(createPlainGradients(sample.gradients), sample);
        expect(answersOf(wasmOf(sample.gradients, options), sample)).toStrictEqual(plain);
      });
    },
  );

  it.each([63, 64, 65, 66, 67, 257])('has the bits of the plain one in dimension %d', (dimension) => {
    const sample = seededSample(dimension);
    const plain = answersOf(createPlainGradients(sample.gradients), sample);
    expect(answersOf(wasmOf(sample.gradients, options), sample)).toStrictEqual(plain);
  });
});

/** A sample with full mantissas, made by a linear congruence: the arbitrary one would be slow in large dimensions. */
function seededSample(dimension: number): Sample {
  let state = 1 + dimension;
  const draw = (): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2 ** 30 - 1;
  };
  const vector = (): Float64Array => new Float64Array(dimension).map(draw);
  const square = (): Float64Array[] => Array.from({ length: dimension }, vector);
  const half = square();
  const symmetric = half.map((row, i) => row.map((_, j) => half[Math.max(i, j)]?.[Math.min(i, j)] ?? NaN));
  const gradients = [
    { rows: symmetric, vector: vector() },
    { rows: square(), vector: vector() },
  ];
  return { gradients, at: vector() };
}

/** Operations of the kernels, by opcode, and what a mistake could make of them. */
const mistakes = [
  ['f64x2.add', [0xfd, 0xf0, 0x01], [0xfd, 0xf1, 0x01], 'a difference in the place of a sum'],
  ['f64x2.sub', [0xfd, 0xf1, 0x01], [0xfd, 0xf0, 0x01], 'a sum in the place of a difference'],
  ['f64x2.mul', [0xfd, 0xf2, 0x01], [0xfd, 0xf0, 0x01], 'a sum in the place of a product'],
  // i32.const 1, i32.and: the test for an odd last column
  ['d & 1', [0x41, 0x01, 0x71], [0x41, 0x00, 0x71], 'no remainder'],
] as const;

describe.each(mistakes)('a kernel with one %s spoilt', (_name, right, wrong, mistake) => {
  const bytes = Uint8Array.from(atob(kernelBytes), (character) => character.charCodeAt(0));
  const places = Array.from(bytes.keys()).filter((at) => right.every((byte, i) => bytes[at + i] === byte));
  const samples = Array.from({ length: 20 }, (_, i) => seededSample(i + 1));
  const plainAnswers = samples.map((sample) => answersOf(createPlainGradients(sample.gradients), sample));

  it(`differs from the plain one: ${mistake}`, () => {
    expect(places.length).toBeGreaterThan(0);
    for (const place of places) {
      const spoilt = bytes.slice();
      spoilt.set(wrong, place);
      const module = new WebAssembly.Module(spoilt);
      const isCaught = samples.some((sample, i) =>
        choices.some(([, options]) => {
          const answers = answersOf(wasmOf(sample.gradients, { ...options, module }), sample);
          return JSON.stringify(answers) !== JSON.stringify(plainAnswers[i]);
        }),
      );
      expect([place, isCaught]).toEqual([place, true]);
    }
  });
});
