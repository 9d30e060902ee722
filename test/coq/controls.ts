/** The negative controls of the check by Coq: what is changed must be refused, where and why it should be. */
import { mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { round } from '../../proofs-checks/coq/check.js';
import { compile } from '../../proofs-checks/coq/coqc.js';
import { exportToCoq, type CoqFile } from '../../proofs-checks/coq/export.js';
import type { Derivation } from '../../proofs-checks/derivation/schema.js';
import { cheatingFiles, tryCheat, type Cheat } from './cheats.js';
import type { Mutant } from './mutants.js';
import { stepMutants } from './step-mutants.js';
import { fileMutant, theoryMutants } from './text-mutants.js';

/** What became of one negative control. */
export interface Control {
  readonly name: string;
  /** Refused, in the lemma and for the reason that it should be. */
  readonly refused: boolean;
  readonly seconds: number;
  /** What coqc printed, where it did not refuse as expected. */
  readonly output?: string;
}

/** Every negative control. */
export function mutantsOf(
  derivations: readonly Derivation[],
  files: readonly CoqFile[],
): readonly (Mutant | Cheat)[] {
  const byName = new Map(files.map((file) => [file.name, file]));
  const exported = exportToCoq(derivations).map(({ name }) => name);
  return [
    ...stepMutants(derivations),
    ...exported.map((name) => fileMutant(byName, name)),
    ...theoryMutants(byName),
    ...cheatingFiles,
  ];
}

/** Tries every negative control, two at a time. */
export async function tryMutants(
  folder: string,
  mutants: readonly (Mutant | Cheat)[],
  onControl: (control: Control) => void,
): Promise<readonly Control[]> {
  const controls: Control[] = [];
  const waiting = [...mutants.entries()];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [number, one] = next;
      const tried =
        'cheats' in one ? await tryCheats(folder, one, number) : [await tryMutant(folder, one, number)];
      controls.push(...tried);
      tried.forEach(onControl);
    }
  };
  await Promise.all([worker(), worker()]);
  return controls;
}

/** A folder with what was compiled already, but for what is changed. */
function besides(folder: string, number: number, files: readonly CoqFile[]): string {
  const own = join(folder, `mutant-${number}`);
  mkdirSync(own);
  const changed = new Set(['Audit', ...files.map(({ name }) => name)].map((name) => `${name}.vo`));
  for (const file of readdirSync(folder)) {
    if (file.endsWith('.vo') && !changed.has(file)) symlinkSync(join(folder, file), join(own, file));
  }
  return own;
}

/** Tries all cheats of a file; the first is charged for all. */
async function tryCheats(folder: string, cheat: Cheat, number: number): Promise<readonly Control[]> {
  const { refusals, seconds } = await tryCheat(besides(folder, number, [cheat.file]), cheat);
  return cheat.cheats.map(({ name, reasons }, at) => {
    const refused = reasons.every((reason) => refusals.some((one) => reason.test(one)));
    const output = refusals.length === 0 ? 'accepted' : refusals.join('\n').slice(-2000);
    return {
      name: `a cheat: ${name}`,
      refused,
      seconds: at === 0 ? round(seconds) : 0,
      ...(refused ? {} : { output }),
    };
  });
}

/** Compiles the changed files beside what was compiled already. */
async function tryMutant(folder: string, mutant: Mutant, number: number): Promise<Control> {
  const { name, files, lemma, reason } = mutant;
  const own = besides(folder, number, files);
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
