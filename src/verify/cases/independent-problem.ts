/** The same marginal noises of f and h, drawn independently: for frameworks that cannot draw them jointly. */
import type { QuadraticProblem } from '../../../spec/model/index.js';
import { createRatio, type Ratio } from '../../exact/index.js';
import type { VerificationCase } from './verification-case.js';

/**
 * The problem whose snapshot support is the product of the two marginal supports: atom (i, j) has g_f of atom i and g_h of
 * atom j, with probability pᵢpⱼ. Then two independent draws are one joint draw.
 */
export function makeIndependent(problem: QuadraticProblem<Ratio>): QuadraticProblem<Ratio> {
  const atoms = problem.snapshotAtoms;
  return {
    ...problem,
    snapshotAtoms: atoms.flatMap(({ probability: p, target }) =>
      atoms.map(({ probability: q, auxiliary }) => ({
        probability: createRatio(p.numerator * q.numerator, p.denominator * q.denominator),
        target,
        auxiliary,
      })),
    ),
  };
}

/** The case on {@link makeIndependent}; its draws of g_h are those of g_f, moved on by the round. */
export function makeCaseIndependent(given: VerificationCase): VerificationCase {
  const count = given.problem.snapshotAtoms.length;
  const pair = (atom: number, shift: number): number => atom * count + ((atom + shift) % count);
  return {
    ...given,
    problem: makeIndependent(given.problem),
    tape: {
      initial: given.tape.initial.map(pair),
      rounds: given.tape.rounds.map((draws, t) => ({ ...draws, snapshot: pair(draws.snapshot, t) })),
    },
  };
}
