/** Writing: nothing is ever left half-written. */
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  type Stats,
} from 'node:fs';
import { dirname } from 'node:path';
import { describeError, InputError } from '../errors.js';

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

/** A name beside its place that no living process uses; a kill may leave it behind, and never touches the file itself. */
function draftName(path: string): string {
  return `${path}.${process.pid}.part`;
}

/**
 * Writes a file beside its place, flushes it to the disk and moves it there. What is there is replaced in one step, and keeps
 * its permissions; a link stays, and what it points to is replaced. A device or a pipe, such as /dev/stdout, is written to.
 *
 * Errors of the file system pass as they are, and leave nothing behind.
 */
export function replaceFile(path: string, text: string): void {
  const before = statOf(path);
  if (before !== undefined && !before.isFile() && !before.isDirectory()) {
    writeFileSync(path, text);
    return;
  }
  const place = before === undefined ? path : realpathSync(path);
  const draft = draftName(place);
  try {
    writeFileSync(draft, text, { flush: true, ...(before && { mode: before.mode }) });
    renameSync(draft, place);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
  flushFolder(dirname(place));
}

function statOf(path: string): Stats | undefined {
  return statSync(path, { throwIfNoEntry: false });
}

/** Makes a new name survive a power cut; folders cannot be flushed everywhere, and the file itself is flushed in any case. */
function flushFolder(folder: string): void {
  try {
    const handle = openSync(folder, 'r');
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch {
    // as it is
  }
}
