/** What cannot be is refused before anything runs: exit code 2, one message, nothing on standard output, no file. */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { auxopt, main, root } from '../support/run-cli.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();
const write = (name: string, content: unknown): void => {
  writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
};
for (const name of ['tiny.json', 'toy.json', 'noisy-correlated.json', 'iris.json'])
  copyFileSync(join(root, 'docs/examples', name), join(folder, name));
copyFileSync(join(root, 'spec/vectors/hard-members/low-sgd-iterates.json'), join(folder, 'huber.json'));
for (const name of ['others', 'shard']) {
  mkdirSync(join(folder, name));
  write(`${name}/${name === 'shard' ? 'journal.jsonl' : 'mine.txt'}`, 'no journal');
}
write('file', 'no journal');
write('other.json', '{}');
write('broken.jsonl', '\n\n{"type":"hello\n');
write('nope.json', readFileSync(join(folder, 'iris.json'), 'utf8').replace('iris.csv', 'nope.csv'));
const linear = { matrix: [['1']], vector: ['0'] };
for (const [name, stepSize, roundCount] of [['long', '1/7', 9e6], ['small', '1e-10000', 2], ['large', '1e+10000', 2]] as const)
  write(`${name}.json`, {
    ...{ format: 'auxopt-problem/1', name, dimension: 1, variant: 'sgd', seed: 1, startingPoint: ['1'] },
    ...{ target: linear, auxiliary: linear, initialization: { kind: 'none' } },
    parameters: { stepSize, momentumWeight: '1', localStepCount: 1, roundCount },
  }); // prettier-ignore
const files = readdirSync(folder, { recursive: true });

