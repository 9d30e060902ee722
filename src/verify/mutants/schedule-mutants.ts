/** Mistakes in following a schedule: with constants none of them shows. Those of one parameter come first: they are the more specific. */
import { createMutants } from './mutant-rows.js';
import type { Mutant, Mutation } from './mutation.js';

type Rate = NonNullable<NonNullable<Mutation['schedule']>['rate']>;

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

/** What to do where the program chooses η and a itself. */
const ownSchedule = 'Where the program chooses its own schedule, report with round t what that round used.';

export const scheduleMutants: readonly Mutant[] = createMutants({
  'schedule-rate-late': {
    breaks: 'AUX-MOM.5 in round 2, step 1',
    mistake: 'η is one round late: round t uses that of round t − 1',
    fix: `Use η_t in the local steps of round t. ${ownSchedule}`,
    schedule: { rate: inRound(late) },
  },
  'schedule-rate-early': {
    breaks: 'AUX-MOM.5 in round 1, step 1',
    mistake: 'η is one round early: round t uses that of round t + 1',
    fix: `Use η_t in the local steps of round t. ${ownSchedule}`,
    schedule: { rate: inRound(early) },
  },
  'schedule-weight-late': {
    breaks: 'AUX-MOM.2 in round 2',
    mistake: 'a is one round late: round t uses that of round t − 1',
    fix: `Use a_t in the estimate of round t. ${ownSchedule}`,
    schedule: { weight: late },
  },
  'schedule-weight-early': {
    breaks: 'AUX-MOM.2 in round 1',
    mistake: 'a is one round early: round t uses that of round t + 1',
    fix: `Use a_t in the estimate of round t. ${ownSchedule}`,
    schedule: { weight: early },
  },
  'rate-constant': {
    breaks: 'AUX-MOM.5 in round 2, step 1',
    mistake: 'η is constant although a schedule was given: every round uses that of round 1',
    fix: `Read η_t again in every round. ${ownSchedule}`,
    schedule: { rate: () => [1, 1] },
  },
  'rate-step-late': {
    breaks: 'AUX-MOM.5 in round 2, step 1',
    mistake: 'η is one local step late: step k uses that of the step before, also over the end of a round',
    fix: `Use η_{t,k} in local step k of round t: advance the scheduler after every local step, and not before the first. ${ownSchedule}`,
    schedule: { rate: shifted(-1) },
  },
  'rate-step-early': {
    breaks: 'AUX-MOM.5 in round 1, step 2',
    mistake: 'η is one local step early: step k uses that of the step after, also over the end of a round',
    fix: `Use η_{t,k} in local step k of round t: advance the scheduler after the local step, not before it. ${ownSchedule}`,
    schedule: { rate: shifted(1) },
  },
  'rate-of-first-step': {
    breaks: 'AUX-MOM.5 in round 1, step 2',
    mistake: 'η of the first local step is used for the whole round',
    fix: `Use η_{t,k} in local step k of round t: read it again in every local step. ${ownSchedule}`,
    schedule: { rate: (round) => [round, 1] },
  },
  'rate-restarted': {
    breaks: 'AUX-MOM.5 in round 2, step 1',
    mistake: 'the schedule of η begins anew in every round: step k uses η_{1,k}',
    fix: `Use η_{t,k} in local step k of round t: keep one scheduler for the whole run. ${ownSchedule}`,
    schedule: { rate: (_round, step) => [1, step] },
  },
  'weight-constant': {
    breaks: 'AUX-MOM.2 in round 2',
    mistake: 'a is constant although a schedule was given: every round uses that of round 1',
    fix: `Read a_t again in every round. ${ownSchedule}`,
    schedule: { weight: first },
  },
  'schedule-late': {
    breaks: 'AUX-MOM.2 in round 2',
    mistake: 'the schedule is one round late: round t uses η and a of round t − 1',
    fix: `Use entry t − 1 of an array that starts at 0 in round t, and advance the scheduler before the round, not after it. ${ownSchedule}`,
    schedule: { rate: inRound(late), weight: late },
  },
  'schedule-early': {
    breaks: 'AUX-MOM.2 in round 1',
    mistake: 'the schedule is one round early: round t uses η and a of round t + 1',
    fix: `Use entry t − 1 of an array that starts at 0 in round t, and advance the scheduler after the round, not before it. ${ownSchedule}`,
    schedule: { rate: inRound(early), weight: early },
  },
  'schedule-constant': {
    breaks: 'AUX-MOM.2 in round 2',
    mistake: 'η and a are constant although schedules were given: every round uses those of round 1',
    fix: `Read η_t and a_t again in every round. ${ownSchedule}`,
    schedule: { rate: () => [1, 1], weight: first },
  },
});
