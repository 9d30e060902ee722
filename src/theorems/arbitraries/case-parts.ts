/** The parts of a case as fast-check arbitraries: whole numbers and flags whose least values mean the simplest case. */
import fc from 'fast-check';
import type { Ratio } from '../../exact/index.js';
import { decimalRatio } from '../../problems/constructed/decimal-ratio.js';
import { pythagoreanAngle, type GivensTurn } from '../../problems/constructed/givens.js';
import {
  type Deviation,
  type LocalNoise,
  type SnapshotNoise,
  type Weights,
} from '../../problems/constructed/noise-law.js';

/** The largest dimension; vectors are drawn with this length and cut, so that the dimension shrinks alone. */
export const largestDimension = 4;

/** d whole numbers for the largest d, each shrinking to 0. */
export function integers(bound: number, least: number = -bound): fc.Arbitrary<readonly number[]> {
  return listOf(largestDimension, fc.integer({ min: least, max: bound }));
}

function listOf<Value>(length: number, value: fc.Arbitrary<Value>): fc.Arbitrary<readonly Value[]> {
  return fc.array(value, { minLength: length, maxLength: length });
}

/** The first d of the numbers as decimals m·10^−places. */
export function cut(values: readonly number[], dimension: number, places: number): readonly Ratio[] {
  return values.slice(0, dimension).map((value) => decimalRatio(value, places));
}

/** A turn by a Pythagorean angle; its plane may lie beyond the dimension, see {@link turnsWithin}. */
export const arbitraryTurn: fc.Arbitrary<GivensTurn<Ratio>> = fc
  .record({
    first: fc.integer({ min: 0, max: largestDimension - 1 }),
    step: fc.integer({ min: 1, max: largestDimension - 1 }),
    // Short angles most often: an angle of n decimal places gives the matrix 2n more.
    power: fc.constantFrom(1, 1, 1, 2, 2, 3),
    isSwapped: fc.boolean(),
  })
  .map(({ first, step, power, isSwapped }) => {
    const { cosine, sine } = pythagoreanAngle(power);
    const plane = [first, (first + step) % largestDimension] as const;
    return isSwapped ? { plane, cosine: sine, sine: cosine } : { plane, cosine, sine };
  });

/** The turns whose planes exist in d dimensions. */
export function turnsWithin(
  turns: readonly GivensTurn<Ratio>[],
  dimension: number,
): readonly GivensTurn<Ratio>[] {
  return turns.filter(({ plane }) => plane.every((coordinate) => coordinate < dimension));
}

/** The kinds of noise that an oracle may have. */
export type NoiseRange = 'none' | 'additive' | 'any';

/** Deviations for up to three weights; they shrink to additive ones, and those to 0. */
const arbitraryDeviations = (range: NoiseRange) =>
  fc.record({
    vectors: listOf(2, integers(9)),
    matrices: listOf(2, listOf(largestDimension, integers(9))),
    isMultiplicative: range === 'any' ? fc.nat({ max: 2 }).map((kind) => kind === 2) : fc.constant(false),
    places: fc.integer({ min: 0, max: 2 }),
  });

/** Deviations before the dimension is known. */
type DeviationDraw = ReturnType<typeof arbitraryDeviations> extends fc.Arbitrary<infer Drawn> ? Drawn : never;

/** The noise of a case before the dimension is known. */
export type NoiseDraw = ReturnType<typeof arbitraryNoise> extends fc.Arbitrary<infer Drawn> ? Drawn : never;

/** Which gradients have noise: the same noise in both cancels in g_D, that of g_f alone is what SGD sees. */
const sides = ['target', 'both', 'both', 'same', 'auxiliary'] as const;

/** Weights of a noise law: even, skewed and rare outcomes, and three of them. */
const noisyWeights: readonly Weights[] = [
  [1, 1],
  [1, 1],
  [3, 1],
  [4, 1],
  [9, 1],
  [2, 1, 1],
];

/** What {@link arbitraryNoise} may draw; anything where it is left out. */
export interface NoiseOptions {
  readonly snapshotNoise?: NoiseRange;
  readonly localNoise?: NoiseRange;
  readonly weights?: readonly Weights[];
  /** ρ in tenths; ±10 has the fewest atoms. */
  readonly correlations?: readonly number[];
}

/** The noise of both oracles; it shrinks to none. */
export function arbitraryNoise({
  snapshotNoise = 'any',
  localNoise = 'any',
  weights = noisyWeights,
  correlations = [10, -10, 0, 9, -9, 8, -8, 5, -5, 2, -2],
}: NoiseOptions) {
  /** [1] is no noise: so is the draw of one in `outOf`. */
  const weightsFor = (range: NoiseRange, outOf: number): fc.Arbitrary<Weights> =>
    range === 'none'
      ? fc.constant([1])
      : fc.tuple(fc.nat({ max: outOf - 1 }), fc.constantFrom(...weights)).map(([part, law]) => (part === 0 ? [1] : law)); // prettier-ignore
  return fc.record({
    snapshotWeights: weightsFor(snapshotNoise, 4),
    targetNoise: arbitraryDeviations(snapshotNoise),
    auxiliaryNoise: arbitraryDeviations(snapshotNoise),
    side: fc.constantFrom(...sides),
    correlation: fc.constantFrom(...correlations), // ρ in tenths
    localWeights: weightsFor(localNoise, 2),
    localDeviations: arbitraryDeviations(localNoise),
  });
}

/** The laws of both oracles in d dimensions. */
export function noiseLawsOf(
  draw: NoiseDraw,
  dimension: number,
): { readonly snapshotNoise: SnapshotNoise; readonly localNoise: LocalNoise } {
  const { snapshotWeights: weights, localWeights, side } = draw;
  const snapshot = (own: DeviationDraw, isSilent: boolean): readonly Deviation[] =>
    deviationsOf(isSilent ? nothing : own, weights, dimension);
  return {
    snapshotNoise: {
      weights,
      target: snapshot(draw.targetNoise, side === 'auxiliary'),
      auxiliary: snapshot(side === 'same' ? draw.targetNoise : draw.auxiliaryNoise, side === 'target'),
      correlation: decimalRatio(draw.correlation, 1),
    },
    localNoise: {
      weights: localWeights,
      deviations: deviationsOf(draw.localDeviations, localWeights, dimension),
    },
  };
}

const zeros = Array.from({ length: largestDimension }, () => 0);
const nothing: DeviationDraw = {
  vectors: [zeros, zeros],
  matrices: [zeros.map(() => zeros), zeros.map(() => zeros)],
  isMultiplicative: false,
  places: 0,
};

/** The deviations of a law with these weights in d dimensions; matrices have one more decimal place than vectors. */
function deviationsOf(draw: DeviationDraw, weights: Weights, dimension: number): readonly Deviation[] {
  const { vectors, matrices, isMultiplicative, places } = draw;
  return weights.slice(1).map((_, j) => ({
    vector: cut(vectors[j] ?? zeros, dimension, places),
    matrix: ((isMultiplicative ? matrices : nothing.matrices)[j] ?? [])
      .slice(0, dimension)
      .map((row) => cut(row, dimension, places + 1)),
  }));
}
