import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Certificate,
  certificateSchema,
  createCertificate,
} from '../../../src/verify/report/certificate.js';
import { formatBadge } from '../../../src/verify/report/format-badge.js';
import { formatVerifyJson } from '../../../src/verify/report/verify-report.js';
import { auxopt, main, root } from '../../support/run-cli.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { anyReport, reportOf } from './arbitrary-report.js';

const about = {
  version: '0.1.0',
  date: new Date('2026-01-02T03:04:05Z'),
  command: ['python3', 'mine.py'],
  files: [{ path: 'mine.py', sha256: '0'.repeat(64) }],
  commit: { id: 'a'.repeat(40), isClean: true },
  asked: { level: 3, seed: 5 },
} as const;

describe('a certificate', () => {
  it('of any report keeps to its schema, and has the hash of what --json prints', () => {
    const schema = JSON.parse(
      readFileSync(new URL('../../../spec/schemas/certificate.schema.json', import.meta.url), 'utf8'),
    ) as Record<string, unknown>;
    const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
    ajv.addFormat('date-time', true);
    const validate = ajv.compile(schema);
    fc.assert(
      fc.property(anyReport, (report) => {
        const certificate = createCertificate(report, about);
        expect(validate(JSON.parse(JSON.stringify(certificate)))).toBe(true);
        expect(certificateSchema.safeParse(certificate).success).toBe(true);
        expect([certificate.verdict, certificate.date]).toEqual([report.verdict, '2026-01-02T03:04:05.000Z']);
        const hash = createHash('sha256').update(formatVerifyJson(report)).digest('hex');
        expect(certificate.report.sha256).toBe(hash);
        expect(validate({ ...certificate, verdict: 'perhaps' })).toBe(false);
      }),
    );
  });

  it('of any report makes a badge that says its verdict, and holds no foreign markup', () => {
    const words = { pass: 'verified', fail: 'fails', incomplete: 'incomplete' };
    fc.assert(
      fc.property(anyReport, (report) => {
        const implementation = { ...report.implementation, name: `<script>"&'\u001B\u202E\n` };
        const certificate = createCertificate({ ...report, implementation }, about);
        const badge = formatBadge(certificate);
        const isEmpty = report.verdict === 'pass' && certificate.variants.length === 0;
        expect(badge).toContain(isEmpty ? 'no right run' : words[report.verdict]);
        for (const verdict of Object.keys(words) as (keyof typeof words)[]) {
          if (verdict !== report.verdict) expect(badge).not.toContain(`${words[verdict]}<`);
        }
        expect(badge).not.toMatch(/<script|[\u001B\u202E]/u);
        expect(badge).toMatch(/<title>.*: .*<\/title>/u);
        expect(badge).toMatch(/^<svg[\s\S]*<\/svg>\n$/);
      }),
    );
  });
});

