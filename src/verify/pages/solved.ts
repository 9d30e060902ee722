/** Edits with a number of their own: it is read off wherever runs are wrong, and right, and a formula is found for what was read. */
import type { Vector } from '../../../spec/algebra/index.js';
import {
  repeatsOf,
  resolveNames,
  type Expression,
  type Line,
  type Method,
  type Use,
} from '../../../spec/language/index.js';
import {
  coarseBits,
  createFormulas,
  holesOf,
  isLinear,
  memoized,
  named,
  type Edit,
  type FoundFormula,
  type Hole,
  type Leaf,
  type SeenNumber,
} from '../../equations/index.js';
import { liftDouble, nearestDouble, ratioField, type Ratio } from '../../exact/index.js';
import type { Arithmetic } from '../../judge/index.js';
import { isToldBefore } from './frontier.js';
import { followRun } from './judge-page-run.js';
import {
  parametersOfRound,
  type ComparedPlace,
  type Known,
  type PageRun,
  type RoundBefore,
} from './page-run.js';
import { asRunsOf, attempt, type JudgedPageRun } from './try-page.js';
import { followRound } from './either-draw.js';

/** A vector that is compared with what was reported or asked. */
interface Place {
  readonly run: PageRun;
  readonly before: RoundBefore;
  readonly at: ComparedPlace;
  /** The pass of each line, by its place on the page, that made it. */
  readonly passes: ReadonlyMap<number, number | undefined>;
}

/** No more places are read, wrong and right ones: a formula that holds for these is tried on all runs. */
const mostPlaces = { wrong: 12, right: 6 };
/** The number that is open. */
const open = 'γ';
const mostSteps = 16;
/** Part of a number that may be off, where it still tells something. */
const telling = 1e-2;
/** What is smaller may be 0. */
const smallest = 1e-6;
/** log₂ of the roundings that a line has, about. */
const operations = 3;

/** The edits with a number that a formula gives for all places in which runs are wrong, the shortest first. */
export function solvedEdits(method: Method, runs: readonly JudgedPageRun[]): readonly Edit[] {
  const places = placesOf(method, runs);
  if (places.length === 0) return [];
  const formulasOf = memoized((line: Line<Use>) => createFormulas(leavesOf(method, line, places)));
  const known = new Map<string, readonly FoundFormula[]>();
  const found = [...holesOf(method)].flatMap((hole) => {
    const seen = attempt(() => readAll(hole, places));
    if (seen === undefined) return [];
    // several holes may be one number
    const key = `${hole.line.span.line} ${seen.map(({ value }) => value.toPrecision(9)).join()}`;
    const formulas = known.get(key) ?? formulasOf(hole.line)(seen);
    known.set(key, formulas);
    return formulas.map(({ size, expression }) => ({ size: hole.size + size, edit: hole.with(expression) }));
  });
  return found.toSorted((left, right) => left.size - right.size).map(({ edit }) => edit);
}

/** Whether all bounds of a page are wide ones where wide ones will do: then a number that is read off tells more than they do. */
export const isLinearPage = ({ lines }: Method): boolean => lines.every(({ value }) => isLinear(value));

/** Where vectors are compared that are the first to be wrong in some rounds, and wrong, or right: of many the cheaper ones, from all rounds. */
function placesOf(method: Method, runs: readonly JudgedPageRun[]): readonly Place[] {
  const asItsRun = asRunsOf(method, true);
  /** Those that are the first to be wrong in a round. */
  const quantities = new Set<string>();
  const everywhere = runs.flatMap(({ run }) => {
    const compared: Omit<Place, 'run' | 'before'>[] = [];
    const passes = new Map<number, number | undefined>();
    const watch: PageRun['watch'] = {
      made: ({ span }, pass) => passes.set(span.line, pass.at(-1)),
      compared: (at) => {
        compared.push({ at, passes: new Map(passes) });
      },
    };
    const found: { readonly place: Place; readonly isWrong: boolean }[] = [];
    for (const { before, followed } of followRun({ ...asItsRun(run), watch })) {
      const [first] = followed.violations;
      if (first !== undefined) quantities.add(first.quantity);
      for (const one of isToldBefore(before) && before.seen.isGiven !== true ? compared : [])
        found.push({
          place: { ...one, run, before },
          isWrong: followed.violations.some((violation) => isAt(violation, one.at)),
        });
      compared.length = 0;
      passes.clear();
    }
    return found;
  });
  const all = everywhere.filter(({ place }) => quantities.has(place.at.quantity));
  const workOf = ({ run, before, at }: Place): number =>
    run.dimension * (at.step ?? before.seen.questions.length);
  const lines = new Set(all.flatMap(({ place, isWrong }) => (isWrong ? [...place.passes.keys()] : [])));
  // what is right before the lines are made tells nothing of them
  const isTelling = ({ passes }: Place): boolean => [...lines].every((line) => passes.has(line));
  const spread = (isWrong: boolean, most: number): readonly Place[] => {
    const places = all
      .flatMap((one) => (one.isWrong === isWrong && (isWrong || isTelling(one.place)) ? [one.place] : []))
      .toSorted((left, right) => workOf(left) - workOf(right))
      .slice(0, 8 * most)
      .toSorted(
        (left, right) => left.at.round - right.at.round || (left.at.step ?? 0) - (right.at.step ?? 0),
      );
    const count = Math.min(most, places.length);
    return Array.from({ length: count }, (_, i) => places[Math.floor((i * places.length) / count)] as Place);
  };
  // what is wrong in several coordinates refutes most edits
  const wrong = spread(true, mostPlaces.wrong).toSorted(
    (left, right) => right.run.dimension - left.run.dimension,
  );
  return wrong.length === 0 ? [] : [...wrong, ...spread(false, mostPlaces.right)];
}

