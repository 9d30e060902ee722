/** The comparison: every method's best run goes on in repetitions on equal samples; two of them to the end. */
import { isCorrected, stepSizeLimit, type Method } from './methods.js';
import { advance, type Arm, type Stages } from './search.js';
import type { PathConstants } from './path-constants.js';

/** Repetitions of all methods, and in the end of the best one with a correction and the best one without. */
const firstRepetitions = 2;
export const repetitions = 5;
/** Units of a repetition at least: what the searches leave of theirs is shared among the repetitions. */
const repetitionUnits = 3;
/** Repetitions that may be run again with half of the step size, of all methods together. */
const mostReplays = 3;

/** Repetitions of so many methods at most, with those that are run again and the last of {@link settle}. */
const repetitionsOf = (methods: number): number =>
  methods * firstRepetitions + 2 * (repetitions - firstRepetitions + 1) + mostReplays;

/** Runs of {@link compare}, and their units. */
export const contestCost = (methods: number): { readonly runs: number; readonly units: number } => ({
  runs: repetitionsOf(methods),
  units: repetitionsOf(methods) * repetitionUnits,
});

/** A method in the comparison. */
export interface Contender {
  readonly method: Method;
  readonly constants: PathConstants;
  /** Where its repetitions begin. */
  readonly from: Arm;
  /** η of the next repetition. */
  readonly stepSize: number;
  /** Where the repetitions ended. */
  readonly ends: readonly Arm[];
  /** Whether η of the last one was too large by none of them. */
  readonly isSafe: boolean;
}

/** What the comparison found: the best method without a correction, the best one with, and all of them. */
export interface Contest {
  readonly rival: Contender;
  readonly corrected: Contender;
  readonly all: readonly Contender[];
  /** Repetitions in which `corrected` was below every method without a correction. */
  readonly wins: number;
  /** Whether all repetitions of `corrected` were below all of `rival`. */
  readonly isApart: boolean;
}

/** What the repetitions share: the stages, what one may cost in gradients of f, and the runs again that are left. */
interface Repeats extends Stages {
  readonly cost: number;
  readonly replays: { left: number };
}

/**
 * Runs the comparison.
 *
 * @param estimate - the constants near a point; undefined where gradients are no numbers there.
 * @param share - what it may spend, in gradients of f.
 */
export async function compare(
  stages: Stages,
  contenders: readonly Contender[],
  estimate: (point: readonly number[]) => Promise<PathConstants | undefined>,
  share: number,
): Promise<Contest> {
  const repeats = {
    ...stages,
    cost: share / repetitionsOf(contenders.length),
    replays: { left: mostReplays },
  };
  const isCorrectedOne = ({ method }: Contender): boolean => isCorrected(method);
  const best = (group: readonly Contender[]): Contender => group.reduce((one, other) => (isBetter(other, one) ? other : one)); // prettier-ignore
  let all = contenders;
  for (let repetition = 1; repetition <= firstRepetitions; repetition += 1) {
    all = await eachInTurn(all, (one) => repeat(repeats, one, repetition));
  }
  const goOn = async (group: readonly Contender[]): Promise<Contender> => {
    let leader = best(group);
    for (let repetition = firstRepetitions + 1; repetition <= repetitions; repetition += 1) {
      leader = await repeat(repeats, leader, repetition);
    }
    return settle(repeats, leader, estimate);
  };
  const rival = await goOn(all.filter((one) => !isCorrectedOne(one)));
  const corrected = await goOn(all.filter(isCorrectedOne));
  all = all.map((one) => [rival, corrected].find(({ method }) => method === one.method) ?? one);
  const wins = corrected.ends
    .slice(0, repetitions)
    .filter(({ score }, i) =>
      all.every((other) => isCorrectedOne(other) || score < (other.ends[i]?.score ?? Infinity)),
    ).length;
  const scoresOf = ({ ends }: Contender): readonly number[] =>
    ends.slice(0, repetitions).map(({ score }) => score);
  const isApart = Math.max(...scoresOf(corrected)) < Math.min(...scoresOf(rival));
  return { rival, corrected, all, wins, isApart };
}

