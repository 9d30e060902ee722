/** A round in which several draws were asked alike: any of them may be the sample of the page. */
import { followAs } from './follow-round.js';
import type { FollowedRound, PageRun, RoundBefore } from './page-run.js';

/** The round with the draws that were asked first; with those that were asked last, where it is wrong with the first and right with these. */
export function followRound(run: PageRun, before: RoundBefore): FollowedRound {
  const first = followAs(run, before);
  if (!first.hadChoice || first.violations.length === 0) return first;
  const last = followAs(run, { ...before, prefersLast: true });
  return last.violations.length === 0 ? last : first;
}
