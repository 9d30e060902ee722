/** Regular files and standard input, read up to a limit: what is no regular file may have no end, or block. */
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { describeError, InputError } from '../errors.js';

/** Bytes that are asked for at a time. */
const chunkSize = 1024 * 1024;

const flags: Partial<typeof constants> = constants;
/** A flag of `open` by which a link is an error, where the system has it: one may have been put in the place of a file. */
export const notFollowed: number = flags.O_NOFOLLOW ?? 0;

/** The name by which standard input is asked for. */
export const standardInput = '-';

/** How a file is read. */
interface ReadOptions {
  /** What to do about a path that names no regular file. */
  readonly fix?: string | undefined;
  /** Sees the bytes as they are read, and throws where no more of them are wanted. */
  readonly inspect?: (chunk: Buffer) => void;
}

/**
 * The bytes of a regular file.
 *
 * @param limit - the most bytes that it may have; counted while they are read.
 * @throws InputError for a folder, a device or a pipe, for a file that cannot be read, and beyond the limit.
 */
export function readRegularFile(
  path: string,
  limit: number,
  { fix = 'Check the path.', inspect }: ReadOptions = {},
): Buffer {
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
    return readUpToLimit(descriptor, path, limit, inspect);
  } finally {
    closeSync(descriptor);
  }
}

/** The bytes of standard input, waiting for what comes; throws InputError beyond the limit. */
export function readStandardInput(limit: number): Buffer {
  return readUpToLimit(0, standardInput, limit);
}

function readUpToLimit(
  descriptor: number,
  path: string,
  limit: number,
  inspect?: (chunk: Buffer) => void,
): Buffer {
  const chunks: Buffer[] = [];
  let size = 0;
  for (;;) {
    const chunk = Buffer.allocUnsafe(chunkSize);
    const length = readChunk(descriptor, chunk, path);
    if (length === 0) return Buffer.concat(chunks, size);
    const read = chunk.subarray(0, length);
    inspect?.(read);
    chunks.push(read);
    size += length;
    if (size > limit) throw tooLarge(path, 'more than the limit', limit);
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
