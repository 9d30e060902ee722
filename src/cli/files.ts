/** Files: problem files with their tables in, results out; nothing is ever left half-written. */
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { InputError } from '../errors.js';
import { readProblem, type ResolvedProblem } from '../problems/index.js';
import { replaceFile } from './atomic-file.js';

/** A larger problem file is refused before it is read: it could not be run in reasonable time or memory. */
const largestFile = 64 * 1024 * 1024;

function describeError(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The text of a file, with one clear error where there is none. */
export function readTextFile(path: string): string {
  let size: number;
  try {
    ({ size } = statSync(path));
    if (size <= largestFile) return readFileSync(path, 'utf8');
  } catch (error) {
    throw new InputError(
      {
        problem: `the file cannot be read (${describeError(error)})`,
        where: path,
        expected: 'a readable file',
        fix: 'Check the path; it is taken relative to the current folder, and a table relative to its problem file.',
      },
      { cause: error },
    );
  }
  throw new InputError({
    problem: `the file is too large (${Math.ceil(size / 1024 / 1024)} MiB)`,
    where: path,
    expected: `at most ${largestFile / 1024 / 1024} MiB`,
    fix: 'Reduce the dimension or the number of atoms.',
  });
}

/** Reads, checks and expands a problem file; tables are looked up beside it. */
export function loadProblem(path: string): ResolvedProblem {
  const folder = dirname(resolve(path));
  return readProblem(readTextFile(path), path, (table) =>
    readTextFile(isAbsolute(table) ? table : join(folder, table)),
  );
}

/** Writes a file whole or not at all: beside its place first, then moved there. */
export function writeTextFile(path: string, text: string): void {
  try {
    replaceFile(path, text);
  } catch (error) {
    throw unwritable(path, error);
  }
}

/** The error for what cannot be written, for whatever reason. */
export function unwritable(path: string, error: unknown): InputError {
  return new InputError(
    {
      problem: `the file cannot be written (${describeError(error)})`,
      where: path,
      expected: 'a folder that exists, with room and permission to write',
      fix: 'Choose another place, or make room.',
    },
    { cause: error },
  );
}

/** Makes a folder where there is none, with one clear error where that cannot be. */
export function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    throw new InputError(
      {
        problem: `the folder cannot be made (${describeError(error)})`,
        where: path,
        expected: 'a folder, or a place for one',
        fix: 'Choose another place.',
      },
      { cause: error },
    );
  }
}
