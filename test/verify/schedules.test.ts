/** Schedules of η and a through the kit: right programs pass, each mistake in following one fails and is named. */
import { describe, expect, it } from 'vitest';
import { readBlocks } from '../support/fenced-blocks.js';
import { pythonWith } from '../support/python-with.js';
import { firstOf } from '../support/some-of.js';
import { variantNames } from '../../spec/algorithms/index.js';
import { valuesOf } from '../../spec/model/index.js';
import { createScheduledCases } from '../../src/verify/cases/create-cases.js';
import { scheduleMutants } from '../../src/verify/mutants/index.js';
import {
  verifyCommand,
  verifyImplementation,
  type Implementation,
  type RoundFunction,
  type RoundResult,
  type VerifyReport,
} from '../../src/verify/index.js';
import { createReference } from '../../src/verify/served-reference/create-reference.js';
import { bySteps, connected, cosine, python } from './scheduled-programs.js';
import { said } from '../support/said.js';

const cases = createScheduledCases();
/** Also in large and in small units. */
const isOfSchedules = (id: string): boolean => cases.some((given) => id.startsWith(`L2/${given.id}`));
const failures = ({ results }: VerifyReport) =>
  results.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'unsupported');

describe('given schedules', () => {
  it.each([['rational' as const], ['binary64' as const], ['binary16' as const], ['decimal' as const]])(
    'pass in %s',
    { tags: 'long' },
    async (arithmetic) => {
      const report = await verifyImplementation(createReference({ arithmetic }), { cases, level: 3 });
      expect(failures(report)).toEqual([]);
      // the first three of a variant are asked once more, on a tape
      expect(report.results.filter(({ id }) => isOfSchedules(id))).toHaveLength(
        2 * cases.length + 3 * variantNames.length,
      );
    },
  );

  it('are of every variant', () => {
    expect(new Set(cases.map(({ variant }) => variant))).toEqual(new Set(variantNames));
  });

  it('are not asked of a program that does not declare them', { tags: 'long' }, async () => {
    const { schedules: _, ...plain } = createReference({ variants: ['sgd'] });
    const report = await verifyImplementation(plain);
    expect(report.verdict).toBe('pass');
    expect(report.results.filter(({ id }) => isOfSchedules(id) || id.includes('schedule'))).toEqual([]);
  });

  it.each(scheduleMutants.map((mutant) => [mutant.id, mutant] as const))(
    '%s passes with constants, fails with schedules and is named',
    { tags: 'long' },
    async (_id, mutant) => {
      const report = await verifyImplementation(createReference({ mutant }), { variants: [mutant.variant] });
      const failed = failures(report);
      expect(failed.length).toBeGreaterThan(0);
      expect(failed.filter(({ id }) => !isOfSchedules(id))).toEqual([]);
      const first = report.diagnosis?.[0];
      expect(first && said(first)).toMatch(usedBy[mutant.id] ?? /^$/u);
      const isOfWeight = mutant.mutation.weight !== undefined;
      expect(failed[0]?.violation?.equation).toBe(isOfWeight ? 'AUX-MOM.2' : 'AUX-MOM.5');
    },
  );
});

/** What a program uses, as its equation has it. */
const usedBy: Readonly<Record<string, RegExp>> = {
  'schedule-rate-late': /η_\{t−1\}/u,
  'schedule-rate-early': /η_\{t\+1\}/u,
  'schedule-weight-late': /a_\{t−1\}/u,
  'schedule-weight-early': /a_\{t\+1\}/u,
  'rate-constant': /η_\{1\}/u,
  'rate-step-late': /η_\{k−1\}/u,
  'rate-step-early': /η_\{k\+1\}/u,
  'rate-of-first-step': /η_\{t,1\}/u,
  'rate-restarted': /η_\{1,k\}/u,
  'weight-constant': /a_\{1\}/u,
  'schedule-late': /a_\{t−1\}/u,
  'schedule-early': /a_\{t\+1\}/u,
  'schedule-constant': /a_\{1\}/u,
};

