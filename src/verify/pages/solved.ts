/** Edits with a number of their own: it is read off wherever runs are wrong, and right, and a formula is found for what was read. */
import {
  partsOf,
  printExpression,
  repeatsOf,
  typeOf,
  type Expression,
  type Line,
  type Method,
  type Use,
} from '../../../spec/language/index.js';
import {
  apply,
  createFormulas,
  holesOf,
  memoriesOf,
  memoized,
  named,
  numeral,
  openStarts,
  roundoff,
  type Edit,
  type FoundFormula,
  type Hole,
  type Leaf,
  type SeenNumber,
} from '../../equations/index.js';
import { placesOf, type Place } from './compared-places.js';
import { readVectors } from './features.js';
import { extraNames, numberIn, type PageRun } from './page-run.js';
import { isLinearPage, readAll, readFromStart, type Reading } from './read-number.js';
import { asRunsOf, attempt } from './as-runs.js';
import type { JudgedPageRun, Work } from './try-page.js';

/** Parts of a formula that holds in some places alone. */
const mostSomewhere = 4;
/** How much of all work may go on reading numbers. */
const mostShare = 0.25;
/** Runs that are followed from their start. */
const mostRuns = 5;

/** Edits that hold in all places, and those that hold wherever runs are wrong, the shortest first. */
export type Solved = Readonly<Record<'everywhere' | 'somewhere', readonly Edit[]>>;

/**
 * Edits with a formula for a number: first those that change least of a line.
 *
 * @param isConcerned - which lines may have one.
 */
export function* solvedEdits(
  method: Method,
  runs: readonly JudgedPageRun[],
  work: Work,
  isConcerned: (line: Line<Use>) => boolean = () => true,
): Generator<Solved> {
  const reading = { meter: work, most: work.numbers + mostShare * work.most };
  const holes = [...holesOf(method)].filter(({ line }) => isConcerned(line));
  const isFed = memoized((line: Line<Use>) => feedsHidden(method, runs, line));
  const groups = [true, false].flatMap((isTold) => {
    const own = holes.filter(({ line }) => isFed(line) === isTold);
    return own.length === 0 ? [] : [{ own, solve: createSolver(method, runs, reading, isTold) }];
  });
  for (const isSmall of [true, false]) {
    const found = groups.map(({ own, solve }) => solve(own.filter(({ size }) => size < 2 === isSmall)));
    yield {
      everywhere: sorted(found.flatMap(({ everywhere }) => everywhere)),
      somewhere: sorted(found.flatMap(({ somewhere }) => somewhere)),
    };
  }
}

/** Whether what a line makes comes, by what is not told, into a state that is not told: then later rounds tell nothing of the line. */
function feedsHidden({ lines, states }: Method, runs: readonly JudgedPageRun[], line: Line<Use>): boolean {
  const told = new Set(runs.flatMap(({ run }) => [...(run.rounds[1]?.states.keys() ?? [])]));
  const hidden = states.filter(({ name }) => !told.has(name.name)).map(({ name }) => name.name);
  const names = new Set([line.target.name]);
  for (const name of names)
    for (const { target, value } of told.has(name) ? [] : lines)
      if (partsOf(value).some((part) => part.kind === 'name' && part.name === name)) names.add(target.name);
  return hidden.length === 0 || hidden.some((name) => names.has(name));
}

