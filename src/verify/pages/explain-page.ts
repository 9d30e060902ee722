/** Explains the failures of a method: the pages, and the edits of its page under which every run is right. */
import {
  parsePage,
  resolveNames,
  resolvePage,
  type Method,
  type Page,
} from '../../../spec/language/index.js';
import { choicesOf, editsOf, reportingOf, reportsOf, steppedBy, type Edit } from '../../equations/index.js';
import type { ComponentReport } from '../../judge/index.js';
import { nothing, type Explanation } from '../diagnosis/index.js';
import type { Suspicion } from '../report/verify-report.js';
import { withWordsOfEpoch } from './features.js';
import { countedEdits } from './counted.js';
import { conditionsOf, withExtras } from './edits-at-times.js';
import { clears, concernedBy, frontierOf, type Frontier } from './frontier.js';
import { followRun, judgePageRun } from './judge-page-run.js';
import { keptDraws } from './kept-draws.js';
import { judgedRounds, type JudgedRound } from './places.js';
import { otherStarts } from './other-starts.js';
import { otherPages, type OtherPage } from './other-pages.js';
import type { PageRun } from './page-run.js';
import { roundingOf } from './rounding-only.js';
import { isLinearPage } from './read-number.js';
import { rememberedEdits, solvedEdits } from './solved.js';
import {
  asRunsOf,
  attempt,
  explains,
  isOf,
  lengthOf,
  mostNumbers,
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
  return explainRuns(
    {
      method,
      others: (first) => otherPages(others, method, first),
      placeOf: (line) => `line ${line} of the page`,
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
  // a wrong edit is refuted by the first run or two
  const sorted = judged
    .toSorted(
      (left, right) => Number(right.isFailing) - Number(left.isFailing) || workOf(left) - workOf(right),
    )
    .map(withOwnQuestions);
  const [cheapest] = sorted;
  if (cheapest?.isFailing !== true) return nothing;
  const work: Work = { tried: 0, numbers: 0, most: mostNumbers / lengthOf(cheapest.run) };
  const runs = withDear(sorted, workOf).map((one) => ({ ...one, run: { ...one.run, meter: work } }));
  const [first = cheapest] = runs;
  const suspicionsOf = (edits: readonly Edit[]): readonly Suspicion[] =>
    edits.map(withWordsOfEpoch).map(({ id, should, is, condition, line, isReport = false }) => ({
      id: `page/${id}`,
      mistake: `the program ${isReport ? `reports ${is}` : `computes ${is} where ${placeOf(line)} has ${should}`}${condition === undefined ? '' : `, ${condition}`}`,
      fix: isReport ? 'Report the states that the next round starts from.' : fixOf(should),
      formula: { should, is: condition === undefined ? is : `${is}   ${condition}` },
    }));
  const roughly = asRunsOf(method, true);
  /** Whether the first failing run is right within wide bounds, which refutes most. */
  const isNear = ({ asItsRun }: OtherPage): boolean => {
    const own = asItsRun(first.run);
    if (own === first.run) return false;
    const { page } = own.page === first.run.page ? roughly(own) : own;
    for (const { followed } of followRun({ ...own, page, endsAt: () => true }))
      if (followed.violations.length > 0 && !followed.mayOverflow) return false;
    return true;
  };
  const frontier = frontierOf(roughly(first.run));
  const wrong = frontier?.wrong?.quantity ?? '';
  const isTold = ({ rounds }: PageRun): boolean => rounds.some(({ states }) => states.has(wrong));
  /** Whether a page has what is wrong first: one that does not explains nothing of it. */
  const tells = ({ asItsRun }: OtherPage): boolean => !isTold(first.run) || isTold(asItsRun(first.run));
  const pages = [
    ...others(first.run),
    ...otherStarts(method),
    ...keptDraws(method),
    ...unusedQuestions(first.run),
  ]
    .filter((one) => attempt(() => tells(one) && isNear(one) && isOf(sorted, one.asItsRun)))
    .toSorted((left, right) => left.size - right.size)
    .map(({ suspicion }) => suspicion)
    .slice(0, longestList);
  const rounding = pages.length > 0 ? undefined : roundingOf(sorted);
  if (rounding !== undefined) return explained([rounding], first.id, runs);
  const isFound = pages.length > 0;
  const edits = search({
    method,
    runs,
    frontier,
    most: longestList - pages.length,
    isFound,
    work,
    optimizers,
  });
  const all = [...pages, ...suspicionsOf(edits)];
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

/** What is searched. */
interface Search {
  readonly method: Method;
  readonly runs: readonly JudgedPageRun[];
  readonly frontier: Frontier | undefined;
  /** How many edits are asked for. */
  readonly most: number;
  /** Whether another page explains all: then an edit that does is worth a short search. */
  readonly isFound: boolean;
  readonly work: Work;
  readonly optimizers: () => readonly Method[];
}

function search({ method, runs, frontier, most, isFound, work, optimizers }: Search): readonly Edit[] {
  const explaining: Edit[] = [];
  /** Edits that explain the first wrong value. */
  const partial: Edit[] = [];
  const isRight = (edit: Edit, isSolved: boolean): boolean => {
    if (frontier !== undefined && edit.isOfRounds) {
      if (!clears(edit, frontier)) return false;
      partial.push(edit);
    }
    return explains(edit.page, runs, isSolved);
  };
  /** Once something explains, others as plain as that are worth no more than finding it has cost. */
  let enough = Infinity;
  const take = (edits: Iterable<Edit>, limit = work.most, isSolved = false): boolean => {
    for (const edit of edits) {
      if (explaining.length === most) return true;
      if (work.numbers > Math.min(limit, enough)) break;
      // of formulas that give the same numbers the shortest
      if (isSolved && edit.is.length > (explaining[0]?.is.length ?? Infinity)) break;
      work.tried += 1;
      if (!isRight(edit, isSolved)) continue;
      explaining.push(edit);
      enough = Math.min(enough, 2 * work.numbers);
    }
    return explaining.length > 0;
  };
  const isConcerned = frontier && concernedBy(method, frontier);
  const share = isFound ? 0.1 : 0.6;
  if (take(editsOf(method, isConcerned), work.numbers + share * work.most) || isFound) return explaining;
  const local = [...partial].toSorted(byLength);
  const failing = runs.filter(({ isFailing }) => isFailing);
  // a vector that is right in all runs has no other mistake: what is wrong besides is one of its own
  const settling = local.filter((edit) => settles(edit, failing, frontier?.wrong?.quantity, work));
  if (take(pairs(settling, runs, work))) return explaining.toSorted(byLength);
  let known: readonly JudgedRound[] | undefined;
  const judged = (): readonly JudgedRound[] => (known ??= judgedRounds(asRunsOf(method, true), runs));
  const conditional = conditionsOf(method, judged, work);
  /** The first of these that holds at some times alone. */
  const takeSome = (edits: readonly Edit[], isAny: boolean): boolean => {
    for (const edit of conditional(edits, isAny)) {
      work.tried += 1;
      if (explains(edit.page, runs)) explaining.push(edit);
      if (explaining.length === most) break;
    }
    return explaining.length > 0;
  };
  const extended = (edit: Edit): Edit => withExtras(method, edit);
  const counted = countedEdits(method, judged());
  if (take(counted.everywhere.map(extended))) return explaining;
  if (takeSome(local, false)) return explaining;
  const isLinear = isLinearPage(method);
  const somewhere: Edit[] = [];
  for (const solved of frontier?.wrong === undefined ? [] : solvedEdits(method, runs, work, isConcerned)) {
    if (take(solved.everywhere.map(extended), Infinity, isLinear)) return explaining;
    somewhere.push(...solved.somewhere);
  }
  if (take(rememberedEdits(method, runs, isConcerned).map(extended), Infinity, isLinear)) return explaining;
  const state = method.states.find(({ name }) => name.name === frontier?.wrong?.quantity)?.name.name;
  const reporting = state === undefined ? undefined : attempt(() => reportingOf(method, state));
  if (state !== undefined && reporting !== undefined) {
    if (take(reportsOf(method, state, reporting))) return explaining;
    const isHere = (line: Method['lines'][number]): boolean => line === reporting.line;
    const extendedReport = (edit: Edit): Edit => reporting.asReport(withExtras(reporting.method, edit));
    for (const { everywhere } of solvedEdits(reporting.method, runs, work, isHere))
      if (take(everywhere.map(extendedReport), Infinity)) return explaining;
    if (take(rememberedEdits(reporting.method, runs, isHere).map(extendedReport))) return explaining;
  }
  if (take(steppedBy(method, optimizers(), isConcerned))) return explaining;
  if (takeSome([...somewhere, ...counted.somewhere, ...local], true)) return explaining;
  take(
    pairs(
      local.filter((edit) => !settling.includes(edit)),
      runs,
      work,
    ),
  );
  return explaining.toSorted(byLength);
}

/** Shorter formulas are plainer. */
const byLength = (left: Edit, right: Edit): number => left.is.length - right.is.length;

/** Two edits at once: the first explains something, and the second what is wrong then. */
function* pairs(partial: readonly Edit[], runs: readonly JudgedPageRun[], work: Work): Generator<Edit> {
  for (const one of partial) {
    const method = resolveNames(one.page);
    const asItsRun = asRunsOf(method, true);
    let frontier: Frontier | undefined;
    for (const { run } of runs) frontier ??= attempt(() => frontierOf(asItsRun(run)));
    if (frontier === undefined) continue;
    for (const other of editsOf(method, concernedBy(method, frontier))) {
      if (work.numbers > work.most) return;
      if (other.line === one.line || (other.isOfRounds && !clears(other, frontier))) continue;
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
  work: Work,
): boolean | undefined {
  return attempt(() => {
    const asItsRun = asRunsOf(resolveNames(page), true);
    const endsAt = (one: ComponentReport): boolean => one.quantity === quantity;
    for (const { run } of runs) {
      for (const { followed } of followRun({ ...asItsRun(run), endsAt })) {
        if (work.numbers > work.most || followed.violations.some(endsAt)) return false;
      }
    }
    return true;
  });
}
