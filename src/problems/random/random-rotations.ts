/** Rotations of a random case: at most two Givens turns in all, commuting or certainly not. */
import type { Ratio } from '../../exact/index.js';
import { drawInteger, type RandomGenerator } from '../draws/index.js';
import { multiplyRatios, decimalRatio } from './decimal-ratio.js';
import { pythagoreanAngle, type GivensTurn, type UnitAngle } from './givens.js';
import { createCaseStream, drawChance, drawOneOf } from './random-draws.js';
import type { CaseShape } from './random-shape.js';
import type { Spectra } from './random-spectra.js';

/** The factors of Q and of R. */
export interface Rotations {
  readonly targetTurns: readonly GivensTurn<Ratio>[];
  readonly differenceTurns: readonly GivensTurn<Ratio>[];
}

/**
 * Draws Q and R.
 *
 * Commuting: R = Q. Not commuting: R = Q G with G in a plane (i, j) where λ_i ≠ λ_j and Δ_i ≠ Δ_j. Then QᵀDQ has the
 * entry (Δ_i − Δ_j)·cos·sin ≠ 0 at (i, j), and a matrix commutes with diag(λ) only if it is 0 wherever λ_i ≠ λ_j.
 */
export function drawRotations(seed: number, index: number, shape: CaseShape, spectra: Spectra): Rotations {
  const stream = createCaseStream(seed, index, 'rotations');
  const { dimension, isCommuting } = shape;
  if (dimension === 1) return { targetTurns: [], differenceTurns: [] };
  const first = drawTurn(stream, drawPlane(stream, dimension));
  const second = drawTurn(stream, drawPlane(stream, dimension));
  const count = drawInteger(stream, 0, 4);
  if (isCommuting) {
    const turns = count === 0 ? [] : count <= 3 ? [first] : [first, second];
    return { targetTurns: turns, differenceTurns: turns };
  }
  const { targetPeak, differencePeak } = spectra;
  const other =
    targetPeak === differencePeak
      ? (targetPeak + drawInteger(stream, 1, dimension - 1)) % dimension
      : differencePeak;
  const apart = { ...second, plane: [targetPeak, other] as const };
  const targetTurns = count <= 2 ? [] : [first];
  return { targetTurns, differenceTurns: [...targetTurns, apart] };
}

function drawPlane(stream: RandomGenerator, dimension: number): readonly [number, number] {
  const first = drawInteger(stream, 0, dimension - 1);
  return [first, (first + drawInteger(stream, 1, dimension - 1)) % dimension];
}

function drawTurn(stream: RandomGenerator, plane: readonly [number, number]): GivensTurn<Ratio> {
  // Short angles most often: an angle of n decimal places gives the matrix 2n more.
  const power = drawOneOf(stream, [1, 1, 1, 1, 2, 2, 3]);
  return { plane, ...turnOver(stream, pythagoreanAngle(power)) };
}

/** One of the eight angles that signs and a swap make of one. */
function turnOver(stream: RandomGenerator, { cosine, sine }: UnitAngle<Ratio>): UnitAngle<Ratio> {
  const signed = (value: Ratio): Ratio => multiplyRatios(decimalRatio(drawOneOf(stream, [1, -1]), 0), value);
  const [first, second] = [signed(cosine), signed(sine)];
  return drawChance(stream, 2) ? { cosine: first, sine: second } : { cosine: second, sine: first };
}
