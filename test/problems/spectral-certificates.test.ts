import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  hasSpectralNormAtMost,
  maximum,
  multiplyMatrices,
  transpose,
  type Matrix,
} from '../../spec/algebra/index.js';
import { createRationalField, formatRatio, type Ratio } from '../../src/exact/index.js';
import { certifySpectralBound, type CertifiedBound } from '../../src/problems/index.js';
import { certifyRootSpectralBound } from '../../src/problems/spectral-certificates.js';
import { forAll } from '../support/for-all.js';

const field = createRationalField();
type Q = typeof field.zero;
const parse = (rows: readonly (readonly string[])[]): Matrix<Q> =>
  rows.map((row) => row.map(field.fromString));
const show = ({ lower, upper, exact }: CertifiedBound) => [formatRatio(lower), formatRatio(upper), exact];

/** Q diag(spectrum) Qᵀ with Q a product of Givens rotations of (cos, sin) = (3/5, 4/5). */
function rotated(spectrum: readonly string[], planes: readonly (readonly [number, number])[]): Matrix<Q> {
  const diagonal = spectrum.map((value, i) =>
    spectrum.map((_, j) => field.fromString(i === j ? value : '0')),
  );
  return planes.reduce<Matrix<Q>>((matrix, [p, q]) => {
    const givens = spectrum.map((_, i) =>
      spectrum.map((_unused, j) => {
        if (i === j) return field.fromString(i === p || i === q ? '3/5' : '1');
        return field.fromString(i === p && j === q ? '-4/5' : i === q && j === p ? '4/5' : '0');
      }),
    );
    return multiplyMatrices(field, multiplyMatrices(field, givens, matrix), transpose(givens));
  }, diagonal);
}

/** That the ends are within 10⁻¹² of each other. */
const expectTight = ({ lower, upper }: CertifiedBound): void => {
  const limit = field.multiply(field.fromRatio(lower), field.fromString('1.000000000001'));
  expect(field.compare(field.fromRatio(upper), limit)).toBeLessThanOrEqual(0);
};
const isBelow = (matrix: Matrix<Q>, bound: Ratio) =>
  hasSpectralNormAtMost(field, matrix, field.fromRatio(bound));

const planes3 = [[0, 1], [1, 2], [0, 2], [0, 1]] as const; // prettier-ignore

describe('certifySpectralBound', () => {
  it.each([
    [['2', '-3', '0.5'], '3'],
    [['0.123456789', '0.1', '0'], '0.123456789'],
    [['1/3', '1/7', '-1/9'], '1/3'],
    [['22/7', '3.14', '-1e-9'], '22/7'],
    [['1e-30', '0', '0'], '1e-30'],
    [['3e30', '1', '-1'], '3e+30'],
    [['1', '0.999999999999999999', '1'], '1'],
    [['0', '0', '0'], '0'],
  ])('finds the norm of a rotated diagonal %j exactly', (spectrum, norm) => {
    expect(show(certifySpectralBound(field, rotated(spectrum, planes3)))).toEqual([norm, norm, true]);
  });

  it('finds random short norms exactly', () => {
    const value = fc.integer({ min: -999, max: 999 }).map((thousandths) => `${thousandths}/1000`);
    const plane = fc.constantFrom<readonly [number, number]>([0, 1], [1, 2], [2, 3], [0, 3], [1, 3]);
    const spectra = fc.array(value, { minLength: 4, maxLength: 4 });
    forAll(40, [spectra, fc.array(plane, { maxLength: 4 })], (spectrum, planes) => {
      const norm = field.format(
        spectrum.map((entry) => field.fromString(entry).abs()).reduce((x, y) => maximum(field, x, y)),
      );
      expect(show(certifySpectralBound(field, rotated(spectrum, planes)))).toEqual([norm, norm, true]);
    });
  });

  it('bounds an irrational norm from both sides within 10⁻¹²', () => {
    const bound = certifySpectralBound(field, parse([['1', '1'], ['1', '0']])); // prettier-ignore
    expect(bound.exact).toBe(false);
    expectTight(bound);
    // λ² = λ + 1: the polynomial changes its sign between the bounds.
    const sign = (ratio: Ratio) => {
      const x = field.fromRatio(ratio);
      return field.compare(field.subtract(field.multiply(x, x), x), field.one);
    };
    expect([sign(bound.lower), sign(bound.upper)]).toEqual([-1, 1]);
    expect(formatRatio(bound.upper).length).toBeLessThanOrEqual(16);
  });

  it('is right about random symmetric matrices: upper holds, lower does not unless exact', () => {
    const entry = fc
      .tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 1, max: 12 }))
      .map(([p, q]) => `${p}/${q}`);
    const entries = fc.array(entry, { minLength: 6, maxLength: 6 });
    forAll(100, [entries], (values) => {
      const matrix = parse(
        [0, 1, 2].map((i) => [0, 1, 2].map((j) => values[i + j + Number(i * j > 0)] ?? '')),
      );
      const bound = certifySpectralBound(field, matrix);
      expect(isBelow(matrix, bound.upper)).toBe(true);
      if (bound.exact) {
        expect(bound.lower).toEqual(bound.upper);
        if (bound.upper.numerator === 0n) return;
        const { numerator, denominator } = bound.upper;
        const less = { numerator: numerator * 10n ** 30n - 1n, denominator: denominator * 10n ** 30n };
        expect(isBelow(matrix, less)).toBe(false);
      } else {
        expect(isBelow(matrix, bound.lower)).toBe(false);
        expectTight(bound);
      }
    });
  });

  it('is not misled by an eigenvalue that is nearly a short number', () => {
    const matrix = parse([['1', '1e-20'], ['1e-20', '0']]); // prettier-ignore
    const bound = certifySpectralBound(field, matrix); // the norm is 1 + 10⁻⁴⁰ − …
    expect([bound.exact, formatRatio(bound.lower)]).toEqual([false, '1']);
  });
});

describe('certifyRootSpectralBound', () => {
  it.each(['2', '0.123456789', '1/3', '1e-20', '7e12'])('finds the root %s exactly', (root) => {
    const square = field.format(field.multiply(field.fromString(root), field.fromString(root)));
    const bound = certifyRootSpectralBound(field, rotated([square, '0', '0'], planes3));
    const expected = field.format(field.fromString(root));
    expect(show(bound)).toEqual([expected, expected, true]);
  });

  it('agrees with the norm of D: √λ_max(DᵀD) = ‖D‖', () => {
    const matrix = parse([['1', '1'], ['1', '0']]); // prettier-ignore
    const norm = certifySpectralBound(field, matrix);
    const root = certifyRootSpectralBound(field, multiplyMatrices(field, transpose(matrix), matrix));
    expect(show(root)).toEqual(show(norm));
  });

  it('bounds √2 within 10⁻¹²', () => {
    const bound = certifyRootSpectralBound(field, parse([['2']]));
    const square = (ratio: Ratio) => field.multiply(field.fromRatio(ratio), field.fromRatio(ratio));
    expect(field.compare(square(bound.lower), field.fromString('2'))).toBeLessThan(0);
    expect(field.compare(square(bound.upper), field.fromString('2'))).toBeGreaterThan(0);
    expectTight(bound);
  });

  it('is 0 for 0', () => {
    expect(show(certifyRootSpectralBound(field, parse([['0', '0'], ['0', '0']])))).toEqual(['0', '0', true]); // prettier-ignore
  });
});
