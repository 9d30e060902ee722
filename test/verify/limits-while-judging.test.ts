/** The time limit of a verification, and a signal, also end it while it judges numbers that take long. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { until } from '../support/processes.js';
import { main, root } from '../support/run-cli.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const built = (path: string): string =>
  JSON.stringify(pathToFileURL(join(root, 'dist/src/verify', path)).href);

/** A right program in decimal arithmetic that writes `text` for every fifth number. */
function programThatWrites(text: string): string {
  const folder = temporaryFolder();
  const program = join(folder, 'odd.mjs');
  writeFileSync(
    program,
    `import { serveImplementation } from ${built('index.js')};
import { createReference } from ${built('served-reference/index.js')};
import { writeFileSync } from 'node:fs';
const honest = createReference({ arithmetic: 'decimal', variants: ['aux-mom'] });
let written = 0;
const write = (value) => {
  written += 1;
  if (written === 5) writeFileSync(${JSON.stringify(join(folder, 'odd.mjs.sent'))}, '');
  return written % 5 === 0 ? ${text} : honest.numbers.write(value);
};
serveImplementation({ ...honest, numbers: { ...honest.numbers, write } });
`,
  );
  return program;
}

/** What the kit printed, how it ended, and after how many seconds. */
async function verify(
  options: readonly string[],
  program: string,
  signal?: 'SIGINT' | 'SIGTERM',
): Promise<{ readonly text: string; readonly by: string | null; readonly seconds: number }> {
  const kit = spawn(process.execPath, [main, 'verify', ...options, '--', process.execPath, program]);
  let text = '';
  kit.stdout.setEncoding('utf8').on('data', (part: string) => (text += part));
  kit.stderr.resume();
  let started = performance.now();
  const closed = once(kit, 'close') as Promise<[number | null, string | null]>;
  if (signal !== undefined) {
    await until(() => existsSync(`${program}.sent`));
    await new Promise((resolve) => setTimeout(resolve, 200)); // the kit judges by now
    started = performance.now();
    kit.kill(signal);
  }
  const [, by] = await closed;
  return { text, by, seconds: (performance.now() - started) / 1000 };
}

const texts = ["'1e999999'", "'0.' + '7'.repeat(4000)", "'1e-999999'", "'1e100000'", "'1e-100000'"];

describe.skipIf(process.platform === 'win32')('a program that sends numbers that take long to judge', () => {
  it.each(texts.map((text) => [text] as const))(
    'is judged within the limit of the verification: %s',
    { tags: 'long' },
    async (text) => {
      const { text: report, seconds } = await verify(['--limits', 'total=1'], programThatWrites(text));
      expect(report).toContain('the limit of 1 s for the whole verification was reached');
      // the case that is judged at that time is judged to its end
      expect(seconds).toBeLessThan(60);
    },
  );

  it('and not cut short where there is time', { tags: 'long' }, async () => {
    const { text: report } = await verify(
      ['--level', '1', '--only', 'L1/*/round-1/callback'],
      programThatWrites("'1e999999'"),
    );
    expect(report).not.toContain('for the whole verification was reached');
    expect(report).toMatch(/FAIL/);
  });

  it.each<['SIGINT' | 'SIGTERM']>([['SIGINT'], ['SIGTERM']])(
    'ends with the kit on %s',
    { tags: 'long' },
    async (signal) => {
      const program = programThatWrites("'0.' + '7'.repeat(4000)");
      const { by, seconds } = await verify(['--level', '5'], program, signal);
      expect(by).toBe(signal);
      expect(seconds).toBeLessThan(30);
    },
  );

  it('and a process that computes without a pause would be noticed', async () => {
    const script = `process.once('SIGTERM', () => process.exit(0)); process.stdout.write('ready'); for (;;);`;
    const busy = spawn(process.execPath, ['-e', script]);
    await new Promise((resolve) => busy.stdout.once('data', resolve));
    const ended = new Promise((resolve) =>
      busy.on('exit', () => {
        resolve('ended');
      }),
    );
    busy.kill('SIGTERM');
    const later = new Promise((resolve) => setTimeout(resolve, 500, 'running'));
    expect(await Promise.race([ended, later])).toBe('running');
    busy.kill('SIGKILL');
  });
});
