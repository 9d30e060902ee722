/** Explains the failures of a method: the pages, and the edits of its page under which every run is right. */
import {
  parsePage,
  resolveNames,
  resolvePage,
  type Method,
  type Page,
} from '../../../spec/language/index.js';
import { choicesOf, type Edit } from '../../equations/index.js';
import { nothing, type Explanation } from '../diagnosis/index.js';
import type { Formula, Suspicion } from '../report/verify-report.js';
import { withWordsOfEpoch } from './features.js';
import { frontierOf, type Frontier } from './frontier.js';
import { judgePageRun } from './judge-page-run.js';
import { keptDraws } from './kept-draws.js';
import { otherIndices } from './other-index.js';
import { otherStarts } from './other-starts.js';
import { otherPages, type OtherPage } from './other-pages.js';
import type { PageRun } from './page-run.js';
import { roundingOf } from './rounding-only.js';
import { searchEdits } from './search-edits.js';
import { asRunsOf, attempt } from './as-runs.js';
import {
  isOf,
  lengthOf,
  mostNumbers,
  nearness,
  questionsOf,
  withDear,
  withOwnQuestions,
  type JudgedPageRun,
  type Work,
} from './try-page.js';
import { unusedQuestions } from './unused-questions.js';

export type { JudgedPageRun };

/** No more are named: runs cannot tell them apart. */
const longestList = 3;

/** A method, and what the program may be in its place. */
export interface Explained {
  readonly method: Method;
  readonly others: (first: PageRun) => Iterable<OtherPage>;
  /** Where a line stands, in words. */
  readonly placeOf: (line: number) => string;
  /** What to do about a line. */
  readonly fixOf: (should: string) => string;
  /** Whose steps a program may have made in the place of a move. */
  readonly optimizers?: () => readonly Method[];
}

/**
 * What a program computes: see {@link explainRuns}.
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
  if (!judged.some(({ isFailing }) => isFailing)) return { ...nothing, ...undecidedOf(method, judged) };
  const placeOf = (line: number): string => `line ${line} of the page`;
  return explainRuns(
    {
      method,
      others: (first) => [...otherPages(others, method, first), ...otherIndices(method, judged, placeOf)],
      placeOf,
      fixOf: (should) => `compute ${should}, or correct the page if it is the page that is wrong.`,
    },
    judged,
  );
}

/**
 * What a program computes: another page, or the first edits of this one, the plainest first, under which all runs are right, those that pass as well. If there is
 * none, those that hold at some times, or in some runs, alone, and then two at once. Only an edit that explains the first wrong value of the first
 * failing run can be one of these.
 */
