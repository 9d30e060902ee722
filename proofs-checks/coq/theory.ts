/** The files written by hand: what is stated, and how the statements follow from the generated steps. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TheoremId } from '../../spec/theorems/index.js';
import type { Claim } from './audit.js';
import type { CoqFile } from './export.js';

/** The words of a text. */
const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** What says what is proved, in the order to be read: nothing else and Coq's library is needed to compile them. */
export const statedIn: readonly string[] = words(`
  Space Setting Algorithm Statements Target Family Classes Lower Filters Consistency Finite Exchange
  TargetLower Quadratics Correlation Stability Naive Claims
`);

/** What only proves it. */
const provenIn: readonly string[] = words(`
  Vocabulary Steps Horizon Link Worlds Bounds Rates Reduced Families Targets Starts Theorems
  TargetTheorems Line Member Model ModelTarget Huber LowSgd LowIterates LowStiff LowSlow LowWeights
  LowNoiseRun LowMom LowTheorems LowHb LowLti LowTarget Separation Exchangeable Draws Corr Jury Stab
`);

/** Theorems of the specification whose verdict rests on Coq: the file that proves them, and the theorems in it. */
export const provedInCoq = {
  'LOW-SGD': { file: 'LowTheorems', theorems: ['LOW_SGD'] },
  'LOW-SGD-ITERATES': { file: 'LowTheorems', theorems: ['LOW_SGD_ITERATES'] },
  'LOW-MOM': { file: 'LowTheorems', theorems: ['LOW_MOM'] },
  'SEP-DET': { file: 'Separation', theorems: ['SEP_DET'] },
  'SEP-NOISE': { file: 'Separation', theorems: ['SEP_NOISE'] },
  'SEP-CORR': { file: 'Separation', theorems: ['SEP_CORR'] },
  'LOW-LTI': { file: 'LowLti', theorems: ['LOW_LTI'] },
  'LOW-HB-ITERATES': { file: 'LowHb', theorems: ['LOW_HB_ITERATES'] },
  'SEP-LTI': { file: 'Separation', theorems: ['SEP_LTI_DET', 'SEP_LTI', 'SEP_LTI_CORR'] },
  'LOW-TGT-MOM': { file: 'LowTarget', theorems: ['LOW_TGT_MOM'] },
  'LOW-TGT-MVR': { file: 'LowTarget', theorems: ['LOW_TGT_MVR'] },
  CORR: { file: 'Corr', theorems: ['CORR', 'CORR_correlation'] },
  STAB: { file: 'Stab', theorems: ['STAB', 'STAB_round', 'STAB_map'] },
  NAIVE: { file: 'Naive', theorems: ['NAIVE'] },
} as const satisfies Readonly<
  Partial<Record<TheoremId, { readonly file: string; readonly theorems: readonly string[] }>>
>;

/** Every theorem of Claims.v, and the file that proves it. */
export const claims: readonly Claim[] = [
  ...Object.entries({
    Theorems: `MOM_1 MOM_1H MOM_2 MOM_3 MVR_1 SGD_1 RATE_DET RATE_MOM RATE_MOM_G RATE_MVR MVR_2
      RATE_MVR_2 RATE_MVR_2P RATE_MVR_H FAM_1 FAM_2 RATE_FAM`,
    TargetTheorems: 'TGT_MOM TGT_MVR RATE_TGT_MOM RATE_TGT_MVR',
    Exchangeable: 'EXCH EXCH_age EXCH_one_law',
    Model: 'consistent consistent_RATE consistent_FAM consistent_SEP',
    ModelTarget: 'consistent_TGT',
  }).flatMap(([file, theorems]) => words(theorems).map((theorem) => ({ theorem, file }))),
  ...Object.values(provedInCoq).flatMap(({ file, theorems }) =>
    theorems.map((theorem) => ({ theorem, file })),
  ),
];

/** Where a file of `proofs-checks/coq` is: from sources, from dist, and where the package is installed, under whatever name. */
export function sourcePath(...names: readonly string[]): string {
  const above = ['../..', '../../..'].map((up) => join(import.meta.dirname, up));
  const root = above.find((folder) => existsSync(join(folder, 'package.json'))) ?? '.';
  return join(root, 'proofs-checks/coq', ...names);
}

/** Reads them all. */
export function readTheory(): readonly CoqFile[] {
  return [...statedIn, ...provenIn].map((name) => ({
    name,
    text: readFileSync(sourcePath('theory', `${name}.v`), 'utf8'),
  }));
}

/** A `_CoqProject`, for editors and `coq_makefile`. */
export function coqProject(files: readonly CoqFile[]): string {
  return ['-R . Auxopt', ...files.map(({ name }) => `${name}.v`), ''].join('\n');
}
