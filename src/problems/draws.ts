/**
 * Seeded, portable streams of random numbers, the same on every platform; and tapes: every draw of a run, made beforehand,
 * so that the run itself is deterministic.
 */
import { uniformBigInt } from 'pure-rand/distribution/uniformBigInt';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import type { AtomTape } from '../../spec/model/index.js';
import { ContractError } from '../errors.js';
import { greatestCommonDivisor, type Ratio } from '../exact/exact-number.js';
import type { ExactField } from '../exact/index.js';
import type { ScheduledCase } from './problem-case.js';

export type { RandomGenerator };

const mask64 = (1n << 64n) - 1n;

/** 2⁶⁴ over the golden ratio, and an odd multiplier: constants without structure. */
const golden = 0x9e3779b97f4a7c15n;
const odd = 0xd1342543de82ef95n;

/** The finaliser of SplitMix64: every bit of the input reaches every bit of the output. */
function mix(value: bigint): bigint {
  let z = value & mask64;
  z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & mask64;
  z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & mask64;
  return z ^ (z >> 31n);
}

/**
 * The stream of (seed, labels). Streams of different seeds or labels are unrelated, so case i never depends on how many
 * cases were drawn before it.
 *
 * @param seed - a whole number within ±2⁵³.
 * @param labels - whole numbers that say what the stream is for, for example an index.
 */
export function createStream(seed: number, ...labels: readonly number[]): RandomGenerator {
  // Not symmetric in what it mixes: (1, 2) and (2, 1), (1, 1) and (2, 2), (0) and (0, 0) must all differ.
  let state = mix(golden + BigInt(labels.length));
  for (const part of [seed, ...labels]) state = mix(state * odd + mix(BigInt(part) + golden));
  const words = [1n, 2n].flatMap((i) => {
    const word = mix(state + i * golden);
    return [Number(word & 0xffffffffn) | 0, Number(word >> 32n) | 0];
  });
  // xoroshiro's only forbidden state is all zeros.
  return xoroshiro128plusFromState(words.some((word) => word !== 0) ? words : [1, 0, 0, 0]);
}

/** A whole number drawn uniformly from from … to, both included. */
export function drawInteger(stream: RandomGenerator, from: number, to: number): number {
  return Number(uniformBigInt(stream, BigInt(from), BigInt(to)));
}

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
 * For a run of one's own with `runExact` or `runFast`.
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

/**
 * The tape of a case: every draw of its run, from its seed.
 *
 * The same seed gives the same atoms for every variant, so that variants can be compared on equal draws.
 *
 * @param field - the arithmetic of the case, for its probabilities.
 * @param seed - replaces the case's own seed.
 */
export function drawTapeFor<S>(
  field: Pick<ExactField<S>, 'toRatio'>,
  { problem, parameters, initialization, seed: ownSeed }: ScheduledCase<S>,
  seed: number = ownSeed,
): AtomTape {
  return drawTape(
    {
      snapshotProbabilities: problem.snapshotAtoms.map(({ probability }) => field.toRatio(probability)),
      localProbabilities: problem.localAtoms.map(({ probability }) => field.toRatio(probability)),
      roundCount: parameters.roundCount,
      localStepCount: parameters.localStepCount,
      initialDraws: initialization.kind === 'batch' ? initialization.size : 0,
    },
    seed,
  );
}
