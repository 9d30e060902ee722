/** Explains the failures of a method: the pages, and the edits of its page, under which every run is right. */
import { parsePage, resolveNames, resolvePage } from '../../../spec/language/index.js';
import { editsOf, type Edit } from '../../equations/index.js';
import { AuxoptError } from '../../errors.js';
import type { Explanation } from '../diagnosis/index.js';
import type { Suspicion } from '../report/verify-report.js';
import { compilePage } from './compile-page.js';
import { judgePageRun } from './judge-page-run.js';
import { otherPages } from './other-pages.js';
import type { PageRun } from './page-run.js';

/** A run that was judged. */
export interface JudgedPageRun {
  readonly id: string;
  readonly isFailing: boolean;
  /** The first round with a violation. */
  readonly round?: number | undefined;
  readonly run: PageRun;
}

/** No more are named: runs cannot tell them apart. */
const longestList = 3;

/**
 * What a program computes: another page, or the first edits of this one, the plainest first, under which all runs are right, those that pass as well.
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
  const workOf = ({ run: { rounds, dimension } }: JudgedPageRun): number => rounds.length * dimension;
  // a wrong edit is refuted by the first run or two
  const runs = judged.toSorted(
    (left, right) => Number(right.isFailing) - Number(left.isFailing) || workOf(left) - workOf(right),
  );
  const [first] = runs;
  if (first?.isFailing !== true) return { suspicions: [], byCase: new Map() };
  const suspicions: Suspicion[] = [];
  for (const { suspicion, asItsRun } of otherPages(others, method, first.run))
    if (suspicions.length < longestList && explains(runs, asItsRun)) suspicions.push(suspicion);
  const earliest = Math.min(...runs.map(({ round = Infinity }) => round));
  let isUnconditional = suspicions.length > 0;
  for (const edit of editsOf(method)) {
    // under a condition only where nothing explains without one
    if (suspicions.length === longestList || (edit.condition !== undefined && isUnconditional)) break;
    const asItsRun = edit.from <= earliest ? edited(edit, first.run) : undefined;
    if (asItsRun === undefined || !explains(runs, asItsRun)) continue;
    suspicions.push(suspicionOf(edit));
    isUnconditional ||= edit.condition === undefined;
  }
  const failing = runs.filter(({ isFailing }) => isFailing);
  return {
    suspicions,
    ...(suspicions.length === 0 ? {} : { best: first.id }),
    byCase: new Map(suspicions.length === 0 ? [] : failing.map(({ id }) => [id, suspicions])),
  };
}

const suspicionOf = ({ id, should, is, condition, line }: Edit): Suspicion => ({
  id: `page/${id}`,
  mistake: `the program computes ${is} where line ${line} of the page has ${should}${condition === undefined ? '' : `, ${condition}`}`,
  fix: `compute ${should}, or correct the page if it is the page that is wrong.`,
  formula: { should, is: condition === undefined ? is : `${is}   ${condition}` },
});

/** The run as one of the edited page; undefined where that is none. */
function edited({ page }: Edit, { arithmetic }: PageRun): ((run: PageRun) => PageRun) | undefined {
  try {
    const other = compilePage(resolveNames(page), arithmetic);
    return (run) => ({ ...run, page: other });
  } catch (error) {
    if (error instanceof AuxoptError) return undefined;
    throw error;
  }
}

/**
 * Whether runs are right if they are of another page: none fails, and of those that failed more pass than stay undecided. An enclosure that
 * holds everything explains nothing.
 */
function explains(runs: readonly JudgedPageRun[], asItsRun: (run: PageRun) => PageRun): boolean {
  let [passed, undecided] = [0, 0];
  try {
    for (const { run, isFailing } of runs) {
      const { verdict } = judgePageRun(asItsRun(run), true);
      if (verdict === 'fail') return false;
      if (isFailing && verdict === 'pass') passed += 1;
      if (isFailing && verdict === 'unsupported') undecided += 1;
    }
  } catch (error) {
    if (error instanceof AuxoptError) return false; // a division by zero
    throw error;
  }
  return passed > undecided;
}
