/** The check of a folder of vectors: checksums, schema, the same bytes again, and the kill table. */
import { formatJsonPath, valueAt } from '../../problems/json-path.js';
import { parseJson } from '../../problems/json-syntax.js';
import { createVerificationCases } from '../cases/create-cases.js';
import { firstDifference } from '../report/compare-transcripts.js';
import { createVectorFiles, manifestName, sha256, type VectorFiles } from './create-vectors.js';
import { createKillTable, measureKills, proveEquivalent, type KillTable } from './kill-table.js';
import { readVectorFiles, type VectorFolder } from './read-vectors.js';
import { vectorMutants } from './vector-mutants.js';
import type { Vector } from './vector-schema.js';

/** One thing that is wrong. */
interface VectorProblem {
  /** The file, with its place inside where one is known. */
  readonly where: string;
  readonly problem: string;
}

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

/** Files that are not the ones that the manifest lists. */
function findChangedFiles(files: VectorFiles, { manifest }: VectorFolder): readonly VectorProblem[] {
  const changed = manifest.files.flatMap(({ name, sha256: listed }): VectorProblem[] => {
    const found = sha256(files.get(name) ?? '');
    return found === listed
      ? []
      : [{ where: name, problem: `its SHA-256 is ${found}; the manifest lists ${listed}` }];
  });
  const listed = new Set([manifestName, ...manifest.files.map(({ name }) => name)]);
  const unknown = [...files.keys()]
    .filter((name) => !listed.has(name))
    .map((name) => ({ where: name, problem: 'the manifest does not list this file' }));
  return [...changed, ...unknown];
}

/** Files that are not, byte for byte, what this version of the package makes. */
export function findDifferences(files: VectorFiles, made: VectorFiles): readonly VectorProblem[] {
  return [...made].flatMap(([name, text]): VectorProblem[] => {
    const stored = files.get(name);
    if (stored === text) return [];
    if (stored === undefined) return [{ where: name, problem: 'this file is missing' }];
    const [is, should] = [parseJson(stored, name), parseJson(text, name)];
    const path = firstDifference(is, should);
    if (path === undefined) return [{ where: name, problem: 'the same data, written in another way' }];
    const [index] = path;
    const vector = Array.isArray(is) && typeof index === 'number' ? (is[index] as Vector) : undefined;
    const id = vector === undefined ? '' : ` of ${vector.id}`;
    const values = `${shown(valueAt(is, path))} is there; ${shown(valueAt(should, path))} was made again`;
    return [{ where: `${name} at ${formatJsonPath(path)}${id}`, problem: values }];
  });
}

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 80);
}
