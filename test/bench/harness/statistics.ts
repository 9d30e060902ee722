/** Medians, ratios side by side, and exponents of growth. */

/** The middle value; of an even number of values the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('the median of no values');
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2;
}

/** The ratio of two contenders that were timed in turn. */
export interface SideBySide {
  /** The median of the ratios of the turns: what slows both sides of a turn cancels. */
  readonly ratio: number;
  /** The least and the greatest of them. */
  readonly least: number;
  readonly greatest: number;
}

/** own/other, turn by turn. */
export function ratioInTurn(own: readonly number[], other: readonly number[]): SideBySide {
  if (own.length !== other.length) throw new RangeError(`${own.length} turns against ${other.length}`);
  const ratios = own.map((value, turn) => value / (other[turn] as number));
  return { ratio: median(ratios), least: Math.min(...ratios), greatest: Math.max(...ratios) };
}

/**
 * The p for which time ≈ constant·sizeᵖ, by least squares on the logarithms.
 *
 * @param points - at least two different sizes.
 */
export function growthExponent(
  points: readonly { readonly size: number; readonly seconds: number }[],
): number {
  const logs = points.map(({ size, seconds }) => ({ x: Math.log(size), y: Math.log(seconds) }));
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanX, meanY] = [mean(logs.map(({ x }) => x)), mean(logs.map(({ y }) => y))];
  const spread = logs.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0);
  if (!(spread > 0)) throw new RangeError('an exponent needs two different sizes');
  return logs.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0) / spread;
}