/** What a program makes of the a and η of round t; `says` is what it reports, where that is another. */
interface Schedule {
  readonly rate: (eta: number, round: number, roundCount: number) => number;
  readonly says?: Schedule['rate'];
}

/** Gradient descent in doubles that follows what it is given, or its own schedule where it may choose. */
function descent({ rate, says = rate }: Schedule, report: (eta: number) => Partial<RoundResult<number>>) {
  return {
    name: 'descent',
    schedules: ['given', 'reported'],
    variants: {
      sgd: (task) => {
        const { stepSize, localStepCount, roundCount } = task.parameters;
        const rates: readonly number[] = valuesOf(stepSize);
        if (!rates.every((eta) => eta > 0) || localStepCount !== 1 || !(roundCount >= 1))
          throw new RangeError('domain');
        return ({ round, x, stepSize: given }) => {
          const gradient = task.drawSnapshot().f(x);
          const own = task.choosesSchedule ? rate(given, round, roundCount) : given;
          return {
            x: x.map((value, i) => value - own * (gradient[i] ?? 0)),
            ...(task.choosesSchedule ? report(says(given, round, roundCount)) : {}),
          };
        };
      },
    },
  } as const satisfies Implementation<number>;
}

const reports = (stepSize: number) => ({ stepSize });

describe('reported schedules', () => {
  const verify = (schedule: Schedule, report: Parameters<typeof descent>[1] = reports) =>
    verifyImplementation(descent(schedule, report), { level: 2 });

  it('of a cosine pass', { tags: 'long' }, async () => {
    const report = await verify({ rate: cosine });
    expect(failures(report)).toEqual([]);
    expect(report.results.filter(({ id }) => id.includes('/reported-schedule'))).toHaveLength(2);
  });

  firstOf(1, [
    [
      'the next value of its cosine',
      { rate: cosine, says: (eta: number, t: number, T: number) => cosine(eta, t + 1, T) },
      1,
      /, with η of the round before$/u,
    ],
    [
      'a cosine while it uses a constant',
      { rate: (eta: number) => eta, says: cosine },
      2,
      /, with η of the first round$/u,
    ],
    [
      'the last value of its cosine',
      { rate: cosine, says: (eta: number, t: number, T: number) => cosine(eta, Math.max(1, t - 1), T) },
      2,
      /, with η of the round after$/u,
    ],
  ] as const)('fail and are named where a program says %s', async (_what, schedule, round, name) => {
    const report = await verify(schedule);
    const [first, ...others] = failures(report);
    expect(first?.violation).toMatchObject({ equation: 'SGD.4', round });
    expect(report.diagnosis?.[0]?.mistake).toMatch(name);
    expect([first, ...others].every((result) => result?.id.includes('/reported-schedule'))).toBe(true);
  });

  it.each([
    ['0', () => ({ stepSize: 0 }), 'η > 0'],
    ['nothing', () => ({}), 'η, for the program chooses it'],
  ] as const)('fail where a program says %s', { tags: 'long' }, async (_what, report, expected) => {
    const [first] = failures(await verify({ rate: cosine }, report));
    expect(first?.violation).toMatchObject({ equation: 'AUDIT.6', round: 1, expected });
  });

  it.each([
    [1, undefined],
    [1.25, 'AUDIT.5'],
  ] as const)(
    'where the kit gave η, a report of %s times it is held against it',
    { tags: 'long' },
    async (factor, equation) => {
      const program = descent({ rate: cosine }, reports);
      const sgd: (typeof program.variants)['sgd'] = (task) => {
        const round = program.variants.sgd(task);
        return (input) => ({ stepSize: input.stepSize * factor, ...round(input) });
      };
      const [first] = failures(await verifyImplementation({ ...program, variants: { sgd } }));
      expect(first?.violation?.equation).toBe(equation);
    },
  );
});

