/** What a program has lost that was saved and restored: the hypotheses under which its runs are right. */
import { familyOf } from '../../../spec/language/index.js';
import type { Explanation } from '../diagnosis/index.js';
import type { Suspicion } from '../report/verify-report.js';
import { judgePageRun } from './judge-page-run.js';
import type { PageRun } from './page-run.js';

/** A run that does not go on as if nothing had happened. */
export interface RestoredRun {
  readonly id: string;
  readonly run: PageRun;
  /** The round after which it was saved. */
  readonly after: number;
}

/** States that begin again, all members of a family together, and whether t does. */
type Lost = Pick<NonNullable<PageRun['lost']>, 'states' | 'counter'>;

/** Everything that may be lost, the plainest first: the counter, a state, all states but x, everything. */
function candidatesOf({ page: { method } }: PageRun): readonly Lost[] {
  const [x = '', ...others] = [...new Set(method.states.map(({ name }) => familyOf(name.name)))];
  return [
    { states: [], counter: true },
    ...[x, ...others].map((state) => ({ states: [state], counter: false })),
    { states: others, counter: false },
    { states: others, counter: true },
    { states: [x, ...others], counter: true },
  ];
}

function verdictOf({ run, after }: RestoredRun, { states, counter }: Lost): string {
  const names = run.page.method.states.map(({ name }) => name.name);
  const lost = { after, counter, states: names.filter((name) => states.includes(familyOf(name))) };
  return judgePageRun({ ...run, lost }, true).verdict;
}

/**
 * What explains each run, by its id: the first loss under which all of them are right, of which more pass than stay undecided; else of each run the
 * first that explains it alone.
 */
function explainRestored(runs: readonly RestoredRun[]): ReadonlyMap<string, readonly Suspicion[]> {
  const [first] = runs;
  if (first === undefined) return new Map();
  const all = candidatesOf(first.run).map((lost) => ({
    lost,
    verdicts: runs.map((one) => verdictOf(one, lost)),
  }));
  const countOf = (verdicts: readonly string[], verdict: string): number =>
    verdicts.filter((one) => one === verdict).length;
  const whole = all.find(
    ({ verdicts }) =>
      !verdicts.includes('fail') && countOf(verdicts, 'pass') >= countOf(verdicts, 'unsupported'),
  );
  return new Map(
    runs.map(({ id, run }, index) => {
      const own = ['pass', 'unsupported'].flatMap((verdict) =>
        all.filter(({ verdicts }) => verdicts[index] === verdict),
      );
      const found = whole ?? own[0];
      return [id, found === undefined ? [] : [suspicionOf(found.lost, run.page.method.name)]];
    }),
  );
}

/** An explanation of a method, and what was lost in each run that was restored. */
export const withRestored = (explanation: Explanation, runs: readonly RestoredRun[]): Explanation => ({
  ...explanation,
  byCase: new Map([...explanation.byCase, ...explainRestored(runs)]),
});

function suspicionOf({ states, counter }: Lost, method: string): Suspicion {
  const parts = [
    ...(counter ? ['the step counter restarts: t is 1 again'] : []),
    ...states.map((state) => `${state} begins again from its start`),
  ];
  return {
    id: `restored/${[...(counter ? ['t'] : []), ...states].join('+')}`,
    mistake: `after ${method} is restored, ${parts.join(', and ')}`,
    fix: 'save it with the rest, and set it when the program is restored.',
  };
}
