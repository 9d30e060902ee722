/** A round in which several draws were asked alike, or a vector stands for itself: it may be right in one way alone. */
import type { Line, Use } from '../../../spec/language/index.js';
import type { CompiledPage } from './compile-page.js';
import { attempt } from './as-runs.js';
import { followAs } from './follow-round.js';
import type { FollowedRound, Known, PageRun, ParameterValues, RoundBefore } from './page-run.js';

/**
 * The round with the draws that were asked first; where it is wrong so, and right with those that were asked last, or with the parameters of a
 * first estimate, with these.
 */
export function followRound(run: PageRun, before: RoundBefore): FollowedRound {
  const written = asWritten(run, before);
  if (written !== undefined) return written;
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

/** Rounds that did not come out as a page is written, less those that did: a program that computes otherwise does so all the time. */
const misses = new WeakMap<CompiledPage, number>();
/** After so many, a page is not tried again. */
const mostMisses = 8;

/**
 * The round of a program that computes every line as it is written, as most do: it is right, and no bound is made. Undefined where the program
 * did anything else, and where a state was not reported, which others compute in another way.
 */
function asWritten(run: PageRun, before: RoundBefore): FollowedRound | undefined {
  const { method, written } = run.page;
  const { seen, states } = before;
  const isTold = ({ name }: Line<Use>['target']): boolean =>
    seen.states.has(name) ||
    method.lines.every(({ target, value }) => target.name !== name || value.kind === 'name');
  const isWatched = run.watch !== undefined || seen.stands !== undefined;
  if (isWatched || !method.states.every(({ name }) => isTold(name))) return undefined;
  const isSure = ({ errors }: Known): boolean => errors.every((error) => error?.numerator === 0n);
  const sure = [...states.values()].filter(isSure).map(({ value }) => value);
  const known = new Set([...seen.states.values(), ...sure]);
  const missed = (page: CompiledPage): number => misses.get(page) ?? 0;
  for (const page of written().toSorted((left, right) => missed(left) - missed(right))) {
    if (missed(page) > mostMisses) continue;
    // what leaves the range is no number
    const followed = attempt(() => followAs({ ...run, page, arithmetic: 'exact' }, before));
    const isRight =
      followed !== undefined &&
      followed.violations.length + followed.stray.length === 0 &&
      !followed.isStopped &&
      followed.doubt === undefined &&
      !followed.mayOverflow() &&
      [...followed.states.values()].every(({ value }) => known.has(value));
    misses.set(page, isRight ? Math.max(0, missed(page) - 1) : missed(page) + 1);
    if (isRight) return followed;
  }
  return undefined;
}
