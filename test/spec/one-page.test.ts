/** spec/algorithms.md: its equations are those of the registry, and its lines of code stand in the files that it names. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { algorithms } from '../../spec/algorithms/index.js';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const page = read('spec/algorithms.md');
const quotes = [...page.matchAll(/^- (\w+), \[`([^`]+)`\]\(\.\.\/([^)]+)\): `([^`]+)`$/gm)];
const equations = [...page.matchAll(/^\*\*([A-Z.\d-]+)\*\* [^$]*\$\$\n([^$]*)\n\$\$\n\n((?:- .*\n)*)/gm)];
const latexOf = new Map(
  Object.values(algorithms).flatMap((one) => one.equations.map(({ id, latex }) => [id, latex])),
);

/** Code in one line: how it is wrapped does not matter. */
const unwrap = (code: string): string => code.replace(/\s+/g, '');

/** Whether a file has the code. */
const stands = (code: string, text: string): boolean => unwrap(text).includes(unwrap(code));

describe('the page of the algorithms', () => {
  it.each(quotes.map(([, form, name, path, code]) => [form, name, path, code] as const))(
    '%s: %s has its line',
    (_form, name = '', path = '', code = '') => {
      expect([path, stands(code, read(path))]).toEqual([name, true]);
      expect(stands(code, unwrap(read(path)).replaceAll(unwrap(code), ''))).toBe(false);
    },
  );

  it('has the equations of the registry, each in three forms', () => {
    for (const [, id = '', latex, lines = ''] of equations) {
      expect(latex, id).toBe(latexOf.get(id));
      expect([...lines.matchAll(/^- (\w+),/gm)].map(([, form]) => form)).toEqual([
        'relation',
        'reference',
        'fast',
      ]);
    }
    expect(quotes).toHaveLength(3 * equations.length);
  });

  it('has the estimate or the direction of every variant', () => {
    const ids = equations.map(([, id]) => id);
    for (const { equations: all } of Object.values(algorithms))
      expect(all.some(({ id }) => id.endsWith('.2') && ids.includes(id))).toBe(true);
  });

  it('notices a line that is in no file', () => {
    expect(
      stands('const m = add(scale(a, old), scale(rest, difference));', read('src/reference/aux-mom.ts')),
    ).toBe(false);
  });
});
