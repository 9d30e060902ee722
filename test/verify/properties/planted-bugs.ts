/** aux-mom in plain doubles, and bugs planted into it: each is one that a property is there to catch. */
import type { Implementation, Prepare } from '../../../src/verify/index.js';

type Numbers = readonly number[];

/** What a bug may change. */
interface Hooks {
  /** The direction of a local step. */
  readonly direction?: (
    d: Numbers,
    seen: {
      readonly round: number;
      readonly step: number;
      readonly x: Numbers;
      readonly m: Numbers;
      readonly stepSize: number;
    },
  ) => Numbers;
  /** Whether m keeps its value in this round. */
  readonly isFrozen?: (round: number) => boolean;
  /** Whether g_h of the snapshot comes from a draw of its own. */
  readonly drawsApart?: boolean;
  /** K of this round. */
  readonly stepCount?: (count: number, difference: Numbers) => number;
  /** Whether y is told. */
  readonly tells?: boolean;
}

const prepare =
  (hooks: Hooks): Prepare<number> =>
  (task) => {
    const { stepSize, momentumWeight: a, localStepCount } = task;
    return ({ x, m = x.map(() => 0), round }) => {
      const sample = task.drawSnapshot();
      const target = sample.f(x);
      const auxiliary = (hooks.drawsApart === true ? task.drawSnapshot() : sample).h(x);
      const difference = target.map((value, i) => value - (auxiliary[i] ?? 0));
      const updated = m.map((value, i) => (1 - a) * value + a * (difference[i] ?? 0));
      const estimate = hooks.isFrozen?.(round) === true ? m : updated;
      let y: Numbers = x;
      const count = hooks.stepCount?.(localStepCount, difference) ?? localStepCount;
      for (let k = 1; k <= count; k += 1) {
        const honest = task
          .drawLocal()
          .h(y)
          .map((value, i) => value + (estimate[i] ?? 0));
        const d = hooks.direction?.(honest, { round, step: k, x: y, m: estimate, stepSize }) ?? honest;
        y = y.map((value, i) => value - stepSize * (d[i] ?? 0));
        if (hooks.tells === true && k < localStepCount) task.reportStep(y);
      }
      return { x: y, m: estimate };
    };
  };

/** The implementation with these hooks; honest without. */
export function createAuxMom(hooks: Hooks = {}): Implementation<number> {
  return { name: 'planted', variants: { 'aux-mom': prepare(hooks) } };
}

/** A bug, the property that is there for it, and what else sees it. */
export interface PlantedBug {
  readonly property: string;
  readonly what: string;
  readonly hooks: Hooks;
  readonly alsoBreaks?: readonly string[];
}

export const plantedBugs: readonly PlantedBug[] = [
  {
    property: 'agreement with the equations',
    what: 'm is not updated after round 3',
    hooks: { isFrozen: (round) => round > 3 },
  },
  {
    property: 'homogeneity in units',
    what: 'gradients are clipped at an absolute size',
    hooks: { direction: (d) => d.map((value) => Math.max(-10_000, Math.min(10_000, value))) },
  },
  {
    property: 'translation',
    what: 'a step that is small beside the point is left out',
    hooks: {
      direction: (d, { x, stepSize }) =>
        d.map((value, i) => (Math.abs(stepSize * value) < Math.abs(x[i] ?? 0) / 4096 ? 0 : value)),
    },
  },
  {
    property: 'rotation',
    what: 'coordinates that are small beside the largest are left out',
    hooks: {
      direction: (d) => {
        const most = Math.max(...d.map(Math.abs));
        return d.map((value) => (Math.abs(value) < most / 16 ? 0 : value));
      },
    },
  },
  {
    property: 'coordinate permutation and reflection',
    what: 'a quarter turn of m is added, as by a wrong index',
    hooks: {
      direction: (d, { m }) => (d.length === 2 ? [(d[0] ?? 0) - (m[1] ?? 0), (d[1] ?? 0) + (m[0] ?? 0)] : d),
    },
    alsoBreaks: ['limit cases and reductions', 'noise correlation'],
  },
  {
    property: 'limit cases and reductions',
    what: 'where the samples of f and h agree, one step is made instead of K',
    hooks: { stepCount: (count, difference) => (difference.every((value) => value === 0) ? 1 : count) },
  },
  {
    property: 'rate bounds',
    what: 'the step goes uphill from round 3 on',
    hooks: { direction: (d, { round }) => (round < 3 ? d : d.map((value) => -value)) },
  },
  {
    property: 'noise correlation',
    what: 'f and h of a snapshot are drawn apart',
    hooks: { drawsApart: true },
  },
];
