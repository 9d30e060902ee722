/** Common divisors of long numbers: twos and fives apart, what Euclid says, and in a moment for decimals. */
import { describe, expect, it } from 'vitest';
import { createRatio, greatestCommonDivisor } from '../../src/exact/exact-number.js';

/** Euclid, and nothing else. */
function plainly(left: bigint, right: bigint): bigint {
  let [a, b] = [left, right];
  while (b !== 0n) [a, b] = [b, a % b];
  return a < 0n ? -a : a;
}

describe('the greatest common divisor of long numbers', () => {
  // all beyond 2¹⁰²⁴ where the third factor is there
  const parts = [0, 1, 7, 300].flatMap((twos) =>
    [0, 2, 90].map((fives) => 2n ** BigInt(twos) * 5n ** BigInt(fives)),
  );
  const others = [1n, 3n ** 700n, 7n ** 400n, 3n ** 650n * 11n];
  it.each(others)('with the factor %d, is that of Euclid', (other) => {
    for (const left of parts)
      for (const right of parts) {
        const [a, b] = [left * 3n ** 680n, right * other];
        expect(greatestCommonDivisor(a, b)).toBe(plainly(a, b));
        expect(greatestCommonDivisor(-b, a)).toBe(plainly(a, b));
      }
  });

  it('is the other number where one is 0, and knows powers of ten', () => {
    const long = 10n ** 400n;
    expect([greatestCommonDivisor(long, 0n), greatestCommonDivisor(0n, -long)]).toEqual([long, long]);
    expect(greatestCommonDivisor(6n * long, 14n * 10n ** 390n)).toBe(2n * 10n ** 390n);
    expect(greatestCommonDivisor(long, long)).toBe(long);
  });
});

it('a decimal of 100,000 digits is reduced in a moment', () => {
  // Euclid on both takes ten seconds: digits without a pattern
  const digits = 3n ** 200_000n * 8n;
  const { numerator, denominator } = createRatio(digits, 10n ** 100_000n);
  expect(denominator).toBe(10n ** 100_000n / 8n);
  expect(numerator).toBe(digits / 8n);
}, 5_000);
