/** The exact engine loaded again within a test: its tables and its limits, and every variant by hand. */
import { expect, it, vi } from 'vitest';
import type { ExactField } from '../../src/exact/index.js';

it('reproduces the hand-computed vectors, by whole runs and round by round', async () => {
  vi.resetModules();
  const exact = await import('../../src/exact/index.js');
  const { recordRound, recordStart } = await import('../../src/exact/record-run.js');
  const { handVectors, readHandVector } = await import('../support/hand-vectors.js');
  const field = exact.createDecimalField();
  const texts = (value: unknown): unknown => JSON.parse(JSON.stringify(value)) as unknown;
  for (const [, vector] of handVectors) {
    const { request } = readHandVector(field, vector);
    expect(texts(exact.runExact(field, vector.variant, request))).toEqual(vector.trace);
    const start = recordStart(field, vector.variant, request);
    const round = recordRound(field, vector.variant, request, {
      roundNumber: 1,
      draws: request.tape.rounds[0] ?? { snapshot: -1, local: [] },
      x: request.startingPoint,
      xOld: request.startingPoint,
      ...(vector.trace.start.correction === undefined
        ? {}
        : { m: vector.trace.start.correction.map(field.fromString) }),
    });
    expect(texts(round)).toEqual(vector.trace.rounds[0]);
    expect(start.iterate).toEqual(request.startingPoint);
  }
});

it('has formats, patterns and limits', async () => {
  vi.resetModules();
  const exact = await import('../../src/exact/index.js');
  const { floatFormats, parseExactNumber, liftDouble, defaultPrecision, createDecimalField } = exact;
  expect(floatFormats).toEqual({
    binary64: { name: 'binary64', precision: 53, minimumExponent: -1022, maximumExponent: 1023 },
    binary32: { name: 'binary32', precision: 24, minimumExponent: -126, maximumExponent: 127 },
    binary16: { name: 'binary16', precision: 11, minimumExponent: -14, maximumExponent: 15 },
    bfloat16: { name: 'bfloat16', precision: 8, minimumExponent: -126, maximumExponent: 127 },
  });
  expect(defaultPrecision).toBe(1_000_000);
  const numbers = ['+12.5e+2', '-0.25', '7', '1e-2', '25E1', '-10/4', '+3/7', '12/18', '0012'];
  expect(numbers.map((text) => exact.formatRatio(parseExactNumber(text)))).toEqual([
    '1250',
    '-0.25',
    '7',
    '0.01',
    '250',
    '-2.5',
    '3/7',
    '2/3',
    '12',
  ]);
  const refused = [
    'x1',
    '1x',
    '1.',
    '.1',
    '1e',
    '1ee2',
    '1e1234567890',
    '1/2x',
    'x1/2',
    '1/',
    '/2',
    '1/-2',
    '++1',
    '1e+',
    '1/2/3',
    '',
  ];
  for (const text of refused) expect(() => parseExactNumber(text), text).toThrow('is not an exact number');
  expect(() => parseExactNumber('1e10000')).not.toThrow();
  expect(() => parseExactNumber('1e10001')).toThrow('within ±10000');
  expect(liftDouble(-0.75)).toEqual({ numerator: -3n, denominator: 4n });
  const { one, multiply, fromString } = createDecimalField(10);
  expect(multiply(one, fromString('0.5')).toString()).toBe('0.5');
});

it('computes with whole numbers', async () => {
  vi.resetModules();
  const { integerRing } = await import('../../src/exact/integer-ring.js');
  const { InexactError } = await import('../../src/errors.js');
  const { name, zero, one, add, subtract, multiply, negate, divide, compare, fromString, format } =
    integerRing;
  const [x, y] = [fromString('-6'), fromString('3')];
  expect([name, zero, one]).toEqual(['integer', 0n, 1n]);
  expect([add(x, y), subtract(x, y), multiply(x, y), negate(x), divide(x, y)].map(format)).toEqual([
    '-3',
    '-9',
    '-18',
    '6',
    '-2',
  ]);
  expect([compare(x, y), compare(y, x), compare(x, x)]).toEqual([-1, 1, 0]);
  expect(() => divide(y, x)).toThrow(
    new InexactError({
      problem: '3/-6 is not a whole number',
      where: 'integer division',
      expected: 'a divisor of the dividend',
      fix: 'Use a field that has the quotient.',
    }),
  );
  expect(() => divide(x, zero)).toThrow('-6/0 is not a whole number');
});

it.each(['decimal', 'rational', 'radix'] as const)('computes in the %s field', async (kind) => {
  vi.resetModules();
  const { createDecimalField, createRationalField, createRadixField } =
    await import('../../src/exact/index.js');
  const compute = <S>({
    add,
    subtract,
    multiply,
    negate,
    divide,
    compare,
    fromString,
    format,
  }: ExactField<S>) => {
    const [x, y] = [fromString('-1.5'), fromString('0.25')];
    const texts = [add(x, y), subtract(x, y), multiply(x, y), negate(x), divide(x, y)].map(format);
    return [...texts, compare(x, y), compare(y, x), compare(x, x)];
  };
  const computed = {
    decimal: () => compute(createDecimalField(20)),
    rational: () => compute(createRationalField()),
    radix: () => compute(createRadixField(30n)),
  };
  expect(computed[kind]()).toEqual(['-1.25', '-1.75', '-0.375', '1.5', '-6', -1, 1, 0]);
});
