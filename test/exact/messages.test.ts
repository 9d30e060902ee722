/** Every refusal of the exact engine, word for word: what, where, what was expected, how to fix it. */
import { describe, expect, it } from 'vitest';
import { InexactError, InputError } from '../../src/errors.js';
import {
  createDecimalField,
  createRadixField,
  createRationalField,
  createRatio,
  liftDouble,
  parseExactNumber,
  runExact,
  type ExactRun,
} from '../../src/exact/index.js';

/** The message of what `act` throws, and the name of the error. */
function refusal(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof InputError || error instanceof InexactError) return `${error.name} ${error.message}`;
    throw error;
  }
  throw new RangeError('nothing was thrown');
}

const decimals = createDecimalField(5);
const decimal = decimals.fromString;

const digits = (operation: string, needed: number): string =>
  `InexactError decimal ${operation}: the exact result would need up to ${needed} significant digits; expected at most ` +
  '5 digits. Raise the precision of createDecimalField, shorten the run, or give data with fewer digits.';
const check = 'Check the data that';
const accepted = (limit: number): string =>
  `is not an exact number; expected a decimal such as "-0.25" or "1e-3" (exponent within ±${limit}), or a fraction ` +
  'such as "1/3" (at most 50000 characters). Write the number out in one of these forms.';

describe('numbers', () => {
  it.each<[string, () => unknown]>([
    [digits('addition', 7), () => decimals.add(decimal('1e5'), decimal('1'))],
    [digits('multiplication', 6), () => decimals.multiply(decimal('111'), decimal('222'))],
    [digits('conversion', 6), () => decimal('123456')],
    [
      'InexactError the decimal field: 1/3 has no finite decimal expansion; expected a denominator whose only prime ' +
        'factors are 2 and 5. Use createRationalField or createRadixField for such numbers.',
      () => decimal('1/3'),
    ],
    [
      'InexactError the ring of numbers over powers of 10: a denominator has the factor 3; expected denominators that ' +
        'divide a power of 10. Choose a base with that factor, or use createRationalField.',
      () => createRadixField(10n).fromString('1/30'),
    ],
    [
      `InexactError rational division: division by zero; expected a divisor other than 0. ${check} the divisor was computed from.`,
      () => createRationalField().divide(createRationalField().one, createRationalField().zero),
    ],
    [
      `InexactError a ratio: division by zero; expected a denominator other than 0. ${check} this number was computed from.`,
      () => createRatio(1n, 0n),
    ],
    [
      'InputError a double to lift: NaN is not a finite number; expected a finite binary64 number. Check the run that ' +
        'produced it for overflow or a division by zero.',
      () => liftDouble(NaN),
    ],
    [`InputError a number: "one" ${accepted(10_000)}`, () => parseExactNumber('one')],
    [
      `InputError a number: "${'7'.repeat(39)}e…" ${accepted(3)}`,
      () => parseExactNumber(`${'7'.repeat(39)}e4`, 3),
    ],
  ])('%s', (message, act) => {
    expect(refusal(act)).toBe(message);
  });

  it('keep texts of 40 characters whole in a message', () => {
    expect(refusal(() => parseExactNumber('x'.repeat(40)))).toContain(`"${'x'.repeat(40)}" is not`);
    expect(refusal(() => parseExactNumber('x'.repeat(41)))).toContain(`"${'x'.repeat(40)}…" is not`);
  });

  it('of exponents that decimal.js does not have are refused in sums and products', () => {
    const exponents = (operation: string) =>
      `InexactError decimal ${operation}: the exact result may have an exponent that decimal.js turns into Infinity or 0; ` +
      'expected exponents within ±9000000000000000. Shorten the run, or choose parameters for which it does not diverge.';
    const { add, multiply, one, zero } = decimals;
    let power = decimal('1e1000');
    while (power.e < 4e15) power = multiply(power, power);
    expect(refusal(() => multiply(power, multiply(power, power)))).toBe(exponents('multiplication'));
    expect([multiply(power, zero).isZero(), multiply(zero, power).isZero()]).toEqual([true, true]);
    const Exact = one.constructor as new (text: string) => typeof one;
    const [top, bottom] = [new Exact('1e8999999999999999'), new Exact('1e-8999999999999999')];
    expect(refusal(() => add(top, top))).toBe(exponents('addition'));
    expect(refusal(() => add(bottom, new Exact('1.1e-8999999999999999')))).toBe(exponents('addition'));
    expect(add(bottom, bottom).toString()).toBe('2e-8999999999999999');
    expect(multiply(new Exact('1e8999999999999997'), new Exact('10')).toString()).toBe('1e+8999999999999998');
    expect(refusal(() => multiply(top, one))).toBe(exponents('multiplication'));
  });
});