describe('a program in JavaScript with η of every local step', { tags: 'long' }, () => {
  it('passes, given and reported', async () => {
    const report = await verifyImplementation(bySteps());
    expect(failures(report)).toEqual([]);
    expect(report.results.filter(({ id }) => isOfSchedules(id))).toHaveLength(10);
  });

  it.each([
    [
      'uses the first η for the whole round',
      bySteps((etas) => etas.map(() => etas[0] ?? 0)),
      /, with η of the first local step of its round$/u,
    ],
    ['says the next η', bySteps(undefined, 1), /, with η of the local step before/u],
    ['says the last η', bySteps(undefined, -1), /, with η of the local step after/u],
  ] as const)('fails and is named where it %s', async (_what, program, words) => {
    const report = await verifyImplementation(program);
    expect(failures(report).length).toBeGreaterThan(0);
    expect(failures(report).every(({ id }) => isOfSchedules(id))).toBe(true);
    expect(report.diagnosis?.[0]?.mistake).toMatch(words);
  });

  it('is never given one where it does not declare that, and old programs go on working', async () => {
    const { results, verdict } = await verifyImplementation({
      ...bySteps(),
      schedules: ['given', 'reported'],
    });
    const asked = results.filter(({ id }) => /cosine-per-step|step-schedule/u.test(id));
    expect([verdict, asked]).toEqual(['pass', []]);
  });

  it('fails where it reports another number of η than K', async () => {
    const program = bySteps();
    const auxMom: Implementation<number>['variants']['aux-mom'] = (task) => {
      const round = program.variants['aux-mom']?.(task) as RoundFunction<number>;
      return async (input) => ({ ...(await round(input)), stepSize: [...input.stepSizes, input.stepSize] });
    };
    const wrong = { ...program, variants: { 'aux-mom': auxMom } };
    const report = await verifyImplementation(wrong, { explains: false });
    expect(failures(report)[0]?.violation).toMatchObject({ equation: 'AUDIT.6', round: 1 });
  });
});

describe('the scheduler of the guide, in PyTorch', () => {
  const interpreter = pythonWith('torch');
  if (interpreter === undefined) {
    it.skip('skipped: torch is not installed', () => undefined);
    return;
  }
  const { code = '' } =
    readBlocks('docs/guide/real-optimizers.md').find((block) => block.code.includes('CosineAnnealing')) ?? {};
  const step = '                optimizer.step()\n';
  const advance = /^ +if task.chooses_schedule:.*\n.*scheduler.step\(\)\n/mu.exec(code)?.[0] ?? '?';
  const program = (text: string) =>
    [interpreter, '-c', `import sys\nsys.path.insert(0, "src/verify/adapters/assets")\n${text}`] as const;
  const verify = (text: string) => verifyCommand(program(text), { level: 3 });

  it('passes', { tags: 'long' }, async () => {
    const report = await verify(code);
    expect(failures(report)).toEqual([]);
    expect(report.results.filter(({ id, verdict }) => isOfSchedules(id) && verdict === 'pass')).toHaveLength(
      10,
    );
  });

  it('that is advanced before the optimizer fails and is named', { tags: 'long' }, async () => {
    expect(code).toContain(step + advance);
    const report = await verify(code.replace(step + advance, advance + step));
    expect(failures(report).every(({ id }) => id.includes('/reported-schedule'))).toBe(true);
    expect(report.diagnosis?.[0]?.mistake).toMatch(/, with η of the local step after/u);
  });

  it('of an optimizer behind the bridge is stepped and reported', { tags: 'long' }, async () => {
    const bridged = `import torch
from auxopt_torch import verify_optimizer
verify_optimizer(lambda params, options: torch.optim.SGD(params, **options), method="sgd-ema",
    scheduler=lambda optimizer, steps: torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, steps))`;
    const report = await verifyCommand(program(bridged), { method: 'sgd-ema', level: 2 });
    expect(failures(report)).toEqual([]);
    const reported = report.results.filter(({ id }) => id.includes('/reported-schedule'));
    expect(reported.map(({ verdict }) => verdict)).toEqual(Array(2).fill('pass'));
  });

  describe('of an optimizer as it is configured', { tags: 'long' }, () => {
    const own = (make: string, method: 'sgd' | 'sgd-ema', options = '') =>
      verifyCommand(
        program(
          `import torch\nfrom auxopt_torch import verify_optimizer\nverify_optimizer(lambda p: torch.optim.SGD(p, ${make}), method="${method}"${options})`,
        ),
        { method, level: 2, explains: false },
      );
    const cosine = ', scheduler=lambda o, n: torch.optim.lr_scheduler.CosineAnnealingLR(o, n)';
    it.each([
      ['lr=0.1', 'sgd', '', 28],
      ['lr=0.1', 'sgd', cosine, 28],
      ['lr=0.1, momentum=0.9, dampening=0.9', 'sgd-ema', ', estimate="momentum_buffer"', 45],
      ['lr=0.1, momentum=0.001, dampening=0.001', 'sgd-ema', '', 45],
    ] as const)(
      '%s passes every case of %s%s, and nothing is refused',
      async (make, method, options, runs) => {
        const report = await own(make, method, options);
        expect(failures(report)).toEqual([]);
        expect(report.results.filter(({ refused }) => refused === true)).toEqual([]);
        // rounding may hide a step of a run
        const isWhole = ({ verdict, hidden }: (typeof report.results)[number]) =>
          verdict === 'pass' || hidden === true;
        expect(report.results.filter((result) => result.level === 2 && isWhole(result))).toHaveLength(runs);
        expect(report.capabilities.only).toEqual({ localStepCount: 1, schedule: 'reported' });
      },
    );

    it('fails where it is another method', async () => {
      expect((await own('lr=0.1, momentum=0.9', 'sgd-ema')).verdict).toBe('fail');
      expect((await own('lr=0.1, weight_decay=0.01', 'sgd')).verdict).toBe('fail');
    });
  });
});

