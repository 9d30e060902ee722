/** Adam in doubles, and what is often wrong with it. */
import type { Implementation } from '../../../../src/verify/index.js';

type Vector = readonly number[];
export type PrepareMethod = NonNullable<Implementation<number>['methods']>[string];

/** What one coordinate of the step is made of. */
export interface Parts {
  readonly x: number;
  readonly m: number;
  readonly v: number;
  readonly rate: number;
  readonly eps: number;
  /** 1 − βᵗ. */
  readonly c1: number;
  readonly c2: number;
}

/** What a program does otherwise. */
export interface Otherwise {
  readonly step?: (parts: Parts) => number;
  readonly betas?: (b1: number, b2: number) => readonly [number, number];
  /** The second moment from the old one and the gradient. */
  readonly second?: (v: number, g: number, b2: number) => number;
  readonly counter?: (t: number) => number;
  /** What is forgotten when it is restored: names of its states, and t. */
  readonly lost?: readonly string[];
}

const plain = ({ x, m, v, rate, eps, c1, c2 }: Parts): number =>
  x - (rate * (m / c1)) / (Math.sqrt(v / c2) + eps);

/** A run of Adam that can be saved. */
export const adam =
  ({ step = plain, betas, second, counter = (t) => t, lost = [] }: Otherwise = {}): PrepareMethod =>
  ({ parametersAt, states, drawSample, saved }) => {
    const { ℓ: rate = 0, β1 = 0, β2 = 0, ε: eps = 0 } = parametersAt(1) as Record<string, number>;
    const [b1, b2] = betas?.(β1, β2) ?? [β1, β2];
    const start = { x: states['x'] ?? [], m: [] as Vector, v: [] as Vector, t: 0 };
    const zeros: Vector = start.x.map(() => 0);
    let kept = { ...start, m: zeros, v: zeros };
    if (saved !== undefined) {
      const all = JSON.parse(saved.state) as typeof kept;
      const found = Object.entries(all).filter(([name]) => !lost.includes(name));
      kept = { ...kept, ...Object.fromEntries(found) };
    }
    return {
      save: () => JSON.stringify(kept),
      round: () => {
        const g = drawSample().f(kept.x);
        const t = kept.t + 1;
        const [c1, c2] = [1 - b1 ** counter(t), 1 - b2 ** counter(t)];
        const m = kept.m.map((old, i) => b1 * old + (1 - b1) * (g[i] ?? NaN));
        const v = kept.v.map(
          (old, i) => second?.(old, g[i] ?? NaN, b2) ?? b2 * old + (1 - b2) * (g[i] ?? NaN) ** 2,
        );
        const x = kept.x.map((x, i) => step({ x, m: m[i] ?? NaN, v: v[i] ?? NaN, rate, eps, c1, c2 }));
        kept = { x, m, v, t };
        return { x, m, v };
      },
    };
  };
