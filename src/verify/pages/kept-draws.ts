/** A sample that is drawn once for the whole run: no equation says that, and no formula shows it. */
import type { Method } from '../../../spec/language/index.js';
import type { OtherPage } from './other-pages.js';

/** The program that draws the sample of its rounds in round 1 alone. */
export function keptDraws({ body, lines }: Method): readonly OtherPage[] {
  const sample = body.find((statement) => statement.kind === 'sample');
  if (sample === undefined) return [];
  const { name } = sample.target;
  return [
    {
      suspicion: {
        id: 'draws/first',
        mistake: `the sample ${name} of round 1 is used in every round`,
        fix: `draw ${name} anew in every round, before its first gradient.`,
      },
      size: lines.length,
      asItsRun: (run) => ({ ...run, drawnIn: () => 1 }),
    },
  ];
}
