/** Whole numbers over the least denominator: a product of powers of the factors of one base. */
import { createRadixField, type ExactField, type RadixNumber, type Ratio } from '../exact/index.js';
import { createFactoredScale } from '../exact/factored-scale.js';

/** e stands for the denominator Π_i f_i^{e_i}, where f are the factors of the base. */
export type Exponents = readonly number[];

/** numerator/Π_i f_i^{e_i}. */
export interface ScaledNumber {
  readonly numerator: bigint;
  readonly exponents: Exponents;
}

/** Numbers over one denominator. */
export interface ScaledNumbers {
  readonly numerators: readonly bigint[];
  readonly exponents: Exponents;
}

/** The base of a run with what is needed to put its numbers over least denominators. */
export interface LeastScale {
  /** The ring ℤ[1/q], in which maps and starts are prepared. */
  readonly field: ExactField<RadixNumber>;
  /** The exponents of the denominator 1. */
  readonly whole: Exponents;
  /** Π_i f_i^{e_i}. */
  readonly power: (exponents: Exponents) => bigint;
  /** Numbers over the least denominator that serves them all. */
  readonly overLeast: (values: readonly RadixNumber[]) => ScaledNumbers;
  /** The same numbers over the least denominator that serves them all. */
  readonly reduce: (numbers: ScaledNumbers) => ScaledNumbers;
  /** In lowest terms. */
  readonly toRatio: (number: ScaledNumber) => Ratio;
}

/**
 * The least scale of base q.
 *
 * A second moment gets longer with every step. Over powers of q itself it gets longer than it need: for η = 1/8 and data in
 * thousandths a step raises the least denominator by 2¹³5⁶, and a power of 10 by 10¹³. What is too much would have to be
 * found and removed wherever a number is reported.
 */
export function createLeastScale(base: bigint): LeastScale {
  const { factors, counts, power, leastExponents, over, reduce } = createFactoredScale(base);
  return {
    field: createRadixField(base),
    whole: factors.map(() => 0),
    power,
    overLeast: (values) => {
      const places = values.reduce((most, value) => Math.max(most, value.places), 0);
      const coefficients = values.map(({ coefficient, places: own }) =>
        own === places ? coefficient : coefficient * base ** BigInt(places - own),
      );
      const exponents = leastExponents(coefficients, places);
      return { exponents, numerators: coefficients.map(over(places, exponents)) };
    },
    reduce: ({ numerators, exponents }) => {
      // Over places many enough, the exponents are those of a power of the base.
      const places = Math.max(
        0,
        ...exponents.map((exponent, i) => Math.ceil(exponent / (counts[i] as number))),
      );
      const raise = power(exponents.map((exponent, i) => places * (counts[i] as number) - exponent));
      const coefficients = numerators.map((numerator) => numerator * raise);
      const least = leastExponents(coefficients, places);
      return { exponents: least, numerators: coefficients.map(over(places, least)) };
    },
    toRatio: ({ numerator, exponents }) => reduce(numerator, exponents),
  };
}

/** Of the product of two denominators; with a factor −1 of their quotient. */
export function addExponents(left: Exponents, right: Exponents, factor = 1): Exponents {
  return left.map((value, i) => value + factor * (right[i] as number));
}

/** Of the least denominator that both divide. */
export function greaterExponents(left: Exponents, right: Exponents): Exponents {
  return left.map((value, i) => Math.max(value, right[i] as number));
}