export function explainRuns(
  { method, others, placeOf, fixOf, optimizers = () => [] }: Explained,
  judged: readonly JudgedPageRun[],
): Explanation {
  const workOf = ({ run: { rounds, dimension, page } }: JudgedPageRun): number =>
    rounds.length * dimension * page.method.lines.length;
  const isOfTape = ({ run }: JudgedPageRun): number => Number(run.computed !== undefined);
  // a wrong edit is refuted by the first run or two; a tape says nothing of another draw than its own
  const sorted = judged
    .toSorted(
      (left, right) =>
        Number(right.isFailing) - Number(left.isFailing) ||
        isOfTape(left) - isOfTape(right) ||
        workOf(left) - workOf(right),
    )
    .map(withOwnQuestions);
  const [cheapest] = sorted;
  if (cheapest?.isFailing !== true) return nothing;
  const work: Work = { tried: 0, numbers: 0, most: mostNumbers / lengthOf(cheapest.run) };
  const runs = withDear(sorted, workOf).map((one) => ({ ...one, run: { ...one.run, meter: work } }));
  const [first = cheapest] = runs;
  const suspicionsOf = (edits: readonly Edit[]): readonly Suspicion[] =>
    distinct(edits.map(withWordsOfEpoch)).map(({ second, ...edit }) => ({
      id: `page/${edit.id}`,
      mistake: `the program ${[edit, ...(second ? [second] : [])].map((one) => wordsOf(one, placeOf)).join(', and ')}`,
      fix: edit.isReport === true ? 'Report the states that the next round starts from.' : fixOf(dueOf(edit)),
      formula: formulaOf(edit),
      ...(second && { second: formulaOf(second) }),
    }));
  const roughly = asRunsOf(method, true);
  // a gradient too many shows in a later round: the first run may be too short
  let frontier: Frontier | undefined;
  for (const { run, isFailing } of runs) if (isFailing) frontier ??= attempt(() => frontierOf(roughly(run)));
  const wrong = frontier?.wrong?.quantity ?? '';
  const toldIn = ({ rounds }: PageRun): readonly string[] => [...(rounds.at(-1)?.states.keys() ?? [])];
  const told = toldIn(first.run);
  /** Whether the first failing run is right within wide bounds, which refutes most, and has what is wrong in it, or as much by other names. */
  const isNear = ({ asItsRun }: OtherPage): boolean => {
    const own = asItsRun(first.run);
    if (own === first.run) return false;
    const names = toldIn(own);
    if (told.includes(wrong) && !names.includes(wrong) && names.length < told.length) return false;
    return nearness(own.page === first.run.page ? roughly(own) : own) !== 'wrong';
  };
  const sizeOf = ({ size = method.states.length + method.lines.length }: OtherPage): number => size;
  const pages = [
    ...others(first.run),
    ...otherStarts(method),
    ...keptDraws(method),
    ...unusedQuestions(frontier?.run ?? first.run),
  ]
    .filter((one) => attempt(() => isNear(one) && isOf(sorted, one.asItsRun)))
    .toSorted((left, right) => sizeOf(left) - sizeOf(right))
    .map(({ suspicion }) => suspicion)
    .slice(0, longestList);
  const rounding = pages.length > 0 ? undefined : roundingOf(sorted);
  if (rounding !== undefined) return explained([rounding], first.id, runs);
  const isFound = pages.length > 0;
  const edits = searchEdits({
    method,
    runs,
    frontier,
    most: longestList - pages.length,
    isFound,
    work,
    optimizers,
  });
  // a program asks for what it uses
  const asked = new Map(edits.map((edit) => [edit, questionsOf(edit.page, first.run)]));
  const sure = edits.toSorted((left, right) => (asked.get(right) ?? 0) - (asked.get(left) ?? 0));
  const all = [...pages, ...suspicionsOf(sure)];
  if (all.length > 0) return explained(all, first.id, runs);
  return {
    ...nothing,
    search: { tried: work.tried, isWhole: work.numbers <= work.most },
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

/** Edits that say another thing each: of the places where a line may stand the nearest. */
const distinct = (edits: readonly Edit[]): readonly Edit[] => {
  const said = ({ should, is, condition, second }: Edit): unknown =>
    is === should ? is : [should, is, condition, second && said(second)];
  return [
    ...new Map(edits.toReversed().map((edit) => [JSON.stringify(said(edit)), edit])).values(),
  ].toReversed();
};

const formulaOf = ({ should, is, condition }: Edit): Formula => ({
  ...{ should, is },
  ...(condition !== undefined && { condition }),
});

/** What a program does, as the rest of a sentence. */
function wordsOf({ should, is, condition, line, isReport }: Edit, placeOf: Explained['placeOf']): string {
  const words = condition === undefined ? '' : `, ${condition}`;
  if (isReport === true) return `reports ${is}${words}`;
  if (is === '') return `leaves out ${should}, ${placeOf(line)}${words}`;
  if (is === should) return `computes ${should}, ${placeOf(line)}${words}`;
  return `computes ${is} where ${placeOf(line)} has ${should}${words}`;
}

/** What is to be computed. */
const dueOf = ({ should, is }: Edit): string =>
  is === should ? `${should} at its place on the page` : should;
