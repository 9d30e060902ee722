/** The theorem table of `auxopt check` and `auxopt demo`: what was checked, and how near the bounds came. */
import { rateTheorems, type RateTheoremId } from '../../../spec/theorems/index.js';
import { rateTheoremIds } from '../../campaigns/index.js';
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
  const progress = startProgress('theorems', rateTheoremIds.length * cases + witnesses.length);
  try {
    return rateTheoremIds.map((id) =>
      checkTheorem({ theorem: rateTheorems[id], seed: 7, cases, onCase: progress.advance }),
    );
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
  proofs: Readonly<Partial<Record<RateTheoremId, string>>>,
): string {
  return table(
    ['id', 'bounds the average squared gradient of', 'cases', 'violations', 'worst G/bound', 'from', 'proof'],
    checks.map((check) => [
      check.id,
      rateTheorems[check.id].title,
      String(check.cases),
      String(check.violations),
      check.worstRatio,
      check.worstCase,
      proofs[check.id] ?? 'none',
    ]),
    [2, 3, 4],
  );
}
