/** Exact expectations over the implementation's own runs: every sequence of draws is made, none is sampled. */
import { createVectorSpace, type Vector } from '../../../spec/algebra/index.js';
import { createRationalField, type Ratio } from '../../exact/index.js';
import { enumerateTapes } from '../../expectation/index.js';
import type { ResolvedProblem } from '../../problems/index.js';
import { observeRun } from './observe.js';
import type { PropertyContext } from './property.js';

const field = createRationalField();
const { add, scale } = createVectorSpace(field);
type Rational = typeof field.one;

/** Greatest number of runs for one expectation. */
const sequenceLimit = 300;

/**
 * E φ(run) = Σ p·φ(run with these draws), for several φ at once.
 *
 * @param measure - the functionals of the iterates x⁰, …, x^T and of the local points that were told, over the rationals.
 * @returns undefined where a number has no place in the arithmetic.
 */
export async function expectObserved(
  context: PropertyContext,
  problem: ResolvedProblem,
  measure: (
    iterates: readonly Vector<Rational>[],
    localPoints: readonly (readonly Vector<Rational>[])[],
  ) => readonly Rational[],
): Promise<readonly Ratio[] | undefined> {
  const { snapshotAtoms, localAtoms } = problem.problem;
  const space = {
    ...problem,
    snapshotProbabilities: snapshotAtoms.map(({ probability }) => probability),
    localProbabilities: localAtoms.map(({ probability }) => probability),
  };
  let sum: readonly Rational[] | undefined;
  for (const { probability, tape } of enumerateTapes(space, sequenceLimit)) {
    const seen = await observeRun(context, problem, { tape });
    if (seen === undefined) return undefined;
    const lift = (points: readonly Vector<Ratio>[]) => points.map((at) => at.map(field.fromRatio));
    const measured = measure(lift(seen.iterates), seen.localPoints.map(lift));
    const terms = scale(field.fromRatio(probability), measured);
    sum = sum === undefined ? terms : add(sum, terms);
  }
  return sum?.map(field.toRatio);
}
