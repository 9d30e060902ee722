/** The linear maps of every variant, their starts and their base, on numbers checked by hand. */
import { describe, expect, it } from 'vitest';
import { mapProblem, type VariantName } from '../../spec/model/index.js';
import { baseOfRun, createRadixField, parseExactNumber } from '../../src/exact/index.js';
import { augmentedState, createVariantMaps, layoutOf } from '../../src/exact/linear-maps.js';
import { createEstimatedSample, deterministicCorrection } from '../../src/exact/record-run.js';

const field = createRadixField(10n);
const number = field.fromString;
type Vector = readonly (typeof field.zero)[];
const texts = (values: Vector) => values.map(field.format);

describe('layouts', () => {
  it('have the blocks that a variant needs', () => {
    const of = (variant: VariantName) => layoutOf(variant, 2);
    const point = { dimension: 2, point: 0 };
    expect(of('naive')).toEqual({ ...point, size: 3, constant: 2 });
    expect(of('sgd')).toEqual({ ...point, size: 3, constant: 2 });
    expect(of('aux-mom')).toEqual({ ...point, size: 5, correction: 2, constant: 4 });
    for (const variant of ['aux-mvr', 'aux-mom-target', 'aux-mvr-target'] as const)
      expect(of(variant)).toEqual({ ...point, size: 7, correction: 2, previous: 4, constant: 6 });
  });

  it('order the state as (x, m, x_prev, 1)', () => {
    const [x = [], m = []] = [['1', '2'], ['3', '4']].map((row) => row.map(number)); // prettier-ignore
    const state = (variant: VariantName, correction?: Vector) =>
      texts(augmentedState(field, layoutOf(variant, 2), x, correction)).join(' ');
    expect([state('naive', m), state('aux-mom', m)]).toEqual(['1 2 1', '1 2 3 4 1']);
    expect([state('aux-mom'), state('aux-mvr', m)]).toEqual(['1 2 0 0 1', '1 2 3 4 1 2 1']);
  });
});

const affine = (entry: string, vector: string) => ({ matrix: [[number(entry)]], vector: [number(vector)] });
const problem = {
  dimension: 1,
  target: { ...affine('2', '1'), constant: field.zero },
  auxiliary: { ...affine('3', '4'), constant: field.zero },
  snapshotAtoms: [
    { probability: number('0.5'), target: affine('2', '2'), auxiliary: affine('3', '5') },
    { probability: number('0.5'), target: affine('2', '0'), auxiliary: affine('3', '3') },
  ],
  localAtoms: [{ probability: field.one, auxiliary: affine('3', '4') }],
};

