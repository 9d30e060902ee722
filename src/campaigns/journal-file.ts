/** The journal on the disk: appended to, flushed after every batch, never rewritten. */
import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { describeError, InputError } from '../errors.js';
import { notFollowed } from './regular-file.js';

const forAppending = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | notFollowed;

/** An open journal. */
export interface JournalFile {
  /** Resolves once the line is on the disk; rejects for this and every later line once a write has failed. */
  readonly push: (line: string) => Promise<void>;
  readonly close: () => Promise<void>;
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
 * @param length - the length of what counts; a torn line after it is cut off.
 * @param assertHeld - called before every write: throws where the folder is not ours any more.
 * @throws InputError where it cannot be written; `push` rejects with one as well, for example on a full disk.
 */
export async function openJournalFile(
  path: string,
  length: number,
  assertHeld: () => void,
): Promise<JournalFile> {
  let opened: FileHandle | undefined;
  try {
    opened = await open(path, forAppending);
    await opened.truncate(length);
    await opened.sync();
  } catch (error) {
    await opened?.close();
    throw unwritable(path, error);
  }
  const file = opened;
  const push = createCommitQueue(async (text) => {
    assertHeld();
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

/**
 * A queue in front of a slow `commit`, which writes a text and flushes it to the disk: what comes meanwhile is one batch.
 *
 * At most one commit runs at a time, and lines keep their order. After a failure nothing is written any more: what came
 * after a torn line would make it look whole.
 */
export function createCommitQueue(commit: (text: string) => Promise<void>): JournalFile['push'] {
  let waiting = '';
  let last = Promise.resolve();
  let batch: Promise<void> | undefined;
  return (line) => {
    waiting += line;
    if (batch !== undefined) return batch;
    batch = last.then(() => {
      const text = waiting;
      [waiting, batch] = ['', undefined];
      return commit(text);
    });
    last = batch;
    return batch;
  };
}
