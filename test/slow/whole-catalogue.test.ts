/** Every mistake of the catalogue fails and is named, with all levels that are asked by default; every tenth over a process, too. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { catalogue, type Mutant } from '../../src/verify/mutants/index.js';
import { verifyImplementation, type VerifyReport } from '../../src/verify/index.js';
import { createReference } from '../../src/verify/served-reference/index.js';

const main = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url));

function verifyMutant({
  id,
  variant,
}: Mutant): Promise<{ readonly code: number; readonly report: VerifyReport }> {
  const serve = [process.execPath, main, 'serve', '--mutant', id, '--variant', variant];
  const command = [main, 'verify', '--json', '--', ...serve];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, command, { maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      if (stdout === '') reject(new Error(stderr));
      else resolve({ code: Number(error?.code ?? 0), report: JSON.parse(stdout) as VerifyReport });
    });
  });
}

/** What is wrong with a report on a mutant; nothing where it fails and the mistake is named first. */
const misnamedIn = ({ diagnosis = [] }: VerifyReport, { id }: Mutant): readonly string[] =>
  diagnosis[0]?.id === id ? [] : [id, ...diagnosis.map((each) => each.id)];

it('fails every mutant, and names the right mistake first for 95 % of them', async () => {
  const misnamed: (readonly string[])[] = [];
  for (const mutant of catalogue) {
    const report = await verifyImplementation(createReference({ mutant }), { variants: [mutant.variant] });
    expect([mutant.id, report.verdict]).toEqual([mutant.id, 'fail']);
    misnamed.push(misnamedIn(report, mutant));
  }
  const wrong = misnamed.filter(({ length }) => length > 0);
  console.log(`${catalogue.length - wrong.length} of ${catalogue.length} mutants named first`, wrong);
  expect(wrong.length).toBeLessThanOrEqual(catalogue.length * 0.05);
});

it('says the same of a process, by the command line', async () => {
  for (const mutant of catalogue.filter((_, index) => index % 10 === 0)) {
    const { code, report } = await verifyMutant(mutant);
    expect([mutant.id, code, report.verdict, misnamedIn(report, mutant)]).toEqual([mutant.id, 1, 'fail', []]);
  }
});
