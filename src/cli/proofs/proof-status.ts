/** Who says that each theorem is proved, and when, for tables. */
import type { TheoremReport } from '../../../proofs-checks/index.js';
import type { TheoremId } from '../../../spec/theorems/index.js';

/** What is known of the proofs. */
export interface ProofStatus {
  /** By theorem. */
  readonly short: Readonly<Partial<Record<TheoremId, string>>>;
  /** What is refuted. */
  readonly refuted: readonly TheoremId[];
  /** What `on record` in the table means. */
  readonly note: string;
}

/** `kernel: now`, `Coq: on record`, or both. */
export function shortProof({ checks }: Pick<TheoremReport, 'checks'>): string {
  const when = { proved: 'now', recorded: 'on record', 'not proved': 'not proved', refuted: 'refuted' };
  const said = checks.filter(({ by, verdict }) => by !== 'exact arithmetic' || verdict === 'refuted');
  return said.map(({ by, verdict }) => `${by}: ${when[verdict]}`).join(', ');
}

/**
 * Checks every proof of the kernel again, and looks up Coq's.
 *
 * The kernel checks certificates while its modules load, so it is loaded only by the commands that need it.
 */
export async function checkProofStatus(): Promise<ProofStatus> {
  const { createDerivations } = await import('../../../proofs-checks/index.js');
  const { describeStanding, standingOf } = await import('../../../proofs-checks/coq/record.js');
  const { checkDocuments, reportProofs } = await import('../../../proofs-checks/run.js');
  const documents = createDerivations();
  const standing = standingOf(documents);
  const { theorems } = reportProofs(checkDocuments(documents), standing);
  return {
    short: Object.fromEntries(theorems.map((theorem) => [theorem.id, shortProof(theorem)])),
    refuted: theorems.filter(({ verdict }) => verdict === 'refuted').map(({ id }) => id),
    note: `Proofs: kernel: proved now. ${describeStanding(standing)}.`,
  };
}
