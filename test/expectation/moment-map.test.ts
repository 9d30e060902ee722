/** One step of the second moments, against plain matrices. */
import { describe, expect, it } from 'vitest';
import type { Vector } from '../../spec/algebra/index.js';
import type { RadixNumber } from '../../src/exact/index.js';
import { createHalfVectorIndex } from '../../src/expectation/half-vector.js';
import { addExponents, createLeastScale, greaterExponents } from '../../src/expectation/least-scale.js';
import { applyMomentMap, createMomentMap } from '../../src/expectation/moment-map.js';

const scale = createLeastScale(10n);
const { field } = scale;
const number = field.fromString;
const matrix = (rows: readonly (readonly string[])[]) => rows.map((row) => row.map(number));

describe('a moment map', () => {
  const probabilities = [number('0.2'), number('0.8')];
  /** Σ p M S Mᵀ, entry by entry. */
  const plainly = (
    matrices: readonly (readonly Vector<RadixNumber>[])[],
    S: readonly Vector<RadixNumber>[],
  ) =>
    S.map((_row, i) =>
      S.map((_entry, j) => {
        let sum = field.zero;
        matrices.forEach((M, atom) => {
          S.forEach((row, k) => {
            row.forEach((value, l) => {
              const weight = field.multiply(
                probabilities[atom] ?? field.one,
                field.multiply(M[i]?.[k] ?? field.zero, M[j]?.[l] ?? field.zero),
              );
              sum = field.add(sum, field.multiply(weight, value));
            });
          });
        });
        return field.format(sum);
      }),
    );
  const S = matrix([
    ['4', '1', '2', '2'],
    ['1', '9', '-1', '3'],
    ['2', '-1', '6', '0.5'],
    ['2', '3', '0.5', '1'],
  ]);

  it.each<[string, (readonly (readonly string[])[])[]]>([
    [
      'nothing changes',
      [
        [
          ['1', '0', '0', '0'],
          ['0', '1', '0', '0'],
          ['0', '0', '1', '0'],
          ['0', '0', '0', '1'],
        ],
        [
          ['1', '0', '0', '0'],
          ['0', '1', '0', '0'],
          ['0', '0', '1', '0'],
          ['0', '0', '0', '1'],
        ],
      ],
    ],
    [
      'one row moves, without noise',
      [
        [
          ['0.5', '0.25', '0', '1'],
          ['0', '1', '0', '0'],
          ['0', '0', '1', '0'],
          ['0', '0', '0', '1'],
        ],
        [
          ['0.5', '0.25', '0', '1'],
          ['0', '1', '0', '0'],
          ['0', '0', '1', '0'],
          ['0', '0', '0', '1'],
        ],
      ],
    ],
    [
      'two rows move, with additive noise',
      [
        [
          ['0.5', '0', '0', '4'],
          ['0', '1', '0', '0'],
          ['1', '0', '0', '0.001'],
          ['0', '0', '0', '1'],
        ],
        [
          ['0.5', '0', '0', '-1'],
          ['0', '1', '0', '0'],
          ['1', '0', '0', '0'],
          ['0', '0', '0', '1'],
        ],
      ],
    ],
    [
      'two rows move, with multiplicative noise',
      [
        [
          ['0.5', '0.1', '0', '4'],
          ['0', '1', '0', '0'],
          ['0', '2', '0.3', '0'],
          ['0', '0', '0', '1'],
        ],
        [
          ['-1', '0', '0.7', '4'],
          ['0', '1', '0', '0'],
          ['0', '1', '0', '3'],
          ['0', '0', '0', '1'],
        ],
      ],
    ],
    [
      'the noise has more places than the mean, by different numbers',
      [
        [
          ['0.54', '0', '0', '0'],
          ['0', '1', '0', '0'],
          ['0', '0', '1.4', '0'],
          ['0', '0', '0', '1'],
        ],
        [
          ['0.49', '0', '0', '0'],
          ['0', '1', '0', '0'],
          ['0', '0', '0.9', '0'],
          ['0', '0', '0', '1'],
        ],
      ],
    ],
  ])('is Σ p M S Mᵀ where %s', (_name, rows) => {
    const matrices = rows.map(matrix);
    const index = createHalfVectorIndex(4);
    const map = createMomentMap(scale, index, matrices, probabilities);
    const half: RadixNumber[] = [];
    S.forEach((row, i) => {
      row.forEach((value, j) => (half[index.at(i, j)] = value));
    });
    const { exponents: least, numerators } = scale.overLeast(half);
    const before = greaterExponents(least, map.leastExponents);
    const raise = scale.power(addExponents(before, least, -1));
    const values = numerators.map((value) => value * raise);
    applyMomentMap(index, map, values);
    const exponents = addExponents(before, map.exponents);
    const made = S.map((row, i) =>
      row.map((_entry, j) =>
        field.format(field.fromRatio(scale.toRatio({ numerator: values[index.at(i, j)] ?? 0n, exponents }))),
      ),
    );
    expect(made).toEqual(plainly(matrices, S));
  });

  it('knows from which denominator on its constants are whole, and raises by no more than it needs', () => {
    const index = createHalfVectorIndex(2);
    const additive = ['0.001', '-0.001'].map((noise) =>
      matrix([
        ['0.5', noise],
        ['0', '1'],
      ]),
    );
    const even = [number('0.5'), number('0.5')];
    const { exponents, leastExponents, factors, rows, unchanged, noise } = createMomentMap(
      scale,
      index,
      additive,
      even,
    );
    expect({ exponents, leastExponents, unchanged }).toEqual({
      exponents: [2, 0], // of ½²
      leastExponents: [4, 6], // 10⁻⁶ over 2^{s+2}5^{s′}
      unchanged: [1],
    });
    expect(factors).toEqual({ full: 4n, rest: 2n, excess: 1n, constant: 10n ** 6n });
    expect(rows).toEqual([{ row: 0, columns: [0], coefficients: [1n] }]);
    expect(noise).toEqual([{ position: index.at(0, 0), positions: [], numerators: [], constant: 1n }]);
    // 0.25 ± 0.015: noise 0.000225 = 9/40000, the mean over 2⁴
    const wide = createMomentMap(
      scale,
      index,
      ['0.265', '0.235'].map((entry) =>
        matrix([
          [entry, '0'],
          ['0', '1'],
        ]),
      ),
      even,
    );
    expect([wide.exponents, wide.leastExponents]).toEqual([
      [6, 4],
      [0, 0],
    ]);
    expect(wide.factors).toEqual({ full: 40000n, rest: 10000n, excess: 2500n, constant: 1n });
    expect(wide.noise[0]?.numerators).toEqual([9n]);
  });
});
