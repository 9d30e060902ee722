/** The parts of a case as fast-check arbitraries: whole numbers and flags whose least values mean the simplest case. */
import fc from 'fast-check';
import type { Ratio } from '../exact/index.js';
import {
  decimalRatio,
  pythagoreanAngle,
  type Deviation,
  type GivensTurn,
  type LocalNoise,
  type SnapshotNoise,
  type Weights,
} from '../problems/index.js';

/** The largest dimension; vectors are drawn with this length and cut, so that the dimension shrinks alone. */
export const largestDimension = 4;

/** d whole numbers for the largest d, each shrinking to 0. */
export function integers(bound: number, least: number = -bound): fc.Arbitrary<readonly number[]> {
  return fc.array(fc.integer({ min: least, max: bound }), {
    minLength: largestDimension,
    maxLength: largestDimension,
  });
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
    power: fc.integer({ min: 1, max: 3 }),
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

/** Weights of a noise law, the first of them no noise. */
export const arbitraryWeights: fc.Arbitrary<Weights> = fc.constantFrom<Weights[]>([1], [1, 1], [3, 1], [4, 1], [9, 1], [2, 1, 1]); // prettier-ignore

/** Deviations before the dimension is known. */
export interface DeviationDraw {
  readonly vectors: readonly (readonly number[])[];
  readonly matrices: readonly (readonly (readonly number[])[])[];
  readonly isMultiplicative: boolean;
  readonly places: number;
}

/** Deviations for up to three weights; they shrink to additive ones, and those to 0. */
export const arbitraryDeviations: fc.Arbitrary<DeviationDraw> = fc.record({
  vectors: fc.array(integers(9), { minLength: 2, maxLength: 2 }),
  matrices: fc.array(fc.array(integers(9), { minLength: largestDimension, maxLength: largestDimension }), {
    minLength: 2,
    maxLength: 2,
  }),
  isMultiplicative: fc.boolean(),
  places: fc.integer({ min: 0, max: 2 }),
});

/** The deviations of a law with these weights in d dimensions; matrices have one more decimal place than vectors. */
function deviationsOf(draw: DeviationDraw, weights: Weights, dimension: number): readonly Deviation[] {
  const { vectors, matrices, isMultiplicative, places } = draw;
  return weights.slice(1).map((_, j) => ({
    vector: cut(vectors[j] ?? [], dimension, places),
    matrix: (matrices[j] ?? [])
      .slice(0, dimension)
      .map((row) => cut(isMultiplicative ? row : row.map(() => 0), dimension, places + 1)),
  }));
}

/** The noise of a case before the dimension is known. */
export interface NoiseDraw {
  readonly snapshotWeights: Weights;
  readonly targetNoise: DeviationDraw;
  readonly auxiliaryNoise: DeviationDraw;
  /** ρ in tenths. */
  readonly correlation: number;
  readonly localWeights: Weights;
  readonly localDeviations: DeviationDraw;
}

/** The laws of both oracles in d dimensions. */
export function noiseLawsOf(
  draw: NoiseDraw,
  dimension: number,
): { readonly snapshotNoise: SnapshotNoise; readonly localNoise: LocalNoise } {
  const { snapshotWeights, localWeights } = draw;
  return {
    snapshotNoise: {
      weights: snapshotWeights,
      target: deviationsOf(draw.targetNoise, snapshotWeights, dimension),
      auxiliary: deviationsOf(draw.auxiliaryNoise, snapshotWeights, dimension),
      correlation: decimalRatio(draw.correlation, 1),
    },
    localNoise: {
      weights: localWeights,
      deviations: deviationsOf(draw.localDeviations, localWeights, dimension),
    },
  };
}
