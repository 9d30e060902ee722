/** A positive real number, pinned down by exact comparisons alone. */
import { createRatio, type Ratio } from '../exact/index.js';
import { roundDown, roundUp, shortestDecimalBetween, simplestFractionBetween } from './simple-number.js';

/** lower ≤ value ≤ upper, proved in exact arithmetic. */
export interface CertifiedBound {
  readonly lower: Ratio;
  /** Safe to use as the constant itself: a larger L or δ is still an L or δ. */
  readonly upper: Ratio;
  /** Whether lower = upper is the value itself; otherwise (upper − lower)/lower ≤ 10⁻¹². */
  readonly exact: boolean;
}

/** What can be asked about a value v > 0. */
export interface Comparisons {
  /** Whether v ≤ candidate, for candidate > 0. */
  readonly isAtMost: (candidate: Ratio) => boolean;
  /** For a candidate with v ≤ candidate: whether v = candidate. */
  readonly isEqualTo: (candidate: Ratio) => boolean;
  /** Some e with v ≤ 2ᵉ. */
  readonly exponent: number;
}

/** Digits of a reported bound that is not exact; costs a relative 10⁻¹³ on either side. */
const reportedDigits = 14;

/** Bisections after the leading bit: leaves a relative gap of 2⁻⁴¹ < 5·10⁻¹³. */
const bisections = 41;

/**
 * Certified bounds on the value that `comparisons` describe.
 *
 * The leading power of two, then bisection. If a short fraction or decimal in what remains is the value itself, that is
 * the answer; otherwise the bounds are rounded outwards to short decimals.
 */
export function certifyBound({ isAtMost, isEqualTo, exponent }: Comparisons): CertifiedBound {
  let top = exponent;
  while (isAtMost(powerOfTwo(top - 1))) top -= 1;
  // v ∈ (numerator, numerator + 1] · 2^unit throughout.
  let numerator = 1n;
  let unit = top - 1;
  for (let step = 0; step < bisections; step += 1) {
    numerator *= 2n;
    unit -= 1;
    if (!isAtMost(scaled(numerator + 1n, unit))) numerator += 1n;
  }
  const [lower, upper] = [scaled(numerator, unit), scaled(numerator + 1n, unit)];
  const candidates = [shortestDecimalBetween(lower, upper), simplestFractionBetween(lower, upper)];
  const value = candidates.find((candidate) => isAtMost(candidate) && isEqualTo(candidate));
  if (value !== undefined) return { lower: value, upper: value, exact: true };
  return {
    lower: roundDown(lower, reportedDigits),
    upper: roundUp(upper, reportedDigits),
    exact: false,
  };
}

/** The certified bound of the value 0. */
export const zeroBound: CertifiedBound = {
  lower: { numerator: 0n, denominator: 1n },
  upper: { numerator: 0n, denominator: 1n },
  exact: true,
};

function powerOfTwo(exponent: number): Ratio {
  return scaled(1n, exponent);
}

/** numerator·2^exponent. */
function scaled(numerator: bigint, exponent: number): Ratio {
  return exponent >= 0
    ? { numerator: numerator << BigInt(exponent), denominator: 1n }
    : createRatio(numerator, 1n << BigInt(-exponent));
}
