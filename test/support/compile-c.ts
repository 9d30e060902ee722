/** Compiles C programs of the tests with every warning an error. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect } from 'vitest';
import { root } from './run-cli.js';

const folder = mkdtempSync(join(tmpdir(), 'auxopt-c-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const assets = join(root, 'src/verify/adapters/assets');
const warnings = ['-Wall', '-Wextra', '-Werror', '-pedantic', `-I${assets}`];
const compilers = { c: ['gcc', '-std=c99'], cpp: ['g++', '-std=c++17'] } as const;
const sanitized = ['-g', '-fsanitize=address,undefined', '-fno-sanitize-recover=all'];

/** The worked example of the C guide. */
const cExample: string = exampleOf('aux_mom.c');

/** Compiles a program; gives its path. */
function compile(
  name: string,
  text: string,
  flags: readonly string[],
  language: keyof typeof compilers = 'c',
): string {
  const [file, program] = [join(folder, `${name}.${language}`), join(folder, name)];
  writeFileSync(file, text);
  const [compiler, standard] = compilers[language];
  const { status, stderr } = spawnSync(compiler, [standard, ...warnings, ...flags, '-o', program, file], {
    encoding: 'utf8',
  });
  expect([stderr, status]).toEqual(['', 0]);
  return program;
}

/** The example, optimized and sanitized: names and paths. */
export const builds: readonly (readonly [name: string, program: string])[] = [
  ['-O2', compile('optimized', cExample, ['-O2'])],
  ['sanitized', compile('checked', cExample, sanitized)],
];

/** The example, sanitized, with one piece of its text replaced. */
export function compileMutant(name: string, from: string, to: string): string {
  return compileExample(name, 'aux_mom.c', from, to);
}

/** A text of the adapters' examples. */
export function exampleOf(file: string): string {
  return readFileSync(join(root, 'docs/examples/adapters', file), 'utf8');
}

/** An example, sanitized, perhaps with one piece of its text replaced. */
export function compileExample(name: string, file: string, from = '', to = ''): string {
  const text = exampleOf(file);
  if (from !== '') expect(text.split(from)).toHaveLength(2);
  return compile(name, from === '' ? text : text.replace(from, to), sanitized);
}

/** An example in single precision, sanitized, perhaps with one piece of its text replaced. */
export function compileInSingle(file: string, language: 'c' | 'cpp', from = '', to = ''): string {
  const text = exampleOf(file)
    .replaceAll('double', 'float')
    .replace('#include', '#define AUXOPT_REAL float\n#include');
  if (from !== '') expect(text.split(from)).toHaveLength(2);
  return compile(`single-${language}${from.length}`, text.replace(from, to), sanitized, language);
}

/** The C++ program of the guide. */
export function compileGuide(): string {
  const guide = readFileSync(join(root, 'docs/guide/verify-c.md'), 'utf8');
  const text = (/```cpp\n([^]*?)```/.exec(guide)?.[1] ?? '').replaceAll(/^ {2}/gm, '');
  return compile('guide', `#include "auxopt_adapter.h"\n${text}`, sanitized, 'cpp');
}
