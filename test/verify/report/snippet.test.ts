/** The snippet after a failure, run with the user's function, gives the number that was reported; with a right one, the expected. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../src/verify/mutants/index.js';
import { verifyImplementation, type VerifyReport } from '../../../src/verify/index.js';
import { formatVerifyText } from '../../../src/verify/report/format-text.js';
import { createReference } from '../../../src/verify/served-reference/index.js';
import { root } from '../../support/run-cli.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const adapters = 'docs/examples/adapters';

const mutantNamed = (id: string) => {
  const mutant = catalogue.find((one) => one.id === id);
  if (mutant === undefined) throw new Error(`there is no mutant ${id}`);
  return mutant;
};

/** A report on a program with a known mistake, which says that it is written in this language. */
async function reportOn(
  mutant: string,
  language: string,
  only = (id: string) => /^L1.*callback$/.test(id),
): Promise<VerifyReport> {
  const reference = createReference({ mutant: mutantNamed(mutant) });
  const options = {
    variants: ['aux-mom'] as const,
    level: 2,
    seed: 11,
    only,
  };
  return verifyImplementation({ ...reference, language }, options);
}

/** The lines of the snippet, as a terminal shows them. */
function snippetOf(report: VerifyReport, language: string): string {
  const named = { ...report, implementation: { ...report.implementation, language } };
  const lines = formatVerifyText(named, { snippet: true }).split('\n');
  const start = lines.findIndex((line) => line.startsWith('To make '));
  expect(start).toBeGreaterThan(0);
  const end = lines.findIndex((line, index) => index > start && !line.startsWith('    '));
  return lines
    .slice(start + 1, end)
    .map((line) => line.slice(4))
    .join('\n');
}

/** What a snippet prints (to standard error under the Python adapter, which keeps standard output for the protocol): the expected number and the one that was made. */
function numbersOf({
  stdout,
  stderr,
}: {
  readonly stdout: string;
  readonly stderr: string;
}): readonly number[] {
  const [, expected, got] = /^expected (\S+) got (\S+)$/m.exec(stdout + stderr) ?? [];
  if (got === undefined) throw new Error(`no numbers: ${JSON.stringify([stdout, stderr])}`);
  return [Number(expected), Number(got)];
}

/** Programs of the examples, right and with the mistake of a mutant. */
const programs = {
  python: read(`${adapters}/aux_mom_plain.py`),
  javascript: read(`${adapters}/aux-mom.mjs`),
  c: [
    'double g[d], h[d], at[d]; for (int i = 0; i < d; i++) at[i] = x[i];',
    'g_f(x, g); g_h(x, h); for (int i = 0; i < d; i++) m[i] = (1 - a) * m[i] + a * (g[i] - h[i]);',
    'for (int k = 1; k <= K; k++) { g_local(k, at, h); for (int i = 0; i < d; i++) y[k - 1][i] = at[i] -= eta * (h[i] + m[i]); }',
    'for (int i = 0; i < d; i++) x[i] = at[i];',
  ].join('\n'),
};

