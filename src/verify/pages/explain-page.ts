/** Explains the failures of a method: the pages, and the edits of its page under which every run is right. */
import {
  parsePage,
  resolveNames,
  resolvePage,
  type Method,
  type Page,
} from '../../../spec/language/index.js';
import { choicesOf, editsOf, type Edit } from '../../equations/index.js';
import type { Explanation } from '../diagnosis/index.js';
import type { ComponentReport } from '../../judge/index.js';
import type { Suspicion } from '../report/verify-report.js';
import { followRound } from './follow-round.js';
import { followRun, judgePageRun } from './judge-page-run.js';
import type { FollowedRound, PageRun, RoundBefore } from './page-run.js';
import { otherPages } from './other-pages.js';
import { solvedEdits } from './solved.js';
import { asRunsOf, attempt, explains, gradientsOf, isOf, type JudgedPageRun, type Work } from './try-page.js';
import { roundingOf } from './rounding-only.js';
import { whereOnly } from './where-only.js';

export type { JudgedPageRun };

/** How many gradients of rounds are followed: a report that says less is better than one that does not come. */
const mostGradients = 30_000;

/** No more are named: runs cannot tell them apart. */
const longestList = 3;
/** How many pages are tried that differ in two places. */
const mostPairs = 3000;
/** The first round that is not as the page says, and what is wrong in it. */
interface Frontier {
  readonly run: PageRun;
  readonly before: RoundBefore;
  readonly problem: string;
  /** The first number that is wrong. */
  readonly wrong: ComponentReport | undefined;
}

/**
 * What a program computes: another page, or the first edits of this one, the plainest first, under which all runs are right, those that pass as well. If there is
 * none, those that hold at some times, or in some runs, alone, and then two at once. Only an edit that explains the first wrong value of the first
 * failing run can be one of these.
 *
 * @param page - its text.
 * @param others - the texts of pages that the program may be of.
 */
export function explainPage(
  page: string,
  judged: readonly JudgedPageRun[],
  others: readonly string[] = [],
): Explanation {
  const method = resolvePage(parsePage(page));
  const workOf = ({ run: { rounds, dimension, page } }: JudgedPageRun): number =>
    rounds.length * dimension * page.method.lines.length;
  // a wrong edit is refuted by the first run or two
  const runs = judged.toSorted(
    (left, right) => Number(right.isFailing) - Number(left.isFailing) || workOf(left) - workOf(right),
  );
  const [first] = runs;
  if (first?.isFailing !== true) return { suspicions: [], byCase: new Map(), ...undecidedOf(method, runs) };
  const pages = [...otherPages(others, method, first.run)]
    .filter(({ asItsRun }) => attempt(() => isOf(runs, asItsRun)))
    .toSorted((left, right) => left.size - right.size)
    .map(({ suspicion }) => suspicion)
    .slice(0, longestList);
  const rounding = pages.length > 0 ? undefined : roundingOf(runs);
  if (rounding !== undefined) return explained([rounding], first.id, runs);
  const work: Work = { tried: 0, gradients: 0 };
  const found = search(method, runs, first.run, longestList - pages.length, work);
  const edits = found.map(({ id, should, is, condition, line }): Suspicion => ({
    id: `page/${id}`,
    mistake: `the program computes ${is} where line ${line} of the page has ${should}${condition === undefined ? '' : `, ${condition}`}`,
    fix: `compute ${should}, or correct the page if it is the page that is wrong.`,
    formula: { should, is: condition === undefined ? is : `${is}   ${condition}` },
  }));
  const all = [...pages, ...edits];
  if (all.length > 0) return explained(all, first.id, runs);
  return {
    suspicions: [],
    byCase: new Map(),
    search: { tried: work.tried, isWhole: work.gradients <= mostGradients },
  };
}

/** The choices that went the same way in every run: no run is wrong without the other way. */
function undecidedOf(method: Method, runs: readonly JudgedPageRun[]): Pick<Explanation, 'undecided'> {
  const choices = runs.length === 0 ? [] : [...choicesOf(method)];
  if (choices.length === 0) return {};
  const verdicts = runs.map(({ run }) => judgePageRun(run, true).verdict);
  const isSame = (page: Page): boolean | undefined =>
    attempt(() => {
      const asItsRun = asRunsOf(resolveNames(page));
      return runs.every(({ run }, index) => judgePageRun(asItsRun(run), true).verdict === verdicts[index]);
    });
  const undecided = choices.filter(({ page }) => isSame(page)).map(({ words }) => words);
  return undecided.length === 0 ? {} : { undecided };
}

/** The same of all runs that fail. */
function explained(
  suspicions: readonly Suspicion[],
  best: string,
  runs: readonly JudgedPageRun[],
): Explanation {
  const failing = runs.filter(({ isFailing }) => isFailing);
  return { suspicions, best, byCase: new Map(failing.map(({ id }) => [id, suspicions])) };
}