/** What the message says of a command line. `''` is an empty word, SERVE a right implementation, GRADIENTS what has some. */
const refused: Readonly<Record<string, string | RegExp>> = {
  rum: "unknown command 'rum'\n(Did you mean run?)\n",
  'help rum': "unknown command 'rum'\n(Did you mean run?)\n",
  'help nonsense': "unknown command 'nonsense'\n",
  'rum --help': "unknown command 'rum'",

  run: 'missing required argument',
  'run nowhere.json': 'nowhere.json: the file cannot be read',
  'run other.json': 'other.json at $',
  "run ''": '<problem.json>: the name is empty; expected a name of at least one character',
  'run toy.json --jsonn': 'Did you mean --json',
  'run toy.json --variant auxmom': 'Allowed choices are aux-mom',
  'run toy.json --engine optex':
    'Allowed choices are exact, fast, expectation, enumeration.\n(Did you mean exact?)\n',
  'run toy.json --engine julia': 'Allowed choices are exact, fast, expectation, enumeration.\n',
  'run toy.json --engine fast --engine exact':
    'auxopt: --engine: it is given twice; expected one value. Leave out the others.\n',
  'run toy.json --seed 1e3': 'expected a whole number',
  'run noisy-correlated.json --engine enumeration': 'sequences of draws; expected at most',
  'run tiny.json --engine expectation --seed 3':
    '--seed: it has no effect with --engine expectation; expected one of',
  'run tiny.json --engine enumeration --seed 3': '--seed: it has no effect with --engine enumeration',
  'run tiny.json --engine enumeration --plot a.svg': '--plot: it has no effect with --engine enumeration',
  'run tiny.json --engine enumeration --time-budget 3':
    '--time-budget: it has no effect with --engine enumeration',
  'run tiny.json --tape --time-budget 3': "cannot be used with option '--time-budget <minutes>'",
  'run tiny.json --tape --json': "cannot be used with option '--json'",
  'run tiny.json --force':
    '--force: it has no effect without --plot; expected --plot beside it. Leave --force out',
  'run tiny.json --plot --json': '--plot: "--json" looks like an option',
  'run tiny.json --plot -': '--plot: - is standard output, and this writes a file of its own',
  'run x --time-budget 1e308': 'expected at most 525600 minutes, a year',
  'run long.json --engine fast': 'or give --engine expectation, which keeps one round',
  'run nope.json': 'Check the name; the path is relative to the problem file.',
  'run ./nope.json': 'auxopt: ./nope.json at $.leastSquares.file: "nope.csv"',
  'run small.json --engine fast': 'small.json at $.parameters.stepSize: 1e-10000 is too small for a double',
  'run large.json --engine fast': 'large.json at $.parameters.stepSize: 1e+10000 is too large for a double',
  ...Object.fromEntries(
    ['--engine fast', '--engine expectation', '--engine enumeration', '--tape'].map((option) => [
      `run huber.json ${option}`,
      `auxopt: ${option}: low-sgd-iterates has a Huber term, and ${option} needs a quadratic problem; expected a run on the exact engine. Leave ${option} out.\n`,
    ]),
  ),

  verify: 'nothing to verify',
  'verify --cases 3': 'nothing to verify',
  'verify --transcript none': 'there is nothing to verify',
  'verify --level 9 SERVE': 'there is no level 9',
  'verify --level 6 SERVE': 'a level from 0 to 5',
  'verify --seed 3000000000 SERVE': '-2147483648 to 2147483647',
  'verify --path here SERVE': 'such as 0:1:3',
  'verify --level 5 --seed 1 --path 999999999999 SERVE': 'first number is below 1000000',
  'verify --level 5 --path 0 SERVE': '--path: a path leads to a problem of one seed only',
  [`verify --level 5 --seed 1 --path 0${':0'.repeat(3000)} --only L5/aux-mom/random/tape SERVE`]:
    'this seed has no problem there',
  'verify --level 1 --problem toy.json SERVE':
    /--problem: level 1 has no whole runs, so .*; expected --level 2/,
  'verify --level 5 --save-failures file SERVE': 'the folder cannot be made',
  'verify --only L9/* SERVE': 'no case fits',
  'verify --variant aux-mvr SERVE --variant sgd': 'none of the variants',
  'verify --trace x.jsonl SERVE': 'both a command and a trace',
  'verify --trace broken.jsonl': 'broken.jsonl, line 3 at $, column 9: a string is not closed',
  'verify --trace none.jsonl': 'cannot be read',
  "verify --trace ''": '--trace: the name is empty',
  'verify --trace x --limits total=3': "cannot be used with option '--limits <name=s,...>'",
  'verify --expectations none.json SERVE': 'cannot be read',
  "verify --problem tiny.json '' -- x": '--problem: the name is empty',
  'verify --problem tiny.json tiny.json -- x': 'it has the variant and the name of the same file before',
  'verify --force -- x':
    '--force: it has no effect without --save-failures or --certificate or --badge or --transcript',
  'verify --recheck none': 'Check the path; it is taken relative to the current folder.',
  'verify --limits start=1e9 -- x': 'at most 2147483 seconds, some 24 days',
  'verify --limits start=2147484 -- x': 'at most 2147483 seconds',
  'verify --limits request=2147484 -- x': 'at most 2147483 seconds',
  'verify --limits total=2147484 -- x': 'at most 2147483 seconds',
  'verify --cases many SERVE': '--cases: "many" is not a number of cases;',
  'verify --cases 0 SERVE': '--cases: "0" is not a number of cases;',
  'verify --cases 3 --level 2 SERVE': '--cases: there are no random problems in level 2;',
  'verify --cases 3 --path 0 SERVE': '--path: it has no meaning in a campaign',
  'verify --workers 2 --method nesterov-torch SERVE':
    '--method: it has no meaning in a campaign: the runs of a page',
  'verify --out x --transcript y SERVE': '--transcript: it has no meaning in a campaign',
  'verify --workers 1 --limits total=5 SERVE': '--limits total=…: it has no meaning in a campaign',
  'verify --shard 1/2 SERVE': '--shard: a shard needs a folder;',
  'verify --shard 1/2 --out x --junit j.xml SERVE': '--junit: one shard has no report of its own;',
  'verify --shard 1/2 --out x SERVE': '--shard: all shards of a campaign share one seed, and none is given;',
  'verify --shard 1/9999 --seed 1 --out x SERVE': /there are 9999 shards for \d+ cases;/,
  'verify --out x --only L9/* SERVE': 'no case fits',
  'verify --out x --variant aux-mvr SERVE --variant sgd': 'none of the variants',

  'check --cases 0': "option '--cases <number>' argument '0' is invalid",
  'check --cases -1': "option '--cases <number>' argument '-1' is invalid",
  'check --cases many': "option '--cases <number>' argument 'many' is invalid",
  'check --theorem STAB': 'Allowed choices are',
  'check --search simple': 'there is no bound to search; expected --theorem with one of MOM-1, ',
  'check --search simple --theorem LOW-SGD': 'there is no bound to search; expected --theorem with one of',
  'check --search simple --theorem MOM-1 --seconds 0': "option '--seconds <number>' argument '0' is invalid",
  'check --search simple --theorem MOM-1 --seconds 1e308': 'at most 86400 seconds, a day',
  'check --search simple --cases 3': 'cannot be used with',
  'check --seconds 3': 'no effect without --search',
  "check --out ''": '--out: the name is empty',
  'check --markdown -': '--markdown: - is standard output, and this writes a file of its own',
  'check --workers 0': "option '--workers <number>' argument '0' is invalid",
  'check --shard 1/2': '--shard: a shard needs a folder;',
  'check --shard 1/2 --out x --markdown r.md': '--markdown: one shard has no report',
  'check --cases 18 --shard 1/999 --out x': /^auxopt: shard 1\/999: there are 999 shards for \d+ cases;/,
  'check --out others': 'others: it contains other files (mine.txt);',
  'check --out others/mine.txt': 'others/mine.txt: the folder cannot be used (',
  'check --out others/mine.txt/below': 'others/mine.txt/below: the folder cannot be used (ENOTDIR',
  ...Object.fromEntries(
    ['4/3', '0/3', 'a/b', '1/2/3'].map((shard) => [
      `check --out x --shard ${shard}`,
      `option '--shard <i/n>' argument '${shard}' is invalid; expected i/n with 1 ≤ i ≤ n`,
    ]),
  ),

  'merge file': 'there is no journal.jsonl; expected the folder',
  'merge shard': 'Restore the file, or run its cases again in a new',
  "merge x ''": '<folders>: the name is empty',
  'merge x --force':
    '--force: it has no effect without --certificate or --badge or --save-failures or --junit or',

  advise: 'no constants are given',
  'advise --problem toy.json --smoothness 1': '--smoothness: it has no effect with --problem',
  'advise --smoothness 1': 'σ_D² is not known',
  'advise --smoothness big': 'expected a number such as',
  'advise --smoothness 1e20000': 'an exponent within ±10000',
  'advise --smoothness 1e-10001': 'an exponent within ±10000',
  'advise --smoothness 1e9999999999': 'an exponent within ±10000',
  'advise --local-variance -1': 'expected a number ≥ 0',
  [`advise --smoothness 0.${'7'.repeat(102)}`]: 'have at most 100 digits',
  'advise --constants none.json': 'cannot be read',
  'advise --constants x -- x': '--constants: a program is measured beside it',
  'advise --problem toy.json --target-gradients 1 --auxiliary-cost 1/2': 'does not pay for one round',
  'advise --problem toy.json --seed 2':
    '--seed: it has no effect without a program; expected a command after --',
  'advise --problem toy.json --limits start=2': '--limits: it has no effect without a program',
  'advise --confidence 0.9999999999999999999 -- x': '0.9999999999999999: a double cannot tell this from 1',
  'advise --confidence 0.9 --pairs 0 -- x':
    '--confidence: it has no effect with --pairs 0; expected pairs of draws',
  'advise --pilot 9 --pairs 1 -- x': '--pairs: it has no effect with --pilot',
  'advise --pilot 200': 'there is no program to ask for gradients',
  'advise --pilot 120 --target-gradients 120 -- x': 'the pilot takes 120 of 120 target gradients',
  'advise --pilot 200 --smoothness 1 -- x': '--smoothness: it has no effect with --pilot',
  'advise --pilot 200 --problem x.json -- x': '--problem: it has no effect with --pilot',
  'advise --pilot 20 GRADIENTS': 'it does not pay for short runs of all methods',
  'advise --plot x.svg -- x': '--plot: it has no effect without --pilot',
  'advise --pilot 200 --write-training x.rs -- x': 'its ending is that of no language',

  print: "missing required argument 'what'",
  'print everything': 'Allowed choices are schemas, page, vectors, mutants',
  'print schemas nothing': 'nothing: there is no such schema; expected one of problem-file',
  'print schemas verify --json': 'verify: one schema, page or file of vectors is printed as it is',
  "print schemas --out ''": '--out: the name is empty',
  'print schemas --out -': '--out: - is standard output, and this writes a file of its own',
  'print vectors verify':
    'verify: there is no page "verify"; expected a file, or one of adabelief, adadelta,',
  'print vectors aggmo': 'aggmo: no run of it that was tried is exact in binary floating point',
  'print vectors --force': '--force: it has no effect without --out',
  'print mutants --out x': '--out: mutants have no files',

  'adapter cobol': 'Allowed choices are python, torch, c, javascript',
  'adapter --out x': '--out: no language is named; expected a language beside it',
  'adapter python --out -': '--out: - is standard output, and this writes a file of its own',
  'adapter c --out others --force': 'cannot be written',
  'proofs --force': '--force: it has no effect without --out',
  'proofs --out x': '--out: it has no effect without --export',
  'proofs --export coq': 'it has no effect without --',
  'demo --settings distillation': 'Allowed choices',
  'serve --mutant nobody': 'there is no mutant "nobody"',
  'serve --mutant heavy-ball --variant sgd': 'heavy-ball is a mistake in aux-mom, not in sgd',

  'translate --from keras learning_rate=1 dampening=0.1 --to torch': 'keras has no "dampening"',
  'translate --from keras learning_rate=1 momentum=1 --to torch': '1 is outside of the domain of μ',
  'translate --from keras momentum=0.1 --to torch': 'learning_rate is not given',
  'translate --from torch lr=0.1,0.01 momentum=0.9 --to torch': 'here is more than one value',
  'translate --from torch lr=0.1 momentum=0.9 --nesterov --to torch':
    'Write for example --from torch-nesterov',
  'translate --from tensorflow lr=0.1 --to torch': 'no library and no page is called "tensorflow"',
  'translate --from keras learning_rate=1e-1000 momentum=0.1 --to torch': 'at most 100 digits',
};

