/** Mistakes in the local steps themselves: direction, step size, count, and where a round begins and ends. */
import type { Vector } from '../../../spec/algebra/index.js';
import type { Mutant, Scene } from './mutation.js';

/** The mean of y^{t,0}, …, y^{t,K}; at K = 3 a quarter of their sum, which is a decimal. */
function average<S>(points: readonly Vector<S>[], { space, divide, x }: Scene<S>): Vector<S> {
  const total = points.reduce(space.add, space.zero(x.length));
  return total.map((value) => divide(value, points.length));
}

export const stepMutants: readonly Mutant[] = [
  {
    id: 'correction-sign',
    mistake: 'the estimate is subtracted from the auxiliary gradient instead of added',
    mend: 'Add m to g_h in the direction: g_h(y) + m.',
    variant: 'aux-mom',
    breaks: { equation: 'AUX-MOM.4', round: 1, step: 1 },
    mutation: { direction: ({ here }, estimate, { space }) => space.subtract(here, estimate) },
  },
  {
    id: 'correction-only-first-step',
    mistake: 'the estimate corrects the first local step only',
    mend: 'Add m in every local step.',
    variant: 'aux-mvr',
    breaks: { equation: 'AUX-MVR.4', round: 1, step: 2 },
    mutation: {
      direction: ({ here }, estimate, { space }, step) => (step === 1 ? space.add(here, estimate) : here),
    },
  },
  {
    id: 'correction-weighted-twice',
    mistake: 'the local steps use a·m instead of m',
    mend: 'Use m itself in the local steps; a belongs to its update alone.',
    variant: 'aux-mom',
    breaks: { equation: 'AUX-MOM.4', round: 1, step: 1 },
    mutation: {
      direction: ({ here }, estimate, { space, weight }) => space.add(here, space.scale(weight, estimate)),
    },
  },
  {
    id: 'control-variate-sign',
    mistake: 'the control variate g_h(x) is added instead of subtracted',
    mend: 'Subtract it: g_h(y) − g_h(x) + u.',
    variant: 'aux-mom-target',
    breaks: { equation: 'AUX-MOM-TARGET.4', round: 1, step: 1 },
    mutation: {
      direction: ({ here, there = here }, estimate, { space }) => space.add(space.add(here, there), estimate),
    },
  },
  {
    id: 'control-variate-dropped',
    mistake: 'the control variate g_h(x) is missing from the direction',
    mend: 'Subtract it: g_h(y) − g_h(x) + u.',
    variant: 'aux-mvr-target',
    breaks: { equation: 'AUX-MVR-TARGET.4', round: 1, step: 1 },
    mutation: { direction: ({ here }, estimate, { space }) => space.add(here, estimate) },
  },
  {
    id: 'rate-twice',
    mistake: 'the learning rate is applied twice',
    mend: 'Multiply the direction by η once.',
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
    mend: 'Subtract η times the direction.',
    variant: 'aux-mvr',
    breaks: { equation: 'AUX-MVR.5', round: 1, step: 1 },
    mutation: {
      move: (y, direction, { space, stepSize }) => space.add(y, space.scale(stepSize, direction)),
    },
  },
  {
    id: 'sgd-rate-weighted',
    mistake: 'the step size is η·a instead of η',
    mend: 'Multiply the gradient by η alone; sgd has no a.',
    variant: 'sgd',
    breaks: { equation: 'SGD.3', round: 1, step: 1 },
    mutation: {
      move: (y, direction, { space, field, stepSize, weight }) =>
        space.subtract(y, space.scale(field.multiply(stepSize, weight), direction)),
    },
  },
  {
    id: 'one-step-too-many',
    mistake: 'K + 1 local steps are made instead of K',
    mend: 'Count the local steps from 1 to K.',
    variant: 'aux-mom',
    // the step too many has no draw of its own
    breaks: { equation: 'AUX-MOM.3', round: 1, step: 4 },
    mutation: { stepCount: (honest) => honest + 1 },
  },
  {
    id: 'one-step-too-few',
    mistake: 'K − 1 local steps are made instead of K',
    mend: 'Count the local steps from 1 to K.',
    variant: 'aux-mom',
    breaks: { equation: 'AUX-MOM.6', round: 1 },
    mutation: { stepCount: (honest) => honest - 1 },
  },
  {
    id: 'last-step-lost',
    mistake: 'a round starts from y^{t−1,K−1} instead of x^{t−1}: the local point is reset one step late',
    mend: 'Set y^{t,0} = x^{t−1} = y^{t−1,K} at the start of every round.',
    variant: 'aux-mom',
    breaks: { equation: 'AUX-MOM.3', round: 2, step: 1 },
    mutation: { firstPoint: ({ oldPoints, x }) => oldPoints.at(-2) ?? x },
  },
  {
    id: 'average-without-reset',
    mistake: 'the iterate is the average of the round, and the local point is never reset to it',
    mend: 'Set xᵗ to the last local point and y^{t,0} to x^{t−1}.',
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
    mend: 'Set y^{t,0} = x^{t−1} at the start of every round.',
    variant: 'aux-mvr',
    breaks: { equation: 'AUX-MVR.3', round: 2, step: 1 },
    mutation: { firstPoint: ({ xStart }) => xStart },
  },
  {
    id: 'average-iterate',
    mistake: 'the new iterate is the average of the local points instead of the last one',
    mend: 'Set xᵗ = y^{t,K}.',
    variant: 'aux-mom-target',
    breaks: { equation: 'AUX-MOM-TARGET.6', round: 1 },
    mutation: { iterate: average },
  },
  {
    id: 'penultimate-iterate',
    mistake: 'the new iterate is the last but one local point',
    mend: 'Set xᵗ = y^{t,K}.',
    variant: 'aux-mvr-target',
    breaks: { equation: 'AUX-MVR-TARGET.6', round: 1 },
    mutation: { iterate: (points, { x }) => points.at(-2) ?? x },
  },
  {
    id: 'naive-damped',
    mistake: 'the auxiliary steps are weighted with a',
    mend: 'Use the gradient of h as it is; naive has no a.',
    variant: 'naive',
    breaks: { equation: 'NAIVE.2', round: 1, step: 2 },
    mutation: {
      direction: ({ here }, _estimate, { space, weight }, step) =>
        step === 1 ? here : space.scale(weight, here),
    },
  },
];
