/** `auxopt vectors`, as a user runs it. */
import {
  mkdirSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { formatTapeCase } from '../../src/verify/trace-files/tape-case.js';
import { parseCases } from '../../src/verify/trace-files/judge-trace-file.js';
import { createVerificationCases } from '../../src/verify/cases/create-cases.js';
import { auxopt, root } from '../support/run-cli.js';

const folder = mkdtempSync(join(tmpdir(), 'auxopt-vectors-'));
const published = join(root, 'spec/vectors/v1');
const contents = (path: string) =>
  readdirSync(path)
    .sort()
    .map((name) => [name, readFileSync(join(path, name), 'utf8')]);

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('auxopt vectors list', () => {
  it('names every case with its purpose', () => {
    const { code, stdout, stderr } = auxopt(['vectors', 'list']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const { id, purpose } of createVerificationCases()) {
      expect(stdout).toMatch(new RegExp(`^${id} +\\d+  `, 'm'));
      expect(stdout).toContain(purpose);
    }
  });

  it('prints the open messages that a trace is judged by', () => {
    const { code, stdout } = auxopt(['vectors', 'list', '--json']);
    expect(code).toBe(0);
    // the order of keys is nobody's business, that of the cases is by files
    const listed = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { readonly case: string });
    for (const given of createVerificationCases()) {
      const open: unknown = JSON.parse(formatTapeCase(given));
      expect(listed.filter((message) => message.case === given.id)).toEqual([open]);
    }
    expect(listed).toHaveLength(createVerificationCases().length);
    expect(parseCases(stdout, 'list').map(({ id }) => id)).toEqual(listed.map((message) => message.case));
  });
});

describe('auxopt vectors copy', () => {
  const target = join(folder, 'copy');

  it('copies every byte, and leaves nothing else beside', () => {
    expect(auxopt(['vectors', 'copy', target])).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(contents(target)).toEqual(contents(published));
    expect(readdirSync(folder)).toEqual(['copy']);
  });

  it('refuses what is there, replaces vectors with --force, and never anything else', () => {
    const refused = auxopt(['vectors', 'copy', target]);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('it exists already');
    writeFileSync(join(target, 'planar.json'), 'spoiled');
    expect(auxopt(['vectors', 'copy', target, '--force']).code).toBe(0);
    expect(contents(target)).toEqual(contents(published));
    writeFileSync(join(target, 'mine.txt'), 'mine');
    const kept = auxopt(['vectors', 'copy', target, '--force']);
    expect(kept.code).toBe(2);
    expect(kept.stderr).toContain('it holds mine.txt, which is no file of the vectors');
    expect(existsSync(join(target, 'mine.txt'))).toBe(true);
    expect(readdirSync(folder)).toEqual(['copy']);
    rmSync(join(target, 'mine.txt'));
  });
});

describe('auxopt vectors check', () => {
  it('makes every published file again', { tags: 'long' }, () => {
    const { code, stdout, stderr } = auxopt(['vectors', 'check', '--json']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({
      format: 'auxopt-vector-check/2',
      verdict: 'pass',
      problems: [],
    });
  });

  it('fails with exit code 1 for a changed file, and 2 for one that is no vector file', () => {
    const spoiled = join(folder, 'spoiled');
    expect(auxopt(['vectors', 'copy', spoiled]).code).toBe(0);
    const file = join(spoiled, 'zero.json');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('"x0":["', '"x0":["1'));
    const changed = auxopt(['vectors', 'check', spoiled]);
    expect(changed.code).toBe(1);
    expect(changed.stdout).toContain('zero.json: its SHA-256 is');
    expect(changed.stdout).toContain('fail: files were changed.');
    writeFileSync(file, text.slice(0, -9));
    const broken = auxopt(['vectors', 'check', spoiled]);
    expect(broken.code).toBe(2);
    expect(broken.stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(auxopt(['vectors', 'check', join(folder, 'nowhere')]).stderr).toContain('there is no such folder');
    mkdirSync(join(folder, 'other/below'), { recursive: true });
    for (const [place, message] of [
      [join(folder, 'other'), 'there is no manifest.json in it; expected a folder'],
      ['docs/examples/toy.json', 'it is a file; expected a folder'],
    ] as const) {
      const { code, stderr } = auxopt(['vectors', 'check', place]);
      expect([code, stderr]).toEqual([2, expect.stringContaining(`${place}: ${message}`)]);
    }
  });
});
