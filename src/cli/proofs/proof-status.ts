/** What the kernel says of each theorem now, for tables. */
import type { TheoremId } from '../../../spec/theorems/index.js';

/**
 * Checks every proof again and returns the verdicts by theorem.
 *
 * The kernel checks certificates while its modules load, so it is loaded only by the commands that need it.
 */
export async function checkProofStatus(): Promise<Readonly<Partial<Record<TheoremId, string>>>> {
  const { checkProofs } = await import('../../../proofs-checks/index.js');
  return Object.fromEntries(checkProofs().theorems.map(({ id, verdict }) => [id, verdict]));
}
