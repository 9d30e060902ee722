/** Another named variant in place of the one that was asked for. */
import type { Mutant } from './mutation.js';

export const variantMutants: readonly Mutant[] = [
  {
    id: 'aux-mom-as-aux-mvr',
    mistake: 'runs aux-mom',
    variant: 'aux-mvr',
    breaks: { equation: 'AUX-MVR.1', round: 2 },
    mutation: { runs: 'aux-mom' },
  },
  {
    id: 'aux-mvr-as-aux-mom',
    mistake: 'runs aux-mvr',
    variant: 'aux-mom',
    breaks: { equation: 'AUX-MOM.2', round: 2 },
    mutation: { runs: 'aux-mvr' },
  },
  {
    id: 'target-as-difference',
    mistake: 'runs aux-mom-target',
    variant: 'aux-mom',
    breaks: { equation: 'AUX-MOM.1', round: 1 },
    mutation: { runs: 'aux-mom-target' },
  },
  {
    id: 'difference-as-target',
    mistake: 'runs aux-mom',
    variant: 'aux-mom-target',
    breaks: { equation: 'AUX-MOM-TARGET.2', round: 1 },
    mutation: { runs: 'aux-mom' },
  },
  {
    id: 'target-mvr-as-difference-mvr',
    mistake: 'runs aux-mvr-target',
    variant: 'aux-mvr',
    breaks: { equation: 'AUX-MVR.1', round: 1 },
    mutation: { runs: 'aux-mvr-target' },
  },
  {
    id: 'target-mom-as-target-mvr',
    mistake: 'runs aux-mom-target',
    variant: 'aux-mvr-target',
    breaks: { equation: 'AUX-MVR-TARGET.1', round: 2 },
    mutation: { runs: 'aux-mom-target' },
  },
  {
    id: 'naive-as-aux-mom',
    mistake: 'runs naive',
    variant: 'aux-mom',
    start: 'first-snapshot',
    breaks: { equation: 'AUX-MOM.1', round: 1 },
    mutation: { runs: 'naive' },
  },
  {
    id: 'sgd-as-naive',
    mistake: 'runs sgd, K steps a round with one target gradient each',
    variant: 'naive',
    breaks: { equation: 'NAIVE.1', round: 1, step: 2 },
    mutation: { runs: 'sgd' },
  },
];
