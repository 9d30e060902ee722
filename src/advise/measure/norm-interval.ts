/** The spectral norm of a measured matrix, between certified ends. */
import { createRationalField, liftDouble, nearestDouble, type Ratio } from '../../exact/index.js';
import { certifySpectralBound } from '../../problems/index.js';
import type { AffineMap } from './affine-map.js';
import type { Doubles } from './double-vectors.js';
import type { Interval } from './mean-interval.js';

/** Rounding of the two last operations. */
const room = 2 ** -50;

/** ‖M‖ within what M is off: the norm of the measured matrix is certified exactly, then both ends move by the error. */
export function normInterval({ matrix, matrixError }: Pick<AffineMap, 'matrix' | 'matrixError'>): Interval {
  const field = createRationalField();
  const exact = matrix.map((row) => row.map((value) => field.fromRatio(liftDouble(value))));
  const { lower, upper } = certifySpectralBound(field, exact);
  const [low, high] = [lower, upper].map(nearestDouble) as [number, number];
  return {
    value: low,
    lower: Math.max((low - matrixError) * (1 - room), 0),
    upper: (high + matrixError) * (1 + room),
  };
}

/** The difference of two measured maps. */
export function subtractMaps(left: AffineMap, right: AffineMap): Pick<AffineMap, 'matrix' | 'matrixError'> {
  const matrix = left.matrix.map((row, i) => row.map((value, j) => value - (right.matrix[i]?.[j] ?? 0)));
  // Each entry of the difference rounds by half a unit in its last place.
  const rounding = Math.sqrt(matrix.flat().reduce((sum, value) => sum + (value * 2 ** -52) ** 2, 0));
  return { matrix, matrixError: left.matrixError + right.matrixError + rounding };
}

/** A matrix of doubles as the ratios they are. */
export function liftMatrix(matrix: readonly Doubles[]): readonly (readonly Ratio[])[] {
  return matrix.map((row) => row.map(liftDouble));
}
