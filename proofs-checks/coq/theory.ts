/** The files written by hand: what is stated, and how the statements follow from the generated steps. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TheoremId } from '../../spec/theorems/index.js';
import type { CoqFile } from './export.js';

/** What says what is proved: a reader who trusts Coq need only judge these, and what `Naive` says of the method. */
export const statedIn: readonly string[] = [
  'Space',
  'Setting',
  'Algorithm',
  'Statements',
  'Classes',
  'Lower',
  'Finite',
  'Quadratics',
  'Correlation',
  'Stability',
];

/** What only proves it. `Naive` states NAIVE and proves it. */
const provenIn: readonly string[] = [
  'Vocabulary',
  'Steps',
  'Horizon',
  'Link',
  'Rates',
  'Tuned',
  'Theorems',
  'Line',
  'Member',
  'Model',
  'Huber',
  'LowSgd',
  'LowIterates',
  'LowStiff',
  'LowSlow',
  'LowWeights',
  'LowNoiseRun',
  'LowMom',
  'LowTheorems',
  'Separation',
  'Draws',
  'Corr',
  'Jury',
  'Stab',
  'Naive',
];

/** Theorems of the specification whose verdict rests on Coq: the file that proves them, and the theorems in it. */
export const provedInCoq = {
  'LOW-SGD': { file: 'LowTheorems', theorems: ['LOW_SGD'] },
  'LOW-SGD-ITERATES': { file: 'LowTheorems', theorems: ['LOW_SGD_ITERATES'] },
  'LOW-MOM': { file: 'LowTheorems', theorems: ['LOW_MOM'] },
  'SEP-DET': { file: 'Separation', theorems: ['SEP_DET'] },
  'SEP-NOISE': { file: 'Separation', theorems: ['SEP_NOISE'] },
  'SEP-CORR': { file: 'Separation', theorems: ['SEP_CORR'] },
  CORR: { file: 'Corr', theorems: ['CORR', 'CORR_correlation'] },
  STAB: { file: 'Stab', theorems: ['STAB', 'STAB_round', 'STAB_map'] },
  NAIVE: { file: 'Naive', theorems: ['NAIVE'] },
} as const satisfies Readonly<
  Partial<Record<TheoremId, { readonly file: string; readonly theorems: readonly string[] }>>
>;

/** The theorems, and that their assumptions can hold together. */
export const finalTheorems: readonly string[] = [
  'MOM_1',
  'MOM_2',
  'MOM_3',
  'MVR_1',
  'SGD_1',
  'RATE_DET',
  'RATE_MOM',
  'RATE_MOM_G',
  'RATE_MVR',
  'consistent',
  ...Object.values(provedInCoq).flatMap(({ theorems }) => theorems),
];

/** Reads them all: from sources, from dist, and where the package is installed, under whatever name. */
export function readTheory(): readonly CoqFile[] {
  const above = ['../..', '../../..'].map((up) => join(import.meta.dirname, up));
  const root = above.find((folder) => existsSync(join(folder, 'package.json'))) ?? '.';
  return [...statedIn, ...provenIn].map((name) => ({
    name,
    text: readFileSync(join(root, 'proofs-checks/coq/theory', `${name}.v`), 'utf8'),
  }));
}

/** Asks Coq what each theorem assumes. */
export const auditFile: CoqFile = {
  name: 'Audit',
  text: [
    `From Auxopt Require Import Model ${[...new Set(Object.values(provedInCoq).map(({ file }) => file))].join(' ')}.`,
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
