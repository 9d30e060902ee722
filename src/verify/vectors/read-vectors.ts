/** Vector files from their texts: one clear error for the first thing that is malformed. */
import { InputError } from '../../errors.js';
import { parseDocument } from '../../problems/parse-document.js';
import { manifestName, type VectorFiles } from './create-vectors.js';
import { manifestSchema, vectorFileSchema } from './vector-schema.js';
import type { Manifest, Vector } from './vector-schema.js';

/** A folder of vectors, read. */
export interface VectorFolder {
  readonly manifest: Manifest;
  /** Every vector, in the order of the manifest. */
  readonly vectors: readonly Vector[];
}

/**
 * Reads a folder of vectors. Whether its contents are right is not asked here.
 *
 * @param files - the texts by name.
 * @param source - the folder, for errors.
 * @throws InputError for a missing file, malformed JSON, a wrong key or type, and an id that is there twice.
 */
export function readVectorFiles(files: VectorFiles, source: string): VectorFolder {
  const textOf = (name: string): string => {
    const text = files.get(name);
    if (text !== undefined) return text;
    throw new InputError({
      problem: `the file ${name} is missing`,
      where: source,
      expected: `${manifestName} and every file that it lists`,
      fix: 'Copy the vectors again with auxopt vectors copy DIR.',
    });
  };
  const manifest = parseDocument(manifestSchema, textOf(manifestName), `${source}/${manifestName}`);
  const places = new Map<string, string>();
  const vectors = manifest.files.flatMap(({ name }) => {
    const where = `${source}/${name}`;
    const read = parseDocument(vectorFileSchema, textOf(name), where);
    for (const { id } of read) {
      const other = places.get(id);
      if (other !== undefined) throw duplicate(id, where, other);
      places.set(id, where);
    }
    return read;
  });
  return { manifest, vectors };
}

function duplicate(id: string, where: string, other: string): InputError {
  return new InputError({
    problem: `the id ${JSON.stringify(id)} is there twice`,
    where,
    expected: `an id that no other vector has; the first is in ${other}`,
    fix: 'Give every vector its own id: an id means one run, for ever.',
  });
}
