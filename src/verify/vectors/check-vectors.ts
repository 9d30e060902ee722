/** The check of a folder of vectors: checksums, schema, and the same bytes again. */
import { formatJsonPath, type JsonPath, valueAt } from '../../problems/json-path.js';
import { parseJson } from '../../problems/json-syntax.js';
import { createVerificationCases } from '../cases/create-cases.js';
import { createVectorFiles, manifestName, sha256, type VectorFiles } from './create-vectors.js';
import { readVectorFiles, type VectorFolder } from './read-vectors.js';
import type { Vector } from './vector-schema.js';

/** One thing that is wrong. */
interface VectorProblem {
  /** The file, with its place inside where one is known. */
  readonly where: string;
  readonly problem: string;
}

export const vectorCheckFormat = 'auxopt-vector-check/2';

/** What the check found. */
export interface VectorCheck {
  readonly format: typeof vectorCheckFormat;
  readonly verdict: 'pass' | 'fail';
  readonly specVersion: string;
  readonly counts: { readonly files: number; readonly vectors: number };
  readonly problems: readonly VectorProblem[];
}

/**
 * Checks a folder of vectors: where no file differs from its checksum, every file is made again from the cases of this version.
 *
 * @param files - the texts by name.
 * @param source - the folder, for errors.
 * @param published - the files of the package, whose measured kills are those that a vector may claim.
 * @throws InputError for files that cannot be read as vectors.
 */
export function checkVectors(files: VectorFiles, source: string, published: VectorFiles): VectorCheck {
  const folder = readVectorFiles(files, source);
  const { manifest, vectors } = folder;
  const changed = findChangedFiles(files, folder);
  const problems = changed.length > 0 ? changed : findDifferences(files, remakeVectors(published));
  return {
    format: vectorCheckFormat,
    verdict: problems.length === 0 ? 'pass' : 'fail',
    specVersion: manifest.specVersion,
    counts: { files: manifest.files.length, vectors: vectors.length },
    problems,
  };
}

/** What `auxopt vectors check` prints. */
export function formatVectorCheck({ verdict, specVersion, counts, problems }: VectorCheck): string {
  return [
    `vectors ${specVersion}: ${counts.vectors} in ${counts.files} files`,
    ...problems.map(({ where, problem }) => `  ${where}: ${problem}`),
    verdict === 'pass' ? 'pass: every file was made again, byte for byte.' : 'fail: files were changed.',
    '',
  ].join('\n');
}

/** The files from the cases of this version, with the kills that were measured when they were published. */
function remakeVectors(published: VectorFiles): VectorFiles {
  const { manifest, vectors } = readVectorFiles(published, 'the published vectors');
  return createVectorFiles(createVerificationCases(), {
    byVector: new Map(vectors.map(({ id, kills }) => [id, kills])),
    mutantCount: manifest.counts.mutants,
  });
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
    const values = `${shown(valueAt(is, path))} was found; ${shown(valueAt(should, path))} was made again`;
    return [{ where: `${name} at ${formatJsonPath(path)}${id}`, problem: values }];
  });
}

/** The path of the first difference, keys in the order of `one`; undefined where the values are equal. */
function firstDifference(one: unknown, other: unknown): JsonPath | undefined {
  if (Object.is(one, other)) return undefined;
  if (!isContainer(one) || !isContainer(other) || Array.isArray(one) !== Array.isArray(other)) return [];
  for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) {
    const segment = Array.isArray(one) ? Number(key) : key;
    if (!Object.hasOwn(one, key) || !Object.hasOwn(other, key)) return [segment];
    const inside = firstDifference(one[key], other[key]);
    if (inside !== undefined) return [segment, ...inside];
  }
  return undefined;
}

function isContainer(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 80);
}
