/** Mistakes that are read off the values themselves: rounded, permuted, narrower. */
import { floatFormats, roundToFormat } from '../../exact/index.js';
import { always, conditionsFor } from './conditions.js';
import { formats, transformations } from './transformed-fits.js';
import type { Condition, Fit } from './edit.js';
import type { Transition } from './transition.js';

/** A fit; a rough one says only that it looks like rounding. */
type CreateFit = (text: string, cost: number, condition?: Condition, isRough?: boolean) => Fit;

/** What can be read off the values themselves: rounded, permuted, narrower. */
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
