/** The families of cases: what each is there to catch, and what its runs look like. */
import type { RunParameters } from '../../../spec/model/index.js';
import type { DataShape } from './case-data.js';

/** One family; every variant that it fits gets one case of it. */
export interface CaseFamily extends DataShape {
  /** Last part of the ids of its cases. */
  readonly name: string;
  readonly purpose: string;
  readonly start: 'given' | 'zero' | 'exact' | 'batch' | 'first-snapshot';
  /** B of the start `batch`; 2 where it is left out. */
  readonly batchSize?: number;
  /** a, as an exact number. */
  readonly momentumWeight: string;
  /** η, as an exact number. */
  readonly stepSize: string;
  readonly localStepCount: number;
  readonly roundCount: number;
  /** Whether the baselines, which have no start and no a, get a case too. */
  readonly fitsBaselines: boolean;
}

const noisyPlane = { dimension: 2, snapshotAtoms: 2, localAtoms: 2 };
const usual = { momentumWeight: '1/4', stepSize: '1/8', localStepCount: 3, roundCount: 4 };
const startFamily = (start: CaseFamily['start'], purpose: string): CaseFamily => ({
  ...usual,
  ...noisyPlane,
  name: start,
  purpose,
  start,
  localStepCount: 2,
  roundCount: 3,
  fitsBaselines: false,
});

/** The families of the published vectors, in the order of the reports: the plainest first. */
export const caseFamilies: readonly CaseFamily[] = [
  {
    ...usual,
    ...noisyPlane,
    name: 'planar',
    purpose: 'the general run: every sign, weight, point, atom and count that can be wrong in two dimensions',
    start: 'given',
    fitsBaselines: true,
  },
  startFamily('zero', 'the initialisation m⁰ = 0, and nothing else in its place'),
  startFamily('exact', 'the initialisation by the exact gradient difference, and not by a sample of it'),
  {
    ...startFamily('batch', 'the initialisation by a batch mean: joint draws, averaged, not used again'),
    snapshotAtoms: 4, // so that no draw of the batch is ξ¹ by chance
  },
  startFamily('first-snapshot', 'round 1 takes its own sample in full, and no other round does'),
  {
    ...usual,
    ...noisyPlane,
    name: 'no-momentum',
    purpose: 'a = 1: the estimate forgets everything, whatever was remembered',
    start: 'given',
    momentumWeight: '1',
    localStepCount: 2,
    roundCount: 3,
    fitsBaselines: false,
  },
  {
    ...usual,
    ...noisyPlane,
    name: 'one-step',
    purpose: 'K = 1: a round is one step, and loops over local steps begin and end right',
    start: 'given',
    localStepCount: 1,
    fitsBaselines: true,
  },
  {
    ...usual,
    dimension: 5,
    snapshotAtoms: 1,
    localAtoms: 1,
    name: 'no-noise',
    purpose: 'five coordinates without noise: mixed coordinates, and loops that forget the last ones',
    start: 'given',
    localStepCount: 4,
    roundCount: 2,
    fitsBaselines: true,
  },
  {
    ...usual,
    dimension: 1,
    snapshotAtoms: 4,
    localAtoms: 4,
    name: 'long',
    purpose:
      'sixteen rounds on a line with four atoms: what counts wrong only later, and atoms beyond the second',
    start: 'given',
    momentumWeight: '3/8',
    stepSize: '1/16',
    localStepCount: 2,
    roundCount: 16,
    fitsBaselines: true,
  },
];

const ofMomentumOne = (start: CaseFamily['start']): CaseFamily => ({
  ...startFamily(start, `a = 1 from the start ${start}: the estimate forgets everything, also its start`),
  name: `no-momentum-${start}`,
  momentumWeight: '1',
});
const ofNoAuxiliary = (start: CaseFamily['start']): CaseFamily => ({
  ...startFamily(start, `h = 0 from the start ${start}: what the target alone does`),
  name: `no-auxiliary-${start}`,
  fitsBaselines: start === 'given',
});

/** a = 1 from the starts that methods without momentum have. */
export const cornerFamilies: readonly CaseFamily[] = (['zero', 'first-snapshot'] as const).map(ofMomentumOne);

/** Cases that are asked with h = 0. */
export const startsWithoutAuxiliary: readonly CaseFamily[] = (
  ['given', 'zero', 'first-snapshot'] as const
).map(ofNoAuxiliary);

/** Asked with h = f. */
export const sameFunction: CaseFamily = {
  ...startFamily('given', 'h = f: every difference is zero, and the estimate is what is left of its start'),
  name: 'same-function',
  fitsBaselines: true,
};

const general = { snapshotAtoms: 2, localAtoms: 2, start: 'given', fitsBaselines: true } as const;

/**
 * One quantity at a time far beyond the other families, with parameters that no binary format holds. They start from what an
 * implementation has where it has no given m⁰.
 */
