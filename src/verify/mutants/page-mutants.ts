/** Mistakes in the equations: lines of a page, and what the program computes in their place. */
import type { VariantName } from '../../../spec/model/index.js';
import { mutantsOf, type Mutant, type Mutation } from './mutant.js';

type Lines = readonly [
  id: string,
  mistake: string,
  lines: NonNullable<Mutation['lines']>,
  start?: Mutant['start'],
];

const linesOf = (variant: VariantName, rows: readonly Lines[]): readonly Mutant[] =>
  mutantsOf(
    variant,
    rows.map(([id, mistake, lines, start]) => [id, mistake, { lines }, start]),
  );

const average = (sample: string): string => `m ← (1 − a) m + a (${sample})`;
const momentum = average('∇f(x, ξ) − ∇h(x, ξ)');
const withWeight = 'given  η > 0 each step; 0 < a ≤ 1 each round; K ≥ 1';

const auxMom = linesOf('aux-mom', [
  [
    'weights-swapped',
    'a and 1 − a are exchanged in the estimate',
    { 'm ←': 'm ← a m + (1 − a) (∇f(x, ξ) − ∇h(x, ξ))' },
  ],
  [
    'heavy-ball',
    'the new sample enters in full, (1 − a)m + g, instead of as an average',
    { 'm ←': 'm ← (1 − a) m + (∇f(x, ξ) − ∇h(x, ξ))' },
  ],
  ['missing-auxiliary', '−g_h(x) is missing from the sample', { 'm ←': average('∇f(x, ξ)') }],
  [
    'no-momentum',
    'every round takes its own sample in full, as if a were 1',
    { 'm ←': 'm ← ∇f(x, ξ) − ∇h(x, ξ)' },
  ],
  [
    'momentum-forgotten',
    'the estimate is reset to zero at the start of every round',
    { 'm ←': 'm ← a (∇f(x, ξ) − ∇h(x, ξ))' },
    'zero',
  ],
  [
    'momentum-after-steps',
    'the estimate is updated after the local steps, which use the old one',
    { 'm ←': '', 'x ← y': `${momentum}\nx ← y` },
  ],
  [
    'independent-snapshot-atoms',
    'g_f and g_h of a round are drawn independently instead of jointly',
    { 'sample ξ': 'sample ξ\nsample ξ′', 'm ←': average('∇f(x, ξ) − ∇h(x, ξ′)') },
  ],
  [
    'functions-swapped',
    'f and h are exchanged in the sample of the round: g_h − g_f instead of g_f − g_h',
    { 'm ←': average('∇h(x, ξ) − ∇f(x, ξ)') },
  ],
  [
    'correction-at-new-iterate',
    'the sample is taken at xᵗ, after the local steps, instead of at x^{t−1}',
    { 'm ←': '', 'x ← y': `x ← y\n${momentum}` },
  ],
  [
    'stale-snapshot',
    'the sample is taken at x^{t−2} instead of at x^{t−1}',
    { state: 'state  x; w from x; m', 'm ←': `${average('∇f(w, ξ) − ∇h(w, ξ)')}\nw ← x` },
  ],
  [
    'stale-target',
    'g_f is taken at x^{t−2} and g_h at x^{t−1}',
    { state: 'state  x; w from x; m', 'm ←': `${average('∇f(w, ξ) − ∇h(x, ξ)')}\nw ← x` },
  ],
  [
    'exact-snapshot',
    'the round uses the exact gradient of h in place of its sample',
    { 'm ←': average('∇f(x, ξ) − ∇h(x)') },
  ],
  ['weight-decay', 'weight decay is left on: g_f(x) + x', { 'm ←': average('∇f(x, ξ) + x − ∇h(x, ξ)') }],
  [
    'stale-auxiliary-gradient',
    'the auxiliary gradient lags one local step behind',
    { 'y ← x': 'y ← x\nz ← x', 'd ←': 'd ← ∇h(z, ζ) + m', 'y ← y': 'z ← y\ny ← y − η d' },
  ],
  [
    'local-atom-reused',
    'one local sample serves all local steps of a round',
    { repeat: 'sample ζ\nrepeat K', 'sample ζ': '' },
  ],
  [
    'local-draw-from-snapshot',
    'the local steps draw from the snapshot oracle',
    { 'sample ζ': 'sample ξ′', 'd ←': 'd ← ∇h(y, ξ′) + m' },
  ],
  [
    'nesterov',
    'the auxiliary gradient is taken at the look-ahead point y − η(1 − a)m',
    { 'd ←': 'd ← ∇h(y − η (1 − a) m, ζ) + m' },
  ],
  [
    'correction-sign',
    'the estimate is subtracted from the auxiliary gradient instead of added',
    { 'd ←': 'd ← ∇h(y, ζ) − m' },
  ],
  ['correction-weighted-twice', 'the local steps use a·m instead of m', { 'd ←': 'd ← ∇h(y, ζ) + a m' }],
  ['rate-twice', 'the learning rate is applied twice', { 'y ← y': 'y ← y − η² d' }],
  ['one-step-too-many', 'K + 1 local steps are made instead of K', { repeat: 'repeat K + 1' }],
  ['one-step-too-few', 'K − 1 local steps are made instead of K', { repeat: 'repeat K − 1' }],
  [
    'last-step-lost',
    'a round starts from y^{t−1,K−1} instead of x^{t−1}: the local point is reset one step late',
    { state: 'state  x; m; z from x', 'y ← x': 'y ← z', 'y ← y': 'z ← y\ny ← y − η d' },
  ],
]);

