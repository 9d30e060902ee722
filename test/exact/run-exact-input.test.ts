/** What runExact refuses before it runs; test/exact/messages.test.ts has the words. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { variantNames } from '../../spec/algorithms/index.js';
import { checkParameters } from '../../spec/model/index.js';
import { InexactError } from '../../src/errors.js';
import { createDecimalField, runExact, type ExactRun } from '../../src/exact/index.js';
import { forAll } from '../support/for-all.js';

const field = createDecimalField();
const number = field.fromString;
type Decimal = typeof field.zero;

const draws = { snapshot: 0, local: [0, 0] };
const sound: ExactRun<Decimal> = {
  parameters: { stepSize: number('0.1'), momentumWeight: number('0.5'), localStepCount: 2, roundCount: 2 },
  initialization: { kind: 'zero' },
  startingPoint: [field.one],
  tape: { initial: [], rounds: [draws, draws] },
  oracle: { dimension: 1, gradient: ({ at }) => at },
};

describe('runExact', () => {
  it('runs what is sound', () => {
    expect(runExact(field, 'aux-mom', sound).rounds.length).toBe(2);
  });

  it.each(variantNames)('refuses an initialisation that %s does not have', (variant) => {
    const keepsNone = variant === 'naive' || variant === 'sgd';
    const parameters = { ...sound.parameters, localStepCount: 1 };
    const initialization = { kind: keepsNone ? 'zero' : 'none' } as const;
    const expected = keepsNone ? 'none' : 'given, zero, exact, batch or first-snapshot';
    expect(() => runExact(field, variant, { ...sound, parameters, initialization })).toThrow(
      new RegExp(`^initialization.kind: .*; expected ${expected}\\.`),
    );
  });

  it('refuses sgd with more than one step', () => {
    expect(() => runExact(field, 'sgd', { ...sound, initialization: { kind: 'none' } })).toThrow(
      /^parameters.localStepCount: .*; expected K = 1, because sgd takes one step a round/,
    );
  });

  it.each([[], [0], [0, 0, 0]])('refuses a batch of 2 with the draws %o', (...initial: number[]) => {
    const batch = { kind: 'batch', size: 2 } as const;
    const run = { ...sound, initialization: batch, tape: { ...sound.tape, initial } };
    expect(() => runExact(field, 'aux-mom', run)).toThrow(/^tape.initial: /);
  });

  it('throws InexactError, not a rounded number, where the digits run out', () => {
    const narrow = createDecimalField(6);
    const [momentumWeight, factor] = ['0.123', '1.1'].map(narrow.fromString) as [Decimal, Decimal];
    const run: ExactRun<Decimal> = {
      ...sound,
      parameters: { ...sound.parameters, momentumWeight },
      startingPoint: [narrow.fromString('1.2345')],
      initialization: { kind: 'first-snapshot' },
      oracle: { dimension: 1, gradient: ({ at }) => at.map((x) => narrow.multiply(x, factor)) },
    };
    expect(() => runExact(narrow, 'aux-mom', run)).toThrow(InexactError);
  });
});

it('checkParameters lists every broken domain, and only those', () => {
  const tenths = fc.integer({ min: -20, max: 20 });
  const count = fc.constantFrom(-2, -1, 0, 1, 2, 3, 1.5, NaN);
  const isCount = (value: number): boolean => Number.isInteger(value) && value >= 1;
  forAll(500, [fc.constantFrom(...variantNames), tenths, tenths, count, count], (variant, eta, a, K, T) => {
    const domains = {
      stepSize: eta > 0,
      momentumWeight: a > 0 && a <= 10,
      localStepCount: isCount(K) && (variant !== 'sgd' || K === 1),
      roundCount: isCount(T),
    };
    const [stepSize, momentumWeight] = [number(`${eta}e-1`), number(`${a}e-1`)];
    const parameters = { stepSize, momentumWeight, localStepCount: K, roundCount: T };
    const broken = checkParameters(field, variant, parameters).map(({ parameter }) => parameter);
    expect(broken).toEqual(Object.entries(domains).flatMap(([name, isSound]) => (isSound ? [] : [name])));
  });
});
