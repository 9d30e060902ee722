/** Small draws that random cases are made of. */
import type { Vector } from '../../../spec/algebra/index.js';
import { ContractError } from '../../errors.js';
import type { Ratio } from '../../exact/index.js';
import { createStream, drawInteger, type RandomGenerator } from '../draws/index.js';
import { decimalRatio, isZeroRatio } from './decimal-ratio.js';

/** Which part of a case a stream is for: each part has its own, so that fixing one leaves the others as they are. */
const caseParts = {
  shape: 0,
  spectra: 1,
  rotations: 2,
  noise: 3,
  points: 4,
  run: 5,
  rational: 6,
} as const;

/** The stream of one part of case `index`. */
export function createCaseStream(seed: number, index: number, part: keyof typeof caseParts): RandomGenerator {
  return createStream(seed, index, caseParts[part]);
}

/** One element of a list that is not empty, each with equal probability. */
export function drawOneOf<Value>(stream: RandomGenerator, values: readonly Value[]): Value {
  if (values.length === 0) throw new ContractError('nothing to draw from');
  return values[drawInteger(stream, 0, values.length - 1)] as Value;
}

/** true with probability 1/outOf. */
export function drawChance(stream: RandomGenerator, outOf: number): boolean {
  return drawInteger(stream, 1, outOf) === 1;
}

/** A whole number from 1 to `most`, small ones more often: uniform below a bound that is itself uniform. */
export function drawSmallCount(stream: RandomGenerator, most: number): number {
  return drawInteger(stream, 1, drawInteger(stream, 1, most));
}

/** d decimals m·10^−places with whole |m| ≤ bound. */
export function drawVector(
  stream: RandomGenerator,
  dimension: number,
  bound: number,
  places: number,
): Vector<Ratio> {
  return Array.from({ length: dimension }, () => decimalRatio(drawInteger(stream, -bound, bound), places));
}

/** As {@link drawVector}, but not 0. */
export function drawNonzeroVector(
  stream: RandomGenerator,
  dimension: number,
  bound: number,
  places: number,
): Vector<Ratio> {
  const vector = drawVector(stream, dimension, bound, places);
  if (!vector.every(isZeroRatio)) return vector;
  const replaced = drawInteger(stream, 0, dimension - 1);
  return vector.map((value, i) => (i === replaced ? decimalRatio(1, places) : value));
}
