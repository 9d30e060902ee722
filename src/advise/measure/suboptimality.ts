/** F₀ of a quadratic from its measured gradient map, with ends. */
import { isPositiveSemidefinite } from '../../../spec/algebra/index.js';
import { createRationalField, liftDouble, nearestDouble, type Ratio } from '../../exact/index.js';
import { solveLinear } from '../../problems/index.js';
import { addRatios, multiplyRatios, zeroRatio } from '../ratio-arithmetic.js';
import type { AffineMap } from './affine-map.js';
import { lengthOf, type Doubles } from './double-vectors.js';
import type { Interval } from './mean-interval.js';
import { liftMatrix } from './norm-interval.js';

/** Rounding of the square roots and the sum at the end. */
const room = 2 ** -48;

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