const run: Readonly<Record<keyof typeof programs, (snippet: string, program: string) => readonly number[]>> =
  {
    python: (snippet, program) => {
      const cwd = temporaryFolder();
      copyFileSync(
        join(root, 'src/verify/adapters/assets/auxopt_adapter.py'),
        join(cwd, 'auxopt_adapter.py'),
      );
      writeFileSync(join(cwd, 'your_program.py'), program);
      const named = snippet.replace('import your_variant', 'import aux_mom as your_variant');
      return numbersOf(spawnSync('python3', ['-c', named], { cwd, encoding: 'utf8' }));
    },
    javascript: (snippet, program) => {
      const cwd = temporaryFolder();
      const file = join(cwd, 'your-program.mjs');
      const own = program.replace(/^import .*$|^if \(realpathSync.*$/gm, '').replace('export const', 'const');
      writeFileSync(file, `${own}\nexport { auxMom as yourVariant };\n`);
      writeFileSync(join(cwd, 'again.mjs'), snippet);
      return numbersOf(spawnSync(process.execPath, ['again.mjs'], { cwd, encoding: 'utf8' }));
    },
    c: (snippet, program) => {
      const cwd = temporaryFolder();
      writeFileSync(join(cwd, 'again.c'), snippet.replace(/\/\* your round.*\*\//, program));
      const built = spawnSync(
        'gcc',
        ['-std=c99', '-ffp-contract=off', '-Werror', '-Wall', '-o', 'again', 'again.c'],
        {
          cwd,
          encoding: 'utf8',
        },
      );
      expect(built.stderr).toBe('');
      return numbersOf(spawnSync(join(cwd, 'again'), { encoding: 'utf8' }));
    },
  };

const hasGcc = spawnSync('gcc', ['--version']).status === 0;
const languages = ['python', 'javascript', ...(hasGcc ? ['c' as const] : [])] as const;

describe.each(languages)('the snippet in %s', (language) => {
  it.each([
    ['weights-swapped', /\(1 - a\) \* (m|m\[i\]|old\[i\]) \+ a \*/, 'a * $1 + (1 - a) *'],
    ['rate-twice', /(task\.step_size|task\.stepSize|eta) \*/, '$1 * $1 *'],
  ])(
    'makes the wrong number of %s again, and the right one',
    { tags: 'long' },
    async (mutant, right, wrong) => {
      const report = await reportOn(mutant, language);
      const { reproduction } = report;
      if (reproduction === undefined) throw new Error('there is no reproduction');
      const { expected, actual } = reproduction;
      const snippet = snippetOf(report, language);
      const program = programs[language];
      expect(program).toMatch(right);
      const close = (value: number) => expect.closeTo(value, 12) as number;
      expect(run[language](snippet, program.replace(right, wrong))).toEqual([expected, close(actual)]);
      expect(run[language](snippet, program)).toEqual([expected, close(expected)]);
      expect(Math.abs(actual - expected)).toBeGreaterThan(1e-6);
    },
  );
});

it(
  'has in its task what a program of all variants reads: the variant, the start, its point and estimate',
  { tags: 'long' },
  async () => {
    const report = await reportOn('weights-swapped', 'python');
    const right = '(1 - a) * m + a * now';
    const program = read(`${adapters}/all_variants_plain.py`).replace(
      'serve(\n',
      'aux_mom = prepare\nserve(\n',
    );
    expect(program).toContain(right);
    const { expected, actual } = report.reproduction ?? {};
    const snippet = snippetOf(report, 'python');
    const wrong = program.replace(right, 'a * m + (1 - a) * now');
    expect(run.python(snippet, wrong)).toEqual([expected, expect.closeTo(actual ?? NaN, 12)]);
    expect(run.python(snippet, program)).toEqual([expected, expect.closeTo(expected ?? NaN, 12)]);
    expect(() => run.python(snippet.replace(/variant="[^"]*", /, ''), program)).toThrow(
      /has no attribute 'variant'/,
    );
  },
);

it(
  'is plain numbers for another language, and none for exact numbers or where nothing fails',
  { tags: 'long' },
  async () => {
    const report = await reportOn('weights-swapped', 'fortran');
    const [title, json = ''] = snippetOf(report, 'fortran').split('\n');
    expect(title).toMatch(/^round \d+: coordinate \d of m should be \S+, and was reported as \S+$/);
    expect(JSON.parse(json)).toEqual(report.reproduction);
    const exact = createReference({ mutant: mutantNamed('weights-swapped'), arithmetic: 'rational' });
    const only = (id: string): boolean => id.startsWith('L2/aux-mom/planar/');
    expect((await verifyImplementation(exact, { level: 2, only })).reproduction).toBeUndefined();
    const honest = createReference({ variants: ['aux-mom'] });
    expect((await verifyImplementation(honest, { level: 2, only })).reproduction).toBeUndefined();
  },
);

it('is not shown for a program that cannot make the round alone', async () => {
  const report = await reportOn('weights-swapped', 'python', (id) => id === 'L2/aux-mom/planar/callback');
  const shown = 'To make L2/aux-mom/planar/callback again without auxopt:';
  expect(formatVerifyText(report)).toContain('Add --all to see every case, --snippet for a program');
  expect(formatVerifyText(report, { snippet: true })).toContain(shown);
  const bound = { ...report, capabilities: { ...report.capabilities, singleRounds: false } };
  expect(formatVerifyText(bound, { snippet: true })).not.toContain('without auxopt');
});
