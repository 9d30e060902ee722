/** Formulas of numbers that were seen: every formula of a few parts, and those with one number of their own, are tried on all of them. */
import type { Expression, OperatorName, Use } from '../../spec/language/index.js';
import { apply, numeral } from './parts.js';
import {
  around,
  binary,
  inner,
  joined,
  nothing,
  numberIn,
  operations,
  roundoff,
  unary,
  undo,
  type Around,
} from './formula-parts.js';
import { memoized } from './memoized.js';

/** A number that was seen, and how far it may be off. */
export interface SeenNumber {
  readonly value: number;
  readonly off: number;
}

/** Something that a formula may be made of, and what it was each time. */
export interface Leaf {
  readonly expression: Expression<Use>;
  readonly values: readonly number[];
}

/** A formula: what it is each time, and how many parts it has. */
interface Formula {
  readonly size: number;
  readonly values: readonly number[];
  readonly write: () => Expression<Use>;
}

/** Parts that a formula has at most: of the bank that is tried whole, and of one side of a formula of two sides. */
const [mostParts, mostOfSide] = [4, 3];
/** Digits of a number that somebody writes. */
const mostDigits = 6;
/** Nobody writes larger numbers, or smaller ones. */
const [smallestNumber, largestNumber] = [1e-12, 1e12];
/** The largest denominator of a fraction. */
const mostPartsOf = 9;
/** Formulas that are named: whoever asks tries them all. */
const most = 8;

/** A formula that was found, and how many parts it has. */
export interface FoundFormula {
  readonly size: number;
  readonly expression: Expression<Use>;
}

/**
 * Finds the formulas over some leaves that give every number that was seen, those of the fewest parts first.
 *
 * `isShort`: only those of few parts.
 */
export function createFormulas(
  leaves: readonly Leaf[],
): (seen: readonly SeenNumber[], isShort?: boolean) => readonly FoundFormula[] {
  const bank = bankOf(
    leaves.map(({ values, ...leaf }) => ({ ...leaf, values: [...values, ...elsewhere(values)] })),
  );
  return (numbers, isShort = false) => {
    // what was not seen may be anything: there formulas are told apart that are the same in all places
    const seen = [...numbers, ...elsewhere([]).map(() => ({ value: 0, off: Infinity }))];
    const middle = Float64Array.from(seen, ({ value }) => value);
    const radius = Float64Array.from(seen, ({ value, off }) => off + roundoff * Math.abs(value));
    const isNear: IsNear = (value, i) => Math.abs(value - (middle[i] ?? NaN)) <= (radius[i] ?? NaN);
    const places = surest(seen);
    const wanted = around.map(({ back }) => places.map((i) => back(seen[i]?.value ?? NaN)));
    const tried = [
      () => bank.flatMap((formula) => from(formula, places, wanted, isNear)),
      ...(isShort ? [] : [() => ofEnds(seen, bank, isNear), () => ofTwoSides(seen, bank, isNear)]),
    ];
    for (const find of tried) {
      const found = find().toSorted((left, right) => left.size - right.size);
      const known = new Set<string>();
      const isNew = ({ values }: Formula): boolean => known.size < known.add(keyOf(values)).size;
      const distinct = found.filter(isNew).slice(0, most);
      if (distinct.length > 0) return distinct.map(({ size, write }) => ({ size, expression: write() }));
    }
    return [];
  };
}

/** Values that a leaf has nowhere, in its range. */
const elsewhere = (values: readonly number[]): readonly number[] => {
  const scale = values.every((value) => Math.abs(value) <= 1) ? 0.1 : 1;
  return [0.7, 2.9].map(
    (share) => scale * (share + 3 * Math.abs(Math.sin(share * values.reduce((sum, v) => sum + v, 1)))),
  );
};

/** Whether a value is near enough to the number that was seen in a place. */
type IsNear = (value: number, i: number) => boolean;

const isConstant = (values: readonly number[]): boolean => values.every((value) => value === values[0]);

