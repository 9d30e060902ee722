/** `auxopt proofs`: every lemma and theorem checked again by the kernel, and every certificate mutated. */
import { join } from 'node:path';
import { Command, Option } from 'commander';
import type { Derivation, ProofReport } from '../../../proofs-checks/index.js';
import { theorems } from '../../../spec/theorems/index.js';
import { onlyBeside } from '../command-line.js';
import { doesNotHold, holds } from '../exit-codes.js';
import { writeTextFile } from '../write-file.js';
import { OutputFolderOption } from '../output-option.js';
import { heading, print, printJsonText, table } from '../text.js';

interface ProofsOptions {
  readonly json?: true;
  readonly derivations?: string;
  readonly out?: string;
  readonly coq?: true;
}

/** Coq's answer: all files accepted, and no axioms but those of the real numbers. */
interface CoqAnswer {
  readonly checked: boolean;
  /** Of CPU. */
  readonly seconds: number;
  readonly assumptions: readonly string[];
}

/** The command. */
export function createProofsCommand(): Command {
  const command = new Command('proofs')
    .description('check every proof with the kernel, and that no mutated certificate passes')
    .option('--json', 'print one JSON document (format auxopt-proofs/2)')
    .addOption(
      new OutputFolderOption(
        '--derivations <folder>',
        'write the proofs into this folder (format auxopt-derivation/1)',
      ),
    )
    .addOption(
      new Option('--export <system>', 'write the proofs for this system, with --out').choices(['coq']),
    )
    .addOption(new OutputFolderOption('--out <folder>', 'where --export writes'))
    .option('--coq', 'ask Coq too, where coqc is installed (about 80 s of CPU)')
    .action(async ({ json, derivations, out, coq }: ProofsOptions) => {
      // Loaded here: the proofs are built while their modules load, and no other command needs to wait for it.
      const { checkAllProofs, createDerivations } = await import('../../../proofs-checks/index.js');
      const documents = createDerivations();
      if (derivations !== undefined) {
        for (const document of documents) {
          writeTextFile(join(derivations, `${document.id}.json`), `${JSON.stringify(document, null, 1)}\n`);
        }
      }
      if (out !== undefined) await exportForCoq(documents, out);
      const checked = checkAllProofs(documents);
      const answer = coq === true ? await askCoq(documents) : undefined;
      const report = answer?.checked === false ? await withoutCoq(checked) : checked;
      if (json === true) {
        const whole = answer === undefined ? report : { ...report, coq: answer };
        printJsonText(`${JSON.stringify(whole, null, 2)}\n`);
      } else {
        printReport(report);
        if (coq === true) printAnswer(answer);
      }
      process.exitCode = isSound(report) && answer?.checked !== false ? holds : doesNotHold;
    });
  onlyBeside(command, ['export'], ['out']);
  return onlyBeside(command, ['out'], ['export']);
}

async function exportForCoq(documents: readonly Derivation[], folder: string): Promise<void> {
  const { allFiles } = await import('../../../proofs-checks/coq/check.js');
  const { coqProject } = await import('../../../proofs-checks/coq/theory.js');
  const files = allFiles(documents);
  for (const { name, text } of files) writeTextFile(join(folder, `${name}.v`), text);
  writeTextFile(join(folder, '_CoqProject'), coqProject(files));
}

/** Undefined where there is no coqc. */
async function askCoq(documents: readonly Derivation[]): Promise<CoqAnswer | undefined> {
  const { checkWithCoq } = await import('../../../proofs-checks/coq/check.js');
  const report = await checkWithCoq(documents);
  if (report === undefined) return undefined;
  const { checked, seconds, assumptions } = report;
  return { checked, seconds, assumptions };
}

/** The report where Coq refuses the files. */
async function withoutCoq(report: ProofReport): Promise<ProofReport> {
  const { provedInCoq } = await import('../../../proofs-checks/coq/theory.js');
  const theorems = report.theorems.map((theorem) =>
    theorem.id in provedInCoq
      ? { ...theorem, verdict: 'not proved' as const, gaps: ['Coq refuses the files'] }
      : theorem,
  );
  return { ...report, theorems };
}

function printAnswer(answer: CoqAnswer | undefined): void {
  if (answer === undefined) {
    print('Coq: absent: coqc (apt-get install coq).');
    return;
  }
  const { checked, seconds, assumptions } = answer;
  const verdict = checked ? 'proved' : 'NOT PROVED';
  print(`Coq: ${verdict} (${Math.round(seconds)} s of CPU), with the axioms ${assumptions.join(', ')}.`);
}

/** Everything is proved, and no mutant survived. */
function isSound({ lemmas, theorems, mutants }: ProofReport): boolean {
  const verdicts = [...lemmas, ...theorems].map(({ verdict }) => verdict);
  const isHeld = verdicts.every((verdict) => verdict === 'proved');
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
    'proved: by the kernel, for every dimension, distribution with finite second moments, and parameter; or as is said here.',
  );
  for (const { id, method } of report.theorems) if (!method.startsWith('kernel')) print(`${id}: ${method}.`);
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
