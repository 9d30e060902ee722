/** Right programs that follow schedules of η and a, also of every local step, or choose their own; and the places where they go wrong. */
import { valuesOf } from '../../spec/model/index.js';
import type { Implementation } from '../../src/verify/index.js';

/** η of round `round` of a cosine. */
export const cosine = (eta: number, round: number, roundCount: number): number =>
  (eta * (1 + Math.cos((Math.PI * (round - 1)) / roundCount))) / 2;

/** AuxMOM in doubles; `used` makes of the η of a round what its local steps use, `said` shifts what it reports by local steps. */
export function bySteps(
  used: (etas: readonly number[]) => readonly number[] = (etas) => etas,
  said = 0,
): Implementation<number> {
  return {
    name: 'by steps',
    schedules: ['given', 'given-per-step', 'reported'],
    initializations: ['given', 'zero', 'first-snapshot'],
    variants: {
      'aux-mom': (task) => {
        const { stepSize, momentumWeight, localStepCount: K, roundCount: T } = task.parameters;
        const isInDomain =
          valuesOf(stepSize).every((eta) => eta > 0) &&
          valuesOf(momentumWeight).every((a) => a > 0 && a <= 1) &&
          K >= 1 &&
          T >= 1;
        if (!isInDomain) throw new RangeError('domain');
        return ({ round, x, m: old, stepSizes, momentumWeight: a }) => {
          const chosen = (shift: number) =>
            stepSizes.map((eta, k) => cosine(eta, (round - 1) * K + k + 1 + shift, T * K + 1));
          const [f, h] = ((xi) => [xi.f(x), xi.h(x)] as const)(task.drawSnapshot());
          const m = f.map((value, i) => {
            const [g, before] = [value - (h[i] ?? 0), old?.[i]];
            return before === undefined ? g : (1 - a) * before + a * g;
          });
          let y = x;
          for (const eta of used(task.choosesSchedule ? chosen(0) : stepSizes)) {
            const g = task.drawLocal().h(y);
            y = y.map((value, i) => value - eta * ((g[i] ?? 0) + (m[i] ?? 0)));
            task.reportStep(y);
          }
          return { x: y, m, ...(task.choosesSchedule ? { stepSize: chosen(said), momentumWeight: a } : {}) };
        };
      },
    },
  };
}

/** AuxMOM behind the Python adapter; `body` may change η of the round, `etas`, and `a`. */
export const python = (body: string): readonly [string, ...string[]] => [
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
        K, T = task.local_step_count, task.round_count
        etas, a = task.local_step_sizes, task.momentum_weight
${body}
        xi = task.draw_snapshot()
        difference = xi.f(x) - xi.h(x)
        m = difference if m is None else (1 - a) * m + a * difference
        for eta in etas:
            x = x - eta * (task.draw_local().h(x) + m)
            task.report_step(x)
        return x, m
    return one_round
serve({"aux-mom": aux_mom}, name="mine", initializations=("given", "zero", "first-snapshot"),
      schedules=("given", "given-per-step", "reported"))
`,
];

/** SGD in a loop of its own, which takes η/t where it may choose; `said` is what it reports. */
export const connected = (said: string): readonly [string, ...string[]] => [
  'python3',
  '-c',
  `import sys
sys.path.insert(0, "src/verify/adapters/assets")
from auxopt_adapter import connect
for run in (kit := connect(["sgd"], name="mine", schedules=["reported"])).runs():
    x = run.starting_point
    for t in range(1, run.round_count + 1):
        with kit.round() as r:
            x = x - run.step_size / (t if run.chooses_schedule else 1) * r.draw_snapshot().f(x)
            if run.chooses_schedule:
                r.report_parameters(${said})
            r.report(x)`,
];
