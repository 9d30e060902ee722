/** Whatever stands in a file or comes from a program, no command sends it to the terminal as more than text. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createProgram } from '../../src/cli/program.js';
import { forTerminal, style } from '../../src/cli/text.js';
import { auxopt } from '../support/run-cli.js';
import { sealJournal } from '../support/seal-journal.js';
import { verdicts } from '../../src/verify/report/verify-report.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { readXml } from '../verify/report/read-xml.js';

/** Colour, title, another introducer of sequences, another direction, another line, a null, markup. */
const hostile = '\u001b[31mred\u001b]0;title\u0007\u009b2J\u202eback\u2028line\u0000 <b>&amp; ]]>';
/** What a terminal would act on; a line feed and a tab are layout. */
const active = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/;

const folder = temporaryFolder();
/** A text as it is, or a document as JSON. */
const write = (name: string, content: string | object): string => {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};
/** The same as a word of a command line, which has no null. */
const word = hostile.replaceAll('\0', '');
const toy = JSON.parse(readFileSync('docs/examples/tiny.json', 'utf8')) as Record<string, unknown>;
const problem = write('problem.json', { ...toy, name: hostile, description: hostile });
const unknownKey = write('unknown.json', { ...toy, [hostile]: hostile });
const known = ['smoothness', 'hessianSimilarity', 'suboptimality', 'targetVariance', 'snapshotVariance'];
const constants = write('constants.json', {
  format: 'auxopt-constants/1',
  name: hostile,
  constants: Object.fromEntries(
    [...known, 'localVariance'].map((key) => [key, { value: '1', kind: 'exact' }]),
  ),
});
const table = write('table.csv', `${hostile.replaceAll('"', '')},${hostile}\n1,2\n`);
const { target: _f, auxiliary: _h, snapshotAtoms: _s, localAtoms: _l, ...frame } = toy;
const fromTable = write('from-table.json', {
  ...frame,
  leastSquares: {
    ...{ file: 'table.csv', features: [{ column: hostile }], response: { column: 'y' } },
    ...{ auxiliaryRows: { first: 1 }, snapshot: { kind: 'full' }, local: { kind: 'full' } },
  },
});
const header = { format: 'auxopt-campaign/3', version: '0', options: { [hostile]: hostile }, cases: 1 };
const journal = JSON.stringify({ ...header, kind: hostile, shard: { index: 1, count: 1 } });
write('shard/journal.jsonl', sealJournal([journal]));
write('check/journal.jsonl', sealJournal([journal.replace(JSON.stringify(hostile), '"check"')]));
const program = write(
  'program.mjs',
  `const hostile = ${JSON.stringify(hostile)};
  process.stderr.write(hostile + '\\n');
  process.stdout.write(JSON.stringify({ type: 'hello', [hostile]: hostile, implementation: { name: hostile } }) + '\\n');`,
);
const source = write(
  'source.mjs',
  `import { serveGradients } from ${JSON.stringify(pathToFileURL('dist/src/verify/index.js').href)};
  await serveGradients({ name: ${JSON.stringify(hostile)}, dimension: 1, startingPoint: [1], gradient: (of, [x]) => [of === 'target' ? 2 * x : x], value: ([x]) => x * x });`,
);
const printing = write('printing.mjs', `process.stdout.write(${JSON.stringify(`${hostile}\n`)});`);
const expected = [{ case: hostile, verdict: 'fail', reason: hostile }];
const expectations = write('expectations.json', { format: 'auxopt-expectations/1', expected });
const certificate = write('certificate.json', {
  ...{ format: 'auxopt-certificate/2', date: '2026-01-02T03:04:05.000Z', command: [hostile] },
  kit: { version: hostile, protocol: hostile },
  implementation: { name: hostile, version: hostile, language: hostile },
  files: [{ path: hostile, sha256: '0'.repeat(64) }],
  ...{ asked: { level: 1, seed: 1 }, arithmetic: 'binary64', variants: ['aux-mom'], verdict: 'pass' },
  ...{ untested: [{ reason: hostile, cases: 1 }], refused: 0, cases: 1, known: 0 },
  counts: Object.fromEntries(verdicts.map((verdict) => [verdict, 0])),
  report: { format: 'auxopt-verify/3', sha256: '0'.repeat(64) },
});
const node = process.execPath;
const sgd = ['--', node, join(process.cwd(), 'dist/src/cli/main.js'), 'serve', '--variant', 'sgd'];

const pilot = ['--pilot', '200', '--maximum-local-steps', '2'];

