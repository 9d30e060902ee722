/** Optimizers of PyTorch and scikit-learn behind the bridges: each passes as what it is, and each mistake is named. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { MethodName } from '../../spec/methods/index.js';
import { verifyCommand, type VerifyReport } from '../../src/verify/index.js';
import { pythonEnvironment, provideAdapter } from '../support/protocol-driver.js';
import { pythonWith } from '../support/python-with.js';
import { root } from '../support/run-cli.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const wrappers = join(root, 'docs/gallery/wrappers');

const folder = temporaryFolder();
beforeAll(provideAdapter);

let count = 0;
/** A program that is written for one test. */
function write(text: string): string {
  count += 1;
  const file = join(folder, `program-${count}.py`);
  writeFileSync(file, text);
  return file;
}

const mistakes = ({ diagnosis = [], results }: VerifyReport): string =>
  [...diagnosis.map(({ mistake }) => mistake), ...results.map(({ message = '' }) => message)].join('\n');

describe('PyTorch', { tags: 'long' }, () => {
  const python = pythonWith('torch');
  if (python === undefined) {
    it.skip('skipped: torch is not installed', () => undefined);
    return;
  }
  const verify = (words: readonly string[], method: MethodName, level = 5): Promise<VerifyReport> =>
    verifyCommand([python, ...words], { method, level, seed: 3, randomCases: 20 });
  /** Enough of the cases to see a mistake: each process takes seconds to load the library. */
  const ask = (words: readonly string[], method: MethodName, explains = true): Promise<VerifyReport> =>
    verifyCommand([python, ...words], {
      ...{ method, explains },
      level: 2,
      seed: 3,
      only: (id) => /\/(?:planar|no-momentum|long|no-noise|batch)\/callback$/u.test(id),
    });
  const optimizer = (make: string, method: MethodName, options = ''): string =>
    write(
      [
        'import torch',
        'from auxopt_torch import verify_optimizer',
        `verify_optimizer(lambda params, options: torch.optim.${make}, method="${method}"${options})`,
      ].join('\n'),
    );

  it('SGD passes as the example of the guide', { tags: 'gate' }, async () => {
    const report = await verify([join(wrappers, 'torch_sgd.py'), 'sgd-ema'], 'sgd-ema', 2);
    expect([report.first, report.verdict]).toEqual([undefined, 'pass']);
  });

  it.each([
    ['in double precision', 'SGD(params, **options)', 'sgd-ema', ''],
    ['in single precision', 'SGD(params, **options)', 'sgd-ema', ', dtype=torch.float32'],
    ['with foreach', 'SGD(params, foreach=True, **options)', 'sgd-ema', ''],
    ['one tensor at a time', 'SGD(params, foreach=False, **options)', 'sgd-ema', ''],
    ['with a closure', 'SGD(params, **options)', 'sgd-ema', ', closure=True'],
    ['telling m', 'SGD(params, **options)', 'sgd-ema', ', estimate="momentum_buffer"'],
    ['without dampening as heavy ball', 'SGD(params, **options)', 'heavy-ball', ''],
    ['without momentum', 'SGD(params, **options)', 'sgd', ''],
  ] as const)('SGD passes %s', async (_name, make, method, options) => {
    const report = await verify([optimizer(make, method, options)], method);
    expect([report.first, report.verdict]).toEqual([undefined, 'pass']);
    expect(report.covered?.dimension.greatest).toBe(169);
    expect(report.counts).toMatchObject({ fail: 0, error: 0 });
  });

  it.each([
    [
      'without dampening',
      'SGD(params, lr=options.lr, momentum=options.momentum)',
      'm ← (1 − a) m + ∇f(x, ξ) where',
    ],
    ['with weight decay', 'SGD(params, weight_decay=0.01, **options)', 'a (∇f(x, ξ) + 0.01 x) where'],
    ['that is Adam', 'Adam(params, lr=options.lr)', 'y ← the step of adam with ∇f(x, ξ)'],
    ['that is AdamW', 'AdamW(params, lr=options.lr)', 'y ← the step of adamw with ∇f(x, ξ)'],
    ['that is RMSprop', 'RMSprop(params, lr=options.lr)', 'y ← the step of rmsprop with ∇f(x, ξ)'],
    [
      'with momentum a',
      'SGD(params, lr=options.lr, momentum=1 - options.momentum, dampening=options.dampening)',
      'm ← a m + a ∇f(x, ξ) where',
    ],
  ])('an optimizer %s fails and is named', { tags: 'gate' }, async (_name, make, words) => {
    const report = await ask([optimizer(make, 'sgd-ema')], 'sgd-ema');
    expect([report.verdict, report.first?.violation?.equation]).toEqual(['fail', 'AUX-MOM.6']);
    expect(report.diagnosis?.[0]?.mistake).toContain(words);
  });

  it('an optimizer with Nesterov momentum fails', async () => {
    const nesterov = 'SGD(params, lr=options.lr, momentum=options.momentum, nesterov=options.momentum > 0)';
    const report = await ask([optimizer(nesterov, 'sgd-ema')], 'sgd-ema', false);
    expect([report.verdict, report.first?.violation?.equation]).toEqual(['fail', 'AUX-MOM.6']);
  });

  it('an optimizer that starts otherwise is found', async () => {
    const program = optimizer('SGD(params, **options)', 'sgd-ema', ', start="zero"');
    expect((await ask([program], 'sgd-ema', false)).verdict).toBe('fail');
  });

  const storm = join(root, 'test/verify/optimizers/storm.py');

  it('a right STORM passes', { tags: 'gate' }, async () => {
    const report = await verify([storm], 'storm', 2);
    expect([report.first, report.verdict]).toEqual([undefined, 'pass']);
  });

  it.each([
    // from its first gradient on, m − g′ is 0
    ["that reuses its old sample's gradient", 'stale', 'sgd runs in place of aux-mvr'],
    ['with an aliased buffer', 'alias', "state['g'] of the optimizer is the memory of an old gradient"],
    ['that resets at an epoch', 'epoch', ' m ← g where AUX-MVR.2 has '],
    ['that resets at an epoch', 'epoch', ', in rounds 1, 5, …'],
  ])('a STORM %s fails and is named: %s', async (_name, mistake, words) => {
    const report = await ask([storm, mistake], 'storm');
    expect(report.verdict).toBe('fail');
    expect(mistakes(report)).toContain(words);
  });

  it('the parameters are several tensors of several shapes', () => {
    const shapes = 'import auxopt_torch as b; print([b._shapes(d) for d in (1, 2, 5, 169)])';
    const seen = spawnSync(python, ['-c', shapes], {
      env: pythonEnvironment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    expect(seen.stdout.toString().trim()).toBe(
      '[[()], [(1,), (1,)], [(1, 2), (1, 3)], [(4, 2, 3, 3), (4,), (23, 2), (47,)]]',
    );
  });

  it('starts the kit where none has started it', () => {
    const kit = join(folder, 'auxopt');
    writeFileSync(kit, '#!/bin/sh\necho "$@"\n', { mode: 0o755 });
    const program = optimizer('SGD(params, **options)', 'sgd-ema');
    const path = `${folder}${delimiter}${process.env['PATH'] ?? ''}`;
    const { AUXOPT_PEER: _, ...environment } = pythonEnvironment;
    const made = spawnSync(python, [program], {
      env: { ...environment, PATH: path },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    expect(made.stdout.toString()).toMatch(/^verify --method sgd-ema -- \S*python3\S* \S*program-\d+\.py\n$/);
  });

  it('says what it does not know', () => {
    const made = spawnSync(python, [optimizer('SGD(params, **options)', 'adam' as MethodName)], {
      env: pythonEnvironment,
      input: '',
    });
    expect(made.stderr.toString()).toContain(
      "'adam' is no method of the bridges: one of sgd, sgd-ema, heavy-ball, storm",
    );
  });
});

describe('scikit-learn', { tags: 'long' }, () => {
  const python = pythonWith('sklearn');
  if (python === undefined) {
    it.skip('skipped: sklearn is not installed', () => undefined);
    return;
  }
  const verify = (words: readonly string[], level: number): Promise<VerifyReport> =>
    verifyCommand([python, join(wrappers, 'sklearn_sgd.py'), ...words], {
      method: 'heavy-ball',
      level,
      seed: 3,
      randomCases: 20,
    });

  it('is heavy ball', async () => {
    const report = await verify([], 5);
    expect([report.first, report.verdict]).toEqual([undefined, 'pass']);
  });

  it('is not with Nesterov momentum, its default', async () => {
    const report = await verify(['nesterov'], 2);
    expect(report.verdict).toBe('fail');
    expect(report.diagnosis?.[0]?.mistake).toContain('d ← (1 − a) m + a ∇f(x, ξ) where');
  });
});

describe('pure functions, as optax has them', { tags: 'long' }, () => {
  const program = (method: string): string =>
    write(`
from auxopt_adapter import serve_optimizer

def sgd(lr, momentum):
    def init(x):
        return x * 0
    def update(gradient, trace, x):
        trace = gradient + momentum * trace
        return -lr * trace, trace
    return init, update

serve_optimizer(lambda options: sgd(options.lr, options.momentum), method="${method}", name="pure")
`);

  it('pass as what they are', async () => {
    const report = await verifyCommand(['python3', program('heavy-ball')], { method: 'heavy-ball' });
    expect([report.first, report.verdict]).toEqual([undefined, 'pass']);
  });

  it('and fail as another method', async () => {
    const report = await verifyCommand(['python3', program('sgd-ema')], { method: 'sgd-ema' });
    expect(report.verdict).toBe('fail');
    expect(report.diagnosis?.[0]?.mistake).toContain('m ← (1 − a) m + ∇f(x, ξ) where');
  });
});

describe('a program with a loop of its own', { tags: 'long' }, () => {
  const program = (line = '        r.report(x, m)'): string =>
    write(`
from auxopt_adapter import connect

kit = connect(["aux-mom"], name="pushes")
for run in kit.runs():
    x, m = run.starting_point, run.initial_correction
    for t in range(run.round_count):
        with kit.round() as r:
            m = (1 - run.momentum_weight) * m + run.momentum_weight * r.draw_snapshot().f(x)
            x = x - run.step_size * m
    ${line}
`);
  const verify = (file: string): Promise<VerifyReport> =>
    verifyCommand(['python3', file], { method: 'heavy-ball', level: 2 });

  it('passes', async () => {
    const report = await verify(program());
    expect([report.first, report.verdict]).toEqual([undefined, 'pass']);
  });

  it.each([
    ['a round that is not reported', '        pass', 'crash', 'round 1 was not reported'],
    [
      'a round that is reported twice',
      '        r.report(x), r.report(x)',
      'crash',
      'a round is reported once',
    ],
    [
      'a run that ends early',
      '        r.report(x)\n        if t == 1: break',
      'error',
      'the program made 2 rounds of a run',
    ],
  ] as const)('%s is told', async (_name, line, verdict, words) => {
    const report = await verify(program(line));
    expect(report.verdict).toBe('fail');
    const found = report.results.find((result) => result.verdict === verdict);
    expect(`${found?.message ?? ''} ${found?.log ?? ''}`).toContain(words);
  });
});
