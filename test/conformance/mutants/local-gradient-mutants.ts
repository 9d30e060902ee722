/** Mistakes in the gradients of the local steps. */
import type { Mutant } from './mutation.js';

const other = (atom: number): number => 1 - atom;

export const localGradientMutants: readonly Mutant[] = [
  {
    id: 'stale-auxiliary-gradient',
    mistake: 'the auxiliary gradient lags one local step behind',
    variant: 'aux-mom',
    breaks: { equation: 'AUX-MOM.3', round: 1, step: 2 },
    mutation: {
      query: (query, { role, step }, _scene, y, points) =>
        role === 'auxiliaryAtPoint' ? { ...query, at: points[Math.max(step - 2, 0)] ?? y } : query,
    },
  },
  {
    id: 'auxiliary-only-at-snapshot',
    mistake: 'the auxiliary gradient is taken once, at the snapshot',
    variant: 'aux-mvr',
    breaks: { equation: 'AUX-MVR.3', round: 1, step: 2 },
    mutation: {
      query: (query, { role }, { x }) => (role === 'auxiliaryAtPoint' ? { ...query, at: x } : query),
    },
  },
  {
    id: 'local-atom-reused',
    mistake: 'one local atom serves all local steps of a round',
    variant: 'aux-mom',
    breaks: { equation: 'AUX-MOM.3', round: 1, step: 2 },
    mutation: {
      query: (query, { step }, { draws }) => (step > 0 ? { ...query, atom: draws.local[0] ?? 0 } : query),
    },
  },
  {
    id: 'local-draw-from-snapshot',
    mistake: 'the local steps use the snapshot oracle',
    variant: 'aux-mom',
    breaks: { equation: 'AUX-MOM.3', round: 1, step: 1 },
    mutation: { query: (query, { step }) => (step > 0 ? { ...query, draw: 'snapshot' } : query) },
  },
  {
    id: 'local-gradient-of-target',
    mistake: 'the local steps follow the target',
    variant: 'aux-mvr',
    breaks: { equation: 'AUX-MVR.3', round: 1, step: 1 },
    mutation: {
      query: (query, { step }) => (step > 0 ? { ...query, function: 'f', draw: 'snapshot' } : query),
    },
  },
  {
    id: 'nesterov',
    mistake: 'the auxiliary gradient is taken at the look-ahead point y − η(1 − a)m',
    variant: 'aux-mom',
    breaks: { equation: 'AUX-MOM.3', round: 1, step: 1 },
    mutation: {
      query: (query, { role }, { space, field, stepSize, rest, estimate = [] }, y) =>
        role === 'auxiliaryAtPoint'
          ? { ...query, at: space.subtract(y, space.scale(field.multiply(stepSize, rest), estimate)) }
          : query,
    },
  },
  {
    id: 'control-variate-other-atom',
    mistake: 'the two gradients of a local step use different atoms',
    variant: 'aux-mom-target',
    breaks: { equation: 'AUX-MOM-TARGET.3', round: 1, step: 1 },
    mutation: {
      query: (query, { role, step }) =>
        step > 0 && role === 'auxiliaryAtSnapshot' ? { ...query, atom: other(query.atom) } : query,
    },
  },
  {
    id: 'control-variate-stale',
    mistake: 'the control variate is taken at x^{t−2}',
    variant: 'aux-mvr-target',
    breaks: { equation: 'AUX-MVR-TARGET.3', round: 2, step: 1 },
    mutation: {
      query: (query, { role, step }, { xOld }) =>
        step > 0 && role === 'auxiliaryAtSnapshot' ? { ...query, at: xOld } : query,
    },
  },
  {
    id: 'control-variate-snapshot-draw',
    mistake: 'the control variate comes from the snapshot oracle',
    variant: 'aux-mom-target',
    breaks: { equation: 'AUX-MOM-TARGET.3', round: 1, step: 1 },
    mutation: {
      query: (query, { role, step }, { draws }) =>
        step > 0 && role === 'auxiliaryAtSnapshot'
          ? { ...query, draw: 'snapshot', atom: draws.snapshot }
          : query,
    },
  },
  {
    id: 'naive-auxiliary-first',
    mistake: 'step 1 follows the auxiliary too',
    variant: 'naive',
    breaks: { equation: 'NAIVE.1', round: 1, step: 1 },
    mutation: { query: (query) => ({ ...query, function: 'h' }) },
  },
  {
    id: 'naive-stale-target',
    mistake: 'step 1 takes the target gradient at the snapshot of the round before',
    variant: 'naive',
    breaks: { equation: 'NAIVE.1', round: 2, step: 1 },
    mutation: {
      query: (query, { role }, { xOld }) => (role === 'targetAtSnapshot' ? { ...query, at: xOld } : query),
    },
  },
  {
    id: 'sgd-stale-iterate',
    mistake: 'the gradient lags one round behind',
    variant: 'sgd',
    breaks: { equation: 'SGD.1', round: 2, step: 1 },
    mutation: { query: (query, _asking, { xOld }) => ({ ...query, at: xOld }) },
  },
  {
    id: 'sgd-atom-reused',
    mistake: 'every round uses the atom of the round before',
    variant: 'sgd',
    breaks: { equation: 'SGD.1', round: 2, step: 1 },
    mutation: { query: (query, _asking, { oldDraws }) => ({ ...query, atom: oldDraws.snapshot }) },
  },
];