/** Solves holes in the places that runs have: see {@link placesOf}. */
function createSolver(
  method: Method,
  runs: readonly JudgedPageRun[],
  reading: Reading,
  isTold: boolean,
): (holes: readonly Hole[]) => Readonly<Record<'everywhere' | 'somewhere', readonly Sized[]>> {
  const { wrong, right } = placesOf(method, runs, isTold);
  const finder = (
    places: readonly Place[],
    isShort: boolean,
  ): ((hole: Hole, seen: readonly SeenNumber[]) => readonly Sized[]) => {
    const formulasOf = memoized((line: Line<Use>) => createFormulas(leavesOf(method, line, places, isShort)));
    const known = new Map<string, readonly FoundFormula[]>();
    const inSteps = (line: Line<Use>, seen: readonly SeenNumber[]): readonly FoundFormula[] => {
      const rounds = places.map(({ before }) => before.counter);
      const length = isShort ? undefined : stepLength(rounds, seen);
      if (length === undefined) return [];
      const values = rounds.map((t) => Math.floor((t - 1) / length));
      return createFormulas([{ expression: stepOf(line, length), values }])(seen, true);
    };
    return (hole, seen) => {
      // several holes may be one number
      const key = `${hole.line.span.line} ${seen.map(({ value }) => value.toPrecision(9)).join()}`;
      let formulas = known.get(key);
      if (formulas === undefined) {
        const plain = formulasOf(hole.line)(seen, isShort);
        known.set(key, (formulas = plain.length > 0 ? plain : inSteps(hole.line, seen)));
      }
      return formulas.map(({ size, expression }) => ({
        size: hole.size + size,
        edit: hole.with(expression),
      }));
    };
  };
  const places = [...wrong, ...right];
  const [ofAll, ofWrong] = [finder(places, false), finder(wrong, true)];
  const [asItsRun, isCoarse] = [asRunsOf(method, true), isLinearPage(method)];
  const gradients = method.questions.flatMap(({ gradient }) =>
    gradient.member === undefined ? [gradient] : [],
  );
  /** The norms of the vectors of a line, and of all gradients, where it is made. */
  const normsOf = memoized((line: Line<Use>) => {
    const own = partsOf<Use>(line.value).filter((part) => typeOf(part) === 'vector');
    const vectors = [...new Map([...own, ...gradients].map((one) => [printExpression(one), one])).values()];
    const valuesAt = readVectors(asItsRun, line, vectors);
    return memoized((vector: Expression<Use>): readonly number[] =>
      places.map((place) => {
        // where the line was not made, its number makes no difference
        if (!place.passes.has(line.span.line)) return 1;
        const values = valuesAt({ ...place, index: 0 })
          .get(place.passes.get(line.span.line))
          ?.get(printExpression(vector));
        return values === undefined || values.length === 0 ? NaN : Math.hypot(...values);
      }),
    );
  });
  /** With the norm of the part in it, or those of gradients. */
  const ofSizes = ({ part, line, ...hole }: Hole, numbers: readonly SeenNumber[]): readonly Sized[] => {
    if (typeOf(part) !== 'vector') return [];
    // where nothing tells the number, a divisor may be 0
    const isTold = (_: unknown, i: number): boolean => (numbers[i]?.off ?? Infinity) < Infinity;
    const vectors = [part, ...gradients.filter((one) => printExpression(one) !== printExpression(part))];
    const leaves = vectors.flatMap((vector): readonly Leaf[] => {
      const values = normsOf(line)(vector).filter(isTold);
      return values.every(Number.isFinite) ? [{ expression: apply('norm', vector), values }] : [];
    });
    return createFormulas(leaves)(numbers.filter(isTold), true).map(({ size, expression }) => ({
      ...{ size: hole.size + size + 1, edit: hole.with(expression) },
    }));
  };
  return (holes) => {
    const [everywhere, somewhere]: [Sized[], Sized[]] = [[], []];
    for (const hole of wrong.length === 0 ? [] : holes) {
      const seen = attempt(() => readAll(hole, wrong, isCoarse, reading));
      if (seen === undefined || seen.numbers.every(({ off }) => off === Infinity)) continue;
      if (hole.isEnd) {
        everywhere.push(...ofWrong(hole, seen.numbers));
        continue;
      }
      const others = seen.isByCoordinate ? undefined : attempt(() => readAll(hole, right, isCoarse, reading));
      const numbers = others && [...seen.numbers, ...others.numbers];
      const plain = numbers ? ofAll(hole, numbers) : [];
      const found =
        plain.length > 0 || numbers === undefined ? plain : (attempt(() => ofSizes(hole, numbers)) ?? []);
      if (found.length > 0) everywhere.push(...found);
      else
        somewhere.push(
          ...ofWrong(hole, seen.numbers)
            .slice(0, 2)
            .filter(({ size }) => size <= mostSomewhere),
        );
    }
    return { everywhere, somewhere };
  };
}