const auxMvr = linesOf('aux-mvr', [
  [
    'bracket-weight-one',
    'the bracket g_D(x^{t−1}) − g_D(x^{t−2}) has weight 1 instead of 1 − a',
    { 'm ←': 'm ← (1 − a) m + a g + (g − g′)' },
  ],
  [
    'bracket-sign',
    'the bracket g_D(x^{t−1}) − g_D(x^{t−2}) is subtracted instead of added',
    { 'm ←': 'm ← (1 − a) m + a g − (1 − a) (g − g′)' },
  ],
  [
    'bracket-dropped',
    'the gradients at x^{t−2} are taken and then not used',
    { 'm ←': 'm ← (1 − a) m + a g' },
  ],
  [
    'fresh-atom-at-old-point',
    'the gradients at x^{t−2} use a fresh sample instead of ξᵗ',
    { 'sample ξ': 'sample ξ\nsample ξ′', 'g′ ←': 'g′ ← ∇f(w, ξ′) − ∇h(w, ξ′)' },
  ],
  [
    'old-snapshot-too-old',
    'the old snapshot is x^{t−3} instead of x^{t−2}',
    {
      state: 'state  x; w from x; v from x; m',
      'g′ ←': 'g′ ← ∇f(v, ξ) − ∇h(v, ξ)',
      'w ← x': 'v ← w\nw ← x',
    },
  ],
  [
    'old-snapshot-is-start',
    'the old snapshot is x⁰ instead of x^{t−2}, as in SVRG with one outer loop',
    { 'w ← x': '' },
  ],
  [
    'auxiliary-only-at-snapshot',
    'the auxiliary gradient is taken at the snapshot in every local step',
    { 'd ←': 'd ← ∇h(x, ζ) + m' },
  ],
  [
    'local-gradient-of-target',
    'the local steps follow the gradient of f instead of h',
    { 'sample ζ': 'sample ξ′', 'd ←': 'd ← ∇f(y, ξ′) + m' },
  ],
  [
    'correction-only-first-step',
    'the estimate corrects the first local step only',
    { 'd ←': 'if k = 1\n  d ← ∇h(y, ζ) + m\notherwise\n  d ← ∇h(y, ζ)' },
  ],
  ['ascent', 'the step goes along its direction instead of against it', { 'y ← y': 'y ← y + η d' }],
  [
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
    'restart-from-start',
    'every round starts its local steps from x⁰',
    { state: 'state  x; w from x; m; z from x', 'y ← x': 'y ← z' },
  ],
]);

