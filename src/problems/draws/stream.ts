/** Seeded, portable streams of random numbers: the same on every platform, and independent for different labels. */
import { uniformBigInt } from 'pure-rand/distribution/uniformBigInt';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';

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

export type { RandomGenerator };
