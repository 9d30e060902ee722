/** Changes of the recursion that change no number: nothing may catch them, and the kill table does not count them. */
import type { Mutant } from '../reference/index.js';

const harmless = (id: string, mistake: string, mutation: Mutant['mutation']): Mutant => ({
  id,
  mistake,
  mend: 'Nothing is wrong.',
  variant: 'aux-mom',
  breaks: { equation: 'none', round: 0 },
  mutation,
});

export const harmlessMutants: readonly Mutant[] = [
  harmless('local-point-kept', 'the local point is not reset, because the last one is the new iterate', {
    firstPoint: ({ oldPoints, x }) => oldPoints.at(-1) ?? x,
  }),
  harmless('estimate-regrouped', 'm + a(g − m) in place of (1 − a)m + a g', {
    newEstimate: ({ current }, { space, weight, estimate }) =>
      estimate === undefined
        ? current
        : space.add(estimate, space.scale(weight, space.subtract(current, estimate))),
  }),
];
