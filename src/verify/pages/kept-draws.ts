/** Samples that are drawn in time and used again: no equation says that, and no formula shows it. */
import type { Method } from '../../../spec/language/index.js';
import type { OtherPage } from './other-pages.js';

const habits = [
  {
    id: 'draws/late',
    mistake: 'every round uses the sample that the round before has drawn',
    drawnIn: (round: number): number => Math.max(1, round - 1),
  },
  {
    id: 'draws/first',
    mistake: 'the sample of round 1 is used in every round',
    drawnIn: (): number => 1,
  },
] as const;

/** What a program may do with the samples of its rounds. */
export function keptDraws({ body, lines }: Method): readonly OtherPage[] {
  const sample = body.find((statement) => statement.kind === 'sample');
  if (sample === undefined) return [];
  const fix = `draw ${sample.target.name} anew in every round, before its first gradient.`;
  return habits.map(({ drawnIn, ...words }) => ({
    suspicion: { ...words, fix },
    size: lines.length,
    asItsRun: (run) => ({ ...run, drawnIn }),
  }));
}
