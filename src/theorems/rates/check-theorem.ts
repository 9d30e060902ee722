/** A theorem against its stored cases and many random ones, everything decided exactly. */
import { sourceOf, summarizeTheorem, type TheoremSummary } from './summarize-theorem.js';
import {
  judgeTheoremCase,
  storedCasesOf,
  type JudgedTheoremCase,
  type TheoremCaseResult,
  type TheoremCaseSource,
} from './theorem-case.js';

/** What to check. */
export interface TheoremCheckRequest extends TheoremCaseSource {
  /** How many random cases, indices 0 … N−1. */
  readonly cases: number;
  /** Called after every case, stored ones included. */
  readonly onCase?: () => void;
}

/** A case that refutes the theorem. */
export interface Refutation extends Omit<JudgedTheoremCase, 'result'> {
  /** Name of a stored case, or the index of a random one. */
  readonly source: string | number;
}

/** What {@link checkTheorem} found. */
export interface TheoremCheck extends TheoremSummary {
  readonly refutations: readonly Refutation[];
}

/**
 * Checks a theorem: every stored case of it, then random cases, each made from (seed, theorem, index) alone.
 *
 * G, e₀, and the variances of the assumptions are exact expectations, conditions and bound are compared exactly.
 *
 * @returns counts, the worst ratio rounded down, and every refutation with its case.
 * @example
 * ```ts
 * import { checkTheorem } from 'auxopt/properties';
 * import { rateTheorems } from 'auxopt/spec';
 *
 * const { violations, worstRatio } = checkTheorem({ theorem: rateTheorems['SGD-1'], seed: 1, cases: 5 });
 * [violations, worstRatio]; // [0, '1.000000']
 * ```
 */
export function checkTheorem(request: TheoremCheckRequest): TheoremCheck {
  const { theorem, cases, onCase } = request;
  const results: TheoremCaseResult[] = [];
  const refutations: Refutation[] = [];
  const count = storedCasesOf(theorem.id).length + cases;
  for (let number = 0; number < count; number += 1) {
    const { result, ...judged } = judgeTheoremCase(request, number);
    results.push(result);
    if (result.isViolation) refutations.push({ source: sourceOf(result), ...judged });
    onCase?.();
  }
  return { ...summarizeTheorem(theorem.id, results), refutations };
}