export const wideFamilies: readonly CaseFamily[] = [
  {
    ...general,
    name: 'wide',
    purpose:
      'd = 169: what is right only for a few coordinates, or for a square matrix of them read by columns; η and a that no binary format holds',
    dimension: 169,
    snapshotAtoms: 1,
    localAtoms: 1,
    momentumWeight: '3/10',
    stepSize: '1/10',
    localStepCount: 2,
    roundCount: 2,
  },
  {
    ...general,
    name: 'many-steps',
    purpose: 'K = 53: what is wrong only in a late local step, and caps on their number',
    dimension: 2,
    momentumWeight: '2/5',
    stepSize: '3/100',
    localStepCount: 53,
    roundCount: 2,
  },
  {
    ...general,
    name: 'many-rounds',
    purpose: 'T = 103: what is wrong only in a late round, restarts, schedules and stops',
    dimension: 2,
    momentumWeight: '1/10',
    stepSize: '9/100',
    localStepCount: 1,
    roundCount: 103,
  },
  {
    ...general,
    name: 'many-of-both',
    purpose:
      'K = T = 10: what is wrong only in late steps of late rounds, and what counts the steps of a run',
    dimension: 2,
    momentumWeight: '1/5',
    stepSize: '1/100',
    localStepCount: 10,
    roundCount: 10,
  },
  {
    ...general,
    name: 'slow-average',
    purpose:
      'a = 1/1000: bounds on a, and what only a small a shows; from a batch of five where there is that start',
    start: 'batch',
    batchSize: 5,
    dimension: 3,
    momentumWeight: '1/1000',
    stepSize: '7/100',
    localStepCount: 2,
    roundCount: 4,
    fitsBaselines: false,
  },
];

/** A family whose η or a changes from round to round, or from step to step. */
export interface ScheduledFamily extends CaseFamily {
  readonly schedules: Pick<RunParameters<string>, 'stepSize' | 'momentumWeight'>;
}

const sixRounds = {
  ...general,
  dimension: 2,
  momentumWeight: '1/4',
  stepSize: '1/10',
  roundCount: 6,
} as const;

/**
 * Schedules that programs are given: asked of those that declare it. Neighbouring rounds differ, so that a shift by one round shows,
 * and so does a value that never changes.
 */
export const scheduledFamilies: readonly ScheduledFamily[] = [
  {
    ...sixRounds,
    name: 'cosine',
    purpose: 'a cosine of η and a decreasing a, one value a round: shifts, and values that never change',
    localStepCount: 2,
    schedules: {
      // (1 + cos(π(t − 1)/6))/20 to four places: what the kit sends is the schedule
      stepSize: ['0.1', '0.0933', '0.075', '0.05', '0.025', '0.0067'],
      momentumWeight: ['0.9', '0.7', '0.5', '0.3', '0.2', '0.1'],
    },
  },
  {
    ...sixRounds,
    name: 'step-decay',
    purpose:
      'η halved every second round, a rises: rates that stay constant, or change a round early or late, and an a that only ever falls',
    dimension: 6, // as many as rounds: one value a round is none for each coordinate
    localStepCount: 3,
    schedules: {
      stepSize: ['0.1', '0.1', '0.05', '0.05', '0.025', '0.025'],
      momentumWeight: ['0.1', '0.2', '0.3', '0.5', '0.7', '0.9'],
    },
  },
  {
    ...sixRounds,
    name: 'warm-up',
    purpose: 'η rises and then stays, a falls from 1: an η that only ever falls, and a = 1 in one round',
    localStepCount: 1,
    schedules: {
      stepSize: ['0.025', '0.05', '0.075', '0.1', '0.1', '0.1'],
      momentumWeight: ['1', '0.5', '0.4', '0.25', '0.2', '0.1'],
    },
  },
  {
    ...sixRounds,
    name: 'cosine-per-step',
    purpose:
      'a cosine of η over all local steps, a constant: schedulers that are advanced once a round, a step early or late, or begun anew',
    dimension: 3, // as many as steps
    localStepCount: 3,
    roundCount: 4,
    schedules: {
      // (1 + cos(π(n − 1)/12))/20 for n = 1 … 12, to four places
      stepSize: [
        ['0.1', '0.0983', '0.0933'],
        ['0.0854', '0.075', '0.0629'],
        ['0.05', '0.0371', '0.025'],
        ['0.0146', '0.0067', '0.0017'],
      ],
      momentumWeight: '1/4',
    },
  },
];

/** A schedule of the program's own: what it says of each round is what the round is held to. */
export const reportedFamily: CaseFamily = {
  ...sixRounds,
  name: 'reported-schedule',
  purpose: 'η and a that the program chooses itself and reports: rounds that use others than they say',
  localStepCount: 2,
};
