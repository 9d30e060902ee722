/** The last part of the demo: the theorems, proved by the kernel and checked against exact expectations. */
import { checkProofStatus } from '../proofs/proof-status.js';
import type { StartProgress } from '../progress.js';
import { heading, paragraph, print } from '../text.js';
import { checkTheoremsBriefly, formatTheoremTable } from '../check/theorem-table.js';

/** Prints the table; returns the sentences that say what does not hold. */
export async function demonstrateTheorems(startProgress: StartProgress): Promise<readonly string[]> {
  const proofs = await checkProofStatus();
  const checks = checkTheoremsBriefly(startProgress);
  print(heading('Theorems: proved by a kernel of five rules or by Coq, checked by exact expectations'));
  print(formatTheoremTable(checks, proofs.short));
  const others = Object.entries(proofs.short).filter(([id]) => !checks.some((check) => check.id === id));
  const besides = others.map(([id, proof]) => `${id} (${proof})`).join(', ');
  print(paragraph(`Besides: ${besides}. ${proofs.note} More: auxopt check, auxopt proofs.`));
  return [
    ...checks
      .filter(({ violations, unshown }) => violations + unshown > 0)
      .map(({ id }) => `${id} is violated, or a stored case no longer shows what it is stored for`),
    ...proofs.refuted.map((id) => `the proof of ${id} is refuted`),
  ];
}
