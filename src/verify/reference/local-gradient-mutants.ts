/** Mistakes in the gradients of the local steps. */
import type { Mutant } from './mutation.js';

export const localGradientMutants: readonly Mutant[] = [
  {
    id: 'stale-auxiliary-gradient',
    mistake: 'the auxiliary gradient lags one local step behind',
    mend: 'Take g_h at the newest local point y^{t,k−1}.',
    variant: 'aux-mom',
    breaks: { equation: 'AUX-MOM.3', round: 1, step: 2 },
    mutation: {
      query: (query, { role, step }, _scene, y, points) =>
        role === 'auxiliaryAtPoint' ? { ...query, at: points[Math.max(step - 2, 0)] ?? y } : query,
    },
  },
  {
    id: 'auxiliary-only-at-snapshot',
    mistake: 'the auxiliary gradient is taken at the snapshot in every local step',
    mend: 'Take g_h at the local point y^{t,k−1}.',
    variant: 'aux-mvr',
    breaks: { equation: 'AUX-MVR.3', round: 1, step: 2 },
    mutation: {
      query: (query, { role }, { x }) => (role === 'auxiliaryAtPoint' ? { ...query, at: x } : query),
    },
  },
  {
    id: 'local-atom-reused',
    mistake: 'one local sample serves all local steps of a round',
    mend: 'Draw a fresh ζ^{t,k} for every local step.',
    variant: 'aux-mom',
    breaks: { equation: 'AUX-MOM.3', round: 1, step: 2 },
    mutation: {
      query: (query, { step }, { draws }) => (step > 0 ? { ...query, atom: draws.local[0] ?? 0 } : query),
    },
  },
  {
    id: 'local-draw-from-snapshot',
    mistake: 'the local steps draw from the snapshot oracle',
    mend: 'Draw the gradients of the local steps from the local oracle.',
    variant: 'aux-mom',
    breaks: { equation: 'AUX-MOM.3', round: 1, step: 1 },
    mutation: { query: (query, { step }) => (step > 0 ? { ...query, draw: 'snapshot' } : query) },
  },
  {
    id: 'local-gradient-of-target',
    mistake: 'the local steps follow the gradient of f instead of h',
    mend: 'Take the gradient of h in the local steps.',
    variant: 'aux-mvr',
    breaks: { equation: 'AUX-MVR.3', round: 1, step: 1 },
    mutation: {
      query: (query, { step }) => (step > 0 ? { ...query, function: 'f', draw: 'snapshot' } : query),
    },
  },
  {
    id: 'nesterov',
    mistake: 'the auxiliary gradient is taken at the look-ahead point y − η(1 − a)m',
    mend: 'Take g_h at y^{t,k−1} itself; switch Nesterov momentum off.',
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
    mistake: 'the two gradients of a local step use different samples',
    mend: 'Take g_h(y, ζ) and g_h(x, ζ) with the same ζ^{t,k}.',
    variant: 'aux-mom-target',
    breaks: { equation: 'AUX-MOM-TARGET.3', round: 1, step: 1 },
    mutation: {
      query: (query, { role, step }, { otherAtom }) =>
        step > 0 && role === 'auxiliaryAtSnapshot' ? { ...query, atom: otherAtom(query) } : query,
    },
  },
  {
    id: 'control-variate-stale',
    mistake: 'the control variate g_h(x) is taken at x^{t−2} instead of at x^{t−1}',
    mend: 'Take the control variate at the snapshot of this round, x^{t−1}.',
    variant: 'aux-mvr-target',
    breaks: { equation: 'AUX-MVR-TARGET.3', round: 2, step: 1 },
    mutation: {
      query: (query, { role, step }, { xOld }) =>
        step > 0 && role === 'auxiliaryAtSnapshot' ? { ...query, at: xOld } : query,
    },
  },
  {
    id: 'control-variate-snapshot-draw',
    mistake: 'the control variate g_h(x) comes from the snapshot oracle',
    mend: 'Take the control variate with the local sample ζ^{t,k}.',
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
    mend: 'Take the gradient of f in local step 1.',
    variant: 'naive',
    breaks: { equation: 'NAIVE.1', round: 1, step: 1 },
    mutation: { query: (query) => ({ ...query, function: 'h' }) },
  },
  {
    id: 'naive-stale-target',
    mistake: 'step 1 takes the target gradient at x^{t−2} instead of at x^{t−1}',
    mend: 'Take the gradient of f at the newest iterate x^{t−1}.',
    variant: 'naive',
    breaks: { equation: 'NAIVE.1', round: 2, step: 1 },
    mutation: {
      query: (query, { role }, { xOld }) => (role === 'targetAtSnapshot' ? { ...query, at: xOld } : query),
    },
  },
  {
    id: 'sgd-stale-iterate',
    mistake: 'the gradient is taken at x^{t−2} instead of at x^{t−1}',
    mend: 'Take the gradient at the newest iterate x^{t−1}.',
    variant: 'sgd',
    breaks: { equation: 'SGD.1', round: 2, step: 1 },
    mutation: { query: (query, _asking, { xOld }) => ({ ...query, at: xOld }) },
  },
  {
    id: 'sgd-atom-reused',
    mistake: 'every round uses the sample of the round before',
    mend: 'Draw a fresh ξᵗ in every round.',
    variant: 'sgd',
    breaks: { equation: 'SGD.1', round: 2, step: 1 },
    mutation: { query: (query, _asking, { oldDraws }) => ({ ...query, atom: oldDraws.snapshot }) },
  },
];
