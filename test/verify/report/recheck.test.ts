/** A certificate is evidence because its run can be made again: what is confirmed, what is not, and what a certificate cannot be of. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Certificate } from '../../../src/verify/report/certificate.js';
import { auxopt, main, root } from '../../support/run-cli.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

describe('auxopt verify --recheck', () => {
  const folder = temporaryFolder();
  const file = join(folder, 'certificate.json');
  const program = join(folder, 'program.mjs');
  const serving = (...options: readonly string[]) => {
    const words = JSON.stringify([main, 'serve', '--variant', 'aux-mom', ...options]);
    writeFileSync(
      program,
      `import { spawnSync } from 'node:child_process';\nprocess.exit(spawnSync(process.execPath, ${words}, { stdio: 'inherit' }).status);\n`,
    );
  };
  const recheck = (...words: readonly string[]) => auxopt(['verify', '--recheck', file, ...words]);

  it('confirms a run that anybody can make again, and nothing else', { tags: ['long', 'gate'] }, () => {
    serving();
    expect(
      auxopt(['verify', '--level', '1', '--certificate', file, '--', process.execPath, program]).code,
    ).toBe(0);
    const { code, stdout, stderr } = recheck();
    expect(stdout).toContain(`) passes too. ${process.execPath}, ${program} unchanged.`);
    expect([code, stdout]).toEqual([
      0,
      expect.stringContaining(
        'CONFIRMED: the report of the certificate, byte for byte (pass), and a run with other data (--seed ',
      ),
    ]);
    expect(stderr).toContain(`The program is started: ${process.execPath} ${program}`);

    serving('--mutant', 'rate-twice');
    const other = recheck();
    expect([other.code, other.stdout]).toEqual([1, expect.stringMatching(/^NOT CONFIRMED: /)]);
    for (const name of ['files: ', 'verdict: then "pass", now "fail"', 'report: '])
      expect(other.stdout).toContain(name);

    // data that its author has chosen, whose answers can be recorded: here the third run, of others, is wrong
    const told = join(folder, 'runs');
    const wrong = JSON.stringify([main, 'serve', '--variant', 'aux-mom', '--mutant', 'rate-twice']);
    serving();
    const honest = readFileSync(program, 'utf8');
    const count = `import { appendFileSync, readFileSync } from 'node:fs';\nappendFileSync(${JSON.stringify(told)}, 'x');\n`;
    const words = `readFileSync(${JSON.stringify(told)}, 'utf8').length > 2 ? ${wrong} : `;
    writeFileSync(program, count + honest.replace('process.execPath, ', `process.execPath, ${words}`));
    const chosen = ['--level', '1', '--seed', '3', '--certificate', file, '--force'];
    expect(auxopt(['verify', ...chosen, '--', process.execPath, program]).code).toBe(0);
    const recorded = recheck();
    expect([recorded.code, recorded.stdout]).toEqual([
      1,
      expect.stringMatching(/^NOT CONFIRMED: [^]*with other data \(--seed \d+\): then pass, now fail/),
    ]);
    serving();
    auxopt(['verify', ...chosen, '--', process.execPath, program]);

    // a claim without a run behind it
    serving();
    const claim = JSON.parse(readFileSync(file, 'utf8')) as Certificate;
    writeFileSync(file, JSON.stringify({ ...claim, counts: { ...claim.counts, pass: 1000 }, cases: 1000 }));
    expect(recheck().stdout).toMatch(/^NOT CONFIRMED: [^]*cases: then 1000, now /);
    // what the levels that were asked do not read says nothing
    const more = { ...claim.asked, randomCases: 1000 };
    writeFileSync(file, JSON.stringify({ ...claim, asked: more }));
    expect(recheck().stdout).toMatch(/^NOT CONFIRMED: [^]*asked: then .*1000/);
    writeFileSync(file, JSON.stringify({ ...claim, kit: { ...claim.kit, version: '999.0.0' } }));
    const foreign = recheck();
    expect([foreign.code, foreign.stderr]).toEqual([
      2,
      expect.stringContaining('it is of auxopt 999.0.0, and this is'),
    ]);
    for (const asked of [{ problem: ['none.json'] }, { expectations: 'none.json' }]) {
      writeFileSync(file, JSON.stringify({ ...claim, asked: { ...claim.asked, ...asked } }));
      const refused = recheck();
      expect([refused.code, refused.stderr]).toEqual([2, expect.stringMatching(/^auxopt: none\.json: /)]);
    }
    writeFileSync(file, '{"format":"auxopt-verify/3"}');
    expect(recheck().stderr).toContain(
      'found the string "auxopt-verify/3"; expected "auxopt-certificate/2".',
    );
  });

  it('says that no file was compared where the command names none', { tags: 'long' }, () => {
    serving();
    // in another folder a name is no file of this one
    const shell = ['sh', '-c', `cd '${dirname(program)}' && exec node ./${basename(program)}`];
    auxopt(['verify', '--level', '1', '--certificate', file, '--force', '--', ...shell]);
    expect(recheck().stdout).toContain('The command names no file, so none was compared');
  });

  it(
    'confirms a campaign that was put together, and joins no run of another program to it',
    { tags: 'long' },
    () => {
      serving();
      const out = join(folder, 'campaign');
      const campaign = ['verify', '--level', '1', '--seed', '5', '--workers', '1', '--out', out];
      const words = ['--', process.execPath, program];
      expect(auxopt([...campaign, ...words]).code).toBe(0);
      auxopt(['merge', out, '--certificate', file, '--force']);
      expect(recheck()).toMatchObject({ code: 0, stdout: expect.stringContaining('unchanged') as string });
      serving('--mutant', 'rate-twice');
      expect(auxopt([...campaign, ...words]).code).toBe(2);
    },
  );

  it('belongs to a commit: a campaign is not resumed at another', { tags: 'long' }, () => {
    const clone = temporaryFolder();
    const git = (...words: string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...words], { cwd: clone });
    const commit = (text: string) => {
      writeFileSync(join(clone, 'loaded.mjs'), text);
      git('add', '-A');
      git('commit', '-qm', text);
    };
    git('init', '-q');
    writeFileSync(join(clone, '.gitignore'), 'out\n');
    commit('// one');
    const campaign = ['verify', '--level', '1', '--seed', '5', '--workers', '1', '--out', 'out'];
    const words = ['--', process.execPath, main, 'serve', '--variant', 'sgd'];
    expect(auxopt([...campaign, ...words], clone).code).toBe(0);
    expect(auxopt([...campaign, ...words], clone).code).toBe(0);
    commit('// two');
    const { code, stderr } = auxopt([...campaign, ...words], clone);
    expect([code, stderr]).toEqual([2, expect.stringContaining('commit')]);
  });

  it('runs no filter of the folder to see whether it is clean', () => {
    const clone = temporaryFolder();
    const git = (...words: string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...words], { cwd: clone });
    const kept = join(clone, 'kept.txt');
    git('init', '-q');
    writeFileSync(kept, 'a\n');
    git('add', '-A');
    git('commit', '-qm', 'one');
    const commitOf = () => {
      const words = ['--level', '0', '--certificate', file, '--force', '--', process.execPath, main, 'serve'];
      expect(auxopt(['verify', ...words], clone).code).toBe(1); // a handshake alone is incomplete
      return (JSON.parse(readFileSync(file, 'utf8')) as Certificate).commit?.isClean;
    };
    expect(commitOf()).toBe(true);
    const ran = join(clone, 'ran');
    git('config', 'filter.x.clean', `touch ${ran}; cat`);
    writeFileSync(join(clone, '.git', 'info', 'attributes'), '* filter=x\n');
    utimesSync(kept, 1, 1);
    expect([commitOf(), existsSync(ran)]).toEqual([false, false]);
    // the control: git itself would run it
    git('status', '--porcelain');
    expect(existsSync(ran)).toBe(true);
  });

  it('is of no file that is piped in, and reads none twice', () => {
    const piped = (...words: readonly string[]) =>
      spawnSync(process.execPath, [main, 'verify', ...words, '--', process.execPath, main, 'serve'], {
        input: readFileSync(join(root, 'docs/examples/tiny.json')),
        encoding: 'utf8',
      });
    const certified = piped('--problem', '-', '--certificate', file, '--force');
    expect([certified.status, certified.stderr]).toEqual([
      2,
      expect.stringContaining('nobody could make the run again'),
    ]);
    const twice = piped('--problem', '-', '-');
    expect([twice.status, twice.stderr]).toEqual([
      2,
      expect.stringContaining('standard input is named a second time'),
    ]);
  });
});
