/** Mistakes in the local steps themselves: direction, step size, count, and where a round begins and ends. */
import type { Vector } from '../../../spec/algebra/index.js';
import { createMutants } from './mutant-rows.js';
import type { Mutant, Scene } from './mutation.js';

/** The mean of y^{t,0}, …, y^{t,K}; at K = 3 a quarter of their sum, which is a decimal. */
function average<S>(points: readonly Vector<S>[], { space, divide, x }: Scene<S>): Vector<S> {
  const total = points.reduce(space.add, space.zero(x.length));
  return total.map((value) => divide(value, points.length));
}

export const stepMutants: readonly Mutant[] = createMutants({
  'correction-sign': {
    breaks: 'AUX-MOM.4 in round 1, step 1',
    mistake: 'the estimate is subtracted from the auxiliary gradient instead of added',
    fix: 'Add m to g_h in the direction: g_h(y) + m.',
    direction: ({ here }, estimate, { space }) => space.subtract(here, estimate),
  },
  'correction-only-first-step': {
    breaks: 'AUX-MVR.4 in round 1, step 2',
    mistake: 'the estimate corrects the first local step only',
    fix: 'Add m in every local step.',
    direction: ({ here }, estimate, { space }, step) => (step === 1 ? space.add(here, estimate) : here),
  },
  'correction-weighted-twice': {
    breaks: 'AUX-MOM.4 in round 1, step 1',
    mistake: 'the local steps use a·m instead of m',
    fix: 'Use m itself in the local steps; a belongs to its update alone.',
    direction: ({ here }, estimate, { space, weight }) => space.add(here, space.scale(weight, estimate)),
  },
  'control-variate-sign': {
    breaks: 'AUX-MOM-TARGET.4 in round 1, step 1',
    mistake: 'the control variate g_h(x) is added instead of subtracted',
    fix: 'Subtract it: g_h(y) − g_h(x) + u.',
    direction: ({ here, there = here }, estimate, { space }) => space.add(space.add(here, there), estimate),
  },
  'control-variate-dropped': {
    breaks: 'AUX-MVR-TARGET.4 in round 1, step 1',
    mistake: 'the control variate g_h(x) is missing from the direction',
    fix: 'Subtract it: g_h(y) − g_h(x) + u.',
    direction: ({ here }, estimate, { space }) => space.add(here, estimate),
  },
  'rate-twice': {
    breaks: 'AUX-MOM.5 in round 1, step 1',
    mistake: 'the learning rate is applied twice',
    fix: 'Multiply the direction by η once.',
    move: (y, direction, { space, field, stepSize }) =>
      space.subtract(y, space.scale(field.multiply(stepSize, stepSize), direction)),
  },
  ascent: {
    breaks: 'AUX-MVR.5 in round 1, step 1',
    mistake: 'the step goes along its direction instead of against it',
    fix: 'Subtract η times the direction.',
    move: (y, direction, { space, stepSize }) => space.add(y, space.scale(stepSize, direction)),
  },
  'sgd-rate-weighted': {
    breaks: 'SGD.3 in round 1, step 1',
    mistake: 'the step size is η·a instead of η',
    fix: 'Multiply the gradient by η alone; sgd has no a.',
    move: (y, direction, { space, field, stepSize, weight }) =>
      space.subtract(y, space.scale(field.multiply(stepSize, weight), direction)),
  },
  'one-step-too-many': {
    // the step too many has no draw of its own
    breaks: 'AUX-MOM.3 in round 1, step 4',
    mistake: 'K + 1 local steps are made instead of K',
    fix: 'Count the local steps from 1 to K.',
    stepCount: (honest) => honest + 1,
  },
  'one-step-too-few': {
    breaks: 'AUX-MOM.6 in round 1',
    mistake: 'K − 1 local steps are made instead of K',
    fix: 'Count the local steps from 1 to K.',
    stepCount: (honest) => honest - 1,
  },
  'last-step-lost': {
    breaks: 'AUX-MOM.3 in round 2, step 1',
    mistake: 'a round starts from y^{t−1,K−1} instead of x^{t−1}: the local point is reset one step late',
    fix: 'Set y^{t,0} = x^{t−1} = y^{t−1,K} at the start of every round.',
    firstPoint: ({ oldPoints, x }) => oldPoints.at(-2) ?? x,
  },
  'average-without-reset': {
    breaks: 'AUX-MVR.6 in round 1',
    mistake: 'the iterate is the average of the round, and the local point is never reset to it',
    fix: 'Set xᵗ to the last local point and y^{t,0} to x^{t−1}.',
    firstPoint: ({ oldPoints, x }) => oldPoints.at(-1) ?? x,
    iterate: average,
  },
  'restart-from-start': {
    breaks: 'AUX-MVR.3 in round 2, step 1',
    mistake: 'every round starts its local steps from x⁰',
    fix: 'Set y^{t,0} = x^{t−1} at the start of every round.',
    firstPoint: ({ xStart }) => xStart,
  },
  'average-iterate': {
    breaks: 'AUX-MOM-TARGET.6 in round 1',
    mistake: 'the new iterate is the average of the local points instead of the last one',
    fix: 'Set xᵗ = y^{t,K}.',
    iterate: average,
  },
  'penultimate-iterate': {
    breaks: 'AUX-MVR-TARGET.6 in round 1',
    mistake: 'the new iterate is the last but one local point',
    fix: 'Set xᵗ = y^{t,K}.',
    iterate: (points, { x }) => points.at(-2) ?? x,
  },
  'naive-damped': {
    breaks: 'NAIVE.2 in round 1, step 2',
    mistake: 'the auxiliary steps are weighted with a',
    fix: 'Use the gradient of h as it is; naive has no a.',
    direction: ({ here }, _estimate, { space, weight }, step) =>
      step === 1 ? here : space.scale(weight, here),
  },
});
