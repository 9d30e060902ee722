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

const withParameter = (change: Partial<typeof parameters>): Spoilt => ({
  parameters: { ...parameters, ...change },
});
const withRounds = (...rounds: typeof tape.rounds): Spoilt => ({ tape: { initial: [], rounds } });
const { dimension, snapshotAtomCount, localAtomCount, writeTarget, writeAuxiliary, writeLocalAuxiliary } =
  oracle;
const oracleWithoutMean = {
  dimension,
  snapshotAtomCount,
  localAtomCount,
  writeTarget,
  writeAuxiliary,
  writeLocalAuxiliary,
};

const refusals: readonly [string, VariantName, Spoilt, string, string][] = [
  ['an unknown variant', 'AuxMOM' as VariantName, {}, 'variant', 'one of aux-mom, aux-mvr'],
  ['η = 0', 'aux-mom', withParameter({ stepSize: 0 }), 'parameters.stepSize', 'η > 0'],
  ['η < 0', 'aux-mom', withParameter({ stepSize: -1 }), 'parameters.stepSize', 'η > 0'],
  ['η = NaN', 'aux-mom', withParameter({ stepSize: NaN }), 'parameters.stepSize', 'η > 0'],
  ['η = ∞', 'aux-mom', withParameter({ stepSize: Infinity }), 'parameters.stepSize', 'finite'],
  ['a = 0', 'aux-mvr', withParameter({ momentumWeight: 0 }), 'parameters.momentumWeight', '0 < a ≤ 1'],
  ['a > 1', 'aux-mvr', withParameter({ momentumWeight: 1.5 }), 'parameters.momentumWeight', '0 < a ≤ 1'],
  ['a = NaN', 'aux-mvr', withParameter({ momentumWeight: NaN }), 'parameters.momentumWeight', '0 < a ≤ 1'],
  ['K = 0', 'aux-mom', withParameter({ localStepCount: 0 }), 'parameters.localStepCount', 'K ≥ 1'],
  ['K = 1.5', 'aux-mom', withParameter({ localStepCount: 1.5 }), 'parameters.localStepCount', 'K ≥ 1'],
  ['T = 0', 'aux-mom', withParameter({ roundCount: 0 }), 'parameters.roundCount', 'T ≥ 1'],
  ['T = ∞', 'aux-mom', withParameter({ roundCount: Infinity }), 'parameters.roundCount', 'T ≥ 1'],
  ['sgd with K = 2', 'sgd', { initialization: { kind: 'none' } }, 'parameters.localStepCount', 'K = 1'],
  ['a short x⁰', 'aux-mom', { startingPoint: [1] }, 'startingPoint', 'length 2'],
  ['a NaN in x⁰', 'aux-mom', { startingPoint: [1, NaN] }, 'startingPoint[1]', 'a finite number'],
  [
    'an infinite x⁰ in a buffer',
    'aux-mom',
    { startingPoint: Float64Array.of(-Infinity, 0) },
    'startingPoint[0]',
    'a finite number',
  ],
  [
    'a long m⁰',
    'aux-mom',
    { initialization: { kind: 'given', correction: [1, 2, 3] } },
    'initialization.correction',
    'length 2',
  ],
  [
    'an infinite m⁰',
    'aux-mom',
    { initialization: { kind: 'given', correction: [1, Infinity] } },
    'initialization.correction[1]',
    'a finite number',
  ],
  [
    'no start for an estimate',
    'aux-mom-target',
    { initialization: { kind: 'none' } },
    'initialization.kind',
    'given, zero, exact',
  ],
  ['a start without an estimate', 'naive', {}, 'initialization.kind', 'none'],
  [
    'an exact start without exact gradients',
    'aux-mom',
    { initialization: { kind: 'exact' }, oracle: oracleWithoutMean },
    'initialization.kind',
    'writeMeanTarget and writeMeanAuxiliary',
  ],
  [
    'an exact start of a -target variant without ∇f',
    'aux-mvr-target',
    { initialization: { kind: 'exact' }, oracle: oracleWithoutMean },
    'initialization.kind',
    'writeMeanTarget,',
  ],
  [
    'a batch of size 0',
    'aux-mom',
    { initialization: { kind: 'batch', size: 0 } },
    'initialization.size',
    'B ≥ 1',
  ],
  [
    'fewer initial draws than the batch has',
    'aux-mom',
    { initialization: { kind: 'batch', size: 2 }, tape: { ...tape, initial: [0] } },
    'tape.initial',
    '2, because',
  ],
  [
    'initial draws without a batch',
    'aux-mom',
    { tape: { ...tape, initial: [0] } },
    'tape.initial',
    '0, because',
  ],
  [
    'an initial atom that does not exist',
    'aux-mom',
    { initialization: { kind: 'batch', size: 1 }, tape: { ...tape, initial: [1] } },
    'tape.initial[0]',
    'from 0 to 0',
  ],
  ['a tape without its last round', 'aux-mom', withRounds(firstRound), 'tape.rounds', 'at least 2'],
  [
    'a round without its last local draw',
    'aux-mom',
    withRounds(firstRound, { snapshot: 0, local: [0] }),
    'tape.rounds[1].local',
    'at least 2',
  ],
  [
    'a snapshot atom that does not exist',
    'aux-mom',
    withRounds(firstRound, { ...secondRound, snapshot: 1 }),
    'tape.rounds[1].snapshot',
    'from 0 to 0',
  ],
  [
    'a negative local atom',
    'aux-mom',
    withRounds({ snapshot: 0, local: [0, -1] }, secondRound),
    'tape.rounds[0].local[1]',
    'from 0 to 0',
  ],
  [
    'a fractional atom of an unlimited oracle',
    'aux-mom',
    {
      oracle: { ...oracle, localAtomCount: Infinity },
      ...withRounds(firstRound, { snapshot: 0, local: [9, 0.5] }),
    },
    'tape.rounds[1].local[1]',
    'a whole number ≥ 0',
  ],
  [
    'an oracle of dimension 0',
    'aux-mom',
    { oracle: { ...oracle, dimension: 0 } },
    'oracle.dimension',
    'd ≥ 1',
  ],
  [
    'an oracle without atoms',
    'aux-mom',
    { oracle: { ...oracle, snapshotAtomCount: 0 } },
    'oracle.snapshotAtomCount',
    'a whole number ≥ 1',
  ],
  [
    'an oracle with half an atom',
    'aux-mom',
    { oracle: { ...oracle, localAtomCount: 0.5 } },
    'oracle.localAtomCount',
    'a whole number ≥ 1',
  ],
  [
    'a workspace of another dimension',
    'aux-mom',
    { workspace: createWorkspace(3) },
    'workspace',
    'dimension 2',
  ],
];

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
    expect(error.where).toBe(where);
    expect(error.expected).toContain(expected);
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
