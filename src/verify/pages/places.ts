/** Where runs are wrong under a page, and what is known there: what conditions are read off. */
import type { Line, Use } from '../../../spec/language/index.js';
import type { ComponentReport } from '../../judge/index.js';
import { followRound } from './either-draw.js';
import { isToldBefore, problemOf } from './frontier.js';
import { followRun } from './judge-page-run.js';
import type { PageRun, RoundBefore } from './page-run.js';
import { attempt } from './as-runs.js';
import type { JudgedPageRun, Work } from './try-page.js';

/** A round of a run. */
export interface SeenAt {
  readonly run: PageRun;
  /** Which run of a list. */
  readonly index: number;
  readonly before: RoundBefore;
}

/** Something that is wrong in a round. */
export interface Point extends SeenAt {
  readonly violation: ComponentReport;
  /** The pass of each line, by its place on the page, that was made last before it. */
  readonly passes: ReadonlyMap<number, number | undefined>;
}

/** A round with what is wrong in it under the page of its run, by names. */
export interface JudgedRound extends SeenAt {
  readonly points: ReadonlyMap<string, Point>;
}

/** How much of all work may go on the rounds of one edit: more where a state that is not told is followed through all of them. */
const mostShare = { told: 0.03, hidden: 0.05 };
/** No more rounds that are right are looked at: they make a condition shorter, and all runs are tried with it. */
const mostRight = 150;

/** The rounds of runs, first those that are wrong, of these and the others first the cheapest one of each run; of a run with a state that is not told those after a wrong one tell nothing. */
export function judgedRounds(
  asItsRun: (run: PageRun) => PageRun,
  runs: readonly JudgedPageRun[],
): readonly JudgedRound[] {
  const all = runs.flatMap(({ run }, index) => {
    const rounds: JudgedRound[] = [];
    for (const { before } of followRun(watched(asItsRun(run)))) {
      if (before.seen.isGiven === true) continue;
      const points = pointsIn(asItsRun(run), { run, index, before });
      rounds.push({ run, index, before, points });
      if (points.size > 0 && !isToldBefore(before)) break;
    }
    return rounds;
  });
  const right = all.filter(({ points }) => points.size === 0);
  const step = Math.max(1, right.length / mostRight);
  const some = right.filter((_, i) => Math.floor(i / step) !== Math.floor((i - 1) / step));
  const workOf = ({ run, before }: JudgedRound): number => run.dimension * before.seen.questions.length;
  // one of each run first: they differ more than the rounds of a run do
  return [all.filter(({ points }) => points.size > 0), some].flatMap((rounds) => {
    const sorted = rounds.toSorted((left, right) => workOf(left) - workOf(right));
    const first = new Map(sorted.toReversed().map((one) => [one.index, one]));
    const firsts = sorted.filter((one) => first.get(one.index) === one);
    return [...firsts, ...sorted.filter((one) => first.get(one.index) !== one)];
  });
}

const watched = (run: PageRun): PageRun => ({ ...run, watch: {} });

/** What is wrong in a round under the page of a run. */
function pointsIn(run: PageRun, at: SeenAt): ReadonlyMap<string, Point> {
  const points = new Map<string, Point>();
  const passes = new Map<number, number | undefined>();
  followRound(
    {
      ...run,
      watch: {
        made: ({ span }, frame) => passes.set(span.line, frame.passes.at(-1)),
        found: (violation) => {
          const key = problemOf(violation);
          if (!points.has(key)) points.set(key, { ...at, violation, passes: new Map(passes) });
        },
      },
    },
    at.before,
  );
  return points;
}

/** Where an edit makes right what is wrong, and where it makes wrong what is right. */
export interface Split {
  readonly inside: readonly Point[];
  readonly outside: readonly Point[];
}

/**
 * By what is first in each round: what comes later may come of it. Undefined where that stays wrong, unless it comes of several passes: the
 * edit may be made in some of them.
 *
 * @param plain - runs under the page itself.
 * @param asItsRun - runs under the edit.
 */
export function splitBy(
  plain: (run: PageRun) => PageRun,
  asItsRun: (run: PageRun) => PageRun,
  rounds: readonly JudgedRound[],
  line: Line<Use> | undefined,
  work: Work,
): Split | undefined {
  return attempt(() => {
    const [inside, outside]: [Point[], Point[]] = [[], []];
    const waiting = [...rounds];
    const isHidden = rounds.some(({ before }) => !isToldBefore(before));
    const share = mostShare[isHidden ? 'hidden' : 'told'];
    const most = Math.min(work.most, work.numbers + share * work.most);
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { points, ...at } = next;
      // dearer rounds would tell more, and runs that are whole do so later
      if (work.numbers > most && inside.length > 0 && outside.length > 0) break;
      if (work.numbers > work.most) return undefined;
      const [before, after] = [points, pointsIn(asItsRun(at.run), at)].map(firstOf) as [Firsts, Firsts];
      const left = [...after].find(([key]) => before.has(key))?.[1];
      if (left !== undefined && !isOfPasses(left, line)) return undefined;
      if (left !== undefined) continue;
      // of a state that is not told, what follows goes on from what the edit has made of it
      const isFirst = points.size > 0 && !isToldBefore(at.before) && rounds.includes(next);
      if (isFirst) waiting.push(...roundsAfter(plain, asItsRun, at));
      inside.push(...before.values());
      outside.push(...after.values());
    }
    return { inside, outside };
  });
}

/** The rounds after one: each under the page itself where that makes it right, or else under an edit. */
function* roundsAfter(
  plain: (run: PageRun) => PageRun,
  edited: (run: PageRun) => PageRun,
  { run, index, before }: SeenAt,
): Generator<JudgedRound> {
  for (const { before: own } of followRun(plain(run), edited(run)))
    if (own.round > before.round)
      yield { run, index, before: own, points: pointsIn(plain(run), { run, index, before: own }) };
}

const isOfPasses = ({ passes, violation: { step } }: Point, line: Line<Use> | undefined): boolean =>
  step === undefined && line !== undefined && (passes.get(line.span.line) ?? 1) > 1;

type Firsts = JudgedRound['points'];

/** The points of the vector that is the first to be wrong. */
function firstOf(points: Firsts): Firsts {
  const [first] = points.values();
  const { quantity, step } = first?.violation ?? {};
  return new Map(
    [...points].filter(([, { violation }]) => violation.quantity === quantity && violation.step === step),
  );
}
