/** A number that an edit leaves open, read off the places where runs are wrong, or right. */
import type { Vector } from '../../../spec/algebra/index.js';
import { resolveNames, type Method } from '../../../spec/language/index.js';
import {
  coarseBits,
  isLinear,
  named,
  openNumber,
  withParameters,
  type Hole,
  type SeenNumber,
} from '../../equations/index.js';
import { liftDouble, nearestDouble, ratioField, type Ratio } from '../../exact/index.js';
import type { Arithmetic } from '../../judge/index.js';
import { isAt, type Place } from './compared-places.js';
import { followRound } from './either-draw.js';
import { followRun } from './judge-page-run.js';
import type { Known, Meter, PageRun } from './page-run.js';
import { asRunsOf } from './as-runs.js';

/** The first two numbers that are tried: plain ones may make two points equal by chance. */
const firstTries: readonly [number, number] = [Math.SQRT1_2, Math.LN2 / 2];
/** Of a curve from there no secant leads to a number as small as an ε. */
const smallTries: readonly [number, number] = [1e-7, 5e-8];
const mostSteps = { curved: 16, straight: 5 };
/** Part of a number that may be off, where it still tells something. */
const telling = 1e-2;
/** What is smaller may be 0. */
const smallest = 1e-6;
/** log₂ of the roundings that a line has, about. */
const operations = 3;

/** Whether all bounds of a page are wide ones where wide ones will do: then a number that is read off tells more than they do. */
export const isLinearPage = ({ lines }: Method): boolean => lines.every(({ value }) => isLinear(value));

/** What is read off a run from its start. */
interface ReadRun {
  readonly number: SeenNumber;
  /** Where it tells the number first. */
  readonly place: Omit<Place, 'at' | 'wrong'>;
}

/**
 * Reads the number that is open off runs from their start, because what it makes is not reported; undefined where it makes one of them wrong.
 *
 * @returns a number for each run that tells one.
 */
export function readFromStart(hole: Hole, runs: readonly PageRun[]): readonly ReadRun[] | undefined {
  const asItsRun = asRunsOf(
    resolveNames(withParameters(hole.with(named(openNumber)).page, [openNumber])),
    true,
  );
  const found: ReadRun[] = [];
  for (const run of runs) {
    const own = asItsRun(run);
    /** How far off everything is, round by round. */
    const follow = function* (
      number: number,
    ): Generator<{ readonly offs: readonly (Off | undefined)[]; readonly place: ReadRun['place'] }> {
      let offs: (Off | undefined)[] = [];
      const [value, passes] = [liftDouble(number), new Map<number, number | undefined>()];
      const watch: PageRun['watch'] = {
        made: ({ span }, frame) => passes.set(span.line, frame.passes.at(-1)),
        compared: (_, known, actual) => void offs.push(offOf(known, actual, run.arithmetic, false)),
      };
      const parametersAt: PageRun['parametersAt'] = (round) =>
        new Map([...run.parametersAt(round), [openNumber, value]]);
      for (const { before } of followRun({ ...own, watch, parametersAt })) {
        yield { offs, place: { run, before, passes: new Map(passes) } };
        offs = [];
      }
    };
    const [one, other] = [follow(firstTries[0]), follow(firstTries[1])];
    let [round, place] = [0, -1];
    let at: ReadRun['place'] | undefined;
    while (place < 0) {
      const [left, right] = [one.next(), other.next()];
      if (left.done === true || right.done === true) break;
      const isTold = (off: Off | undefined, i: number): boolean =>
        off?.some(({ by }, j) => by !== right.value.offs[i]?.[j]?.by) === true;
      // before the number counts, all is as it should be
      if (left.value.offs.some((off, i) => !isTold(off, i) && isFar(off))) return undefined;
      [round, place, at] = [round + 1, left.value.offs.findIndex(isTold), left.value.place];
    }
    if (place < 0 || at === undefined) continue;
    const number = solve((tried) => [...take(follow(tried), round)].at(-1)?.offs[place], mostSteps.straight);
    if (number === undefined) return undefined;
    if (number.off < Infinity) found.push({ number, place: at });
  }
  return found;
}

const isFar = (off: Off | undefined): boolean => off?.some(({ by, bound }) => Math.abs(by) > bound) === true;

function* take<T>(all: Iterable<T>, most: number): Generator<T> {
  let left = most;
  for (const one of all) {
    yield one;
    left -= 1;
    if (left === 0) return;
  }
}

/** What has been done, and how much may have been when reading ends. */
export interface Reading {
  readonly meter: Meter;
  readonly most: number;
}

/** Reads the number that is open off all places, where it must be off the coordinates that are wrong alone; undefined where none makes one of them right, or no place tells it.
 *
 * @param reading - how much may have been done when it ends.
 */
