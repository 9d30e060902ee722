/** What the second-moment recursion starts from and what it reads off, against definitions. */
import { describe, expect, it } from 'vitest';
import { mapProblem } from '../../spec/model/index.js';
import { formatRatio, parseExactNumber } from '../../src/exact/index.js';
import { layoutOf } from '../../src/exact/linear-maps.js';
import { applyForm, type Form } from '../../src/expectation/forms.js';
import { createLeastScale } from '../../src/expectation/least-scale.js';
import { readMoments } from '../../src/expectation/moments.js';
import { prepareMoments } from '../../src/expectation/expect-run.js';
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
  const all = (variant: Parameters<typeof layoutOf>[0], z: readonly string[]) => {
    const kind = variant === 'naive' ? 'none' : 'zero';
    const { problem: prepared } = prepareMoments({
      variant,
      problem: mapProblem(problem, field.toRatio),
      parameters: { stepSize: ratio('1'), momentumWeight: ratio('1'), localStepCount: 1, roundCount: 1 },
      initialization: { kind },
      startingPoint: [ratio('3')],
    });
    expect(prepared.unit).toEqual(prepared.scale.whole);
    const values = z.flatMap((left) => z.map((right) => BigInt(left) * BigInt(right)));
    const of = (name: keyof typeof prepared.measures): string => {
      const form: Form | undefined = prepared.measures[name];
      if (form === undefined) return 'absent';
      return formatRatio(
        prepared.scale.toRatio({ numerator: applyForm(form, values), exponents: form.exponents }),
      );
    };
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
    const given = { variant, initialization, startingPoint: [ratio('2')] };
    const { entries, hasCorrection } = createStartMoment(scale, layout, scale.whole, problem, given);
    const rows = Array.from({ length: layout.size }, (_, i) =>
      Array.from({ length: layout.size }, (_unused, j) =>
        field.format(entries[i * layout.size + j] ?? field.zero),
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

it('mean and covariance are read off the second moments of a block', () => {
  const S = [
    ['9', '9', '9', '9'],
    ['9', '5', '1', '2'],
    ['9', '1', '7', '-1'],
    ['9', '2', '-1', '1'],
  ];
  const layout = { dimension: 2, size: 4, point: 0, constant: 3 } as const;
  const at = (unit: readonly number[], numerators: readonly bigint[]) =>
    readMoments(scale, layout, unit, { numerators, exponents: [1, 1] }, 1, true);
  const values = S.flat().map((value) => 10n * BigInt(value));
  const { mean, covariance, totalVariance } = at([0, 0], values);
  // the same over a constant of 1/10
  const scaled = values.map((value, p) => {
    const constants = Number(p % 4 === 3) + Number(p >= 12);
    return constants === 2 ? value : constants === 1 ? 10n * value : 100n * value;
  });
  const overTenths = readMoments(scale, layout, [1, 1], { numerators: scaled, exponents: [3, 3] }, 1, false);
  expect([overTenths, mean.map(formatRatio)]).toEqual([{ mean, totalVariance }, ['2', '-1']]);
  expect(covariance?.map((row) => row.map(formatRatio))).toEqual([
    ['1', '3'],
    ['3', '6'],
  ]);
  expect(formatRatio(totalVariance)).toBe('7');
});
