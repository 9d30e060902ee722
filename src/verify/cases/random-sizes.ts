/** How large the random problems of level 5 are. */

/** The last of the levels. */
export const highestLevel = 5;

/** Greatest d, K and T: each is drawn so that every power of two is as likely, and K and T give way to a budget of work. */
export const randomSizes = { dimension: 160, localStepCount: 64, roundCount: 128 } as const;

/** The sizes in words. */
export function describeRandomSizes(): string {
  const { dimension, localStepCount, roundCount } = randomSizes;
  return `random problems with d to ${dimension}, K to ${localStepCount} and T to ${roundCount}, small ones as likely as large ones`;
}
