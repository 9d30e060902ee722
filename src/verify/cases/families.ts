/** The families of cases: what each is there to catch, and what its runs look like. */
import type { DataShape } from './case-data.js';

/** One family; every variant that it fits gets one case of it. */
export interface CaseFamily extends DataShape {
  /** Last part of the ids of its cases. */
  readonly name: string;
  readonly purpose: string;
  readonly start: 'given' | 'zero' | 'exact' | 'batch' | 'first-snapshot';
  /** a, as eighths. */
  readonly weightInEighths: number;
  /** η, as thirty-seconds. */
  readonly stepInThirtySeconds: number;
  readonly localStepCount: number;
  readonly roundCount: number;
  /** Whether the baselines, which have no start and no a, get a case too. */
  readonly fitsBaselines: boolean;
}

const noisyPlane = { dimension: 2, snapshotAtoms: 2, localAtoms: 2 };
const usual = { weightInEighths: 2, stepInThirtySeconds: 4, localStepCount: 3, roundCount: 4 };
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

/** Every family, in the order of the reports: the plainest first. */
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
    weightInEighths: 8,
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
    weightInEighths: 3,
    stepInThirtySeconds: 2,
    localStepCount: 2,
    roundCount: 16,
    fitsBaselines: true,
  },
];

const ofMomentumOne = (start: CaseFamily['start']): CaseFamily => ({
  ...startFamily(start, `a = 1 from the start ${start}: the estimate forgets everything, also its start`),
  name: `no-momentum-${start}`,
  weightInEighths: 8,
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
