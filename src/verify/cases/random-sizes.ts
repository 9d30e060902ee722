/** How large the random problems of level 5 are. */

/** The last of the levels. */
export const highestLevel = 5;

/** Greatest d, K and T: they keep every message and every exact number short. */
export const randomSizes = { dimension: 4, localStepCount: 4, roundCount: 5 } as const;

/** The sizes in words. */
export function describeRandomSizes(): string {
  const { dimension, localStepCount, roundCount } = randomSizes;
  return `random problems (d to ${dimension}, K to ${localStepCount}, T to ${roundCount}) and every sequence of draws of small ones`;
}
