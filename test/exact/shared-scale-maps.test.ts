/** The shared-scale engine: the linear maps of every variant, its starts and its runs, on numbers checked by hand. */
import { describe, expect, it } from 'vitest';
import { ContractError } from '../../src/errors.js';
import {
  augmentedState,
  baseOfRun,
  createEstimatedSample,
  createSharedScale,
  createVariantMaps,
  deterministicCorrection,
  layoutOf,
  parseExactNumber,
  prepareSharedScale,
  runSharedScale,
  sharedRatios,
} from '../../src/exact/index.js';
import { batchCorrection } from '../../src/exact/shared-scale-start.js';

const scale = createSharedScale(10n);
const { field } = scale;
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

  it('average a batch', () => {
    const mean = (variant: 'aux-mom' | 'aux-mom-target', atoms: number[]) =>
      texts(batchCorrection(field, variant, problem, startingPoint, atoms));
    expect(mean('aux-mom-target', [0, 1])).toEqual(['3']);
    expect(mean('aux-mom-target', [0, 0])).toEqual(['2']);
    expect(mean('aux-mom', [1])).toEqual(['1']);
    expect(() => mean('aux-mom', [2])).toThrow(new ContractError('the snapshot oracle has no atom 2'));
    expect(texts(createEstimatedSample(field, 'aux-mvr')(problem, [number('2')]))).toEqual(['1']);
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
  const tape = {
    initial: [],
    rounds: [
      { snapshot: 0, local: [0, 0, 0] },
      { snapshot: 0, local: [0, 0] },
    ],
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

  it('keeps what it was asked for, and takes K steps of a longer tape', () => {
    const all = runSharedScale('aux-mom', { ...inputs, tape });
    const few = runSharedScale('aux-mom', { ...inputs, tape }, { recordPoints: false });
    expect(all.rounds.map(({ points }) => points?.length)).toEqual([2, 2]);
    expect(few.rounds[0]).not.toHaveProperty('points');
    expect(few.rounds.map(({ iterate }) => iterate)).toEqual(all.rounds.map(({ iterate }) => iterate));
    expect(all.rounds[0]?.points?.at(-1)).toEqual(all.rounds[0]?.iterate);
    // D(2) = 3 − 4·… by hand: g_f − g_h = −x + 3 = 1, m = 1/2; y = 2 − ½(2 + ½) = 3/4; y = 3/4 − ½(−7/4 + ½) = 11/8
    const ratios = (round: number) =>
      [all.rounds[round]?.correction, ...(all.rounds[round]?.points ?? [])].map((one) =>
        one === undefined ? [] : sharedRatios(one),
      );
    expect(ratios(0)).toEqual([[ratio('1/2')], [ratio('3/4')], [ratio('11/8')]]);
    expect(sharedRatios(all.initialCorrection ?? { numerators: [], base: 10n, places: 0 })).toEqual([
      ratio('0'),
    ]);
  });

  it('starts without an estimate by first-snapshot, and the baselines have none', () => {
    const first = runSharedScale('aux-mom', { ...inputs, tape, initialization: { kind: 'first-snapshot' } });
    expect(first).not.toHaveProperty('initialCorrection');
    const [m1, m2] = first.rounds.map(({ correction }) =>
      correction === undefined ? [] : sharedRatios(correction),
    );
    expect(m1).toEqual([ratio('1')]);
    // y = 2 − ½(2 + 1) = ½, y = ½ − ½(−5/2 + 1) = 5/4; m² = ½ + ½(3 − 5/4) = 11/8
    expect(m2).toEqual([ratio('11/8')]);
    const naive = runSharedScale('naive', { ...inputs, tape, initialization: { kind: 'none' } });
    expect(naive).not.toHaveProperty('initialCorrection');
    expect(naive.rounds[0]).not.toHaveProperty('correction');
    // y = 2 − ½·3 = ½, then y = ½ − ½(3/2 − 4) = 7/4
    expect(naive.rounds[0]?.points?.map(sharedRatios)).toEqual([[ratio('1/2')], [ratio('7/4')]]);
  });

  it('can be prepared once for many tapes', () => {
    const prepared = prepareSharedScale('aux-mom', inputs);
    expect(prepared(tape)).toEqual(prepared(tape));
    expect(prepared(tape)).toEqual(runSharedScale('aux-mom', { ...inputs, tape }));
    expect(prepared(tape, {}).rounds[0]?.points).toHaveLength(2);
  });
});
