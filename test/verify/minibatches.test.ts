/** Minibatches through the kit: right programs pass, each mistake in taking them fails and is named. */
import { describe, expect, it } from 'vitest';
import { variantNames } from '../../spec/algorithms/index.js';
import { createSampledCases } from '../../src/verify/cases/sampled-cases.js';
import { verifyCommand, verifyImplementation, type VerifyReport } from '../../src/verify/index.js';
import { catalogue, minibatchMutants, samplerMutants } from '../../src/verify/mutants/index.js';
import { createReference } from '../../src/verify/served-reference/create-reference.js';

const cases = createSampledCases();
const isSampled = (id: string): boolean => cases.some((given) => id.startsWith(`L2/${given.id}/`));
const failures = ({ results }: VerifyReport) =>
  results.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'unsupported');

/** What a report says first of mistakes that equations have. */
const words: Readonly<Record<string, RegExp>> = {
  'epoch-reset': /1 − epoch|m ← ∇f\(x, ξ\) − ∇h\(x, ξ\) where .* in the first round of each epoch/u,
  'epoch-reset-to-zero': /1 − epoch|a \(∇f\(x, ξ\) − ∇h\(x, ξ\)\) where .* in the first round of each epoch/u,
  'minibatch-sum': /^the sum over all rows of a minibatch is not divided$/u,
  'minibatch-divisor': /^the sum over all rows of a minibatch is divided by B, also of a smaller/u,
  'snapshot-atom-reused': /ξ/u,
  'independent-snapshot-atoms': /∇h\(x, ξ′\)|∇f\(x, ξ′\)/u,
  'local-atom-reused': /sample ζ|ζ/u,
  'momentum-forgotten': /computes m ← a \(∇f\(x, ξ\) − ∇h\(x, ξ\)\)/u,
};

describe('the reference', () => {
  const arithmetics = ['binary64', 'binary32', 'binary16', 'bfloat16', 'decimal', 'rational'] as const;
  it.each(arithmetics.map((arithmetic) => [arithmetic] as const))(
    'passes in %s by every law',
    { tags: 'long' },
    async (arithmetic) => {
      const report = await verifyImplementation(createReference({ arithmetic }), { cases, level: 2 });
      expect(failures(report)).toEqual([]);
      const judged = report.results.filter(({ id, verdict }) => id.startsWith('L2/') && verdict === 'pass');
      // 1/3 and 1/37 are no decimals
      expect(judged).toHaveLength(arithmetic === 'decimal' ? 36 : 72);
    },
  );

  it('is asked in every variant', () => {
    expect(new Set(cases.map(({ variant }) => variant))).toEqual(new Set(variantNames));
  });
});

describe('mistakes', { tags: 'long' }, () => {
  it.each([...samplerMutants, ...minibatchMutants].map((mutant) => [mutant.id, mutant] as const))(
    '%s passes with single draws, fails with minibatches and is named',
    async (_id, mutant) => {
      const report = await verifyImplementation(createReference({ mutant }), {
        level: 2,
        variants: [mutant.variant],
      });
      const failed = failures(report);
      expect(failed.length).toBeGreaterThan(0);
      expect(failed.filter(({ id }) => !isSampled(id))).toEqual([]);
      expect(report.diagnosis?.[0]?.mistake).toMatch(words[mutant.id] ?? mutant.mistake);
      const isOfSampler = mutant.mutation.sampler !== undefined;
      expect(failed[0]?.violation?.equation).toMatch(isOfSampler ? /^AUDIT\.[78]$/ : /^AUX-MOM\.[25]$/);
    },
  );

  it.each(['snapshot-atom-reused', 'independent-snapshot-atoms', 'local-atom-reused', 'momentum-forgotten'])(
    '%s is named where all draws are minibatches',
    async (id) => {
      const mutant = catalogue.find((one) => one.id === id);
      const report = await verifyImplementation(createReference(mutant === undefined ? {} : { mutant }), {
        cases,
        level: 2,
        variants: ['aux-mom'],
        only: (one) => one.startsWith('L2/'),
      });
      expect(failures(report).length).toBeGreaterThan(4);
      expect(report.diagnosis?.[0]?.mistake).toMatch(words[id] ?? '?');
    },
  );
});

