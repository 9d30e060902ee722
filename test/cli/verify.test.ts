/** `auxopt verify` as a user runs it: exit codes, files, transcripts and traces. */
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { variantNames } from '../../spec/algorithms/index.js';
import { recordTranscript } from '../../src/cli/verify/record-transcript.js';
import type { VerifyReport } from '../../src/verify/index.js';
import { transcriptLineSchema } from '../../src/verify/report/transcript.js';
import { auxopt, main, root } from '../support/run-cli.js';
import { firstOf } from '../support/some-of.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();
const path = (name: string): string => join(folder, name);
const served = (...args: string[]): string[] => ['--', process.execPath, main, 'serve', ...args];
const sgd = served('--variant', 'sgd');
const planar = ['--only', 'L2/*/planar/*'];

function report(args: readonly string[]): { readonly code: number | null; readonly report: VerifyReport } {
  const { code, stdout } = auxopt(['verify', '--json', ...args]);
  return { code, report: JSON.parse(stdout) as VerifyReport };
}

interface TapeCase {
  readonly case: string;
  readonly parameters: { readonly stepSize: string };
  readonly x0: readonly string[];
  readonly problem: {
    readonly snapshotAtoms: readonly { readonly target: { matrix: string[][]; vector: string[] } }[];
    readonly tape: { readonly rounds: readonly { readonly snapshot: number }[] };
  };
}

describe('auxopt verify --json -- auxopt serve', () => {
  it.each(variantNames.map((variant) => [variant] as const))('passes %s', { tags: 'long' }, (variant) => {
    const { code, report: said } = report(served('--variant', variant));
    expect([code, said.format, said.verdict]).toEqual([0, 'auxopt-verify/3', 'pass']);
    expect(said.cases).toBeGreaterThan(20);
    expect(said.counts.pass).toBe(said.cases);
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    expect(said.implementation.version).toBe(version);
  });

  firstOf(1, [
    ['bracket-sign', 'AUX-MVR.2', 2, 'm ← (1 − a) m + a g − (1 − a) (g − g′)'],
    ['heavy-ball', 'AUX-MOM.2', 1, 'm ← (1 − a) m + (∇f(x, ξ) − ∇h(x, ξ))'],
  ])('fails %s, and says what it computes', (mutant, equation, round, is) => {
    const { code, report: said } = report([...planar, ...served('--mutant', mutant)]);
    expect([code, said.verdict, said.diagnosis?.[0]?.formula?.is]).toEqual([1, 'fail', is]);
    expect(said.first?.violation).toMatchObject({ equation, round });
  });

  it('passes a problem of the user', () => {
    const problem = ['--problem', 'docs/examples/noisy-correlated.json', '--only', 'L2/*'];
    const { code, report: said } = report([...problem, ...served('--variant', 'aux-mom')]);
    expect([code, said.counts.pass, said.cases]).toEqual([0, 2, 2]);
  });

  it('cannot start what is no implementation', () => {
    expect(auxopt(['verify', '--json', '--', 'false'])).toMatchObject({ code: 3, stdout: '' });
  });
});

