/** Mistakes in the start of a run. */
import type { VariantName } from '../../../spec/model/index.js';
import { createMutants } from './mutant-rows.js';
import type { Mutant, Mutation } from './mutation.js';

const oneVariant = createMutants({
  'wrong-starting-point': {
    breaks: 'START.1 in round 0',
    variant: 'aux-mom',
    mistake: 'the run starts from zero and not from x⁰',
    fix: 'Start from the x⁰ of the task.',
    startingPoint: (right, space) => space.zero(right.length),
  },
  'batch-atom-reused': {
    breaks: 'START.2 in round 0',
    variant: 'aux-mom',
    start: 'batch',
    mistake: 'the initial batch uses the sample ξ¹ of the first round',
    fix: 'Draw the initial batch apart from ξ¹.',
    startQuery: (query, index, { first }) => (index === 0 ? { ...query, atom: first } : query),
  },
  'batch-of-independent-pairs': {
    breaks: 'START.2 in round 0',
    variant: 'aux-mvr',
    start: 'batch',
    mistake: 'g_f and g_h of an initial draw are drawn independently',
    fix: 'Take g_f and g_h of each initial draw from one sample.',
    startQuery: (query, _index, { otherAtom }) =>
      query.function === 'h' ? { ...query, atom: otherAtom(query) } : query,
  },
  'batch-sum': {
    breaks: 'START.3 in round 0',
    variant: 'aux-mvr',
    start: 'batch',
    mistake: 'the initial batch is summed and not averaged',
    fix: 'Divide the sum of the initial batch by its size B.',
    startEstimate: (right, space, samples) => (samples.length === 0 ? right : samples.reduce(space.add)),
  },
});

/** Another kind of initialisation in place of the one that was asked for. */
const kinds: Readonly<Record<NonNullable<Mutation['startsAs']>, string>> = {
  zero: 'the estimate starts from zero',
  exact: 'the estimate starts from the exact gradients at x⁰',
  batch: 'the estimate starts from a sample of its own at x⁰',
  'first-snapshot': 'round 1 takes its own sample in full',
};
const variants = ['aux-mom', 'aux-mvr', 'aux-mom-target', 'aux-mvr-target'] as const satisfies VariantName[];

const otherKind = variants.flatMap((variant) =>
  Object.entries(kinds).flatMap(([name, mistake]) => {
    const kind = name as keyof typeof kinds;
    const takesGradients = kind === 'exact' || kind === 'batch';
    return createMutants({
      [`${variant}-starts-${kind}`]: {
        // every kind shows where another was asked for; gradients only where the start may take some
        breaks: takesGradients ? 'START.2 in round 0' : 'START.3 in round 0',
        variant,
        ...(takesGradients ? { start: kind === 'exact' ? 'batch' : 'exact' } : {}),
        mistake: `${mistake}, whatever initialisation was asked for`,
        fix: 'Choose m⁰ by the kind of initialisation that the run asks for.',
        startsAs: kind,
      },
    });
  }),
);

export const startMutants: readonly Mutant[] = [...oneVariant, ...otherKind];
