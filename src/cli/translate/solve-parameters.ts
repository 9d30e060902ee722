/** Parameters with which one page makes the points of another: found in doubles, refined to fractions, and checked exactly. */
import { absolute, type Vector } from '../../../spec/algebra/index.js';
import { outsideDomain, type Method } from '../../../spec/language/index.js';
import {
  createOrderedNames,
  createQuestionNames,
  genericRun,
  type ParametersAt,
} from '../../equations/index.js';
import { AuxoptError } from '../../errors.js';
import { createRatio, liftDouble, nearestDouble, ratioField, type Ratio } from '../../exact/index.js';

/** Values of the parameters of a page by its names, and those that differ in round 1. */
export interface PageParameters {
  readonly values: ReadonlyMap<string, Ratio | number>;
  readonly first: ReadonlyMap<string, Ratio>;
}

const { add, compare, subtract, zero, one } = ratioField;

/** The parameters of each round; from one on those of these names are multiplied. */
export function parametersOf(
  { parameters }: Method,
  { values, first }: PageParameters,
  change: { readonly from: number; readonly by: Ratio; readonly names: readonly string[] } = {
    from: Infinity,
    by: one,
    names: [],
  },
): ParametersAt<Ratio> {
  return (round) =>
    Object.fromEntries(
      parameters.map(({ name: { name } }) => {
        const value = (round === 1 ? first.get(name) : undefined) ?? values.get(name) ?? zero;
        const isChanged = change.names.includes(name) && round >= change.from && typeof value !== 'number';
        return [name, isChanged ? ratioField.multiply(value, change.by) : value];
      }),
    );
}

/** How many rounds two pages must agree in to agree for ever. */
export const roundsToCompare = (left: Method, right: Method): number =>
  Math.max(6, left.states.length + right.states.length + 2);

/** The first round in which the points of two runs differ, and one question whose weight does; undefined where none does. */
export function firstDifference(
  [left, leftAt]: readonly [Method, ParametersAt<Ratio>],
  [right, rightAt]: readonly [Method, ParametersAt<Ratio>],
):
  | { readonly round: number; readonly question: string; readonly weights: readonly [Ratio, Ratio] }
  | undefined {
  const names = createQuestionNames(ratioField, (one, other) => compare(one, other) === 0);
  const rounds = roundsToCompare(left, right);
  const ones = genericRun(left, ratioField, leftAt, rounds, names);
  const others = genericRun(right, ratioField, rightAt, rounds, names);
  for (const [index, x] of ones.entries())
    for (const [place, weight] of x.entries()) {
      const other = others[index]?.[place] ?? zero;
      if (compare(weight, other) !== 0)
        return { round: index + 1, question: names.words[place] ?? '', weights: [weight, other] };
    }
  return undefined;
}

/**
 * The parameters with which `to` makes the points of `from`; undefined where none were found.
 *
 * @param fixed - parameters of `to` that have no choice.
 */
export function solveParameters(
  from: Method,
  given: PageParameters,
  to: Method,
  fixed: ReadonlyMap<string, Ratio>,
): PageParameters | undefined {
  const open = to.parameters.filter(({ name }) => name.version.type !== 'count' && !fixed.has(name.name));
  const constant = open.map(({ name }) => name.name);
  const changing = open.flatMap(({ name, each }) => (each === undefined ? [] : [name.name]));
  const counts = to.parameters.flatMap(({ name: { name, version } }) =>
    version.type === 'count' ? [[name, given.values.get(name) ?? 1] as const] : [],
  );
  const toPage = (found: readonly Ratio[]): PageParameters => ({
    values: new Map([...fixed, ...counts, ...constant.map((name, i) => [name, found[i] ?? zero] as const)]),
    first: new Map(
      changing.flatMap((name, i) =>
        found[constant.length + i] === undefined ? [] : [[name, found[constant.length + i] ?? zero] as const],
      ),
    ),
  });
  const numbers = [...given.values.values(), ...given.first.values()];
  const starts = startsOf(
    numbers.flatMap((value) => (typeof value === 'number' ? [] : [nearestDouble(value)])),
  );
  const isRight = (parameters: PageParameters): boolean => {
    for (const round of [1, 2])
      if (outsideDomain(to, ratioField, parametersOf(to, parameters)(round)).length > 0) return false;
    return (
      firstDifference([from, parametersOf(from, given)], [to, parametersOf(to, parameters)]) === undefined
    );
  };
  const residual = residualOf(from, given, to);
  for (const unknowns of new Set([constant.length, constant.length + changing.length])) {
    for (const start of starts(unknowns)) {
      const found = findRoot(start, (values) => residual(toPage(values)));
      if (found !== undefined && attempt(() => isRight(toPage(found))) === true)
        return withoutRepeats(toPage(found));
    }
  }
  return undefined;
}

/** A rate of round 1 that is the rate of all rounds is not told. */
const withoutRepeats = ({ values, first }: PageParameters): PageParameters => ({
  values,
  first: new Map([...first].filter(([name, value]) => compare(value, values.get(name) as Ratio) !== 0)),
});

