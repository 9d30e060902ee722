/** Mistakes in the gradients: which function, at which point, with which sample. */
import { linesOf } from './mutant.js';

/** The line of m with another sample, and its own. */
export const average = (sample: string): string => `m ← (1 − a) m + a (${sample})`;
export const momentum = average('∇f(x, ξ) − ∇h(x, ξ)');

export const gradientMutants = linesOf([
  [
    'aux-mom',
    'independent-snapshot-atoms',
    'g_f and g_h of a round are drawn independently instead of jointly',
    { 'sample ξ': 'sample ξ\nsample ξ′', 'm ←': average('∇f(x, ξ) − ∇h(x, ξ′)') },
  ],
  [
    'aux-mom',
    'functions-swapped',
    'f and h are exchanged in the sample of the round: g_h − g_f instead of g_f − g_h',
    { 'm ←': average('∇h(x, ξ) − ∇f(x, ξ)') },
  ],
  [
    'aux-mom',
    'correction-at-new-iterate',
    'the sample is taken at xᵗ, after the local steps, instead of at x^{t−1}',
    { 'm ←': '', 'x ← y': `x ← y\n${momentum}` },
  ],
  [
    'aux-mom',
    'stale-snapshot',
    'the sample is taken at x^{t−2} instead of at x^{t−1}',
    { state: 'state  x; w from x; m', 'm ←': `${average('∇f(w, ξ) − ∇h(w, ξ)')}\nw ← x` },
  ],
  [
    'aux-mom',
    'stale-target',
    'g_f is taken at x^{t−2} and g_h at x^{t−1}',
    { state: 'state  x; w from x; m', 'm ←': `${average('∇f(w, ξ) − ∇h(x, ξ)')}\nw ← x` },
  ],
  [
    'aux-mom',
    'snapshot-atom-reused',
    'every round uses the sample ξ of the round before',
    { 'sample ξ': 'sample ξ⁻', 'm ←': average('∇f(x, ξ⁻) − ∇h(x, ξ⁻)') },
  ],
  [
    'aux-mom',
    'exact-snapshot',
    'the round uses the exact gradient of h in place of its sample',
    { 'm ←': average('∇f(x, ξ) − ∇h(x)') },
  ],
  [
    'aux-mom',
    'weight-decay',
    'weight decay is left on: g_f(x) + x',
    { 'm ←': average('∇f(x, ξ) + x − ∇h(x, ξ)') },
  ],
  [
    'aux-mvr',
    'fresh-atom-at-old-point',
    'the gradients at x^{t−2} use a fresh sample instead of ξᵗ',
    { 'g′ ←': 'in round 1\n  g′ ← g\nafterwards\n  sample ξ′\n  g′ ← ∇f(w, ξ′) − ∇h(w, ξ′)' },
  ],
  [
    'aux-mvr',
    'old-snapshot-too-old',
    'the old snapshot is x^{t−3} instead of x^{t−2}',
    {
      state: 'state  x; w from x; v from x; m',
      'g′ ←': 'g′ ← ∇f(v, ξ) − ∇h(v, ξ)',
      'w ← x': 'v ← w\nw ← x',
    },
  ],
  [
    'aux-mvr',
    'old-snapshot-is-start',
    'the old snapshot is x⁰ instead of x^{t−2}, as in SVRG with one outer loop',
    { 'w ← x': '' },
  ],
  [
    'aux-mvr-target',
    'old-gradient-remembered',
    'the gradient at x^{t−2} is kept from the round before, with its old sample',
    { 'sample ξ': 'sample ξ\nsample ξ⁻', 'u ←': 'u ← ∇f(x, ξ) + (1 − a) (u − ∇f(w, ξ⁻))' },
  ],
  [
    'aux-mvr-target',
    'target-old-snapshot-too-old',
    'the old snapshot is x^{t−3} instead of x^{t−2}',
    {
      state: 'state  x; w from x; v from x; u',
      'u ←': 'u ← ∇f(x, ξ) + (1 − a) (u − ∇f(v, ξ))',
      'w ← x': 'v ← w\nw ← x',
    },
  ],
  [
    'aux-mom',
    'stale-auxiliary-gradient',
    'the auxiliary gradient lags one local step behind',
    { 'y ← x': 'y ← x\nz ← x', 'd ←': 'd ← ∇h(z, ζ) + m', 'y ← y': 'z ← y\ny ← y − η d' },
  ],
  [
    'aux-mvr',
    'auxiliary-only-at-snapshot',
    'the auxiliary gradient is taken at the snapshot in every local step',
    { 'd ←': 'd ← ∇h(x, ζ) + m' },
  ],
  [
    'aux-mom',
    'local-atom-reused',
    'one local sample serves all local steps of a round',
    { repeat: 'sample ζ\nrepeat K', 'sample ζ': '' },
  ],
  [
    'aux-mom',
    'local-draw-from-snapshot',
    'the local steps draw from the snapshot oracle',
    { 'sample ζ': 'sample ξ′', 'd ←': 'd ← ∇h(y, ξ′) + m' },
  ],
  [
    'aux-mvr',
    'local-gradient-of-target',
    'the local steps follow the gradient of f instead of h',
    { 'sample ζ': 'sample ξ′', 'd ←': 'd ← ∇f(y, ξ′) + m' },
  ],
  [
    'aux-mom',
    'nesterov',
    'the auxiliary gradient is taken at the look-ahead point y − η(1 − a)m',
    { 'd ←': 'd ← ∇h(y − η (1 − a) m, ζ) + m' },
  ],
  [
    'aux-mom-target',
    'control-variate-other-atom',
    'the two gradients of a local step use different samples',
    { 'sample ζ': 'sample ζ\nsample ζ′', 'd ←': 'd ← ∇h(y, ζ) − ∇h(x, ζ′) + u' },
  ],
  [
    'aux-mvr-target',
    'control-variate-stale',
    'the control variate g_h(x) is taken at x^{t−2} instead of at x^{t−1}',
    { 'w ← x': '', 'd ←': 'd ← ∇h(y, ζ) − ∇h(w, ζ) + u', 'x ← y': 'w ← x\nx ← y' },
  ],
  [
    'aux-mom-target',
    'control-variate-snapshot-draw',
    'the control variate g_h(x) comes from the snapshot oracle',
    { 'd ←': 'd ← ∇h(y, ζ) − ∇h(x, ξ) + u' },
  ],
  ['naive', 'naive-auxiliary-first', 'step 1 follows the auxiliary too', { 'd ← ∇f': 'd ← ∇h(x, ξ)' }],
  [
    'naive',
    'naive-stale-target',
    'step 1 takes the target gradient at x^{t−2} instead of at x^{t−1}',
    { state: 'state  x; w from x', 'd ← ∇f': 'd ← ∇f(w, ξ)', 'x ← y': 'w ← x\nx ← y' },
  ],
  [
    'sgd',
    'sgd-stale-iterate',
    'the gradient is taken at x^{t−2} instead of at x^{t−1}',
    { state: 'state  x; w from x', 'd ←': 'd ← ∇f(w, ξ)\nw ← x' },
  ],
  [
    'sgd',
    'sgd-atom-reused',
    'every round uses the sample of the round before',
    { 'sample ξ': 'sample ξ⁻', 'd ←': 'd ← ∇f(x, ξ⁻)' },
  ],
]);
