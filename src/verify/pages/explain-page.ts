/** Explains the failures of a method: the edits of its page under which every run is right. */
import { parsePage, resolveNames, resolvePage } from '../../../spec/language/index.js';
import { editsOf, type Edit } from '../../equations/index.js';
import { AuxoptError } from '../../errors.js';
import type { Explanation } from '../diagnosis/index.js';
import type { Suspicion } from '../report/verify-report.js';
import { compilePage } from './compile-page.js';
import { judgePageRun } from './judge-page-run.js';
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
 * What a program computes: the first edits of the page, the plainest first, under which all runs are right, those that pass as well.
 *
 * @param page - its text.
 */
export function explainPage(page: string, judged: readonly JudgedPageRun[]): Explanation {
  const method = resolvePage(parsePage(page));
  const workOf = ({ run: { rounds, dimension } }: JudgedPageRun): number => rounds.length * dimension;
  // a wrong edit is refuted by the first run or two
  const runs = judged.toSorted(
    (left, right) => Number(right.isFailing) - Number(left.isFailing) || workOf(left) - workOf(right),
  );
  const [first] = runs;
  if (first?.isFailing !== true) return { suspicions: [], byCase: new Map() };
  const earliest = Math.min(...runs.map(({ round = Infinity }) => round));
  const found: Edit[] = [];
  for (const edit of editsOf(method)) {
    // under a condition only where nothing explains without one
    if (
      found.length === longestList ||
      (edit.condition !== undefined && found.some(({ condition }) => condition === undefined))
    )
      break;
    if (edit.from <= earliest && explains(edit, runs)) found.push(edit);
  }
  const suspicions = found.map(({ id, should, is, condition, line }): Suspicion => ({
    id: `page/${id}`,
    mistake: `the program computes ${is} where line ${line} of the page has ${should}${condition === undefined ? '' : `, ${condition}`}`,
    fix: `compute ${should}, or correct the page if it is the page that is wrong.`,
    formula: { should, is: condition === undefined ? is : `${is}   ${condition}` },
  }));
  const failing = runs.filter(({ isFailing }) => isFailing);
  return {
    suspicions,
    ...(suspicions.length === 0 ? {} : { best: first.id }),
    byCase: new Map(suspicions.length === 0 ? [] : failing.map(({ id }) => [id, suspicions])),
  };
}

function explains({ page }: Edit, runs: readonly JudgedPageRun[]): boolean {
  const [first] = runs;
  if (first === undefined) return false;
  try {
    const edited = compilePage(resolveNames(page), first.run.arithmetic);
    return runs.every(({ run }) => judgePageRun({ ...run, page: edited }, true).verdict !== 'fail');
  } catch (error) {
    if (error instanceof AuxoptError) return false; // no page, or none that is linear
    throw error;
  }
}
