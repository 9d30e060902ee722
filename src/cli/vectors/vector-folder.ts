/** Folders of vectors on disk: read whole, written whole or not at all. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { manifestName, type VectorFiles } from '../../verify/vectors/create-vectors.js';
import { InputError } from '../../errors.js';
import { readTextFile } from '../read-file.js';
import { makeFolder, unwritable, writeTextFile } from '../write-file.js';
import { packageRoot } from '../package.js';

/** The vectors of the package. */
export const publishedVectors: string = join(packageRoot, 'spec/vectors/v1');

/** The texts of all files in a folder, by name. */
export function readVectorFolder(folder: string): VectorFiles {
  const isThere = existsSync(folder);
  const isFile = isThere && !statSync(folder).isDirectory();
  if (!isThere || isFile || !existsSync(join(folder, manifestName))) {
    throw new InputError({
      problem: isFile
        ? 'it is a file'
        : isThere
          ? `there is no ${manifestName} in it`
          : 'there is no such folder',
      where: folder,
      expected: 'a folder with a manifest.json, as auxopt vectors copy makes it',
      fix: 'Check the path, or leave it out to use the vectors of the package.',
    });
  }
  return new Map(
    readdirSync(folder)
      .sort()
      .map((name) => [name, readTextFile(join(folder, name))]),
  );
}

/**
 * Writes the files into a folder beside `target` and moves it there.
 *
 * @param replaces - whether a folder of vectors that is there may be replaced. Any other folder never is.
 */
export function writeVectorFolder(files: VectorFiles, target: string, replaces: boolean): void {
  const place = resolve(target);
  const isThere = existsSync(place);
  if (isThere) checkReplaceable(place, target, files, replaces);
  makeFolder(dirname(place));
  let draft: string;
  try {
    draft = mkdtempSync(join(dirname(place), `.${basename(place)}-`));
  } catch (error) {
    throw unwritable(target, error);
  }
  try {
    const fresh = join(draft, 'new');
    mkdirSync(fresh);
    for (const [name, text] of files) writeTextFile(join(fresh, name), text);
    if (isThere) renameSync(place, join(draft, 'old'));
    renameSync(fresh, place);
  } finally {
    // where the last move failed, the old folder comes back
    const old = join(draft, 'old');
    if (!existsSync(place) && existsSync(old)) renameSync(old, place);
    rmSync(draft, { recursive: true, force: true });
  }
}

function checkReplaceable(place: string, target: string, files: VectorFiles, replaces: boolean): void {
  if (!replaces) {
    throw new InputError({
      problem: 'it exists already',
      where: target,
      expected: 'a new folder',
      fix: 'Choose another one, or give --force to replace the vectors in it.',
    });
  }
  const isFolder = statSync(place).isDirectory();
  const strange = isFolder ? readdirSync(place).find((name) => !files.has(name)) : basename(place);
  if (strange === undefined) return;
  throw new InputError({
    problem: isFolder ? `it holds ${strange}, which is no file of the vectors` : 'it is no folder',
    where: target,
    expected: 'a folder with vectors and nothing else',
    fix: 'Choose another one, or take away what is yours: it would be lost.',
  });
}
