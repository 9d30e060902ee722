/** The kit as a whole: honest implementations pass, each mistake fails with the equation that it breaks. */
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { describeVerdict, unexpectedFailures } from '../../src/verify/report/report-view.js';
import { StartError, verifyCommand, verifyImplementation } from '../../src/verify/index.js';
import { createImplementation } from './support/honest-javascript.mjs';

const server = fileURLToPath(new URL('./support/serve-javascript.mjs', import.meta.url));
const served = (mistakes = {}): [string, ...string[]] => [process.execPath, server, JSON.stringify(mistakes)];

describe('verification in this process', () => {
  it('passes an honest implementation and names what a wrong sign breaks, in one case', async () => {
    const only = (id: string): boolean => id === 'L2/aux-mom/planar/callback';
    const verify = (options = {}) =>
      verifyImplementation(createImplementation(options), { level: 2, only, explains: false });
    expect((await verify()).verdict).toBe('pass');
    const wrong = await verify({ wrongSign: true });
    expect(wrong.verdict).toBe('fail');
    expect(wrong.first?.violation).toMatchObject({ equation: 'AUX-MOM.2', round: 1 });
  });

  it.each([[{ silent: true }], [{}]])(
    'passes an honest implementation, %j',
    { tags: 'long' },
    async (options) => {
      const report = await verifyImplementation(createImplementation(options));
      expect(report.results.filter(({ verdict }) => !['pass', 'unsupported'].includes(verdict))).toEqual([]);
      expect(report.verdict).toBe('pass');
      expect(report.counts.pass).toBeGreaterThan(60);
    },
  );

  it.each([
    [{ extraGradient: true }, 'aux-mom', 'AUDIT.1', 1],
    [{ independentDraws: true }, 'aux-mom', 'AUX-MOM.1', 1],
    [{ wrongSign: true }, 'aux-mom', 'AUX-MOM.2', 1],
    // already in round 1 the bracket must vanish, and between two samples it does not
    [{ freshOldSample: true }, 'aux-mvr', 'AUX-MVR.2', 1],
  ] as const)('names what %j breaks', { tags: 'long' }, async (mistakes, variant, equation, round) => {
    const report = await verifyImplementation(createImplementation(mistakes), { explains: false });
    expect(report.verdict).toBe('fail');
    const failed = report.results.filter(({ verdict }) => verdict === 'fail');
    expect(new Set(failed.map((result) => result.variant))).toEqual(new Set([variant]));
    const planar = failed.find(({ id }) => id === `L2/${variant}/planar/callback`);
    expect(planar?.violation).toMatchObject({ equation, round });
  });
});

describe('verification of a command', () => {
  it('passes an honest process, in one case', async () => {
    const only = (id: string): boolean => id === 'L2/aux-mom/planar/callback';
    expect((await verifyCommand(served(), { level: 2, only })).verdict).toBe('pass');
  });

  it('passes an honest process and leaves nothing behind', { tags: 'long' }, async () => {
    const report = await verifyCommand(served());
    expect(report.results.filter(({ verdict }) => !['pass', 'unsupported'].includes(verdict))).toEqual([]);
    expect(report.verdict).toBe('pass');
  });

  it('gives the verdicts of the same implementation in this process', { tags: 'long' }, async () => {
    const mistakes = { freshOldSample: true };
    const [there, here] = [
      await verifyCommand(served(mistakes), { explains: false }),
      await verifyImplementation(createImplementation(mistakes), { explains: false }),
    ];
    const short = ({ results }: typeof here) => results.map(({ id, verdict }) => [id, verdict]);
    expect(short(there)).toEqual(short(here));
  });

  it.each([
    [['false'], /ended with exit code 1 while it answered "hello"/],
    [['there-is-no-such-command'], /could not be started: there is no such command\.$/],
    [['package.json'], /there is no such command; to run that file name its interpreter first/],
    [['cat'], /malformed|expected/],
    [['echo', 'hello'], /print\(\) is the usual cause|before anything was asked/],
  ] as const)('cannot start %j', async (command, message) => {
    const attempt = verifyCommand(command, { startSeconds: 5 });
    await expect(attempt).rejects.toThrow(StartError);
    await expect(attempt).rejects.toThrow(message);
  });

  it('says of cases that it gave up that they were not run, and why', { tags: 'long' }, async () => {
    const hello = `{ type: 'hello', id, protocol: { major: 1, minor: 4 }, implementation: { name: 'a', version: '', language: '' },
      capabilities: { variants: ['sgd'], arithmetic: 'binary64', oracleModes: ['callback'], snapshotDraws: 'joint' } }`;
    const program = `require('node:readline').createInterface(process.stdin).on('line', (line) => {
      const { type, id } = JSON.parse(line);
      if (type !== 'hello') process.exit(7);
      console.log(JSON.stringify(${hello}));
    });`;
    const report = await verifyCommand([process.execPath, '-e', program]);
    const crashed = report.results.filter(({ verdict }) => verdict === 'crash');
    const others = report.results.filter(({ verdict }) => verdict !== 'crash' && verdict !== 'pass');
    expect(crashed.map(({ message }) => message)).toEqual(
      Array(5).fill(expect.stringContaining('exit code 7')),
    );
    expect(others.length).toBeGreaterThan(20);
    const message = 'not run: 5 cases in a row ended the process.';
    for (const result of others) expect(result).toMatchObject({ verdict: 'not-judged', message });
    expect(describeVerdict(report, unexpectedFailures(report))).toMatch(
      new RegExp(`^5 of \\d+ tested cases failed in binary64, ${others.length} not run$`),
    );
  });

  it('gives up on a silent process', async () => {
    const attempt = verifyCommand(['sleep', '60'], { startSeconds: 0.3 });
    await expect(attempt).rejects.toThrow(/no answer to "hello" within 0.3 s.*flushed/);
  });
});
