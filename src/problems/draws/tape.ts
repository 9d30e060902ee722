/** Tapes: every draw of a run, made beforehand, so that the run itself is deterministic. */
import { uniformBigInt } from 'pure-rand/distribution/uniformBigInt';
import type { AtomTape } from '../../../spec/model/index.js';
import { ContractError } from '../../errors.js';
import { greatestCommonDivisor, type Ratio } from '../../exact/exact-number.js';
import { createStream, type RandomGenerator } from './stream.js';

/** How many draws of each kind a run needs, and with which exact probabilities. */
export interface TapeRequest {
  /** p_j, positive, summing to 1. */
  readonly snapshotProbabilities: readonly Ratio[];
  /** q_i, positive, summing to 1. */
  readonly localProbabilities: readonly Ratio[];
  readonly roundCount: number;
  readonly localStepCount: number;
  /** Draws of the initial batch; 0 for every other initialisation. */
  readonly initialDraws: number;
}

/**
 * Draws the tape of a run: ξ¹, …, ξᵀ and ζ^{1,1}, …, ζ^{T,K} independently, and the initial batch apart from both.
 *
 * Each kind of draw has its own stream, so a longer run begins with the draws of a shorter one. Probabilities are met
 * exactly: an atom is a uniform whole number below the common denominator, looked up in the cumulative weights.
 *
 * @param seed - a whole number within ±2⁵³.
 */
export function drawTape(request: TapeRequest, seed: number): AtomTape {
  const drawSnapshot = createAtomDraw(request.snapshotProbabilities);
  const drawLocal = createAtomDraw(request.localProbabilities);
  const [initial, snapshot] = [createStream(seed, 0), createStream(seed, 1)];
  return {
    initial: Array.from({ length: request.initialDraws }, () => drawSnapshot(initial)),
    rounds: Array.from({ length: request.roundCount }, (_, index) => {
      const local = createStream(seed, 2, index);
      return {
        snapshot: drawSnapshot(snapshot),
        local: Array.from({ length: request.localStepCount }, () => drawLocal(local)),
      };
    }),
  };
}

/** A function that draws an index with exactly the given probabilities. */
export function createAtomDraw(probabilities: readonly Ratio[]): (stream: RandomGenerator) => number {
  const total = probabilities.reduce(
    (common, { denominator }) => (common / greatestCommonDivisor(common, denominator)) * denominator,
    1n,
  );
  let sum = 0n;
  const cumulative = probabilities.map(
    ({ numerator, denominator }) => (sum += (numerator * total) / denominator),
  );
  if (sum !== total) throw new ContractError('the probabilities of the atoms do not sum to 1');
  if (probabilities.length === 1) return () => 0; // nothing to draw
  return (stream) => {
    const value = uniformBigInt(stream, 0n, total - 1n);
    return cumulative.findIndex((bound) => value < bound);
  };
}
