/** ‖M‖ and F₀ of a measured affine gradient map, between certified ends. */
import { isPositiveSemidefinite } from '../../../spec/algebra/index.js';
import { createRationalField, liftDouble, nearestDouble, type Ratio } from '../../exact/index.js';
import { certifySpectralBound } from '../../problems/index.js';
import { solveLinear } from '../../problems/solve-linear.js';
import { addRatios, multiplyRatios, zeroRatio } from '../ratio-arithmetic.js';
import type { AffineMap } from './affine-map.js';
import { lengthOf, type Doubles } from './double-vectors.js';
import type { Interval } from './mean-interval.js';

/** For the rounding of the last few operations in doubles. */
const room = 2 ** -48;

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
function liftMatrix(matrix: readonly Doubles[]): readonly (readonly Ratio[])[] {
  return matrix.map((row) => row.map(liftDouble));
}

/**
 * F₀ = ½ gᵀA⁻¹g with g = ∇f(x⁰), for a positive definite A.
 *
 * A is known up to w in norm and g up to a vector e, so with M∓ = (Â ∓ wI)⁻¹
 *
 * $$\tfrac12\bigl(\sqrt{\hat g^\top M_+ \hat g} - \lVert e\rVert\sqrt{\operatorname{tr} M_+}\bigr)_+^2 \le F_0
 *   \le \tfrac12\bigl(\sqrt{\hat g^\top M_- \hat g} + \lVert e\rVert\sqrt{\operatorname{tr} M_-}\bigr)^2$$
 *
 * Both systems are solved exactly.
 *
 * @returns undefined where Â − wI is not positive definite: then A may be singular, and what rounding hides in its null space
 *   may be anything.
 */
export function suboptimalityOf(map: AffineMap, point: Doubles, gradient: Doubles): Interval | undefined {
  const error = lengthOf(map.gradientError(point));
  const low = energy(map, gradient, map.matrixError);
  const high = energy(map, gradient, -map.matrixError);
  const middle = energy(map, gradient, 0);
  if (low === undefined || high === undefined || middle === undefined) return undefined;
  const lowest = Math.max(Math.sqrt(low.square) - error * Math.sqrt(low.trace), 0);
  const highest = Math.sqrt(high.square) + error * Math.sqrt(high.trace);
  return {
    value: middle.square / 2,
    lower: (lowest ** 2 / 2) * (1 - room),
    upper: (highest ** 2 / 2) * (1 + room),
  };
}

/** gᵀMg and tr M for M = (A + shift·I)⁻¹; undefined where A + shift·I is not positive definite. */
function energy(
  { matrix }: AffineMap,
  gradient: Doubles,
  shift: number,
): { readonly square: number; readonly trace: number } | undefined {
  const field = createRationalField();
  const shifted = liftMatrix(matrix).map((row, i) =>
    row.map((value, j) => (i === j ? addRatios(value, liftDouble(shift)) : value)),
  );
  const inField = shifted.map((row) => row.map(field.fromRatio));
  if (!isPositiveSemidefinite(field, inField)) return undefined;
  const right = gradient.map(liftDouble);
  const found = solveLinear(shifted, right);
  if (found?.isUnique !== true) return undefined;
  const trace = shifted.reduce<Ratio>((sum, _, i) => {
    const unit = shifted.map((__, j): Ratio => (i === j ? { numerator: 1n, denominator: 1n } : zeroRatio));
    return addRatios(sum, solveLinear(shifted, unit)?.solution[i] ?? zeroRatio);
  }, zeroRatio);
  const square = right.reduce(
    (sum, value, i) => addRatios(sum, multiplyRatios(value, found.solution[i] ?? zeroRatio)),
    zeroRatio,
  );
  return { square: nearestDouble(square), trace: nearestDouble(trace) };
}
