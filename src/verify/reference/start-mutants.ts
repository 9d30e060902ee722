/** Mistakes in the start of a run. */
import type { Mutant } from './mutation.js';

export const startMutants: readonly Mutant[] = [
  {
    id: 'wrong-starting-point',
    mistake: 'the run starts from zero and not from x⁰',
    mend: 'Start from the x⁰ of the task.',
    variant: 'aux-mom',
    breaks: { equation: 'START.1', round: 0 },
    mutation: { startingPoint: (honest, space) => space.zero(honest.length) },
  },
  {
    id: 'batch-atom-reused',
    mistake: 'the initial batch uses the sample ξ¹ of the first round',
    mend: 'Draw the initial batch apart from ξ¹.',
    variant: 'aux-mom',
    start: 'batch',
    breaks: { equation: 'START.2', round: 0 },
    mutation: {
      startQuery: (query, index, { first }) => (index === 0 ? { ...query, atom: first } : query),
    },
  },
  {
    id: 'batch-of-independent-pairs',
    mistake: 'g_f and g_h of an initial draw are drawn independently',
    mend: 'Take g_f and g_h of each initial draw from one sample.',
    variant: 'aux-mvr',
    start: 'batch',
    breaks: { equation: 'START.2', round: 0 },
    mutation: {
      startQuery: (query, _index, { otherAtom }) =>
        query.function === 'h' ? { ...query, atom: otherAtom(query) } : query,
    },
  },
  {
    id: 'batch-sum',
    mistake: 'the initial batch is summed and not averaged',
    mend: 'Divide the sum of the initial batch by its size B.',
    variant: 'aux-mvr',
    start: 'batch',
    breaks: { equation: 'START.3', round: 0 },
    mutation: {
      startEstimate: (honest, space, samples) => (samples.length === 0 ? honest : samples.reduce(space.add)),
    },
  },
];
