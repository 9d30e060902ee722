/** What a program has lost that was saved and restored: the hypotheses under which its run is right. */
import type { Suspicion } from '../report/verify-report.js';
import { judgePageRun } from './judge-page-run.js';
import type { PageRun } from './page-run.js';

/** States that begin again, and whether t does. */
type Lost = Pick<NonNullable<PageRun['lost']>, 'states' | 'counter'>;

/**
 * The first thing, or set of things, that explains the rounds after the restart, if any does: the counter, a state, all states but x,
 * everything; what decides all of them before what does not.
 */
export function lostWhenRestored(run: PageRun, after: number): readonly Suspicion[] {
  const { states, name } = run.page.method;
  const [x = '', ...others] = states.map((state) => state.name.name);
  const candidates: readonly Lost[] = [
    { states: [], counter: true },
    ...[x, ...others].map((state) => ({ states: [state], counter: false })),
    { states: others, counter: false },
    { states: others, counter: true },
    { states: [x, ...others], counter: true },
  ];
  const verdicts = candidates.map((lost) => judgePageRun({ ...run, lost: { after, ...lost } }, true).verdict);
  const place = ['pass', 'unsupported'].map((verdict) => verdicts.indexOf(verdict as 'pass'));
  const found = candidates[place.find((index) => index >= 0) ?? -1];
  if (found === undefined) return [];
  const parts = [
    ...(found.counter ? ['the step counter restarts: t is 1 again'] : []),
    ...found.states.map((state) => `${state} begins again from its start`),
  ];
  return [
    {
      id: `restored/${[...(found.counter ? ['t'] : []), ...found.states].join('+')}`,
      mistake: `after ${name} is restored, ${parts.join(', and ')}`,
      fix: 'save it with the rest, and set it when the program is restored.',
    },
  ];
}
