/** The certified constants of a setting, as the theorems need them. */
import type { RateTheoremId } from '../../../spec/theorems/index.js';
import { ContractError } from '../../errors.js';
import type { Ratio } from '../../exact/index.js';
import { describeProblem, type ProblemDescription, type ResolvedProblem } from '../../problems/index.js';
import type { ProblemConstants } from '../rates/index.js';

/** What is known of a setting before any run. */
export interface SettingConstants {
  readonly description: ProblemDescription;
  /** inf f, in value. */
  readonly least: Ratio;
  /** F₀ = f(x⁰) − inf f, in value. */
  readonly suboptimality: Ratio;
}

/**
 * Describes a setting.
 *
 * @throws RangeError where f is unbounded below, which least squares never is.
 */
export function describeSetting(resolved: ResolvedProblem): SettingConstants {
  const description = describeProblem(resolved);
  const { optimum } = description;
  if (optimum === undefined) throw new ContractError('f is unbounded below');
  return { description, least: optimum.value, suboptimality: optimum.suboptimality };
}

/** L, δ and F₀ for a theorem: the upper ends of their certificates; δ is A5's for MVR-1, A2's else. */
export function constantsFor(id: RateTheoremId, constants: SettingConstants): ProblemConstants {
  const { description, suboptimality } = constants;
  const similarity = id === 'MVR-1' ? description.meanSquareSimilarity : description.hessianSimilarity;
  return {
    smoothness: description.smoothness.upper,
    hessianSimilarity: similarity.upper,
    suboptimality,
  };
}
