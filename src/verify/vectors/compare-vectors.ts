/** What is wrong with a folder of vectors that can be read: checksums, and every byte against what is made again. */
import { formatJsonPath, valueAt } from '../../problems/json-path.js';
import { parseJson } from '../../problems/json-syntax.js';
import { firstDifference } from '../report/json-difference.js';
import { manifestName, sha256, type VectorFiles } from './create-vectors.js';
import type { VectorFolder } from './read-vectors.js';
import type { Vector } from './vector.js';

/** One thing that is wrong. */
export interface VectorProblem {
  /** The file, with its place inside where one is known. */
  readonly where: string;
  readonly problem: string;
}

/** Files that are not the ones that the manifest lists. */
export function findChangedFiles(files: VectorFiles, { manifest }: VectorFolder): readonly VectorProblem[] {
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
