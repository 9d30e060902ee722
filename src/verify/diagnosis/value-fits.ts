/** Mistakes that are read off the values themselves: cut to a range, rounded, permuted, narrower. */
import { floatFormats, roundToFormat } from '../../exact/index.js';
import { always, conditionsFor, showNumber } from './conditions.js';
import { formats, transformations } from './transformed-fits.js';
import type { Condition, Fit } from './edit.js';
import type { Transition } from './transition.js';

/** A fit; a rough one says only that it looks like rounding. */
type CreateFit = (text: string, cost: number, condition?: Condition, isRough?: boolean) => Fit;

/** What can be read off the values themselves: cut to a range, rounded, permuted, narrower. */
export function valueFits(
  wrong: readonly Transition[],
  right: readonly Transition[],
  isByCoordinate: boolean,
): readonly Fit[] {
  const [first] = wrong;
  if (first === undefined) return [];
  const { kind, what } = first;
  const fit: CreateFit = (text, cost, condition = always, isRough = false) => ({
    kind,
    what,
    edit: { type: 'values', text, ...(isRough ? { isRough } : {}) },
    condition,
    isByCoordinate,
    cost,
    wrong,
    isComplete: true,
  });
  const fits: Fit[] = [];
  const all = (test: (transition: Transition) => boolean): boolean => wrong.every(test);
  const off = wrong.flatMap(({ actual, expected, bound }) =>
    actual.filter((value, i) => Math.abs(value - (expected[i] ?? 0)) > (bound[i] ?? 0)),
  );
  const sizes = new Set(off.map(Math.abs));
  // a value that was seen once is a limit where a person would write it
  const isLimit =
    off.length > 1 || off.every((value) => value !== 0 && Number(value.toPrecision(1)) === value);
  if (
    isLimit &&
    sizes.size === 1 &&
    wrong.every(({ actual, expected, bound }) =>
      actual.every(
        (value, i) =>
          Math.abs(value - (expected[i] ?? 0)) <= (bound[i] ?? 0) ||
          Math.abs(value) < Math.abs(expected[i] ?? 0) ||
          value === 0,
      ),
    )
  ) {
    const [limit = 0] = sizes;
    const signs = new Set(off.map(Math.sign));
    const inside = right.every(({ actual }) =>
      actual.every((value) => Math.abs(value) <= limit * (1 + 1e-12)),
    );
    if (limit === 0) fits.push(fit(...zeroed(wrong, right)));
    else if (inside)
      fits.push(
        fit(
          signs.size === 1
            ? `has coordinates cut at ${[...signs][0] === 1 ? '' : '−'}${limit}`
            : `has coordinates cut to [−${limit}, ${limit}]`,
          1.8,
        ),
      );
  }
  if (
    off.length > 1 &&
    off.every((value) => value === 0) &&
    all(({ expected, actual, bound }) =>
      actual.every(
        (value, i) =>
          value !== 0 || (expected[i] ?? 0) < 0 || Math.abs(value - (expected[i] ?? 0)) <= (bound[i] ?? 0),
      ),
    )
  ) {
    fits.push(fit('has its negative coordinates set to 0', 1.7));
  }
  // values such as 0 and 1 are round in any case
  const digits = new Set(wrong.flatMap(({ actual }) => actual.map((value) => String(Math.abs(value)))));
  for (let places = 0; places <= 12 && digits.size > 3; places += 1) {
    if (!all(({ actual }) => actual.every((value) => Number(value.toFixed(places)) === value))) continue;
    if (
      !all(({ actual, expected }) =>
        actual.every(
          (value, i) =>
            Math.abs(value - (expected[i] ?? 0)) <= 1.01 * 10 ** -places + 2 ** -51 * Math.abs(value),
        ),
      )
    )
      continue;
    const isRounded = (value: number): boolean => Number(value.toFixed(places)) === value;
    const others = right.filter(({ actual }) => !actual.every(isRounded));
    const text = places === 0 ? 'is rounded to whole numbers' : `is rounded to ${places} decimal places`;
    const [condition = always] = others.length === 0 ? [] : conditionsFor(wrong, others);
    fits.push(fit(text, 1.2, condition));
    break;
  }
  for (let count = 1; count <= 15 && digits.size > 3; count += 1) {
    if (!all(({ actual }) => actual.every((value) => Number(value.toPrecision(count)) === value))) continue;
    if (
      !all(({ actual, expected }) =>
        actual.every(
          (value, i) =>
            Math.abs(value - (expected[i] ?? 0)) <= 10 ** (1 - count) * Math.abs(expected[i] ?? 0),
        ),
      )
    )
      continue;
    fits.push(fit(`is rounded to ${count} significant digits (send numbers with 17)`, 1.3));
    break;
  }
  for (const [text, permute, isOfSeveral = false] of transformations) {
    const isSo = ({ actual, expected, bound }: Transition): boolean =>
      permute(expected).every(
        (value, i) => Math.abs(value - (actual[i] ?? 0)) <= 4 * bound.reduce((sum, b) => sum + b, 0),
      );
    if (all(isSo) && right.every(isSo) && (first.actual.length > 1 || !isOfSeveral))
      fits.push(fit(text, 1.5));
  }
  fits.push(...precisionFits(wrong, fit));
  return fits;
}