/** Where to begin: the numbers of the other page, what is left of 1, and plain ones. */
function startsOf(given: readonly number[]): (unknowns: number) => readonly (readonly number[])[] {
  const known = [...new Set([...given, ...given.map((value) => 1 - value), 0.5, 0.9, 0.1])].filter(
    (value) => value > 0,
  );
  return (unknowns) =>
    Array.from({ length: 16 }, (_, attemptNumber) =>
      Array.from(
        { length: unknowns },
        (_, i) => known[(attemptNumber * (2 * i + 1) + i) % known.length] ?? 0.5,
      ),
    );
}

/** How far the points of the pages are apart, in every round and weight. */
function residualOf(
  from: Method,
  given: PageParameters,
  to: Method,
): (found: PageParameters) => Vector<Ratio> {
  const shared: string[] = [];
  const pointsOf = (
    method: Method,
    parameters: PageParameters,
  ): readonly (readonly [number, Vector<Ratio>])[] => {
    const names = createOrderedNames<Ratio>(shared);
    const made = genericRun(method, ratioField, parametersOf(method, parameters), 5, names);
    // where a gradient without weight was asked does not matter
    const weighty = [...names.points].filter(([place]) =>
      made.some((x) => compare(x[place] ?? zero, zero) !== 0),
    );
    return [...made.map((x, t) => [-1 - t, x] as const), ...weighty];
  };
  const wanted = pointsOf(from, given);
  return (found) => {
    const made = new Map(pointsOf(to, found));
    return wanted.flatMap(([place, x]) => x.map((value, i) => subtract(made.get(place)?.[i] ?? zero, value)));
  };
}

type Residual = (values: readonly Ratio[]) => Vector<Ratio>;

/** A root near a start, by Gauss and Newton in doubles, then to 2⁻¹⁴⁰; the simplest fractions that near. */
function findRoot(start: readonly number[], residual: Residual): readonly Ratio[] | undefined {
  const at = (values: readonly Ratio[]): readonly number[] | undefined =>
    attempt(() => residual(values))?.map(nearestDouble);
  let values = start.map(liftDouble);
  let here = at(values);
  for (let count = 0; count < 25 && here !== undefined; count += 1) {
    const size = squareOf(here);
    if (size < 1e-70) return values.map(simplestNear);
    const moved = values.map((value, i) => at(values.with(i, add(value, liftDouble(step)))));
    const base = here;
    const columns = moved.flatMap((other) =>
      other === undefined ? [] : [other.map((one_, j) => (one_ - (base[j] ?? 0)) / step)],
    );
    if (columns.length < values.length) return undefined;
    let better: { readonly values: readonly Ratio[]; readonly here: readonly number[] } | undefined;
    for (const damping of [0, 1e-6, 1e-3, 0.1, 10]) {
      const change = leastSquares(columns, base, damping);
      const next = change.every(Number.isFinite)
        ? values.map((value, i) => add(value, liftDouble(-(change[i] ?? 0))))
        : values;
      const there = at(next);
      if (there === undefined || squareOf(there) >= size) continue;
      better = { values: next.map(rounded), here: there };
      break;
    }
    if (better === undefined) return size < 1e-60 ? values.map(simplestNear) : undefined;
    values = [...better.values];
    here = at(values);
  }
  return undefined;
}

/** By how much a parameter is moved for a derivative. */
const step = 2 ** -24;

const squareOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value * value, 0);

/** The change that makes the residual least to first order: (JᵀJ + damping)⁻¹ Jᵀr, by elimination. */
function leastSquares(
  columns: readonly (readonly number[])[],
  r: readonly number[],
  damping: number,
): readonly number[] {
  const inner = (left: readonly number[], right: readonly number[]): number =>
    left.reduce((sum, value, i) => sum + value * (right[i] ?? 0), 0);
  const rows = columns.map((left, i) => [
    ...columns.map((right, j) => inner(left, right) * (i === j ? 1 + damping : 1)),
    inner(left, r),
  ]);
  for (const [i, pivot] of rows.entries())
    for (const [j, row] of rows.entries()) {
      if (j === i) continue;
      const factor = (row[i] ?? 0) / (pivot[i] ?? 0);
      rows[j] = row.map((value, k) => value - factor * (pivot[k] ?? 0));
    }
  return rows.map((row, i) => (row.at(-1) ?? 0) / (row[i] ?? 0));
}

const digits = 1n << 200n;
/** With 200 bits behind the point. */
const rounded = ({ numerator, denominator }: Ratio): Ratio =>
  createRatio((numerator * digits) / denominator, digits);

/** The fraction with the smallest denominator within 2⁻¹⁰⁰. */
function simplestNear(value: Ratio): Ratio {
  const near = createRatio(1n, 1n << 100n);
  let [p, q, p1, q1] = [1n, 0n, 0n, 1n];
  let { numerator, denominator } = ratioField.toRatio(value);
  for (;;) {
    const floor =
      numerator >= 0n ? numerator / denominator : -((-numerator + denominator - 1n) / denominator);
    [p, q, p1, q1] = [floor * p + p1, floor * q + q1, p, q];
    const candidate = createRatio(p, q);
    if (compare(absolute(ratioField, subtract(candidate, value)), near) <= 0) return candidate;
    [numerator, denominator] = [denominator, numerator - floor * denominator];
    if (denominator === 0n) return candidate;
  }
}

/** Undefined where the parameters are outside of what a page can be computed with, such as a division by 0. */
function attempt<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof AuxoptError) return undefined;
    throw error;
  }
}
