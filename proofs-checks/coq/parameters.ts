/** What the lemmas about numbers know of parameters. */

/** What is 1 minus what. */
export const complements: ReadonlyMap<string, string> = new Map([
  ['abar', 'a'],
  ['left', 'carry'],
  ['shared', 'share'],
]);

/** What is above 0, and not only at least 0. */
export const positive: readonly string[] = ['a', 'eta', 'free', 'reach', 'balance', 'share'];
