/** Single values of an arbitrary: drawn from a seed and labels alone, and shrunk outside of fast-check's own loop. */
import { Random, type Arbitrary, type Value } from 'fast-check';
import { createStream } from '../../problems/draws.js';

/** A drawn value, with what its arbitrary needs to shrink it. */
export type Drawn<Case> = Value<Case>;

/**
 * The value that belongs to a seed and labels: it does not depend on how many others were drawn.
 *
 * @param seed - a whole number within ±2⁵³.
 * @param labels - whole numbers, for example an index.
 * @example
 * ```ts
 * import { arbitraryProblemCase, drawAt } from 'auxopt/properties';
 *
 * // The 38th random problem of seed 1, always the same.
 * const { problemCase } = drawAt(arbitraryProblemCase({ maximumDimension: 2 }), 1, 37).value;
 * problemCase.problem.dimension <= 2; // true
 * ```
 */
export function drawAt<Case>(
  arbitrary: Arbitrary<Case>,
  seed: number,
  ...labels: readonly number[]
): Drawn<Case> {
  return arbitrary.generate(new Random(createStream(seed, ...labels)), undefined);
}

/**
 * The smallest value that still fails, going from a failing one to ever smaller ones.
 *
 * @param fails - decides; asked at most `limit` times.
 * @returns the value itself where nothing smaller fails.
 */
export function shrinkFailure<Case>(
  arbitrary: Arbitrary<Case>,
  failing: Drawn<Case>,
  fails: (value: Case) => boolean,
  limit = 400,
): Case {
  let [smallest, asked] = [failing, 0];
  for (;;) {
    let smaller: Drawn<Case> | undefined;
    for (const candidate of arbitrary.shrink(smallest.value_, smallest.context)) {
      asked += 1;
      if (asked > limit) return smallest.value;
      if (!fails(candidate.value)) continue;
      smaller = candidate;
      break;
    }
    if (smaller === undefined) return smallest.value;
    smallest = smaller;
  }
}
