/** The parts of the second-moment recursion, against plain matrices and definitions. */
import { describe, expect, it } from 'vitest';
import type { Vector } from '../../../spec/algebra/index.js';
import {
  createSharedScale,
  formatRatio,
  layoutOf,
  parseExactNumber,
  type RadixNumber,
} from '../../../src/exact/index.js';
import {
  applyForm,
  createHalfVectorIndex,
  type HalfVectorForm,
} from '../../../src/expectation/half-vector.js';
import { createMeasures } from '../../../src/expectation/measures.js';
import { applyMomentMap, createMomentMap } from '../../../src/expectation/moment-map.js';
import { readMoments } from '../../../src/expectation/read-moments.js';
import { createStartMoment } from '../../../src/expectation/start-moment.js';

const scale = createSharedScale(10n);
const { field } = scale;
const number = field.fromString;
const matrix = (rows: readonly (readonly string[])[]) => rows.map((row) => row.map(number));
const ratio = parseExactNumber;

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
  ])('is Σ p M S Mᵀ where %s', (_name, rows) => {
    const matrices = rows.map(matrix);
    const index = createHalfVectorIndex(4);
    const map = createMomentMap(scale, index, matrices, probabilities);
    let places = Math.max(1, map.leastPlaces);
    const values: bigint[] = [];
    S.forEach((row, i) => {
      row.forEach((value, j) => (values[index.at(i, j)] = scale.over(value, places)));
    });
    applyMomentMap(scale, index, map, values, places);
    places += map.places;
    const made = S.map((row, i) =>
      row.map((_entry, j) => field.format({ coefficient: values[index.at(i, j)] ?? 0n, places })),
    );
    expect(made).toEqual(plainly(matrices, S));
  });

  it('says from which places on its constants are whole, and raises by no more than it needs', () => {
    const index = createHalfVectorIndex(2);
    const additive = ['0.001', '-0.001'].map((noise) =>
      matrix([
        ['0.5', noise],
        ['0', '1'],
      ]),
    );
    const even = [number('0.5'), number('0.5')];
    const { places, leastPlaces, fullFactor, restFactor, excess, rows, unchanged, noise } = createMomentMap(
      scale,
      index,
      additive,
      even,
    );
    expect({ places, leastPlaces, fullFactor, restFactor, excess, unchanged }).toEqual({
      places: 2,
      leastPlaces: 4, // 10⁻⁶ over 10^{s+2}
      fullFactor: 100n,
      restFactor: 10n,
      excess: 1n,
      unchanged: [1],
    });
    expect(rows).toEqual([{ row: 0, columns: [0], coefficients: [5n] }]);
    expect(noise).toEqual([
      { position: index.at(0, 0), positions: [], coefficients: [], constant: 1n, constantPlaces: 6 },
    ]);
    // 0.25 ± 0.015: noise 0.000225 over 10⁶, the mean over 10²
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
    expect([wide.places, wide.leastPlaces, wide.restFactor, wide.excess, wide.fullFactor]).toEqual([
      6,
      0,
      10000n,
      100n,
      1000000n,
    ]);
    expect(wide.noise[0]?.coefficients).toEqual([225n]);
  });
});

const affine = (entry: string, vector: string) => ({ matrix: [[number(entry)]], vector: [number(vector)] });
const problem = {
  dimension: 1,
  target: { ...affine('2', '1'), constant: number('0.5') },
  auxiliary: { ...affine('3', '4'), constant: field.zero },
  snapshotAtoms: [
    { probability: number('0.5'), target: affine('2.5', '2'), auxiliary: affine('3', '5') },
    { probability: number('0.5'), target: affine('1.5', '0'), auxiliary: affine('3', '3') },
  ],
  localAtoms: [
    { probability: number('0.2'), auxiliary: affine('3', '8') },
    { probability: number('0.8'), auxiliary: affine('3', '3') },
  ],
};

