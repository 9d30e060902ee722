/** The rows of a run: all of them at full size, or small ones that show that each row works. */
import { measureGrowth, type Growth, type GrowthResult } from './harness/growth.js';
import { runRace, type Effort, type Race, type RaceResult } from './harness/race.js';
import type { Workshop } from './harness/workshop.js';
import { checkRace } from './rows/check.js';
import { exactRace } from './rows/exact.js';
import { expectationRace } from './rows/expectation.js';
import { fastRace } from './rows/fast.js';
import { atomGrowth, exactGrowth, fastGrowth } from './rows/growth.js';
import { kitRaces } from './rows/kit.js';

/** What a row gives. */
export type RowResult =
  | { readonly kind: 'race'; readonly result: RaceResult }
  | { readonly kind: 'growth'; readonly result: GrowthResult };

/** A row; nothing of it is made before it runs. */
export interface BenchRow {
  readonly name: string;
  readonly run: () => Promise<RowResult>;
}

/** Sizes of everything. */
interface Sizes {
  readonly effort: Effort;
  readonly dimensions: readonly number[];
  readonly exactSteps: readonly number[];
  readonly expectation: {
    readonly dimensions: readonly number[];
    readonly roundCount: number;
    readonly localStepCount: number;
    readonly pilotRuns: number;
  };
  readonly checkCases: number;
  readonly growth: {
    readonly dimensions: readonly number[];
    readonly exactSteps: readonly number[];
    readonly atoms: readonly number[];
  };
}

const full: Sizes = {
  effort: { turns: 9, sampleSeconds: 0.1, rowSeconds: 24, leastTurns: 3, slowestSeconds: 12 },
  dimensions: [10, 50, 100, 500, 1000],
  exactSteps: [200, 1000],
  expectation: { dimensions: [3, 6], roundCount: 20, localStepCount: 10, pilotRuns: 20_000 },
  checkCases: 20,
  growth: { dimensions: [64, 128, 256, 512], exactSteps: [100, 200, 400, 800], atoms: [2, 4, 8, 16] },
};

const quick: Sizes = {
  effort: { turns: 3, sampleSeconds: 0.005, rowSeconds: 1, leastTurns: 2, slowestSeconds: 2 },
  dimensions: [10, 50],
  exactSteps: [50],
  expectation: { dimensions: [3], roundCount: 4, localStepCount: 5, pilotRuns: 2000 },
  checkCases: 1,
  growth: { dimensions: [16, 32, 64], exactSteps: [20, 40, 80], atoms: [2, 4] },
};

/** Every row of a run. */
export function planRows(workshop: Workshop, isQuick: boolean): readonly BenchRow[] {
  const { effort, ...sizes } = isQuick ? quick : full;
  const race = <Result>(name: string, create: () => Race<Result>): BenchRow => ({
    name,
    run: async () => ({ kind: 'race', result: await runRace(create(), effort) }),
  });
  const growth = (name: string, create: () => Growth): BenchRow => ({
    name,
    run: async () => ({ kind: 'growth', result: await measureGrowth(create(), effort) }),
  });
  const { dimensions: expected, ...shape } = sizes.expectation;
  return [
    ...sizes.dimensions.map((d) => race(`fast/${d}`, () => fastRace(workshop, d))),
    ...sizes.exactSteps.map((steps) => race(`exact/${steps}`, () => exactRace(workshop, steps))),
    ...expected.map((dimension) =>
      race(`expectation/${2 * dimension + 1}`, () => expectationRace(workshop, { dimension, ...shape })),
    ),
    race('check', () => checkRace(sizes.checkCases)),
    ...kitRaces.map((kit) => race(kit.name, () => kit)),
    ...(['plain', 'auto'] as const).map((kernel) =>
      growth(`growth/${kernel}`, () => fastGrowth(kernel, sizes.growth.dimensions)),
    ),
    growth('growth/exact', () => exactGrowth(sizes.growth.exactSteps)),
    growth('growth/atoms', () => atomGrowth(sizes.growth.atoms)),
  ];
}
