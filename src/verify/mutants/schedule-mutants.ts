/** Mistakes in following a schedule: with constants none of them shows. Those of one parameter come first: they are the more specific. */
import { createMutants } from './mutant-rows.js';
import type { Mutant } from './mutation.js';

const late = (round: number): number => round - 1;
const early = (round: number): number => round + 1;
const first = (): number => 1;

/** What to do where the program chooses η and a itself. */
export const ownSchedule =
  'Where the program chooses its own schedule, report with round t what that round used.';

export const scheduleMutants: readonly Mutant[] = createMutants({
  'schedule-rate-late': {
    breaks: 'AUX-MOM.5 in round 2, step 1',
    mistake: 'η is one round late: round t uses that of round t − 1',
    fix: `Use η_t in the local steps of round t. ${ownSchedule}`,
    schedule: { rate: late },
  },
  'schedule-rate-early': {
    breaks: 'AUX-MOM.5 in round 1, step 1',
    mistake: 'η is one round early: round t uses that of round t + 1',
    fix: `Use η_t in the local steps of round t. ${ownSchedule}`,
    schedule: { rate: early },
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
    schedule: { rate: first },
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
    schedule: { rate: late, weight: late },
  },
  'schedule-early': {
    breaks: 'AUX-MOM.2 in round 1',
    mistake: 'the schedule is one round early: round t uses η and a of round t + 1',
    fix: `Use entry t − 1 of an array that starts at 0 in round t, and advance the scheduler after the round, not before it. ${ownSchedule}`,
    schedule: { rate: early, weight: early },
  },
  'schedule-constant': {
    breaks: 'AUX-MOM.2 in round 2',
    mistake: 'η and a are constant although schedules were given: every round uses those of round 1',
    fix: `Read η_t and a_t again in every round. ${ownSchedule}`,
    schedule: { rate: first, weight: first },
  },
});
