/** Mistakes in the gradients: which function, at which point, with which sample. */
import { ask, createMutants } from './mutant-rows.js';
import type { Mutant } from './mutation.js';

/** Before the local steps. */
export const roundGradientMutants: readonly Mutant[] = createMutants({
  'independent-snapshot-atoms': {
    breaks: 'AUX-MOM.1 in round 1',
    mistake: 'g_f and g_h of a round are drawn independently instead of jointly',
    fix: 'Take g_f and g_h of a round with one sample ξᵗ.',
    query: (query, { role, step }, { otherAtom }) =>
      step === 0 && role === 'auxiliaryAtSnapshot' ? { ...query, atom: otherAtom(query) } : query,
  },
  'functions-swapped': {
    breaks: 'AUX-MOM.1 in round 1',
    mistake: 'f and h are exchanged in the sample of the round: g_h − g_f instead of g_f − g_h',
    fix: 'Take g_f − g_h at the snapshot.',
    query: ask('round', (query) => ({ function: query.function === 'f' ? 'h' : 'f' })),
  },
  'correction-at-new-iterate': {
    breaks: 'AUX-MOM.1 in round 1',
    mistake: 'the sample is taken at xᵗ, after the local steps, instead of at x^{t−1}',
    fix: 'Take the sample at x^{t−1}, before the local steps.',
    updatesAfterSteps: true,
    query: ask('round', (query, { xNext }) => ({ at: xNext ?? query.at })),
  },
  'stale-snapshot': {
    breaks: 'AUX-MOM.1 in round 2',
    mistake: 'the sample is taken at x^{t−2} instead of at x^{t−1}',
    fix: 'Take both gradients of the round at the newest iterate x^{t−1}.',
    query: ask('round', (_query, { xOld }) => ({ at: xOld })),
  },
  'stale-target': {
    breaks: 'AUX-MOM.1 in round 2',
    mistake: 'g_f is taken at x^{t−2} and g_h at x^{t−1}',
    fix: 'Take g_f at the newest iterate x^{t−1} too.',
    query: ask('targetAtSnapshot', (_query, { xOld }) => ({ at: xOld })),
  },
  'snapshot-atom-reused': {
    breaks: 'AUX-MOM.1 in round 2',
    mistake: 'every round uses the sample ξ of the round before',
    fix: 'Draw a fresh ξᵗ in every round.',
    query: ask('round', (_query, { oldDraws }) => ({ atom: oldDraws.snapshot })),
  },
  'exact-snapshot': {
    breaks: 'AUX-MOM.1 in round 1',
    mistake: 'the round uses the exact gradient of h in place of its sample',
    fix: 'Take g_h(x^{t−1}, ξᵗ) with the sample of the round.',
    query: (query, { role, step }) =>
      step === 0 && role === 'auxiliaryAtSnapshot' ? { ...query, draw: 'mean', atom: 0 } : query,
  },
  'weight-decay': {
    breaks: 'ORACLE.1 in round 1',
    variant: 'aux-mom',
    mistake: 'weight decay is left on: g_f(x) + x',
    fix: 'Switch weight decay off: the gradient of f is all that the equations know.',
    value: ({ function: name, value, at }, { space }) => (name === 'f' ? space.add(value, at) : value),
  },
  'fresh-atom-at-old-point': {
    breaks: 'AUX-MVR.1 in round 2',
    mistake: 'the gradients at x^{t−2} use a fresh sample instead of ξᵗ',
    fix: 'Use the one sample ξᵗ at both snapshots.',
    query: ask('at the old snapshot', (query, { otherAtom }) => ({ atom: otherAtom(query) })),
  },
  'old-snapshot-too-old': {
    breaks: 'AUX-MVR.1 in round 3',
    mistake: 'the old snapshot is x^{t−3} instead of x^{t−2}',
    fix: 'Keep the iterate of the round before, x^{t−2}, for the bracket.',
    query: ask('at the old snapshot', (_query, { xOlder }) => ({ at: xOlder })),
  },
  'old-snapshot-is-start': {
    breaks: 'AUX-MVR.1 in round 3',
    mistake: 'the old snapshot is x⁰ instead of x^{t−2}, as in SVRG with one outer loop',
    fix: 'Keep the iterate of the round before, x^{t−2}, for the bracket.',
    query: ask('at the old snapshot', (_query, { xStart }) => ({ at: xStart })),
  },
  'old-gradient-remembered': {
    breaks: 'AUX-MVR-TARGET.1 in round 2',
    mistake: 'the gradient at x^{t−2} is kept from the round before, with its old sample',
    fix: 'Take the gradient at x^{t−2} again, with the sample ξᵗ of this round.',
    query: ask('at the old snapshot', (_query, { oldDraws }) => ({ atom: oldDraws.snapshot })),
  },
  'target-old-snapshot-too-old': {
    breaks: 'AUX-MVR-TARGET.1 in round 3',
    mistake: 'the old snapshot is x^{t−3} instead of x^{t−2}',
    fix: 'Keep the iterate of the round before, x^{t−2}, for the old gradient.',
    query: ask('at the old snapshot', (_query, { xOlder }) => ({ at: xOlder })),
  },
});

