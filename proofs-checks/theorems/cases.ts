/** The cases of a rate theorem, and the names of the conclusions that prove them. */
import type { RateTheoremId } from '../../spec/theorems/index.js';

/** Which of a theorem's two conditions is assumed. */
export type ConditionName = 'simple' | 'exact';

/** A correction m⁰ that was given (or zero, exact, or a batch mean), the first snapshot itself, or no estimate. */
export type StartName = 'given' | 'first-snapshot' | 'none';

/** A bound of a theorem. */
export interface RateCase {
  readonly condition: ConditionName;
  readonly start: StartName;
  /** The sign of 1 − 2a², where the bound has a maximum of that and 0. */
  readonly sign?: 1 | -1;
}

/** The name of the conclusion that proves a case. */
export function conclusionName(id: RateTheoremId, { condition, start, sign }: RateCase): string {
  const cases = { '1': ', 2a² ≤ 1', '-1': ', 2a² ≥ 1' } as const;
  return `${id} (${condition}, ${start}${sign === undefined ? '' : cases[`${sign}`]})`;
}