describe('runs', () => {
  const field = createRationalField();
  const number = field.fromString;
  type Run = ExactRun<typeof field.zero>;
  const sound: Run = {
    parameters: { stepSize: number('0.1'), momentumWeight: number('1/2'), localStepCount: 2, roundCount: 1 },
    initialization: { kind: 'zero' },
    startingPoint: [field.one],
    tape: { initial: [], rounds: [{ snapshot: 0, local: [0, 0] }] },
    oracle: { dimension: 1, gradient: ({ at }) => at },
  };
  const set = (change: Partial<Run['parameters']>) => ({ parameters: { ...sound.parameters, ...change } });
  const start = (initialization: Run['initialization']) => ({ initialization });
  const draw = (...rounds: Run['tape']['rounds']) => ({ tape: { initial: [], rounds } });
  const choose = 'Choose a value in this domain.';
  const length = 'expected length 1, the dimension of the problem. Give one number for each coordinate.';
  const batch =
    'expected a whole number B ≥ 1. Choose how many draws the initial estimate averages, or another initialisation.';
  const longer = 'Draw the tape for the same numbers of rounds and local steps as the run.';
  it.each<[string, Partial<Run>]>([
    [
      `parameters.stepSize: the value -1/3 is outside its domain; expected η > 0. ${choose}`,
      set({ stepSize: number('-1/3') }),
    ],
    [
      `parameters.momentumWeight: the value 2 is outside its domain; expected 0 < a ≤ 1. ${choose}`,
      set({ momentumWeight: number('2') }),
    ],
    [
      `parameters.localStepCount: the value 0 is outside its domain; expected a whole number K ≥ 1. ${choose}`,
      set({ localStepCount: 0 }),
    ],
    [
      `parameters.roundCount: the value NaN is outside its domain; expected a whole number T ≥ 1. ${choose}`,
      set({ roundCount: NaN }),
    ],
    [`startingPoint: a vector has length 2; ${length}`, { startingPoint: [field.one, field.one] }],
    [`initialization.correction: a vector has length 0; ${length}`, start({ kind: 'given', correction: [] })],
    [
      'initialization.kind: the initialisation "none" does not fit aux-mom; expected given, zero, exact, batch or ' +
        'first-snapshot. aux-mom keeps an estimate, which needs a start.',
      start({ kind: 'none' }),
    ],
    [`initialization.size: the initial batch has size 0; ${batch}`, start({ kind: 'batch', size: 0 })],
    [`initialization.size: the initial batch has size 1.5; ${batch}`, start({ kind: 'batch', size: 1.5 })],
    [
      'tape.initial: the tape has 0 initial draws; expected 2, because the initialisation is "batch". Draw the ' +
        'tape for the same initialisation as the run.',
      start({ kind: 'batch', size: 2 }),
    ],
    [`tape.rounds: the tape is too short: 0 entries; expected at least 1, one a round. ${longer}`, draw()],
    [
      `tape.rounds[0].local: the tape is too short: 1 entry; expected at least 2, one a local step. ${longer}`,
      draw({ snapshot: 0, local: [0] }),
    ],
  ])('%s', (message, change) => {
    expect(refusal(() => runExact(field, 'aux-mom', { ...sound, ...change }))).toBe(`InputError ${message}`);
  });

  it('of baselines keep no estimate', () => {
    expect(refusal(() => runExact(field, 'naive', sound))).toBe(
      'InputError initialization.kind: the initialisation "zero" does not fit naive; expected none. naive keeps no estimate.',
    );
  });
});
