/**
 * Where files are to be written, as it was when a command began: a program that runs meanwhile may put links and other folders in
 * their way, and is not to choose what is written where.
 */
import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  fsyncSync,
  openSync,
  realpathSync,
  statSync,
  type BigIntStats,
  type Stats,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { InputError } from '../errors.js';

/** Where a file is to be written. */
export interface Place {
  /** Its path, in a folder without links; links of its own were followed. */
  readonly path: string;
  /** The device or the pipe that is there. */
  readonly stream?: string;
}

/** Which folders files are to be written to, by their paths. */
const folders = new Map<string, string>();

/** A command begins, for which the folders are what they are now. */
export function forgetFolders(): void {
  folders.clear();
}

/** What a path names, whatever it is called. */
export function identityOf({ dev, ino }: BigIntStats): string {
  return `${dev}:${ino}`;
}

/** The folder of that path, as it was when it was looked at first. */
export function rememberFolder(path: string): string {
  const known = folders.get(path) ?? identityOf(statSync(path, { bigint: true }));
  folders.set(path, known);
  return known;
}

/** Where a file is to be written: what runs from now on changes nothing about that. */
export function placeNow(path: string, before: Stats | undefined): Place {
  const place = placeOf(path);
  rememberFolder(dirname(place));
  if (before === undefined || !isStream(before)) return { path: place };
  return { path, stream: identityOf(statSync(path, { bigint: true })) };
}

/** Whether a path is the summary of a step of a CI job, which whoever runs the step makes: it is added to. */
export function isSummary(path: string): boolean {
  const summary = process.env['GITHUB_STEP_SUMMARY'] ?? '';
  return summary !== '' && placeOf(path) === placeOf(summary);
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
export function isStream(status: Stats): boolean {
  return !status.isFile() && !status.isDirectory();
}

/**
 * Does something in a folder, if it is the one that is meant, and flushes the folder: a new name is to survive a power cut. Where the
 * system names open folders (Linux), it is done in the very one that was looked at, whatever its path leads to by then.
 *
 * @throws InputError
 */
export function inFolder(path: string, known: string, act: (folder: string) => void): void {
  let handle: number | undefined;
  try {
    handle = openSync(path, constants.O_RDONLY | ((constants.O_DIRECTORY as number | undefined) ?? 0));
  } catch {
    // Windows opens no folders
  }
  try {
    const now = handle === undefined ? statSync(path, { bigint: true }) : fstatSync(handle, { bigint: true });
    if (identityOf(now) !== known) throw moved(path);
    const open = handle === undefined ? path : `/proc/self/fd/${handle}`;
    act(existsSync(open) ? open : path);
    if (handle !== undefined) flush(handle);
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

export function moved(path: string): InputError {
  return new InputError({
    problem: 'something else has taken its place since the command began',
    where: path,
    expected: 'the same place as when the command began',
    fix: 'Look at what is there now: a program that ran meanwhile may have put it there.',
  });
}

/** Folders cannot be flushed everywhere, and the file itself is flushed in any case. */
function flush(folder: number): void {
  try {
    fsyncSync(folder);
  } catch {
    // as it is
  }
}
