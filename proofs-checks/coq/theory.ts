/** The files written by hand: what is stated, and how the statements follow from the generated steps. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { CoqFile } from './export.js';

/** What says what is proved: a reader who trusts Coq need only judge these. */
export const statedIn: readonly string[] = ['Space', 'Setting', 'Algorithm', 'Statements'];

/** What only proves it. `Corr` states CORR and proves it. */
const provenIn: readonly string[] = [
  'Vocabulary',
  'Steps',
  'Horizon',
  'Link',
  'Rates',
  'Tuned',
  'Theorems',
  'Model',
  'Corr',
];

/** The theorems, and that their assumptions can hold together. */
export const finalTheorems: readonly string[] = [
  'MOM_1',
  'MOM_2',
  'MOM_3',
  'MVR_1',
  'SGD_1',
  'RATE_MOM',
  'RATE_MOM_G',
  'RATE_MVR',
  'CORR_affine',
  'CORR_monotone',
  'consistent',
];

/** Reads them all. The package is found by its name, so this works from sources, from dist and where it is installed. */
export function readTheory(): readonly CoqFile[] {
  const root = dirname(createRequire(import.meta.url).resolve('auxopt/package.json'));
  return [...statedIn, ...provenIn].map((name) => ({
    name,
    text: readFileSync(join(root, 'proofs-checks/coq/theory', `${name}.v`), 'utf8'),
  }));
}

/** Asks Coq what each theorem assumes. */
export const auditFile: CoqFile = {
  name: 'Audit',
  text: [
    'From Auxopt Require Import Model Corr.',
    ...finalTheorems.map((name) => `Print Assumptions ${name}.`),
    '',
  ].join('\n'),
};

/** The axioms by which Coq's standard library makes the real numbers. */
export const allowedAxioms: readonly string[] = [
  'ClassicalDedekindReals.sig_forall_dec',
  'ClassicalDedekindReals.sig_not_dec',
  'FunctionalExtensionality.functional_extensionality_dep',
];

/** The axioms in what `Print Assumptions` printed, sorted. */
export function axiomsIn(output: string): readonly string[] {
  const blocks = output.split(/^Axioms:$/m).slice(1);
  const names = blocks.flatMap((block) =>
    [...block.matchAll(/^([A-Za-z][\w.']*)\s*(?=:|$)/gm)].map(([, name = '']) => name),
  );
  return [...new Set(names)].sort();
}

/** A `_CoqProject`, for editors and `coq_makefile`. */
export function coqProject(files: readonly CoqFile[]): string {
  return ['-R . Auxopt', ...files.map(({ name }) => `${name}.v`), ''].join('\n');
}
