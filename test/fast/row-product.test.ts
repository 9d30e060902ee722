import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowProduct, writeAffine } from '../../src/fast/kernels/row-product.js';
import { problemOf } from './arbitraries.js';
import { plainGradient } from './plain-recursion.js';
import { forAll } from '../support/for-all.js';

const dimensions = Array.from({ length: 17 }, (_, i) => i + 1);
const element = fc.double({ min: -1e3, max: 1e3, noNaN: true });

describe.each(dimensions)('writeAffine in dimension %d', (dimension) => {
  it('equals the plain product bit for bit', () => {
    const point = fc.array(element, { minLength: dimension, maxLength: dimension });
    forAll(30, [problemOf(dimension, element), point], ({ target }, at) => {
      const rows = target.matrix.map((row) => Float64Array.from(row));
      const out = new Float64Array(dimension).fill(NaN);
      writeAffine(rows, Float64Array.from(target.vector), Float64Array.from(at), out);
      expect(Array.from(out)).toStrictEqual(plainGradient(target, at));
    });
  });

  it('is exact on whole numbers', () => {
    const whole = fc.integer({ min: -1000, max: 1000 });
    const point = fc.array(whole, { minLength: dimension, maxLength: dimension });
    forAll(30, [problemOf(dimension, whole), point], ({ target }, at) => {
      const rows = target.matrix.map((row) => Float64Array.from(row));
      const out = new Float64Array(dimension);
      writeAffine(rows, Float64Array.from(target.vector), Float64Array.from(at), out);
      const exact = target.matrix.map((row, i) =>
        row.reduce(
          (sum, entry, j) => sum + BigInt(entry) * BigInt(at[j] ?? 0),
          -BigInt(target.vector[i] ?? 0),
        ),
      );
      expect(Array.from(out, BigInt)).toStrictEqual(exact);
    });
  });

  it('rounds a row alike wherever it stands', () => {
    const row = fc.array(element, { minLength: dimension, maxLength: dimension });
    forAll(30, [row, row], (entries, at) => {
      const shared = Float64Array.from(entries);
      const x = Float64Array.from(at);
      const out = new Float64Array(dimension);
      writeAffine(Array<Float64Array>(dimension).fill(shared), new Float64Array(dimension), x, out);
      expect(new Set(out)).toStrictEqual(new Set([rowProduct(shared, x)]));
    });
  });
});

it('agreement can fail: another order of the same sum rounds differently', () => {
  const row = Float64Array.of(1, 2 ** -53, 0, 2 ** -53);
  expect(rowProduct(row, new Float64Array(4).fill(1))).toBe(1 + 2 ** -52); // 1 + (2⁻⁵³ + 2⁻⁵³)
  expect(row.reduce((sum, entry) => sum + entry)).toBe(1); // (1 + 2⁻⁵³) + 2⁻⁵³
});
