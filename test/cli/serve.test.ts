/** `auxopt serve`: bad options, and a kit that goes away. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { auxopt } from '../support/run-cli.js';

const main = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url));

it.each([
  ['an unknown mutant', ['--mutant', 'nobody'], /there is no mutant "nobody"/],
  [
    'a mutant of another variant',
    ['--mutant', 'heavy-ball', '--variant', 'sgd'],
    /heavy-ball is a mistake in aux-mom, not in sgd/,
  ],
])('%s exits 2 with one message', (_name, args, message) => {
  const { code, stdout, stderr } = auxopt(['serve', ...args]);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(message);
  expect(stderr).not.toMatch(/\n\s+at /);
});

it('leaves quietly when nobody reads its answers', async () => {
  const child = spawn(process.execPath, [main, 'serve'], { stdio: ['pipe', 'pipe', 'pipe'] });
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (log += text));
  child.stdout.destroy();
  child.stdin.on('error', () => undefined);
  const left = new Promise<number | null>((resolve) => child.on('close', resolve));
  const hello = { type: 'hello', id: '1', protocol: { major: 1, minor: 0 } };
  child.stdin.end(`${JSON.stringify(hello)}\n`.repeat(3));
  expect([await left, log]).toEqual([0, '']);
});
