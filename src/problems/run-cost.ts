/** What a run would take, estimated from its counts and the length of its numbers before anything is computed. */
import { valuesOf } from '../../spec/model/index.js';
import { InputError } from '../errors.js';
import { baseOfRun } from '../exact/index.js';
import { createPlaces, hasLongFactor } from '../exact/factored-scale.js';
import type { ResolvedRun } from './problem-case.js';

/** How a problem is run: one exact run, one in doubles with its judge, or the recursion of second moments. */
export type RunKind = 'exact' | 'fast' | 'expectation';

/** An estimate, good to a factor of about four; docs/formats/problem-file.md has the measurements. */
export interface RunCost {
  /** Memory of what the run keeps. */
  readonly bytes: number;
  /** Time on one core. */
  readonly seconds: number;
}

/** What a run may keep in memory: half of what V8 gives a program by default on a machine of 16 GB. */
const memoryBudget = 2 * 1024 ** 3;

/** What a run may take, in minutes, unless `--time-budget` says otherwise. */
export const defaultTimeBudget = 2;

/** Constants of the estimate, measured; bytes and seconds. */
const bytesPerDraw = 1000;
const bytesPerNumber = 80;
const secondsPerOperation = 5e-8;
const secondsPerWordProduct = 1e-9;
const secondsPerTextWord = 2e-8;
const secondsPerGcdWord = 4e-8;
const secondsPerJudgedDraw = 2e-4;
/** How many times longer a judged draw takes where the base has one word. */
const judgedWordFactor = 7;

/**
 * Estimates a run.
 *
 * Every number of an exact run is one over a power of the base q. A local step multiplies by η and a matrix, so it adds their places;
 * after T·K steps a number has T·K·w words where one step adds w. A step of dimension d takes d² products of such a
 * number with one of w words, the recursion of second moments d³ with twice the length; each round is written out.
 */
export function estimateRun(resolved: ResolvedRun, kind: RunKind): RunCost {
  const { problem, parameters, initialization } = resolved;
  const { dimension: d } = problem;
  const { roundCount, localStepCount } = parameters;
  const steps = roundCount * localStepCount;
  const initial = initialization.kind === 'batch' ? initialization.size : 0;
  const draws = steps + roundCount + initial;
  if (kind === 'fast') {
    // the judge writes every double over powers of its own base, some hundred of them
    const words = baseOfRun(resolved, [], 2n).toString(16).length / 16;
    const seconds = draws * secondsPerJudgedDraw * (1 + d ** 2 / 100) * (1 + judgedWordFactor * words ** 2);
    return { bytes: draws * (bytesPerDraw + 3 * d * (bytesPerNumber + 800 * words)), seconds };
  }
  const base = baseOfRun(resolved);
  const added = wordsPerStep(resolved, base) * (kind === 'expectation' ? 2 : 1);
  const longest = steps * added;
  const products = (steps + initial) * d ** (kind === 'expectation' ? 3 : 2);
  const arithmetic = products * (secondsPerOperation + (secondsPerWordProduct * longest * added) / 2);
  // a text is in lowest terms: without the short primes of q, which are known, and what a gcd finds of the rest, in the mean a third of the longest
  const reduction = hasLongFactor(base) ? (secondsPerGcdWord * longest ** 2) / 3 : 0;
  const texts = roundCount * (2 * d + 4) * (secondsPerTextWord * longest ** 1.6 + reduction);
  const numbers = kind === 'expectation' ? 8 * d ** 2 : 3 * d * draws;
  const kept = kind === 'expectation' ? 0 : draws * bytesPerDraw;
  return { bytes: kept + numbers * (bytesPerNumber + 4 * longest), seconds: arithmetic + texts };
}

/** Words of 64 bits by which a local step makes a number longer. */
function wordsPerStep({ problem, parameters }: ResolvedRun, base: bigint): number {
  const placesOf = createPlaces(base);
  const placesOfAll = (numbers: readonly { readonly denominator: bigint }[]): number =>
    Math.max(
      ...[...new Set(numbers.map(({ denominator }) => denominator))].map((one) => placesOf(one).places),
    );
  const { stepSize, localStepCount, momentumWeight } = parameters;
  const local = problem.localAtoms.flatMap(({ auxiliary }) => auxiliary.matrix.flat());
  const snapshot = problem.snapshotAtoms.flatMap((atom) =>
    [atom.target, atom.auxiliary].flatMap(({ matrix }) => matrix.flat()),
  );
  const places =
    placesOfAll(valuesOf(stepSize)) +
    placesOfAll(local) +
    (placesOfAll(snapshot) + placesOfAll(valuesOf(momentumWeight))) / localStepCount;
  return (places * base.toString(16).length) / 16;
}

/**
 * Refuses a run that would take more than the budget of time or memory.
 *
 * @param minutes - the budget of time.
 * @throws InputError with the estimate.
 */
export function checkRunCost(
  resolved: ResolvedRun,
  kind: RunKind,
  source: string,
  minutes: number = defaultTimeBudget,
): void {
  const { bytes, seconds } = estimateRun(resolved, kind);
  const { roundCount, localStepCount } = resolved.parameters;
  // doubles are as long as they are, and their judge's numbers long where the base is
  const [length, shorter] =
    kind === 'fast' && !hasLongFactor(baseOfRun(resolved))
      ? ['', '']
      : [
          ' with numbers of this length',
          ', shorter numbers (decimals are shorter than fractions over long denominators)',
        ];
  const refuse = (what: string, expected: string, raise: string): never => {
    throw new InputError({
      problem: `T = ${roundCount}, K = ${localStepCount} in dimension ${resolved.problem.dimension}${length} take about ${what}`,
      where: source,
      expected,
      fix: `Use fewer rounds, local steps or initial draws${shorter}${raise}.`,
    });
  };
  if (bytes > memoryBudget) {
    refuse(
      `${(bytes / 1024 ** 3).toPrecision(2)} GiB of memory`,
      `at most ${memoryBudget / 1024 ** 3} GiB`,
      kind === 'expectation' ? '' : ', or give --engine expectation, which keeps one round',
    );
  }
  if (seconds > 60 * minutes) {
    const needed = Math.ceil(seconds / 60);
    refuse(`${needed} minutes`, `at most ${minutes} minutes`, `, or give --time-budget ${needed}`);
  }
}
