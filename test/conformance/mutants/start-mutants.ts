/** Mistakes in the start of a run. */
import type { Mutant } from './mutation.js';

export const startMutants: readonly Mutant[] = [
  {
    id: 'wrong-starting-point',
    mistake: 'the run starts from zero',
    variant: 'aux-mom',
    breaks: { equation: 'START.1', round: 0 },
    mutation: { startingPoint: (honest, space) => space.zero(honest.length) },
  },
  {
    id: 'batch-atom-reused',
    mistake: 'the initial batch uses the atom of ξ¹',
    variant: 'aux-mom',
    start: 'batch',
    breaks: { equation: 'START.2', round: 0 },
    mutation: {
      startQuery: (query, index, firstAtom) => (index === 0 ? { ...query, atom: firstAtom } : query),
    },
  },
  {
    id: 'batch-of-independent-pairs',
    mistake: 'g_f and g_h of an initial draw are drawn independently',
    variant: 'aux-mvr',
    start: 'batch',
    breaks: { equation: 'START.2', round: 0 },
    mutation: {
      startQuery: (query) => (query.function === 'h' ? { ...query, atom: 1 - query.atom } : query),
    },
  },
  {
    id: 'batch-sum',
    mistake: 'the initial batch is summed and not averaged',
    variant: 'aux-mvr',
    start: 'batch',
    breaks: { equation: 'START.3', round: 0 },
    mutation: { startEstimate: (honest, space) => space.add(honest, honest) },
  },
  {
    id: 'exact-is-sampled',
    mistake: 'the exact start takes a sample',
    variant: 'aux-mvr-target',
    start: 'exact',
    breaks: { equation: 'START.2', round: 0 },
    mutation: { startQuery: (query) => ({ ...query, draw: 'snapshot' }) },
  },
  {
    id: 'zero-instead-of-given',
    mistake: 'the given estimate is ignored',
    variant: 'aux-mom-target',
    breaks: { equation: 'START.3', round: 0 },
    mutation: { startEstimate: (honest, space) => space.zero(honest.length) },
  },
  {
    id: 'first-snapshot-instead-of-zero',
    mistake: 'round 1 takes its own sample in full although m⁰ = 0 was asked for',
    variant: 'aux-mom',
    start: 'zero',
    breaks: { equation: 'AUX-MOM.2', round: 1 },
    mutation: {
      newEstimate: ({ current }, { round, space, weight, rest, estimate = current }) =>
        round === 1 ? current : space.add(space.scale(rest, estimate), space.scale(weight, current)),
    },
  },
  {
    id: 'zero-instead-of-first-snapshot',
    mistake: 'round 1 starts from m⁰ = 0 although first-snapshot was asked for',
    variant: 'aux-mom',
    start: 'first-snapshot',
    breaks: { equation: 'AUX-MOM.2', round: 1 },
    mutation: {
      newEstimate: ({ current }, { space, weight, rest, estimate }) => {
        const fresh = space.scale(weight, current);
        return estimate === undefined ? fresh : space.add(space.scale(rest, estimate), fresh);
      },
    },
  },
];
