/** Coq's answer to everything: the theory, the exported steps, and what the theorems assume. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Derivation } from '../derivation/schema.js';
import { audit, auditFile, type Verdict } from './audit.js';
import { compileAll, coqVersion, type Compilation } from './coqc.js';
import { exportToCoq, type CoqFile } from './export.js';
import { claims, readTheory, statedIn } from './theory.js';

/** What Coq says of all files. */
export interface CoqReport extends Verdict {
  readonly format: 'auxopt-coq/2';
  readonly coq: string;
  /** All files were accepted, and the audit refuses nothing. */
  readonly checked: boolean;
  readonly files: readonly { readonly name: string; readonly accepted: boolean; readonly seconds: number }[];
  readonly theorems: readonly string[];
}

/**
 * All files: those written by hand and those exported.
 *
 * @throws RangeError where two have one name.
 */
export function allFiles(derivations: readonly Derivation[]): readonly CoqFile[] {
  const files = [...readTheory(), ...exportToCoq(derivations), auditFile(claims)];
  const twice = files.find(({ name }, at) => files.findIndex((one) => one.name === name) !== at);
  if (twice !== undefined) throw new RangeError(`two files are called ${twice.name}.v`);
  return files;
}

/** What is done as the check goes on. */
export interface CheckOptions {
  readonly onFile?: (done: Compilation) => void;
  /** With the folder of everything that Coq accepted, before it is removed. */
  readonly afterwards?: (folder: string, files: readonly CoqFile[]) => Promise<void>;
}

/** Runs coqc on everything, then the audit; undefined where there is no coqc. */
export async function checkWithCoq(
  derivations: readonly Derivation[],
  { onFile = () => undefined, afterwards }: CheckOptions = {},
): Promise<CoqReport | undefined> {
  const coq = coqVersion();
  if (coq === undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'auxopt-coq-'));
  try {
    const files = allFiles(derivations);
    const isStated = ({ name }: CoqFile): boolean => statedIn.includes(name);
    const proofs = files.filter((file) => !isStated(file) && file.name !== 'Audit');
    // first what is stated, where nothing else is yet: it can depend on nothing else
    const compiled = [...(await compileAll(folder, files.filter(isStated), onFile))];
    if (compiled.every(({ accepted }) => accepted))
      compiled.push(...(await compileAll(folder, proofs, onFile)));
    const refused = compiled.filter(({ accepted }) => !accepted);
    const verdict: Verdict =
      refused.length === 0
        ? await audit(folder, claims, true)
        : { refusals: refused.map(({ name }) => `${name}.v: refused`), assumptions: [], seconds: 0 };
    const checked = verdict.refusals.length === 0;
    if (checked) await afterwards?.(folder, files);
    return {
      format: 'auxopt-coq/2',
      coq,
      checked,
      ...verdict,
      seconds: round(compiled.reduce((total, { seconds }) => total + seconds, verdict.seconds)),
      files: compiled.map(({ name, accepted, seconds }) => ({ name, accepted, seconds: round(seconds) })),
      theorems: claims.map(({ theorem }) => theorem),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** To hundredths. */
export const round = (seconds: number): number => Math.round(seconds * 100) / 100;