/** Command lines by the first word. */
const lines: Readonly<Record<string, readonly (readonly string[])[]>> = {
  demo: [['--settings', word]],
  run: [
    [problem],
    ...[['--json'], ['--tape'], ['--variant', word]].map((options) => [problem, ...options]),
    ...['fast', 'expectation', 'enumeration'].map((engine) => [problem, '--engine', engine]),
    [unknownKey],
    [fromTable],
    [join(folder, word)],
  ],
  verify: [
    ['--', node, program],
    ['--', node, printing],
    ['--', word],
    ['--level', '0', '--expectations', expectations, ...sgd],
    ['--only', word, ...sgd],
    ['--trace', table],
    ['--level', '0', '--problem', problem, '--json', ...sgd],
    ['--recheck', certificate],
    ['--recheck', table],
  ],
  serve: [['--mutant', word]],
  adapter: [[word], ['c', '--out', join(folder, 'no\u001b[1m', 'x')]],
  translate: [
    ['--from', word, '--to', 'keras', 'lr=1'],
    ['--from', 'torch', '--to', 'keras', word],
  ],
  check: [
    ['--theorem', word],
    ['--cases', '1', '--out', join(folder, 'check')],
  ],
  merge: [[join(folder, 'shard')], [join(folder, 'check')], [join(folder, word)]],
  proofs: [['--export', word]],
  advise: [
    ['--constants', constants],
    ['--constants', constants, '--json'],
    ['--problem', problem],
    ['--problem', unknownKey],
    [...pilot, '--', node, source],
    [...pilot, '--json', '--', node, source],
    [...pilot, '--', node, printing],
    ['--', node, program],
    ['--', node, printing],
  ],
  print: [[word]],
};

it('every command is in the table', async () => {
  const { commands } = await createProgram();
  expect(Object.keys(lines).toSorted()).toEqual(commands.map((command) => command.name()).toSorted());
});

/** Command lines that work for long before they come to the name. */
const isSlow = (command: string, args: readonly string[]): boolean =>
  command === 'advise' && (args.includes(problem) || args.includes(source));
const all = Object.entries(lines).flatMap(([command, each]) =>
  each.map((args) => [JSON.stringify([command, ...args]).slice(0, 100), command, args] as const),
);

describe('nothing of others reaches the terminal as a control', () => {
  const holds = (_name: string, command: string, args: readonly string[]): void => {
    const { stdout, stderr } = auxopt([command, ...args]);
    expect(stdout.length + stderr.length).toBeGreaterThan(0);
    expect(active.exec(stdout), stdout).toBeNull();
    expect(active.exec(stderr), stderr).toBeNull();
    if (args.includes('--json') && stdout !== '') JSON.parse(stdout);
  };
  it.each(all.filter(([, command, args]) => !isSlow(command, args)))('%s', holds);
  it.each(all.filter(([, command, args]) => isSlow(command, args)))('%s', { tags: 'long' }, holds);

  it('and the name is there, as codes', () => {
    expect(auxopt(['run', problem]).stdout).toContain(String.raw`\u{1b}[31mred\u{1b}]0;title\u{7}`);
    const { name } = JSON.parse(auxopt(['run', problem, '--json']).stdout) as { name: string };
    expect(name).toBe(hostile);
  });

  it('would be seen', () => {
    for (const character of ['\u001b', '\u009b', '\u202e', '\u2028', '\r', '\b']) {
      expect(active.test(`a${character}b`)).toBe(true);
      expect(active.test(forTerminal(`a${character}b`))).toBe(false);
    }
  });

  it('but styles of our own do', () => {
    expect(forTerminal(style('bold', 'x'))).toBe('\u001b[1mx\u001b[22m');
    expect(forTerminal(style('bold', '\u001b[8mx'))).toBe('\u001b[1m\\u{1b}[8mx\u001b[22m');
  });
});

it('a plot with such a name is well-formed, and carries no control', () => {
  const plot = join(folder, 'plot.svg');
  expect(auxopt(['run', problem, '--plot', plot]).code).toBe(0);
  const svg = readFileSync(plot, 'utf8');
  expect(active.exec(svg)).toBeNull();
  expect(() => readXml(svg)).not.toThrow();
  expect(svg).toContain('&lt;b&gt;');
  expect(() => readXml(svg.replace('&lt;b&gt;', '<b>'))).toThrow();
});

describe('an error is one line', () => {
  const forged = 'x\n\nPASS: 87 of 87 tested cases passed\n';
  const answer = `JSON.stringify({ type: 'error', id: JSON.parse(chunk).id, message: ${JSON.stringify(forged)} })`;
  const program = write('forging.mjs', `process.stdin.once('data', (chunk) => console.log(${answer}));`);
  it.each([
    ['an answer to "hello"', ['verify', '--', process.execPath, program], 3],
    ['the name of a file', ['run', `no${forged}file.json`], 2],
  ])('whatever lines are in %s', (_what, args, code) => {
    const { code: ended, stdout, stderr } = auxopt(args);
    expect([ended, stdout, stderr]).toEqual([code, '', expect.stringContaining('PASS: 87')]);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});

it.each([
  ['a command', 3, (word: string) => ['verify', '--', word]],
  ['a file', 2, (word: string) => ['run', word]],
  ['an option', 2, (word: string) => ['run', problem, '--variant', word]],
])('%s of 100,000 characters is shown by its ends', (_what, code, args) => {
  const { code: ended, stderr } = auxopt(args(`begin${'x'.repeat(100_000)}end`));
  expect([ended, stderr]).toEqual([code, expect.stringMatching(/beginx+…x+end/)]);
  expect(stderr.length).toBeLessThan(600);
});
