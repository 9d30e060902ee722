/** Ctrl-C in a campaign: one line, the shell's exit code of an interrupt, no process left, and the same report in the end. */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { countLines } from '../support/kill-campaign.js';
import { processesWith, until } from '../support/processes.js';
import { auxopt, main } from '../support/run-cli.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const chaos = fileURLToPath(new URL('../verify/adapters/chaos.mjs', import.meta.url));
// it also leaves a process in a session of its own, which no terminal reaches
const implementation = ['--', process.execPath, chaos, 'daemon-of-an-honest-run'];
const campaigns = {
  check: ['check', '--cases', '18', '--seed', '3', '--json'],
  verify: ['verify', '--level', '5', '--cases', '150', '--seed', '3', '--json', '--workers', '2'],
};

/** Starts a campaign, and interrupts its process group, as a terminal does, when it is time. */
async function interrupt(args: readonly string[], isTime: (mark: string) => boolean) {
  const mark = randomUUID();
  const kit = spawn(process.execPath, [main, ...args], {
    detached: true,
    env: { ...process.env, AUXOPT_TEST_MARK: mark },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [said, told, ended] = [text(kit.stdout), text(kit.stderr), once(kit, 'exit')];
  await until(() => isTime(mark));
  process.kill(-(kit.pid ?? NaN), 'SIGINT');
  const [, signal] = (await ended) as [number | null, string | null];
  if (process.platform === 'linux') {
    await until(() => processesWith(mark).length === 0);
    expect(processesWith(mark)).toEqual([]);
  }
  return { signal, stdout: await said, stderr: await told };
}

describe('a campaign that is interrupted', { tags: 'long' }, () => {
  it.each([
    ['check', campaigns.check, []],
    ['verify', campaigns.verify, implementation],
  ])(
    '%s says what is kept, leaves no process, and goes on to the same report',
    async (_name, args, command) => {
      const folder = join(temporaryFolder(), 'out');
      const kept = [...args, '--out', folder, ...command];
      const { signal, stdout, stderr } = await interrupt(kept, () => countLines(folder) >= 5);
      // a shell makes 128 + 2 of it
      expect([signal, stdout]).toEqual(['SIGINT', '']);
      const pattern =
        /^auxopt: ended by SIGINT after (\d+) of (\d+) cases; they are kept in (.*), and the same command goes on from there\.\n$/;
      expect(stderr).toMatch(pattern);
      const [, done, all, place] = pattern.exec(stderr) ?? [];
      expect(place).toBe(folder);
      // beside the header; what was on its way to the disk may be there too
      expect(countLines(folder) - 1).toBeGreaterThanOrEqual(Number(done));
      expect(countLines(folder) - 1).toBeLessThan(Number(all));
      expect([readdirSync(folder), auxopt(kept)]).toEqual([['journal.jsonl'], auxopt([...args, ...command])]);
    },
  );

  it.skipIf(process.platform !== 'linux')('says that nothing is kept where there is no folder', async () => {
    // the kit, two implementations and what they left: the cases have begun
    const hasBegun = (mark: string): boolean => processesWith(mark).length >= 5;
    const { signal, stderr } = await interrupt([...campaigns.verify, ...implementation], hasBegun);
    expect(signal).toBe('SIGINT');
    expect(stderr).toMatch(
      /^auxopt: ended by SIGINT after \d+ of \d+ cases; nothing is kept without --out\.\n$/,
    );
  });
});
