/** The last part of the demo: the theorems, proved by the kernel and checked against exact expectations. */
import { checkProofStatus } from '../proofs/proof-status.js';
import type { StartProgress } from '../progress.js';
import { heading, paragraph, print } from '../text.js';
import { checkTheoremsBriefly, formatTheoremTable } from '../check/theorem-table.js';

/** Prints the table; returns the sentences that say what does not hold. */
export async function demonstrateTheorems(startProgress: StartProgress): Promise<readonly string[]> {
  const proofs = await checkProofStatus();
  const checks = checkTheoremsBriefly(startProgress);
  print(heading('Theorems: proved by a kernel of five rules, checked by exact expectations'));
  print(formatTheoremTable(checks, proofs));
  const others = Object.entries(proofs).filter(([id]) => !checks.some((check) => check.id === id));
  const besides = others.map(([id, verdict]) => `${id} ${verdict}`).join(', ');
  print(paragraph(`Besides: ${besides}. More: auxopt check, auxopt proofs.`));
  return [
    ...checks
      .filter(({ violations, unshown }) => violations + unshown > 0)
      .map(({ id }) => `${id} is violated, or a stored case no longer shows what it is stored for`),
    ...Object.entries(proofs)
      .filter(([, verdict]) => verdict === 'refuted')
      .map(([id]) => `the proof of ${id} is refuted`),
  ];
}
