/** The families of cases whose draws are minibatches. */
import type { SamplingKind } from '../protocol/message-parts.js';
import type { CaseFamily } from './families.js';

/** A family whose draws are minibatches: its atoms are the rows. */
export interface SampledFamily extends CaseFamily {
  readonly batchSize: number;
  readonly localBatchSize: number;
  readonly kinds: readonly SamplingKind[];
}

const general = { start: 'given', fitsBaselines: true } as const;

/**
 * Minibatches, asked of programs that declare them. Where n is no multiple of B, the last minibatch of an epoch is smaller or dropped; there
 * are three epochs at least, and local epochs end inside of rounds.
 */
export const sampledFamilies: readonly SampledFamily[] = [
  {
    ...general,
    name: 'minibatch',
    purpose:
      'ten rows in minibatches of four: means, epochs that end in two rows, and a state that outlives them',
    kinds: ['drawn', 'replacement', 'epochs', 'epochs-dropped'],
    dimension: 3,
    snapshotAtoms: 10,
    localAtoms: 5,
    batchSize: 4,
    localBatchSize: 2,
    momentumWeight: '1/4',
    stepSize: '1/32',
    localStepCount: 2,
    roundCount: 10,
  },
  {
    ...general,
    name: 'minibatch-of-three',
    purpose:
      'seven rows in minibatches of three, and eleven of h: means that no format holds, a last minibatch of one row',
    kinds: ['drawn', 'epochs'],
    dimension: 2,
    snapshotAtoms: 7,
    localAtoms: 11,
    batchSize: 3,
    localBatchSize: 3,
    momentumWeight: '1/4',
    stepSize: '1/32',
    localStepCount: 3,
    roundCount: 10,
  },
  {
    ...general,
    name: 'minibatch-of-one',
    purpose: 'B = 1: an epoch is one row after the other',
    kinds: ['epochs'],
    dimension: 2,
    snapshotAtoms: 4,
    localAtoms: 4,
    batchSize: 1,
    localBatchSize: 1,
    momentumWeight: '3/8',
    stepSize: '1/32',
    localStepCount: 1,
    roundCount: 13,
  },
  {
    ...general,
    name: 'minibatch-of-all',
    purpose: 'B = n: every round is an epoch',
    kinds: ['epochs'],
    dimension: 2,
    snapshotAtoms: 4,
    localAtoms: 2,
    batchSize: 4,
    localBatchSize: 2,
    momentumWeight: '3/8',
    stepSize: '1/16',
    localStepCount: 2,
    roundCount: 4,
  },
  {
    ...general,
    name: 'minibatch-of-many',
    purpose:
      '90 rows in minibatches of 37, as parts of a usual size need them, and a last one of 16; those of h, too',
    kinds: ['drawn', 'replacement', 'epochs', 'epochs-dropped'],
    dimension: 2,
    snapshotAtoms: 90,
    localAtoms: 30,
    batchSize: 37,
    localBatchSize: 13,
    momentumWeight: '1/4',
    stepSize: '1/32',
    localStepCount: 2,
    roundCount: 7,
  },
];
