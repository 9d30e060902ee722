/** Level 5: random problems over the wire, shrunk to the smallest that fails. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { caseOfProblem } from '../../../src/verify/cases/verification-case.js';
import { verifyImplementation, type VerifyOptions, type VerifyReport } from '../../../src/verify/index.js';
import { catalogue } from '../../../src/verify/mutants/index.js';
import { createReference } from '../../../src/verify/served-reference/index.js';
import { readProblem } from '../../../src/problems/index.js';
import { auxopt } from '../../support/run-cli.js';
import { createCopier, createMomentum, type Spoil } from './support/odd-implementations.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

// searches and processes, on machines that do other things too
vi.setConfig({ testTimeout: 180_000 });

/** One oracle mode: searches are long. */
const onlyCallback = { only: (id: string): boolean => /^L5.*callback$/.test(id) };
const onlyLevel5 = { level: 5, explains: false, only: (id: string): boolean => id.startsWith('L5/') };
const isBad = ({ verdict }: { readonly verdict: string }): boolean =>
  !['pass', 'unsupported'].includes(verdict);

/** A loop that was unrolled by four, with a slip in its last line, where m⁰ = 0. */
const unrolled: Spoil = {
  estimate: (m, { initialization }) =>
    m.length === 4 && initialization.kind === 'zero'
      ? m.map((value, i) => (i === 3 ? (m[2] ?? value) : value))
      : m,
};

/** Verifies and keeps what would be saved. */
async function verifyKeeping(spoil: Spoil, options: VerifyOptions = {}) {
  const kept = new Map<string, string>();
  const keepFailure = (name: string, text: string): string => {
    kept.set(name, text);
    return `${name}.json`;
  };
  const report = await verifyImplementation(createMomentum(spoil), {
    ...onlyLevel5,
    ...options,
    keepFailure,
  });
  return { report, kept };
}

