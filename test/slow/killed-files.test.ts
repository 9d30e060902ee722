/** Files that are being written while the process is killed: each is the old one or the new one, never a part. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createStream, drawInteger } from '../../src/problems/draws.js';
import { auxopt, main, root } from '../support/run-cli.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const parent = temporaryFolder();

/** A program that writes the same file over and over, with ever another content, by the way that is given. */
function writer(path: string, write: string): string {
  return `
    const { checkOutputs, writeTextFile } = await import(${JSON.stringify(new URL('../../dist/src/cli/write-file.js', import.meta.url).href)});
    checkOutputs(new Map(), true);
    const { writeFileSync } = await import('node:fs');
    for (let turn = 0; ; turn += 1) {
      ${write}(${JSON.stringify(path)}, String.fromCharCode(97 + (turn % 26)).repeat(1 << 20));
      if (turn === 0) process.stdout.write('.');
    }`;
}

/** Starts the writer, kills it a random while after its first file, and says what is in the file. */
async function killWriter(path: string, write: string, delay: number): Promise<string> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', writer(path, write)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const end = once(child, 'exit');
  await once(child.stdout, 'data');
  await pause(delay);
  child.kill('SIGKILL');
  await end;
  return readFileSync(path, 'utf8');
}

const isWhole = (text: string): boolean => text.length === 1 << 20 && new Set(text).size === 1;

describe('a file that is written while the process is killed', () => {
  it('is whole, 80 times', async () => {
    const stream = createStream(5, 0);
    const path = join(parent, 'report.html');
    const seen = new Set<string>();
    for (let kill = 0; kill < 80; kill += 1) {
      const text = await killWriter(path, 'writeTextFile', drawInteger(stream, 0, 30));
      expect(isWhole(text), `kill ${kill} left ${text.length} characters`).toBe(true);
      seen.add(text.slice(0, 1));
    }
    expect(seen.size).toBeGreaterThan(3); // the kills did come at different moments
    const strange = readdirSync(parent).filter((name) => name.startsWith('report') && !/^report\.html(?:\.[0-9a-f-]{36}\.part)?$/.test(name));
    expect(strange).toEqual([]);
  });

  it('is broken soon where it is written in place', async () => {
    const stream = createStream(6, 0);
    const path = join(parent, 'in-place.html');
    for (let kill = 0; kill < 200; kill += 1) {
      if (!isWhole(await killWriter(path, 'writeFileSync', drawInteger(stream, 0, 30)))) return;
    }
    expect.fail('no kill broke the file');
  });
}); // prettier-ignore

describe('a command that is killed while it writes a report', () => {
  const report = join(parent, 'check.md');
  const args = ['check', '--cases', '2', '--theorem', 'SGD-1', '--markdown', report, '--force'];
  const [old, fresh] = ['the report of yesterday', (auxopt(args), readFileSync(report, 'utf8'))];

  it('leaves the old report or the new one, 20 times', async () => {
    const stream = createStream(7, 0);
    const outcomes = new Set<string>();
    for (let kill = 0; kill < 20; kill += 1) {
      writeFileSync(report, old);
      const child = spawn(process.execPath, [main, ...args], { cwd: root, stdio: 'ignore' });
      const end = once(child, 'exit');
      // half of them at the moment when the new file begins to show, half at any moment
      const hasDraft = (): boolean => readdirSync(parent).some((name) => /^check\.md\..*\.part$/.test(name));
      const delay = drawInteger(stream, 0, 800);
      const begin = performance.now();
      while (child.exitCode === null && !hasDraft() && (kill % 2 === 0 || performance.now() < begin + delay)) await pause(0);
      child.kill('SIGKILL');
      await end;
      for (const name of readdirSync(parent).filter((one) => one.startsWith('check.md.'))) rmSync(join(parent, name));
      const text = readFileSync(report, 'utf8');
      outcomes.add(text === old ? 'old' : text === fresh ? 'new' : 'broken');
    }
    expect(outcomes.has('broken')).toBe(false);
    expect(outcomes.has('old')).toBe(true);
  });
}); // prettier-ignore
