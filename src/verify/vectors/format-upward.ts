/** Bounds as short decimals, never smaller than they are. */
import type { Ratio } from '../../exact/index.js';

/** How many digits a bound keeps. */
const digits = 3;

/** The least decimal with three digits that is at least `value` ≥ 0, such as `1.24e-16`; `0` for 0. */
export function formatUpward({ numerator, denominator }: Ratio): string {
  if (numerator === 0n) return '0';
  // value lies in [10^e, 10^(e+1))
  let exponent = String(numerator).length - String(denominator).length;
  if (isBelow(numerator, denominator, exponent)) exponent -= 1;
  const shift = digits - 1 - exponent;
  const [above, below] = shift >= 0 ? [10n ** BigInt(shift), 1n] : [1n, 10n ** BigInt(-shift)];
  const [top, bottom] = [numerator * above, denominator * below];
  const whole = String((top + bottom - 1n) / bottom);
  // 9.991 rounds up to 10.0
  const power = exponent + whole.length - digits;
  const mantissa = `${whole.slice(0, 1)}.${whole.slice(1, digits)}`.replace(/\.?0+$/, '');
  if (power === 0) return mantissa;
  return `${mantissa}e${power}`;
}

/** Whether numerator/denominator < 10^exponent. */
function isBelow(numerator: bigint, denominator: bigint, exponent: number): boolean {
  return exponent >= 0
    ? numerator < denominator * 10n ** BigInt(exponent)
    : numerator * 10n ** BigInt(-exponent) < denominator;
}
