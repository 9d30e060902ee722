/** The published table of explanations is what the kit says now. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { expect, it } from 'vitest';
import { mutants, type Mutant } from '../../src/verify/mutants/index.js';
import { createReference } from '../../src/verify/served-reference/index.js';
import { diagnose } from '../verify/diagnosis/diagnose.js';
import { driveCase, heldCase } from '../verify/diagnosis/drive-case.js';
import { caseFor } from '../verify/mutants/table.js';
import { said } from '../support/said.js';

const page = fileURLToPath(new URL('../../docs/theory/diagnosis.md', import.meta.url));
const modes = ['callback', 'tape'] as const;

/** What is said first of a mistake, where gradients are asked and where the program has a tape. */
async function rowOf(mutant: Mutant): Promise<string> {
  const columns: string[] = [];
  for (const mode of modes) {
    const reference = createReference({ mutant });
    const input = await driveCase(reference, heldCase(caseFor(mutant), 'binary64'), 'binary64', mode);
    const [first] = diagnose(input);
    const words = first === undefined ? 'nothing' : said(first);
    columns.push(first?.formula === undefined ? words : `\`${words}\``);
  }
  const [asked = '', tape = ''] = columns;
  return `| \`${mutant.id}\` | ${mutant.variant} | ${asked} | ${tape === asked ? 'the same' : tape} |`;
}

/** The lines of a table with their columns as narrow as they are. */
const cells = (line: string): string => line.replaceAll(/ +/gu, ' ').trim();

it('explains every mistake, in both modes, as the page says', async () => {
  const isWriting = process.env['AUXOPT_WRITE'] !== undefined;
  const known = readFileSync(page, 'utf8').split('\n').map(cells);
  const rows: string[] = [];
  const changed: string[] = [];
  for (const mutant of mutants) {
    const row = await rowOf(mutant);
    rows.push(row);
    if (!known.includes(cells(row))) changed.push(row);
  }
  if (!isWriting) {
    expect(changed).toEqual([]);
    const told = known.filter((line) => line.startsWith('| `'));
    expect(told).toHaveLength(mutants.length);
    const unexplained = (column: number): number =>
      told.filter((line) => line.split(' | ')[column]?.startsWith('nothing')).length;
    // a program that has a tape asks nothing, and another draw than the tape's is no page
    expect(unexplained(2)).toBeLessThanOrEqual(mutants.length * 0.1);
    expect(unexplained(3)).toBeLessThanOrEqual(mutants.length * 0.3);
    return;
  }
  const text = [
    '# Diagnosis',
    '',
    `Each of the ${mutants.length} mistakes of the [catalogue](mutants.md) ran as an implementation, in binary64, on one small run. This is what the kit says`,
    'of it first: the equation as the program computes it, or a sentence where no single equation is another one. One run alone may leave several',
    'equations open; `auxopt verify` has many.',
    '',
    '`AUXOPT_WRITE=1 npx vitest run --project=slow test/slow/diagnosis-table.test.ts` writes this page; without it, the test holds its rows',
    'to what the kit says.',
    '',
    '| mistake | claims to be | where gradients are asked | where the program has a tape |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
  writeFileSync(page, await format(text, { ...(await resolveConfig(page)), parser: 'markdown' }));
});