const keyOf = (values: readonly number[]): string => values.map((value) => value.toPrecision(9)).join();

/** Every formula of few parts, of those with the same values the shortest one. */
function bankOf(leaves: readonly Leaf[]): readonly Formula[] {
  const [first] = leaves;
  if (first === undefined) return [];
  const bySize: Formula[][] = Array.from({ length: mostParts + 1 }, () => []);
  const known = new Set<string>();
  const add = (formula: Formula): void => {
    if (!formula.values.every(Number.isFinite) || (isConstant(formula.values) && formula.size > 1)) return;
    const { size } = known;
    if (known.add(keyOf(formula.values)).size > size) bySize[formula.size]?.push(formula);
  };
  for (const text of ['0', '1', '2'])
    add({
      size: 1,
      values: first.values.map(() => Number(text)),
      write: () => numeral(text, first.expression),
    });
  for (const { expression, values } of leaves) add({ size: 1, values, write: () => expression });
  for (let size = 2; size <= mostParts; size += 1) {
    for (let side = 1; side < size - 1; side += 1)
      for (const left of bySize[side] ?? [])
        for (const right of bySize[size - 1 - side] ?? [])
          for (const [operator, at] of binary)
            add({
              size,
              values: left.values.map((value, i) => at(value, right.values[i] ?? NaN)),
              write: () => joined(operator, left.write(), right.write()),
            });
    for (const { values, write } of bySize[size - 1] ?? [])
      for (const [at, written] of unary) add({ size, values: values.map(at), write: () => written(write()) });
  }
  return bySize.flat();
}

/** The places of the numbers that were seen, those first that are off by the smallest part; of 0 last. */
const surest = memoized((seen: readonly SeenNumber[]): readonly number[] =>
  seen
    .flatMap(({ value, off }, i) =>
      off < Infinity ? [{ i, part: value === 0 ? Infinity : off / Math.abs(value) }] : [],
    )
    .sort((left, right) => (left.part === right.part ? 0 : left.part - right.part))
    .map(({ i }) => i),
);

/** The numbers that somebody may have written for one that was read: of few digits, or a fraction. */
function* numbersNear(number: number): Generator<{
  readonly value: number;
  readonly size: number;
  readonly write: (at: Expression<Use>) => Expression<Use>;
}> {
  for (let digits = 1; digits <= mostDigits; digits += 1) {
    const value = Number(number.toPrecision(digits));
    yield { value, size: digits / 2, write: (at) => numberIn(value, at) };
  }
  for (let part = 3; part <= mostPartsOf; part += 1) {
    const value = Math.round(number * part) / part;
    const write = (at: Expression<Use>): Expression<Use> =>
      apply('/', numberIn(Math.round(number * part), at), numeral(String(part), at));
    yield { value, size: 3, write };
  }
}

/**
 * A formula as it is, with something around it, and with a number of few digits that the surest place gives.
 *
 * @param wanted - for each thing around it what it must be in each of these places.
 */