/**
 * One repetition more. Where of those with this η more ended above where all runs began than not (noise lifts one now and then), η is halved
 * and the repetition is run again, as long as there are replays left; where it ends above x⁰, η is halved in any case.
 */
async function repeat(repeats: Repeats, contender: Contender, repetition: number): Promise<Contender> {
  const { method, constants, from, ends } = contender;
  const { cost, replays } = repeats;
  const leg = { cost, repetition, isFalling: true };
  let { stepSize } = contender;
  for (;;) {
    const end = await advance({ ...repeats, constants }, method, { ...from, stepSize }, leg);
    const same = [...ends, end].filter((other) => other.stepSize === stepSize);
    const above = same.filter(({ score }) => score > repeats.startScore).length;
    const isHurt = end.score > repeats.originScore;
    const isSafe = !isHurt && 2 * above <= same.length;
    if (isHurt || (!isSafe && replays.left > 0)) stepSize /= 2;
    if (isSafe || replays.left === 0) return { ...contender, stepSize, ends: [...ends, end], isSafe };
    replays.left -= 1;
  }
}

/**
 * The step size of a plan is within the limit where the repetitions ended, and if curvature grew from x⁰ to there, also where it will have
 * grown as much again; it is half as large where no limit is to be had. One that was cut is run once more.
 */
async function settle(
  repeats: Repeats,
  contender: Contender,
  estimate: (point: readonly number[]) => Promise<PathConstants | undefined>,
): Promise<Contender> {
  const { method, ends, constants, stepSize } = contender;
  const seen = await estimate([...middleOf(ends).run.point]);
  if (seen === undefined) return repeat(repeats, { ...contender, stepSize: stepSize / 2 }, repetitions + 1);
  const { smoothness, curvatureNoise } = seen;
  const growth = Math.max(smoothness / repeats.constants.smoothness, 1);
  const there = { ...constants, smoothness: smoothness * growth, curvatureNoise: curvatureNoise * growth };
  const limit = stepSizeLimit(method, there);
  if (stepSize <= limit && stepSize === ends.at(-1)?.stepSize) return contender;
  return repeat(repeats, { ...contender, stepSize: Math.min(stepSize, limit) }, repetitions + 1);
}

/** The repetition in the middle; of two the lower. */
export function middleOf(ends: readonly Arm[]): Arm {
  return [...ends].sort((left, right) => left.score - right.score)[(ends.length - 1) >> 1] as Arm;
}

/** A safe one before others, then by the worst of the first repetitions. */
function isBetter(one: Contender, other: Contender): boolean {
  if (one.isSafe !== other.isSafe) return one.isSafe;
  const worst = ({ ends }: Contender): number => Math.max(...ends.map(({ score }) => score));
  return worst(one) < worst(other);
}

async function eachInTurn<Item>(
  items: readonly Item[],
  to: (item: Item) => Promise<Item>,
): Promise<readonly Item[]> {
  const made: Item[] = [];
  for (const item of items) made.push(await to(item));
  return made;
}

/** How rarely chance may do what counts as shown: once in 32, five of five. */
const rarity = 1 / 32;

/** The probability that one of two equal methods is ahead in at least so many repetitions: the sign test, which no single run can veto. */
export function chanceOf(wins: number, of: number): number {
  let [term, sum] = [2 ** -of, 0];
  for (let k = of; k >= wins; k -= 1) {
    sum += term;
    term *= k / (of - k + 1);
  }
  return sum;
}

/** Whether so many wins are more than chance. */
export function isShown(wins: number, of: number): boolean {
  return chanceOf(wins, of) <= rarity;
}

/** Repetitions after which as large a part of wins would be more than chance; undefined where half or fewer were won. */
export function repetitionsNeeded(wins: number, of: number): number | undefined {
  if (2 * wins <= of) return undefined;
  let needed = of;
  while (!isShown(Math.ceil((needed * wins) / of), needed)) needed += 1;
  return needed;
}