/** Edits with a start or a memory whose number is read off runs from their start, the shortest first. */
export function rememberedEdits(
  method: Method,
  runs: readonly JudgedPageRun[],
  isConcerned: (line: Line<Use>) => boolean = () => true,
): readonly Edit[] {
  const failing = runs.filter(
    ({ isFailing, run }) => isFailing && run.rounds.every(({ isGiven }) => isGiven !== true),
  );
  const asked = failing.filter(({ run }) => run.computed === undefined);
  const workOf = ({ rounds, dimension }: PageRun): number =>
    rounds.reduce((sum, { questions }) => sum + Math.max(1, questions.length), 0) * dimension;
  const cheapest = (asked.length > 0 ? asked : failing)
    .map(({ run }) => run)
    .toSorted((left, right) => workOf(left) - workOf(right))
    .slice(0, mostRuns);
  const found: Sized[] = [];
  for (const hole of [...openStarts(method), ...memoriesOf(method)]) {
    if (!isConcerned(hole.line)) continue;
    const read = attempt(() => readFromStart(hole, cheapest)) ?? [];
    if (read.length === 0) continue;
    const places = read.map(({ place }) => place);
    const numbers = read.map(({ number }) => number);
    const formulas = createFormulas(leavesOf(method, hole.line, places, true))(numbers, true);
    for (const { size, expression } of formulas.filter((one) => one.size === formulas[0]?.size))
      found.push({ size: hole.size + size, edit: hole.with(expression) });
  }
  return sorted(found);
}

/** How many rounds a number stays what it is, where it changes after as many again and again, and by nothing else; undefined where it does not. */
function stepLength(rounds: readonly number[], seen: readonly SeenNumber[]): number | undefined {
  const byRound = new Map<number, SeenNumber>();
  const isSame = (one: SeenNumber, other: SeenNumber): boolean =>
    Math.abs(one.value - other.value) <= one.off + other.off + roundoff * Math.abs(one.value);
  for (const [i, number] of seen.entries()) {
    const round = rounds[i];
    if (round === undefined || number.off === Infinity) continue;
    const known = byRound.get(round);
    if (known !== undefined && !isSame(known, number)) return undefined;
    byRound.set(round, number);
  }
  const first = byRound.get(1);
  const all = [...byRound].toSorted(([left], [right]) => left - right);
  const other = first && all.find(([, number]) => !isSame(first, number));
  const length = (other?.[0] ?? 1) - 1;
  return length > 1 ? length : undefined;
}

/** ⌊(t − 1)/q⌋: how many times q rounds were made. */
function stepOf(line: Line<Use>, length: number): Expression<Use> {
  const q = numeral(String(length), line);
  const before = apply('−', named('t'), numeral('1', line));
  return apply('/', apply('−', before, apply('mod', before, q)), q);
}

const sorted = (all: readonly Sized[]): readonly Edit[] =>
  all.toSorted((left, right) => left.size - right.size).map(({ edit }) => edit);

/** An edit, and how many parts there are that the page does not have. */
interface Sized {
  readonly size: number;
  readonly edit: Edit;
}

/** What a formula may be made of in a line, and what that was in each place; `isShort`: the parameters alone. */
function leavesOf(
  method: Method,
  { target, span }: Line<Use>,
  places: readonly Omit<Place, 'at' | 'wrong'>[],
  isShort: boolean,
): readonly Leaf[] {
  const counter = repeatsOf(target.version.blocks).at(-1)?.counter.name;
  const [point] = method.states;
  const dimension = apply('dim', named(point?.name.name ?? ''));
  const passOf = ({ passes }: Pick<Place, 'passes'>): number => passes.get(span.line) ?? NaN;
  const valueOf = (name: string, place: Omit<Place, 'at' | 'wrong'>): number =>
    numberIn(place.run, place.before.round, name, passOf(place));
  // outside of a repeat a parameter by step is that of the first step
  const isRead = (each?: string): boolean => each !== 'step' || counter !== undefined;
  const own = method.parameters.flatMap(({ name, each }) => (isRead(each) ? [name.name] : []));
  const extras = extraNames(method).filter(
    (name) => name !== 'tape' && (counter === undefined || !name.endsWith('₁')),
  );
  const leafOf = (expression: Expression<Use>, of: (place: Omit<Place, 'at' | 'wrong'>) => number): Leaf => ({
    expression,
    // where the line was not made, its number makes no difference
    values: places.map((place) => (place.passes.has(span.line) ? of(place) : 1)),
  });
  const ofNames = (names: readonly string[]): readonly Leaf[] =>
    names.map((name) => leafOf(named(name), (place) => valueOf(name, place)));
  const others = [
    ...ofNames(extras),
    leafOf(named('t'), ({ before }) => before.counter),
    ...(counter === undefined ? [] : [leafOf(named(counter), passOf)]),
    leafOf(dimension, ({ run }) => run.dimension),
  ];
  const known = [...ofNames(own), ...(isShort ? [] : others)].filter(({ values }) =>
    values.every(Number.isFinite),
  );
  // what is always the same is a number
  const telling = known.filter(({ values }) => values.some((value) => value !== values[0]));
  return telling.length > 0 ? telling : known.slice(0, 1);
}
