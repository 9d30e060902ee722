/** The rows of a run: all of them at full size, or small ones that show that each row works. */
import { InputError } from '../../src/errors.js';
import { runRace, type Effort, type Race, type RaceResult } from './harness/race.js';
import type { Workshop } from './harness/workshop.js';
import { exactRace } from './rows/exact.js';
import { expectationRace } from './rows/expectation.js';
import { fastRace } from './rows/fast.js';

/** A row; nothing of it is made before it runs. */
interface BenchRow {
  readonly name: string;
  readonly run: (effort: Effort) => Promise<RaceResult>;
}

const full = {
  effort: { turns: 9, sampleSeconds: 0.1, rowSeconds: 24, leastTurns: 3, slowestSeconds: 12 },
  dimensions: [10, 50, 100, 500, 1000],
  exactSteps: [200, 1000],
  expectation: { dimensions: [3, 6], roundCount: 20, localStepCount: 10, pilotRuns: 20_000 },
};

const quick: typeof full = {
  effort: { turns: 3, sampleSeconds: 0.005, rowSeconds: 1, leastTurns: 2, slowestSeconds: 2 },
  dimensions: [10, 50],
  exactSteps: [50],
  expectation: { dimensions: [3], roundCount: 4, localStepCount: 5, pilotRuns: 2000 },
};

/** Every row of a run, and how long it is measured. */
export function planRows(
  workshop: Workshop,
  isQuick: boolean,
): { readonly effort: Effort; readonly rows: readonly BenchRow[] } {
  const { effort, dimensions, exactSteps, expectation } = isQuick ? quick : full;
  const row = <Result>(name: string, create: () => Race<Result>): BenchRow => ({
    name,
    run: (given) => runRace(create(), given),
  });
  const { dimensions: expected, ...shape } = expectation;
  const rows = [
    ...dimensions.map((d) => row(`fast/${d}`, () => fastRace(workshop, d))),
    ...exactSteps.map((steps) => row(`exact/${steps}`, () => exactRace(workshop, steps))),
    ...expected.map((dimension) =>
      row(`expectation/${2 * dimension + 1}`, () => expectationRace(workshop, { dimension, ...shape })),
    ),
  ];
  return { effort, rows };
}

/** The rows that were asked for, by name or by group. */
export function selectRows<Row extends { readonly name: string }>(
  rows: readonly Row[],
  only: readonly string[],
): readonly Row[] {
  const fits = ({ name }: Row, wanted: string): boolean => name === wanted || name.startsWith(`${wanted}/`);
  const unknown = only.find((wanted) => !rows.some((row) => fits(row, wanted)));
  if (unknown !== undefined) {
    throw new InputError({
      problem: `there is no row ${unknown}`,
      where: 'npm run bench',
      expected: `of ${rows.map(({ name }) => name).join(', ')}, or what stands before a slash`,
      fix: 'Ask for one of these.',
    });
  }
  return only.length === 0 ? rows : rows.filter((row) => only.some((wanted) => fits(row, wanted)));
}