export function readAll(
  hole: Hole,
  places: readonly Place[],
  isCoarse: boolean,
  { meter, most: mostRead }: Reading,
): { readonly numbers: readonly SeenNumber[]; readonly isByCoordinate: boolean } | undefined {
  const edited = resolveNames(withParameters(hole.with(named(openNumber)).page, [openNumber]));
  const isWide = isLinearPage(edited);
  const asItsRun = asRunsOf(edited, isWide || isCoarse);
  const numbers: SeenNumber[] = [];
  let isByCoordinate = false;
  const most = mostSteps[hole.isEnd ? 'straight' : 'curved'];
  for (const { run, before, at, wrong } of places) {
    if (meter.numbers > mostRead) return undefined;
    const own = asItsRun(run);
    const offAt = (number: number): Off | undefined => {
      let off: Off | undefined;
      const value = liftDouble(number);
      const watch: PageRun['watch'] = {
        compared: (place, known, actual) => {
          if (!isAt(place, at)) return false;
          off ??= offOf(known, actual, run.arithmetic, isWide);
          return true;
        },
      };
      const parametersAt: PageRun['parametersAt'] = (round) =>
        new Map([...run.parametersAt(round), [openNumber, value]]);
      followRound({ ...own, watch, parametersAt }, before);
      return off;
    };
    let number: SeenNumber | undefined = isByCoordinate
      ? undefined
      : (solve(offAt, most, hole.isEnd || !isWide) ??
        (isWide ? undefined : solve(offAt, most, true, smallTries)));
    if (number === undefined && wrong.size > 0 && wrong.size < run.dimension && !hole.isEnd) {
      number = solve((tried) => offAt(tried)?.filter((_, i) => wrong.has(i)), most);
      isByCoordinate ||= number !== undefined;
    }
    const [first = number] = numbers;
    // a coordinate alone is right with some number: it tells something where that is always the same
    if (number === undefined || (isByCoordinate && first !== undefined && !isSame(first, number)))
      return undefined;
    numbers.push(number);
  }
  return { numbers, isByCoordinate };
}

const isSame = (one: SeenNumber, other: SeenNumber): boolean =>
  Math.abs(one.value - other.value) <= one.off + other.off + 1e-9 * Math.abs(one.value);

/** How far what a page makes is from what a program has, and may be, by coordinate. */
type Off = readonly { readonly by: number; readonly bound: number }[];

function offOf(
  { value, errors }: Known,
  actual: Vector<Ratio>,
  arithmetic: Arithmetic,
  isWide: boolean,
): Off | undefined {
  // of wide bounds, what rounding is
  const share =
    arithmetic === 'exact' || !isWide
      ? 1
      : 2 ** (coarseBits(arithmetic) + operations - arithmetic.format.precision);
  const off = value.map((made, i) => ({
    by: nearestDouble(ratioField.subtract(made, actual[i] ?? ratioField.zero)),
    bound: errors[i] === undefined ? NaN : share * nearestDouble(errors[i]),
  }));
  return off.every(({ by, bound }) => Number.isFinite(by) && Number.isFinite(bound)) ? off : undefined;
}

/** What tells nothing of a number. */
const unknown: SeenNumber = { value: 0, off: Infinity };

/** The number with which nothing is off, by secants in the coordinate that shows it best. */
function solve(
  offAt: (number: number) => Off | undefined,
  most: number,
  hasSeveral = false,
  tries = firstTries,
): SeenNumber | undefined {
  let [left, right] = tries;
  let [atLeft, atRight] = [offAt(left), offAt(right)];
  for (let step = 0; step < most; step += 1) {
    if (atLeft === undefined || atRight === undefined) return undefined;
    const slopes = atRight.map(({ by }, i) => (by - (atLeft?.[i]?.by ?? NaN)) / (right - left));
    if (slopes.every((slope) => slope === 0))
      return atRight.every(({ by, bound }) => Math.abs(by) <= bound) ? unknown : undefined;
    const isLeft = atRight.map(({ by, bound }) => Math.abs(by) > bound);
    const precision = slopes.map((slope, i) =>
      isLeft[i] === true || !isLeft.includes(true) ? (atRight?.[i]?.bound ?? NaN) / Math.abs(slope) : NaN,
    );
    const best = Math.min(...precision.filter((off) => !Number.isNaN(off)));
    const at = precision.indexOf(best);
    const next = right - (atRight[at]?.by ?? NaN) / (slopes[at] ?? NaN);
    const atNext = Number.isFinite(next) ? offAt(next) : undefined;
    if (atNext === undefined) return undefined;
    const ulp = 2 ** -50 * Math.abs(next);
    const rights = atNext.map(
      ({ by, bound }, i) => Math.abs(by) <= 2 * bound + Math.abs(slopes[i] ?? 0) * (best + ulp),
    );
    const isRight = !rights.includes(false);
    // a number that is right in one coordinate, and not in others; of a curve, or a cut, it may be another one
    if (!isRight && !hasSeveral && rights[at] === true) return undefined;
    if (isRight)
      return best <= telling * Math.max(Math.abs(next), smallest) ? { value: next, off: 2 * best } : unknown;
    if (Math.abs(next - right) <= ulp) return undefined;
    [left, atLeft, right, atRight] = [right, atRight, next, atNext];
  }
  return undefined;
}
