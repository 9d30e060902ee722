/** The measurement of a growth: the same work at several sizes, timed in turn, and the exponent of it. */
import type { Contender } from './contender.js';
import { timeInTurn, type Effort, type Entrant } from './race.js';
import { growthExponent, median } from './statistics.js';

/** What grows, and with what. */
export interface Growth {
  readonly name: string;
  readonly of: string;
  readonly variable: string;
  readonly points: readonly { readonly size: number; readonly contender: Contender<unknown> }[];
}

/** Time ≈ constant·sizeᵖ. */
export interface GrowthResult {
  readonly name: string;
  readonly of: string;
  readonly variable: string;
  /** p, fitted to all points. */
  readonly exponent: number;
  readonly points: readonly { readonly size: number; readonly seconds: number }[];
}

/** Times the points in turn. */
export async function measureGrowth(growth: Growth, effort: Effort): Promise<GrowthResult> {
  const entrants: Entrant<unknown>[] = [];
  try {
    for (const { contender } of growth.points) entrants.push({ contender, started: await contender.start() });
    const samples = await timeInTurn(entrants, effort);
    const points = growth.points.map(({ size, contender }) => ({
      size,
      seconds: median(samples.get(contender) ?? []),
    }));
    const { name, of, variable } = growth;
    return { name, of, variable, exponent: growthExponent(points), points };
  } finally {
    for (const { started } of entrants) await started.stop();
  }
}