describe('the maps of a variant', () => {
  const parameters = { stepSize: number('0.1'), momentumWeight: number('0.2') };
  const shown = (matrices: readonly (readonly Vector[])[]) =>
    matrices.map((rows) => rows.map((row) => texts(row).join(' ')).join(' | '));
  const target = '0.7 -0.1 0.3 0 | 0 1 0 0 | 0 0 1 0 | 0 0 0 1';
  const baseline = ['0.8 0.2 | 0 1', '0.8 0 | 0 1'];

  it.each<[VariantName, snapshot: string[], first: string, local: string]>([
    ['naive', baseline, '0.8 0.2 | 0 1', '0.7 0.4 | 0 1'],
    ['sgd', baseline, '0.8 0.2 | 0 1', '0.7 0.4 | 0 1'],
    // the difference is −x + 3
    [
      'aux-mom',
      ['1 0 0 | -0.2 0.8 0.6 | 0 0 1', '1 0 0 | -0.2 0.8 0.6 | 0 0 1'],
      '1 0 0 | -1 0 3 | 0 0 1',
      '0.7 -0.1 0.4 | 0 1 0 | 0 0 1',
    ],
    [
      'aux-mvr',
      ['1 0 0 0 | -1 0.8 0.8 0.6 | 1 0 0 0 | 0 0 0 1', '1 0 0 0 | -1 0.8 0.8 0.6 | 1 0 0 0 | 0 0 0 1'],
      '1 0 0 0 | -1 0 0 3 | 1 0 0 0 | 0 0 0 1',
      '0.7 -0.1 0 0.4 | 0 1 0 0 | 0 0 1 0 | 0 0 0 1',
    ],
    [
      'aux-mom-target',
      ['1 0 0 0 | 0.4 0.8 0 -0.4 | 1 0 0 0 | 0 0 0 1', '1 0 0 0 | 0.4 0.8 0 0 | 1 0 0 0 | 0 0 0 1'],
      '1 0 0 0 | 2 0 0 -2 | 1 0 0 0 | 0 0 0 1',
      target,
    ],
    [
      'aux-mvr-target',
      ['1 0 0 0 | 2 0.8 -1.6 -0.4 | 1 0 0 0 | 0 0 0 1', '1 0 0 0 | 2 0.8 -1.6 0 | 1 0 0 0 | 0 0 0 1'],
      '1 0 0 0 | 2 0 0 -2 | 1 0 0 0 | 0 0 0 1',
      target,
    ],
  ])(
    '%s: of a snapshot, of the first one where it is taken in full, and of a local step',
    (variant, ...rows) => {
      const maps = createVariantMaps(field, variant, problem, parameters);
      expect([shown(maps.snapshot), shown(maps.firstSnapshot())[0], ...shown(maps.local)]).toEqual(rows);
      expect(maps.stepsInSnapshot).toBe(variant === 'naive' || variant === 'sgd' ? 1 : 0);
    },
  );
});

describe('starts', () => {
  const ratio = parseExactNumber;
  const startingPoint = [ratio('2')];
  const start = (
    initialization: Parameters<typeof deterministicCorrection>[3]['initialization'],
    variant: 'aux-mom' | 'aux-mom-target' = 'aux-mom',
  ) => {
    const correction = deterministicCorrection(field, variant, problem, { initialization, startingPoint });
    return correction === undefined ? undefined : texts(correction);
  };

  it('are given, zero or exact where they are not random', () => {
    expect(start({ kind: 'given', correction: [ratio('5')] })).toEqual(['5']);
    expect([start({ kind: 'zero' }), start({ kind: 'exact' })]).toEqual([['0'], ['1']]);
    expect(start({ kind: 'exact' }, 'aux-mom-target')).toEqual(['3']);
    for (const kind of ['first-snapshot', 'none'] as const) expect(start({ kind })).toBeUndefined();
    expect(start({ kind: 'batch', size: 2 })).toBeUndefined();
  });

  it('of a batch average samples', () => {
    expect(texts(createEstimatedSample(field, 'aux-mvr')(problem, [number('2')]))).toEqual(['1']);
    expect(texts(createEstimatedSample(field, 'aux-mvr-target')(problem, [number('2')]))).toEqual(['3']);
  });
});

it('a run has a base with every prime factor of its denominators', () => {
  const ratio = parseExactNumber;
  const ratios = mapProblem(problem, field.toRatio);
  const run = {
    problem: ratios,
    parameters: { stepSize: ratio('1/2'), momentumWeight: ratio('1/2'), localStepCount: 2, roundCount: 2 },
    startingPoint: [ratio('2')],
    initialization: { kind: 'zero' } as const,
  };
  const base = (change: object) => baseOfRun({ ...run, ...change });
  expect([base({}), base({ startingPoint: [ratio('1/7')] })]).toEqual([10n, 70n]);
  expect(base({ parameters: { ...run.parameters, stepSize: ratio('1/3') } })).toBe(30n);
  expect(base({ parameters: { ...run.parameters, momentumWeight: ratio('1/11') } })).toBe(110n);
  expect(base({ initialization: { kind: 'given', correction: [ratio('1/13')] } })).toBe(130n);
  expect(base({ initialization: { kind: 'batch', size: 9 } })).toBe(90n);
  expect(base({ problem: { ...ratios, target: { ...ratios.target, vector: [ratio('1/17')] } } })).toBe(170n);
});
