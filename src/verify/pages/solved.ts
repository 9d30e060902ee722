/** Edits with a number of their own: it is read off wherever runs are wrong, and right, and a formula is found for what was read. */
import type { Vector } from '../../../spec/algebra/index.js';
import {
  printExpression,
  repeatsOf,
  resolveNames,
  typeOf,
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
import type { Arithmetic, ComponentReport } from '../../judge/index.js';
import { isToldBefore } from './frontier.js';
import { followRun } from './judge-page-run.js';
import {
  extraNames,
  parametersOfRound,
  type ComparedPlace,
  type Known,
  type PageRun,
  type RoundBefore,
} from './page-run.js';
import { readVectors } from './places.js';
import { asRunsOf, attempt, type JudgedPageRun } from './try-page.js';
import { followRound } from './either-draw.js';

/** A vector that is compared with what was reported or asked. */
interface Place {
  readonly run: PageRun;
  readonly before: RoundBefore;
  readonly at: ComparedPlace;
  /** The pass of each line, by its place on the page, that made it. */
  readonly passes: ReadonlyMap<number, number | undefined>;
  /** The coordinates that are wrong. */
  readonly wrong: ReadonlySet<number | undefined>;
}

/** No more places are read, wrong and right ones: a formula that holds for these is tried on all runs. */
const mostPlaces = { wrong: 12, right: 6 };
/** Parts of a formula that holds in some places alone. */
const mostSomewhere = 4;
/** The number that is open. */
const open = 'γ';
const mostSteps = { curved: 16, straight: 5 };
/** Part of a number that may be off, where it still tells something. */
const telling = 1e-2;
/** What is smaller may be 0. */
const smallest = 1e-6;
/** log₂ of the roundings that a line has, about. */
const operations = 3;

/** Edits with a formula for a number, the shortest first: those that hold in all places, and those that hold wherever runs are wrong. */
export function solvedEdits(
  method: Method,
  runs: readonly JudgedPageRun[],
): Readonly<Record<'everywhere' | 'somewhere', readonly Edit[]>> {
  const { wrong, right } = placesOf(method, runs);
  if (wrong.length === 0) return { everywhere: [], somewhere: [] };
  const finder = (
    places: readonly Place[],
  ): ((hole: Hole, seen: readonly SeenNumber[]) => readonly Sized[]) => {
    const formulasOf = memoized((line: Line<Use>) => createFormulas(leavesOf(method, line, places)));
    const known = new Map<string, readonly FoundFormula[]>();
    return (hole, seen) => {
      // several holes may be one number
      const key = `${hole.line.span.line} ${seen.map(({ value }) => value.toPrecision(9)).join()}`;
      const formulas = known.get(key) ?? formulasOf(hole.line)(seen);
      known.set(key, formulas);
      return formulas.map(({ size, expression }) => ({
        size: hole.size + size,
        edit: hole.with(expression),
      }));
    };
  };
  const [ofAll, ofWrong] = [finder([...wrong, ...right]), finder(wrong)];
  const [asItsRun, isCoarse] = [asRunsOf(method, true), isLinearPage(method)];
  /** With the norm of the part in it. */
  const ofSizes = (hole: Hole, numbers: readonly SeenNumber[]): readonly Sized[] => {
    const { part, line } = hole;
    if (typeOf(part) !== 'vector') return [];
    const vectorsAt = readVectors(asItsRun, line, [part]);
    const values = [...wrong, ...right].map((place) => {
      const vector = vectorsAt({ ...place, index: 0 })
        .get(place.passes.get(line.span.line))
        ?.get(printExpression(part));
      return vector === undefined ? NaN : Math.hypot(...vector);
    });
    const norm: Expression<Use> = { kind: 'apply', operator: 'norm', operands: [part], span: line.span };
    if (!values.every(Number.isFinite)) return [];
    const leaf = { expression: norm, values };
    return createFormulas([leaf])(numbers).map(({ size, expression }) => ({
      ...{ size: hole.size + size + 1, edit: hole.with(expression) },
    }));
  };
  const [everywhere, somewhere]: [Sized[], Sized[]] = [[], []];
  for (const hole of holesOf(method)) {
    const seen = attempt(() => readAll(hole, wrong, isCoarse));
    if (seen === undefined || seen.numbers.every(({ off }) => off === Infinity)) continue;
    if (hole.isEnd) {
      everywhere.push(...ofWrong(hole, seen.numbers));
      continue;
    }
    const others = seen.isByCoordinate ? undefined : attempt(() => readAll(hole, right, isCoarse));
    const numbers = others && [...seen.numbers, ...others.numbers];
    const plain = numbers ? ofAll(hole, numbers) : [];
    const found = plain.length > 0 || numbers === undefined ? plain : ofSizes(hole, numbers);
    if (found.length > 0) everywhere.push(...found);
    else
      somewhere.push(
        ...ofWrong(hole, seen.numbers)
          .slice(0, 2)
          .filter(({ size }) => size <= mostSomewhere),
      );
  }
  const sorted = (all: readonly Sized[]): readonly Edit[] =>
    all.toSorted((left, right) => left.size - right.size).map(({ edit }) => edit);
  return { everywhere: sorted(everywhere), somewhere: sorted(somewhere) };
}

/** An edit, and how many parts there are that the page does not have. */
interface Sized {
  readonly size: number;
  readonly edit: Edit;
}

/** Whether all bounds of a page are wide ones where wide ones will do: then a number that is read off tells more than they do. */
export const isLinearPage = ({ lines }: Method): boolean => lines.every(({ value }) => isLinear(value));

/** Where vectors are compared that are the first to be wrong in some rounds, and wrong, or right: of many the cheaper ones, from all rounds. */
function placesOf(
  method: Method,
  runs: readonly JudgedPageRun[],
): Readonly<Record<'wrong' | 'right', readonly Place[]>> {
  const asItsRun = asRunsOf(method, true);
  /** Those that are the first to be wrong in a round. */
  const quantities = new Set<string>();
  const everywhere = runs.flatMap(({ run }) => {
    const compared: Omit<Place, 'run' | 'before' | 'wrong'>[] = [];
    const passes = new Map<number, number | undefined>();
    const watch: PageRun['watch'] = {
      made: ({ span }, frame) => passes.set(span.line, frame.passes.at(-1)),
      compared: (at) => {
        compared.push({ at, passes: new Map(passes) });
        return false;
      },
    };
    const found: Place[] = [];
    for (const { before, followed } of followRun({ ...asItsRun(run), watch })) {
      const [first] = followed.violations;
      if (first !== undefined) quantities.add(first.quantity);
      for (const one of isToldBefore(before) && before.seen.isGiven !== true ? compared : [])
        found.push({ ...one, ...{ run, before }, wrong: wrongAt(followed.violations, one.at) });
      compared.length = 0;
      passes.clear();
    }
    return found;
  });
  const all = everywhere.filter(({ at }) => quantities.has(at.quantity));
  const workOf = ({ run, before, at }: Place): number =>
    run.dimension * (at.step ?? before.seen.questions.length);
  const isWrong = ({ wrong }: Place): boolean => wrong.size > 0;
  const lines = new Set(all.filter(isWrong).flatMap(({ passes }) => [...passes.keys()]));
  // what is right before the lines are made tells nothing of them
  const isTelling = ({ passes }: Place): boolean => [...lines].every((line) => passes.has(line));
  const spread = (some: readonly Place[], most: number): readonly Place[] => {
    const places = some
      .toSorted((left, right) => workOf(left) - workOf(right))
      .slice(0, 8 * most)
      .toSorted(
        (left, right) => left.at.round - right.at.round || (left.at.step ?? 0) - (right.at.step ?? 0),
      );
    const count = Math.min(most, places.length);
    return Array.from({ length: count }, (_, i) => places[Math.floor((i * places.length) / count)] as Place);
  };
  // what is wrong in several coordinates refutes most edits
  const wrong = spread(all.filter(isWrong), mostPlaces.wrong).toSorted(
    (left, right) => right.run.dimension - left.run.dimension,
  );
  const right = all.filter((one) => !isWrong(one) && isTelling(one));
  return { wrong, right: spread(right, mostPlaces.right) };
}

const wrongAt = (violations: readonly ComponentReport[], at: ComparedPlace): Place['wrong'] =>
  new Set(violations.filter((violation) => isAt(violation, at)).map(({ component }) => component));

const isAt = (one: Omit<ComparedPlace, 'statement' | 'equation'>, at: ComparedPlace): boolean =>
  one.round === at.round && one.step === at.step && one.quantity === at.quantity;

/** Reads the number that is open off all places, where it must be off the coordinates that are wrong alone; undefined where none makes one of them right, or no place tells it. */
function readAll(
  hole: Hole,
  places: readonly Place[],
  isCoarse: boolean,
): { readonly numbers: readonly SeenNumber[]; readonly isByCoordinate: boolean } | undefined {
  const { page } = hole.with(named(open));
  const given = { name: named(open), bounds: [] };
  const edited = resolveNames({ ...page, parameters: [...page.parameters, given] });
  const isWide = isLinearPage(edited);
  const asItsRun = asRunsOf(edited, isWide || isCoarse);
  const numbers: SeenNumber[] = [];
  let isByCoordinate = false;
  const most = mostSteps[hole.isEnd ? 'straight' : 'curved'];
  for (const { run, before, at, wrong } of places) {
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
        new Map([...run.parametersAt(round), [open, value]]);
      followRound({ ...own, watch, parametersAt }, before);
      return off;
    };
    let number: SeenNumber | undefined = isByCoordinate ? undefined : solve(offAt, most);
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
function solve(offAt: (number: number) => Off | undefined, most: number): SeenNumber | undefined {
  let [left, right] = [1 / 2, 1 / 4];
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
  // outside of a repeat a parameter by step is that of the first step
  const isRead = (each?: string): boolean => each !== 'step' || counter !== undefined;
  const own = method.parameters.flatMap(({ name, each }) => (isRead(each) ? [name.name] : []));
  const extras = extraNames(method).filter(
    (name) => name !== 'tape' && (counter === undefined || !name.endsWith('₁')),
  );
  const names = [...own, ...extras];
  const leafOf = (expression: Expression<Use>, of: (place: Place) => number): Leaf => ({
    expression,
    // where the line was not made, its number makes no difference
    values: places.map((place) => (place.passes.has(span.line) ? of(place) : 1)),
  });
  return [
    ...names.map((name) => leafOf(named(name), (place) => valueOf(name, place))),
    leafOf(named('t'), ({ before }) => before.counter),
    ...(counter === undefined ? [] : [leafOf(named(counter), passOf)]),
    leafOf(dimension, ({ run }) => run.dimension),
  ].filter(({ values }) => values.every(Number.isFinite));
}
