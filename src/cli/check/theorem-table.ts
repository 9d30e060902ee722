/** The theorem table of `auxopt check` and `auxopt demo`: what was checked, and how near the bounds came. */
import { rateTheorems, type RateTheoremId } from '../../../spec/theorems/index.js';
import { rateTheoremIds } from '../../campaigns/index.js';
import {
  checkTheorem,
  witnesses,
  type TheoremCheck,
  type TheoremSummary,
} from '../../theorems/rates/index.js';
import { silentProgress, type StartProgress } from '../progress.js';
import { table } from '../text.js';

/** Which theorems to check, and how long. */
export interface TheoremTableRequest {
  readonly theorems?: readonly RateTheoremId[];
  readonly seed: number;
  /** Random cases a theorem; the stored ones come on top. */
  readonly cases: number;
  readonly startProgress?: StartProgress;
}

/** Checks the theorems one after another. */
function checkTheorems({
  theorems = rateTheoremIds,
  seed,
  cases,
  startProgress = silentProgress,
}: TheoremTableRequest): readonly TheoremCheck[] {
  const stored = witnesses.filter(({ theorem }) => theorems.includes(theorem)).length;
  const progress = startProgress('theorems', theorems.length * cases + stored);
  try {
    return theorems.map((id) =>
      checkTheorem({ theorem: rateTheorems[id], seed, cases, onCase: progress.advance }),
    );
  } finally {
    progress.finish();
  }
}

/** The budget of the demo: seconds, not minutes. */
export function checkTheoremsBriefly(startProgress?: StartProgress): readonly TheoremCheck[] {
  return checkTheorems({ seed: 7, cases: 20, ...(startProgress && { startProgress }) });
}

/**
 * The table: id, statement, cases, violations, worst ratio.
 *
 * @param proofs - what is known of the proof of a theorem, by id; the column is left out where nothing is given.
 */
export function formatTheoremTable(
  checks: readonly TheoremSummary[],
  proofs?: Readonly<Partial<Record<RateTheoremId, string>>>,
): string {
  const head = [
    'id',
    'bounds the average squared gradient of',
    'cases',
    'violations',
    'worst G/bound',
    'from',
  ];
  return table(
    proofs === undefined ? head : [...head, 'proof'],
    checks.map((check) => [
      check.id,
      rateTheorems[check.id].title,
      String(check.cases),
      String(check.violations),
      check.worstRatio,
      check.worstCase,
      ...(proofs === undefined ? [] : [proofs[check.id] ?? 'none']),
    ]),
    [2, 3, 4],
  );
}
