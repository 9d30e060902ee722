/** `auxopt check`, of random cases and searching: its documents, files and exit codes. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkedTheoremIds } from '../../src/campaigns/index.js';
import { auxopt } from '../support/run-cli.js';
import { temporaryFolder } from '../support/temporary-folder.js';

interface CheckDocument {
  readonly format: string;
  readonly seed: number;
  readonly theorems: readonly {
    readonly id: string;
    readonly cases: number;
    readonly violations: number;
    readonly worstRatio: string;
  }[];
}

const folder = temporaryFolder();

describe('auxopt check', { tags: ['long', 'gate'] }, () => {
  it('reports every theorem, without violations', () => {
    const { code, stdout, stderr } = auxopt(['check', '--cases', '12', '--seed', '7', '--json']);
    expect([code, stderr]).toEqual([0, '']);
    const { format, seed, theorems } = JSON.parse(stdout) as CheckDocument;
    expect([format, seed, theorems.map(({ id }) => id)]).toEqual(['auxopt-check/1', 7, checkedTheoremIds]);
    for (const { id, cases, violations, worstRatio } of theorems) {
      expect(cases).toBeGreaterThanOrEqual(12);
      expect([violations, worstRatio]).toEqual([0, expect.stringMatching(/^[01]\.\d{6}$/)]);
      expect(Number(worstRatio)).toBeGreaterThanOrEqual(
        id === 'SGD-1' ? 0.99 : /SEP|TGT/u.test(id) ? 0.1 : 0.5,
      );
    }
  });

  it('is the same twice', () => {
    const args = ['check', '--cases', '5', '--theorem', 'SGD-1', '--json'];
    expect(auxopt(args).stdout).toBe(auxopt(args).stdout);
  });

  it('shows a table to people', () => {
    const { code, stdout } = auxopt(['check', '--cases', '3', '--theorem', 'MOM-2']);
    expect([code, stdout]).toEqual([0, expect.stringContaining('MOM-2')]);
    expect(stdout).toContain('cannot be halved: suboptimality, initial-error, snapshot-noise, descent-noise');
  });
});

it('auxopt check --search writes the worst case as a problem file that runs', { tags: 'long' }, () => {
  const out = join(folder, 'new/tightness-mom-2.json');
  const search = ['check', '--search', 'simple', '--theorem', 'MOM-2', '--seconds', '1', '--json'];
  const { code, stdout } = auxopt([...search, '--out', join(folder, 'new')]);
  expect(code).toBe(0);
  const document = JSON.parse(stdout) as { format: string; ratio: string; isViolation: boolean };
  expect(document).toMatchObject({ format: 'auxopt-tightness/1', isViolation: false });
  expect(Number(document.ratio)).toBeGreaterThan(0.6);
  expect(readFileSync(out, 'utf8')).toContain(document.ratio);
  expect(auxopt(['run', out, '--engine', 'fast']).code).toBe(0);
});
