/** The same problem under another algorithm, also with the same number of target gradients: a fair comparison. */
import { algorithms } from '../../spec/algorithms/index.js';
import {
  withOneStep,
  type Initialization,
  type RunParameters,
  type VariantName,
} from '../../spec/model/index.js';
import { InputError } from '../errors.js';
import type { ProblemCase, ResolvedProblem } from './problem-case.js';

/**
 * The case with another variant; parameters stay, except that `sgd` gets K = 1.
 *
 * `naive` and `sgd` keep no estimate, so they get the initialisation `none`. A given m⁰ does not cross between the
 * variants that estimate ∇D and the -target variants, which estimate ∇f: it would mean something else.
 *
 * @param initialization - replaces the case's own one, for variants that keep an estimate.
 * @throws InputError where the variant needs an initialisation that the case does not have.
 * @example
 * ```ts
 * import { withVariant } from 'auxopt/problems';
 * import { arbitraryProblemCase, drawAt } from 'auxopt/properties';
 *
 * const { problemCase } = drawAt(arbitraryProblemCase(), 1, 0).value;
 * withVariant(problemCase, 'sgd').parameters.localStepCount; // 1
 * ```
 */
export function withVariant<S, P extends RunParameters<S>>(
  problemCase: ProblemCase<S, P>,
  variant: VariantName,
  initialization: Initialization<S> = problemCase.initialization,
): ProblemCase<S, P> {
  const { estimates } = algorithms[variant];
  const parameters = variant === 'sgd' ? withOneStep(problemCase.parameters) : problemCase.parameters;
  const changed = { ...problemCase, variant, parameters };
  if (estimates === 'nothing') return { ...changed, initialization: { kind: 'none' } };
  if (initialization.kind === 'none') {
    throw new InputError({
      problem: `${variant} keeps an estimate, and the problem has the initialisation "none"`,
      where: `the variant ${variant}`,
      expected: 'an initialisation: given, zero, exact, batch or first-snapshot',
      fix: `Set "initialization" in the problem file, with a variant that keeps an estimate.`,
    });
  }
  const before = algorithms[problemCase.variant].estimates;
  if (
    initialization === problemCase.initialization &&
    initialization.kind === 'given' &&
    before !== estimates
  ) {
    throw new InputError({
      problem: `the given m⁰ of ${problemCase.variant} estimates the gradient of the ${before}, not of the ${estimates}`,
      where: `the variant ${variant}`,
      expected: 'an m⁰ that was made for this variant',
      fix: 'Use an initialisation that means the same for both, such as "zero", "exact" or "first-snapshot".',
    });
  }
  return { ...changed, initialization };
}

/** The most rounds of `variant` that cost at most `budget` target gradients. */
export function roundsWithin(variant: VariantName, budget: number): number {
  const { targetGradientsInRound } = algorithms[variant];
  let rounds = 0;
  let spent = targetGradientsInRound(1);
  while (spent <= budget) {
    rounds += 1;
    spent += targetGradientsInRound(rounds + 1);
  }
  return rounds;
}

/** The case under `variant`, with as many rounds as `budget` target gradients pay. */
export function withinBudget(
  resolved: ResolvedProblem,
  variant: VariantName,
  budget: number,
): ResolvedProblem {
  const other = withVariant(resolved, variant);
  return { ...other, parameters: { ...other.parameters, roundCount: roundsWithin(variant, budget) } };
}
