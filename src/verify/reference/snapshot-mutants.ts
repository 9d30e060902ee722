/** Mistakes in the gradients of a round: which function, at which point, with which atom. */
import type { Mutant } from './mutation.js';

export const snapshotMutants: readonly Mutant[] = [
  {
    id: 'independent-snapshot-atoms',
    mistake: 'g_f and g_h of a round are drawn independently instead of jointly',
    mend: 'Take g_f and g_h of a round with one sample ξᵗ.',
    variant: 'aux-mom',
    breaks: { equation: 'AUX-MOM.1', round: 1 },
    mutation: {
      query: (query, { role, step }, { otherAtom }) =>
        step === 0 && role === 'auxiliaryAtSnapshot' ? { ...query, atom: otherAtom(query) } : query,
    },
  },
  {
    id: 'functions-swapped',
    mistake: 'f and h are exchanged in the sample of the round: g_h − g_f instead of g_f − g_h',
    mend: 'Take g_f − g_h at the snapshot.',
    variant: 'aux-mom',
    breaks: { equation: 'AUX-MOM.1', round: 1 },
    mutation: {
      query: (query, { step }) =>
        step === 0 ? { ...query, function: query.function === 'f' ? 'h' : 'f' } : query,
    },
  },
  {
    id: 'correction-at-new-iterate',
    mistake: 'the sample is taken at xᵗ, after the local steps, instead of at x^{t−1}',
    mend: 'Take the sample at x^{t−1}, before the local steps.',
    variant: 'aux-mom',
    breaks: { equation: 'AUX-MOM.1', round: 1 },
    mutation: {
      updatesAfterSteps: true,
      query: (query, { step }, { xNext }) => (step === 0 ? { ...query, at: xNext ?? query.at } : query),
    },
  },
  {
    id: 'stale-snapshot',
    mistake: 'the sample is taken at x^{t−2} instead of at x^{t−1}',
    mend: 'Take both gradients of the round at the newest iterate x^{t−1}.',
    variant: 'aux-mom',
    breaks: { equation: 'AUX-MOM.1', round: 2 },
    mutation: {
      query: (query, { step }, { xOld }) => (step === 0 ? { ...query, at: xOld } : query),
    },
  },
  {
    id: 'stale-target',
    mistake: 'g_f is taken at x^{t−2} and g_h at x^{t−1}',
    mend: 'Take g_f at the newest iterate x^{t−1} too.',
    variant: 'aux-mom',
    breaks: { equation: 'AUX-MOM.1', round: 2 },
    mutation: {
      query: (query, { role }, { xOld }) => (role === 'targetAtSnapshot' ? { ...query, at: xOld } : query),
    },
  },
  {
    id: 'snapshot-atom-reused',
    mistake: 'every round uses the sample ξ of the round before',
    mend: 'Draw a fresh ξᵗ in every round.',
    variant: 'aux-mom',
    breaks: { equation: 'AUX-MOM.1', round: 2 },
    mutation: {
      query: (query, { step }, { oldDraws }) => (step === 0 ? { ...query, atom: oldDraws.snapshot } : query),
    },
  },
  {
    id: 'exact-snapshot',
    mistake: 'the round uses the exact gradient of h in place of its sample',
    mend: 'Take g_h(x^{t−1}, ξᵗ) with the sample of the round.',
    variant: 'aux-mom',
    breaks: { equation: 'AUX-MOM.1', round: 1 },
    mutation: {
      query: (query, { role, step }) =>
        step === 0 && role === 'auxiliaryAtSnapshot' ? { ...query, draw: 'mean', atom: 0 } : query,
    },
  },
  {
    id: 'weight-decay',
    mistake: 'weight decay is left on: g_f(x) + x',
    mend: 'Switch weight decay off: the gradient of f is all that the equations know.',
    variant: 'aux-mom',
    breaks: { equation: 'ORACLE.1', round: 1 },
    mutation: {
      value: ({ function: name, value, at }, { space }) => (name === 'f' ? space.add(value, at) : value),
    },
  },
  {
    id: 'fresh-atom-at-old-point',
    mistake: 'the gradients at x^{t−2} use a fresh sample instead of ξᵗ',
    mend: 'Use the one sample ξᵗ at both snapshots.',
    variant: 'aux-mvr',
    breaks: { equation: 'AUX-MVR.1', round: 2 },
    mutation: {
      query: (query, { role }, { otherAtom }) =>
        role.endsWith('Previous') ? { ...query, atom: otherAtom(query) } : query,
    },
  },
  {
    id: 'old-snapshot-too-old',
    mistake: 'the old snapshot is x^{t−3} instead of x^{t−2}',
    mend: 'Keep the iterate of the round before, x^{t−2}, for the bracket.',
    variant: 'aux-mvr',
    breaks: { equation: 'AUX-MVR.1', round: 3 },
    mutation: {
      query: (query, { role }, { xOlder }) => (role.endsWith('Previous') ? { ...query, at: xOlder } : query),
    },
  },
  {
    id: 'old-snapshot-is-start',
    mistake: 'the old snapshot is x⁰ instead of x^{t−2}, as in SVRG with one outer loop',
    mend: 'Keep the iterate of the round before, x^{t−2}, for the bracket.',
    variant: 'aux-mvr',
    breaks: { equation: 'AUX-MVR.1', round: 3 },
    mutation: {
      query: (query, { role }, { xStart }) => (role.endsWith('Previous') ? { ...query, at: xStart } : query),
    },
  },
  {
    id: 'old-gradient-remembered',
    mistake: 'the gradient at x^{t−2} is kept from the round before, with its old sample',
    mend: 'Take the gradient at x^{t−2} again, with the sample ξᵗ of this round.',
    variant: 'aux-mvr-target',
    breaks: { equation: 'AUX-MVR-TARGET.1', round: 2 },
    mutation: {
      query: (query, { role }, { oldDraws }) =>
        role.endsWith('Previous') ? { ...query, atom: oldDraws.snapshot } : query,
    },
  },
  {
    id: 'target-old-snapshot-too-old',
    mistake: 'the old snapshot is x^{t−3} instead of x^{t−2}',
    mend: 'Keep the iterate of the round before, x^{t−2}, for the old gradient.',
    variant: 'aux-mvr-target',
    breaks: { equation: 'AUX-MVR-TARGET.1', round: 3 },
    mutation: {
      query: (query, { role }, { xOlder }) => (role.endsWith('Previous') ? { ...query, at: xOlder } : query),
    },
  },
];
