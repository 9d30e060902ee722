/** `auxopt serve`: a kit that goes away. */
import { spawn } from 'node:child_process';
import { expect, it } from 'vitest';
import { main } from '../support/run-cli.js';

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
