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
    expect([texts(round), start.iterate]).toEqual([vector.trace.rounds[0], request.startingPoint]);
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
  const texts = '+12.5e+2 -0.25 7 1e-2 25E-3 1.5e+1 -10/4 +3/7 12/18 0012 -0 0/5 1.50 1e10000'.split(' ');
  const written = '1250 -0.25 7 0.01 0.025 15 -2.5 3/7 2/3 12 0 0 1.5 1e+10000'.split(' ');
  expect(texts.map((text) => exact.formatRatio(parseExactNumber(text)))).toEqual(written);
  const refused =
    'x1 1x 1. .5 1,5 1e e5 1ee2 1e+ --1 ++1 1/0 1/ /2 1/-2 1/2x x1/2 1.5/2 1/2/3 0x10 NaN -Infinity 1_000 １';
  for (const text of [...refused.split(' '), '', ' 1', '1 ', '1\n', '1e1234567890'])
    expect(() => parseExactNumber(text), text).toThrow('is not an exact number');
  for (const text of ['1e10001', '1e-10001']) expect(() => parseExactNumber(text)).toThrow('within ±10000');
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
  const texts = [add(x, y), subtract(x, y), multiply(x, y), negate(x), divide(x, y)].map(format);
  expect(texts.join(' ')).toBe('-3 -9 -18 6 -2');
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
  const compute = <S>(field: ExactField<S>) => {
    const { add, subtract, multiply, negate, divide, compare, fromString, format } = field;
    const [x, y] = [fromString('-1.5'), fromString('0.25')];
    const texts = [add(x, y), subtract(x, y), multiply(x, y), negate(x), divide(x, y)].map(format);
    return [...texts, compare(x, y), compare(y, x), compare(x, x)].join(' ');
  };
  const computed = {
    decimal: () => compute(createDecimalField(20)),
    rational: () => compute(createRationalField()),
    radix: () => compute(createRadixField(30n)),
  };
  expect(computed[kind]()).toBe('-1.25 -1.75 -0.375 1.5 -6 -1 1 0');
});