/** A training loop with epochs of its own; what differs from program to program is put in. */
const python = ({
  rows = 'random.sample(range(n), n)',
  mean = 'sum(g[1:], g[0]) / len(g)',
  others = 'xi',
  everyEpoch = 'pass',
  newLocal = 'True',
} = {}): readonly [string, ...string[]] => [
  'python3',
  '-c',
  `import random, sys
sys.path.insert(0, "src/verify/adapters/assets")
from auxopt_adapter import connect
kit = connect(["aux-mom"], name="mine", minibatches=["epochs"])
def epoch(n, size):
    rows = ${rows}
    return [rows[i:i + size] for i in range(0, len(rows), size)]
def endless(n, size):
    while True:
        yield from epoch(n, size)
for run in kit.runs():
    x, m, eta, a = run.starting_point, run.initial_correction, run.step_size, run.momentum_weight
    local, t, B = endless(run.local_row_count, run.local_batch_size), 0, run.batch_size
    mean = lambda g, size: ${mean}
    while t < run.round_count:
        for rows in epoch(run.row_count, run.batch_size)[:run.round_count - t]:
            with kit.round() as r:
                xi = r.minibatch(rows)
                difference = mean(xi.f(x), B) - mean(${others}.h(x), B)
                m = (1 - a) * m + a * difference
                for k in range(run.local_step_count):
                    if ${newLocal}:
                        zeta = r.local_minibatch(next(local))
                    x = x - eta * (mean(zeta.h(x), run.local_batch_size) + m)
                    r.report_step(x)
                r.report(x, m)
            t += 1
        ${everyEpoch}
`,
];

describe('a training loop in Python', { tags: 'long' }, () => {
  const verify = (change: Parameters<typeof python>[0]) =>
    verifyCommand(python(change), { level: 2, only: (id) => id.startsWith('L2/') });

  it('passes with epochs of its own, and with single draws', async () => {
    const report = await verify({});
    expect(failures(report)).toEqual([]);
    expect(report.results.filter(({ id }) => isSampled(id))).toHaveLength(5);
  });

  it('passes where it never shuffles: order is no matter of the equations', async () => {
    expect(failures(await verify({ rows: 'list(range(n))' }))).toEqual([]);
  });

  it.each([
    ['makes its state anew at every epoch', { everyEpoch: 'm = 0 * m' }, 'epoch-reset-to-zero'],
    ['sums', { mean: 'sum(g[1:], g[0])' }, 'minibatch-sum'],
    ['divides by B in the smaller last minibatch', { mean: 'sum(g[1:], g[0]) / size' }, 'minibatch-divisor'],
    [
      'sees other rows with h',
      { others: 'r.minibatch(epoch(run.row_count, B)[0])' },
      'independent-snapshot-atoms',
    ],
    ['keeps one minibatch for all K steps', { newLocal: 'k == 0' }, 'local-atom-reused'],
    ['leaves out a row', { rows: 'random.sample(range(n - 1), n - 1) or [0]' }, 'sampler-leaves-out-rows'],
    ['draws with replacement', { rows: '[random.randrange(n) for _ in range(n)]' }, 'sampler-repeats-rows'],
  ] as const)('fails where it %s', async (_what, change, id) => {
    const report = await verify(change);
    const failed = failures(report);
    expect(failed.length).toBeGreaterThan(0);
    expect(failed.some((result) => isSampled(result.id))).toBe(true);
    expect(report.diagnosis?.[0]?.mistake).toMatch(
      words[id] ?? catalogue.find((one) => one.id === id)?.mistake ?? '?',
    );
  });
});
