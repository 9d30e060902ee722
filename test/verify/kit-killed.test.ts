/** A kit that is told to end takes the implementation with it, and a flood does not fill its memory. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { processesWith, until } from '../support/processes.js';
import { firstOf } from '../support/some-of.js';

const main = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url));
const adapter = fileURLToPath(new URL('./adapters/chaos.mjs', import.meta.url));

const reportMemory =
  'data:text/javascript,process.on("exit",()=>process.stderr.write("peak "+process.resourceUsage().maxRSS+" KiB"))';

/** The kit's peak memory in MiB, over the runs of sgd/long alone. */
function peakOf(kind: string): Promise<number> {
  const options = ['verify', '--json', '--only', 'L2/sgd/long/*', '--', process.execPath, adapter, kind];
  return new Promise((resolve) => {
    const kit = spawn(process.execPath, ['--import', reportMemory, main, ...options], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    kit.stdout.resume();
    let log = '';
    kit.stderr.setEncoding('utf8').on('data', (text: string) => (log += text));
    kit.on('close', () => {
      resolve(Number(/peak (\d+) KiB/.exec(log)?.[1]) / 1024);
    });
  });
}

describe.skipIf(process.platform !== 'linux')('a kit that is ended', () => {
  firstOf(1, [
    ['SIGHUP', 'orphan-then-hang'],
    ['SIGINT', 'orphan-then-hang'],
    ['SIGTERM', 'orphan-then-hang'],
    ['SIGINT', 'daemon-then-hang'],
  ] as const)('by %s ends the implementation too: %s', async (signal, kind) => {
    const mark = `killed-${randomUUID()}`;
    const kit = spawn(process.execPath, [main, 'verify', '--', process.execPath, adapter, kind], {
      env: { ...process.env, AUXOPT_TEST_MARK: mark },
      stdio: 'ignore',
    });
    const left = new Promise((resolve) =>
      kit.on('exit', (_code, by) => {
        resolve(by);
      }),
    );
    // the kit, the adapter and its own child
    expect(await until(() => processesWith(mark).length >= 3)).toBe(true);
    kit.kill(signal);
    expect(await left).toBe(signal);
    await until(() => processesWith(mark).length === 0);
    expect(processesWith(mark)).toEqual([]);
  });
});

describe('memory', { tags: 'long' }, () => {
  const isBounded = async (kinds: readonly string[]): Promise<void> => {
    // as it explains what is wrong with the states of a flood
    const usual = await peakOf('wrong-state');
    const peaks: Record<string, number> = {};
    for (const kind of kinds) peaks[kind] = await peakOf(kind);
    // 100 MiB in one line, 200 MiB of log: a kit that kept them would hold as much; the search for an explanation leaves some tens
    for (const [kind, peak] of Object.entries(peaks))
      expect([kind, peak - usual]).toEqual([kind, expect.toSatisfy((more: number) => more < 100)]);
  };
  it('is bounded, whatever is poured into one line', () => isBounded(['long-line']));
  it('is bounded, whatever is poured out', () =>
    isBounded(['stderr-flood', 'state-flood', 'question-flood-without-reading']));
});
