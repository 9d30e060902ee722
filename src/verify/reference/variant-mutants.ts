/** Another named variant in place of the one that was asked for: every one for every one. */
import { algorithms } from '../../../spec/algorithms/index.js';
import type { VariantName } from '../../../spec/model/index.js';
import type { Mutant } from './mutation.js';

type Breaks = Mutant['breaks'];

const at = (equation: string, round: number, step?: number): Breaks => ({
  equation,
  round,
  ...(step === undefined ? {} : { step }),
});

/**
 * Claimed variant → variant that runs → what breaks first. `naive` in place of `sgd` is missing: with the K = 1 of sgd
 * they are the same algorithm.
 */
const breaksOf: { readonly [Claimed in VariantName]?: { readonly [Runs in VariantName]?: Breaks } } = {
  'aux-mom': {
    'aux-mvr': at('AUX-MOM.2', 2),
    'aux-mom-target': at('AUX-MOM.1', 1),
    'aux-mvr-target': at('AUX-MOM.1', 1),
    naive: at('AUX-MOM.1', 1),
    sgd: at('AUX-MOM.1', 1),
  },
  'aux-mvr': {
    'aux-mom': at('AUX-MVR.1', 2),
    'aux-mom-target': at('AUX-MVR.1', 1),
    'aux-mvr-target': at('AUX-MVR.1', 1),
    naive: at('AUX-MVR.1', 1),
    sgd: at('AUX-MVR.1', 1),
  },
  'aux-mom-target': {
    'aux-mom': at('AUX-MOM-TARGET.2', 1),
    'aux-mvr': at('AUX-MOM-TARGET.2', 1),
    'aux-mvr-target': at('AUX-MOM-TARGET.2', 2),
    naive: at('AUX-MOM-TARGET.1', 1),
    sgd: at('AUX-MOM-TARGET.1', 1),
  },
  'aux-mvr-target': {
    'aux-mom': at('AUX-MVR-TARGET.2', 1),
    'aux-mvr': at('AUX-MVR-TARGET.2', 1),
    'aux-mom-target': at('AUX-MVR-TARGET.1', 2),
    naive: at('AUX-MVR-TARGET.1', 1),
    sgd: at('AUX-MVR-TARGET.1', 1),
  },
  naive: {
    'aux-mom': at('NAIVE.1', 1, 1),
    'aux-mvr': at('NAIVE.1', 1, 1),
    'aux-mom-target': at('NAIVE.1', 1, 1),
    'aux-mvr-target': at('NAIVE.1', 1, 1),
    sgd: at('NAIVE.1', 1, 2),
  },
  sgd: {
    'aux-mom': at('SGD.1', 1, 1),
    'aux-mvr': at('SGD.1', 1, 1),
    'aux-mom-target': at('SGD.1', 1, 1),
    'aux-mvr-target': at('SGD.1', 1, 1),
  },
};

const hasEstimate = (variant: VariantName): boolean => algorithms[variant].estimates !== 'nothing';

export const variantMutants: readonly Mutant[] = Object.entries(breaksOf).flatMap(([claimed, others]) =>
  Object.entries(others).map(([runs, breaks]): Mutant => {
    const variant = claimed as VariantName;
    const other = runs as VariantName;
    return {
      id: `${other}-as-${variant}`,
      mistake: `${other} runs in place of ${variant}`,
      mend: `Run ${variant}: ${algorithms[variant].summary}.`,
      variant,
      // the baselines have no m⁰ to report: without one from the start, what they lack in the round shows
      ...(hasEstimate(variant) && !hasEstimate(other) ? { start: 'first-snapshot' } : {}),
      breaks,
      mutation: { runs: other },
    };
  }),
);
