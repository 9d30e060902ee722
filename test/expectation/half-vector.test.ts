/** Half-vectors: positions, and forms on them against full matrices. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRatio } from '../../src/exact/index.js';
import {
  applyForm,
  createHalfVectorIndex,
  squaredNormForm,
  toForm,
} from '../../src/expectation/half-vector.js';
import { createLeastScale } from '../../src/expectation/least-scale.js';
import { createMomentMap } from '../../src/expectation/moment-map.js';

const scale = createLeastScale(10n);
const { field } = scale;
const tenths = (value: number) => field.fromRatio({ numerator: BigInt(value), denominator: 10n });

describe('the index of half-vectors', () => {
  it.each([1, 2, 5])('numbers the upper half of %i × %i matrices without gaps', (size) => {
    const index = createHalfVectorIndex(size);
    expect(index.length).toBe((size * (size + 1)) / 2);
    const seen = new Set<number>();
    for (let i = 0; i < size; i += 1) {
      for (let j = i; j < size; j += 1) {
        expect(index.at(j, i)).toBe(index.at(i, j));
        seen.add(index.at(i, j));
      }
    }
    expect([...seen].sort((left, right) => left - right)).toEqual(
      Array.from({ length: index.length }, (_, position) => position),
    );
  });
});

describe('a squared norm as a form', () => {
  it('is Σ p ‖R z‖² for S = z zᵀ', () => {
    const digits = fc.array(fc.integer({ min: -30, max: 30 }), { minLength: 3, maxLength: 3 });
    const index = createHalfVectorIndex(3);
    fc.assert(
      fc.property(digits, digits, digits, (z, first, second) => {
        const form = squaredNormForm(scale, index, [
          { weight: tenths(3), rows: [first.map(tenths)] },
          { weight: tenths(7), rows: [second.map(tenths), first.map(tenths)] },
        ]);
        const S: bigint[] = [];
        z.forEach((left, i) => {
          z.forEach((right, j) => (S[index.at(i, j)] = BigInt(left) * BigInt(right)));
        });
        const value = (row: number[]): number =>
          row.reduce((sum, entry, i) => sum + entry * (z[i] ?? 0), 0) ** 2;
        // entries and weights are tenths, so the form is over 10³, or less
        const expected = 3 * value(first) + 7 * (value(second) + value(first));
        expect(scale.toRatio({ numerator: applyForm(form, S), exponents: form.exponents })).toEqual(
          createRatio(BigInt(expected), 1000n),
        );
        expect(1000n % scale.power(form.exponents)).toBe(0n);
      }),
    );
  });
  it('of nothing is 0', () => {
    const form = toForm(scale, new Map([[0, field.zero]]));
    expect(form).toEqual({ exponents: [0, 0], positions: [], numerators: [] });
    expect(applyForm(form, [5n])).toBe(0n);
  });
});

describe('a moment map', () => {
  const index = createHalfVectorIndex(2);
  const map = (entry: number, constant: number) => [
    [tenths(entry), tenths(constant)],
    [field.zero, field.one],
  ];
  it('has no noise terms for one atom', () => {
    expect(createMomentMap(scale, index, [map(3, 4)], [field.one]).noise).toEqual([]);
  });
  it('has one constant an entry for additive noise', () => {
    // y ← 0.3 y ± 0.4: the noise adds 0.16 to E y²
    const made = createMomentMap(scale, index, [map(3, 4), map(3, -4)], [tenths(5), tenths(5)]);
    expect(made.noise).toEqual([{ position: index.at(0, 0), positions: [], numerators: [], constant: 4n }]);
    expect(made.factors.constant).toBe(25n);
  });
  it('reads S where the noise is multiplicative', () => {
    // y ← (0.3 ± 0.2) y: the noise adds 0.04 E y²; the map's denominator is that of 0.3²
    const made = createMomentMap(scale, index, [map(5, 0), map(1, 0)], [tenths(5), tenths(5)]);
    expect(made.factors).toEqual({ full: 100n, rest: 10n, excess: 1n, constant: 1n });
    expect(made.noise).toEqual([
      { position: index.at(0, 0), positions: [index.at(0, 0)], numerators: [4n], constant: 0n },
    ]);
  });
});
