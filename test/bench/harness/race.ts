/** A row of the benchmark: contenders that compute the same thing, compared first and then timed in turn. */
import { AbsentError, type Contender, type Started } from './contender.js';
import { median } from './statistics.js';

/** How long and how often. */
export interface Effort {
  /** Turns, where the budget allows. */
  readonly turns: number;
  /** Least seconds of one sample: a clock is not read for less. */
  readonly sampleSeconds: number;
  /** Seconds of the whole row that are aimed at; it takes fewer turns, at least `leastTurns`, to stay within. */
  readonly rowSeconds: number;
  readonly leastTurns: number;
  /** A peer whose first run takes longer is not timed in turn: it would take the time of all others. */
  readonly slowestSeconds: number;
}

/** What a row is. */
export interface Race<Result> {
  /** Unique, for example `fast/100`. */
  readonly name: string;
  /** What every contender computes, in words. */
  readonly computes: string;
  /** Whose time the others are put beside; where it is not there, that of the first one that is. */
  readonly headline?: string;
  /** The first one is the reference: it must be ours, and there. */
  readonly contenders: readonly Contender<Result>[];
  /** Why `result` is not what the reference computed; undefined where it is. */
  readonly disagreement: (reference: Result, result: Result) => string | undefined;
}

/** What became of a contender. */
export type Outcome = { readonly name: string; readonly isOurs: boolean } & (
  | { readonly status: 'timed'; readonly seconds: number; readonly turns: readonly number[] }
  | { readonly status: Left; readonly reason: string }
);

/** Why a contender has no time: it is not there, it computes something else, or it takes too long. */
type Left = 'absent' | 'refused' | 'slow';

/** What became of a row. */
export interface RaceResult {
  readonly name: string;
  readonly computes: string;
  readonly headline: string;
  readonly outcomes: readonly Outcome[];
}

/** A contender that runs. */
interface Entrant<Result> {
  readonly contender: Contender<Result>;
  readonly started: Started<Result>;
  /** What its first run took. */
  readonly seconds: number;
}

/** Starts everyone, refuses who computes something else, times the rest in turn: A B C A B C … */
export async function runRace<Result>(race: Race<Result>, effort: Effort): Promise<RaceResult> {
  const entrants: Entrant<Result>[] = [];
  try {
    const left = await compareAll(race, effort, entrants);
    const racing = entrants.filter(({ contender }) => !left.has(contender));
    const samples = await timeInTurn(racing, effort);
    const outcomes = race.contenders.map((contender): Outcome => {
      const { name, isOurs } = contender;
      const reason = left.get(contender);
      if (reason !== undefined) return { name, isOurs, ...reason };
      const turns = samples.get(contender) ?? [];
      return { name, isOurs, status: 'timed', seconds: median(turns), turns };
    });
    return { name: race.name, computes: race.computes, headline: headlineOf(race, outcomes), outcomes };
  } finally {
    for (const { started } of entrants) await started.stop();
  }
}

/** Starts everyone and compares what they compute; gives those who are not timed, and why. */
async function compareAll<Result>(
  { contenders, disagreement }: Race<Result>,
  { slowestSeconds }: Effort,
  entrants: Entrant<Result>[],
): Promise<ReadonlyMap<Contender<Result>, { readonly status: Left; readonly reason: string }>> {
  const left = new Map<Contender<Result>, { status: Left; reason: string }>();
  let reference: { readonly result: Result } | undefined;
  for (const contender of contenders) {
    try {
      const started = await contender.start();
      const entrant = { contender, started, seconds: 0 };
      entrants.push(entrant);
      const from = performance.now();
      const result = await started.compute();
      entrant.seconds = (performance.now() - from) / 1000;
      reference ??= { result };
      const reason = disagreement(reference.result, result);
      if (reason !== undefined) left.set(contender, { status: 'refused', reason });
      else if (!contender.isOurs && entrant.seconds > slowestSeconds)
        left.set(contender, tooSlow(entrant.seconds));
    } catch (error) {
      // Without the reference nothing can be compared.
      if (reference === undefined) throw error;
      const status = error instanceof AbsentError ? 'absent' : 'refused';
      left.set(contender, { status, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  return left;
}

/** The headline where it was timed, else the first that was. */
function headlineOf<Result>({ headline }: Race<Result>, outcomes: readonly Outcome[]): string {
  const timed = outcomes.filter(({ status }) => status === 'timed');
  return (timed.find(({ name }) => name === headline) ?? timed[0])?.name ?? '';
}

const tooSlow = (seconds: number): { readonly status: Left; readonly reason: string } => ({
  status: 'slow',
  reason: `its result is right, but one run took ${seconds.toPrecision(2)} s: too long to be timed in turn`,
});

/** A first run of more seconds than this is calibration enough. */
const longRun = 1;

/** Seconds of each run, turn by turn. */
async function timeInTurn<Result>(
  racing: readonly Entrant<Result>[],
  { turns, sampleSeconds, rowSeconds, leastTurns }: Effort,
): Promise<ReadonlyMap<Contender<Result>, readonly number[]>> {
  const runs: number[] = [];
  let turnSeconds = 0;
  for (const { started, seconds: first } of racing) {
    const isLong = first > longRun && started.runsNeeded === undefined;
    const { count, seconds } = isLong
      ? { count: 1, seconds: first }
      : await calibrate(started, sampleSeconds);
    runs.push(count);
    turnSeconds += seconds;
  }
  const taken = Math.max(leastTurns, Math.min(turns, Math.floor(rowSeconds / turnSeconds)));
  const samples = new Map(racing.map(({ contender }) => [contender, [] as number[]]));
  for (let turn = 0; turn < taken; turn += 1) {
    for (const [i, { contender, started }] of racing.entries()) {
      const count = runs[i] as number;
      const seconds = await started.time(count);
      samples.get(contender)?.push((seconds / count) * (started.runsNeeded ?? 1));
    }
  }
  return samples;
}

/** The number of runs that fills a sample; the runs before it are the warm-up. */
async function calibrate<Result>(
  started: Started<Result>,
  sampleSeconds: number,
): Promise<{ readonly count: number; readonly seconds: number }> {
  for (let count = 1; ;) {
    const seconds = await started.time(count);
    if (seconds >= sampleSeconds) return { count, seconds };
    // towards the goal, but never more than tenfold on the word of one short sample
    count = Math.ceil(count * Math.min(10, Math.max(1.2, (1.1 * sampleSeconds) / Math.max(seconds, 1e-9))));
  }
}
