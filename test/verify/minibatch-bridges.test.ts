/** Minibatches behind the bridges: the training loop of the guide in PyTorch, a program in JavaScript, and questions that have no answer. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createSampledCases } from '../../src/verify/cases/sampled-cases.js';
import {
  verifyCommand,
  verifyImplementation,
  type Implementation,
  type Task,
  type VerifyReport,
} from '../../src/verify/index.js';
import { readBlocks } from '../support/fenced-blocks.js';
import { provideAdapter } from '../support/protocol-driver.js';
import { pythonWith } from '../support/python-with.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const cases = createSampledCases();
const failures = ({ results }: VerifyReport) =>
  results.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'unsupported');

describe('the training loop of the guide in PyTorch', { tags: 'long' }, () => {
  const python = pythonWith('torch');
  if (python === undefined) {
    it.skip('skipped: torch is not installed', () => undefined);
    return;
  }
  const folder = temporaryFolder();
  beforeAll(provideAdapter);
  const { code = '' } =
    readBlocks('docs/guide/real-optimizers.md').find((block) => block.code.includes('DataLoader')) ?? {};
  const made = /^ +optimizer = .*\n/mu.exec(code)?.[0] ?? '';
  const loop = '    while t < run.round_count:\n';
  const verify = async (...[from, to]: readonly [string, string]): Promise<VerifyReport> => {
    expect(code).toContain(from);
    const file = join(folder, 'program.py');
    const inside = `${loop}    ${made}`;
    const text = from === made ? code.replace(made, '').replace(loop, inside) : code.replace(from, to);
    writeFileSync(file, text);
    return verifyCommand([python, file], { method: 'heavy-ball', level: 2 });
  };

  it('passes, with single draws too', async () => {
    const report = await verify('shuffle', 'shuffle');
    expect(failures(report)).toEqual([]);
    expect(report.results.filter(({ id }) => id.includes('/minibatch-'))).toHaveLength(5);
  });

  it('has an auxiliary where it asks for one', async () => {
    const [head = ''] = code.split('for run in');
    const program = (part: string) => `${head.replace('from torch.utils.data import DataLoader\n', '')}
from random import sample
def batches(n, size):
    while True:
        rows = sample(range(n), n)
        yield from (rows[i:i + size] for i in range(0, n, size))
def gradient(losses, w):
    return torch.autograd.grad(losses.mean(), [w])[0]
for run in kit.runs():
    w, m, a = torch.nn.Parameter(run.starting_point), run.initial_correction, run.momentum_weight
    target = batches(run.row_count, run.batch_size)
    local = batches(run.local_row_count, run.local_batch_size)
    for _ in range(run.round_count):
        with kit.round() as r:
            minibatch = r.minibatch(next(target))
            difference = gradient(kit_losses(minibatch, [w]), w) - gradient(kit_losses(minibatch, [w], "${part}"), w)
            m = (1 - a) * m + a * difference
            for _ in range(run.local_step_count):
                w.data -= run.step_size * (gradient(kit_losses(r.local_minibatch(next(local)), [w], "h"), w) + m)
            r.report(w.detach(), m)
`;
    const ask = (part: string) => {
      const file = join(folder, `auxiliary-${part}.py`);
      writeFileSync(file, program(part));
      const only = (id: string) => /\/(?:zero|minibatch-epochs[^/]*)\/callback$/u.test(id);
      return verifyCommand([python, file], { level: 2, variants: ['aux-mom'], only });
    };
    const report = await ask('h');
    expect(failures(report)).toEqual([]);
    expect(report.results.some(({ id }) => id.includes('/minibatch-epochs'))).toBe(true);
    expect((await ask('f')).first?.violation?.equation).toBe('AUX-MOM.1');
  });

  it('passes without a shuffle', async () => {
    expect(failures(await verify('shuffle=True', 'shuffle=False'))).toEqual([]);
  });

  it.each([
    ['drops the last minibatch', ['shuffle=True', 'shuffle=True, drop_last=True'], 'sampler-drops-last'],
    ['makes its optimizer anew at every epoch', [made, ''], 'page/'],
    ['sums', ['.mean()', '.sum()'], 'rows/all-sum'],
    ['divides by B', ['.mean()', '.sum().div(run.batch_size)'], 'rows/all-full'],
    [
      'draws rows anew',
      ['optimizer.zero_grad()', 'optimizer.zero_grad(); rows = torch.randint(run.row_count, rows.shape)'],
      'sampler-repeats-rows',
    ],
  ] as [string, [string, string], string][])('fails where it %s, and is named', async (_what, change, id) => {
    const report = await verify(...change);
    expect(failures(report).every((result) => result.id.includes('/minibatch-'))).toBe(true);
    expect(report.diagnosis?.[0]?.id).toContain(id);
  });
});

type Gradient = readonly number[];

const sumOf = (all: readonly Gradient[]): Gradient =>
  all.reduce((sum, gradient) => sum.map((value, i) => value + (gradient[i] ?? 0)));
const scale = (factor: number, gradient: Gradient): Gradient => gradient.map((value) => factor * value);
const meanOf = (all: readonly Gradient[]): Gradient => scale(1 / all.length, sumOf(all));

/** Parts of so many rows. */
const partsOf = (all: readonly Gradient[], size: number): readonly (readonly Gradient[])[] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size));

