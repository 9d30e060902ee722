/** The linear maps of every variant, their starts and their base, on numbers checked by hand. */
import { describe, expect, it } from 'vitest';
import { baseOfRun, createRadixField, parseExactNumber } from '../../src/exact/index.js';
import { augmentedState, createVariantMaps, layoutOf } from '../../src/exact/linear-maps.js';
import { createEstimatedSample, deterministicCorrection } from '../../src/exact/record-run.js';

const field = createRadixField(10n);
const number = field.fromString;
const texts = (values: readonly (typeof field.zero)[]) => values.map(field.format);

describe('layouts', () => {
  it('have the blocks that a variant needs', () => {
    const of = (variant: Parameters<typeof layoutOf>[0]) => layoutOf(variant, 2);
    const point = { dimension: 2, point: 0 };
    expect(of('naive')).toEqual({ ...point, size: 3, constant: 2 });
    expect(of('sgd')).toEqual({ ...point, size: 3, constant: 2 });
    expect(of('aux-mom')).toEqual({ ...point, size: 5, correction: 2, constant: 4 });
    for (const variant of ['aux-mvr', 'aux-mom-target', 'aux-mvr-target'] as const) {
      expect(of(variant)).toEqual({ ...point, size: 7, correction: 2, previous: 4, constant: 6 });
    }
  });

  it('order the state as (x, m, x_prev, 1)', () => {
    const [x, m] = [
      ['1', '2'],
      ['3', '4'],
    ].map((row) => row.map(number)) as [(typeof field.zero)[], (typeof field.zero)[]];
    const state = (variant: Parameters<typeof layoutOf>[0], correction?: typeof m) =>
      texts(augmentedState(field, layoutOf(variant, 2), x, correction)).join(' ');
    expect(state('naive', m)).toBe('1 2 1');
    expect(state('aux-mom', m)).toBe('1 2 3 4 1');
    expect(state('aux-mom')).toBe('1 2 0 0 1');
    expect(state('aux-mvr', m)).toBe('1 2 3 4 1 2 1');
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
  const shown = (matrices: readonly (readonly (readonly (typeof field.zero)[])[])[]) =>
    matrices.map((rows) => rows.map((row) => texts(row).join(' ')));
  const of = (variant: Parameters<typeof layoutOf>[0]) =>
    createVariantMaps(field, variant, problem, parameters);

  it('of the baselines step once by the target gradient, then by the auxiliary one', () => {
    for (const variant of ['naive', 'sgd'] as const) {
      const maps = of(variant);
      expect(shown(maps.snapshot)).toEqual([
        ['0.8 0.2', '0 1'],
        ['0.8 0', '0 1'],
      ]);
      expect(maps.firstSnapshot()).toBe(maps.snapshot);
      expect(shown(maps.local)).toEqual([['0.7 0.4', '0 1']]);
      expect(maps.stepsInSnapshot).toBe(1);
    }
  });

  it('of aux-mom average the difference −x + 3', () => {
    const maps = of('aux-mom');
    expect(shown(maps.snapshot)).toEqual([
      ['1 0 0', '-0.2 0.8 0.6', '0 0 1'],
      ['1 0 0', '-0.2 0.8 0.6', '0 0 1'],
    ]);
    expect(shown(maps.firstSnapshot())[0]).toEqual(['1 0 0', '-1 0 3', '0 0 1']);
    expect(shown(maps.local)).toEqual([['0.7 -0.1 0.4', '0 1 0', '0 0 1']]);
    expect(maps.stepsInSnapshot).toBe(0);
  });

  it('of aux-mvr carry the old sample along', () => {
    const maps = of('aux-mvr');
    expect(shown(maps.snapshot)[0]).toEqual(['1 0 0 0', '-1 0.8 0.8 0.6', '1 0 0 0', '0 0 0 1']);
    expect(shown(maps.firstSnapshot())[0]).toEqual(['1 0 0 0', '-1 0 0 3', '1 0 0 0', '0 0 0 1']);
    expect(shown(maps.local)).toEqual([['0.7 -0.1 0 0.4', '0 1 0 0', '0 0 1 0', '0 0 0 1']]);
  });

  it('of the -target variants average the target alone, and step by a difference of h', () => {
    const [mom, mvr] = [of('aux-mom-target'), of('aux-mvr-target')];
    expect(shown(mom.snapshot)).toEqual([
      ['1 0 0 0', '0.4 0.8 0 -0.4', '1 0 0 0', '0 0 0 1'],
      ['1 0 0 0', '0.4 0.8 0 0', '1 0 0 0', '0 0 0 1'],
    ]);
    expect(shown(mvr.snapshot)[0]).toEqual(['1 0 0 0', '2 0.8 -1.6 -0.4', '1 0 0 0', '0 0 0 1']);
    expect(shown(mom.local)).toEqual([['0.7 -0.1 0.3 0', '0 1 0 0', '0 0 1 0', '0 0 0 1']]);
    expect(shown(mvr.local)).toEqual(shown(mom.local));
  });
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
    expect(start({ kind: 'zero' })).toEqual(['0']);
    expect(start({ kind: 'exact' })).toEqual(['1']);
    expect(start({ kind: 'exact' }, 'aux-mom-target')).toEqual(['3']);
    for (const kind of ['first-snapshot', 'none'] as const) expect(start({ kind })).toBeUndefined();
    expect(start({ kind: 'batch', size: 2 })).toBeUndefined();
  });

  it('of a batch average samples', () => {
    expect(texts(createEstimatedSample(field, 'aux-mvr')(problem, [number('2')]))).toEqual(['1']);
    expect(texts(createEstimatedSample(field, 'aux-mvr-target')(problem, [number('2')]))).toEqual(['3']);
  });
});

describe('a run', () => {
  const ratio = parseExactNumber;
  const plain = (entry: string, vector: string) => ({
    matrix: [[ratio(entry)]],
    vector: [ratio(vector)],
    constant: ratio('0'),
  });
  const inputs = {
    problem: {
      dimension: 1,
      target: plain('2', '1'),
      auxiliary: plain('3', '4'),
      snapshotAtoms: [{ probability: ratio('1'), target: plain('2', '1'), auxiliary: plain('3', '4') }],
      localAtoms: [{ probability: ratio('1'), auxiliary: plain('3', '4') }],
    },
    parameters: { stepSize: ratio('1/2'), momentumWeight: ratio('1/2'), localStepCount: 2, roundCount: 2 },
    startingPoint: [ratio('2')],
    initialization: { kind: 'zero' } as const,
  };

  it('has a base with every prime factor of its denominators', () => {
    const base = (change: object) => baseOfRun({ ...inputs, ...change });
    expect(base({})).toBe(10n);
    expect(base({ startingPoint: [ratio('1/7')] })).toBe(70n);
    expect(base({ parameters: { ...inputs.parameters, stepSize: ratio('1/3') } })).toBe(30n);
    expect(base({ parameters: { ...inputs.parameters, momentumWeight: ratio('1/11') } })).toBe(110n);
    expect(base({ initialization: { kind: 'given', correction: [ratio('1/13')] } })).toBe(130n);
    expect(base({ initialization: { kind: 'batch', size: 9 } })).toBe(90n);
    expect(base({ problem: { ...inputs.problem, target: plain('1/17', '0') } })).toBe(170n);
  });
});
