import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { certificateSchema, createCertificate } from '../../../src/verify/report/certificate.js';
import { formatBadge } from '../../../src/verify/report/format-badge.js';
import { formatVerifyJson } from '../../../src/verify/report/verify-report.js';
import { auxopt, main } from '../../support/run-cli.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { anyReport } from './arbitrary-report.js';

const about = { scope: 'all cases', version: '0.1.0', date: new Date('2026-01-02T03:04:05Z') };

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
    const words = { pass: 'verified', fail: 'fails', 'not-judged': 'not judged' };
    fc.assert(
      fc.property(anyReport, (report) => {
        const implementation = { ...report.implementation, name: `<script>"&'\u001B\u202E\n` };
        const badge = formatBadge(createCertificate({ ...report, implementation }, about));
        expect(badge).toContain(words[report.verdict]);
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

describe('auxopt verify --certificate and auxopt badge', () => {
  const folder = temporaryFolder();
  const file = join(folder, 'certificate.json');
  const served = (...options: readonly string[]) => ['--', process.execPath, main, 'serve', ...options];
  const verify = (...args: readonly string[]) =>
    auxopt(['verify', '--level', '1', '--seed', '5', '--json', '--certificate', file, '--force', ...args]);

  it('certify what the same command reports', () => {
    const { code, stdout } = verify(...served('--variant', 'aux-mom'));
    expect(code).toBe(0);
    const certificate = certificateSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    expect(certificate).toMatchObject({ variants: ['aux-mom'], levels: [0, 1], seed: 5, verdict: 'pass' });
    expect(certificate.report.sha256).toBe(createHash('sha256').update(stdout).digest('hex'));
    expect(Math.abs(Date.parse(certificate.date) - Date.now())).toBeLessThan(60_000);
    expect(auxopt(['badge', file]).stdout).toContain('aux-mom verified');
  });

  it('certify a method by its name, for nothing else of its variant was asked', { tags: 'long' }, () => {
    verify('--method', 'heavy-ball', ...served('--variant', 'aux-mom'));
    const certificate = certificateSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    expect(certificate).toMatchObject({ variants: ['aux-mom'], method: 'heavy-ball', verdict: 'pass' });
    const { stdout } = auxopt(['badge', file]);
    expect(stdout).toContain('heavy-ball verified');
    expect(stdout).not.toContain('aux-mom');
    const counts = { ...certificate.counts, pass: 44, unsupported: 8 };
    expect(formatBadge({ ...certificate, cases: 52, counts })).toContain('44 of 44 tested cases pass');
  });

  const one = { least: 1, greatest: 1 };
  const ranges = {
    dimension: one,
    localStepCount: one,
    roundCount: one,
    stepSize: one,
    points: one,
    gradients: one,
    snapshotAtoms: one,
    starts: [],
  };
  it.each([
    ['a failure beside a pass', { verdict: 'pass', fail: 5, cases: 11 }, 'it passes, and 5 cases fail'],
    ['not judged without a case that is not', { verdict: 'not-judged' }, 'it is not judged, and no case is'],
    ['no cases', { cases: 0 }, 'it has 0 cases, and its counts add up to 6'],
    ['a level that is none', { levels: [9] }, 'there is no level 9'],
    ['more known failures than failures', { known: 9999 }, '9999 failures are known, and 0 cases fail'],
    [
      'a range that ends before it begins',
      { covered: { ...ranges, dimension: { least: 5, greatest: 1 } } },
      'the range of dimension ends before it begins',
    ],
    ...(
      [
        ['dimension', { least: -9, greatest: 1e308 }, '-9, and no run has: a whole number d ≥ 1'],
        ['dimension', { least: 1, greatest: 1e308 }, '1e+308, and no run has: a whole number d ≥ 1'],
        ['localStepCount', { least: 0, greatest: 1 }, '0, and no run has: a whole number K ≥ 1'],
        ['roundCount', { least: 1, greatest: 2.5 }, '2.5, and no run has: a whole number T ≥ 1'],
        ['stepSize', { least: 0, greatest: 1 }, '0, and no run has: η > 0'],
        ['momentumWeight', { least: 0.5, greatest: 2 }, '2, and no run has: 0 < a ≤ 1'],
        ['points', { least: -1, greatest: 2 }, '-1, and no run has: a number ≥ 0'],
        ['dimension', { least: 1, greatest: 2, values: [1, 3] }, 'the value 3 outside of its ends'],
      ] as const
    ).map(([name, range, message]): [string, object, string] => [
      `an impossible ${name} (${message})`,
      { covered: { ...ranges, [name]: range } },
      `the range of ${name} has ${message}`,
    ]),
    ['no algorithm', { variants: [] }, 'no algorithm was asked for'],
    ['a failure of no algorithm', { variants: [], verdict: 'fail' }, 'no algorithm was asked for'],
    ['a day to come', { date: '9999-01-01T00:00:00Z' }, 'its date 9999-01-01T00:00:00Z is in the future'],
    [
      'a method whose scope is all cases',
      { method: 'sgd' },
      'the method is sgd, and its scope is "all cases", not "the method sgd"',
    ],
    [
      'a scope of a method that it does not name',
      { scope: 'the method sgd' },
      'no method is named, and its scope is "the method sgd", not "all cases"',
    ],
    [
      'an odd scope',
      { scope: '1 problem files' },
      'no method is named, and its scope is "1 problem files", not "1 problem file"',
    ],
    [
      'an algorithm that the method has not',
      { method: 'heavy-ball', scope: 'the method heavy-ball' },
      'sgd is no algorithm of the method heavy-ball',
    ],
    ['an algorithm twice', { variants: ['sgd', 'sgd'] }, 'it has an algorithm twice'],
    ['passes without a level', { levels: [] }, 'it has no level'],
    ['a level twice', { levels: [0, 1, 1] }, 'its levels 0, 1, 1 are not in their order, each once'],
    ['a pass of levels without runs', { levels: [0, 3] }, 'it passes, and level 0 and 3 judges no run'],
    [
      'a failure beside no verdict',
      { verdict: 'not-judged', fail: 2, cases: 8 },
      'it is not judged, and 2 cases fail, of which 0 are known',
    ],
    ['a pass of nothing', { pass: 0, unsupported: 6 }, 'it passes, and no case does'],
  ])('refuse one that contradicts itself: %s', (_name, change, problem) => {
    const none = { fail: 0, 'not-judged': 0, unsupported: 0, error: 0, crash: 0, timeout: 0, protocol: 0 };
    const report = { format: 'auxopt-verify/2', sha256: '0'.repeat(64) };
    const { pass = 6, fail = 0, unsupported = 0, ...rest } = change as Readonly<Record<string, number>>;
    const whole = {
      format: 'auxopt-certificate/1',
      date: '2026-01-02T03:04:05Z',
      kit: { version: '0.1.0', protocol: '1.3' },
      implementation: { name: 'mine', version: '1', language: 'c' },
      arithmetic: 'binary64',
      variants: ['sgd'],
      scope: 'all cases',
      levels: [0, 1],
      cases: 6,
      known: 0,
      verdict: 'pass',
      report,
    };
    const written = join(folder, 'contradiction.json');
    const badge = (counts: object, more: object) => {
      writeFileSync(written, JSON.stringify({ ...whole, ...more, counts: { ...none, ...counts } }));
      return auxopt(['badge', written]);
    };
    expect(badge({ pass: 6 }, {}).code).toBe(0);
    const { code, stderr } = badge({ pass, fail, unsupported }, rest);
    expect([code, stderr]).toEqual([2, expect.stringContaining(`it contradicts itself: ${problem}`)]);
  });

  it('refuse another document with the format that was expected, once', () => {
    writeFileSync(file, '{"format":"auxopt-verify/2"}');
    const { code, stderr } = auxopt(['badge', file]);
    expect(code).toBe(2);
    expect(stderr).toContain('found the string "auxopt-verify/2"; expected "auxopt-certificate/1".');
  });

  it('certify a name that would turn a line around with its characters as escapes', { tags: 'long' }, () => {
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
    const text = readFileSync(file, 'utf8');
    expect(text).toContain(String.raw`"name": "a\u202eb"`);
    expect(certificateSchema.parse(JSON.parse(text)).implementation.name).toBe('a\u202Eb');
  });

  it('certify a failure as one', { tags: 'long' }, () => {
    expect(verify(...served('--variant', 'aux-mom', '--mutant', 'rate-twice')).code).toBe(1);
    expect(certificateSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).verdict).toBe('fail');
    expect(auxopt(['badge', file]).stdout).toContain('aux-mom fails');
  });

  it.each([
    ['--only', 'L1/*'],
    ['--trace', 'states.jsonl'],
  ])('refuse a part of the cases: %s', (...part) => {
    const { code, stderr } = verify(...part, ...served());
    expect([code, stderr]).toEqual([2, expect.stringContaining("cannot be used with option '--")]);
  });

  it('badge refuses what is no certificate', () => {
    const other = join(folder, 'other.json');
    writeFileSync(other, '{"format":"auxopt-verify/2"}');
    const { code, stdout, stderr } = auxopt(['badge', other]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('at $.format: found the string "auxopt-verify/2"');
  });
});