/** Gradient descent on minibatches, with the rows and the mean that it is given. */
function descent(
  draw: (task: Task<number>, round: number) => ReturnType<Task<number>['minibatch']>,
  minibatches: NonNullable<Implementation<number>['minibatches']>,
  combine: (gradients: readonly Gradient[]) => Gradient = meanOf,
): Implementation<number> {
  return {
    name: 'descent',
    minibatches,
    variants: {
      sgd: (task) => {
        if (!(task.stepSize > 0 && task.localStepCount === 1 && task.roundCount >= 1))
          throw new RangeError('domain');
        return ({ x, round }) => {
          const gradient = combine(draw(task, round).f(x));
          return { x: x.map((value, i) => value - task.stepSize * (gradient[i] ?? 0)) };
        };
      },
    },
  };
}

/** The rows of round t, never shuffled. */
function inOrder({ sampling }: Task<number>, round: number): readonly number[] {
  const { rowCount = 1, batchSize = 1 } = sampling ?? {};
  const first = ((round - 1) % Math.ceil(rowCount / batchSize)) * batchSize;
  return Array.from({ length: Math.min(batchSize, rowCount - first) }, (_, i) => first + i);
}

describe('a program in JavaScript', { tags: 'long' }, () => {
  it('passes with rows of its own, with those of the kit, and with single draws', async () => {
    const own = await verifyImplementation(
      descent((task, round) => task.minibatch('snapshot', inOrder(task, round)), ['epochs', 'replacement']),
    );
    // full minibatches alone are no epochs
    expect(failures(own).map(({ id }) => id)).toEqual(
      ['', '-of-many'].map((name) => `L2/sgd/minibatch${name}-replacement/callback`),
    );
    expect(failures(own)[0]?.violation).toMatchObject({
      equation: 'AUDIT.7',
      round: 3,
      expected: '4 rows',
    });
    const drawn = await verifyImplementation(descent((task) => task.minibatch('snapshot'), ['drawn']));
    expect(failures(drawn)).toEqual([]);
    expect(drawn.results.filter(({ id }) => id.includes('/minibatch'))).toHaveLength(3);
  });

  const quarters = (all: readonly Gradient[]) => partsOf(all, Math.ceil(all.length / 4));
  it.each<[string, (all: readonly Gradient[]) => Gradient, string?]>([
    ['all parts by their rows', (all) => scale(1 / all.length, sumOf(partsOf(all, 16).map(sumOf)))],
    ['means', (all) => sumOf(partsOf(all, 16).map(meanOf)), 'parts of 16 rows, and their means are added'],
    [
      'their mean',
      (all) => meanOf(partsOf(all, 5).map(meanOf)),
      'parts of 5 rows, and the mean of their means',
    ],
    [
      'the last',
      (all) => meanOf(partsOf(all, 2).at(-1) ?? []),
      'parts of 2 rows, and only the last part counts',
    ],
    [
      'the first part, by all rows',
      (all) => scale(1 / all.length, sumOf(all.slice(0, 2))),
      'parts of 2 rows, and only the first part counts',
    ],
    [
      'four parts, or fewer',
      (all) => scale(1 / 4, sumOf(quarters(all).map(meanOf))),
      '4 parts, and their means are added up and divided by that number',
    ],
  ])('accumulates gradients in parts of a minibatch: %s', async (_name, combine, words) => {
    const draw = (task: Task<number>, round: number) => task.minibatch('snapshot', inOrder(task, round));
    const report = await verifyImplementation(descent(draw, ['epochs'], combine), { level: 2 });
    expect(report.verdict).toBe(words === undefined ? 'pass' : 'fail');
    if (words !== undefined)
      expect(report.diagnosis?.[0]?.mistake).toContain(`a minibatch is taken in ${words}`);
  });

  it('is not asked for minibatches that it does not declare', async () => {
    const report = await verifyImplementation(descent((task) => task.minibatch('snapshot'), []));
    expect(report.verdict).toBe('pass');
    expect(report.results.filter(({ id }) => id.includes('/minibatch'))).toEqual([]);
  });
});

describe('a question without an answer', () => {
  type Draw = Parameters<typeof descent>[0];
  const rows =
    (...of: readonly number[]): Draw =>
    (task) =>
      task.minibatch('snapshot', of);
  const noRows: Draw = (task) => task.minibatch('snapshot');
  const single: Draw = ({ drawSnapshot }) => ({ f: (at) => [drawSnapshot().f(at)], h: () => [] });
  it.each([
    ['of a row that is not there', 'epochs', rows(99), 'row 99'],
    ['of rows, where the kit draws', 'drawn', rows(0), 'ask with their size'],
    ['of no rows, where the program draws', 'epochs', noRows, 'ask with their rows'],
    ['of a single sample', 'epochs', single, 'a single sample was asked for'],
  ] as const)('%s ends the case', async (_what, kind, draw, message) => {
    const report = await verifyImplementation(descent(draw, [kind]), { cases, level: 2 });
    const [first] = failures(report);
    expect(first?.verdict).toBe('protocol');
    expect(first?.message).toContain(message);
  });
});
