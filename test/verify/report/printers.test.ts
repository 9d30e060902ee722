/** What the printers make of the same reports: a file of printers/ for each, written by `npx vitest run -u` of this file. */
import { expect, it } from 'vitest';
import { formatJunit } from '../../../src/verify/report/format-junit.js';
import { formatMarkdown } from '../../../src/verify/report/format-markdown.js';
import { formatVerifyText } from '../../../src/verify/report/format-text.js';
import type { CaseResult, VerifyReport } from '../../../src/verify/report/verify-report.js';
import { reportOf } from './arbitrary-report.js';
import { readXml } from './read-xml.js';
import { failedResult, passedResult, untestedResult } from './sample-results.js';

const verdicts: readonly CaseResult[] = [
  passedResult,
  { id: 'L2/a', level: 2, variant: 'aux-mom', verdict: 'pass', log: 'chatter' },
  { id: 'L2/b', level: 2, variant: 'aux-mom', verdict: 'fail', message: 'wrong', log: 'trace' },
  { id: 'L2/c', level: 2, verdict: 'crash', message: 'exit 1' },
  { id: 'L2/d', level: 2, verdict: 'timeout' },
  { id: 'L2/e', level: 2, verdict: 'protocol', message: 'noise' },
  { id: 'L2/f', level: 2, verdict: 'error', message: 'no' },
  { id: 'L2/g', level: 2, verdict: 'unsupported', message: 'has no tape' },
];
const { violation, diagnosis = [] } = failedResult;
if (violation === undefined) throw new Error('the sample has a violation');
const range = (least: number, greatest = least) => ({ least, greatest });
const covered = {
  ...{ dimension: range(1, 131), localStepCount: range(2), roundCount: range(3), stepSize: range(0.1) },
  ...{ points: range(1), gradients: range(1), snapshotAtoms: range(2), batchSize: range(1, 3), starts: [] },
};
const expectations = {
  known: [{ id: failedResult.id, verdict: 'fail', reason: 'issue "7", see *there*' }],
  stale: [{ case: 'L9/*', verdict: 'crash', problem: 'No case has such an id.' }],
} as const;
const audit = { ...violation, equation: 'AUDIT.7', bound: 0, fraction: Infinity };
const long = { ...violation, expected: `${'3'.repeat(500)}/7` };
const log = Array.from({ length: 50 }, (_, index) => `line ${index}`).join('\n');

type Options = NonNullable<Parameters<typeof formatVerifyText>[1]>;
const reports: readonly (readonly [name: string, report: VerifyReport, options: Options])[] = [
  ['a failure', reportOf([passedResult, failedResult, untestedResult]), { command: ['python3', "it's mine.py"] }],
  ['a rule beside the equations', reportOf([{ ...failedResult, violation: audit, diagnosis: diagnosis.slice(0, 1) }]), {}],
  ['every verdict', reportOf(verdicts, { covered, levels: [0, 2] }), {}],
  ['a pass', reportOf([passedResult]), {}],
  ['nothing', reportOf([]), {}],
  ['long texts', reportOf([{ ...failedResult, violation: long, log }, { ...failedResult, id: 'L2/second' }]), {}],
  ['known and stale', reportOf([passedResult, failedResult], { verdict: 'fail', expectations }), {}],
]; // prettier-ignore

it.each(reports)('%s', async (name, report, options) => {
  const printed = {
    'for people': formatVerifyText(report, options),
    Markdown: formatMarkdown(report),
    JUnit: formatJunit(report),
  };
  expect(() => readXml(printed.JUnit)).not.toThrow();
  const text = Object.entries(printed).map(([printer, output]) => `=== ${printer} ===\n${output}`);
  await expect(text.join('\n')).toMatchFileSnapshot(`printers/${name.replaceAll(' ', '-')}.txt`);
});