const isAt = (one: Omit<ComparedPlace, 'statement' | 'equation'>, at: ComparedPlace): boolean =>
  one.round === at.round && one.step === at.step && one.quantity === at.quantity;

/** Reads the number that is open off all places; undefined where none makes one of them right, or no place tells it. */
function readAll(hole: Hole, places: readonly Place[]): readonly SeenNumber[] | undefined {
  const { page } = hole.with(named(open));
  const given = { name: named(open), bounds: [] };
  const edited = resolveNames({ ...page, parameters: [...page.parameters, given] });
  const isWide = isLinearPage(edited);
  const asItsRun = asRunsOf(edited, isWide);
  const seen: SeenNumber[] = [];
  for (const { run, before, at } of places) {
    const own = asItsRun(run);
    const number = solve((number) => {
      let off: Off | undefined;
      const value = liftDouble(number);
      const watch: PageRun['watch'] = {
        compared: (place, known, actual) => {
          if (isAt(place, at)) off ??= offOf(known, actual, run.arithmetic, isWide);
        },
      };
      const parametersAt: PageRun['parametersAt'] = (round) =>
        new Map([...run.parametersAt(round), [open, value]]);
      followRound({ ...own, watch, parametersAt, endsAt: (violation) => isAt(violation, at) }, before);
      return off;
    });
    if (number === undefined) return undefined;
    seen.push(number);
  }
  return seen.some(({ off }) => off < Infinity) ? seen : undefined;
}

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
  const toDouble = (ratio: Ratio): number => nearestDouble(ratioField.toRatio(ratio));
  const off = value.map((made, i) => ({
    by: toDouble(ratioField.subtract(made, actual[i] ?? ratioField.zero)),
    bound: errors[i] === undefined ? NaN : share * toDouble(errors[i]),
  }));
  return off.every(({ by, bound }) => Number.isFinite(by) && Number.isFinite(bound)) ? off : undefined;
}

/** What tells nothing of a number. */
const unknown: SeenNumber = { value: 0, off: Infinity };

/** The number with which nothing is off, by secants in the coordinate that shows it best. */
function solve(offAt: (number: number) => Off | undefined): SeenNumber | undefined {
  let [left, right] = [1 / 2, 1 / 4];
  let [atLeft, atRight] = [offAt(left), offAt(right)];
  for (let step = 0; step < mostSteps; step += 1) {
    if (atLeft === undefined || atRight === undefined) return undefined;
    const slopes = atRight.map(({ by }, i) => (by - (atLeft?.[i]?.by ?? NaN)) / (right - left));
    if (slopes.every((slope) => slope === 0))
      return atRight.every(({ by, bound }) => Math.abs(by) <= bound) ? unknown : undefined;
    const precision = slopes.map((slope, i) => (atRight?.[i]?.bound ?? NaN) / Math.abs(slope));
    const best = Math.min(...precision.filter((off) => !Number.isNaN(off)));
    const at = precision.indexOf(best);
    const next = right - (atRight[at]?.by ?? NaN) / (slopes[at] ?? NaN);
    const atNext = Number.isFinite(next) ? offAt(next) : undefined;
    if (atNext === undefined) return undefined;
    const ulp = 2 ** -50 * Math.abs(next);
    const isRight = atNext.every(
      ({ by, bound }, i) => Math.abs(by) <= 2 * bound + Math.abs(slopes[i] ?? 0) * (best + ulp),
    );
    if (isRight)
      return best <= telling * Math.max(Math.abs(next), smallest) ? { value: next, off: 2 * best } : unknown;
    if (Math.abs(next - right) <= ulp) return undefined;
    [left, atLeft, right, atRight] = [right, atRight, next, atNext];
  }
  return undefined;
}

/** What a formula may be made of in a line, and what that was in each place. */
function leavesOf(method: Method, { target, span }: Line<Use>, places: readonly Place[]): readonly Leaf[] {
  const counter = repeatsOf(target.version.blocks).at(-1)?.counter.name;
  const [point] = method.states;
  const dimension: Expression<Use> = {
    kind: 'apply',
    operator: 'dim',
    operands: [named(point?.name.name ?? '')],
    span,
  };
  const passOf = ({ passes }: Place): number => passes.get(span.line) ?? NaN;
  const valueOf = (name: string, place: Place): number => {
    const value = parametersOfRound(place.run, place.before.round).get(name);
    if (value === undefined || typeof value === 'number') return value ?? NaN;
    const own = 'numerator' in value ? value : value[passOf(place) - 1];
    return own === undefined ? NaN : nearestDouble(ratioField.toRatio(own));
  };
  const leafOf = (expression: Expression<Use>, of: (place: Place) => number): Leaf => ({
    expression,
    // where the line was not made, its number makes no difference
    values: places.map((place) => (place.passes.has(span.line) ? of(place) : 1)),
  });
  return [
    ...method.parameters.map(({ name }) => leafOf(named(name.name), (place) => valueOf(name.name, place))),
    leafOf(named('t'), ({ before }) => before.counter),
    ...(counter === undefined ? [] : [leafOf(named(counter), passOf)]),
    leafOf(dimension, ({ run }) => run.dimension),
  ].filter(({ values }) => values.every(Number.isFinite));
}
