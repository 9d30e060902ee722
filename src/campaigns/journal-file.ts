/** The journal on the disk: appended to, flushed after every batch, never rewritten. */
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { describeError, InputError } from '../errors.js';
import { notFollowed } from './regular-file.js';

const forAppending = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | notFollowed;

/** An open journal. */
export interface JournalFile extends CommitQueue {
  readonly close: () => Promise<void>;
}

/** What a journal needs of a file; tests plant failures here. */
export interface AppendableFile {
  readonly appendFile: (text: string) => Promise<void>;
  readonly truncate: (length: number) => Promise<void>;
  readonly sync: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** How a journal is opened. */
export interface JournalFileRequest {
  readonly path: string;
  /** The length of what counts; a torn line after it is cut off. */
  readonly length: number;
  /** Called before every write: throws where the folder is not ours any more. */
  readonly assertHeld?: () => void;
  /** Opens a file for appending, for tests. */
  readonly openFile?: (path: string) => Promise<AppendableFile>;
}

function unwritable(path: string, error: unknown): InputError {
  const reason = describeError(error);
  return new InputError(
    {
      problem: `the journal cannot be written (${reason})`,
      where: path,
      expected: 'a place with room and permission to write',
      fix: 'Make room, then give the same command again: what was finished before is kept.',
    },
    { cause: error },
  );
}

/**
 * Opens a journal for appending.
 *
 * @throws InputError where it cannot be written; `push` rejects with one as well, for example on a full disk.
 */
export async function openJournalFile(request: JournalFileRequest): Promise<JournalFile> {
  const { path, length, assertHeld, openFile = (name: string) => open(name, forAppending) } = request;
  let file: AppendableFile;
  try {
    file = await openFile(path);
  } catch (error) {
    throw unwritable(path, error);
  }
  try {
    await file.truncate(length);
    await file.sync();
  } catch (error) {
    await file.close();
    throw unwritable(path, error);
  }
  const { push } = createCommitQueue(async (text) => {
    assertHeld?.();
    try {
      await file.appendFile(text);
      await file.sync();
    } catch (error) {
      throw unwritable(path, error);
    }
  });
  return { push, close: () => file.close() };
}

/** Makes the name of a new file survive a power cut; a file system that cannot is as it is. */
export async function flushFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    await handle.sync().finally(() => handle.close());
  } catch {
    // Folders cannot be flushed everywhere; the data of the file is flushed in any case.
  }
}

/** Takes lines, and says when each is safe. */
export interface CommitQueue {
  /** Resolves once the line is on the disk; rejects for this and every later line once a write has failed. */
  readonly push: (line: string) => Promise<void>;
}

interface Waiting {
  readonly line: string;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * A queue in front of a slow `commit`, which writes a text and flushes it to the disk.
 *
 * At most one commit runs at a time, and lines keep their order. After a failure nothing is written any more: what came
 * after a torn line would make it look whole.
 */
export function createCommitQueue(commit: (text: string) => Promise<void>): CommitQueue {
  let waiting: Waiting[] = [];
  let isRunning = false;
  let failure: { readonly reason: unknown } | undefined;

  const drain = async (): Promise<void> => {
    isRunning = true;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        if (failure !== undefined) throw failure.reason;
        await commit(batch.map(({ line }) => line).join(''));
        for (const { resolve } of batch) resolve();
      } catch (reason) {
        failure ??= { reason };
        for (const { reject } of batch) reject(reason);
      }
    }
    isRunning = false;
  };

  return {
    push: (line) =>
      new Promise((resolve, reject) => {
        waiting.push({ line, resolve, reject });
        if (!isRunning) void drain();
      }),
  };
}
