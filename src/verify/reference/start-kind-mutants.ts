/** Another kind of initialisation in place of the one that was asked for: every one for every variant that has them. */
import type { VariantName } from '../../../spec/model/index.js';
import type { Mutant, Mutation } from './mutation.js';

type Kind = NonNullable<Mutation['startsAs']>;

/** What is done whatever was asked for. */
const mistakes: Readonly<Record<Kind, string>> = {
  zero: 'the estimate starts from zero',
  exact: 'the estimate starts from the exact gradients at x⁰',
  batch: 'the estimate starts from a sample of its own at x⁰',
  'first-snapshot': 'round 1 takes its own sample in full',
};

const variants = ['aux-mom', 'aux-mvr', 'aux-mom-target', 'aux-mvr-target'] as const satisfies VariantName[];

export const startKindMutants: readonly Mutant[] = variants.flatMap((variant) =>
  Object.entries(mistakes).map(([name, mistake]): Mutant => {
    const kind = name as Kind;
    const takesGradients = kind === 'exact' || kind === 'batch';
    return {
      id: `${variant}-starts-${kind}`,
      mistake: `${mistake}, whatever initialisation was asked for`,
      mend: 'Choose m⁰ by the kind of initialisation that the run asks for.',
      variant,
      // Gradients before round 1 are only looked for where the start may take some.
      ...(takesGradients ? { start: kind === 'exact' ? 'batch' : 'exact' } : {}),
      // Every kind shows itself where another was asked for; `given` is nobody's habit.
      breaks: { equation: takesGradients ? 'START.2' : 'START.3', round: 0 },
      mutation: { startsAs: kind },
    };
  }),
);
