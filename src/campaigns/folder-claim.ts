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
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { describeError, InputError } from '../errors.js';
import { notFollowed, readRegularFile } from './regular-file.js';

const claimName = /^claim-[0-9a-f-]{36}\.json$/;
const claimSchema = z.object({ pid: z.number(), host: z.string(), space: z.string() });

/** A claim shows that its process is running by its time stamp, this often, in milliseconds. */
const heartbeatPeriod = 10_000;
/** A process that has been silent for so long, in milliseconds, is taken to be dead. */
const longestSilence = 60_000;
/** Two that come at once both step back, and try again after a random pause. */
const attempts = 5;

/** A held folder. */
export interface FolderClaim {
  /** Throws where the claim is gone: with its folder, or because another process took this one for dead. */
  readonly assertHeld: () => void;
  readonly release: () => void;
}

/** Whether a file of this name is a claim. */
export function isClaim(name: string): boolean {
  return claimName.test(name);
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

/** This process. Within one space, which is host, boot and, on Linux, pid namespace, a number means one process at a time. */
function identifySelf(): z.infer<typeof claimSchema> {
  const known = (read: () => string): string => {
    try {
      return read().trim();
    } catch {
      return '';
    }
  };
  const host = hostname();
  const boot = known(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8'));
  const namespace = known(() => readlinkSync('/proc/self/ns/pid'));
  return { pid: process.pid, host, space: `${host} ${boot} ${namespace}` };
}

/** Whether no process of this space has that number. */
function hasEnded(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'EPERM';
  }
}

/** Another live process with a claim; claims of dead ones are removed on the way. */
function findHolder(folder: string, own: string): Holder | undefined {
  const { space } = identifySelf();
  for (const name of readdirSync(folder).filter(isClaim)) {
    const path = join(folder, name);
    if (path === own) continue;
    try {
      // A claim just written has the clock of the file system, which may be another machine's.
      const { mtimeMs, size } = statSync(path);
      const silence = statSync(own).mtimeMs - mtimeMs;
      const claim = readClaim(path);
      // who is still to fill its claim, if it lives, has yet to look for others, and will see this process
      const isDead = size === 0 || (claim?.space === space && hasEnded(claim.pid));
      // one that is dated ahead was written before the clock was set back, and would have been written again
      if (!isDead && Math.abs(silence) <= longestSilence) {
        const who = claim === undefined ? 'a process' : `process ${claim.pid} on ${claim.host}`;
        const seconds = Math.max(Math.round(silence / 1000), 0);
        return { name, description: `${who}, last seen ${seconds} s ago` };
      }
      rmSync(path, { force: true });
    } catch (error) {
      // Released or removed in the meantime: no claim any more.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  return undefined;
}

/** Bytes of the largest claim. */
const largestClaim = 10_000;

/** What is in a claim; undefined where something else wrote it, or a kill cut it off. */
function readClaim(path: string): z.infer<typeof claimSchema> | undefined {
  try {
    return claimSchema.safeParse(JSON.parse(readRegularFile(path, largestClaim).toString())).data;
  } catch {
    return undefined;
  }
}

function writeClaim(path: string, text: string): void {
  try {
    writeFileSync(path, text, { flag: 'wx' });
  } catch (error) {
    // a full disk has room for the name of a file, and not for what is in it
    rmSync(path, { force: true });
    throw new InputError(
      {
        problem: `nothing can be written there (${describeError(error)})`,
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

/** Signals that ask; a terminal sends the first for Ctrl-C. */
const politeSignals: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Does something before the signal ends the process, as it would without this.
 *
 * @returns a function that forgets it again.
 */
export function beforePoliteEnd(act: (signal: NodeJS.Signals) => void): () => void {
  const forget = (): void => {
    for (const signal of politeSignals) process.removeListener(signal, end);
  };
  const end = (signal: NodeJS.Signals): void => {
    forget();
    act(signal);
    // whoever forgets last leaves nobody to catch it
    process.kill(process.pid, signal);
  };
  for (const signal of politeSignals) process.on(signal, end);
  return forget;
}
