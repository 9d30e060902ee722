/** What the second-moment recursion starts from and what it reads off, against definitions. */
import { describe, expect, it } from 'vitest';
import { formatRatio, layoutOf, parseExactNumber } from '../../src/exact/index.js';
import { applyForm, createHalfVectorIndex, type HalfVectorForm } from '../../src/expectation/half-vector.js';
import { createLeastScale } from '../../src/expectation/least-scale.js';
import { createMeasures } from '../../src/expectation/measures.js';
import { readMoments } from '../../src/expectation/moments.js';
import { createStartMoment } from '../../src/expectation/start-moment.js';

const scale = createLeastScale(10n);
const { field } = scale;
const number = field.fromString;
const ratio = parseExactNumber;

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
    return formatRatio(scale.toRatio({ numerator: applyForm(form, values), exponents: form.exponents }));
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
    const given = { variant, initialization, startingPoint: [ratio('2')] };
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
    const { mean, covariance, totalVariance } = readMoments(scale, index, values, [1, 1], 1, 2);
    expect(mean.map(formatRatio)).toEqual(['2', '-1']);
    expect(covariance.map((row) => row.map(formatRatio))).toEqual([
      ['1', '3'],
      ['3', '6'],
    ]);
    expect(formatRatio(totalVariance)).toBe('7');
  });
});
