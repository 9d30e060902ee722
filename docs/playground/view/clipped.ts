/** What a logarithmic plot with fixed borders shows of a curve. */

/** A point of a curve, in the units of its axes. */
export interface PlotPoint {
  readonly x: number;
  readonly y: number;
}

/** A curve inside its plot. */
export interface ClippedCurve {
  /** The points that are drawn; none for a curve without points. */
  readonly points: readonly PlotPoint[];
  /** The border that the curve leaves the plot through. */
  readonly leaves?: 'above' | 'below';
}

/** From the first point to the last, or to the first one outside, which is moved to the border. 0 is below every border. */
export function clipped(points: readonly PlotPoint[], low: number, high: number): ClippedCurve {
  const cut = points.findIndex(({ y }) => !(y >= low && y <= high));
  const outside = points[cut];
  if (outside === undefined) return { points };
  const leaves = outside.y < low ? 'below' : 'above';
  return { points: [...points.slice(0, cut), { x: outside.x, y: leaves === 'below' ? low : high }], leaves };
}

/**
 * The borders for runs that begin at `start`: powers of ten that hold every y up to ten times the start, and at least three decades below
 * it. So a run that gets away leaves at the top, and one that ends at 0 at the bottom.
 */
export function bordersFor(start: number, ys: readonly number[]): readonly [low: number, high: number] {
  const inside = ys.filter((y) => y > 0 && y <= 10 * start);
  const exponent = (y: number): number => Math.log10(y);
  const least = Math.max(-30, Math.floor(exponent(Math.min(start / 1e3, ...inside))));
  const most = ys.some((y) => y > 10 * start) ? 10 * start : Math.max(start, ...inside);
  return [Number(`1e${least}`), Number(`1e${Math.ceil(exponent(most))}`)];
}

/** The powers of ten from `low` to `high` that are marked on an axis: at most eight. */
export function wholeExponents(low: number, high: number): readonly number[] {
  const [from, to] = [Math.log10(low), Math.log10(high)];
  const step = Math.max(1, Math.ceil((to - from) / 7));
  return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => 10 ** (from + i * step));
}
