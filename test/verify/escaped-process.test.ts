/** What an implementation has started and put out of reach of its process group ends with it, and nothing else does. */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { killMarked, markVariable } from '../../src/verify/peer/marked-processes.js';
import type { Peer } from '../../src/verify/peer/peer.js';
import { startProcessPeer } from '../../src/verify/peer/process-peer.js';
import { processesWith, until } from '../support/processes.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const marks: string[] = [];
afterEach(() => {
  for (const mark of marks.splice(0)) for (const pid of processesWith(mark)) process.kill(pid, 'SIGKILL');
});

/** A program that starts a sleeper in a session of its own, lets it lose its parent, and then waits. */
async function startWithSleeper(prefix = ''): Promise<{ peer: Peer; sleepers: () => readonly number[] }> {
  const mark = randomUUID();
  marks.push(mark);
  const sleeper = `SLEEPER=${mark} ${prefix} setsid sh -c 'sleep 300 & exit'`;
  const peer = startProcessPeer(['sh', '-c', `${sleeper}; exec cat >&2`], {
    limits: { startSeconds: 0.3, requestSeconds: 0.3 },
  });
  const sleepers = () => processesWith(mark);
  // the shell is gone, and what it started sleeps
  const isAsleep = await until(() => sleepers().length === 1 && processesWith(mark, 'sleep').length === 1);
  expect(isAsleep).toBe(true);
  expect(sleepers()).toHaveLength(1);
  return { peer, sleepers };
}

const hello = {
  type: 'hello',
  protocol: { major: 1, minor: 0 },
  limits: { lineBytes: 1, requestSeconds: 1 },
};

describe.skipIf(process.platform !== 'linux')('a process outside the group', () => {
  it('ends when the implementation is told goodbye', async () => {
    const { peer, sleepers } = await startWithSleeper();
    await peer.stop();
    await until(() => sleepers().length === 0);
    expect(sleepers()).toEqual([]);
  });

  it('ends when the implementation is silent', async () => {
    const { peer, sleepers } = await startWithSleeper();
    await expect(peer.request(hello as Parameters<Peer['request']>[0])).rejects.toThrow(
      /no answer to "hello"/,
    );
    await until(() => sleepers().length === 0);
    expect(sleepers()).toEqual([]);
  });

  it('lives on without the mark: the group does not reach it, the mark alone does', async () => {
    const { peer, sleepers } = await startWithSleeper(`env -u ${markVariable}`);
    await peer.stop();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(sleepers()).toHaveLength(1);
  });

  it('lives on where another implementation ends', async () => {
    const [one, other] = [await startWithSleeper(), await startWithSleeper()];
    await one.peer.stop();
    await until(() => one.sleepers().length === 0);
    expect([one.sleepers().length, other.sleepers().length]).toEqual([0, 1]);
    await other.peer.stop();
  });

  it('ends with the kit that started the kit', async () => {
    const outer = randomUUID();
    process.env[markVariable] = outer;
    try {
      const { sleepers } = await startWithSleeper();
      killMarked([outer]);
      await until(() => sleepers().length === 0);
      expect(sleepers()).toEqual([]);
    } finally {
      // an assignment of undefined would leave the word
      Reflect.deleteProperty(process.env, markVariable);
    }
  });
});

describe('killMarked', () => {
  /** Starts a process and kills what a process file system says has the mark; returns the signal that ended it, if any. */
  async function endOfChild(
    list: (folder: string, pid: number, mark: string) => void,
  ): Promise<string | null> {
    const [folder, mark] = [temporaryFolder(), randomUUID()];
    const child = spawn(process.execPath, ['-e', 'process.stdin.resume()'], {
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    const ended = once(child, 'exit') as Promise<[number | null, string | null]>;
    list(folder, child.pid ?? 0, mark);
    killMarked([mark], folder);
    child.stdin.end();
    return (await ended)[1];
  }
  const write = (folder: string, pid: number, environment: string): void => {
    mkdirSync(join(folder, String(pid)));
    writeFileSync(join(folder, String(pid), 'environ'), environment);
  };

  it('kills what has the mark, also beside processes that are gone or cannot be read', async () => {
    const signal = await endOfChild((folder, pid, mark) => {
      write(folder, 4_194_305, `${markVariable}=${mark}\0`); // above the greatest number that Linux gives
      mkdirSync(join(folder, '1'));
      write(folder, pid, `PATH=/bin\0${markVariable}=${randomUUID()} ${mark}\0`);
    });
    expect(signal).toBe('SIGKILL');
  });

  it('kills nothing that has another mark', async () => {
    const signal = await endOfChild((folder, pid) => {
      write(folder, pid, `${markVariable}=${randomUUID()}\0`);
    });
    expect(signal).toBeNull();
  });

  it('does nothing where there is no process file system', async () => {
    const signal = await endOfChild((folder) => {
      rmSync(folder, { recursive: true });
    });
    expect(signal).toBeNull();
  });
});