describe('auxopt verify --certificate and --badge', () => {
  const folder = temporaryFolder();
  const [file, badge] = [join(folder, 'certificate.json'), join(folder, 'badge.svg')];
  const served = (...options: readonly string[]) => ['--', process.execPath, main, 'serve', ...options];
  const verify = (...args: readonly string[]) =>
    auxopt([
      ...['verify', '--level', '1', '--seed', '5', '--json', '--force'],
      ...['--certificate', file, '--badge', badge, ...args],
    ]);
  const written = () => certificateSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const drawn = () => readFileSync(badge, 'utf8');

  it('certify what the same command reports, with the files and the commit behind it', () => {
    const { code, stdout } = verify(...served('--variant', 'aux-mom'));
    expect(code).toBe(0);
    const certificate = written();
    expect(certificate).toMatchObject({
      variants: ['aux-mom'],
      asked: { level: 1, seed: 5 },
      arithmetic: 'binary64',
      refused: 0,
      verdict: 'pass',
      command: [process.execPath, main, 'serve', '--variant', 'aux-mom'],
    });
    const hashOf = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex');
    expect(certificate.report.sha256).toBe(hashOf(stdout));
    expect(certificate.files).toContainEqual({ path: main, sha256: hashOf(readFileSync(main)) });
    expect(Math.abs(Date.parse(certificate.date) - Date.now())).toBeLessThan(60_000);
    expect(drawn()).toContain('aux-mom verified, binary64, level 1<');
  });

  it('certify a method by its name, for nothing else of its variant was asked', { tags: 'long' }, () => {
    verify('--method', 'heavy-ball', ...served('--variant', 'aux-mom'));
    expect(written()).toMatchObject({ variants: ['aux-mom'], asked: { method: 'heavy-ball' } });
    expect(drawn()).toContain('heavy-ball verified');
    expect(drawn()).not.toContain('aux-mom');
  });

  it('certify a failure as one', { tags: 'long' }, () => {
    expect(verify(...served('--variant', 'aux-mom', '--mutant', 'rate-twice')).code).toBe(1);
    expect(written().verdict).toBe('fail');
    expect(drawn()).toContain('aux-mom fails');
  });

  it('say less where less was judged', () => {
    const certificate = createCertificate(reportOf([]), about);
    const wordsOf = (change: Partial<Certificate>): string =>
      />([^<>]*)<\/text>\s*<\/svg>/u.exec(
        formatBadge({ ...certificate, variants: ['sgd'], ...change }),
      )?.[1] ?? '';
    const asked = { level: 3, seed: 5 };
    expect(
      [
        { verdict: 'pass', arithmetic: 'bfloat16' },
        { verdict: 'pass', only: { momentumWeight: '1', largestDimension: 20 } },
        { verdict: 'incomplete' },
        { verdict: 'pass', refused: 3, known: 1 },
        { verdict: 'pass', asked: { ...asked, problem: ['a.json'] } },
        { verdict: 'pass', asked: { ...asked, level: 0 } },
      ].map((change) => wordsOf(change as Partial<Certificate>)),
    ).toEqual([
      'sgd verified, bfloat16, errors in η and a not measured',
      'sgd verified for a = 1 and d ≤ 20 only, binary64',
      'sgd incomplete, binary64',
      'sgd verified, binary64, 3 refused, 1 known failure',
      'sgd verified, binary64, 1 problem file',
      'sgd verified, binary64, level 0',
    ]);
  });

  it.each([
    ['--only', 'L1/*'],
    ['--trace', 'states.jsonl'],
  ])('refuse a part of the cases: %s', (...part) => {
    const { code, stderr } = verify(...part, ...served());
    expect([code, stderr]).toEqual([2, expect.stringContaining("cannot be used with option '--")]);
  });

  it('keep a name that would turn a line around with its characters as escapes', { tags: 'long' }, () => {
    const program = join(folder, 'turned.mjs');
    const capabilities = `{ variants: ['sgd'], arithmetic: 'binary64', oracleModes: ['callback'], snapshotDraws: 'joint' }`;
    const hello = `{ type: 'hello', id, protocol, implementation: { name: 'a\\u202Eb', version: '', language: '' }, capabilities }`;
    writeFileSync(
      program,
      `import { createInterface } from 'node:readline';
      for await (const line of createInterface(process.stdin)) {
        const { type, id, protocol } = JSON.parse(line);
        const capabilities = ${capabilities};
        console.log(JSON.stringify(type === 'hello' ? ${hello} : { type: 'ok', id }));
        if (type === 'bye') process.exit();
      }`,
    );
    auxopt(['verify', '--level', '0', '--certificate', file, '--force', '--', process.execPath, program]);
    expect(readFileSync(file, 'utf8')).toContain(String.raw`"name": "a\u202eb"`);
    expect(written().implementation.name).toBe('a\u202Eb');
  });
});

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

  it('confirms a run that anybody can make again, and nothing else', { tags: 'long' }, () => {
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
