/** Schedules of η and a through the kit: right programs pass, each mistake in following one fails and is named. */
import { describe, expect, it } from 'vitest';
import { firstOf } from '../support/some-of.js';
import { variantNames } from '../../spec/algorithms/index.js';
import { valuesOf } from '../../spec/model/index.js';
import { createScheduledCases } from '../../src/verify/cases/create-cases.js';
import { scheduleMutants } from '../../src/verify/mutants/index.js';
import {
  verifyCommand,
  verifyImplementation,
  type Implementation,
  type RoundResult,
  type VerifyReport,
} from '../../src/verify/index.js';
import { createReference } from '../../src/verify/served-reference/create-reference.js';

const cases = createScheduledCases();
/** Also in large and in small units. */
const isOfSchedules = (id: string): boolean => cases.some((given) => id.startsWith(`L2/${given.id}`));
const failures = ({ results }: VerifyReport) =>
  results.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'unsupported');

describe('given schedules', () => {
  firstOf(1, [['rational' as const], ['binary64' as const], ['binary16' as const], ['decimal' as const]])(
    'pass in %s',
    async (arithmetic) => {
      const report = await verifyImplementation(createReference({ arithmetic }), { cases, level: 3 });
      expect(failures(report)).toEqual([]);
      expect(report.results.filter(({ id }) => isOfSchedules(id))).toHaveLength(4 * cases.length);
    },
  );

  it('are of every variant', () => {
    expect(new Set(cases.map(({ variant }) => variant))).toEqual(new Set(variantNames));
  });

  it('are not asked of a program that does not declare them', async () => {
    const { schedules: _, ...plain } = createReference({ variants: ['sgd'] });
    const report = await verifyImplementation(plain);
    expect(report.verdict).toBe('pass');
    expect(report.results.filter(({ id }) => isOfSchedules(id) || id.includes('schedule'))).toEqual([]);
  });

  firstOf(
    1,
    scheduleMutants.map((mutant) => [mutant.id, mutant] as const),
  )('%s passes with constants, fails with schedules and is named', async (_id, mutant) => {
    const report = await verifyImplementation(createReference({ mutant }), { variants: [mutant.variant] });
    const failed = failures(report);
    expect(failed.length).toBeGreaterThan(0);
    expect(failed.filter(({ id }) => !isOfSchedules(id))).toEqual([]);
    const first = report.diagnosis?.[0];
    expect(first?.mistake).toBe(mutant.mistake);
    const { equation, round } = failed[0]?.violation ?? {};
    expect({ equation, round }).toEqual({ equation: mutant.breaks.equation, round: mutant.breaks.round });
  });
});

/** What a program makes of the a and η of round t; `says` is what it reports, where that is another. */
interface Schedule {
  readonly rate: (eta: number, round: number, roundCount: number) => number;
  readonly says?: Schedule['rate'];
}

const cosine: Schedule['rate'] = (eta, round, roundCount) =>
  (eta * (1 + Math.cos((Math.PI * (round - 1)) / roundCount))) / 2;

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
    verifyImplementation(descent(schedule, report));

  it('of a cosine pass', async () => {
    const report = await verify({ rate: cosine });
    expect(failures(report)).toEqual([]);
    expect(report.results.filter(({ id }) => id.includes('/reported-schedule'))).toHaveLength(4);
  });

  firstOf(2, [
    ['a constant while it uses a cosine', { rate: cosine, says: (eta: number) => eta }, 2, /a cosine/],
    [
      'the next value of its cosine',
      { rate: cosine, says: (eta: number, t: number, T: number) => cosine(eta, t + 1, T) },
      1,
      /^η is one round late/,
    ],
    [
      'a cosine while it uses a constant',
      { rate: (eta: number) => eta, says: cosine },
      2,
      /^η is constant although a schedule was given/,
    ],
    [
      'the last value of its cosine',
      { rate: cosine, says: (eta: number, t: number, T: number) => cosine(eta, Math.max(1, t - 1), T) },
      2,
      /^η is one round early/,
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
  ] as const)('fail where a program says %s', async (_what, report, expected) => {
    const [first] = failures(await verify({ rate: cosine }, report));
    expect(first?.violation).toMatchObject({ equation: 'AUDIT.6', round: 1, expected });
  });

  it.each([
    [1, undefined],
    [1.25, 'AUDIT.5'],
  ] as const)(
    'where the kit gave η, a report of %s times it is held against it',
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

const python = (body: string): readonly [string, ...string[]] => [
  'python3',
  '-c',
  `import math, sys
sys.path.insert(0, "src/verify/adapters/assets")
from auxopt_adapter import serve
def aux_mom(task):
    if not (all(eta > 0 for eta in task.step_sizes) and all(0 < a <= 1 for a in task.momentum_weights)
            and task.local_step_count >= 1 and task.round_count >= 1):
        raise ValueError("domain")
    def one_round(t, x, x_previous, m):
        eta, a = task.step_size, task.momentum_weight
${body}
        xi = task.draw_snapshot()
        difference = xi.f(x) - xi.h(x)
        m = difference if m is None else (1 - a) * m + a * difference
        for _ in range(task.local_step_count):
            x = x - eta * (task.draw_local().h(x) + m)
            task.report_step(x)
        return x, m
    return one_round
serve({"aux-mom": aux_mom}, name="mine", initializations=("given", "zero", "first-snapshot"),
      schedules=("given", "reported"))
`,
];

describe('a program behind the Python adapter', () => {
  const choose = `        if task.chooses_schedule:
            eta = eta * (1 + math.cos(math.pi * (t - 1) / task.round_count)) / 2
            a = a / t
            task.report_parameters(step_size=eta, momentum_weight=a)`;

  it('passes with given and with reported schedules', async () => {
    const report = await verifyCommand(python(choose));
    expect(failures(report)).toEqual([]);
    expect(report.results.filter(({ id }) => isOfSchedules(id))).toHaveLength(16);
  });

  it('fails where it always uses the first value, and is named', async () => {
    const first = '\n        else:\n            eta, a = task.step_sizes[0], task.momentum_weights[0]';
    const report = await verifyCommand(python(choose + first), { level: 2 });
    expect(failures(report).length).toBeGreaterThan(0);
    expect(failures(report).every(({ id }) => isOfSchedules(id))).toBe(true);
    expect(report.diagnosis?.[0]?.id).toBe('schedule-constant');
  });
});
