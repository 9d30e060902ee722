/** The search for edits of a page under which all runs are right. */
import { resolveNames, type Method } from '../../../spec/language/index.js';
import {
  andWords,
  begunAnew,
  editsOf,
  reportingOf,
  reportsOf,
  steppedBy,
  type Edit,
} from '../../equations/index.js';
import type { ComponentReport } from '../../judge/index.js';
import { countedEdits } from './counted.js';
import { conditionsOf, withExtras } from './edits-at-times.js';
import { clears, concernedBy, frontierOf, type Frontier } from './frontier.js';
import { followRun } from './judge-page-run.js';
import { judgedRounds, type JudgedRound } from './places.js';
import { isLinearPage } from './read-number.js';
import { rememberedEdits, solvedEdits } from './solved.js';
import { asRunsOf, attempt } from './as-runs.js';
import { explains, rightRuns, type JudgedPageRun, type Work } from './try-page.js';

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

/** Whether the first wrong value is right under an edit. */
const isNear = ({ page }: Edit, frontier: Frontier): boolean =>
  attempt(() => clears(asRunsOf(resolveNames(page), true), frontier)) ?? false;

/** How much of all work may go on whether edits settle a vector, on what is wrong besides, and on the nearest edit. */
const [settlingShare, pairsShare, nearestShare] = [0.1, 0.45, 0.1];

/** The first edits that explain all runs, the plainest first; or the nearest one. */
export function searchEdits({
  method,
  runs,
  frontier,
  most,
  isFound,
  work,
  optimizers,
}: Search): readonly Edit[] {
  const explaining: Edit[] = [];
  /** Edits that explain the first wrong value. */
  const partial: Edit[] = [];
  const isRight = (edit: Edit, isNearEnough: boolean): boolean => {
    if (frontier !== undefined && edit.isOfRounds) {
      if (!isNear(edit, frontier)) return false;
      partial.push(edit);
    }
    return explains(edit.page, runs, isNearEnough);
  };
  /** Once something explains, others as plain as that are worth no more than finding it has cost. */
  let enough = Infinity;
  const take = (
    edits: Iterable<Edit>,
    limit = work.most,
    isFormula = false,
    isNearEnough = false,
  ): boolean => {
    for (const edit of edits) {
      if (explaining.length === most) return true;
      if (work.numbers > Math.min(limit, enough)) break;
      // of formulas that give the same numbers the shortest
      if (isFormula && edit.is.length > (explaining[0]?.is.length ?? Infinity)) break;
      work.tried += 1;
      if (!isRight(edit, isNearEnough)) continue;
      explaining.push(edit);
      enough = Math.min(enough, 2 * work.numbers);
    }
    return explaining.length > 0;
  };
  const isConcerned = frontier && concernedBy(method, frontier);
  const share = isFound ? 0.1 : 0.6;
  if (take(editsOf(method, isConcerned), work.numbers + share * work.most) || isFound) return explaining;
  const local = [...partial];
  let known: readonly JudgedRound[] | undefined;
  const judged = (): readonly JudgedRound[] => (known ??= judgedRounds(asRunsOf(method, true), runs));
  const conditional = conditionsOf(method, judged, work);
  /** The first of these. */
  const takeSome = (edits: readonly Edit[]): boolean => {
    for (const edit of edits) {
      work.tried += 1;
      if (explains(edit.page, runs)) explaining.push(edit);
      if (explaining.length === most) break;
    }
    return explaining.length > 0;
  };
  const extended = (edit: Edit): Edit => withExtras(method, edit);
  const counted = countedEdits(method, judged());
  if (take(counted.everywhere.map(extended))) return explaining;
  if (frontier !== undefined && take(begunAnew(method, frontier.before.counter - 1))) return explaining;
  const atTimes = conditional(local, false);
  if (takeSome(atTimes.sure)) return explaining;
  // a vector that is right in all runs has no other mistake: what is wrong besides is one of its own
  const state = method.states.find(({ name }) => name.name === frontier?.wrong?.quantity)?.name.name;
  const limit = work.numbers + settlingShare * work.most;
  const isOver = (): boolean => work.numbers > limit;
  const settling = state === undefined ? [] : local.filter((edit) => settles(edit, runs, state, isOver));
  const mostPairs = work.numbers + pairsShare * work.most;
  if (take(pairs(settling.toSorted(byLength), runs, work, mostPairs), mostPairs))
    return explaining.toSorted(byLength);
  if (takeSome(atTimes.doubted)) return explaining;
  const isLinear = isLinearPage(method);
  const somewhere: Edit[] = [];
  for (const solved of frontier?.wrong === undefined ? [] : solvedEdits(method, runs, work, isConcerned)) {
    if (take(solved.everywhere.map(extended), Infinity, true, isLinear)) return explaining;
    somewhere.push(...solved.somewhere);
  }
  if (take(rememberedEdits(method, runs, isConcerned).map(extended), Infinity, true, isLinear))
    return explaining;
  const reporting = state === undefined ? undefined : attempt(() => reportingOf(method, state));
  if (state !== undefined && reporting !== undefined) {
    if (take(reportsOf(method, state, reporting))) return explaining;
    const isHere = (line: Method['lines'][number]): boolean => line === reporting.line;
    const extendedReport = (edit: Edit): Edit => reporting.asReport(withExtras(reporting.method, edit));
    for (const { everywhere } of solvedEdits(reporting.method, runs, work, isHere))
      if (take(everywhere.map(extendedReport), Infinity, true)) return explaining;
    if (take(rememberedEdits(reporting.method, runs, isHere).map(extendedReport))) return explaining;
  }
  if (take(steppedBy(method, optimizers(), isConcerned))) return explaining;
  const anywhere = conditional([...somewhere, ...counted.somewhere, ...local], true);
  if (takeSome([...anywhere.sure, ...anywhere.doubted])) return explaining;
  take(pairs(local.filter((edit) => !settling.includes(edit)).toSorted(byLength), runs, work, work.most));
  if (explaining.length > 0) return explaining.toSorted(byLength);
  const mostNear = work.numbers + nearestShare * work.most;
  const near = nearestOf(local, runs, () => work.numbers > mostNear);
  return near === undefined ? [] : [near];
}

