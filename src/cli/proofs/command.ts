/** `auxopt proofs`: every lemma and theorem checked again by the kernel, and every certificate mutated. */
import { join } from 'node:path';
import { Command, Option } from 'commander';
import type { CoqStanding, ProofReport } from '../../../proofs-checks/index.js';
import type { CoqReport } from '../../../proofs-checks/coq/check.js';
import type { Derivation } from '../../../proofs-checks/derivation/schema.js';
import { theorems } from '../../../spec/theorems/index.js';
import { onlyBeside } from '../command-line.js';
import { InputError } from '../../errors.js';
import { doesNotHold, holds } from '../exit-codes.js';
import { writeTextFile } from '../write-file.js';
import { OutputFolderOption } from '../output-option.js';
import { heading, print, printJsonText, table } from '../text.js';
import { shortProof } from './proof-status.js';

interface ProofsOptions {
  readonly json?: true;
  readonly export?: 'derivations' | 'coq';
  readonly out?: string;
  readonly coq?: true;
}

/** Coq's answer: all files accepted, and nothing that the audit refuses. */
type CoqAnswer = Pick<CoqReport, 'checked' | 'seconds' | 'assumptions' | 'refusals'>;

/** The command. */
export function createProofsCommand(): Command {
  const command = new Command('proofs')
    .description('check every proof with the kernel, and that no mutated certificate passes')
    .option('--json', 'print one JSON document (format auxopt-proofs/3)')
    .addOption(
      new Option(
        '--export <as>',
        'also write the proofs, with --out: documents (format auxopt-derivation/1), or files for Coq',
      ).choices(['derivations', 'coq']),
    )
    .addOption(new OutputFolderOption('--out <folder>', 'where --export writes'))
    .option(
      '--coq',
      'let Coq check its part now instead of relying on the record; needs coqc (about 100 s of CPU)',
    )
    .action(async ({ json, export: form, out, coq }: ProofsOptions) => {
      // Loaded here: the proofs are built while their modules load, and no other command needs to wait for it.
      const { checkAllProofs, createDerivations } = await import('../../../proofs-checks/index.js');
      const documents = createDerivations();
      if (out !== undefined && form === 'coq') await exportForCoq(documents, out);
      else if (out !== undefined) exportDocuments(documents, out);
      // Coq first: without it there is nothing to say.
      const asked = coq === true ? await askCoq(documents) : undefined;
      const report = checkAllProofs(documents, asked?.standing);
      if (json === true) {
        const whole = asked === undefined ? report : { ...report, coq: asked.answer };
        printJsonText(`${JSON.stringify(whole, null, 2)}\n`);
      } else {
        printReport(report);
        if (asked !== undefined) printAnswer(asked.answer);
      }
      process.exitCode = isSound(report) ? holds : doesNotHold;
    });
  onlyBeside(command, ['export'], ['out']);
  return onlyBeside(command, ['out'], ['export']);
}

function exportDocuments(documents: readonly Derivation[], folder: string): void {
  for (const document of documents) {
    writeTextFile(join(folder, `${document.id}.json`), `${JSON.stringify(document, null, 1)}\n`);
  }
}

async function exportForCoq(documents: readonly Derivation[], folder: string): Promise<void> {
  const { allFiles } = await import('../../../proofs-checks/coq/check.js');
  const { coqProject } = await import('../../../proofs-checks/coq/theory.js');
  const files = allFiles(documents);
  for (const { name, text } of files) writeTextFile(join(folder, `${name}.v`), text);
  writeTextFile(join(folder, '_CoqProject'), coqProject(files));
}

async function askCoq(
  documents: readonly Derivation[],
): Promise<{ readonly answer: CoqAnswer; readonly standing: CoqStanding }> {
  const { checkWithCoq } = await import('../../../proofs-checks/coq/check.js');
  const { hashOf } = await import('../../../proofs-checks/coq/record.js');
  const found = await checkWithCoq(documents);
  if (found === undefined) {
    throw new InputError({
      problem: 'there is no coqc, so Coq cannot check anything now',
      where: '--coq',
      expected: 'coqc and coqchk on the path',
      fix: 'Install them (apt-get install coq), or leave --coq out: then the report says when Coq checked these files.',
    });
  }
  const { checked, seconds, assumptions, refusals } = found;
  const hash = hashOf(documents);
  const standing: CoqStanding = checked
    ? { kind: 'now', hash, version: found.coq }
    : { kind: 'refused', hash, refusals };
  return { answer: { checked, seconds, assumptions, refusals }, standing };
}

function printAnswer({ checked, seconds, assumptions, refusals }: CoqAnswer): void {
  const verdict = checked ? 'proved' : 'NOT PROVED';
  print(`Coq: ${verdict} (${Math.round(seconds)} s of CPU), with the axioms ${assumptions.join(', ')}.`);
  for (const why of refusals) print(`Coq: ${why}`);
}

/** Everything is proved now or on record, and no mutant survived. */
function isSound({ lemmas, theorems, mutants }: ProofReport): boolean {
  const verdicts = [...lemmas, ...theorems].map(({ verdict }) => verdict);
  const isHeld = verdicts.every((verdict) => verdict === 'proved' || verdict === 'recorded');
  return verdicts.length > 0 && isHeld && mutants.tried > 0 && mutants.survived === 0;
}

function printReport(report: ProofReport): void {
  print(heading('Theorems'));
  print(
    table(
      ['id', 'title', 'proof'],
      report.theorems.map((theorem) => [theorem.id, theorems[theorem.id].title, shortProof(theorem)]),
    ),
  );
  print('By the kernel: for every dimension, distribution with finite second moments, and parameter.');
  for (const { id, method } of report.theorems) if (!method.startsWith('kernel')) print(`${id}: ${method}.`);
  for (const { id, gaps = [] } of report.theorems)
    for (const gap of gaps) print(`${id} is not proved: ${gap}`);
  print(`Lemmas: ${report.lemmas.map(({ id, verdict }) => `${id} ${verdict}`).join(', ')}.`);
  const { tried, survived } = report.mutants;
  print(`Mutated certificates: ${tried} tried, ${survived} survived.`);
  print('Trusted, and nothing else:');
  print(...report.trustedRules.map((rule) => `  ${rule}`));
}
