/** Writing: nothing is ever left half-written, nor replaced without --force. */
import { randomUUID } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  linkSync,
  lstatSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  type Stats,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { makeFolders } from '../campaigns/make-folders.js';
import { describeError, InputError } from '../errors.js';

/** Writes a file whole or not at all: beside its place first, then moved there. */
export function writeTextFile(path: string, text: string): void {
  try {
    replaceFile(path, text);
  } catch (error) {
    throw error instanceof InputError ? error : unwritable(path, error);
  }
}

/**
 * Writes files, then prints the result: also where a file cannot be written, which is an error after it.
 *
 * @param writes - all are tried; the first error is thrown.
 */
export async function writeAndPrint(
  writes: readonly (() => void | Promise<void>)[],
  show: () => void,
): Promise<void> {
  const outcomes = await Promise.allSettled(writes.map(async (write) => write()));
  show();
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
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

/** Makes a folder where there is none, and those above it, with one clear error where that cannot be. */
export function makeFolder(path: string): void {
  try {
    makeFolders(path);
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

/** Whether files that are there may be replaced: --force of the command that runs. */
let mayReplace = false;
/** The options that name files to write, by where these are. */
let outputs: ReadonlyMap<string, string> = new Map();

/**
 * Looks at every file that a command is to write, before it runs.
 *
 * @param files - paths by the options that name them.
 * @param force - whether files that are there may be replaced, now and when they are written.
 * @throws InputError for a path that is given twice, a file that is there, and a place that cannot be written.
 *
 * From then on {@link assertNoOutput} refuses to use them for anything else.
 */
export function checkOutputs(files: ReadonlyMap<string, string>, force: boolean): void {
  mayReplace = force;
  const seen = new Map<string, string>();
  for (const [option, path] of files) {
    if (path === '') throw unwritable(option, new Error('its name is empty'));
    const before = lookAt(path);
    const place = placeOf(path);
    const other = seen.get(place);
    if (other !== undefined) {
      throw new InputError({
        problem: `${other} and ${option} name one file`,
        where: path,
        expected: 'a file of its own for each',
        fix: 'Choose another name for one of them.',
      });
    }
    seen.set(place, option);
    if (before?.isFile() === true && !mayReplace) throw existing(path);
    assertWritable(path);
  }
  outputs = seen;
}

/** @throws InputError where no file of that path can be written, whether one is there or not. */
export function assertWritable(path: string): void {
  const before = lookAt(path);
  if (before?.isDirectory() === true) throw unwritable(path, new Error('it is a folder'));
  // one that nobody reads would be waited for without end; those of a shell, >(…), are in /dev/fd
  if (before?.isFIFO() === true && !/^\/(?:dev|proc)\//.test(resolve(path))) {
    throw unwritable(path, new Error('it is a named pipe'));
  }
  try {
    accessSync(before !== undefined && isStream(before) ? path : dirname(placeOf(path)), constants.W_OK);
  } catch (error) {
    throw unwritable(path, error);
  }
}

/** What is at the path of an output, if anything; an error where nothing can be written there. */
function lookAt(path: string): Stats | undefined {
  try {
    const found = statOf(path);
    if (found === undefined && lstatSync(path, { throwIfNoEntry: false }) !== undefined) {
      throw new Error('it is a link that leads nowhere');
    }
    return found;
  } catch (error) {
    throw unwritable(path, error);
  }
}

/**
 * Refuses a file that the command reads or keeps itself, such as a problem file or a journal, where it is to write a report there.
 *
 * @throws InputError
 */
export function assertNoOutput(path: string): void {
  const option = outputs.size === 0 ? undefined : outputs.get(placeOf(path));
  if (option === undefined) return;
  throw new InputError({
    problem: `the command uses this file itself, and ${option} would replace it`,
    where: path,
    expected: 'a file of its own for each',
    fix: `Choose another name for ${option}.`,
  });
}

/** Where a path leads: its folder without links, and its own link followed where there is one. */
export function placeOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const folder = dirname(resolve(path));
    return join(existsSync(folder) ? realpathSync(folder) : folder, basename(path));
  }
}

/** A device or a pipe, such as /dev/stdout, is written to and never replaced. */
function isStream(status: Stats): boolean {
  return !status.isFile() && !status.isDirectory();
}

function existing(path: string): InputError {
  return new InputError({
    problem: 'the file exists',
    where: path,
    expected: 'a new name',
    fix: 'Choose another one, or give --force to replace it.',
  });
}

/**
 * Writes a file beside its place, flushes it to the disk and moves it there: under a name that nobody can guess and that is new, so
 * no link is followed. What is there is replaced in one step, with --force, and keeps its permissions; a link stays, and
 * what it points to is replaced. A file that has this very text already is left as it is.
 *
 * Errors of the file system pass as they are, and leave nothing behind.
 */
function replaceFile(path: string, text: string): void {
  const before = statOf(path);
  if (before !== undefined && isStream(before)) {
    writeFileSync(path, text);
    return;
  }
  const place = before === undefined ? path : realpathSync(path);
  if (before?.isFile() === true && !mayReplace) {
    if (before.size === Buffer.byteLength(text) && readFileSync(place, 'utf8') === text) return;
    throw existing(path);
  }
  // a name may be as long as the file system allows
  const draft = join(dirname(place), `${basename(place).slice(0, 50)}.${randomUUID()}.part`);
  try {
    writeFileSync(draft, text, { flag: 'wx', flush: true });
    if (before === undefined) {
      moveToNew(draft, place);
    } else {
      chmodSync(draft, before.mode & 0o7777);
      renameSync(draft, place);
    }
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
  flushFolder(dirname(place));
}

/** Moves a file to a name that is new: unlike a rename, a link never replaces what appeared there meanwhile. */
function moveToNew(draft: string, place: string): void {
  try {
    linkSync(draft, place);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw existing(place);
    renameSync(draft, place); // a file system without hard links
    return;
  }
  rmSync(draft);
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
