/** What bounds need of ratios beside their field. */
import type { Fraction } from '../../../spec/theorems/index.js';
import type { Ratio } from '../../exact/index.js';

/** numerator/denominator of a fraction of ratios as one ratio. */
export function quotientOf({ numerator, denominator }: Fraction<Ratio>): Ratio {
  return {
    numerator: numerator.numerator * denominator.denominator,
    denominator: numerator.denominator * denominator.numerator,
  };
}

/** value ≥ 0 as a decimal with six places, rounded down. */
export function formatRoundedDown({ numerator, denominator }: Ratio): string {
  const millionths = (numerator * 1_000_000n) / denominator;
  return `${millionths / 1_000_000n}.${(millionths % 1_000_000n).toString().padStart(6, '0')}`;
}
