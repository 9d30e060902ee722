/** Coefficients that are those of another round or local step of a given schedule. */
import { isPerStep, isSchedule, parametersAt, valueAt, type PerStep } from '../../../spec/model/index.js';
import type { Law, Sample } from './law.js';

/** Where a program may read a schedule, out of a place and a length. */
type Place = (own: number, length: number) => number;

const ofRound: readonly (readonly [index: string, words: string, place: Place])[] = [
  ['t−1', 'that of the round before', (t) => t - 1],
  ['t+1', 'that of the round after', (t) => t + 1],
  ['1', 'that of round 1', () => 1],
  ['T+1−t', 'the schedule is read backwards', (t, T) => T + 1 - t],
];

const ofStep: readonly (readonly [index: string, words: string, round: Place, step: Place])[] = [
  ['1,k', 'the schedule begins anew in every round', () => 1, (k) => k],
  ['t,1', 'that of the first local step', (t) => t, () => 1],
  ['t,K', 'that of the last local step', (t) => t, (_k, K) => K],
  ['t,k−1', 'that of the local step before', (t) => t, (k) => k - 1],
  ['t,k+1', 'that of the local step after', (t) => t, (k) => k + 1],
  ['t,K+1−k', 'the schedule of a round is read backwards', (t) => t, (k, K) => K + 1 - k],
];

/** No simpler law holds: what a known mistake says of the same numbers says more. */
const cost = 5;

/** The place, kept inside of the schedule as a cautious program keeps it. */
const inside = (place: number, length: number): number => Math.min(Math.max(place, 1), length);

/** a of another round; NaN where a is no schedule. */
function weightAt({ transition: { run, round } }: Sample, place: Place): number {
  const { parameters, T, isSingleRound } = run;
  return isSingleRound || !isSchedule(parameters.momentumWeight)
    ? NaN
    : parametersAt(parameters, inside(place(round, T), T)).momentumWeight;
}

/** η of another round and step over the one that is due; NaN where η is no such schedule. */
function rateAt(
  { transition: { run, round, step = 1 } }: Sample,
  isMeant: (parameters: typeof run.parameters) => boolean,
  roundOf: Place,
  stepOf: Place,
): number {
  const { parameters, T, K, isSingleRound } = run;
  if (isSingleRound || !isMeant(parameters)) return NaN;
  const at = (t: number, k: number): number =>
    valueAt(parametersAt(parameters, inside(t, T)).stepSize, inside(k, K));
  return at(roundOf(round, T), stepOf(step, K)) / at(round, step);
}

/** Laws that hold only where η or a is a schedule. */
export const scheduleLaws: readonly Law[] = [
  ...ofRound.flatMap(([index, words, place]): readonly Law[] => [
    { text: `a_{${index}} (${words})`, cost, at: (sample) => weightAt(sample, place) },
    { text: `1 − a_{${index}} (${words})`, cost, at: (sample) => 1 - weightAt(sample, place) },
    {
      text: `η_{${index}} (${words})/η`,
      instead: `η_{${index}} (${words})`,
      cost,
      at: (sample) =>
        rateAt(
          sample,
          ({ stepSize }) => isSchedule<PerStep<number>>(stepSize),
          place,
          (k) => k,
        ),
    },
  ]),
  ...ofStep.map(([index, words, roundOf, stepOf]): Law => ({
    text: `η_{${index}} (${words})/η`,
    instead: `η_{${index}} (${words})`,
    cost: cost + 0.1,
    at: (sample) => rateAt(sample, isPerStep, roundOf, stepOf),
  })),
];
