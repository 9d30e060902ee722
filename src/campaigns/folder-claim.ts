/**
 * One writer a folder. Every process puts down a claim, a file with a name of its own, and only then looks for others: of two
 * that come at once the later one sees the earlier. The claim of a dead process is removed by whoever finds it, which is
 * safe because no name is used twice.
 */
import { randomInt, randomUUID } from 'node:crypto';
import {
  closeSync,
  constants,
  existsSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { describeError, InputError } from '../errors.js';
import { beforePoliteEnd } from './polite-end.js';
import { findLife, identifySelf } from './process-identity.js';
import { notFollowed, readRegularFile } from './regular-file.js';

const claimName = /^claim-[0-9a-f-]{36}\.json$/;
/** A claim that is being written, or whose writer was killed just then. */
const draftName = /^claim-[0-9a-f-]{36}\.json\.draft$/;
const claimSchema = z.object({ pid: z.number(), host: z.string(), space: z.string(), started: z.string() });

/** A claim shows that its process is running by its time stamp, this often, in milliseconds. */
const heartbeatPeriod = 10_000;
/** A process elsewhere that has been silent for so long, in milliseconds, is taken to be dead. */
const longestSilence = 60_000;
/** Two that come at once both step back, and try again after a random pause. */
const attempts = 5;

/** A held folder. */
export interface FolderClaim {
  /** Throws where the claim is gone: with its folder, or because another process took this one for dead. */
  readonly assertHeld: () => void;
  readonly release: () => void;
}

/** Whether a file of this name is a claim, or the draft of one. */
export function isClaim(name: string): boolean {
  return claimName.test(name) || draftName.test(name);
}

/**
 * Claims a folder for this process until it releases the claim or dies.
 *
 * @throws InputError where another process works there.
 */
export async function claimFolder(folder: string): Promise<FolderClaim> {
  const self = identifySelf();
  const path = join(folder, `claim-${randomUUID()}.json`);
  for (let attempt = 1; ; attempt += 1) {
    writeClaim(path, JSON.stringify(self));
    const holder = findHolder(folder, path);
    if (holder === undefined) break;
    rmSync(path, { force: true });
    if (attempt === attempts) throw busy(folder, holder);
    await pause(randomInt(20, 200));
  }
  const heartbeat = setInterval(() => {
    try {
      // Written over in place: the time stamp is the file system's own, and a claim that is gone stays gone.
      const file = openSync(path, constants.O_WRONLY | notFollowed);
      writeFileSync(file, JSON.stringify(self));
      closeSync(file);
    } catch {
      // assertHeld says what there is to say before the next write.
    }
  }, heartbeatPeriod);
  heartbeat.unref();
  const release = (): void => {
    clearInterval(heartbeat);
    rmSync(path, { force: true });
    stay();
  };
  // Who is asked to end leaves the folder free for a successor, which may be on another machine.
  const stay = beforePoliteEnd(release);
  return {
    assertHeld: () => {
      if (!existsSync(path)) throw lost(folder);
    },
    release,
  };
}

interface Holder {
  readonly name: string;
  readonly description: string;
}

/** Another live process with a claim; claims of dead ones are removed on the way. */
function findHolder(folder: string, own: string): Holder | undefined {
  const self = identifySelf();
  for (const name of readdirSync(folder).filter(isClaim)) {
    const path = join(folder, name);
    if (path === own) continue;
    // whoever is still writing it notices, and writes it anew
    if (draftName.test(name)) {
      rmSync(path, { force: true });
      continue;
    }
    try {
      // A claim just written has the clock of the file system, which may be another machine's.
      const now = statSync(own).mtime;
      const silence = now.getTime() - statSync(path).mtimeMs;
      const claim = claimSchema.safeParse(readClaim(path)).data;
      const life = claim === undefined ? 'unknown' : findLife(claim, self);
      // A clock that was set back: from now on it has as long as any other to show that it is alive.
      if (life === 'unknown' && silence < -longestSilence) utimesSync(path, now, now);
      if (life === 'alive' || (life === 'unknown' && silence <= longestSilence)) {
        const who = claim === undefined ? 'a process' : `process ${claim.pid} on ${claim.host}`;
        const seconds = Math.max(Math.round(silence / 1000), 0);
        return { name, description: `${who}, last seen ${seconds} s ago` };
      }
      rmSync(path, { force: true });
    } catch (error) {
      // Released or removed in the meantime: no claim any more.
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    }
  }
  return undefined;
}

/** Bytes of the largest claim. */
const largestClaim = 10_000;

/** What is in a claim; undefined where something else wrote it. */
function readClaim(path: string): unknown {
  try {
    return JSON.parse(readRegularFile(path, largestClaim).toString());
  } catch {
    return undefined;
  }
}

/** A claim is there whole or not at all: one that is cut off would have no owner, and nobody could tell that it is dead. */
function writeClaim(path: string, text: string): void {
  const draft = `${path}.draft`;
  try {
    writeFileSync(draft, text, { flag: 'wx' });
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    // another process has taken the draft away
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT' && existsSync(dirname(path))) {
      writeClaim(path, text);
      return;
    }
    const reason = describeError(error);
    throw new InputError(
      {
        problem: `nothing can be written there (${reason})`,
        where: path,
        expected: 'a folder with room and permission to write',
        fix: 'Choose another folder, or make room.',
      },
      { cause: error },
    );
  }
}

function busy(folder: string, { name, description }: Holder): InputError {
  return new InputError({
    problem: `another process works there (${description})`,
    where: folder,
    expected: 'one process per folder',
    fix: `Wait for it, or use another folder. If it is dead, wait ${longestSilence / 1000} s, or remove ${name}.`,
  });
}

function lost(folder: string): InputError {
  if (!existsSync(folder)) {
    return new InputError({
      problem: 'the folder is gone, and what was finished with it',
      where: folder,
      expected: 'a folder that stays until the campaign has ended',
      fix: 'Begin again, in a folder that nothing removes.',
    });
  }
  return new InputError({
    problem: 'another process has taken over',
    where: folder,
    expected: 'one process per folder',
    fix: 'Let the other one finish; what this one had finished before is kept.',
  });
}
