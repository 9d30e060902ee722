/** Medians, and ratios side by side. */

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