describe('a program behind the Python adapter', { tags: 'long' }, () => {
  const choose = `        if task.chooses_schedule:
            etas = [eta * (1 + math.cos(math.pi * ((t - 1) * K + k) / (T * K))) / 2 for k, eta in enumerate(etas)]
            a = a / t
            task.report_parameters(step_size=etas, momentum_weight=a)`;

  it('passes with given and with reported schedules', async () => {
    const report = await verifyCommand(python(choose));
    expect(failures(report)).toEqual([]);
    expect(report.results.filter(({ id }) => isOfSchedules(id))).toHaveLength(10);
  });

  it.each([
    ['run.step_size / t', []],
    ['run.step_size', ['reported-schedule']],
  ])('that keeps its own loop reports what it chooses: %s', async (said, failing) => {
    const report = await verifyCommand(connected(said), { method: 'sgd', level: 2 });
    expect(report.results.filter(({ id }) => id.includes('/reported-schedule'))).toHaveLength(2);
    expect([...new Set(failures(report).map(({ id }) => /reported-schedule/u.exec(id)?.[0] ?? id))]).toEqual(
      failing,
    );
  });

  const all = `
        else:
            all = task.step_sizes if len(task.step_sizes) == T * K else [e for e in task.step_sizes for _ in range(K)]
            n = (t - 1) * K
            etas`;
  it.each([
    ['the first value for ever', `${all}, a = [all[0]] * K, task.momentum_weights[0]`, 'schedule-constant'],
    [
      'those of one local step before',
      `${all} = [all[max(n + k - 1, 0)] for k in range(K)]`,
      'rate-step-late',
    ],
    [
      'those of one local step after',
      `${all} = [all[min(n + k + 1, T * K - 1)] for k in range(K)]`,
      'rate-step-early',
    ],
    ['that of the first step of the round', `${all} = [all[n]] * K`, 'rate-of-first-step'],
    ['those of round 1 in every round', `${all} = all[:K]`, 'rate-restarted'],
  ])('fails where it uses %s, and is named', async (_what, wrong, id) => {
    const report = await verifyCommand(python(choose + wrong), { level: 2 });
    expect(failures(report).length).toBeGreaterThan(0);
    expect(failures(report).every(({ id }) => isOfSchedules(id))).toBe(true);
    expect(report.diagnosis?.map(said)[0]).toMatch(usedBy[id] ?? /^$/u);
  });
});
