/** Momentum of PyTorch and scikit-learn is `aux-mom` with h = 0, K = 1, within the rounding bound of its precision. */
import { readFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { floatFormats, type FormatName } from '../../src/exact/index.js';
import { formatViolation, judgeTrace, readDouble, type JudgeReport } from '../../src/judge/index.js';
import { arbitraryCase, type TestCase } from '../support/cases.js';
import { drive, type DrivenProgram } from '../support/protocol-driver.js';
import { reshape, withoutAuxiliary } from '../support/reshape-case.js';
import { root } from '../support/run-cli.js';
import { runServed } from '../support/served-run.js';

const folder = join(root, 'docs/examples/optimizers');

/** The interpreter that has the library: the one of the path, or the system's. */
const pythonWith = (library: string): string | undefined =>
  ['python3', '/usr/bin/python3'].find(
    (python) => spawnSync(python, ['-c', `import ${library}`]).status === 0,
  );

const cases = (kind: 'zero' | 'first-snapshot') =>
  arbitraryCase({ variants: ['aux-mom'], maximumRounds: 8, maximumSteps: 1 }).map((testCase) =>
    reshape(testCase, {
      problem: withoutAuxiliary,
      parameters: { localStepCount: 1 },
      initialization: { kind },
    }),
  );

const recipes = [
  ['torch', 'torch_sgd.py', 'binary64', 'first-snapshot', 'dampening=1 - a', 'dampening=0'],
  ['torch', 'torch_sgd.py', 'binary32', 'first-snapshot', 'momentum=1 - a', 'momentum=a'],
  ['sklearn', 'sklearn_sgd.py', 'binary64', 'zero', 'nesterov=False', 'nesterov=True'],
] as const;

async function judge(
  program: DrivenProgram,
  testCase: TestCase,
  precision: FormatName,
): Promise<JudgeReport> {
  const format = floatFormats[precision];
  const trace = await runServed(program, testCase, format);
  return judgeTrace({ ...testCase, arithmetic: { format, subnormals: 'gradual' } }, trace, readDouble);
}

describe.each(recipes)('%s (%s) in %s', (library, file, precision, kind, right, wrong) => {
  const python = pythonWith(library);
  if (python === undefined) {
    it.skip(`skipped: ${library} is not installed`, () => undefined);
    return;
  }
  const programs: DrivenProgram[] = [];
  const start = (...args: string[]): DrivenProgram => {
    const program = drive(python, args);
    programs.push(program);
    return program;
  };
  afterAll(() => {
    for (const program of programs) program.end();
  });

  it('follows the equations', async () => {
    const program = start(join(folder, file), precision);
    await fc.assert(
      fc.asyncProperty(cases(kind), async (testCase) => {
        const report = await judge(program, testCase, precision);
        expect(report.violations.map(formatViolation)).toEqual([]);
        expect(report.verdict).toBe('pass');
      }),
      { numRuns: 40 },
    );
  });

  it(`does not with ${wrong}`, async () => {
    const source = readFileSync(join(folder, file), 'utf8');
    expect(source).toContain(right);
    const program = start('-c', source.replace(right, wrong), precision);
    const verdicts: string[] = [];
    for (const testCase of fc.sample(cases(kind), 30)) {
      verdicts.push((await judge(program, testCase, precision)).verdict);
    }
    expect(verdicts.filter((verdict) => verdict === 'fail').length).toBeGreaterThan(5);
  });

  it('does not start otherwise', async () => {
    const program = start(join(folder, file), precision);
    const other = kind === 'zero' ? 'first-snapshot' : 'zero';
    const verdicts: string[] = [];
    for (const testCase of fc.sample(cases(kind), 30)) {
      const format = floatFormats[precision];
      const { start: ignored, rounds } = await runServed(program, testCase, format);
      const claimed = {
        ...testCase,
        initialization: { kind: other },
        arithmetic: { format, subnormals: 'gradual' },
      } as const;
      const trace = { start: { iterate: ignored.iterate }, rounds };
      verdicts.push(judgeTrace(claimed, trace, readDouble).verdict);
    }
    expect(verdicts.filter((verdict) => verdict === 'fail').length).toBeGreaterThan(5);
  });
});
