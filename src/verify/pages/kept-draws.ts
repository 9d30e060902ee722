/** A sample of another round than its own: no equation says that, and no formula shows it. */
import type { Method } from '../../../spec/language/index.js';
import type { OtherPage } from './other-pages.js';
import type { PageRun } from './page-run.js';

/** The program that draws the sample of its rounds in round 1 alone, and the one that uses that of the round before from round 2 on. */
export function keptDraws({ body, lines }: Method): readonly OtherPage[] {
  const sample = body.find((statement) => statement.kind === 'sample');
  if (sample === undefined) return [];
  const { name } = sample.target;
  const page = (id: string, mistake: string, asItsRun: OtherPage['asItsRun']): OtherPage => ({
    suspicion: {
      id: `draws/${id}`,
      mistake,
      fix: `draw ${name} anew in every round, before its first gradient.`,
    },
    ...{ size: lines.length, asItsRun },
  });
  return [
    page('first', `the sample ${name} of round 1 is used in every round`, (run) => ({
      ...run,
      drawnIn: () => 1,
    })),
    page('before', `every round uses the sample ${name} of the round before`, ofRoundBefore),
  ];
}

/** Where the kit draws, a sample is drawn when it is first seen: in round 3 that of round 2. */
function ofRoundBefore(run: PageRun): PageRun {
  const { drawAt } = run;
  if (drawAt === undefined) return { ...run, drawnIn: (round) => (round === 2 ? 1 : round) };
  return {
    ...run,
    drawAt: (round, isOfPass, place) => drawAt(isOfPass ? round : Math.max(1, round - 1), isOfPass, place),
  };
}
