/** Measured numbers as texts of the format, rounded outwards. */
import { formatRatio, liftDouble, type Ratio } from '../../exact/index.js';
import { roundDown, roundUp } from '../../problems/simple-number.js';
import type { ConstantText } from '../constants-file.js';
import type { Interval } from './mean-interval.js';

/** Digits that are kept; rounding outwards costs a relative 10⁻¹⁴. */
const digits = 15;

/** A number that is given. */
export function exactText(value: string, method: string): ConstantText {
  return { value, kind: 'exact', method };
}

/** An interval as an estimate. */
export function estimateText({ value, lower, upper }: Interval, method: string): ConstantText {
  return {
    value: round(value, 'down'),
    ...(Number.isFinite(lower) && { lower: round(lower, 'down') }),
    ...(upper !== undefined && Number.isFinite(upper) && { upper: round(upper, 'up') }),
    kind: 'estimate',
    method,
  };
}

/** A lower bound. */
export function lowerBoundText(value: number, method: string): ConstantText {
  return { value: round(value, 'down'), kind: 'lower-bound', method };
}

function round(value: number, direction: 'up' | 'down'): string {
  if (value === 0) return '0';
  const { numerator, denominator } = liftDouble(value);
  const isNegative = numerator < 0n;
  const magnitude: Ratio = { numerator: isNegative ? -numerator : numerator, denominator };
  // Away from zero is up for positive numbers and down for negative ones.
  const rounded =
    (direction === 'up') !== isNegative ? roundUp(magnitude, digits) : roundDown(magnitude, digits);
  return formatRatio(isNegative ? { ...rounded, numerator: -rounded.numerator } : rounded);
}
