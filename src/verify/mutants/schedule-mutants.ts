/** Mistakes in following a schedule: with constants none of them shows. Those of one parameter come first: they are the more specific. */
import { mutantsOf, type Mutant, type Mutation } from './mutant.js';

type Rate = NonNullable<Mutation['rate']>;

const late = (round: number): number => round - 1;
const early = (round: number): number => round + 1;
const first = (): number => 1;
/** η of the same step of another round. */
const inRound =
  (roundOf: (round: number) => number): Rate =>
  (round, step) => [roundOf(round), step];
/** η of the local step before or after, over the ends of rounds. */
const shifted =
  (by: number): Rate =>
  (round, step, { localStepCount: K, roundCount: T }) => {
    const n = (round - 1) * K + step + by;
    return n < 1 ? [0, 1] : n > K * T ? [T + 1, K] : [Math.ceil(n / K), ((n - 1) % K) + 1];
  };
const ofFirstStep: Rate = () => [1, 1];

export const scheduleMutants: readonly Mutant[] = mutantsOf('aux-mom', [
  ['schedule-rate-late', 'η is one round late: round t uses that of round t − 1', { rate: inRound(late) }],
  ['schedule-rate-early', 'η is one round early: round t uses that of round t + 1', { rate: inRound(early) }],
  ['schedule-weight-late', 'a is one round late: round t uses that of round t − 1', { weight: late }],
  ['schedule-weight-early', 'a is one round early: round t uses that of round t + 1', { weight: early }],
  [
    'rate-constant',
    'η is constant although a schedule was given: every round uses that of round 1',
    { rate: ofFirstStep },
  ],
  [
    'rate-step-late',
    'η is one local step late: step k uses that of the step before, also over the end of a round',
    { rate: shifted(-1) },
  ],
  [
    'rate-step-early',
    'η is one local step early: step k uses that of the step after, also over the end of a round',
    { rate: shifted(1) },
  ],
  [
    'rate-of-first-step',
    'η of the first local step is used for the whole round',
    { rate: (round) => [round, 1] },
  ],
  [
    'rate-restarted',
    'the schedule of η begins anew in every round: step k uses η_{1,k}',
    { rate: (_round, step) => [1, step] },
  ],
  [
    'weight-constant',
    'a is constant although a schedule was given: every round uses that of round 1',
    { weight: first },
  ],
  [
    'schedule-late',
    'the schedule is one round late: round t uses η and a of round t − 1',
    { rate: inRound(late), weight: late },
  ],
  [
    'schedule-early',
    'the schedule is one round early: round t uses η and a of round t + 1',
    { rate: inRound(early), weight: early },
  ],
  [
    'schedule-constant',
    'η and a are constant although schedules were given: every round uses those of round 1',
    { rate: ofFirstStep, weight: first },
  ],
]);
