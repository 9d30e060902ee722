/** Coq's answer to everything: the theory, the exported steps, and what the theorems assume. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Derivation } from '../derivation/schema.js';
import { compileAll, coqVersion, type Compilation } from './coqc.js';
import { exportToCoq, type CoqFile } from './export.js';
import { allowedAxioms, auditFile, axiomsIn, finalTheorems, readTheory } from './theory.js';

/** What Coq says of all files. */
export interface CoqReport {
  readonly format: 'auxopt-coq/1';
  readonly coq: string;
  /** All files were accepted and assume no more than they may. */
  readonly checked: boolean;
  /** Of CPU. */
  readonly seconds: number;
  readonly files: readonly { readonly name: string; readonly accepted: boolean; readonly seconds: number }[];
  readonly theorems: readonly string[];
  readonly assumptions: readonly string[];
  readonly unexpected: readonly string[];
}

/** All files: those written by hand and those exported. */
export function allFiles(derivations: readonly Derivation[]): readonly CoqFile[] {
  return [...readTheory(), ...exportToCoq(derivations), auditFile];
}

/** What is done as the check goes on. */
export interface CheckOptions {
  readonly onFile?: (done: Compilation) => void;
  /** With the folder of everything that Coq accepted, before it is removed. */
  readonly afterwards?: (folder: string, files: readonly CoqFile[]) => Promise<void>;
}

/** Runs coqc on everything; undefined where there is no coqc. */
export async function checkWithCoq(
  derivations: readonly Derivation[],
  { onFile = () => undefined, afterwards }: CheckOptions = {},
): Promise<CoqReport | undefined> {
  const coq = coqVersion();
  if (coq === undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'auxopt-coq-'));
  try {
    const files = allFiles(derivations);
    const compiled = await compileAll(folder, files, onFile);
    const accepted = compiled.length === files.length && compiled.every((one) => one.accepted);
    const audit = compiled.find(({ name }) => name === auditFile.name)?.output ?? '';
    const assumptions = axiomsIn(audit);
    const answers = audit.match(/^(Axioms:|Closed under the global context)$/gm) ?? [];
    const unexpected = assumptions.filter((name) => !allowedAxioms.includes(name));
    const checked = accepted && unexpected.length === 0 && answers.length === finalTheorems.length;
    if (checked) await afterwards?.(folder, files);
    return {
      format: 'auxopt-coq/1',
      coq,
      checked,
      seconds: round(compiled.reduce((total, { seconds }) => total + seconds, 0)),
      files: compiled.map(({ name, accepted, seconds }) => ({ name, accepted, seconds: round(seconds) })),
      theorems: finalTheorems,
      assumptions,
      unexpected,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** To hundredths. */
export const round = (seconds: number): number => Math.round(seconds * 100) / 100;
