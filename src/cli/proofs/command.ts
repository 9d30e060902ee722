/** `auxopt proofs`: every lemma and theorem checked again by the kernel, and every certificate mutated. */
import { Command } from 'commander';
import type { ProofReport } from '../../../proofs-checks/index.js';
import { theorems } from '../../../spec/theorems/index.js';
import { doesNotHold, holds } from '../exit-codes.js';
import { heading, print, table } from '../text.js';

/** The command. */
export function createProofsCommand(): Command {
  return new Command('proofs')
    .description('check every proof with the kernel, and that no mutated certificate passes')
    .option('--json', 'print one JSON document (format auxopt-proofs/1)')
    .action(async ({ json }: { readonly json?: true }) => {
      // Loaded here: the kernel checks certificates while its modules load, and no other command needs to wait for it.
      const { checkAllProofs } = await import('../../../proofs-checks/index.js');
      const report = checkAllProofs();
      if (json === true) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
      else printReport(report);
      process.exitCode = isSound(report) ? holds : doesNotHold;
    });
}

/** Nothing is refuted, and no mutant survived. */
function isSound({ lemmas, theorems, mutants }: ProofReport): boolean {
  const verdicts = [...lemmas, ...theorems].map(({ verdict }) => verdict);
  return verdicts.length > 0 && !verdicts.includes('refuted') && mutants.tried > 0 && mutants.survived === 0;
}

function printReport(report: ProofReport): void {
  print(heading('Theorems'));
  print(
    table(
      ['id', 'title', 'verdict'],
      report.theorems.map(({ id, verdict }) => [id, theorems[id].title, verdict]),
    ),
  );
  print(
    'proved: by the kernel, for every dimension, distribution and parameter. checked: exactly, by another method',
  );
  const others = report.theorems.filter(({ verdict }) => verdict === 'checked');
  print(`(${others.map(({ id, method }) => `${id}: ${method}`).join('; ')}).`);
  print(`Lemmas: ${report.lemmas.map(({ id, verdict }) => `${id} ${verdict}`).join(', ')}.`);
  const { tried, survived, certificates, statements } = report.mutants;
  print(
    `Mutants: ${tried} tried (${certificates} certificates, ${statements} stronger statements), ${survived} survived.`,
  );
  print('Trusted, and nothing else:');
  report.trustedRules.forEach((rule) => {
    print(`  ${rule}`);
  });
}
