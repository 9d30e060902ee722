/** What an error advises is about the file and the command that it speaks of. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { auxopt } from '../support/run-cli.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();
const path = (name: string): string => join(folder, name);
writeFileSync(path('file'), 'no journal');
mkdirSync(path('shard'));
writeFileSync(path('shard/journal.jsonl'), 'no journal');
const tableFile = JSON.parse(readFileSync('docs/examples/iris.json', 'utf8')) as { leastSquares: object };
const nope = { ...tableFile, leastSquares: { ...tableFile.leastSquares, file: 'nope.csv' } };
writeFileSync(path('nope.json'), JSON.stringify(nope));
const huge = { stepSize: '1/7', momentumWeight: '1', localStepCount: 1, roundCount: 9_000_000 };
const problem = {
  ...{ format: 'auxopt-problem/1', name: 'long', dimension: 1, variant: 'sgd', seed: 1 },
  ...{ target: { matrix: [['1']], vector: ['0'] }, auxiliary: { matrix: [['1']], vector: ['0'] } },
  ...{ parameters: huge, startingPoint: ['1'], initialization: { kind: 'none' } },
};
writeFileSync(path('long.json'), JSON.stringify(problem));
for (const [name, stepSize] of Object.entries({ small: '1e-10000', large: '1e+10000' })) {
  const parameters = { ...huge, stepSize, roundCount: 2 };
  writeFileSync(path(`${name}.json`), JSON.stringify({ ...problem, parameters }));
}

const run = (name: string): readonly string[] => ['run', path(`${name}.json`)];
const fast = (name: string): readonly string[] => [...run(name), '--engine', 'fast'];
const advise = (...options: readonly string[]): readonly string[] => ['advise', ...options, '--', 'x'];
const nines = `0.${'9'.repeat(19)}`;
const search = ['check', '--search', 'simple', '--theorem', 'MOM-1', '--seconds', '1e308'];
const stepSize = (name: string): string => `${path(`${name}.json`)} at $.parameters.stepSize: `;

it.each<readonly [string, readonly string[], string]>([
  ['a file in place of a shard', ['merge', path('file')], 'there is no journal.jsonl; expected the folder'],
  [
    'a file that is no journal',
    ['merge', path('shard')],
    'Restore the file, or run its cases again in a new',
  ],
  ['a run of many rounds', fast('long'), 'or give --engine expectation, which keeps one round'],
  ['a table that is not there', run('nope'), 'Check the name; the path is relative to the problem file.'],
  ['the place of its name', run('nope'), `${path('nope.json')} at $.leastSquares.file: "nope.csv"`],
  ['a tiny number', fast('small'), `${stepSize('small')}1e-10000 is too small for a double`],
  ['a number beyond the doubles', fast('large'), `${stepSize('large')}1e+10000 is too large for a double`],
  [
    'a limit in seconds',
    ['verify', '--limits', 'start=1e9', '--', 'x'],
    'at most 2147483 seconds, some 24 days',
  ],
  ['a budget of minutes', ['run', 'x', '--time-budget', '1e308'], 'expected at most 525600 minutes, a year'],
  ['the seconds of a search', search, 'at most 86400 seconds, a day'],
  [
    'a confidence of 1',
    advise('--confidence', nines),
    '0.9999999999999999: a double cannot tell this from 1',
  ],
  [
    'a confidence in nothing',
    advise('--confidence', '0.9', '--pairs', '0'),
    '--confidence: it has no effect with --pairs 0; expected pairs of draws',
  ],
  [
    'no file',
    ['verify', '--recheck', path('none')],
    'Check the path; it is taken relative to the current folder.',
  ],
])('of %s', (_what, args, advice) => {
  const { code, stdout, stderr } = auxopt(args);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain(advice);
});

const numbers: readonly (readonly string[])[] = [
  ['check', '--search', 'simple', '--theorem', 'MOM-1', '--seconds'],
  ['check', '--cases'],
  ['check', '--workers'],
  ['run', 'x', '--time-budget'],
  ['run', 'x', '--seed'],
  ['verify', '--level'],
  ['verify', '--seed'],
  ['advise', '--pilot'],
  ['advise', '--confidence'],
  ['advise', '--smoothness'],
];

it.each(numbers)('a number is written in decimal digits: %s %s %s %s %s %s', (...args) => {
  const words = args.filter((word) => typeof word === 'string');
  for (const text of ['0x10', '0b1', ' 1', '1_0', '.', '٣', 'Infinity']) {
    const { code, stdout, stderr } = auxopt([
      ...words,
      text,
      ...(words.includes('verify') ? ['--', 'x'] : []),
    ]);
    expect([text, code, stdout, stderr]).toEqual([text, 2, '', expect.stringMatching(/expected/)]);
  }
});
