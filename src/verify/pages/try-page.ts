/** Whether runs are right under another page: what every explanation is tried by. */
import { resolveNames, type Method, type Page } from '../../../spec/language/index.js';
import { absolute } from '../../../spec/algebra/index.js';
import { memoized } from '../../equations/index.js';
import { bitLength } from '../../exact/exact-number.js';
import { ratioField } from '../../exact/index.js';
import { asRunsOf, attempt } from './as-runs.js';
import { clears, frontierOf, isVagueOf } from './frontier.js';
import { followRun, judgePageRun } from './judge-page-run.js';
import type { Meter, PageRun } from './page-run.js';
import type { AskedQuestion } from './question-book.js';

/** A run that was judged. */
export interface JudgedPageRun {
  readonly id: string;
  readonly isFailing: boolean;
  readonly run: PageRun;
  /** Whether it is one of the few that cost more than all others: it is held to what explains the others within wide bounds. */
  readonly isDear?: boolean;
}

/** Counts what a search tries, and what that costs. */
export interface Work extends Meter {
  tried: number;
  /** How many numbers are made at most: a report that says less is better than one that does not come. */
  readonly most: number;
}

export const mostNumbers = 2_000_000;

/** Bits of a number that is no longer than most. */
const ordinaryBits = 2048;

/** How many times as long as ordinary numbers those are that a run reports: so much more do its gradients cost. */
export function lengthOf({ rounds }: PageRun): number {
  const numbers = rounds.flatMap(({ states }) => [...states.values()].flatMap(([one]) => one ?? []));
  const bits = numbers.flatMap((one) => [
    bitLength(absolute(ratioField, one).numerator),
    bitLength(one.denominator),
  ]);
  return Math.max(1, Math.max(0, ...bits) / ordinaryBits);
}

/** What the runs that are not dear cost at most, of all. */
const cheapShare = 0.25;

/** The runs, of which the dearest are told apart: those beyond a share of all work, of failing and of passing ones. */
export function withDear(
  runs: readonly JudgedPageRun[],
  workOf: (one: JudgedPageRun) => number,
): readonly JudgedPageRun[] {
  return [true, false].flatMap((isFailing) => {
    const own = runs.filter((one) => one.isFailing === isFailing);
    const most = cheapShare * own.reduce((sum, one) => sum + workOf(one), 0);
    let work = 0;
    return own.map((one, i) => ({ ...one, isDear: i > 0 && (work += workOf(one)) > most }));
  });
}

/**
 * Whether runs are right: roughly first, which most edits are refuted by.
 *
 * @param isNearEnough - whether that will do: for a number that was read off, of which nobody knows how it is computed.
 */
export function explains(page: Page, runs: readonly JudgedPageRun[], isNearEnough = false): boolean {
  return (isNearEnough ? [true] : [true, false]).every((isCoarse) =>
    attempt((): boolean => {
      const asItsRun = asRunsOf(resolveNames(page), isCoarse);
      if (!isCoarse)
        return isOf(
          runs.filter(({ isDear }) => isDear !== true),
          asItsRun,
        );
      let [sure, doubted] = [0, 0];
      const failing = runs.filter(({ isFailing }) => isFailing).length;
      for (const { run, isFailing } of runs) {
        const near = nearness(asItsRun(run));
        if (near === 'wrong') return false;
        if (isFailing && near === 'right') sure += 1;
        else if (isFailing) doubted += 1;
        if (isNearEnough && doubted > 0 && 2 * doubted >= failing) return false;
      }
      // what may be anything explains nothing
      return !isNearEnough || sure > doubted;
    }),
  );
}