describe('files', () => {
  it('writes JUnit and Markdown whole', () => {
    const outputs = ['--junit', path('out.xml'), '--markdown', path('out.md')];
    expect(auxopt(['verify', ...planar, ...outputs, ...sgd]).code).toBe(0);
    expect(readFileSync(path('out.xml'), 'utf8')).toMatch(/^<\?xml[^]*<testsuites[^]*<\/testsuites>\n$/);
    expect(readFileSync(path('out.md'), 'utf8')).toMatch(/pass/i);
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('excuses known failures, and fails when they are stale', { tags: 'long' }, () => {
    const file = path('known.json');
    const expected = [{ case: 'L2/aux-mom/planar/*', verdict: 'fail', reason: 'known' }];
    writeFileSync(file, JSON.stringify({ format: 'auxopt-expectations/1', expected }));
    const args = [...planar, '--expectations', file];
    const known = report([...args, ...served('--mutant', 'heavy-ball')]);
    expect([known.code, known.report.expectations?.known.length]).toEqual([0, 2]);
    const stale = report([...args, ...served('--variant', 'aux-mom')]);
    expect([stale.code, stale.report.expectations?.stale.length]).toEqual([1, 1]);
  });
});

describe('auxopt verify --transcript', () => {
  const file = path('transcript.jsonl');
  it('keeps what both said, also of a program that fails and of one that cannot start', () => {
    expect(auxopt(['verify', ...planar, '--transcript', file, ...served('--mutant', 'ascent')]).code).toBe(1);
    const [header, ...entries] = readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => transcriptLineSchema.parse(JSON.parse(line)));
    expect(header).toMatchObject({ format: 'auxopt-transcript/1', options: { level: 3 } });
    const speakers = new Set(entries.flatMap((entry) => ('from' in entry ? [entry.from] : [])));
    expect(speakers).toEqual(new Set(['process', 'kit', 'implementation']));
    const mute = ['--', process.execPath, '-e', ''];
    expect(auxopt(['verify', '--transcript', path('mute.jsonl'), ...mute]).code).toBe(3);
    expect(readFileSync(path('mute.jsonl'), 'utf8')).toContain('"event":"exit 0"');
  });

  it('holds what fits, and is not written beyond that', () => {
    const options = { level: 1, limits: { request: 30 } };
    const entry = { from: 'log', line: 'a'.repeat(2 ** 20) } as const;
    const record = (name: string, limit?: number, entries = 4): void => {
      const { sink, write } = recordTranscript(path(name), ['x'], options, limit);
      for (let count = 0; count < entries; count += 1) sink.write(entry);
      write();
    };
    record('fits.jsonl', 5 * 2 ** 20);
    expect(statSync(path('fits.jsonl')).size).toBeGreaterThan(4 * 2 ** 20);
    for (const [limit, entries, kept] of [
      [3 * 2 ** 20, 4, 3],
      [undefined, 64, 64],
    ] as const) {
      const write = record.bind(undefined, 'too-long.jsonl', limit, entries);
      expect(write).toThrow(`more was said than the ${kept} MiB that are kept`);
    }
    expect(existsSync(path('too-long.jsonl'))).toBe(false);
  });
});

describe('auxopt verify --trace', () => {
  /** Plain SGD on a case in tape mode, as any program might write it. */
  const trace = (cases: string, factor: number): string => {
    const open = JSON.parse(cases) as TapeCase;
    const hello = {
      type: 'hello',
      protocol: { major: 1, minor: 0 },
      implementation: { name: 'trace', version: '0', language: 'typescript' },
      capabilities: {
        variants: ['sgd'],
        arithmetic: 'binary64',
        oracleModes: ['tape'],
        snapshotDraws: 'joint',
      },
    };
    let x = open.x0.map(Number);
    const states = open.problem.tape.rounds.map(({ snapshot }, index) => {
      const { matrix = [], vector = [] } = open.problem.snapshotAtoms[snapshot]?.target ?? {};
      const g = matrix.map((row, i) =>
        row.reduce((sum, value, j) => sum + Number(value) * (x[j] ?? 0), -Number(vector[i])),
      );
      x = x.map((value, i) => value - factor * Number(open.parameters.stepSize) * (g[i] ?? 0));
      return { type: 'state', session: open.case, round: index + 1, x: x.map(String) };
    });
    return [hello, ...states].map((message) => `${JSON.stringify(message)}\n`).join('');
  };
  const problem = 'docs/examples/noisy-correlated.json';
  const cases = auxopt(['run', problem, '--variant', 'sgd', '--tape']).stdout;
  const judge = (text: string) => {
    const [given, results] = [path('cases.jsonl'), path('results.jsonl')];
    writeFileSync(given, cases);
    writeFileSync(results, text);
    return auxopt(['verify', '--json', '--trace', results, '--cases', given]);
  };

  it.each([
    ['right', 1, { verdict: 'pass', counts: { pass: 1 } }],
    [
      'wrong',
      -1,
      { first: { violation: { round: 1, equation: expect.stringMatching(/^SGD\./) as string } } },
    ],
  ])('judges what a program wrote: %s', (_name, factor, report) => {
    const { code, stdout } = judge(trace(cases, factor));
    expect(code).toBe(factor > 0 ? 0 : 1);
    expect(JSON.parse(stdout)).toMatchObject(report);
  });

  const only = '$&,"schedules":["reported"],"only":{"schedule":"reported"}';
  it.each([
    [/(?<="session":")/g, 'other ', 'there is no case "other'],
    ['"variants":["sgd"]', '"variants":["naive"]', 'are of sgd, which the first line does not list'],
    ['"variants":["sgd"]', only, 'are of a case with given η and a, which the first line excludes'],
  ])('refuses states of what was not asked: %s → %s', (from, to, message) => {
    const refused = judge(trace(cases, 1).replace(from, to));
    expect(refused).toEqual({ code: 2, stdout: '', stderr: expect.stringContaining(message) as string });
  });
});