/** In the local steps. */
export const stepGradientMutants: readonly Mutant[] = createMutants({
  'stale-auxiliary-gradient': {
    breaks: 'AUX-MOM.3 in round 1, step 2',
    mistake: 'the auxiliary gradient lags one local step behind',
    fix: 'Take g_h at the newest local point y^{t,k−1}.',
    query: ask('auxiliaryAtPoint', (_query, _scene, { y, points, step }) => ({
      at: points[Math.max(step - 2, 0)] ?? y,
    })),
  },
  'auxiliary-only-at-snapshot': {
    breaks: 'AUX-MVR.3 in round 1, step 2',
    mistake: 'the auxiliary gradient is taken at the snapshot in every local step',
    fix: 'Take g_h at the local point y^{t,k−1}.',
    query: ask('auxiliaryAtPoint', (_query, { x }) => ({ at: x })),
  },
  'local-atom-reused': {
    breaks: 'AUX-MOM.3 in round 1, step 2',
    mistake: 'one local sample serves all local steps of a round',
    fix: 'Draw a fresh ζ^{t,k} for every local step.',
    query: ask('steps', (_query, { draws }) => ({ atom: draws.local[0] ?? 0 })),
  },
  'local-draw-from-snapshot': {
    breaks: 'AUX-MOM.3 in round 1, step 1',
    mistake: 'the local steps draw from the snapshot oracle',
    fix: 'Draw the gradients of the local steps from the local oracle.',
    query: ask('steps', () => ({ draw: 'snapshot' })),
  },
  'local-gradient-of-target': {
    breaks: 'AUX-MVR.3 in round 1, step 1',
    mistake: 'the local steps follow the gradient of f instead of h',
    fix: 'Take the gradient of h in the local steps.',
    query: ask('steps', () => ({ function: 'f', draw: 'snapshot' })),
  },
  nesterov: {
    breaks: 'AUX-MOM.3 in round 1, step 1',
    mistake: 'the auxiliary gradient is taken at the look-ahead point y − η(1 − a)m',
    fix: 'Take g_h at y^{t,k−1} itself; switch Nesterov momentum off.',
    query: ask('auxiliaryAtPoint', (_query, { space, field, stepSize, rest, estimate = [] }, { y }) => ({
      at: space.subtract(y, space.scale(field.multiply(stepSize, rest), estimate)),
    })),
  },
  'control-variate-other-atom': {
    breaks: 'AUX-MOM-TARGET.3 in round 1, step 1',
    mistake: 'the two gradients of a local step use different samples',
    fix: 'Take g_h(y, ζ) and g_h(x, ζ) with the same ζ^{t,k}.',
    query: ask('steps at the snapshot', (query, { otherAtom }) => ({ atom: otherAtom(query) })),
  },
  'control-variate-stale': {
    breaks: 'AUX-MVR-TARGET.3 in round 2, step 1',
    mistake: 'the control variate g_h(x) is taken at x^{t−2} instead of at x^{t−1}',
    fix: 'Take the control variate at the snapshot of this round, x^{t−1}.',
    query: ask('steps at the snapshot', (_query, { xOld }) => ({ at: xOld })),
  },
  'control-variate-snapshot-draw': {
    breaks: 'AUX-MOM-TARGET.3 in round 1, step 1',
    mistake: 'the control variate g_h(x) comes from the snapshot oracle',
    fix: 'Take the control variate with the local sample ζ^{t,k}.',
    query: ask('steps at the snapshot', (_query, { draws }) => ({ draw: 'snapshot', atom: draws.snapshot })),
  },
  'naive-auxiliary-first': {
    breaks: 'NAIVE.1 in round 1, step 1',
    mistake: 'step 1 follows the auxiliary too',
    fix: 'Take the gradient of f in local step 1.',
    query: ask('all', () => ({ function: 'h' })),
  },
  'naive-stale-target': {
    breaks: 'NAIVE.1 in round 2, step 1',
    mistake: 'step 1 takes the target gradient at x^{t−2} instead of at x^{t−1}',
    fix: 'Take the gradient of f at the newest iterate x^{t−1}.',
    query: ask('targetAtSnapshot', (_query, { xOld }) => ({ at: xOld })),
  },
  'sgd-stale-iterate': {
    breaks: 'SGD.1 in round 2, step 1',
    mistake: 'the gradient is taken at x^{t−2} instead of at x^{t−1}',
    fix: 'Take the gradient at the newest iterate x^{t−1}.',
    query: ask('all', (_query, { xOld }) => ({ at: xOld })),
  },
  'sgd-atom-reused': {
    breaks: 'SGD.1 in round 2, step 1',
    mistake: 'every round uses the sample of the round before',
    fix: 'Draw a fresh ξᵗ in every round.',
    query: ask('all', (_query, { oldDraws }) => ({ atom: oldDraws.snapshot })),
  },
});
