/** Vectors of doubles. */

/** A vector of doubles. */
export type Doubles = readonly number[];

export const add = (u: Doubles, v: Doubles): Doubles => u.map((a, i) => a + (v[i] ?? 0));
export const scaled = (c: number, v: Doubles): Doubles => v.map((a) => c * a);

/** Whether two vectors have the same numbers. */
export const isSame = (u: Doubles, v: Doubles | undefined): boolean =>
  u.length === v?.length && u.every((value, i) => value === v[i]);
