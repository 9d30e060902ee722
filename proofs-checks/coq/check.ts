/** Coq's answer to everything: the theory, the exported steps, what the theorems assume, and the negative controls. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Derivation } from '../derivation/schema.js';
import { compile, compileAll, coqVersion, type Compilation } from './coqc.js';
import { exportToCoq, type CoqFile } from './export.js';
import type { Mutant } from './mutants.js';
import { stepMutants } from './step-mutants.js';
import { fileMutant, theoryMutants } from './text-mutants.js';
import { allowedAxioms, auditFile, axiomsIn, finalTheorems, readTheory } from './theory.js';

/** What became of one negative control. */
export interface Control {
  readonly name: string;
  /** Refused, in the lemma and for the reason that it should be. */
  readonly refused: boolean;
  readonly seconds: number;
  /** What coqc printed, where it did not refuse as expected. */
  readonly output?: string;
}

/** What `npm run proofs:coq -- --json` prints. */
export interface CoqReport {
  readonly format: 'auxopt-coq/1';
  readonly coq: string;
  /** All files were accepted and assume no more than they may. */
  readonly checked: boolean;
  /** Of CPU, negative controls included. */
  readonly seconds: number;
  readonly files: readonly { readonly name: string; readonly accepted: boolean; readonly seconds: number }[];
  readonly theorems: readonly string[];
  readonly assumptions: readonly string[];
  readonly unexpected: readonly string[];
  readonly controls: readonly Control[];
}

/** All files: those written by hand and those exported. */
export function allFiles(derivations: readonly Derivation[]): readonly CoqFile[] {
  return [...readTheory(), ...exportToCoq(derivations), auditFile];
}

/** How to check. */
export interface CheckOptions {
  /** Whether to try the negative controls too. */
  readonly controls: boolean;
  readonly onFile?: (done: Compilation) => void;
  readonly onControl?: (control: Control) => void;
}

/** Runs coqc on everything; undefined where there is no coqc. */
export async function checkWithCoq(
  derivations: readonly Derivation[],
  options: CheckOptions,
): Promise<CoqReport | undefined> {
  const coq = coqVersion();
  if (coq === undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'auxopt-coq-'));
  try {
    const files = allFiles(derivations);
    const compiled = await compileAll(folder, files, options.onFile ?? (() => undefined));
    const accepted = compiled.length === files.length && compiled.every((one) => one.accepted);
    const audit = compiled.find(({ name }) => name === auditFile.name)?.output ?? '';
    const assumptions = axiomsIn(audit);
    const answers = audit.match(/^(Axioms:|Closed under the global context)$/gm) ?? [];
    const unexpected = assumptions.filter((name) => !allowedAxioms.includes(name));
    const checked = accepted && unexpected.length === 0 && answers.length === finalTheorems.length;
    const controls =
      checked && options.controls
        ? await tryMutants(folder, mutantsOf(derivations, files), options.onControl)
        : [];
    return {
      format: 'auxopt-coq/1',
      coq,
      checked,
      seconds: round([...compiled, ...controls].reduce((total, { seconds }) => total + seconds, 0)),
      files: compiled.map(({ name, accepted, seconds }) => ({ name, accepted, seconds: round(seconds) })),
      theorems: finalTheorems,
      assumptions,
      unexpected,
      controls,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const round = (seconds: number): number => Math.round(seconds * 100) / 100;

function mutantsOf(derivations: readonly Derivation[], files: readonly CoqFile[]): readonly Mutant[] {
  const byName = new Map(files.map((file) => [file.name, file]));
  const exported = exportToCoq(derivations).map(({ name }) => name);
  return [
    ...stepMutants(derivations),
    ...exported.map((name) => fileMutant(byName, name)),
    ...theoryMutants(byName),
  ];
}

async function tryMutants(
  folder: string,
  mutants: readonly Mutant[],
  onControl: (control: Control) => void = () => undefined,
): Promise<readonly Control[]> {
  const controls: Control[] = [];
  const waiting = [...mutants.entries()];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const control = await tryMutant(folder, next[1], next[0]);
      controls.push(control);
      onControl(control);
    }
  };
  await Promise.all([worker(), worker()]);
  return controls;
}

/** Compiles the mutant's files beside what was compiled already. */
async function tryMutant(
  folder: string,
  { name, files, lemma, reason }: Mutant,
  number: number,
): Promise<Control> {
  const own = join(folder, `mutant-${number}`);
  mkdirSync(own);
  const changed = new Set(files.map((file) => `${file.name}.vo`));
  for (const file of readdirSync(folder)) {
    if (file.endsWith('.vo') && !changed.has(file)) symlinkSync(join(folder, file), join(own, file));
  }
  let seconds = 0;
  for (const [at, file] of files.entries()) {
    const { accepted, output, seconds: used } = await compile(own, file);
    seconds += used;
    if (accepted) continue;
    const refused = at === files.length - 1 && lemmaAt(file, output) === lemma && reason.test(output);
    return { name, refused, seconds: round(seconds), ...(refused ? {} : { output: output.slice(-2000) }) };
  }
  return { name, refused: false, seconds: round(seconds), output: 'accepted' };
}

/** The lemma in which an error is. */
function lemmaAt({ text }: CoqFile, output: string): string | undefined {
  const line = Number(/line (\d+), characters/.exec(output)?.[1] ?? 0);
  const before = text.split('\n').slice(0, line).join('\n');
  return [...before.matchAll(/^(?:Lemma|Theorem) ([\w']+)/gm)].at(-1)?.[1];
}
