/** Exact expectations over the implementation's own runs: every sequence of draws is made, none is sampled. */
import type { Fraction } from 'fraction.js';
import { createRationalField, type Ratio } from '../../exact/index.js';
import { enumerateTapes } from '../../expectation/index.js';
import type { ResolvedProblem } from '../../problems/index.js';
import { observe, type Observation } from './observe.js';
import type { PropertyContext } from './property.js';

const field = createRationalField();
type Rational = Fraction;

/** Greatest number of runs for one expectation. */
const sequenceLimit = 300;

/**
 * E φ(run) = Σ p·φ(run with these draws), for several φ at once.
 *
 * @param measure - the functionals of a run, over the rationals.
 * @returns undefined where a number has no place in the arithmetic.
 */
export async function expectObserved(
  context: PropertyContext,
  problem: ResolvedProblem,
  measure: (observation: Observation) => readonly Rational[],
): Promise<readonly Ratio[] | undefined> {
  const { variant, parameters, initialization } = problem;
  const space = {
    variant,
    parameters,
    initialization,
    snapshotProbabilities: problem.problem.snapshotAtoms.map(({ probability }) => probability),
    localProbabilities: problem.problem.localAtoms.map(({ probability }) => probability),
  };
  let sum: readonly Rational[] | undefined;
  for (const { probability, tape } of enumerateTapes(space, sequenceLimit)) {
    const seen = await observe(context, problem, { tape });
    if (seen === undefined) return undefined;
    const weight = field.fromRatio(probability);
    const terms = measure(seen).map((value) => field.multiply(weight, value));
    sum = sum === undefined ? terms : terms.map((term, i) => field.add(term, sum?.[i] ?? field.zero));
  }
  return sum?.map(field.toRatio);
}