describe('the measures of a state z = (y, m, 1) that is certain', () => {
  // y = 3, m = 7: ∇f = 5, ∇h = 5, ∇D = 0
  const value = (form: HalfVectorForm | undefined, z: readonly string[], size: number): string => {
    if (form === undefined) return 'absent';
    const index = createHalfVectorIndex(size);
    const values: bigint[] = [];
    z.forEach((left, i) => {
      z.forEach((right, j) => (values[index.at(i, j)] = BigInt(left) * BigInt(right)));
    });
    return field.format({ coefficient: applyForm(form, values), places: form.places });
  };
  const all = (variant: Parameters<typeof layoutOf>[0], z: readonly string[]) => {
    const layout = layoutOf(variant, 1);
    const measures = createMeasures(scale, createHalfVectorIndex(layout.size), layout, variant, problem);
    const of = (name: keyof typeof measures) => value(measures[name], z, layout.size);
    return {
      squaredGradient: of('squaredGradient'),
      targetValue: of('targetValue'),
      snapshotVariance: of('snapshotVariance'),
      targetVariance: of('targetVariance'),
      localVariance: of('localVariance'),
      correctionError: of('correctionError'),
    };
  };
  const shared = {
    squaredGradient: '25',
    targetValue: '6.5', // 9 − 3 + ½
    snapshotVariance: '2.25', // g_D − ∇D = ±(y/2 − 1 + 1) = ±1.5
    targetVariance: '0.25', // ±(y/2 − 1) = ±0.5
    localVariance: '4', // −4 or 1
  };

  it('are gradients, values and variances at y, and the error of m', () => {
    expect(all('aux-mom', ['3', '7', '1'])).toEqual({ ...shared, correctionError: '49' });
    expect(all('aux-mom-target', ['3', '7', '9', '1'])).toEqual({ ...shared, correctionError: '4' });
    expect(all('aux-mvr', ['3', '7', '9', '1'])).toEqual({ ...shared, correctionError: '49' });
  });

  it('have no error of m where there is no m', () => {
    expect(all('naive', ['3', '1'])).toEqual({ ...shared, correctionError: 'absent' });
  });
});

describe('the start', () => {
  const moment = (
    variant: 'aux-mom' | 'naive' | 'aux-mvr',
    initialization: Parameters<typeof createStartMoment>[4]['initialization'],
  ) => {
    const layout = layoutOf(variant, 1);
    const index = createHalfVectorIndex(layout.size);
    const given = { variant, initialization, startingPoint: [ratio('2')] } as Parameters<
      typeof createStartMoment
    >[4];
    const { entries, hasCorrection } = createStartMoment(scale, index, layout, problem, given);
    const rows = Array.from({ length: layout.size }, (_, i) =>
      Array.from({ length: layout.size }, (_unused, j) =>
        field.format(entries[index.at(i, j)] ?? field.zero),
      ).join(' '),
    );
    return [...rows, String(hasCorrection)];
  };

  it('is z zᵀ where z is certain', () => {
    expect(moment('aux-mom', { kind: 'given', correction: [ratio('5')] })).toEqual([
      '4 10 2',
      '10 25 5',
      '2 5 1',
      'true',
    ]);
    expect(moment('aux-mom', { kind: 'exact' })).toEqual(['4 2 2', '2 1 1', '2 1 1', 'true']);
    expect(moment('aux-mvr', { kind: 'zero' })).toEqual(['4 0 4 2', '0 0 0 0', '4 0 4 2', '2 0 2 1', 'true']);
    expect(moment('naive', { kind: 'none' })).toEqual(['4 2', '2 1', 'false']);
    expect(moment('aux-mom', { kind: 'first-snapshot' })).toEqual(['4 0 2', '0 0 0', '2 0 1', 'false']);
  });

  it('has the variance of a mean of B samples for a batch', () => {
    // g_D(2) = 1 ± 1: mean 1, variance 1
    expect(moment('aux-mom', { kind: 'batch', size: 1 })).toEqual(['4 2 2', '2 2 1', '2 1 1', 'true']);
    expect(moment('aux-mom', { kind: 'batch', size: 4 })).toEqual(['4 2 2', '2 1.25 1', '2 1 1', 'true']);
  });
});

describe('mean and covariance', () => {
  it('are read off the second moments of a block', () => {
    const index = createHalfVectorIndex(4);
    const S = [
      ['9', '9', '9', '9'],
      ['9', '5', '1', '2'],
      ['9', '1', '7', '-1'],
      ['9', '2', '-1', '1'],
    ];
    const values: bigint[] = [];
    S.forEach((row, i) => {
      row.forEach((value, j) => (values[index.at(i, j)] = 10n * BigInt(value)));
    });
    const { mean, covariance, totalVariance } = readMoments(scale, index, values, 1, 1, 2);
    expect(mean.map(formatRatio)).toEqual(['2', '-1']);
    expect(covariance.map((row) => row.map(formatRatio))).toEqual([
      ['1', '3'],
      ['3', '6'],
    ]);
    expect(formatRatio(totalVariance)).toBe('7');
  });
});
