/**
 * Every mistake of the catalogue fails; those of this run's part are asked all cases of the default levels and named, and every tenth of
 * all over a process, too.
 */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { catalogue, type Mutant } from '../../src/verify/mutants/index.js';
import { verifyImplementation, type VerifyReport } from '../../src/verify/index.js';
import { createReference } from '../../src/verify/served-reference/index.js';
import { partOf } from '../support/part-of.js';
import { misnamed } from './misnamed.js';

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

/** What is said of a mistake, where that is nothing, or of a parameter or a sampler something else. */
function misnamedIn({ diagnosis = [] }: VerifyReport, mutant: Mutant): readonly string[] {
  const isOfEquations = mutant.mutation.domain === undefined && mutant.mutation.sampler === undefined;
  const isNamed = isOfEquations ? diagnosis.length > 0 : diagnosis[0]?.id === mutant.id;
  return isNamed ? [] : [mutant.id, ...diagnosis.map(({ id }) => id)];
}

const verify = (mutant: Mutant, isAll: boolean): Promise<VerifyReport> =>
  verifyImplementation(createReference({ mutant }), {
    variants: [mutant.variant],
    ...(isAll ? {} : { only: (id: string) => id.startsWith('L1/'), explains: false }),
  });

it('fails every mutant, and explains it but for those that are listed', async () => {
  const whole = new Set(partOf(catalogue, 3, 'mutants that are explained'));
  const wrong: (readonly string[])[] = [];
  for (const mutant of catalogue) {
    // single rounds show most of them
    const isSeen = !whole.has(mutant) && (await verify(mutant, false)).verdict === 'fail';
    if (isSeen) continue;
    const report = await verify(mutant, true);
    expect([mutant.id, report.verdict]).toEqual([mutant.id, 'fail']);
    if (whole.has(mutant)) wrong.push(misnamedIn(report, mutant));
  }
  const unknown = wrong.filter(([id]) => id !== undefined && !misnamed.catalogue.has(id));
  expect(unknown).toEqual([]);
  expect(misnamed.catalogue.size).toBeLessThanOrEqual(catalogue.length * 0.05);
});

it('says the same of a process, by the command line', async () => {
  for (const mutant of catalogue.filter((_, index) => index % 10 === 0)) {
    const { code, report } = await verifyMutant(mutant);
    expect([mutant.id, code, report.verdict, misnamedIn(report, mutant)]).toEqual([mutant.id, 1, 'fail', []]);
  }
});
