/** The theorem table of `auxopt check` and `auxopt demo`: what was checked, and how near the bounds came. */
import { rateTheorems, theorems, type CheckedTheoremId } from '../../../spec/theorems/index.js';
import {
  checkTheorem,
  witnesses,
  type TheoremCheck,
  type TheoremSummary,
} from '../../theorems/rates/index.js';
import type { StartProgress } from '../progress.js';
import { table } from '../text.js';

/** Checks all theorems with the budget of the demo: seconds, not minutes. */
export function checkTheoremsBriefly(startProgress: StartProgress): readonly TheoremCheck[] {
  const cases = 20;
  const rates = Object.values(rateTheorems);
  const progress = startProgress('theorems', rates.length * cases + witnesses.length);
  try {
    return rates.map((theorem) => checkTheorem({ theorem, seed: 7, cases, onCase: progress.advance }));
  } finally {
    progress.finish();
  }
}

/**
 * The table: id, statement, cases, violations, worst ratio.
 *
 * @param proofs - what is known of the proof of a theorem, by id.
 */
export function formatTheoremTable(
  checks: readonly TheoremSummary[],
  proofs: Readonly<Partial<Record<CheckedTheoremId, string>>>,
): string {
  return table(
    ['id', 'about', 'cases', 'violations', 'worst ratio', 'from', 'proof'],
    checks.map((check) => [
      check.id,
      theorems[check.id].title,
      String(check.cases),
      String(check.violations),
      check.worstRatio,
      check.worstCase,
      proofs[check.id] ?? 'none',
    ]),
    [2, 3, 4],
    [5, 1],
  );
}

/** What the stored cases show of each theorem, a line each, and which of them no longer do. */
export function describeStored(summaries: readonly TheoremSummary[]): readonly string[] {
  return [
    ...summaries
      .filter(({ stored }) => stored > 0)
      .map(({ id, neededTerms, outside, stored }) => {
        const needed = neededTerms.length === 0 ? 'none' : neededTerms.join(', ');
        return `${id}: its stored cases show that these terms cannot be halved: ${needed}. Outside the conditions ${outside} of ${stored} exceed the bound.`;
      }),
    ...summaries
      .filter(({ unshown }) => unshown > 0)
      .map(({ id, unshown }) => `${id}: ${unshown} stored cases no longer show what they are stored for.`),
  ];
}
