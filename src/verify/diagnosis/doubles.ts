/** Vectors of doubles. */

/** A vector of doubles. */
export type Doubles = readonly number[];

export const zip = (u: Doubles, v: Doubles, f: (a: number, b: number) => number): Doubles =>
  u.map((a, i) => f(a, v[i] ?? 0));
export const add = (u: Doubles, v: Doubles): Doubles => zip(u, v, (a, b) => a + b);
export const minus = (u: Doubles, v: Doubles): Doubles => zip(u, v, (a, b) => a - b);
export const scaled = (c: number, v: Doubles): Doubles => v.map((a) => c * a);
export const dot = (u: Doubles, v: Doubles): number => u.reduce((sum, a, i) => sum + a * (v[i] ?? 0), 0);
export const norm = (v: Doubles): number => Math.hypot(...v);

/** The mean of the coordinates, in every coordinate. */
export const evened = (v: Doubles): Doubles => v.map(() => v.reduce((sum, a) => sum + a, 0) / v.length);

/** The largest coordinate in absolute value. */
export const largest = (v: Doubles): number => v.reduce((most, a) => Math.max(most, Math.abs(a)), 0);

/** Whether two vectors have the same numbers. */
export const isSame = (u: Doubles, v: Doubles | undefined): boolean =>
  u.length === v?.length && u.every((value, i) => value === v[i]);

export function min(values: readonly number[]): number {
  return values.reduce((low, value) => Math.min(low, value), Infinity);
}

export function max(values: readonly number[]): number {
  return values.reduce((high, value) => Math.max(high, value), -Infinity);
}