const auxMomTarget = linesOf('aux-mom-target', [
  [
    'target-weights-swapped',
    'a and 1 − a are exchanged in the estimate',
    { 'u ←': 'u ← a u + (1 − a) ∇f(x, ξ)' },
  ],
  [
    'control-variate-other-atom',
    'the two gradients of a local step use different samples',
    { 'sample ζ': 'sample ζ\nsample ζ′', 'd ←': 'd ← ∇h(y, ζ) − ∇h(x, ζ′) + u' },
  ],
  [
    'control-variate-snapshot-draw',
    'the control variate g_h(x) comes from the snapshot oracle',
    { 'd ←': 'd ← ∇h(y, ζ) − ∇h(x, ξ) + u' },
  ],
  [
    'control-variate-sign',
    'the control variate g_h(x) is added instead of subtracted',
    { 'd ←': 'd ← ∇h(y, ζ) + ∇h(x, ζ) + u' },
  ],
  [
    'average-iterate',
    'the new iterate is the average of the local points instead of the last one',
    { 'y ← x': 'y ← x\ns ← x', 'y ← y': 'y ← y − η d\ns ← s + y', 'x ← y': 'x ← s / (K + 1)' },
  ],
]);

const auxMvrTarget = linesOf('aux-mvr-target', [
  [
    'bracket-weight-a',
    'the old error u − g_f(x^{t−2}) is shrunk by a instead of by 1 − a',
    { 'u ←': 'u ← ∇f(x, ξ) + a (u − ∇f(w, ξ))' },
  ],
  [
    'old-gradient-remembered',
    'the gradient at x^{t−2} is kept from the round before, with its old sample',
    {
      state: 'state  x; u; p from 0',
      'u ←': 'g ← ∇f(x, ξ)\nin round 1\n  p ← g\nu ← g + (1 − a) (u − p)\np ← g',
      'w ← x': '',
    },
  ],
  [
    'target-old-snapshot-too-old',
    'the old snapshot is x^{t−3} instead of x^{t−2}',
    {
      state: 'state  x; w from x; v from x; u',
      'u ←': 'u ← ∇f(x, ξ) + (1 − a) (u − ∇f(v, ξ))',
      'w ← x': 'v ← w\nw ← x',
    },
  ],
  [
    'control-variate-stale',
    'the control variate g_h(x) is taken at x^{t−2} instead of at x^{t−1}',
    { 'w ← x': '', 'd ←': 'd ← ∇h(y, ζ) − ∇h(w, ζ) + u', 'x ← y': 'w ← x\nx ← y' },
  ],
  [
    'control-variate-dropped',
    'the control variate g_h(x) is missing from the direction',
    { 'd ←': 'd ← ∇h(y, ζ) + u' },
  ],
  [
    'penultimate-iterate',
    'the new iterate is the last but one local point',
    { 'y ← x': 'y ← x\nz ← x', 'y ← y': 'z ← y\ny ← y − η d', 'x ← y': 'x ← z' },
  ],
]);

const baselines = [
  ...linesOf('naive', [
    ['naive-auxiliary-first', 'step 1 follows the auxiliary too', { 'd ← ∇f': 'd ← ∇h(x, ξ)' }],
    [
      'naive-stale-target',
      'step 1 takes the target gradient at x^{t−2} instead of at x^{t−1}',
      { state: 'state  x; w from x', 'd ← ∇f': 'd ← ∇f(w, ξ)', 'x ← y': 'w ← x\nx ← y' },
    ],
    [
      'naive-damped',
      'the auxiliary steps are weighted with a',
      { given: withWeight, 'd ← ∇h': 'd ← a ∇h(y, ζ)' },
    ],
  ]),
  ...linesOf('sgd', [
    [
      'sgd-stale-iterate',
      'the gradient is taken at x^{t−2} instead of at x^{t−1}',
      { state: 'state  x; w from x', 'd ←': 'd ← ∇f(w, ξ)\nw ← x' },
    ],
    [
      'sgd-rate-weighted',
      'the step size is η·a instead of η',
      { given: 'given  η > 0 each round; 0 < a ≤ 1 each round', 'x ←': 'x ← x − η a d' },
    ],
  ]),
];

const late = (round: number): number => round - 1;
const everyRoundOld = 'every round uses the sample ξ of the round before';

/** No page can say this: nothing keeps a sample. */
const oldSamples = [
  ...mutantsOf('aux-mom', [['snapshot-atom-reused', everyRoundOld, { sample: late }]]),
  ...mutantsOf('sgd', [['sgd-atom-reused', everyRoundOld, { sample: late }]]),
];

export const pageMutants: readonly Mutant[] = [
  ...[auxMom, auxMvr, auxMomTarget, auxMvrTarget, baselines, oldSamples].flat(),
];