/** Coordinates that are set to 0: the small ones, where that is what tells them apart; else which they are may tell more. */
function zeroed(wrong: readonly Transition[], right: readonly Transition[]): readonly [string, number] {
  const isOff = ({ actual, expected, bound }: Transition, i: number): boolean =>
    Math.abs((actual[i] ?? 0) - (expected[i] ?? 0)) > (bound[i] ?? 0);
  const sizes = (list: readonly Transition[], off: boolean): readonly number[] =>
    list.flatMap((transition) =>
      transition.expected.flatMap((value, i) =>
        value !== 0 && isOff(transition, i) === off ? [Math.abs(value)] : [],
      ),
    );
  const most = Math.max(...sizes(wrong, true));
  const least = [...sizes(wrong, false), ...sizes(right, false)].reduce((a, b) => Math.min(a, b), Infinity);
  return most < least
    ? [
        `has its small entries set to 0 (up to ${showNumber(most)}; entries from ${showNumber(least)} on stay)`,
        2.5,
      ]
    : ['has some of its coordinates set to 0', 4.5];
}

function precisionFits(wrong: readonly Transition[], fit: CreateFit): readonly Fit[] {
  const errors = wrong.flatMap(({ actual, expected, bound, run }) =>
    actual.map((value, i) => ({
      value,
      run,
      limit: bound[i] ?? 1,
      off: Math.abs(value - (expected[i] ?? 0)) / (bound[i] ?? 1),
    })),
  );
  for (const [name, format] of formats) {
    const unit = 2 ** -format.precision;
    if (errors.some(({ run }) => run.roundoff >= unit)) continue;
    // one rounding of the right value, and not any value of the format that is near; small numbers have fewer digits
    const least = 2 ** (format.minimumExponent - format.precision);
    const isRounded = errors.every(
      ({ value, off, limit }) =>
        roundToFormat(format, value) === value &&
        off * limit <= limit + 2 * Math.max(unit * Math.abs(value), least),
    );
    const isShown = new Set(errors.map(({ value }) => Math.abs(value))).size > 3;
    if (isRounded && isShown) {
      return [fit(`is rounded to ${name}, narrower than the declared arithmetic`, 1)];
    }
    const share = errors.reduce((most, { off, run }) => Math.max(most, (off * run.roundoff) / unit), 0);
    if (share > 1 || share < 0.002) continue;
    if (format !== floatFormats.binary32) continue; // so coarse a rounding explains anything that is small
    return [
      fit(
        `is off by what rounding in ${name} explains: a number in it (a parameter, a gradient, a state) is narrower than the declared arithmetic`,
        4.2,
        always,
        true,
      ),
    ];
  }
  const most = errors.reduce((so, { off }) => Math.max(so, off), 0);
  return most < 1000
    ? [
        fit(
          `is off by about ${Math.ceil(most)} times what rounding explains: a small term, or a less accurate sum or function`,
          4.6,
          always,
          true,
        ),
      ]
    : [];
}
