/** Judges a run of a method by its page: every state that a program reports against what the page makes of the states before it. */
import type { ComponentReport } from '../../judge/index.js';
import type { Frame } from '../../../spec/language/index.js';
import { ratioField, type Ratio } from '../../exact/index.js';
import { broken } from '../session/audit-rules.js';
import { followRound } from './either-draw.js';
import {
  compareKnown,
  exactly,
  parametersOfRound,
  type Known,
  type FollowedRound,
  type PageRun,
  type RoundBefore,
} from './page-run.js';
import { madeOf } from './line-known.js';
import { isOfNoDraw, type AskedQuestion, type PageDraw } from './question-book.js';

/** What comes of a run. */
export interface PageJudgement {
  readonly verdict: 'pass' | 'fail' | 'unsupported';
  /** In the order of the run. */
  readonly violations: readonly ComponentReport[];
  /** Why it is unsupported. */
  readonly reason?: string;
  /** Whether that is a draw which the tape does not have. */
  readonly lacksDraw?: true;
}

/**
 * Follows round after round, each from what was reported before it, up to what cannot be followed.
 *
 * @param otherwise - the run as if it were of another page, which makes the rounds that are wrong.
 */
export function* followRun(
  run: PageRun,
  otherwise?: PageRun,
): Generator<{ readonly before: RoundBefore; readonly followed: FollowedRound }> {
  const starts = startOf(run);
  let states = starts;
  for (const [name, told] of run.rounds[0]?.states ?? [])
    states = new Map([...states, [name, exactly(told)]]);
  const earlier: AskedQuestion[] = [];
  let ahead: readonly AskedQuestion[] = [];
  let drawn = 0;
  const draws = new Map<string, readonly PageDraw[]>();
  for (const [index, seen] of run.rounds.slice(1).entries()) {
    const round = index + 1;
    const { after = Infinity, states: lost = [], counter: isLost = false } = run.lost ?? {};
    if (round === after + 1)
      states = new Map([...states, ...[...starts].filter(([name]) => lost.includes(name))]);
    const counter = isLost && round > after ? round - after : (run.counterAt?.(round) ?? round);
    const before = { round, counter, states, seen, ahead, earlier: [...earlier], drawn, draws };
    let followed = seen.isGiven === true ? given(run, before) : followRound(run, before);
    if (otherwise !== undefined && followed.violations.length > 0) followed = followRound(otherwise, before);
    yield { before, followed };
    // nobody knows where a program goes on from what is no number
    if (followed.isStopped || seen.unreadable !== undefined) return;
    ({ states, ahead, drawn } = followed);
    earlier.push(...seen.questions.filter(isOfNoDraw));
  }
}

/** A round that nobody made: what was not told of it may be anything that a gradient has touched. */
function given(run: PageRun, before: RoundBefore): FollowedRound {
  const { method } = run.page;
  const states = new Map([...before.seen.states].map(([name, told]) => [name, exactly(told)]));
  if (method.states.every(({ name }) => states.has(name.name)))
    return { ...untouched, states, drawn: before.drawn };
  const computed = (_: unknown, { value }: Known): Known => ({
    value: value.map(() => ratioField.zero),
    errors: value.map(() => undefined),
  });
  const followed = followRound({ ...run, computed }, before);
  return { ...followed, violations: [], stray: [], drawn: before.drawn };
}

const untouched = {
  ...{ violations: [], stray: [], ahead: [] },
  ...{ isStopped: false, tookAhead: false, hadChoice: false, mayOverflow: () => false },
} as const;

/**
 * Judges every round.
 *
 * @param isVerdictAll - whether the first round with a violation ends it: for whoever wants no more than the verdict.
 */
export function judgePageRun(run: PageRun, isVerdictAll = false): PageJudgement {
  const [first] = run.rounds;
  const violations: ComponentReport[] = [];
  const end = (reason?: string): PageJudgement => ({
    verdict: violations.length > 0 ? 'fail' : reason === undefined ? 'pass' : 'unsupported',
    violations,
    ...(reason === undefined ? {} : { reason }),
  });
  const states = startOf(run);
  for (const [name, told] of first?.states ?? []) {
    const place = { equation: 'START.1', statement: `the start of ${name}`, round: 0, quantity: name };
    violations.push(...compareKnown(told, states.get(name) ?? exactly(told), place));
  }
  if (first?.unreadable !== undefined)
    return { verdict: 'fail', violations: [...violations, first.unreadable] };
  let ahead: readonly AskedQuestion[] = [];
  let looksAhead = false;
  let doubt: string | undefined;
  for (const { before, followed } of followRun(run)) {
    const { round, seen } = before;
    const found = [...followed.violations, ...(seen.unreadable === undefined ? [] : [seen.unreadable])];
    // ∞ comes back finite in a later quotient: what an honest run may overflow in proves nothing
    if (found.length > 0 && followed.mayOverflow()) {
      return end(
        `an honest run may leave the range of its format in round ${round}; only the rounds before it were judged`,
      );
    }
    // so does NaN: of a divisor that may be 0, of a root whose radicand may be negative
    doubt ??= followed.doubt;
    if (seen.unreadable !== undefined && found.length === 1 && doubt !== undefined) return end(doubt);
    violations.push(...found);
    if (!followed.isStopped) violations.push(...followed.stray.map((question) => strayed(round, question)));
    if (followed.isStopped) return { ...end(doubt), ...(followed.lacksDraw && { lacksDraw: true }) };
    if (seen.unreadable !== undefined || (isVerdictAll && violations.length > 0)) return end();
    looksAhead ||= followed.tookAhead;
    ({ ahead } = followed);
  }
  // a program that draws for the next round may do so in the last one too
  const extra = [...ahead, ...run.late.filter(({ isFresh }) => isFresh)];
  if (!looksAhead && !run.isCut)
    violations.push(...extra.map((question) => strayed(run.rounds.length - 1, question)));
  return end(doubt);
}

/** The states before round 1: given, or as the page says. */
function startOf(run: PageRun): ReadonlyMap<string, Known> {
  const { page, start, dimension } = run;
  const states = new Map([...start].map(([name, value]) => [name, exactly(value)] as const));
  const values = new Map<string, unknown>([...parametersOfRound(run, 1), ...start]);
  const frame: Frame<Ratio> = { values, passes: [], gradient: () => [] };
  for (const { name, bounds, isSpread } of page.starts) {
    if (start.has(name)) continue;
    const made = madeOf(bounds(frame));
    const [[value = ratioField.zero], [error]] = [made.value, made.errors];
    const whole = Array.from({ length: dimension }, () => value);
    const known = isSpread ? { value: whole, errors: whole.map(() => error) } : made;
    states.set(name, known);
    values.set(name, page.isScalar(name) ? value : known.value);
  }
  return states;
}

function strayed(round: number, { function: name, draw, at }: AskedQuestion): ComponentReport {
  return {
    ...broken('AUDIT.1', round, `the gradient of ${name}`),
    expected: 'no further gradient',
    actual: `∇${name} of draw ${draw ?? 'none'} at (${at.map(ratioField.format).join(', ').slice(0, 80)})`,
  };
}
