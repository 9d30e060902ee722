/** Another named variant in place of the one that was asked for: every one for every one. */
import { algorithms } from '../../../spec/algorithms/index.js';
import type { VariantName } from '../../../spec/model/index.js';
import { createMutants, type Place } from './mutant-rows.js';
import type { Mutant } from './mutation.js';

type Rows = { readonly [Claimed in VariantName]?: { readonly [Runs in VariantName]?: Place } };

/**
 * Claimed variant → variant that runs → what breaks first. `naive` in place of `sgd` is missing: with the K = 1 of sgd
 * they are the same algorithm.
 */
const breaksOf: Rows = {
  'aux-mom': {
    'aux-mvr': 'AUX-MOM.2 in round 2',
    'aux-mom-target': 'AUX-MOM.1 in round 1',
    'aux-mvr-target': 'AUX-MOM.1 in round 1',
    naive: 'AUX-MOM.1 in round 1',
    sgd: 'AUX-MOM.1 in round 1',
  },
  'aux-mvr': {
    'aux-mom': 'AUX-MVR.1 in round 2',
    'aux-mom-target': 'AUX-MVR.1 in round 1',
    'aux-mvr-target': 'AUX-MVR.1 in round 1',
    naive: 'AUX-MVR.1 in round 1',
    sgd: 'AUX-MVR.1 in round 1',
  },
  'aux-mom-target': {
    'aux-mom': 'AUX-MOM-TARGET.2 in round 1',
    'aux-mvr': 'AUX-MOM-TARGET.2 in round 1',
    'aux-mvr-target': 'AUX-MOM-TARGET.2 in round 2',
    naive: 'AUX-MOM-TARGET.1 in round 1',
    sgd: 'AUX-MOM-TARGET.1 in round 1',
  },
  'aux-mvr-target': {
    'aux-mom': 'AUX-MVR-TARGET.2 in round 1',
    'aux-mvr': 'AUX-MVR-TARGET.2 in round 1',
    'aux-mom-target': 'AUX-MVR-TARGET.1 in round 2',
    naive: 'AUX-MVR-TARGET.1 in round 1',
    sgd: 'AUX-MVR-TARGET.1 in round 1',
  },
  naive: {
    'aux-mom': 'NAIVE.1 in round 1, step 1',
    'aux-mvr': 'NAIVE.1 in round 1, step 1',
    'aux-mom-target': 'NAIVE.1 in round 1, step 1',
    'aux-mvr-target': 'NAIVE.1 in round 1, step 1',
    sgd: 'NAIVE.1 in round 1, step 2',
  },
  sgd: {
    'aux-mom': 'SGD.1 in round 1, step 1',
    'aux-mvr': 'SGD.1 in round 1, step 1',
    'aux-mom-target': 'SGD.1 in round 1, step 1',
    'aux-mvr-target': 'SGD.1 in round 1, step 1',
  },
};

const hasEstimate = (variant: VariantName): boolean => algorithms[variant].estimates !== 'nothing';

export const variantMutants: readonly Mutant[] = Object.entries(breaksOf).flatMap(([claimed, others]) =>
  Object.entries(others).flatMap(([runs, breaks]) => {
    const variant = claimed as VariantName;
    const other = runs as VariantName;
    // the baselines have no m⁰ to report: without one from the start, what they lack in the round shows
    const start = hasEstimate(variant) && !hasEstimate(other) ? ({ start: 'first-snapshot' } as const) : {};
    const mistake = `${other} runs in place of ${variant}`;
    const fix = `Run ${variant}: ${algorithms[variant].summary}.`;
    return createMutants({
      [`${other}-as-${variant}`]: { breaks, variant, ...start, mistake, fix, runs: other },
    });
  }),
);