/** @param most - how many: fewer than the list has place for where pages explain the runs, and then whole ones alone. */
function search(
  method: Method,
  runs: readonly JudgedPageRun[],
  first: PageRun,
  most: number,
  work: Work,
): readonly Edit[] {
  const frontier = frontierOf(asRunsOf(method, true)(first));
  const explaining: Edit[] = [];
  /** Edits that explain the first wrong value. */
  const partial: Edit[] = [];
  const isRight = (edit: Edit): boolean => {
    if (frontier !== undefined && edit.isOfRounds) {
      if (!clears(edit, frontier)) return false;
      partial.push(edit);
    }
    return explains(edit.page, runs, work);
  };
  const take = (edits: Iterable<Edit>, limit = mostGradients): boolean => {
    for (const edit of edits) {
      if (explaining.length === most) return true;
      if (work.gradients > limit) break;
      work.tried += 1;
      if (isRight(edit)) explaining.push(edit);
    }
    return explaining.length > 0;
  };
  if (take(editsOf(method), 0.7 * mostGradients) || most < longestList) return explaining;
  if (frontier !== undefined && take(solvedAt(method, frontier, work))) return explaining;
  const local = [...partial];
  const conditional = local.length > 0 ? local : [...editsOf(method)].slice(0, mostPairs / 4);
  if (take(conditional.flatMap(({ under }) => under?.() ?? []))) return explaining;
  const failing = runs.filter(({ isFailing }) => isFailing);
  for (const edit of local) {
    if (work.gradients > mostGradients) break;
    if (!explains(edit.page, failing, work)) continue;
    const words = whereOnly(
      method,
      failing,
      runs.filter((one) => !one.isFailing && !explains(edit.page, [one], work)),
    );
    if (words !== undefined) return [{ ...edit, condition: words, id: `${edit.id}, ${words}` }];
  }
  const settling = local.filter((edit) => settles(edit, failing, frontier?.wrong?.quantity));
  const others = local.filter((edit) => !settling.includes(edit));
  take(pairs([...settling.toSorted(byLength), ...others.toSorted(byLength)]));
  return explaining.toSorted(byLength);
}

/** Shorter formulas are plainer. */
const byLength = (left: Edit, right: Edit): number => left.is.length - right.is.length;

/** Two edits at once, the first of which explains something. */
function* pairs(partial: readonly Edit[]): Generator<Edit> {
  let count = 0;
  for (const one of partial) {
    for (const other of editsOf(resolveNames(one.page))) {
      count += 1;
      if (count > mostPairs) return;
      if (other.line === one.line) continue;
      const [should, is] = [`${one.should};  ${other.should}`, `${one.is};  ${other.is}`];
      const { condition, isOfRounds } = other;
      yield {
        ...{ ...one, id: `${one.id} and ${other.id}`, should, is, page: other.page, isOfRounds },
        ...(condition === undefined ? {} : { condition }),
      };
    }
  }
}

/** Whether a vector is right in all runs under an edit, whatever the others are: where each is reported, each has a mistake of its own. */
function settles(
  { page }: Edit,
  runs: readonly JudgedPageRun[],
  quantity: string | undefined,
): boolean | undefined {
  return attempt(() => {
    const asItsRun = asRunsOf(resolveNames(page), true);
    for (const { run } of runs) {
      for (const { followed } of followRun(asItsRun(run)))
        if (followed.violations.some((one) => one.quantity === quantity)) return false;
    }
    return true;
  });
}

/** Where a run first differs; undefined where that is its start, or nothing that pages are about. */
function frontierOf(run: PageRun): Frontier | undefined {
  for (const { before, followed } of followRun(run)) {
    const problem = problemsOf(followed)[0];
    if (problem !== undefined) return { run, before, problem, wrong: followed.violations[0] };
  }
  return undefined;
}

/** What is wrong in a round. */
const problemsOf = ({ violations, stray }: FollowedRound): readonly string[] => [
  ...violations.map(({ equation, step, quantity }) => `${equation} ${step ?? ''} ${quantity}`),
  ...(stray.length === 0 ? [] : ['a gradient that nothing asks for']),
];

function clears({ page }: Edit, frontier: Frontier): boolean {
  const followed = attempt(() => roundUnder(page, frontier));
  return followed !== undefined && !problemsOf(followed).includes(frontier.problem);
}

/** The round of a frontier under another page; undefined where something is wrong before it. */
function roundUnder(
  page: Page,
  { run, before }: Pick<Frontier, 'run' | 'before'>,
): FollowedRound | undefined {
  const edited = asRunsOf(resolveNames(page), true)(run);
  const isTold = [...before.states.values()].every(({ errors }) =>
    errors.every((error) => error?.numerator === 0n),
  );
  if (isTold) return followRound(edited, before);
  // what is not reported is what the edit has made of it
  for (const { before: own, followed } of followRun(edited)) {
    if (own.round === before.round) return followed;
    if (followed.violations.length > 0) return undefined;
  }
  return undefined;
}

/** The edits with a number of its own that explain the first wrong one, where that is reported. */
function* solvedAt(method: Method, { run, before, wrong }: Frontier, work: Work): Generator<Edit> {
  const { quantity = '', component = 0 } = wrong ?? {};
  const reported = before.seen.states.get(quantity);
  const wanted = reported?.[component];
  if (reported === undefined || wanted === undefined) return;
  const states = new Map([...before.seen.states].filter(([name]) => name !== quantity));
  const seen = { ...before.seen, states };
  const hidden = {
    run: { ...run, rounds: run.rounds.with(before.round, seen) },
    before: { ...before, seen },
  };
  yield* solvedEdits(
    method,
    (page) => {
      work.gradients += gradientsOf([seen]);
      if (work.gradients > mostGradients) return undefined;
      return attempt(() => roundUnder(page, hidden))?.states.get(quantity)?.value[component];
    },
    wanted,
  );
}
