/** Mistakes in the update of the estimate. */
import type { Mutant } from './mutation.js';

export const estimateMutants: readonly Mutant[] = [
  {
    id: 'weights-swapped',
    mistake: 'a and 1 − a are exchanged in the estimate',
    mend: 'Weight the old estimate with 1 − a and the new sample with a.',
    variant: 'aux-mom',
    breaks: { equation: 'AUX-MOM.2', round: 1 },
    mutation: {
      newEstimate: ({ current }, { space, weight, rest, estimate = current }) =>
        space.add(space.scale(weight, estimate), space.scale(rest, current)),
    },
  },
  {
    id: 'heavy-ball',
    mistake: 'the new sample enters in full, (1 − a)m + g, instead of as an average',
    mend: 'Multiply the new sample by a: (1 − a)m + a g.',
    variant: 'aux-mom',
    breaks: { equation: 'AUX-MOM.2', round: 1 },
    mutation: {
      newEstimate: ({ current }, { space, rest, estimate = current }) =>
        space.add(space.scale(rest, estimate), current),
    },
  },
  {
    id: 'missing-auxiliary',
    mistake: '−g_h(x) is missing from the sample',
    mend: 'Subtract g_h(x^{t−1}, ξᵗ) from g_f(x^{t−1}, ξᵗ).',
    variant: 'aux-mom',
    breaks: { equation: 'AUX-MOM.2', round: 1 },
    mutation: {
      newEstimate: ({ target }, { space, weight, rest, estimate = target }) =>
        space.add(space.scale(rest, estimate), space.scale(weight, target)),
    },
  },
  {
    id: 'no-momentum',
    mistake: 'every round takes its own sample in full, as if a were 1',
    mend: 'Average: (1 − a)m + a g, with the estimate of the round before.',
    variant: 'aux-mom',
    breaks: { equation: 'AUX-MOM.2', round: 1 },
    mutation: { newEstimate: ({ current }) => current },
  },
  {
    id: 'momentum-forgotten',
    mistake: 'the estimate is reset to zero at the start of every round',
    mend: 'Keep m from round to round; set it once, before round 1.',
    variant: 'aux-mom',
    start: 'zero',
    breaks: { equation: 'AUX-MOM.2', round: 2 },
    mutation: { newEstimate: ({ current }, { space, weight }) => space.scale(weight, current) },
  },
  {
    id: 'momentum-after-steps',
    mistake: 'the estimate is updated after the local steps, which use the old one',
    mend: 'Update m before the first local step of the round.',
    variant: 'aux-mom',
    breaks: { equation: 'AUX-MOM.4', round: 1, step: 1 },
    mutation: { updatesAfterSteps: true },
  },
  {
    id: 'bracket-weight-one',
    mistake: 'the bracket g_D(x^{t−1}) − g_D(x^{t−2}) has weight 1 instead of 1 − a',
    mend: 'Multiply the bracket by 1 − a.',
    variant: 'aux-mvr',
    breaks: { equation: 'AUX-MVR.2', round: 2 },
    mutation: {
      newEstimate: ({ current, old }, { space, weight, rest, estimate = current }) =>
        space.add(
          space.add(space.scale(rest, estimate), space.scale(weight, current)),
          space.subtract(current, old),
        ),
    },
  },
  {
    id: 'bracket-sign',
    mistake: 'the bracket g_D(x^{t−1}) − g_D(x^{t−2}) is subtracted instead of added',
    mend: 'Add (1 − a)[g_D(x^{t−1}, ξᵗ) − g_D(x^{t−2}, ξᵗ)].',
    variant: 'aux-mvr',
    breaks: { equation: 'AUX-MVR.2', round: 2 },
    mutation: {
      newEstimate: ({ current, old }, { space, weight, rest, estimate = current }) =>
        space.add(
          space.add(space.scale(rest, estimate), space.scale(weight, current)),
          space.scale(rest, space.subtract(old, current)),
        ),
    },
  },
  {
    id: 'bracket-dropped',
    mistake: 'the gradients at x^{t−2} are taken and then not used',
    mend: 'Add (1 − a)[g_D(x^{t−1}, ξᵗ) − g_D(x^{t−2}, ξᵗ)] to the average.',
    variant: 'aux-mvr',
    breaks: { equation: 'AUX-MVR.2', round: 2 },
    mutation: {
      newEstimate: ({ current }, { space, weight, rest, estimate = current }) =>
        space.add(space.scale(rest, estimate), space.scale(weight, current)),
    },
  },
  {
    id: 'bracket-weight-a',
    mistake: 'the old error u − g_f(x^{t−2}) is shrunk by a instead of by 1 − a',
    mend: 'Multiply u^{t−1} − g_f(x^{t−2}, ξᵗ) by 1 − a.',
    variant: 'aux-mvr-target',
    breaks: { equation: 'AUX-MVR-TARGET.2', round: 1 },
    mutation: {
      newEstimate: ({ current, old }, { space, weight, estimate = current }) =>
        space.add(current, space.scale(weight, space.subtract(estimate, old))),
    },
  },
  {
    id: 'target-weights-swapped',
    mistake: 'a and 1 − a are exchanged in the estimate',
    mend: 'Weight the old estimate with 1 − a and the new sample with a.',
    variant: 'aux-mom-target',
    breaks: { equation: 'AUX-MOM-TARGET.2', round: 1 },
    mutation: {
      newEstimate: ({ current }, { space, weight, rest, estimate = current }) =>
        space.add(space.scale(weight, estimate), space.scale(rest, current)),
    },
  },
];
