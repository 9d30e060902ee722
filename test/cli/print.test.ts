/** `auxopt print`, as a user runs it. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { variantNames } from '../../spec/algorithms/index.js';
import { formatTapeCase } from '../../src/verify/trace-files/tape-case.js';
import { linesOf } from '../../src/problems/text-lines.js';
import { parseCases } from '../../src/verify/trace-files/judge-trace-file.js';
import { createVerificationCases } from '../../src/verify/cases/create-cases.js';
import type { PageManifest } from '../../src/verify/vectors/page-vector-schema.js';
import { auxopt, root } from '../support/run-cli.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();
const published = join(root, 'spec/vectors/v1');
const contents = (path: string) =>
  readdirSync(path)
    .sort()
    .map((name) => [name, readFileSync(join(path, name), 'utf8')]);

describe('auxopt print vectors', () => {
  it('names every case with its purpose', () => {
    const { code, stdout, stderr } = auxopt(['print', 'vectors']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const { id, purpose } of createVerificationCases()) {
      expect(stdout).toMatch(new RegExp(`^${id} +\\d+  `, 'm'));
      expect(stdout).toContain(purpose);
    }
  });

  it('prints the open messages that a trace is judged by', () => {
    const { code, stdout } = auxopt(['print', 'vectors', '--json']);
    expect(code).toBe(0);
    // the order of keys is nobody's business, that of the cases is by files
    const lines = stdout.trimEnd().split('\n');
    const listed = lines.map((line) => JSON.parse(line) as { readonly case: string });
    const cases = createVerificationCases().map((given) => JSON.parse(formatTapeCase(given)) as unknown);
    expect([listed.length, listed]).toEqual([cases.length, expect.arrayContaining(cases)]);
    expect(parseCases(linesOf(stdout), 'list').map(({ id }) => id)).toEqual(listed.map((open) => open.case));
  });
});

describe('auxopt print vectors --out', { tags: 'long' }, () => {
  it('writes every byte, and replaces nothing without --force', () => {
    const target = join(folder, 'copy');
    expect(auxopt(['print', 'vectors', '--out', target])).toEqual({ code: 0, stdout: '', stderr: '' });
    const ofVariants = () => contents(target).filter(([name]) => name?.startsWith('page') === false);
    expect(ofVariants()).toEqual(contents(published));
    const { files } = JSON.parse(readFileSync(join(target, 'pages-manifest.json'), 'utf8')) as PageManifest;
    expect(contents(target)).toHaveLength(contents(published).length + files.length + 1);
    const digest = (name: string) => createHash('sha256').update(readFileSync(join(target, name)));
    for (const { name, sha256 } of files) expect(digest(name).digest('hex')).toBe(sha256);
    writeFileSync(join(target, 'planar.json'), 'spoiled');
    const refused = auxopt(['print', 'vectors', '--out', target]);
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('the file exists')]);
    expect(auxopt(['print', 'vectors', '--out', target, '--force']).code).toBe(0);
    expect(ofVariants()).toEqual(contents(published));
  });
});

it('auxopt print lists the schemas, and the mistakes of every variant', () => {
  expect(auxopt(['print', 'schemas']).stdout.split('\n')).toContain('problem-file');
  const { code, stdout } = auxopt(['print', 'mutants', '--json']);
  const { format, mutants } = JSON.parse(stdout) as { format: string; mutants: { variant: string }[] };
  expect([code, format]).toEqual([0, 'auxopt-mutants/3']);
  expect(new Set(mutants.map(({ variant }) => variant))).toEqual(new Set(variantNames));
});

it('auxopt print page prints a page, which prints itself', () => {
  const { stdout } = auxopt(['print', 'page', 'adam']);
  writeFileSync(join(folder, 'mine.md'), stdout);
  expect(stdout).toMatch(/^```method\nmethod adam\n[^]*\n```\n\n┌[^]*│ ℓ +│ point +│/u);
  expect(auxopt(['print', 'page', join(folder, 'mine.md')])).toEqual({ code: 0, stdout, stderr: '' });
});
