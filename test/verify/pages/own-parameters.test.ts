/** A program that is configured already says with which parameters, and is judged by them. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { verifyCommand, type VerifyReport } from '../../../src/verify/index.js';
import { readPage } from '../../support/pages.js';
import { provideAdapter } from '../../support/protocol-driver.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const folder = temporaryFolder();
beforeAll(provideAdapter);

/** Nesterov's momentum with ℓ = 0.1 and μ = 0.9, which says that it uses `told`. */
function verify(told: string, options = 'own_parameters=True'): Promise<VerifyReport> {
  const file = join(folder, 'program.py');
  writeFileSync(
    file,
    `
from auxopt_adapter import serve_method
def nesterov(task):
    ${told === '' ? 'pass' : `task.use(${told})`}
    def rounds():
        x, b = task.states["x"], 0 * task.states["x"]
        for t in range(task.round_count):
            g = task.sample().f(x)
            b = 0.9 * b + g
            x = x - 0.1 * (g + 0.9 * b)
            yield {"x": x, "b": b}
    return rounds()
serve_method("nesterov-torch", nesterov, name="configured", ${options})
`,
  );
  return verifyCommand(['python3', file], { page: readPage('nesterov-torch'), seed: 5, explains: false });
}

const firstOf = ({ verdict, first }: VerifyReport) => ({ verdict, said: first?.message ?? '' });

describe('a program with parameters of its own', () => {
  it('passes by those that it says', async () => {
    const report = await verify('{"ℓ": 0.1, "μ": 0.9}');
    expect([firstOf(report), report.counts.pass]).toEqual([{ verdict: 'pass', said: '' }, report.cases]);
    expect(report.capabilities.only).toEqual({ schedule: 'reported' });
  });

  it('fails where it uses others, however near', async () => {
    for (const told of ['{"ℓ": 0.1, "μ": 0.8}', '{"ℓ": 0.1, "μ": 0.9 * (1 + 2**-40)}']) {
      const { verdict, said } = firstOf(await verify(told));
      expect(verdict).toBe('fail');
      expect(said).toMatch(/NESTEROV-TORCH\.2 is violated at round 1/);
    }
  });

  it.each([
    ['{"ℓ": 0.1}', undefined, 'lacks μ'],
    ['', undefined, 'lacks ℓ'],
    ['{"ℓ": 0.1, "μ": 0.9, "ν": 1}', undefined, 'has "ν", which is no parameter of the page: ℓ, μ'],
    ['{"ℓ": 0.1, "μ": 1.0}', undefined, 'outside of its domain, which is μ > 0 and μ < 1 on the page'],
    ['{"ℓ": 0.1, "μ": 0.9}', 'arithmetic="binary32", own_parameters=True', 'which is no number of binary32'],
    ['{"ℓ": 0.1, "μ": 0.9}', 'own_parameters=False', 'does not declare {"schedule": "reported"}'],
  ])('%s %s is refused', { tags: 'long' }, async (told, options, problem) => {
    const { verdict, said } = firstOf(await verify(told, options));
    expect([verdict, said]).toEqual(['fail', expect.stringContaining(problem)]);
  });
});
