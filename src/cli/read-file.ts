/** Reading: regular files and standard input, up to a limit that is kept while they are read. */
import { isUtf8 } from 'node:buffer';
import { closeSync, constants, fstatSync, openSync, readSync, realpathSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { describeError, InputError } from '../errors.js';
import {
  readAnyProblem,
  readProblem,
  type HuberProblem,
  type ReadText,
  type ResolvedProblem,
} from '../problems/index.js';

/** A larger file is refused: it could not be run in reasonable time or memory. */
const largestFile = 64 * 1024 * 1024;

/** Bytes that are asked for at a time. */
const chunkSize = 1024 * 1024;

/** The name by which standard input is asked for. */
const standardInput = '-';

/**
 * The text of a regular file, or of standard input where `path` is `-`.
 *
 * @throws InputError for what is no readable regular file (a folder, a device, a pipe), for more than 64 MiB, and for bytes that are
 * no UTF-8.
 */
export function readTextFile(path: string): string {
  const bytes = path === standardInput ? readUpToLimit(0, path) : readRegularFile(path);
  if (isUtf8(bytes)) return bytes.toString('utf8');
  throw new InputError({
    problem: `the byte at offset ${firstInvalidByte(bytes)} is no UTF-8`,
    where: path,
    expected: 'text in UTF-8',
    fix: 'Save the file as UTF-8, for example with iconv -t UTF-8.',
  });
}

/** Reads, checks and expands a problem file; its tables are in its folder or below, and so is what their links point to. */
export function loadProblem(path: string): ResolvedProblem {
  return readProblem(readTextFile(path), path, tableReader(path));
}

/** {@link loadProblem} that also takes files with Huber terms, for exact runs. */
export function loadAnyProblem(path: string): ResolvedProblem | HuberProblem {
  return readAnyProblem(readTextFile(path), path, tableReader(path));
}

/** Reads the tables of the problem file at a path. */
function tableReader(path: string): ReadText {
  const folder = path === standardInput ? process.cwd() : dirname(resolve(path));
  return (table) => {
    const place = join(folder, table);
    if (isInside(realPlace(folder), realPlace(place))) return readTextFile(place);
    throw new InputError({
      problem: `${JSON.stringify(table)} is outside the folder of the problem file`,
      where: path,
      expected: 'a table in that folder or below',
      fix: 'Copy the table beside the problem file.',
    });
  };
}

function isInside(folder: string, place: string): boolean {
  return place.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/** Where a path leads once its links are followed; the path as it is where there is nothing. */
function realPlace(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

function readRegularFile(path: string): Buffer {
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
        problem: 'this is no regular file',
        where: path,
        expected: `a regular file, or ${standardInput} for standard input`,
        fix: `Check the path; pipe what a program prints into the command, and write ${standardInput} for the path.`,
      });
    }
    // not even begun; a file that grows meanwhile is noticed while it is read
    if (status.size > largestFile) throw tooLarge(path, `${Math.ceil(status.size / 1024 / 1024)} MiB`);
    return readUpToLimit(descriptor, path);
  } finally {
    closeSync(descriptor);
  }
}

function readUpToLimit(descriptor: number, path: string): Buffer {
  const chunks: Buffer[] = [];
  let size = 0;
  for (;;) {
    const chunk = Buffer.allocUnsafe(chunkSize);
    const length = readChunk(descriptor, chunk, path);
    if (length === 0) return Buffer.concat(chunks, size);
    chunks.push(chunk.subarray(0, length));
    size += length;
    if (size <= largestFile) continue;
    throw tooLarge(path, 'more than the limit');
  }
}

function tooLarge(path: string, size: string): InputError {
  return new InputError({
    problem: `the file is too large (${size})`,
    where: path,
    expected: `at most ${largestFile / 1024 / 1024} MiB`,
    fix: 'Reduce the dimension, the number of atoms or of rows.',
  });
}

function readChunk(descriptor: number, chunk: Buffer, path: string): number {
  for (;;) {
    try {
      return readSync(descriptor, chunk);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EOF') return 0;
      if (code !== 'EAGAIN') throw unreadable(path, error);
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
      fix: 'Check the path; it is taken relative to the current folder, and a table relative to its problem file.',
    },
    { cause: error },
  );
}

/** What a decoder puts in place of bytes that are no UTF-8; as a character of its own it has three bytes. */
const replacement = '\uFFFD';

/** The offset of the first byte at which no UTF-8 goes on; `bytes` are no UTF-8. */
function firstInvalidByte(bytes: Buffer): number {
  const text = bytes.toString('utf8');
  let offset = 0;
  let from = 0;
  for (;;) {
    const at = text.indexOf(replacement, from);
    offset += Buffer.byteLength(text.slice(from, at));
    const isWritten = bytes.subarray(offset, offset + 3).toString('latin1') === '\u00EF\u00BF\u00BD';
    if (!isWritten) return offset;
    offset += 3;
    from = at + 1;
  }
}
