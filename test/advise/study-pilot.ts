/** What becomes of the advice of a pilot on a random training, where its plan is followed to the end. */
import {
  advisedPlan,
  followPlan,
  runPilot,
  type PilotPlan,
  type PilotReport,
} from '../../src/advise/index.js';
import type { RandomTraining } from './random-pilots.js';

/** How a pilot ended. */
export interface StudiedPilot {
  readonly report: PilotReport;
  /** f at the end of the advised plan; Infinity where it is no number. */
  readonly end: number;
  /** f at the end of the plan of the best method without a correction. */
  readonly rivalEnd: number;
  /** How often the advised plan left the numbers, and went back with half of its step size. */
  readonly halvings: number;
  /** Whether the advised plan ended above where all began. */
  readonly isDiverged: boolean;
  /** Whether it says `ahead`, and its plan ends more than 5 % further from the least f known than that of the best other method, as single precision
   * tells it. */
  readonly isWronglyAhead: boolean;
}

/** Runs a pilot, and what it advises. */
export async function studyPilot(
  { source, startingPoint }: RandomTraining,
  seed: number,
  { pilot, budget }: { readonly pilot: number; readonly budget: number },
): Promise<StudiedPilot> {
  const report = await runPilot({ source, startingPoint, pilot, budget, prices: { auxiliary: 0 }, maximumLocalSteps: 20, seed }); // prettier-ignore
  const endOf = async (plan: PilotPlan): Promise<readonly [end: number, halvings: number]> => {
    const { isLost, point, halvings } = await followPlan(source, plan, seed);
    const value = isLost ? NaN : await source.value([...point]);
    return [Number.isNaN(value) ? Infinity : value, halvings];
  };
  const [end, halvings] = await endOf(advisedPlan(report));
  const rivalEnd = report.verdict === 'ahead' ? (await endOf(report.rival))[0] : end;
  const least = Math.min(await leastOf(source, startingPoint), end, rivalEnd);
  // what training in single precision can tell of f
  const resolution = 2 ** -24 * (report.startScore - least);
  return {
    report,
    end,
    rivalEnd,
    halvings,
    isDiverged: !(end <= report.startScore),
    isWronglyAhead: report.verdict === 'ahead' && end - least > 1.05 * (rivalEnd - least) + resolution,
  };
}

/** A loss near the least one: descent with exact gradients, whose step doubles and is halved where f rises. */
async function leastOf(source: RandomTraining['source'], start: readonly number[]): Promise<number> {
  let [point, value, stepSize] = [start, await source.value(start), 1];
  let gradient = await source.gradient('target', point);
  for (let step = 0; step < 300 && stepSize > 1e-12; step += 1) {
    const size = stepSize;
    const next = point.map((x, i) => x - size * (gradient[i] ?? 0));
    const reached = await source.value(next);
    if (reached < value) {
      [point, value, stepSize] = [next, reached, 2 * stepSize];
      gradient = await source.gradient('target', point);
    } else stepSize /= 2;
  }
  return value;
}
