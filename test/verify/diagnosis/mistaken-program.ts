/** AuxMOM with a mistake that is put in from outside. */
import { verifyImplementation, type RoundInput } from '../../../src/verify/index.js';

export type Vector = readonly number[];

export const add = (u: Vector, v: Vector): Vector => u.map((value, i) => value + (v[i] ?? 0));
export const scale = (c: number, v: Vector): Vector => v.map((value) => c * value);
/** What a step knows. */
export interface Step {
  readonly t: number;
  readonly k: number;
  readonly K: number;
  readonly T: number;
  readonly a: number;
  readonly eta: number;
  readonly x: Vector;
  readonly y: Vector;
  readonly g: Vector;
  readonly m: Vector;
  /** What is kept over the steps and rounds of a run. */
  readonly kept: Record<string, Vector>;
}

/** What may be written differently. */
export interface Mistake {
  readonly count?: (K: number, t: number) => number;
  readonly weight?: (a: number, t: number, K: number, eta: number) => number;
  readonly sample?: (g: Vector) => Vector;
  readonly estimate?: (
    right: Vector,
    step: Pick<Step, 't' | 'a' | 'x' | 'kept'> & {
      readonly old: Vector;
      readonly gf: Vector;
      readonly gh: Vector;
    },
  ) => Vector;
  readonly direction?: (right: Vector, step: Step) => Vector;
  readonly eta?: (eta: number, step: Step) => number;
  readonly point?: (right: Vector, step: Step) => Vector;
  /** Whether the first local step of a round takes g_h(x^{t−1}, ξᵗ) again. */
  readonly takesAgain?: true;
  /** Whether it reports the point alone. */
  readonly hidesEstimate?: true;
  /** The weights of the sample with number `place` of B at the start. */
  readonly startWeight?: (place: number, B: number) => number;
}

/** AuxMOM with a mistake, or without. */
export async function diagnosisOf(mistake: Mistake): Promise<readonly string[]> {
  const report = await verifyImplementation(
    {
      name: 'mine',
      initializations: ['given', 'zero', 'batch', 'first-snapshot'],
      ...(mistake.hidesEstimate && { singleRounds: false }),
      variants: {
        'aux-mom': (task) => {
          const { stepSize: eta, momentumWeight, localStepCount: K, roundCount: T } = task;
          if (!(eta > 0 && momentumWeight > 0 && momentumWeight <= 1 && K >= 1 && T >= 1))
            throw new RangeError('domain');
          const kept: Record<string, Vector> = {};
          const start = (): { readonly x: Vector; readonly m?: Vector } => {
            const { initialization, startingPoint: x, givenCorrection } = task;
            const zero = x.map(() => 0);
            if (initialization.kind !== 'batch')
              return initialization.kind === 'first-snapshot' ? { x } : { x, m: givenCorrection ?? zero };
            const B = initialization.size ?? 1;
            const samples = Array.from({ length: B }, (_, place): Vector => {
              const weight = mistake.startWeight?.(place, B) ?? 1 / B;
              if (weight === 0) return zero;
              const sample = task.drawSnapshot();
              return scale(weight, add(sample.f(x), scale(-1, sample.h(x))));
            });
            return { x, m: samples.reduce(add) };
          };
          const round = ({
            round: t,
            x,
            m: before,
          }: RoundInput<number>): { readonly x: Vector; readonly m?: Vector } => {
            const old = before ?? x.map(() => 0);
            const sample = task.drawSnapshot();
            const [gf, gh] = [sample.f(x), sample.h(x)];
            const weight = mistake.weight?.(momentumWeight, t, K, eta) ?? momentumWeight;
            const a = before === undefined ? 1 : weight;
            const difference = add(gf, scale(-1, gh));
            const right = add(scale(1 - a, old), scale(a, mistake.sample?.(difference) ?? difference));
            const m = mistake.estimate?.(right, { t, a, x, old, gf, gh, kept }) ?? right;
            let y: Vector = x;
            for (let k = 1; k <= (mistake.count?.(K, t) ?? K); k += 1) {
              const known = { t, k, K, T, a, eta, x, y, m, kept };
              const isAgain = mistake.takesAgain === true && k === 1;
              const local = isAgain ? sample : task.drawLocal();
              const g = local.h(y);
              const step = { ...known, g };
              const direction = mistake.direction?.(add(g, m), step) ?? add(g, m);
              const moved = add(y, scale(-(mistake.eta?.(eta, step) ?? eta), direction));
              y = mistake.point?.(moved, step) ?? moved;
              task.reportStep(y);
            }
            return { x: y, m };
          };
          if (mistake.hidesEstimate !== true) return { start, round };
          let hidden: Vector | undefined;
          return {
            start: () => {
              const { x, m } = start();
              hidden = m;
              return { x };
            },
            round: (input) => {
              const { x, m } = round({ ...input, ...(hidden && { m: hidden }) });
              hidden = m;
              return { x };
            },
          };
        },
      },
    },
    // one of its cases has K = 1 and starts with the first sample
    { level: 2, seed: 16 },
  );
  return (report.diagnosis ?? []).map(({ mistake: sentence }) => sentence);
}
