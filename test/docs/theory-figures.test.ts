/** `npm run docs:figures`: what the theory pages show is what it makes today. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeTheoryFigures, type TheoryFigures } from '../../docs/tooling/theory-figures/figures.js';
import { root } from '../support/run-cli.js';

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
describe('the figures of the theory pages', { tags: 'long' }, () => {
  let made: TheoryFigures;
  beforeAll(() => {
    made = makeTheoryFigures();
  });

  it.each(['stability.svg', 'correlation.svg', 'separation.svg', 'separation-correlation.svg'])(
    '%s of the docs is up to date, and described in words',
    (name) => {
      const drawn = made.drawings.get(name) ?? '';
      expect(page(name)).toBe(drawn);
      expect(drawn).toMatch(/^<svg [^>]*xmlns="http:\/\/www.w3.org\/2000\/svg"/);
      expect(drawn).toMatch(/aria-label="[^"]{20,}"/);
      expect(drawn).toMatch(/aria-description="[^"]{100,}"/);
    },
  );

  it.each(['stability.md', 'noise-correlation.md'])('every number in the tables of %s is printed', (name) => {
    const numbers = tableNumbers(page(name));
    expect(numbers.length).toBeGreaterThan(10);
    const printed = new Set(made.numbers.split(/[\s│]+/));
    // Given in the statement, not measured.
    const given = new Set(['0.2', '0.9', '1.6002', '2.00002']);
    expect(numbers.filter((number) => !printed.has(number) && !given.has(number))).toEqual([]);
  });
});
