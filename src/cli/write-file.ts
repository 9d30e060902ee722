/** Writing: nothing is ever left half-written, nor replaced without --force, nor written elsewhere than it was asked for. */
import { randomUUID } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  fstatSync,
  linkSync,
  lstatSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  type Stats,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { getSystemErrorMap } from 'node:util';
import { makeFolders } from '../campaigns/make-folders.js';
import { notFollowed } from '../campaigns/regular-file.js';
import { describeError, InputError } from '../errors.js';
import {
  identityOf,
  inFolder,
  isStream,
  isSummary,
  moved,
  placeNow,
  placeOf,
  rememberFolder,
  type Place,
} from './output-place.js';

/** Writes a file whole or not at all: beside its place first, then moved there. */
export function writeTextFile(path: string, text: string): void {
  try {
    replaceFile(path, text);
  } catch (error) {
    throw error instanceof InputError ? error : unwritable(path, error);
  }
}

/** The writes of files that were asked for: those with a path. */
export function fileWrites(
  ...files: readonly (readonly [path: string | undefined, text: () => string])[]
): readonly (() => void)[] {
  const write = (path: string, text: () => string): void => {
    writeTextFile(path, text());
  };
  return files.flatMap(([path, text]) => (path === undefined ? [] : [write.bind(undefined, path, text)]));
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

/** What the system says, without the path: it may be that of a draft. */
function reasonOf(error: unknown): string {
  const [code, words] = getSystemErrorMap().get((error as NodeJS.ErrnoException).errno ?? 0) ?? [];
  return code === undefined ? describeError(error) : `${code}: ${words}`;
}

/** The error for what cannot be written, for whatever reason. */
export function unwritable(path: string, error: unknown): InputError {
  return new InputError(
    {
      problem: `the file cannot be written (${reasonOf(error)})`,
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
    rememberFolder(resolve(path));
  } catch (error) {
    throw new InputError(
      {
        problem: `the folder cannot be made (${reasonOf(error)})`,
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
/** Their places, by their paths. */
let places: ReadonlyMap<string, Place> = new Map();

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
  const found = new Map<string, Place>();
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
    if (before?.isFile() === true && !mayReplace && !isSummary(path)) throw existing(path);
    assertWritable(path);
    found.set(resolve(path), placeNow(path, before));
  }
  outputs = seen;
  places = found;
}

/** @throws InputError where no file of that path can be written, whether one is there or not. */
function assertWritable(path: string): void {
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
    const found = statSync(path, { throwIfNoEntry: false });
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
 * no link is followed. What is there is replaced in one step, with --force, and keeps its permissions; a link that was there when
 * the command began stays, and what it points to is replaced. A file that has this very text already is left as it is, and the
 * summary of a CI job is added to.
 *
 * Errors of the file system pass as they are, and leave nothing behind.
 *
 * @throws InputError where the place is another one than it was when the command began.
 */
function replaceFile(path: string, text: string): void {
  const place = places.get(resolve(path)) ?? { path: resolve(path) };
  if (place.stream !== undefined) {
    withFile(path, constants.O_WRONLY, (file) => {
      if (identityOf(fstatSync(file, { bigint: true })) !== place.stream) throw moved(path);
      writeFileSync(file, text);
    });
    return;
  }
  const known = rememberFolder(dirname(place.path));
  inFolder(dirname(place.path), known, (folder) => {
    const name = basename(place.path);
    const target = join(folder, name);
    const before = lstatSync(target, { throwIfNoEntry: false });
    if (before?.isDirectory() === true) throw moved(path);
    const isFile = before?.isFile() === true;
    const isAdded = isFile && isSummary(path);
    if (before !== undefined && !mayReplace && !isAdded) {
      if (isFile && before.size === Buffer.byteLength(text) && textOf(target) === text) return;
      throw existing(path);
    }
    const whole = isAdded ? textOf(target) + text : text;
    // a name may be as long as the file system allows
    const draft = join(folder, `${name.slice(0, 50)}.${randomUUID()}.part`);
    try {
      writeFileSync(draft, whole, { flag: 'wx', flush: true });
      if (before === undefined) {
        moveToNew(draft, target, path);
      } else {
        // a link has no permissions of its own
        if (isFile) chmodSync(draft, before.mode & 0o7777);
        renameSync(draft, target);
      }
    } catch (error) {
      rmSync(draft, { force: true });
      throw error;
    }
  });
}

/** The text of a file that is no link. */
function textOf(path: string): string {
  return withFile(path, constants.O_RDONLY | notFollowed, (file) => readFileSync(file, 'utf8'));
}

function withFile<Result>(path: string, flags: number, act: (file: number) => Result): Result {
  const file = openSync(path, flags);
  try {
    return act(file);
  } finally {
    closeSync(file);
  }
}

/** Moves a file to a name that is new: unlike a rename, a link never replaces what appeared there meanwhile. */
function moveToNew(draft: string, place: string, path: string): void {
  try {
    linkSync(draft, place);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw existing(path);
    renameSync(draft, place); // a file system without hard links
    return;
  }
  rmSync(draft);
}
