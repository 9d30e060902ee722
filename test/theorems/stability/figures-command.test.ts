/** `auxopt figures`: what the theory pages show is what the command makes today. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auxopt, root, type Finished } from '../../support/run-cli.js';

const folder = mkdtempSync(join(tmpdir(), 'auxopt-figures-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const page = (name: string): string => readFileSync(join(root, 'docs/theory', name), 'utf8');

/** The numbers of the body rows of every table of a Markdown page, as written. */
function tableNumbers(markdown: string): readonly string[] {
  const rows = markdown.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| -'));
  return rows.flatMap((row) =>
    row
      .split('|')
      .map((cell) => cell.trim().replace('−', '-'))
      .filter((cell) => /^-?\d[\d.e-]*$/.test(cell)),
  );
}

// many exact expectations; the parts are tested where they are made
describe('what auxopt figures makes', { tags: 'long' }, () => {
  let made: Finished;
  beforeAll(() => {
    made = auxopt(['figures', '--out', folder]);
  });

  it('succeeds, and says what it wrote', () => {
    expect([made.code, made.stderr]).toEqual([0, '']);
    expect(made.stdout).toContain(
      'stability.svg, separation.svg, separation-correlation.svg, correlation.svg',
    );
  });

  it.each(['stability.svg', 'correlation.svg', 'separation.svg', 'separation-correlation.svg'])(
    '%s of the docs is up to date, and described in words',
    (name) => {
      const drawn = readFileSync(join(folder, name), 'utf8');
      expect(page(name)).toBe(drawn);
      expect(drawn).toMatch(/^<svg [^>]*xmlns="http:\/\/www.w3.org\/2000\/svg"/);
      expect(drawn).toMatch(/aria-label="[^"]{20,}"/);
      expect(drawn).toMatch(/aria-description="[^"]{100,}"/);
    },
  );

  it.each(['stability.md', 'noise-correlation.md'])('every number in the tables of %s is printed', (name) => {
    const numbers = tableNumbers(page(name));
    expect(numbers.length).toBeGreaterThan(10);
    const printed = new Set(made.stdout.split(/[\s│]+/));
    // Given in the statement, not measured.
    const given = new Set(['0.2', '0.9', '1.6002', '2.00002']);
    expect(numbers.filter((number) => !printed.has(number) && !given.has(number))).toEqual([]);
  });
});
