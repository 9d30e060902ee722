/** Numbers over powers of the shared base while they are summed and compared, and ratios at the end. */
import { createRatio, type Ratio, type SharedScale } from '../exact/index.js';

/** numerator/q^places. */
export interface ScaledNumber {
  readonly numerator: bigint;
  readonly places: number;
}

/** Both numerators over the larger power. */
function align(
  { power }: SharedScale,
  left: ScaledNumber,
  right: ScaledNumber,
): readonly [bigint, bigint, number] {
  const places = Math.max(left.places, right.places);
  return [
    left.numerator * power(places - left.places),
    right.numerator * power(places - right.places),
    places,
  ];
}

/** In lowest terms. */
export function toRatio(scale: SharedScale, { numerator, places }: ScaledNumber): Ratio {
  return scale.toRatio(numerator, places);
}

/** ratio/count in lowest terms; no gcd but one with the short count. */
export function divideByCount({ numerator, denominator }: Ratio, count: number): Ratio {
  const divisor = BigInt(count);
  const rest = createRatio(numerator % divisor, divisor).denominator; // divisor / gcd(numerator, divisor)
  return { numerator: numerator / (divisor / rest), denominator: denominator * rest };
}

/** The sum, the number and the greatest of values ≥ 0. */
export interface Summary {
  readonly add: (value: ScaledNumber) => void;
  readonly average: () => Ratio;
  readonly maximum: () => Ratio;
}

/** A summary of no values yet. */
export function createSummary(scale: SharedScale): Summary {
  let sum: ScaledNumber = { numerator: 0n, places: 0 };
  let greatest: ScaledNumber = sum;
  let count = 0;
  return {
    add: (value) => {
      const [before, added, places] = align(scale, sum, value);
      sum = { numerator: before + added, places };
      const [known, candidate] = align(scale, greatest, value);
      if (candidate > known) greatest = value;
      count += 1;
    },
    average: () => divideByCount(toRatio(scale, sum), Math.max(count, 1)),
    maximum: () => toRatio(scale, greatest),
  };
}
