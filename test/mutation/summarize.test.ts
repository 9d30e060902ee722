/** The summary of mutation testing: what counts as killed, and that every survivor is named. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { areas, readArea } from './areas.mjs';
import {
  forgetTimeouts,
  formatSummary,
  listMutants,
  summarize,
  type Explanation,
  type Report,
} from './summarize.mjs';

const source = ['const half =', '  1 +', '  2;', "throw new Error('no');"].join('\n');
const at = (line: number, column: number, endLine: number, endColumn: number) => ({
  start: { line, column },
  end: { line: endLine, column: endColumn },
});
const arithmetic = { mutatorName: 'ArithmeticOperator', replacement: '1 - 2', location: at(2, 3, 3, 4) };
const literal = { mutatorName: 'StringLiteral', replacement: '""', location: at(4, 17, 4, 21) };

/** A report of one file with nine killed mutants and these. */
const reportOf = (...mutants: (typeof arithmetic & { status: string; statusReason?: string })[]): Report => ({
  files: {
    'src/a.ts': {
      source,
      mutants: [...Array.from({ length: 9 }, () => ({ ...arithmetic, status: 'Killed' })), ...mutants],
    },
  },
});
const survivor = { ...literal, status: 'Survived' };
const explanation: Explanation = {
  file: 'src/a.ts',
  mutator: 'StringLiteral',
  original: "'no'",
  replacement: '""',
  reason: 'nobody reads it',
};
const summary = (report: Report, explanations: readonly Explanation[] = []) =>
  summarize('src', listMutants(report), explanations);

describe('the mutants of a report', () => {
  it('have the text that they replace, in one line', () => {
    const [mutant] = listMutants(reportOf());
    expect(mutant).toMatchObject({
      file: 'src/a.ts',
      original: '1 + 2',
      replacement: '1 - 2',
      status: 'Killed',
    });
    expect(listMutants(reportOf(survivor)).at(-1)?.original).toBe("'no'");
  });
});

describe('a summary', () => {
  it('is good where 90 % are killed and the rest is explained', () => {
    expect(summary(reportOf(survivor), [explanation])).toMatchObject({
      folder: 'src',
      mutants: 10,
      killed: 9,
      timeout: 0,
      survived: 1,
      noCoverage: 0,
      score: 90,
      unexplained: [],
      isGood: true,
    });
  });

  it('names a survivor without an explanation, and fails', () => {
    const made = summary(reportOf(survivor));
    expect(made.isGood).toBe(false);
    expect(formatSummary([made])).toContain(
      'Survived, not explained: src/a.ts:4:17 StringLiteral: \'no\' → ""',
    );
    expect(formatSummary([summary(reportOf(survivor), [explanation])])).not.toContain('not explained');
  });

  it('does not take an explanation for another mutant, or for more than it counts', () => {
    expect(summary(reportOf(survivor), [{ ...explanation, replacement: '"yes"' }]).isGood).toBe(false);
    expect(summary(reportOf(survivor), [{ ...explanation, file: 'src/b.ts' }]).isGood).toBe(false);
    const twice = reportOf(...Array.from({ length: 2 }, () => survivor));
    expect(summary(twice, [explanation]).unexplained).toHaveLength(1);
    expect(summary(twice, [{ ...explanation, count: 2 }]).unexplained).toHaveLength(0);
  });

  it('names an explanation that explains nothing in this folder, and is good all the same', () => {
    const made = summary(reportOf(survivor), [
      { ...explanation, count: 2 },
      { ...explanation, file: 'src2/a.ts' },
    ]);
    expect(made.isGood).toBe(true);
    expect(formatSummary([made])).toMatch(/\nExplains nothing: src\/a\.ts StringLiteral: 'no'$/);
    expect(formatSummary([summary(reportOf(survivor), [explanation])])).not.toContain('Explains nothing');
  });

  it('is not good below 90 %, however well explained', () => {
    const two = summary(reportOf(survivor, survivor), [{ ...explanation, count: 2 }]);
    expect(two.isGood).toBe(false);
    expect(formatSummary([two])).toMatch(/ 81\.8 %\nsrc is below 90 %$/);
  });

  it.each(['NoCoverage', 'Ignored', 'RuntimeError', 'Pending'])('counts %s as alive', (status) => {
    expect(summary(reportOf({ ...literal, status })).score).toBe(90);
    expect(summary(reportOf({ ...literal, status })).unexplained).toHaveLength(1);
  });

  it('counts a time-out as killed', () => {
    expect(summary(reportOf({ ...literal, status: 'Timeout' })).score).toBe(100);
  });
});

it('forgets what ran out of time, but for loops that were counted', () => {
  const counted = { ...literal, status: 'Timeout', statusReason: 'Hit limit reached (501/500)' };
  const report = reportOf({ ...literal, status: 'Timeout' }, counted, survivor);
  const statuses = listMutants(forgetTimeouts(report)).map(({ status }) => status);
  expect(statuses.slice(9)).toEqual(['Timeout', 'Survived']);
});

describe('the areas', () => {
  it('exist, and so does every file of which a mutant is explained', () => {
    const root = new URL('../../', import.meta.url);
    expect(areas.map(({ folder }) => folder)).toEqual([
      'proofs-checks/kernel',
      'spec/algorithms',
      'src/judge',
      'src/reference',
      'src/exact',
      'src/expectation',
    ]);
    expect(areas.filter(({ folder }) => !existsSync(new URL(folder, root)))).toEqual([]);
    const explained = JSON.parse(
      readFileSync(new URL('survivors.json', import.meta.url), 'utf8'),
    ) as Explanation[];
    const isStale = ({ file, original }: Explanation): boolean =>
      !existsSync(new URL(file, root)) ||
      !readFileSync(new URL(file, root), 'utf8').replace(/\s+/g, ' ').includes(original);
    expect(explained.filter(isStale)).toEqual([]);
    expect(explained.filter(({ reason }) => reason.length < 10)).toEqual([]);
  });

  it('are known by name', () => {
    expect(readArea('judge').folder).toBe('src/judge');
    expect(() => readArea('jugde')).toThrow(
      'expected one of kernel, algorithms, judge, reference, exact, expectation',
    );
  });
});
