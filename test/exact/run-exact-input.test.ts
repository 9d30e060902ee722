/** What runExact refuses before it runs, and how it says so. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { variantNames } from '../../spec/algorithms/index.js';
import { checkParameters, createQuadraticOracle, type VariantName } from '../../spec/model/index.js';
import { InexactError, InputError } from '../../src/errors.js';
import { createDecimalField, runExact, type ExactRun } from '../../src/exact/index.js';

const field = createDecimalField();
const number = field.fromString;
type Decimal = typeof field.zero;

const sample = { matrix: [[number('2')]], vector: [number('1')] };
const oracle = createQuadraticOracle(field, {
  dimension: 1,
  target: { ...sample, constant: field.zero },
  auxiliary: { ...sample, constant: field.zero },
  snapshotAtoms: [{ probability: field.one, target: sample, auxiliary: sample }],
  localAtoms: [{ probability: field.one, auxiliary: sample }],
});

const sound: ExactRun<Decimal> = {
  parameters: { stepSize: number('0.1'), momentumWeight: number('0.5'), localStepCount: 2, roundCount: 2 },
  initialization: { kind: 'zero' },
  startingPoint: [field.one],
  tape: {
    initial: [],
    rounds: [
      { snapshot: 0, local: [0, 0] },
      { snapshot: 0, local: [0, 0] },
    ],
  },
  oracle,
};
const withParameters = (change: Partial<ExactRun<Decimal>['parameters']>): ExactRun<Decimal> => ({
  ...sound,
  parameters: { ...sound.parameters, ...change },
});

/** The error of a refused run. */
function refusal(run: ExactRun<Decimal>, variant: VariantName = 'aux-mom'): InputError {
  try {
    runExact(field, variant, run);
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('runExact', () => {
  it('runs what is sound', () => {
    expect(runExact(field, 'aux-mom', sound).rounds.length).toBe(2);
  });

  it.each([
    ['parameters.stepSize', { stepSize: field.zero }, 'η > 0'],
    ['parameters.stepSize', { stepSize: number('-0.1') }, 'η > 0'],
    ['parameters.momentumWeight', { momentumWeight: field.zero }, '0 < a ≤ 1'],
    ['parameters.momentumWeight', { momentumWeight: number('1.0001') }, '0 < a ≤ 1'],
    ['parameters.localStepCount', { localStepCount: 0 }, 'a whole number K ≥ 1'],
    ['parameters.localStepCount', { localStepCount: 1.5 }, 'a whole number K ≥ 1'],
    ['parameters.roundCount', { roundCount: -1 }, 'a whole number T ≥ 1'],
    ['parameters.roundCount', { roundCount: NaN }, 'a whole number T ≥ 1'],
  ] as const)('refuses a bad %s: %o', (where, change, expected) => {
    const error = refusal(withParameters(change));
    expect([error.where, error.expected]).toEqual([where, expected]);
    expect(error.fix).not.toBe('');
  });

  it('refuses an initialisation that the variant does not have', () => {
    for (const variant of variantNames) {
      const keepsNone = variant === 'naive' || variant === 'sgd';
      const run: ExactRun<Decimal> = {
        ...withParameters({ localStepCount: 1 }),
        initialization: keepsNone ? { kind: 'zero' } : { kind: 'none' },
      };
      const error = refusal(run, variant);
      expect(error.where).toBe('initialization.kind');
      expect(error.expected).toBe(keepsNone ? 'none' : 'given, zero, exact, batch or first-snapshot');
    }
  });

  it('refuses sgd with more than one step', () => {
    const error = refusal({ ...sound, initialization: { kind: 'none' } }, 'sgd');
    expect([error.where, error.expected]).toEqual([
      'parameters.localStepCount',
      'K = 1, because sgd takes one step a round',
    ]);
  });

  it.each([[], [0], [0, 0, 0]])('refuses a batch of 2 with the draws %o', (...initial: number[]) => {
    const error = refusal({
      ...sound,
      initialization: { kind: 'batch', size: 2 },
      tape: { ...sound.tape, initial },
    });
    expect(error.where).toBe('tape.initial');
  });

  it('throws InexactError, not a rounded number, where the digits run out', () => {
    const narrow = createDecimalField(6);
    const run: ExactRun<typeof narrow.zero> = {
      ...sound,
      parameters: {
        ...sound.parameters,
        stepSize: narrow.fromString('0.1'),
        momentumWeight: narrow.fromString('0.123'),
      },
      startingPoint: [narrow.fromString('1.2345')],
      initialization: { kind: 'first-snapshot' },
      oracle: {
        dimension: 1,
        gradient: ({ at }) => at.map((x) => narrow.multiply(x, narrow.fromString('1.1'))),
      },
    };
    expect(() => runExact(narrow, 'aux-mom', run)).toThrow(InexactError);
  });
});

describe('checkParameters', () => {
  it('lists every broken domain, and only those', () => {
    const names = (variant: VariantName, change: Parameters<typeof withParameters>[0]) =>
      checkParameters(field, variant, withParameters(change).parameters).map(({ parameter }) => parameter);
    expect(names('aux-mvr', {})).toEqual([]);
    expect(names('aux-mvr', { momentumWeight: field.one })).toEqual([]);
    expect(names('sgd', { localStepCount: 1 })).toEqual([]);
    expect(names('sgd', { localStepCount: 2 })).toEqual(['localStepCount']);
    expect(
      names('naive', { stepSize: field.zero, momentumWeight: number('2'), localStepCount: 0, roundCount: 0 }),
    ).toEqual(['stepSize', 'momentumWeight', 'localStepCount', 'roundCount']);
  });

  it('is a function of the domains alone', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...variantNames),
        fc.integer({ min: -20, max: 20 }),
        fc.integer({ min: -20, max: 20 }),
        fc.integer({ min: -2, max: 3 }),
        fc.integer({ min: -2, max: 3 }),
        (variant, eta, a, localStepCount, roundCount) => {
          const parameters = {
            stepSize: number(`${eta}e-1`),
            momentumWeight: number(`${a}e-1`),
            localStepCount,
            roundCount,
          };
          const isSound =
            eta > 0 &&
            a > 0 &&
            a <= 10 &&
            roundCount >= 1 &&
            (variant === 'sgd' ? localStepCount === 1 : localStepCount >= 1);
          expect(checkParameters(field, variant, parameters).length === 0).toBe(isSound);
        },
      ),
    );
  });
});
