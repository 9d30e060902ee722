/** Where vectors are compared with what a program reports or asks: what numbers are read off. */
import type { Method } from '../../../spec/language/index.js';
import type { ComponentReport } from '../../judge/index.js';
import { spread } from '../spread.js';
import { isToldBefore } from './frontier.js';
import { followRun } from './judge-page-run.js';
import { numberIn, type ComparedPlace, type PageRun, type RoundBefore } from './page-run.js';
import { asRunsOf } from './as-runs.js';
import type { JudgedPageRun } from './try-page.js';

/** A vector that is compared with what was reported or asked. */
export interface Place {
  readonly run: PageRun;
  readonly before: RoundBefore;
  readonly at: ComparedPlace;
  /** The pass of each line, by its place on the page, that made it. */
  readonly passes: ReadonlyMap<number, number | undefined>;
  /** The coordinates that are wrong. */
  readonly wrong: ReadonlySet<number | undefined>;
}

/** No more places are read, wrong and right ones: a formula that holds for these is tried on all runs. */
const mostPlaces = { wrong: 12, right: 6 };

/**
 * Where vectors are compared that are the first to be wrong in some rounds, and wrong, or right: of many the cheaper ones, from all rounds and of all sizes.
 *
 * @param isTold - only where all states before the round were told; else what was not told is as the page has it.
 */
export function placesOf(
  method: Method,
  runs: readonly JudgedPageRun[],
  isTold = true,
): Readonly<Record<'wrong' | 'right', readonly Place[]>> {
  const asItsRun = asRunsOf(method, true);
  /** Those that are the first to be wrong in a round. */
  const quantities = new Set<string>();
  // a run with a tape tells nothing of its passes
  const asked = runs.filter(({ run }) => run.computed === undefined);
  const telling = asked.some(({ isFailing }) => isFailing) ? asked : runs;
  const everywhere = telling.flatMap(({ run }) => {
    const compared: Omit<Place, 'run' | 'before' | 'wrong'>[] = [];
    const passes = new Map<number, number | undefined>();
    const watch: PageRun['watch'] = {
      made: ({ span }, frame) => passes.set(span.line, frame.passes.at(-1)),
      compared: (at) => {
        // a point is asked before its line is made
        const asking = at.question && ([at.question.line, at.step] as const);
        compared.push({ at, passes: new Map(asking ? [...passes, asking] : passes) });
        return false;
      },
    };
    const found: Place[] = [];
    for (const { before, followed } of followRun({ ...asItsRun(run), watch })) {
      // a draw that is taken for another one has no number
      const first = followed.violations.find(({ equation }) => !equation.startsWith('AUDIT'));
      if (first !== undefined) quantities.add(first.quantity);
      // nobody knows with which a a first estimate is made
      const isKnown = before.seen.isGiven !== true && before.seen.stands === undefined;
      for (const one of isKnown && (!isTold || isToldBefore(before)) ? compared : [])
        found.push({ ...one, ...{ run, before }, wrong: wrongAt(followed.violations, one.at) });
      compared.length = 0;
      passes.clear();
    }
    return found;
  });
  const all = everywhere.filter(({ at }) => quantities.has(at.quantity));
  const workOf = ({ run, before, at }: Place): number =>
    run.dimension * (at.step ?? before.seen.questions.length);
  const isWrong = ({ wrong }: Place): boolean => wrong.size > 0;
  const lines = new Set(all.filter(isWrong).flatMap(({ passes }) => [...passes.keys()]));
  // what is right before the lines are made tells nothing of them
  const isTelling = ({ passes }: Place): boolean => [...lines].every((line) => passes.has(line));
  const byWork = (left: Place, right: Place): number => workOf(left) - workOf(right);
  const counts = method.parameters.filter(({ name }) => name.version.type === 'count');
  const sizesOf = ({ run, before: { round } }: Place): string =>
    [run.dimension, ...counts.map(({ name }) => numberIn(run, round, name.name))].join();
  const cheapest = (some: readonly Place[], most: number): readonly Place[] => {
    const sorted = some.toSorted(byWork);
    // a formula may have a count in it: of each size the cheapest
    const bySize = new Map(sorted.toReversed().map((one) => [sizesOf(one), one]));
    const ofSizes = [...bySize.values()].toSorted(byWork).slice(0, most / 2);
    const cheap = sorted.filter((one) => !ofSizes.includes(one)).slice(0, 8 * most);
    const inOrder = cheap.toSorted(
      (left, right) => left.at.round - right.at.round || (left.at.step ?? 0) - (right.at.step ?? 0),
    );
    return [...spread(inOrder, most - ofSizes.length), ...ofSizes];
  };
  // a number of its own puts right whatever is wrong in one coordinate alone, and refutes nothing
  const isWeak = ({ wrong }: Place): number => Number(wrong.size < 2);
  const wrong = cheapest(all.filter(isWrong), mostPlaces.wrong).toSorted(
    (left, right) => isWeak(left) - isWeak(right) || byWork(left, right),
  );
  const right = all.filter((one) => !isWrong(one) && isTelling(one));
  return { wrong, right: cheapest(right, mostPlaces.right) };
}

const wrongAt = (violations: readonly ComponentReport[], at: ComparedPlace): Place['wrong'] =>
  new Set(violations.filter((violation) => isAt(violation, at)).map(({ component }) => component));

/** Whether a place, or a violation, is that of another page: an edit of a point changes what it is called. */
export const isAt = (one: Omit<ComparedPlace, 'statement' | 'equation'>, at: ComparedPlace): boolean =>
  one.round === at.round &&
  one.step === at.step &&
  (one.question === undefined || at.question === undefined
    ? one.quantity === at.quantity
    : one.question.line === at.question.line && one.question.index === at.question.index);