function from(
  { size, values, write }: Formula,
  places: readonly number[],
  wanted: readonly (readonly number[])[],
  isNear: IsNear,
): readonly Formula[] {
  // most formulas are refuted by the first place or two
  const holds = (at: (e: number) => number): boolean => places.every((i) => isNear(at(values[i] ?? NaN), i));
  const isNumber = isConstant(values);
  const found: Formula[] = [];
  const add = (parts: number, at: (e: number) => number, written: () => Expression<Use>): void => {
    found.push({ size: parts, values: values.map(at), write: written });
  };
  const [one = 0, other = one] = places;
  for (const [index, outside] of (isNumber ? [nothing] : around).entries()) {
    if (holds(outside.at)) {
      add(size + outside.size, outside.at, () => outside.write(write()));
      continue;
    }
    if (isNumber && values[0] !== 1) continue;
    const sides = wanted[index] ?? [];
    for (const beside of isNumber ? inner.slice(0, 1) : inner) {
      let [told, place] = [NaN, -1];
      while (!(Number.isFinite(told) && told !== 0) && ++place < places.length)
        told = beside.back(sides[place] ?? NaN, values[places[place] ?? 0] ?? NaN);
      const magnitude = Math.abs(told);
      if (place === places.length || magnitude < smallestNumber || magnitude > largestNumber) continue;
      if (!isNear(outside.at(beside.at(told, values[other] ?? NaN)), other)) continue;
      const made = (c: number) => (e: number) => outside.at(beside.at(c, e));
      if (!holds(made(told))) continue;
      for (const { value, size: parts, write: number } of numbersNear(told)) {
        if (!holds(made(value))) continue;
        add((isNumber ? 1 : size + outside.size + 1.6 + (beside.more ?? 0)) + parts, made(value), () =>
          outside.write(isNumber ? number(write()) : beside.write(number(write()), write())),
        );
        break;
      }
    }
  }
  return found;
}

/** Two formulas joined, where that holds; most pairs are refuted by the first place or two. */
function pairOf(
  left: Formula,
  right: Formula,
  operator: OperatorName,
  outside: Around,
  isNear: IsNear,
): readonly Formula[] {
  const at = operations.get(operator) ?? (() => NaN);
  const made = (i: number): number => outside.at(at(left.values[i] ?? NaN, right.values[i] ?? NaN));
  if (!left.values.every((_, i) => isNear(made(i), i))) return [];
  const write = (): Expression<Use> => outside.write(joined(operator, left.write(), right.write()));
  const values = left.values.map((_, i) => made(i));
  return [{ size: left.size + right.size + outside.size + 1, values, write }];
}

/** The larger or the smaller of two formulas, each of which is it somewhere. */
function ofEnds(seen: readonly SeenNumber[], bank: readonly Formula[], isNear: IsNear): readonly Formula[] {
  const sides = bank.filter(({ size }) => size <= mostOfSide);
  return (['max', 'min'] as const).flatMap((pick) => {
    const sign = pick === 'max' ? 1 : -1;
    const inside = sides.filter(({ values }) =>
      values.every((value, i) => isNear(value, i) || sign * (value - (seen[i]?.value ?? NaN)) < 0),
    );
    return inside.flatMap((left, place) =>
      inside.slice(place + 1).flatMap((right) => pairOf(left, right, pick, nothing, isNear)),
    );
  });
}

/** Formulas of two sides that are in the bank, with something around: for each left one, the right one is looked up in the surest place. */
function ofTwoSides(
  seen: readonly SeenNumber[],
  bank: readonly Formula[],
  isNear: IsNear,
): readonly Formula[] {
  const [place = 0] = surest(seen);
  const valueOf = ({ values }: Formula): number => values[place] ?? NaN;
  const sorted = bank.toSorted((left, right) => valueOf(left) - valueOf(right));
  const keys = Float64Array.from(sorted, valueOf);
  const sides = bank.filter(({ size }) => size <= mostOfSide);
  return around.flatMap((outside) => {
    const wanted = outside.back(seen[place]?.value ?? NaN);
    if (!Number.isFinite(wanted)) return [];
    return sides.flatMap((left) =>
      undo.flatMap(([operator, back]): readonly Formula[] =>
        nextTo(keys, back(wanted, valueOf(left))).flatMap((index) =>
          pairOf(left, sorted[index] as Formula, operator, outside, isNear),
        ),
      ),
    );
  });
}

/** Where a sorted list has a value, about. */
function nextTo(sorted: Float64Array, value: number): readonly number[] {
  if (!Number.isFinite(value)) return [];
  const off = 2 ** -30 * Math.abs(value);
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? NaN) < value - off) low = middle + 1;
    else high = middle;
  }
  const found: number[] = [];
  for (let i = low; (sorted[i] ?? Infinity) <= value + off; i += 1) found.push(i);
  return found;
}