/** Of edits that explain the first wrong value the one under which most failing runs are right within wide bounds: more than half of them, and no other is wrong. */
function nearestOf(
  edits: readonly Edit[],
  runs: readonly JudgedPageRun[],
  isOver: () => boolean,
): Edit | undefined {
  const failing = runs.filter(({ isFailing }) => isFailing).length;
  let [best, nearest]: [number, Edit | undefined] = [failing / 2, undefined];
  for (const edit of edits) {
    if (isOver()) break;
    const right = attempt(() => rightRuns(edit.page, runs, failing - best));
    if (right === undefined || right <= best) continue;
    const words = `in ${right} of ${failing} failing runs, and nothing explains all`;
    [best, nearest] = [right, { ...edit, condition: andWords(edit.condition, words) }];
  }
  return nearest;
}

/** What is said in fewer letters is plainer. */
const byLength = (left: Edit, right: Edit): number => lengthOf(left) - lengthOf(right);
const lengthOf = ({ is, condition = '', second }: Edit): number =>
  is.length + condition.length + (second === undefined ? 0 : lengthOf(second));

/** Two edits at once: the first explains something, and the second what is wrong then. */
function* pairs(
  partial: readonly Edit[],
  runs: readonly JudgedPageRun[],
  work: Work,
  most: number,
): Generator<Edit> {
  for (const one of partial) {
    const method = resolveNames(one.page);
    const asItsRun = asRunsOf(method, true);
    let frontier: Frontier | undefined;
    for (const { run } of runs) frontier ??= attempt(() => frontierOf(asItsRun(run)));
    if (frontier === undefined) continue;
    for (const other of editsOf(method, concernedBy(method, frontier))) {
      if (work.numbers > most) return;
      if (other.line === one.line || (other.isOfRounds && !isNear(other, frontier))) continue;
      const { page, isOfRounds } = other;
      yield { ...one, id: `${one.id} and ${other.id}`, page, isOfRounds, second: other };
    }
  }
}

/** Whether a vector is right in all runs under an edit, whatever the others are: where each is reported, each has a mistake of its own. */
function settles(
  { page }: Edit,
  runs: readonly JudgedPageRun[],
  quantity: string,
  isOver: () => boolean,
): boolean | undefined {
  return attempt(() => {
    const edited = resolveNames(page);
    const asItsRun = asRunsOf(edited, true);
    const others = new Set(edited.states.map(({ name }) => name.name).filter((name) => name !== quantity));
    // a question that the edit makes wrong is no mistake of another line
    const endsAt = (one: ComponentReport): boolean => !others.has(one.quantity);
    for (const { run } of runs) {
      for (const { followed } of followRun({ ...asItsRun(run), endsAt })) {
        if (isOver() || followed.violations.some(endsAt)) return false;
      }
    }
    return true;
  });
}
