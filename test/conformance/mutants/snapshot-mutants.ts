/** Mistakes in the gradients of a round: which function, at which point, with which atom. */
import type { Mutant } from './mutation.js';

/** The other one of two atoms. */
const other = (atom: number): number => 1 - atom;

export const snapshotMutants: readonly Mutant[] = [
  {
    id: 'independent-snapshot-atoms',
    mistake: 'g_f and g_h of a round are drawn independently',
    variant: 'aux-mom',
    breaks: { equation: 'AUX-MOM.1', round: 1 },
    mutation: {
      query: (query, { role, step }) =>
        step === 0 && role === 'auxiliaryAtSnapshot' ? { ...query, atom: other(query.atom) } : query,
    },
  },
  {
    id: 'functions-swapped',
    mistake: 'f and h are exchanged in the sample',
    variant: 'aux-mom',
    breaks: { equation: 'AUX-MOM.1', round: 1 },
    mutation: {
      query: (query, { step }) =>
        step === 0 ? { ...query, function: query.function === 'f' ? 'h' : 'f' } : query,
    },
  },
  {
    id: 'correction-at-new-iterate',
    mistake: 'the sample is taken at xᵗ instead of x^{t−1}',
    variant: 'aux-mom',
    breaks: { equation: 'AUX-MOM.1', round: 1 },
    mutation: {
      updatesAfterSteps: true,
      query: (query, { step }, { xNext }) => (step === 0 ? { ...query, at: xNext ?? query.at } : query),
    },
  },
  {
    id: 'stale-snapshot',
    mistake: 'the sample is taken at x^{t−2}',
    variant: 'aux-mom',
    breaks: { equation: 'AUX-MOM.1', round: 2 },
    mutation: {
      query: (query, { step }, { xOld }) => (step === 0 ? { ...query, at: xOld } : query),
    },
  },
  {
    id: 'stale-target',
    mistake: 'g_f is taken at x^{t−2} and g_h at x^{t−1}',
    variant: 'aux-mom',
    breaks: { equation: 'AUX-MOM.1', round: 2 },
    mutation: {
      query: (query, { role }, { xOld }) => (role === 'targetAtSnapshot' ? { ...query, at: xOld } : query),
    },
  },
  {
    id: 'snapshot-atom-reused',
    mistake: 'every round uses the snapshot atom of the round before',
    variant: 'aux-mom',
    breaks: { equation: 'AUX-MOM.1', round: 2 },
    mutation: {
      query: (query, { step }, { oldDraws }) => (step === 0 ? { ...query, atom: oldDraws.snapshot } : query),
    },
  },
  {
    id: 'exact-snapshot',
    mistake: 'the round uses the exact gradient of h in place of its sample',
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
    variant: 'aux-mom',
    breaks: { equation: 'ORACLE.1', round: 1 },
    mutation: {
      value: ({ function: name, value, at }, { space }) => (name === 'f' ? space.add(value, at) : value),
    },
  },
  {
    id: 'fresh-atom-at-old-point',
    mistake: 'a fresh atom at the old snapshot',
    variant: 'aux-mvr',
    breaks: { equation: 'AUX-MVR.1', round: 2 },
    mutation: {
      query: (query, { role }) => (role.endsWith('Previous') ? { ...query, atom: other(query.atom) } : query),
    },
  },
  {
    id: 'old-snapshot-too-old',
    mistake: 'x^{t−3} in place of x^{t−2}',
    variant: 'aux-mvr',
    breaks: { equation: 'AUX-MVR.1', round: 3 },
    mutation: {
      query: (query, { role }, { xOlder }) => (role.endsWith('Previous') ? { ...query, at: xOlder } : query),
    },
  },
  {
    id: 'old-snapshot-is-start',
    mistake: 'x⁰ in place of x^{t−2}, as in SVRG with one outer loop',
    variant: 'aux-mvr',
    breaks: { equation: 'AUX-MVR.1', round: 3 },
    mutation: {
      query: (query, { role }, { xStart }) => (role.endsWith('Previous') ? { ...query, at: xStart } : query),
    },
  },
  {
    id: 'old-gradient-remembered',
    mistake: 'the gradient at the old snapshot is kept from the round before, with its atom',
    variant: 'aux-mvr-target',
    breaks: { equation: 'AUX-MVR-TARGET.1', round: 2 },
    mutation: {
      query: (query, { role }, { oldDraws }) =>
        role.endsWith('Previous') ? { ...query, atom: oldDraws.snapshot } : query,
    },
  },
  {
    id: 'target-old-snapshot-too-old',
    mistake: 'x^{t−3} in place of x^{t−2}',
    variant: 'aux-mvr-target',
    breaks: { equation: 'AUX-MVR-TARGET.1', round: 3 },
    mutation: {
      query: (query, { role }, { xOlder }) => (role.endsWith('Previous') ? { ...query, at: xOlder } : query),
    },
  },
];
