import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import {
  type Certificate,
  certificateSchema,
  createCertificate,
} from '../../../src/verify/report/certificate.js';
import { formatBadge } from '../../../src/verify/report/format-badge.js';
import { formatVerifyJson } from '../../../src/verify/report/verify-report.js';
import { auxopt, main } from '../../support/run-cli.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { anyReport, reportOf } from './arbitrary-report.js';
import { forAll } from '../../support/for-all.js';

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
    forAll(100, [anyReport], (report) => {
      const certificate = createCertificate(report, about);
      expect(validate(JSON.parse(JSON.stringify(certificate)))).toBe(true);
      expect(certificateSchema.safeParse(certificate).success).toBe(true);
      expect([certificate.verdict, certificate.date]).toEqual([report.verdict, '2026-01-02T03:04:05.000Z']);
      const hash = createHash('sha256').update(formatVerifyJson(report)).digest('hex');
      expect(certificate.report.sha256).toBe(hash);
      expect(validate({ ...certificate, verdict: 'perhaps' })).toBe(false);
    });
  });

  it('of any report makes a badge that says its verdict, and holds no foreign markup', () => {
    const words = { pass: 'verified', fail: 'fails', incomplete: 'incomplete' };
    forAll(100, [anyReport], (report) => {
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
    });
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
    // eslint-disable-next-line no-restricted-syntax -- the date is what is tested
    const now = () => Date.now();
    const begin = now();
    const { code, stdout } = verify(...served('--variant', 'aux-mom'));
    const end = now();
    expect(code).toBe(0);
    const certificate = written();
    const date = Date.parse(certificate.date);
    expect([begin, date, end]).toEqual([begin, date, end].toSorted((left, right) => left - right));
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
