/** Mistakes in the update of the estimate. */
import { combine, createMutants, type MutantRow } from './mutant-rows.js';
import type { Mutant } from './mutation.js';

const weightsSwapped: Pick<MutantRow, 'mistake' | 'fix' | 'newEstimate'> = {
  mistake: 'a and 1 − a are exchanged in the estimate',
  fix: 'Weight the old estimate with 1 − a and the new sample with a.',
  newEstimate: ({ current }, scene) =>
    combine(scene, [scene.weight, scene.estimate ?? current], [scene.rest, current]),
};

export const estimateMutants: readonly Mutant[] = createMutants({
  'weights-swapped': { breaks: 'AUX-MOM.2 in round 1', ...weightsSwapped },
  'heavy-ball': {
    breaks: 'AUX-MOM.2 in round 1',
    mistake: 'the new sample enters in full, (1 − a)m + g, instead of as an average',
    fix: 'Multiply the new sample by a: (1 − a)m + a g.',
    newEstimate: ({ current }, { space, rest, estimate = current }) =>
      space.add(space.scale(rest, estimate), current),
  },
  'missing-auxiliary': {
    breaks: 'AUX-MOM.2 in round 1',
    mistake: '−g_h(x) is missing from the sample',
    fix: 'Subtract g_h(x^{t−1}, ξᵗ) from g_f(x^{t−1}, ξᵗ).',
    newEstimate: ({ target }, scene) =>
      combine(scene, [scene.rest, scene.estimate ?? target], [scene.weight, target]),
  },
  'no-momentum': {
    breaks: 'AUX-MOM.2 in round 1',
    mistake: 'every round takes its own sample in full, as if a were 1',
    fix: 'Average: (1 − a)m + a g, with the estimate of the round before.',
    newEstimate: ({ current }) => current,
  },
  'momentum-forgotten': {
    breaks: 'AUX-MOM.2 in round 2',
    start: 'zero',
    mistake: 'the estimate is reset to zero at the start of every round',
    fix: 'Keep m from round to round; set it once, before round 1.',
    newEstimate: ({ current }, { space, weight }) => space.scale(weight, current),
  },
  'momentum-after-steps': {
    breaks: 'AUX-MOM.4 in round 1, step 1',
    mistake: 'the estimate is updated after the local steps, which use the old one',
    fix: 'Update m before the first local step of the round.',
    updatesAfterSteps: true,
  },
  'bracket-weight-one': {
    breaks: 'AUX-MVR.2 in round 2',
    mistake: 'the bracket g_D(x^{t−1}) − g_D(x^{t−2}) has weight 1 instead of 1 − a',
    fix: 'Multiply the bracket by 1 − a.',
    newEstimate: ({ current, old }, scene) => {
      const average = combine(scene, [scene.rest, scene.estimate ?? current], [scene.weight, current]);
      return scene.space.add(average, scene.space.subtract(current, old));
    },
  },
  'bracket-sign': {
    breaks: 'AUX-MVR.2 in round 2',
    mistake: 'the bracket g_D(x^{t−1}) − g_D(x^{t−2}) is subtracted instead of added',
    fix: 'Add (1 − a)[g_D(x^{t−1}, ξᵗ) − g_D(x^{t−2}, ξᵗ)].',
    newEstimate: ({ current, old }, scene) => {
      const { rest, weight, estimate = current, space } = scene;
      return combine(scene, [rest, estimate], [weight, current], [rest, space.subtract(old, current)]);
    },
  },
  'bracket-dropped': {
    breaks: 'AUX-MVR.2 in round 2',
    mistake: 'the gradients at x^{t−2} are taken and then not used',
    fix: 'Add (1 − a)[g_D(x^{t−1}, ξᵗ) − g_D(x^{t−2}, ξᵗ)] to the average.',
    newEstimate: ({ current }, scene) =>
      combine(scene, [scene.rest, scene.estimate ?? current], [scene.weight, current]),
  },
  'bracket-weight-a': {
    breaks: 'AUX-MVR-TARGET.2 in round 1',
    mistake: 'the old error u − g_f(x^{t−2}) is shrunk by a instead of by 1 − a',
    fix: 'Multiply u^{t−1} − g_f(x^{t−2}, ξᵗ) by 1 − a.',
    newEstimate: ({ current, old }, { space, weight, estimate = current }) =>
      space.add(current, space.scale(weight, space.subtract(estimate, old))),
  },
  'target-weights-swapped': { breaks: 'AUX-MOM-TARGET.2 in round 1', ...weightsSwapped },
});
