/** What the properties of the theorems share: judging a case, and the smallest case that refutes a false theorem. */
import fc from 'fast-check';
import type { RateTheorem } from '../../spec/theorems/index.js';
import type { ResolvedProblem } from '../../src/problems/index.js';
import {
  arbitraryRateProblem,
  halveTerm,
  judgeRateProblem,
  type RateProblem,
  type RateVerdict,
} from '../../src/theorems/index.js';
import { forAll } from './for-all.js';

/** Throws unless G ≤ bound; `measured` and `bound` are exact. */
function requireWithinBound({ isWithin, ratio }: RateVerdict): void {
  if (!isWithin) throw new Error(`G is ${ratio} times the bound`);
}

/** G ≤ bound on random quadratics, and on targets that are not convex. */
export function holdsOnAll(theorem: RateTheorem, kind: RateProblem['kind'], numRuns: number): void {
  forAll(numRuns, [arbitraryRateProblem(theorem, { kind })], (problem) => {
    requireWithinBound(judgeRateProblem(theorem, problem));
  });
}

/** The quadratic to which fast-check shrinks a violation of a theorem that claims too much, and the message. */
export function shrunkCounterexample(theorem: RateTheorem): {
  readonly problemCase: ResolvedProblem;
  readonly message: string;
} {
  // at the edge of the exact condition a bound is nearly attained, so few rounds refute it
  const edge = arbitraryRateProblem(theorem, { regimes: ['exact-edge'] });
  const property = fc.property(edge, (problem) => {
    requireWithinBound(judgeRateProblem(theorem, problem));
  });
  const details = fc.check(property, { numRuns: 1000 });
  const [found] = details.counterexample ?? [];
  if (found?.kind !== 'quadratic') throw new Error(`${theorem.id}: nothing refutes it`);
  return { problemCase: found.problemCase, message: fc.defaultReportMessage(details) ?? '' };
}

export { halveTerm };
