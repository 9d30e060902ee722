import { describe, expect, it } from 'vitest';
import type { VariantName } from '../../spec/model/index.js';
import { InputError } from '../../src/errors.js';
import { createWorkspace, recordFastTrace, runFast, type FastRunRequest } from '../../src/fast/index.js';
import { present } from './present.js';
import { smallRequest } from './requests.js';

const { parameters, tape, oracle } = smallRequest;
const firstRound = present(tape.rounds[0], 'round 1');
const secondRound = present(tape.rounds[1], 'round 2');

type Spoilt = Partial<FastRunRequest>;

const set = (change: Partial<typeof parameters>): Spoilt => ({ parameters: { ...parameters, ...change } });
const draw = (...rounds: typeof tape.rounds): Spoilt => ({ tape: { initial: [], rounds } });
const begin = (initialization: FastRunRequest['initialization'], more: Spoilt = {}): Spoilt => ({
  initialization,
  ...more,
});
const ask = (change: Partial<typeof oracle>): Spoilt => ({ oracle: { ...oracle, ...change } });
const initial = (...atoms: readonly number[]): Spoilt => ({ tape: { ...tape, initial: atoms } });
const { writeMeanTarget: _target, writeMeanAuxiliary: _auxiliary, ...withoutMean } = oracle;
const inexact = begin({ kind: 'exact' }, { oracle: withoutMean });
const whole = 'a whole number ≥ 1';

const rows: readonly (readonly [string, Spoilt, where: string, expected: string, VariantName?])[] = [
  ['an unknown variant', {}, 'variant', 'one of aux-mom, aux-mvr', 'AuxMOM' as VariantName],
  ['η = 0', set({ stepSize: 0 }), 'parameters.stepSize', 'η > 0'],
  ['η < 0', set({ stepSize: -1 }), 'parameters.stepSize', 'η > 0'],
  ['η = NaN', set({ stepSize: NaN }), 'parameters.stepSize', 'η > 0'],
  ['η = ∞', set({ stepSize: Infinity }), 'parameters.stepSize', 'finite'],
  ['a = 0', set({ momentumWeight: 0 }), 'parameters.momentumWeight', '0 < a ≤ 1', 'aux-mvr'],
  ['a > 1', set({ momentumWeight: 1.5 }), 'parameters.momentumWeight', '0 < a ≤ 1', 'aux-mvr'],
  ['a = NaN', set({ momentumWeight: NaN }), 'parameters.momentumWeight', '0 < a ≤ 1', 'aux-mvr'],
  ['K = 0', set({ localStepCount: 0 }), 'parameters.localStepCount', 'K ≥ 1'],
  ['K = 1.5', set({ localStepCount: 1.5 }), 'parameters.localStepCount', 'K ≥ 1'],
  ['T = 0', set({ roundCount: 0 }), 'parameters.roundCount', 'T ≥ 1'],
  ['T = ∞', set({ roundCount: Infinity }), 'parameters.roundCount', 'T ≥ 1'],
  ['sgd with K = 2', begin({ kind: 'none' }), 'parameters.localStepCount', 'K = 1', 'sgd'],
  ['a short x⁰', { startingPoint: [1] }, 'startingPoint', 'length 2'],
  ['a NaN in x⁰', { startingPoint: [1, NaN] }, 'startingPoint[1]', 'a finite number'],
  ['−∞ in a buffer', { startingPoint: Float64Array.of(-Infinity, 0) }, 'startingPoint[0]', 'a finite number'],
  ['a long m⁰', begin({ kind: 'given', correction: [1, 2, 3] }), 'initialization.correction', 'length 2'],
  [
    '∞ in m⁰',
    begin({ kind: 'given', correction: [1, Infinity] }),
    'initialization.correction[1]',
    'a finite',
  ],
  ['no start', begin({ kind: 'none' }), 'initialization.kind', 'given, zero, exact', 'aux-mom-target'],
  ['a start without an estimate', {}, 'initialization.kind', 'none', 'naive'],
  ['an exact start without ∇f, ∇h', inexact, 'initialization.kind', 'writeMeanTarget and writeMeanAuxiliary'],
  ['an exact start without ∇f', inexact, 'initialization.kind', 'writeMeanTarget,', 'aux-mvr-target'],
  ['a batch of size 0', begin({ kind: 'batch', size: 0 }), 'initialization.size', 'B ≥ 1'],
  ['too few draws', begin({ kind: 'batch', size: 2 }, initial(0)), 'tape.initial', '2, because'],
  ['initial draws without a batch', initial(0), 'tape.initial', '0, because'],
  ['a wrong initial atom', begin({ kind: 'batch', size: 1 }, initial(1)), 'tape.initial[0]', 'from 0 to 0'],
  ['a tape without its last round', draw(firstRound), 'tape.rounds', 'at least 2'],
  ['a short round', draw(firstRound, { snapshot: 0, local: [0] }), 'tape.rounds[1].local', 'at least 2'],
  [
    'a wrong atom',
    draw(firstRound, { ...secondRound, snapshot: 1 }),
    'tape.rounds[1].snapshot',
    'from 0 to 0',
  ],
  ['atom −1', draw({ snapshot: 0, local: [0, -1] }, secondRound), 'tape.rounds[0].local[1]', 'from 0 to 0'],
  [
    'a fractional atom of an unlimited oracle',
    { ...ask({ localAtomCount: Infinity }), ...draw(firstRound, { snapshot: 0, local: [9, 0.5] }) },
    'tape.rounds[1].local[1]',
    'a whole number ≥ 0',
  ],
  ['an oracle of dimension 0', ask({ dimension: 0 }), 'oracle.dimension', 'd ≥ 1'],
  ['an oracle without atoms', ask({ snapshotAtomCount: 0 }), 'oracle.snapshotAtomCount', whole],
  ['an oracle with half an atom', ask({ localAtomCount: 0.5 }), 'oracle.localAtomCount', whole],
  ['a workspace of another dimension', { workspace: createWorkspace(3) }, 'workspace', 'dimension 2'],
];
const refusals = rows.map(
  ([name, spoilt, where, expected, variant = 'aux-mom']) => [name, variant, spoilt, where, expected] as const,
);

describe.each([
  ['runFast', runFast],
  ['recordFastTrace', recordFastTrace],
] as const)('input validation of %s', (_name, run) => {
  it.each(refusals)('refuses %s', (_case, variant, spoilt, where, expected) => {
    let caught: unknown;
    try {
      run(variant, { ...smallRequest, ...spoilt });
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(InputError);
    const error = caught as InputError;
    expect([error.where, error.expected]).toEqual([where, expect.stringContaining(expected)]);
    expect(error.message).toContain(`${error.where}: ${error.problem}; expected ${error.expected}`);
    expect(error.message).toContain(error.fix);
    expect(error.fix).not.toBe('');
  });

  it('lets the unspoilt request pass', () => {
    expect(() => run('aux-mom', smallRequest)).not.toThrow();
  });

  it('does not look beyond T rounds and K local draws', () => {
    const rounds = [...tape.rounds, { snapshot: 99, local: [] }].map((draws) => ({
      ...draws,
      local: [...draws.local, 99],
    }));
    expect(run('aux-mom', { ...smallRequest, tape: { initial: [], rounds } })).toEqual(
      run('aux-mom', smallRequest),
    );
  });
});

it.each([0, -1, 1.5, NaN, Infinity])('createWorkspace refuses dimension %d', (dimension) => {
  expect(() => createWorkspace(dimension)).toThrow(/dimension: .*expected a whole number d ≥ 1\. Set it/);
});