/** How many failing runs are right under a page within wide bounds; undefined where more than so many are wrong, or one that passes. */
export function rightRuns(page: Page, runs: readonly JudgedPageRun[], mostWrong: number): number | undefined {
  const asItsRun = asRunsOf(resolveNames(page), true);
  let [right, wrong] = [0, 0];
  for (const { run, isFailing } of runs) {
    const near = attempt(() => nearness(asItsRun(run))) ?? 'doubted';
    if (near === 'wrong' && (!isFailing || ++wrong > mostWrong)) return undefined;
    if (isFailing && near === 'right') right += 1;
  }
  return right;
}

const roughlyOf = memoized((method: Method) => asRunsOf(method, true));
/** What is wrong first in a run of its own page. */
const wrongIn = memoized((run: PageRun) => attempt(() => frontierOf(roughlyOf(run.page.method)(run))));

/**
 * Whether runs are right if they are of another page: none fails, and of those that failed more pass than stay undecided. An enclosure that
 * holds everything explains nothing. Runs whose tape lacks a draw of the page say nothing.
 */
export function isOf(runs: readonly JudgedPageRun[], asItsRun: (run: PageRun) => PageRun): boolean {
  let [passed, undecided] = [0, 0];
  let failing = runs.filter(({ isFailing }) => isFailing).length;
  for (const { run, isFailing } of runs) {
    const { verdict, lacksDraw } = judgePageRun(asItsRun(run), true);
    if (verdict === 'fail') return false;
    if (isFailing && lacksDraw) {
      failing -= 1;
      continue;
    }
    if (isFailing && verdict === 'pass') passed += 1;
    // NaN is what an honest program may have where a run is undecided
    const isReadable = run.rounds.every(({ unreadable }) => unreadable === undefined);
    if (isFailing && verdict === 'unsupported' && isReadable) {
      // what decides nothing may be another line than the one that was wrong; with a tape it may be anything
      const wrong = run.computed === undefined ? wrongIn(run) : undefined;
      if (wrong !== undefined && attempt(() => clears(asItsRun, wrong, true)) === true) passed += 1;
      else undecided += 1;
    }
    if (undecided > 0 && 2 * undecided >= failing) return false;
  }
  return passed > undecided || !runs.some(({ isFailing }) => isFailing);
}

/** Whether every value is right within wide bounds; with these, two questions may be taken for each other. */
export function nearness(run: PageRun): 'right' | 'doubted' | 'wrong' {
  let isDoubted = false;
  const isGiven = run.rounds.some((one) => one.isGiven === true);
  const watch: PageRun['watch'] = {
    compared: (_, known, actual) => {
      isDoubted ||= !isGiven && isVagueOf(known, actual);
      return false;
    },
  };
  for (const { followed } of followRun({ ...run, watch, endsAt: () => true })) {
    if (followed.violations.length > 0) return followed.mayOverflow() ? 'doubted' : 'wrong';
    isDoubted ||= followed.doubt !== undefined;
  }
  return isDoubted ? 'doubted' : 'right';
}

/** The run with what it asked for the gradients of its own page: an edited page that leaves one out is not refuted by the question. */
export function withOwnQuestions(judged: JudgedPageRun): JudgedPageRun {
  const { run } = judged;
  let known: ReadonlySet<AskedQuestion> | undefined;
  const isOfPage = (question: AskedQuestion): boolean => (known ??= ownQuestions(run)).has(question);
  return { ...judged, run: { ...run, isOfPage } };
}

/** How many of the questions of a run a page has. */
export function questionsOf(page: Page, { isOfPage: _, ...run }: PageRun): number {
  return attempt(() => ownQuestions(asRunsOf(resolveNames(page), true)(run)).size) ?? 0;
}

function ownQuestions(run: PageRun): ReadonlySet<AskedQuestion> {
  const all = new Set(run.rounds.flatMap(({ questions }) => questions));
  let ahead: readonly AskedQuestion[] = [];
  for (const { followed } of followRun(asRunsOf(run.page.method, true)(run))) {
    for (const question of followed.stray) all.delete(question);
    ({ ahead } = followed);
  }
  for (const question of ahead) all.delete(question);
  return all;
}
