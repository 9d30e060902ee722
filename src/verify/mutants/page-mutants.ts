/**
 * Mistakes in the equations: lines of a page, and what the program computes in their place. In them ζ is the draw of a local step, and every
 * other sample one of the round: ξ′ and ζ′ are other ones than ξ and ζ, and ξ⁻ is that of the round before.
 */
import { average, gradientMutants, momentum } from './gradient-mutants.js';
import { linesOf, type Mutant } from './mutant.js';

const withWeight = 'given  η > 0 each step; 0 < a ≤ 1 each round; K ≥ 1';

/** In the update of the estimate. */
const estimateMutants = linesOf([
  [
    'aux-mom',
    'weights-swapped',
    'a and 1 − a are exchanged in the estimate',
    { 'm ←': 'm ← a m + (1 − a) (∇f(x, ξ) − ∇h(x, ξ))' },
  ],
  [
    'aux-mom',
    'heavy-ball',
    'the new sample enters in full, (1 − a)m + g, instead of as an average',
    { 'm ←': 'm ← (1 − a) m + (∇f(x, ξ) − ∇h(x, ξ))' },
  ],
  ['aux-mom', 'missing-auxiliary', '−g_h(x) is missing from the sample', { 'm ←': average('∇f(x, ξ)') }],
  [
    'aux-mom',
    'no-momentum',
    'every round takes its own sample in full, as if a were 1',
    { 'm ←': 'm ← ∇f(x, ξ) − ∇h(x, ξ)' },
  ],
  [
    'aux-mom',
    'momentum-forgotten',
    'the estimate is reset to zero at the start of every round',
    { 'm ←': 'm ← a (∇f(x, ξ) − ∇h(x, ξ))' },
    'zero',
  ],
  [
    'aux-mom',
    'momentum-after-steps',
    'the estimate is updated after the local steps, which use the old one',
    { 'm ←': '', 'x ← y': `${momentum}\nx ← y` },
  ],
  [
    'aux-mvr',
    'bracket-weight-one',
    'the bracket g_D(x^{t−1}) − g_D(x^{t−2}) has weight 1 instead of 1 − a',
    { 'm ←': 'm ← (1 − a) m + a g + (g − g′)' },
  ],
  [
    'aux-mvr',
    'bracket-sign',
    'the bracket g_D(x^{t−1}) − g_D(x^{t−2}) is subtracted instead of added',
    { 'm ←': 'm ← (1 − a) m + a g − (1 − a) (g − g′)' },
  ],
  [
    'aux-mvr',
    'bracket-dropped',
    'the gradients at x^{t−2} are taken and then not used',
    { 'm ←': 'm ← (1 − a) m + a g' },
  ],
  [
    'aux-mvr-target',
    'bracket-weight-a',
    'the old error u − g_f(x^{t−2}) is shrunk by a instead of by 1 − a',
    { 'u ←': 'u ← ∇f(x, ξ) + a (u − ∇f(w, ξ))' },
  ],
  [
    'aux-mom-target',
    'target-weights-swapped',
    'a and 1 − a are exchanged in the estimate',
    { 'u ←': 'u ← a u + (1 − a) ∇f(x, ξ)' },
  ],
]);

/** In the local steps: direction, step size, count, and where a round begins and ends. */
const stepMutants = linesOf([
  [
    'aux-mom',
    'correction-sign',
    'the estimate is subtracted from the auxiliary gradient instead of added',
    { 'd ←': 'd ← ∇h(y, ζ) − m' },
  ],
  [
    'aux-mvr',
    'correction-only-first-step',
    'the estimate corrects the first local step only',
    { 'd ←': 'if k = 1\n  d ← ∇h(y, ζ) + m\notherwise\n  d ← ∇h(y, ζ)' },
  ],
  [
    'aux-mom',
    'correction-weighted-twice',
    'the local steps use a·m instead of m',
    { 'd ←': 'd ← ∇h(y, ζ) + a m' },
  ],
  [
    'aux-mom-target',
    'control-variate-sign',
    'the control variate g_h(x) is added instead of subtracted',
    { 'd ←': 'd ← ∇h(y, ζ) + ∇h(x, ζ) + u' },
  ],
  [
    'aux-mvr-target',
    'control-variate-dropped',
    'the control variate g_h(x) is missing from the direction',
    { 'd ←': 'd ← ∇h(y, ζ) + u' },
  ],
  ['aux-mom', 'rate-twice', 'the learning rate is applied twice', { 'y ← y': 'y ← y − η² d' }],
  [
    'aux-mvr',
    'ascent',
    'the step goes along its direction instead of against it',
    { 'y ← y': 'y ← y + η d' },
  ],
  [
    'sgd',
    'sgd-rate-weighted',
    'the step size is η·a instead of η',
    { given: 'given  η > 0 each round; 0 < a ≤ 1 each round', 'x ←': 'x ← x − η a d' },
  ],
  ['aux-mom', 'one-step-too-many', 'K + 1 local steps are made instead of K', { repeat: 'repeat K + 1' }],
  ['aux-mom', 'one-step-too-few', 'K − 1 local steps are made instead of K', { repeat: 'repeat K − 1' }],
  [
    'aux-mom',
    'last-step-lost',
    'a round starts from y^{t−1,K−1} instead of x^{t−1}: the local point is reset one step late',
    { state: 'state  x; m; z from x', 'y ← x': 'y ← z', 'y ← y': 'z ← y\ny ← y − η d' },
  ],
  [
    'aux-mvr',
    'average-without-reset',
    'the iterate is the average of the round, and the local point is never reset to it',
    {
      state: 'state  x; w from x; m; y from x',
      'y ← x': 's ← y',
      'y ← y': 'y ← y − η d\ns ← s + y',
      'x ← y': 'x ← s / (K + 1)',
    },
  ],
  [
    'aux-mvr',
    'restart-from-start',
    'every round starts its local steps from x⁰',
    { state: 'state  x; w from x; m; z from x', 'y ← x': 'y ← z' },
  ],
  [
    'aux-mom-target',
    'average-iterate',
    'the new iterate is the average of the local points instead of the last one',
    { 'y ← x': 'y ← x\ns ← x', 'y ← y': 'y ← y − η d\ns ← s + y', 'x ← y': 'x ← s / (K + 1)' },
  ],
  [
    'aux-mvr-target',
    'penultimate-iterate',
    'the new iterate is the last but one local point',
    { 'y ← x': 'y ← x\nz ← x', 'y ← y': 'z ← y\ny ← y − η d', 'x ← y': 'x ← z' },
  ],
  [
    'naive',
    'naive-damped',
    'the auxiliary steps are weighted with a',
    { given: withWeight, 'd ← ∇h': 'd ← a ∇h(y, ζ)' },
  ],
]);

export const pageMutants: readonly Mutant[] = [...estimateMutants, ...gradientMutants, ...stepMutants];
