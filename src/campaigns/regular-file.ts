/** Regular files and standard input, read up to a limit: what is no regular file may have no end, or block. */
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { describeError, InputError } from '../errors.js';
import { createLineSplitter } from '../verify/peer/line-splitter.js';

/** Bytes that are asked for at a time. */
const chunkSize = 1024 * 1024;

const flags: Partial<typeof constants> = constants;
/** A flag of `open` by which a link is an error, where the system has it: one may have been put in the place of a file. */
export const notFollowed: number = flags.O_NOFOLLOW ?? 0;

/** The name by which standard input is asked for. */
export const standardInput = '-';

/** What to do about a path that names no regular file. */
const checkPath = 'Check the path.';

/**
 * The bytes of a regular file.
 *
 * @param limit - the most bytes that it may have; counted while they are read.
 * @param fix - what to do about a path that names no regular file.
 * @throws InputError for a folder, a device or a pipe, for a file that cannot be read, and beyond the limit.
 */
export function readRegularFile(path: string, limit: number, fix = checkPath): Buffer {
  return Buffer.concat([...chunksOfFile(path, limit, fix)]);
}

/** The bytes of standard input, waiting for what comes; throws InputError beyond the limit. */
export function readStandardInput(limit: number): Buffer {
  return Buffer.concat([...chunksUpTo(0, standardInput, limit)]);
}

/** A line of a file. */
export interface FileLine {
  /** Without its line feed. */
  readonly bytes: Buffer;
  /** From 1. */
  readonly number: number;
  /** Whether a line feed ends it; it may be missing at the end of the file alone. */
  readonly isWhole: boolean;
}

/**
 * The lines of a regular file, or of standard input, read as they are asked for.
 *
 * @param limits - the most bytes of the file, and of a line.
 * @param tooLong - what is thrown for a line that is longer, before it is collected.
 * @throws InputError as {@link readRegularFile}.
 */
export function* readLines(
  path: string,
  limits: { readonly file: number; readonly line: number },
  tooLong: (line: number) => Error,
  fix = checkPath,
): Generator<FileLine, void> {
  let lines: Buffer[] = [];
  let number = 1;
  let isOpen = false;
  let isOver = false;
  const split = createLineSplitter(
    limits.line,
    (line) => lines.push(line.subarray(0, -1)),
    () => (isOver = true),
  );
  function* take(isWhole: boolean): Generator<FileLine, void> {
    for (const bytes of lines) {
      yield { bytes, number, isWhole };
      number += 1;
    }
    lines = [];
    if (isOver) throw tooLong(number);
  }
  const chunks =
    path === standardInput ? chunksUpTo(0, path, limits.file) : chunksOfFile(path, limits.file, fix);
  for (const chunk of chunks) {
    isOpen = chunk.at(-1) !== 10;
    split(chunk);
    yield* take(true);
  }
  if (!isOpen) return;
  split(Buffer.from('\n'));
  yield* take(false);
}

function* chunksOfFile(path: string, limit: number, fix: string): Generator<Buffer, void> {
  let descriptor: number;
  try {
    // a named pipe without a writer would block
    descriptor = openSync(path, constants.O_RDONLY | ((constants.O_NONBLOCK as number | undefined) ?? 0));
  } catch (error) {
    throw unreadable(path, error);
  }
  try {
    const status = fstatSync(descriptor);
    if (!status.isFile()) {
      throw new InputError({
        problem: 'this is not a regular file',
        where: path,
        expected: 'a regular file',
        fix,
      });
    }
    // not even begun; a file that grows meanwhile is noticed while it is read
    if (status.size > limit) throw tooLarge(path, `${Math.ceil(status.size / 1024 / 1024)} MiB`, limit);
    yield* chunksUpTo(descriptor, path, limit);
  } finally {
    closeSync(descriptor);
  }
}

function* chunksUpTo(descriptor: number, path: string, limit: number): Generator<Buffer, void> {
  for (let size = 0; ;) {
    const chunk = Buffer.allocUnsafe(chunkSize);
    const length = readChunk(descriptor, chunk, path);
    if (length === 0) return;
    size += length;
    if (size > limit) throw tooLarge(path, 'more than the limit', limit);
    yield chunk.subarray(0, length);
  }
}

function tooLarge(path: string, size: string, limit: number): InputError {
  return new InputError({
    problem: `the file is too large (${size})`,
    where: path,
    expected: `at most ${limit / 1024 / 1024} MiB`,
    fix: 'Shorten it, for example by fewer rows, atoms, coordinates or cases.',
  });
}

function readChunk(descriptor: number, chunk: Buffer, path: string): number {
  for (;;) {
    try {
      return readSync(descriptor, chunk);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EOF') return 0;
      // what is no standard input and has nothing yet, such as /proc/kmsg, would never end
      if (code !== 'EAGAIN' || path !== standardInput) throw unreadable(path, error);
      // standard input that has nothing yet: wait without keeping a core busy
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}

function unreadable(path: string, error: unknown): InputError {
  return new InputError(
    {
      problem: `the file cannot be read (${describeError(error)})`,
      where: path,
      expected: 'a readable file',
      fix: 'Check the path; it is taken relative to the current folder.',
    },
    { cause: error },
  );
}
