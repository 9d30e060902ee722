/** The check of a folder of vectors: checksums, schema, the same bytes again, and the kill table. */
import { createVerificationCases } from '../cases/create-cases.js';
import { findChangedFiles, findDifferences, type VectorProblem } from './compare-vectors.js';
import { createVectorFiles, type VectorFiles } from './create-vectors.js';
import { createKillTable, proveEquivalent, type KillTable } from './kill-table.js';
import { measureKills } from './measure-kills.js';
import { readVectorFiles } from './read-vectors.js';
import { vectorMutants } from './vector-mutant.js';

export const vectorCheckFormat = 'auxopt-vector-check/1';

/** What the check found. */
export interface VectorCheck {
  readonly format: typeof vectorCheckFormat;
  readonly verdict: 'pass' | 'fail';
  readonly specVersion: string;
  readonly counts: { readonly files: number; readonly vectors: number };
  readonly problems: readonly VectorProblem[];
  /** Absent where files were changed: then there is nothing to measure. */
  readonly killTable?: KillTable;
}

/** What was measured, and the files that say so. */
export interface MadeVectors {
  readonly files: VectorFiles;
  readonly killTable: KillTable;
}

/**
 * Makes the vectors: measures every mistake and writes what is known.
 *
 * @param onMutant - called after each mistake.
 */
export async function makeVectors(onMutant?: () => void): Promise<MadeVectors> {
  const cases = createVerificationCases();
  const kills = await measureKills(cases, vectorMutants, onMutant);
  const equivalent = await proveEquivalent(cases, vectorMutants);
  return {
    files: createVectorFiles(cases, kills),
    killTable: createKillTable(cases, kills, equivalent),
  };
}

/** How many steps {@link makeVectors} reports. */
export const makingSteps: number = vectorMutants.length;

/**
 * Checks a folder of vectors.
 *
 * @param files - the texts by name.
 * @param source - the folder, for errors.
 * @param make - makes what should be there; called where no file was changed.
 * @throws InputError for files that cannot be read as vectors.
 */
export async function checkVectors(
  files: VectorFiles,
  source: string,
  make: () => Promise<MadeVectors>,
): Promise<VectorCheck> {
  const folder = readVectorFiles(files, source);
  const { manifest, vectors } = folder;
  const head = {
    format: vectorCheckFormat,
    specVersion: manifest.specVersion,
    counts: { files: manifest.files.length, vectors: vectors.length },
  } as const;
  const changed = findChangedFiles(files, folder);
  if (changed.length > 0) return { ...head, verdict: 'fail', problems: changed };
  const made = await make();
  const problems = findDifferences(files, made.files);
  const { survivors } = made.killTable;
  const verdict = problems.length === 0 && survivors.length === 0 ? 'pass' : 'fail';
  return { ...head, verdict, problems, killTable: made.killTable };
}
