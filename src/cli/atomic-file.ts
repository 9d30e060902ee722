/** A file whole or not at all, also where the process is killed or the machine loses power in between. */
import {
  closeSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  type Stats,
} from 'node:fs';
import { dirname } from 'node:path';

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
