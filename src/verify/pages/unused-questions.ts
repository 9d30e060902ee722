/** Gradients that a program asks and does not use: nothing else is wrong with it. */
import { followRun } from './judge-page-run.js';
import type { OtherPage } from './other-pages.js';
import type { PageRun } from './page-run.js';

/** The program that asks more than its equations have, and is right otherwise; none where the first run has no such question. */
export function unusedQuestions(first: PageRun): readonly OtherPage[] {
  const asked = [...followRun(first)].flatMap(({ before, followed }) =>
    followed.stray.map(({ function: name }) => ({ name, round: before.round })),
  );
  const [one] = asked;
  if (one === undefined) return [];
  const count = asked.filter(({ name, round }) => name === one.name && round === one.round).length;
  const gradients = count === 1 ? `a gradient of ${one.name} is` : `${count} gradients of ${one.name} are`;
  return [
    {
      suspicion: {
        id: 'questions/unused',
        mistake: `${gradients} asked in a round, and the result does not depend on it: the equations have no such gradient`,
        fix: 'leave the question out, or take a gradient that was asked before.',
      },
      size: 0,
      asItsRun: (run) => ({ ...run, isOfPage: () => true }),
    },
  ];
}
