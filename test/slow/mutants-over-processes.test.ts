/** Every mistake of the catalogue, served by a process and judged by the command line: it fails, and it is named. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { catalogue, type Mutant } from '../../src/verify/mutants/index.js';
import type { VerifyReport } from '../../src/verify/index.js';

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

it('fails every mutant, and names the right mistake first for 95 % of them', async () => {
  const waiting = [...catalogue];
  const misnamed: Record<string, readonly string[]> = {};
  const worker = async (): Promise<void> => {
    for (let mutant = waiting.shift(); mutant !== undefined; mutant = waiting.shift()) {
      const { code, report } = await verifyMutant(mutant);
      expect([mutant.id, code, report.verdict]).toEqual([mutant.id, 1, 'fail']);
      const ids = (report.diagnosis ?? []).map(({ id }) => id);
      if (ids[0] !== mutant.id) misnamed[mutant.id] = ids;
    }
  };
  await Promise.all([worker(), worker()]);
  const right = catalogue.length - Object.keys(misnamed).length;
  console.log(`${right} of ${catalogue.length} mutants named first`, misnamed);
  expect(right).toBeGreaterThanOrEqual(catalogue.length * 0.95);
});
