/** `auxopt proofs`: every lemma and theorem checked again by the kernel, and every certificate mutated. */
import { join } from 'node:path';
import { Command } from 'commander';
import type { ProofReport } from '../../../proofs-checks/index.js';
import { theorems } from '../../../spec/theorems/index.js';
import { doesNotHold, holds } from '../exit-codes.js';
import { makeFolder, writeTextFile } from '../files.js';
import { heading, print, table } from '../text.js';

interface ProofsOptions {
  readonly json?: true;
  readonly derivations?: string;
}

/** The command. */
export function createProofsCommand(): Command {
  return new Command('proofs')
    .description('check every proof with the kernel, and that no mutated certificate passes')
    .option('--json', 'print one JSON document (format auxopt-proofs/1)')
    .option('--derivations <folder>', 'write the proofs into this folder (format auxopt-derivation/1)')
    .action(async ({ json, derivations }: ProofsOptions) => {
      // Loaded here: the proofs are built while their modules load, and no other command needs to wait for it.
      const { checkAllProofs, createDerivations } = await import('../../../proofs-checks/index.js');
      const documents = createDerivations();
      if (derivations !== undefined) {
        makeFolder(derivations);
        for (const document of documents) {
          writeTextFile(join(derivations, `${document.id}.json`), `${JSON.stringify(document, null, 1)}\n`);
        }
      }
      const report = checkAllProofs(documents);
      if (json === true) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
      else printReport(report);
      process.exitCode = isSound(report) ? holds : doesNotHold;
    });
}

/** Everything is proved or checked, and no mutant survived. */
function isSound({ lemmas, theorems, mutants }: ProofReport): boolean {
  const verdicts = [...lemmas, ...theorems].map(({ verdict }) => verdict);
  const isHeld = verdicts.every((verdict) => verdict === 'proved' || verdict === 'checked');
  return verdicts.length > 0 && isHeld && mutants.tried > 0 && mutants.survived === 0;
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
    'proved: by the kernel, for every dimension, distribution with finite second moments, and parameter. checked: exactly, by another method',
  );
  const others = report.theorems.filter(({ verdict }) => verdict === 'checked');
  print(`(${others.map(({ id, method }) => `${id}: ${method}`).join('; ')}).`);
  for (const { id, gaps = [] } of report.theorems)
    for (const gap of gaps) print(`${id} is not proved: ${gap}`);
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
