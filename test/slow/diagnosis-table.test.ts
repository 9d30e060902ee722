/** The published table of diagnoses is what the diagnosis says now. */
import { expect, it } from 'vitest';
import { mutants, type Mutant } from '../../src/verify/mutants/index.js';
import { createReference } from '../../src/verify/served-reference/index.js';
import { caseFor } from '../verify/mutants/table.js';
import { diagnose } from '../verify/diagnosis/diagnose.js';
import { driveCase, heldCase } from '../verify/diagnosis/drive-case.js';
import { format, resolveConfig } from 'prettier';
import { fileURLToPath } from 'node:url';

const page = fileURLToPath(new URL('../../docs/theory/diagnosis.md', import.meta.url));
const settings = (['binary64', 'binary32'] as const).flatMap((arithmetic) =>
  (['callback', 'tape'] as const).map((mode) => ({ arithmetic, mode })),
);

/** Ids of the likely mistakes in each setting, best first. */
async function diagnosesOf(mutant: Mutant): Promise<readonly (readonly string[])[]> {
  const found: (readonly string[])[] = [];
  for (const { arithmetic, mode } of settings) {
    const reference = createReference({ arithmetic, mutant });
    const input = await driveCase(reference, heldCase(caseFor(mutant), arithmetic), arithmetic, mode);
    found.push(diagnose(input).map(({ id }) => id));
  }
  return found;
}

it('names the right mistake first for 95 % in each setting, among the first three for all, and is published', async () => {
  const rows: string[] = [];
  const firsts = settings.map(() => 0);
  for (const mutant of mutants) {
    const found = await diagnosesOf(mutant);
    const ranks = found.map((ids) => ids.indexOf(mutant.id) + 1);
    for (const [index, rank] of ranks.entries()) {
      expect([mutant.id, rank]).toEqual([
        mutant.id,
        expect.toSatisfy((place: number) => place >= 1 && place <= 3),
      ]);
      if (rank === 1) firsts[index] = (firsts[index] ?? 0) + 1;
    }
    const others = [...new Set(found.flatMap((ids) => ids.slice(0, 3)))].filter((id) => id !== mutant.id);
    const names = others.map((id) => `\`${id}\``).join(', ');
    rows.push(`| \`${mutant.id}\` | ${mutant.variant} | ${ranks.join(' | ')} | ${names} |`);
  }
  for (const count of firsts) expect(count).toBeGreaterThanOrEqual(mutants.length * 0.95);
  const columns = settings.map(({ arithmetic, mode }) => `${arithmetic}, ${mode}`);
  const text = [
    '# Diagnosis',
    '',
    `\`auxopt verify\` ran each of the ${mutants.length} mistakes of the [catalogue](mutants.md) as an implementation and diagnosed it. The diagnosis is a list`,
    'of likely mistakes. The table shows the place of the right one in this list, by arithmetic and oracle mode. The last column',
    'names the other mistakes among the first three, in any of the four settings.',
    '',
    `Right at the first place: ${columns.map((name, index) => `${firsts[index]} (${name})`).join(', ')}.`,
    '',
    '`test/slow/diagnosis-table.test.ts` writes this page and fails if it is out of date.',
    '',
    `| mistake | claims to be | ${columns.join(' | ')} | also suspected |`,
    `| --- | --- | ${columns.map(() => '---').join(' | ')} | --- |`,
    ...rows,
    '',
  ].join('\n');
  const options = (await resolveConfig(page)) ?? {};
  await expect(await format(text, { ...options, parser: 'markdown' })).toMatchFileSnapshot(page);
});
