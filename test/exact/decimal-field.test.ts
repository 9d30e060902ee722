/** The decimal field traps rounding before the operation; plain decimal.js, beside it, rounds in silence. */
import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InexactError, InputError } from '../../src/errors.js';
import { createDecimalField } from '../../src/exact/index.js';
import { forAll } from '../support/for-all.js';

const inDecimals =
  (operation: 'add' | 'multiply') =>
  (precision: number, left: string, right: string): string => {
    const field = createDecimalField(precision);
    return field.format(field[operation](field.fromString(left), field.fromString(right)));
  };
const [sum, product] = [inDecimals('add'), inDecimals('multiply')];

describe('plain decimal.js', () => {
  it('rounds without a word, which is what the traps are for', () => {
    expect(new Decimal('1e30').plus(1).toString()).toBe('1e+30');
    expect(new Decimal('1e1000').plus(1).sd()).toBe(1); // one digit: a check of the result sees nothing wrong
    // (1 + 10⁻¹⁴)² ends in 10⁻²⁸
    expect(new Decimal('1.00000000000001').pow(2).toString()).toBe('1.00000000000002');
    expect(new Decimal(1).dividedBy(3).times(3).toString()).toBe('0.99999999999999999999');
  });

  it('takes its precision from the left operand', () => {
    const Wide = Decimal.clone({ defaults: true, precision: 40 });
    expect(new Wide('1e30').plus(new Decimal(1)).toFixed()).toBe(`1${'0'.repeat(29)}1`);
    expect(new Decimal(1).plus(new Wide('1e30')).toFixed()).toBe(`1${'0'.repeat(30)}`);
  });

  it('overflows to Infinity and underflows to 0', () => {
    const Narrow = Decimal.clone({ defaults: true, maxE: 100, minE: -100 });
    expect(new Narrow('1e100').times(10).toString()).toBe('Infinity');
    expect(new Narrow('1e-100').dividedBy(10).toString()).toBe('0');
  });
});

describe('addition', () => {
  it('is exact where the digits suffice', () => {
    expect(sum(32, '1e30', '1')).toBe('1.000000000000000000000000000001e+30');
    expect(sum(1002, '1e1000', '1')).toBe(`1.${'0'.repeat(999)}1e+1000`);
  });

  it('refuses before it would round, even where the rounded result has one digit', () => {
    expect(() => sum(20, '1e30', '1')).toThrow(InexactError);
    expect(() => sum(1000, '1e1000', '1')).toThrow(InexactError);
    expect(() => sum(20, '1', '-1e-30')).toThrow(InexactError);
  });

  it('counts the digit that a carry may need', () => {
    expect(sum(3, '99', '1')).toBe('100');
    expect(() => sum(2, '99', '1')).toThrow(/up to 3 significant digits/);
  });

  it('never refuses a zero', () => {
    expect([sum(1, '1e1000', '0'), sum(1, '0', '-1e-1000')]).toEqual(['1e+1000', '-1e-1000']);
  });
});

describe('multiplication', () => {
  it('needs as many digits as both operands have together', () => {
    expect(product(4, '99', '99')).toBe('9801');
    expect(() => product(3, '99', '99')).toThrow(/multiplication.*up to 4/s);
  });

  it('agrees with whole-number arithmetic on numbers of many digits', () => {
    const field = createDecimalField();
    const digits = fc.bigInt({ min: -(10n ** 60n), max: 10n ** 60n });
    forAll(100, [digits, digits], (p, q) => {
      const value = field.multiply(field.fromString(String(p)), field.fromString(String(q)));
      expect(field.toRatio(value)).toEqual({ numerator: p * q, denominator: 1n });
    });
  });
});

describe('numbers at the edge of the exponents', () => {
  const field = createDecimalField(30);
  /** 10^exponent by repeated squaring, beyond the exponents that a text may be written with. */
  const powerOfTen = (exponent: number): Decimal => {
    const [unit, base] = exponent < 0 ? ['0.1', -exponent] : ['10', exponent];
    let result = field.one;
    let square = field.fromString(unit);
    for (let rest = BigInt(base); rest > 0n; rest >>= 1n) {
      if (rest % 2n === 1n) result = field.multiply(result, square);
      if (rest > 1n) square = field.multiply(square, square);
    }
    return result;
  };

  const tiny = powerOfTen(-(9e15 - 2));

  it.each([
    ['Infinity, as sums', powerOfTen(9e15 - 2), (value: Decimal) => field.add(value, value)],
    ['Infinity, as products', powerOfTen(1e15), (value: Decimal) => field.multiply(value, value)],
    ['0, as products', powerOfTen(-1e15), (value: Decimal) => field.multiply(value, value)],
    [
      '0, as differences',
      field.multiply(tiny, field.fromString('1.00001')),
      (value: Decimal) => field.subtract(value, tiny),
    ],
  ])('never turn into %s', (_, start, step) => {
    let value = start;
    expect(() => {
      for (let i = 0; i < 12; i += 1) value = step(value);
    }).toThrow(InexactError);
    expect([value.isFinite(), value.isZero()]).toEqual([true, false]);
  });
});

describe('conversion', () => {
  const field = createDecimalField(10);

  it('refuses what is not a finite decimal, or too long', () => {
    expect(() => field.fromString('1/3')).toThrow(InexactError);
    expect(() => field.fromString('12345678901')).toThrow(InexactError);
    expect(() => field.fromString('one')).toThrow(InputError);
  });

  it('divides where the quotient is a decimal and refuses otherwise', () => {
    expect(field.format(field.divide(field.one, field.fromString('8')))).toBe('0.125');
    expect(() => field.divide(field.one, field.fromString('3'))).toThrow(InexactError);
    expect(() => field.divide(field.one, field.zero)).toThrow(InexactError);
  });

  it('writes −0 as 0', () => {
    expect(field.format(field.negate(field.zero))).toBe('0');
  });
});
