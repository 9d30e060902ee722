/** What a command line asks in vain is refused before the command runs: options that are not read, and empty names. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { auxopt } from '../support/run-cli.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();
const path = (name: string): string => join(folder, name);
const tiny = 'docs/examples/tiny.json';
const toy = 'docs/examples/toy.json';
const run = (engine: string): readonly string[] => ['run', tiny, '--engine', engine];

const refuses = (args: readonly string[], message: string): void => {
  const { code, stdout, stderr } = auxopt(args);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain(message);
  expect(stderr.trimEnd()).not.toContain('\n');
};

it.each([
  [
    [...run('expectation'), '--seed', '3'],
    '--seed: it has no effect with --engine expectation; expected one of',
  ],
  [[...run('enumeration'), '--seed', '3'], '--seed: it has no effect with --engine enumeration'],
  [[...run('enumeration'), '--plot', path('a.svg')], '--plot: it has no effect with --engine enumeration'],
  [
    [...run('enumeration'), '--time-budget', '3'],
    '--time-budget: it has no effect with --engine enumeration',
  ],
  [['run', tiny, '--tape', '--time-budget', '3'], "cannot be used with option '--time-budget <minutes>'"],
  [['run', tiny, '--tape', '--json'], "cannot be used with option '--json'"],
  [
    ['run', tiny, '--force'],
    '--force: it has no effect without --plot; expected --plot beside it. Leave --force out',
  ],
  [['print', 'vectors', '--force'], '--force: it has no effect without --out'],
  [
    ['merge', 'x', '--force'],
    '--force: it has no effect without --certificate or --badge or --save-failures or --junit or',
  ],
  [
    ['verify', '--force', '--', 'x'],
    '--force: it has no effect without --save-failures or --certificate or --badge or --transcript',
  ],
  [['proofs', '--force'], '--force: it has no effect without --out'],
  [['proofs', '--out', path('none')], '--out: it has no effect without --export'],
  [['adapter', '--out', path('none')], '--out: no language is named; expected a language beside it'],
  [
    ['advise', '--problem', toy, '--seed', '2'],
    '--seed: it has no effect without a program; expected a command after --',
  ],
  [['advise', '--problem', toy, '--limits', 'start=2'], '--limits: it has no effect without a program'],
  [['run', tiny, '--plot', '--json'], '--plot: "--json" looks like an option'],
  [['verify', '--problem', tiny, tiny, '--', 'x'], 'it has the variant and the name of the same file before'],
  [['advise', '--pilot', '9', '--pairs', '1', '--', 'x'], '--pairs: it has no effect with --pilot'],
  [['advise', '--constants', 'x', '--', 'x'], '--constants: a program is measured beside it'],
  [['verify', '--trace', 'x', '--limits', 'total=3'], "cannot be used with option '--limits <name=s,...>'"],
] as const)('refuses %j', refuses);

it.each([
  [['run', ''], '<problem.json>: the name is empty; expected a name of at least one character'],
  [['merge', 'x', ''], '<folders>: the name is empty'],
  [['check', '--out', ''], '--out: the name is empty'],
  [['print', 'schemas', '--out', ''], '--out: the name is empty'],
  [['verify', '--trace', ''], '--trace: the name is empty'],
  [['verify', '--problem', tiny, '', '--', 'x'], '--problem: the name is empty'],
] as const)('refuses an empty name in %j', refuses);

it.each([
  ['run', tiny, '--plot'],
  ['adapter', 'python', '--out'],
  ['print', 'schemas', '--out'],
  ['check', '--markdown'],
])('refuses - as a file to write: %s %s %s', (...args) => {
  refuses([...args, '-'], `${args.at(-1) ?? ''}: - is standard output, and this writes a file of its own`);
  expect(existsSync('-')).toBe(false);
});

it('takes the same options where they have an effect', { tags: 'long' }, () => {
  expect(auxopt(['run', tiny, '--seed', '3']).code).toBe(0);
  expect(auxopt(['run', tiny, '--plot', path('plot.svg'), '--force']).code).toBe(0);
  const checked = ['check', '--cases', '1', '--theorem', 'SGD-1', '--workers', '1', '--force'];
  expect(auxopt(checked, folder).code).toBe(0);
  // a word of the command that is verified
  expect(auxopt(['verify', '--', 'false', '']).code).toBe(3);
});