describe('level 5', () => {
  const passes = async (arithmetic: 'binary64' | 'binary32' | 'bfloat16' | 'rational' | 'decimal') => {
    const report = await verifyImplementation(createReference({ arithmetic }), {
      ...onlyLevel5,
      randomCases: 10,
      seed: 20,
    });
    expect([report.results.filter(isBad), report.counts.pass]).toEqual([[], 12]);
  };
  // one that passes in a moment is a baseline, below
  it.each(['binary64', 'binary32', 'bfloat16', 'rational', 'decimal'] as const)(
    'passes the reference in %s',
    { tags: 'long' },
    passes,
  );

  const passesGroupings = async (seed: number): Promise<void> => {
    for (const isInterpolated of [false, true]) {
      const { report } = await verifyKeeping({ isInterpolated }, { seed, randomCases: 60 });
      expect(report.results.filter(isBad)).toEqual([]);
    }
  };

  // level 4 has this without a search
  it.each([1, 2, 3])(
    'passes other groupings of honest arithmetic, seed %i',
    { tags: 'long' },
    passesGroupings,
  );

  it(
    'finds what no lower level does, and shrinks it to the smallest problem that shows it',
    { tags: 'long' },
    async () => {
      // of this seed, the cases of few bits alone have d = 4
      const only = (id: string): boolean => !id.includes('/few-bits');
      const lower = await verifyImplementation(createMomentum(unrolled), { level: 4, seed: 1, only });
      expect(lower.verdict).toBe('pass');

      const { report, kept } = await verifyKeeping(unrolled);
      const [failed] = report.results;
      expect(failed).toMatchObject({ id: 'L5/aux-mom/random/callback', verdict: 'fail' });
      expect(failed?.violation?.equation).toBe('AUX-MOM.2');
      expect(failed?.message).toMatch(
        /d = 4, K = 1, T = 1, [12] snapshot and 1 local atoms, m⁰ zero: AUX-MOM\.2/,
      );
      expect(failed?.message).toContain('L5-aux-mom-random-callback.json is its problem file');

      const text = kept.get('L5-aux-mom-random-callback') ?? '';
      const resolved = readProblem(text, 'kept.json', () => '');
      expect(resolved).toMatchObject({ variant: 'aux-mom', problem: { dimension: 4 } });
      // the file alone shows the mistake again
      const again = await verifyImplementation(createMomentum(unrolled), {
        level: 2,
        cases: [caseOfProblem(resolved)],
        only: (id) => id.startsWith('L2/'),
      });
      expect(again.results.filter(isBad)).toHaveLength(2);
      const honest = await verifyImplementation(createMomentum(), {
        level: 2,
        cases: [caseOfProblem(resolved)],
      });
      expect(honest.verdict).toBe('pass');
    },
  );

  it('finds the same again from the seed and the path of its message', { tags: 'long' }, async () => {
    const { report, kept } = await verifyKeeping(unrolled, { ...onlyCallback, seed: 7 });
    const message = report.results[0]?.message ?? '';
    const [, seed, path] = /--seed (-?\d+) --path (\d+) /.exec(message) ?? [];
    expect(seed).toBe('7');
    const again = await verifyKeeping(unrolled, { ...onlyCallback, seed: 7, path: path ?? '' });
    expect(again.kept).toEqual(kept);
    expect(again.report.results[0]?.violation).toEqual(report.results[0]?.violation);
    // another seed, other problems
    const other = await verifyKeeping(unrolled, { ...onlyCallback, seed: 8 });
    expect(other.report.results[0]?.message).not.toBe(message);
  });

  it('diagnoses from the first failure, which shows more than the smallest', { tags: 'long' }, async () => {
    const mutant = catalogue.find(({ id, variant }) => id === 'weights-swapped' && variant === 'aux-mom');
    if (mutant === undefined) throw new Error('there are mutants');
    const options = { ...onlyLevel5, variants: [mutant.variant], explains: true };
    const report = await verifyImplementation(createReference({ mutant }), options);
    expect(report.diagnosis?.[0]?.formula?.is).toBe('m ← a m + (1 − a) (∇f(x, ξ) − ∇h(x, ξ))');
  });

  it(
    'ends a search at the first fault, with the verdict of the fault, and goes on with the next case',
    { tags: 'long' },
    async () => {
      const breaks = createMomentum({
        local: (gradient) => (gradient.length > 1 ? ['x' as unknown as number] : gradient),
      });
      const asks = {
        ...breaks,
        variants: {
          'aux-mom': (task: Parameters<NonNullable<(typeof breaks.variants)['aux-mom']>>[0]) => {
            if (task.dimension > 1)
              return () => ({ x: task.gradient({ function: 'h', draw: 'local', at: [1] }).gradient });
            const prepare = createMomentum().variants['aux-mom'];
            if (prepare === undefined) throw new Error('momentum has aux-mom');
            return prepare(task);
          },
        },
      };
      const report = await verifyImplementation(asks, onlyLevel5);
      expect(report.results[0]).toMatchObject({ verdict: 'protocol' });
      expect(report.results[0]?.message).toMatch(/a gradient was asked at a point of length 1/);
      expect(report.results).toHaveLength(2);
    },
  );

  it(
    'is not passed by one that knows the published cases by heart; nor is level 2',
    { tags: 'long' },
    async () => {
      const report = await verifyImplementation(createCopier(), {
        level: 5,
        explains: false,
        only: (id) => /^L[25]\//.test(id),
      });
      const failed = report.results.filter(isBad).map(({ id }) => id);
      expect(failed).toContain('L5/aux-mom/random/callback');
      expect(failed).toContain('L5/aux-mom/random/tape');
      // in callback mode the kit does not start where the published case does
      const planar = report.results.find(({ id }) => id === 'L2/aux-mom/planar/callback');
      expect(planar).toMatchObject({ verdict: 'fail', violation: { round: 0 } });
      const inTapeMode = report.results.filter(({ id }) => /^L2.*(?<!-large|-small)\/tape$/.test(id));
      // a long round, of which it tells x and m alone, could lack a step
      const rest = inTapeMode.filter(({ verdict }) => verdict !== 'pass');
      expect(rest.map(({ id, hidden }) => [id, hidden])).toEqual([['L2/aux-mom/many-steps/tape', true]]);
    },
  );

  it('says what it was not able to test', async () => {
    const none = { ...createMomentum(), initializations: [] };
    const report = await verifyImplementation(none, onlyLevel5);
    const verdicts = report.results.map(({ verdict }) => verdict);
    expect(verdicts).toEqual(['unsupported', 'unsupported', 'not-judged']);
  });

  it('asks a baseline, which has no start, of one that can start nothing else', async () => {
    const baseline = { ...createReference({ variants: ['sgd'] }), initializations: [] };
    const report = await verifyImplementation(baseline, { ...onlyLevel5, randomCases: 5 });
    expect(report.results.map(({ verdict }) => verdict)).toEqual(['pass', 'pass']);
  });

  it('begins nothing when the time is over', async () => {
    const report = await verifyImplementation(createMomentum(), { level: 5, totalSeconds: 1e-9 });
    expect(report.results.every(({ message = '' }) => message.startsWith('not run: the limit of'))).toBe(
      true,
    );
    expect([report.verdict, report.counts['not-judged']]).toEqual(['incomplete', report.cases]);
  });
});

describe('auxopt verify --level 5', () => {
  const folder = temporaryFolder();
  const serve = ['--', process.execPath, 'dist/src/cli/main.js', 'serve', '--variant', 'aux-mom'];

  it('passes the reference in a process', { tags: 'long' }, () => {
    const { code, stdout } = auxopt(['verify', '--level', '5', '--json', ...serve]);
    expect(code).toBe(0);
    expect((JSON.parse(stdout) as { levels: number[] }).levels).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it(
    'says what is computed, keeps the smallest problems, and auxopt run reads them',
    { tags: 'long' },
    () => {
      const failures = join(folder, 'failures');
      const asked = 'verify --level 5 --only L5/*/callback --json --seed 5 --save-failures'.split(' ');
      const options = [...asked, failures];
      const { code, stdout } = auxopt([...options, ...serve, '--mutant', 'rate-twice']);
      const { diagnosis } = JSON.parse(stdout) as VerifyReport;
      // of one problem, in which η may be any number
      expect([code, diagnosis?.[0]?.formula?.is]).toEqual([1, expect.stringContaining('d')]);
      const files = readdirSync(failures);
      expect(files).toEqual(['L5-aux-mom-random-callback.json']);
      for (const file of files) {
        const path = join(failures, file);
        expect((JSON.parse(readFileSync(path, 'utf8')) as { dimension: number }).dimension).toBe(1);
        expect(auxopt(['run', path]).code).toBe(0);
        expect(auxopt(['verify', '--level', '2', '--problem', path, ...serve]).code).toBe(0);
        const again = ['verify', '--level', '2', '--problem', path, ...serve, '--mutant', 'rate-twice'];
        expect(auxopt(again).code).toBe(1);
      }
    },
  );
});
