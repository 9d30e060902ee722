/** Mistakes in the local steps themselves: direction, step size, count, and where a round begins and ends. */
import { fromInteger, type Vector } from '../../../spec/algebra/index.js';
import type { Mutant, Scene } from './mutation.js';

/** The mean of y^{t,0}, …, y^{t,K}; at K = 3 a quarter of their sum, which is a decimal. */
function average<S>(points: readonly Vector<S>[], { space, field, x }: Scene<S>): Vector<S> {
  const total = points.reduce(space.add, space.zero(x.length));
  return total.map((value) => field.divide(value, fromInteger(field, points.length)));
}

export const stepMutants: readonly Mutant[] = [
  {
    id: 'correction-sign',
    mistake: 'the estimate is subtracted from the auxiliary gradient',
    variant: 'aux-mom',
    breaks: { equation: 'AUX-MOM.4', round: 1, step: 1 },
    mutation: { direction: ({ here }, estimate, { space }) => space.subtract(here, estimate) },
  },
  {
    id: 'correction-only-first-step',
    mistake: 'the estimate corrects the first local step only',
    variant: 'aux-mvr',
    breaks: { equation: 'AUX-MVR.4', round: 1, step: 2 },
    mutation: {
      direction: ({ here }, estimate, { space }, step) => (step === 1 ? space.add(here, estimate) : here),
    },
  },
  {
    id: 'correction-weighted-twice',
    mistake: 'the local steps use a·m',
    variant: 'aux-mom',
    breaks: { equation: 'AUX-MOM.4', round: 1, step: 1 },
    mutation: {
      direction: ({ here }, estimate, { space, weight }) => space.add(here, space.scale(weight, estimate)),
    },
  },
  {
    id: 'control-variate-sign',
    mistake: 'the control variate is added',
    variant: 'aux-mom-target',
    breaks: { equation: 'AUX-MOM-TARGET.4', round: 1, step: 1 },
    mutation: {
      direction: ({ here, there = here }, estimate, { space }) => space.add(space.add(here, there), estimate),
    },
  },
  {
    id: 'control-variate-dropped',
    mistake: 'the control variate is taken and then not used',
    variant: 'aux-mvr-target',
    breaks: { equation: 'AUX-MVR-TARGET.4', round: 1, step: 1 },
    mutation: { direction: ({ here }, estimate, { space }) => space.add(here, estimate) },
  },
  {
    id: 'rate-twice',
    mistake: 'the step size is applied twice',
    variant: 'aux-mom',
    breaks: { equation: 'AUX-MOM.5', round: 1, step: 1 },
    mutation: {
      move: (y, direction, { space, field, stepSize }) =>
        space.subtract(y, space.scale(field.multiply(stepSize, stepSize), direction)),
    },
  },
  {
    id: 'ascent',
    mistake: 'the step goes along its direction instead of against it',
    variant: 'aux-mvr',
    breaks: { equation: 'AUX-MVR.5', round: 1, step: 1 },
    mutation: {
      move: (y, direction, { space, stepSize }) => space.add(y, space.scale(stepSize, direction)),
    },
  },
  {
    id: 'sgd-rate-weighted',
    mistake: 'the step size is η·a',
    variant: 'sgd',
    breaks: { equation: 'SGD.3', round: 1, step: 1 },
    mutation: {
      move: (y, direction, { space, field, stepSize, weight }) =>
        space.subtract(y, space.scale(field.multiply(stepSize, weight), direction)),
    },
  },
  {
    id: 'one-step-too-many',
    mistake: 'K + 1 local steps',
    variant: 'aux-mom',
    // the step too many has no draw of its own
    breaks: { equation: 'AUX-MOM.3', round: 1, step: 4 },
    mutation: { stepCount: (honest) => honest + 1 },
  },
  {
    id: 'one-step-too-few',
    mistake: 'K − 1 local steps',
    variant: 'aux-mom',
    breaks: { equation: 'AUX-MOM.6', round: 1 },
    mutation: { stepCount: (honest) => honest - 1 },
  },
  {
    id: 'last-step-lost',
    mistake: 'a round starts from y^{t−1,K−1}: its reset is one step late',
    variant: 'aux-mom',
    breaks: { equation: 'AUX-MOM.3', round: 2, step: 1 },
    mutation: { firstPoint: ({ oldPoints, x }) => oldPoints.at(-2) ?? x },
  },
  {
    id: 'average-without-reset',
    mistake: 'the iterate is the average of the round, and the local point goes on where it stood',
    variant: 'aux-mvr',
    breaks: { equation: 'AUX-MVR.6', round: 1 },
    mutation: {
      firstPoint: ({ oldPoints, x }) => oldPoints.at(-1) ?? x,
      iterate: average,
    },
  },
  {
    id: 'restart-from-start',
    mistake: 'every round starts its local steps from x⁰',
    variant: 'aux-mvr',
    breaks: { equation: 'AUX-MVR.3', round: 2, step: 1 },
    mutation: { firstPoint: ({ xStart }) => xStart },
  },
  {
    id: 'average-iterate',
    mistake: 'the new iterate is the average of the local points',
    variant: 'aux-mom-target',
    breaks: { equation: 'AUX-MOM-TARGET.6', round: 1 },
    mutation: { iterate: average },
  },
  {
    id: 'penultimate-iterate',
    mistake: 'the new iterate is the last but one local point',
    variant: 'aux-mvr-target',
    breaks: { equation: 'AUX-MVR-TARGET.6', round: 1 },
    mutation: { iterate: (points, { x }) => points.at(-2) ?? x },
  },
  {
    id: 'naive-damped',
    mistake: 'the auxiliary steps are weighted with a',
    variant: 'naive',
    breaks: { equation: 'NAIVE.2', round: 1, step: 2 },
    mutation: {
      direction: ({ here }, _estimate, { space, weight }, step) =>
        step === 1 ? here : space.scale(weight, here),
    },
  },
];