/** The words of a line; N is what a test puts there. */
const run = (line: string, number = '') => {
  const words = line.split(' ').flatMap((word) => {
    if (word === 'SERVE') return ['--', process.execPath, main, 'serve'];
    if (word === 'GRADIENTS') return ['--', 'python3', join(root, 'docs/examples/federated.py')];
    return word === 'N' ? number : word === "''" ? '' : word;
  });
  return auxopt(words, folder);
};

it.each(Object.entries(refused))('auxopt %s: %s', (line, message) => {
  const { code, stdout, stderr } = run(line);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(message);
  expect(stderr).toMatch(/^auxopt: [^\n]*\n(?:\(Did you mean [^\n]*\)\n)?$/);
});

it('takes the same options where they have an effect', { tags: 'long' }, () => {
  const checked = '--cases 1 --theorem SGD-1 --workers 1 --force';
  for (const line of ['run tiny.json --seed 3', 'run tiny.json --plot plot.svg --force', `check ${checked}`])
    expect([line, run(line).code]).toEqual([line, 0]);
  rmSync(join(folder, 'plot.svg'));
  // a word of the command that is verified
  expect(run("verify -- false ''").code).toBe(3);
});

afterAll(() => {
  expect(readdirSync(folder, { recursive: true })).toEqual(files);
});

it.each([
  'check --search simple --theorem MOM-1 --seconds N',
  'check --cases N',
  'check --workers N',
  'run x --time-budget N',
  'run x --seed N',
  'verify --level N -- x',
  'verify --seed N -- x',
  'advise --pilot N',
  'advise --confidence N',
  'advise --smoothness N',
])('a number is written in decimal digits: %s', (line) => {
  for (const text of ['0x10', '0b1', ' 1', '1_0', '.', '٣', 'Infinity']) {
    const { code, stdout, stderr } = run(line, text);
    expect([text, code, stdout, stderr]).toEqual([text, 2, '', expect.stringMatching(/expected/)]);
  }
});
