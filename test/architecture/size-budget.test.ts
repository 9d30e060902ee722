/** Lines of code by top folder, in every language: a ceiling that only a commit with a reason raises. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../support/run-cli.js';

const languages = {
  ts: 'TypeScript',
  v: 'Coq',
  py: 'Python',
  mjs: 'JavaScript',
  js: 'JavaScript',
  c: 'C',
  h: 'C',
  cpp: 'C',
} as const;

/** Lines of each language in each top folder. */
type Sizes = Readonly<Record<string, Readonly<Record<string, number>>>>;
const ceilings = JSON.parse(readFileSync(new URL('size-budget.json', import.meta.url), 'utf8')) as Sizes;

const read = (file: string): string => readFileSync(join(root, file), 'utf8');

/** What is above its ceiling, and what so far below that the ceiling is to be lowered. */
function findExcess(sizes: Sizes, most: Sizes): readonly string[] {
  const folders = new Set([...Object.keys(sizes), ...Object.keys(most)]);
  return [...folders].flatMap((folder) => {
    const names = new Set([...Object.keys(sizes[folder] ?? {}), ...Object.keys(most[folder] ?? {})]);
    return [...names].flatMap((name) => {
      const [is, ceiling] = [sizes[folder]?.[name] ?? 0, most[folder]?.[name] ?? 0];
      if (is > ceiling) return [`${folder}: ${is} lines of ${name}; the ceiling is ${ceiling}`];
      // room for one small change, not for a feature
      return is < 0.98 * ceiling - 50
        ? [`${folder}: ${is} lines of ${name}; lower the ceiling of ${ceiling}`]
        : [];
    });
  });
}

function measure(files: readonly string[]): Sizes {
  const sizes: Record<string, Record<string, number>> = {};
  for (const file of files) {
    const [folder = '', extension = ''] = [file.split('/')[0], file.split('.').at(-1)];
    if (!file.includes('/') || !Object.hasOwn(languages, extension)) continue;
    const language = languages[extension as keyof typeof languages];
    const own = (sizes[folder] ??= {});
    own[language] = (own[language] ?? 0) + read(file).split('\n').length - 1;
  }
  return sizes;
}

const listed = existsSync(join(root, '.git'))
  ? execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
      cwd: root,
      encoding: 'utf8',
    })
      .split('\0')
      .filter((file) => file !== '' && existsSync(join(root, file)))
  : [];

it.skipIf(listed.length === 0)('no folder is larger than its budget, and no budget is wide', () => {
  const sizes = measure(listed);
  expect(findExcess(sizes, ceilings), JSON.stringify(sizes)).toEqual([]);
});

it('would notice growth, a new language, and a ceiling that is too high', () => {
  const most = { src: { TypeScript: 1000 } };
  expect(findExcess({ src: { TypeScript: 1000 } }, most)).toEqual([]);
  expect(findExcess({ src: { TypeScript: 1001 } }, most)).toEqual([
    'src: 1001 lines of TypeScript; the ceiling is 1000',
  ]);
  expect(findExcess({ src: { TypeScript: 1000, C: 3 } }, most)).toEqual([
    'src: 3 lines of C; the ceiling is 0',
  ]);
  expect(findExcess({ src: { TypeScript: 900 } }, most)).toEqual([
    'src: 900 lines of TypeScript; lower the ceiling of 1000',
  ]);
});
