/** A round in which several draws were asked alike, or a vector stands for itself: it may be right in one way alone. */
import { followAs } from './follow-round.js';
import type { FollowedRound, PageRun, ParameterValues, RoundBefore } from './page-run.js';

/**
 * The round with the draws that were asked first; where it is wrong so, and right with those that were asked last, or with the parameters of a
 * first estimate, with these.
 */
export function followRound(run: PageRun, before: RoundBefore): FollowedRound {
  const first = followAs(run, before);
  if (first.violations.length === 0) return first;
  const isFirst = before.seen.stands !== undefined && run.ofFirst !== undefined;
  const parametersAt = (round: number): ParameterValues =>
    new Map([...run.parametersAt(round), ...(run.ofFirst ?? [])]);
  const others = [
    ...(first.hadChoice ? [() => followAs(run, { ...before, prefersLast: true })] : []),
    ...(isFirst ? [() => followAs({ ...run, parametersAt }, before)] : []),
  ];
  for (const follow of others) {
    const other = follow();
    if (other.violations.length === 0) return other;
  }
  return first;
}
