/** Sums up the results of a theorem's cases: counts, worst ratios, what the stored cases show. */
import type { BoundTermId, CheckedTheoremId } from '../../../spec/theorems/index.js';
import type { Regime } from './rate-problem.js';
import type { RandomCaseResult, StoredCaseResult, TheoremCaseResult } from './theorem-case.js';

/** What the cases of a theorem gave. */
export interface TheoremSummary {
  readonly id: CheckedTheoremId;
  /** Judged cases: random + stored. */
  readonly cases: number;
  readonly random: number;
  readonly stored: number;
  /** Random cases with a target that is not convex. */
  readonly nonConvex: number;
  /** Random cases by regime. */
  readonly regimes: Readonly<Record<Regime, number>>;
  /** Cases inside a condition with G > bound. */
  readonly violations: number;
  /** Greatest G/bound inside the conditions, rounded down. */
  readonly worstRatio: string;
  /** Where it comes from: the name of a stored case, or `random <index>`. */
  readonly worstCase: string;
  /** Greatest G/bound of the random cases. */
  readonly worstRandomRatio: string;
  /** Terms that cannot be halved, by stored cases. */
  readonly neededTerms: readonly BoundTermId[];
  /** Stored cases outside the conditions that exceed the bound. */
  readonly outside: number;
  /** Stored cases that do not show what they are stored for. */
  readonly unshown: number;
  /** The violations: name of a stored case, or index of a random one. */
  readonly violating: readonly { readonly source: string | number; readonly ratio: string }[];
}

/** Whether a case gave what it should: no violation, and stored ones show what they are stored for. */
export function isExpected(result: TheoremCaseResult): boolean {
  return !result.isViolation && (result.kind === 'random' || result.isShown);
}

/**
 * Sums up results in the order of their cases; of equal ratios the last is named.
 *
 * @param results - of all cases, or of some: the counts are of what is given.
 */
export function summarizeTheorem(
  id: CheckedTheoremId,
  results: readonly TheoremCaseResult[],
): TheoremSummary {
  const stored = results.filter((result): result is StoredCaseResult => result.kind === 'stored');
  const random = results.filter((result): result is RandomCaseResult => result.kind === 'random');
  const countRegime = (regime: Regime): number => random.filter((result) => result.regime === regime).length;
  const violating = results.filter(({ isViolation }) => isViolation);
  const inside = results.filter((result) => result.kind === 'random' || result.purpose !== 'outside');
  const worst = worstOf(inside);
  return {
    id,
    cases: results.length,
    random: random.length,
    stored: stored.length,
    nonConvex: random.filter(({ isQuadratic }) => !isQuadratic).length,
    regimes: {
      inside: countRegime('inside'),
      'simple-edge': countRegime('simple-edge'),
      'exact-edge': countRegime('exact-edge'),
      'quiet-edge': countRegime('quiet-edge'),
    },
    violations: violating.length,
    worstRatio: worst?.ratio ?? '0.000000',
    worstCase: worst === undefined ? 'none' : nameOf(worst),
    worstRandomRatio: worstOf(random)?.ratio ?? '0.000000',
    neededTerms: stored.flatMap(({ term, isShown }) => (term !== undefined && isShown ? [term] : [])),
    outside: stored.filter(({ purpose }) => purpose === 'outside').length,
    unshown: stored.filter(({ isShown }) => !isShown).length,
    violating: violating.map((result) => ({ source: sourceOf(result), ratio: result.ratio })),
  };
}

/** Name of a stored case, or index of a random one. */
export function sourceOf(result: TheoremCaseResult): string | number {
  return result.kind === 'stored' ? result.name : result.index;
}

function nameOf(result: TheoremCaseResult): string {
  return result.kind === 'stored' ? result.name : `random ${result.index}`;
}

function worstOf(results: readonly TheoremCaseResult[]): TheoremCaseResult | undefined {
  return results.reduce<TheoremCaseResult | undefined>(
    (worst, result) => (worst === undefined || sizeOf(result) >= sizeOf(worst) ? result : worst),
    undefined,
  );
}

function sizeOf({ ratio }: TheoremCaseResult): number {
  return ratio === 'infinite' ? Infinity : Number(ratio);
}
