/** What a program can do to the kit that judges it, and what it cannot. */
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawn, spawnSync } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createFullCases } from '../../src/verify/cases/create-cases.js';
import { verifyImplementation } from '../../src/verify/index.js';
import { longestNumber } from '../../src/verify/session/prepared-case.js';
import { createReference } from '../../src/verify/served-reference/index.js';
import { auxopt, main } from '../support/run-cli.js';
import { temporaryFolder } from '../support/temporary-folder.js';

describe('a state that is longer than any honest one', { tags: 'long' }, () => {
  it.each([
    ['decimal', '1e-999999'],
    ['decimal', '1e999999'],
    ['decimal', '-3.5e100000'],
    ['rational', `1/${'7'.repeat(40_000)}`],
  ] as const)('is judged at once, %s %s', async (arithmetic, text) => {
    const honest = createReference({ arithmetic, variants: ['aux-mom'] });
    const { numbers } = honest;
    if (numbers === undefined) throw new Error('it has numbers of its own');
    let written = 0;
    const odd = {
      ...honest,
      numbers: {
        ...numbers,
        write: (value: unknown) => ((written += 1) % 5 === 0 ? text : numbers.write(value)),
      },
    };
    const start = performance.now();
    const report = await verifyImplementation(odd, { level: 2, explains: false });
    expect(report.verdict).toBe('fail');
    expect(performance.now() - start).toBeLessThan(20_000);
  });

  // the limits of a verification act between judgements: each must be short, also of the longest numbers that are read at all
  it.each([
    ['rational', (digits: number) => `1/${'7'.repeat(digits)}`],
    ['decimal', (digits: number) => `0.${'7'.repeat(digits)}`],
    ['decimal', (digits: number) => `1e-${digits}`],
    ['rational', (digits: number) => `1/1${'0'.repeat(digits)}`],
  ] as const)('is judged in seconds where it is as long as it may be, in %s', async (arithmetic, write) => {
    const all = createFullCases(1).filter(
      ({ variant, sampling }) => variant === 'aux-mvr-target' && sampling === undefined,
    );
    const [longest] = all.sort((left, right) => longestNumber(right) - longestNumber(left));
    if (longest === undefined) throw new Error('the suite has cases');
    const text = write(longestNumber(longest) - 10);
    const honest = createReference({ arithmetic, variants: [longest.variant] });
    const { numbers } = honest;
    if (numbers === undefined) throw new Error('it has numbers of its own');
    const odd = { ...honest, numbers: { ...numbers, write: () => text } };
    const { user } = process.cpuUsage();
    const report = await verifyImplementation(odd, {
      level: 2,
      cases: [longest],
      only: (id) => id.startsWith('L2'),
      explains: false,
    });
    expect(report.verdict).toBe('fail');
    expect(report.first?.message).not.toContain('a finite number');
    expect(process.cpuUsage().user - user).toBeLessThan(10_000_000);
  });

  it('and no honest one is longer', async () => {
    for (const arithmetic of ['decimal', 'rational'] as const) {
      const report = await verifyImplementation(createReference({ arithmetic }), {
        level: 5,
        randomCases: 5,
      });
      expect(report.first).toBeUndefined();
    }
  });
});

describe.skipIf(process.platform === 'win32')('a program under the kit', () => {
  it('finds no inspector that was opened before it was started', { tags: 'long' }, async () => {
    // what starts no program is the kit before it does
    const kit = spawn(process.execPath, [main, 'serve']);
    const said: string[] = [];
    kit.stderr.on('data', (chunk) => said.push(String(chunk)));
    kit.stdin.write('{"type":"hello","id":"1","protocol":{"major":1,"minor":4}}\n');
    await once(kit.stdout, 'data');
    kit.kill('SIGUSR1');
    await setTimeout(500);
    kit.stdin.end('{"type":"bye","id":"2"}\n');
    expect(await once(kit, 'close')).toEqual([0, null]);
    expect(said.join('')).toBe('');
  });

  it('does not open the inspector of the kit', () => {
    const program = join(temporaryFolder(), 'attack.mjs');
    writeFileSync(
      program,
      `process.kill(process.ppid, 'SIGUSR1');\nsetTimeout(() => import(${JSON.stringify(main)}), 300);\n` +
        `process.argv.splice(2, 0, 'serve', '--variant', 'sgd');\n`,
    );
    const { code, stderr } = auxopt(['verify', '--level', '1', '--', process.execPath, program]);
    expect(stderr).not.toMatch(/Debugger listening/);
    expect(code).toBe(0);
    // the control: a process of Node that does not refuse it opens it
    const script = `setTimeout(() => undefined, 500); process.kill(process.pid, 'SIGUSR1');`;
    expect(spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' }).stderr).toMatch(
      /Debugger listening|address already in use/i,
    );
  });
});
