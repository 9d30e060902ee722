/** The running error analysis, operation by operation, as its docstring states it. */
import { beforeEach, describe, expect, it } from 'vitest';
import { createRationalField } from '../../src/exact/index.js';
import { createErrorField } from '../../src/judge/error-field.js';

const base = createRationalField();
const number = base.fromString;
type Field = ReturnType<typeof createErrorField<typeof base.zero>>;
type ErrorNumber = Field['zero'];

/** v, M, W, U. */
const parts = ({ value, magnitude, operations, underflow }: ErrorNumber) => [
  base.format(value),
  base.format(magnitude),
  operations,
  base.format(underflow),
];

/** A field, and −3 and 2 in it. */
function start(flushes: boolean): [Field, ErrorNumber, ErrorNumber] {
  const field = createErrorField(base, flushes);
  return [field, field.reported(number('-3')), field.reported(number('2'))];
}

describe('with gradual underflow', () => {
  let [field, x, y] = start(false);
  beforeEach(() => {
    [field, x, y] = start(false);
  });

  it('a reported number is exact', () => {
    expect(parts(x)).toEqual(['-3', '3', 0, '0']);
    expect(parts(y)).toEqual(['2', '2', 0, '0']);
  });

  it('a datum is rounded once, and may underflow, unless the format holds it', () => {
    expect(parts(field.datum(number('-1/3'), false))).toEqual(['-1/3', '1/3', 1, '1']);
    expect(parts(field.datum(number('-1/3'), true))).toEqual(['-1/3', '1/3', 0, '0']);
  });

  it('0, 1 and what is read from text are constants', () => {
    expect(parts(field.zero)).toEqual(['0', '0', 0, '0']);
    expect(parts(field.one)).toEqual(['1', '1', 0, '0']);
    expect(parts(field.fromString('-2/3'))).toEqual(['-2/3', '2/3', 0, '0']);
    expect(parts(field.divide(x, y))).toEqual(['-1.5', '1.5', 0, '0']);
  });

  it('sums add magnitudes, also where values cancel, and count one more operation', () => {
    const sum = field.add(x, y);
    expect(parts(sum)).toEqual(['-1', '5', 1, '0']);
    expect(parts(field.subtract(x, y))).toEqual(['-5', '5', 1, '0']);
    expect(parts(field.add(sum, sum))).toEqual(['-2', '10', 3, '0']);
  });

  it('products multiply magnitudes and underflow once more', () => {
    const [p, q] = [field.datum(number('-3'), false), field.datum(number('2'), false)];
    expect(parts(field.multiply(x, y))).toEqual(['-6', '6', 1, '1']);
    // |ε₁|·2 + 3·|ε₂| + ε₁ε₂ + its own
    expect(parts(field.multiply(p, q))).toEqual(['-6', '6', 3, '7']);
    expect(parts(field.multiply(p, y))).toEqual(['-6', '6', 2, '3']);
    expect(parts(field.multiply(x, q))).toEqual(['-6', '6', 2, '4']);
  });

  it('negation changes the value alone', () => {
    expect(parts(field.negate(field.datum(number('-3'), false)))).toEqual(['3', '3', 1, '1']);
  });

  it('compares and writes values', () => {
    expect([field.compare(x, y), field.compare(y, x), field.compare(x, x)]).toEqual([-1, 1, 0]);
    expect(field.format(x)).toBe('-3');
    expect(field.name).toBe('rational with rounding errors');
  });
});

describe('with subnormals flushed', () => {
  let [field, x, y] = start(true);
  beforeEach(() => {
    [field, x, y] = start(true);
  });

  it('operands and sums may lose one ω each, constants none', () => {
    expect(parts(x)).toEqual(['-3', '3', 0, '1']);
    expect(parts(field.add(x, y))).toEqual(['-1', '5', 1, '3']);
    expect(parts(field.subtract(x, y))).toEqual(['-5', '5', 1, '3']);
    expect(parts(field.one)).toEqual(['1', '1', 0, '0']);
    expect(parts(field.datum(number('2'), true))).toEqual(['2', '2', 0, '1']);
    expect(parts(field.datum(number('2'), false))).toEqual(['2', '2', 1, '1']);
    expect(parts(field.multiply(field.one, field.one))).toEqual(['1', '1', 1, '1']);
  });
});
