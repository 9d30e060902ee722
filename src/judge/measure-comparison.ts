/** One comparison of an equation, component by component, against its bound. */
import type { LocatedComparison } from '../../spec/algorithms/index.js';
import { absolute } from '../../spec/algebra/index.js';
import { powerOfTwo } from '../exact/binary-ratio.js';
import { nearestDouble } from '../exact/rounding.js';
import { bitLength, formatRatio, greatestCommonDivisor, type Ratio } from '../exact/exact-number.js';
import type { RadixNumber } from '../exact/radix-field.js';
import type { Arithmetic } from './error-bound.js';
import { ulpExponent } from '../exact/float-format.js';
import type { JudgeArithmetic, JudgeNumber } from './judge-arithmetic.js';
import { equalityAlone, type ComponentReport } from './judge-report.js';

/** A measured component; what costs more than the verdict is only made where somebody reads it. */
export interface MeasuredComponent {
  readonly isWithin: boolean;
  readonly fraction: () => number;
  readonly boundInUlps: () => number;
  readonly describe: (statement: string) => ComponentReport;
}

/** |actual − expected| against the bound, for every component, decided exactly. */
export function measureComparison(
  judge: JudgeArithmetic,
  arithmetic: Arithmetic,
  comparison: LocatedComparison<JudgeNumber>,
): readonly MeasuredComponent[] {
  const { actual, expected } = comparison;
  return Array.from({ length: Math.max(actual.length, expected.length) }, (_, component) => {
    const [is, should] = [actual[component], expected[component]];
    return is === undefined || should === undefined
      ? unmatched(comparison, component)
      : measured(judge, arithmetic, comparison, component, is, should);
  });
}

/** What every report of a component says about its place. */
function placeOf(
  { equation, round, step, quantity }: LocatedComparison<JudgeNumber>,
  component: number,
): Pick<ComponentReport, 'equation' | 'round' | 'step' | 'quantity' | 'component'> {
  return { equation, round, ...(step === undefined ? {} : { step }), quantity, component };
}

/** A component that only one side has: nothing is equal to it. */
function unmatched(comparison: LocatedComparison<JudgeNumber>, component: number): MeasuredComponent {
  const { actual, expected } = comparison;
  return {
    isWithin: false,
    fraction: () => Infinity,
    boundInUlps: () => 0,
    describe: (statement) => ({
      ...placeOf(comparison, component),
      statement,
      expected: `length ${expected.length}`,
      actual: `length ${actual.length}`,
      ...equalityAlone,
    }),
  };
}

function measured(
  judge: JudgeArithmetic,
  arithmetic: Arithmetic,
  comparison: LocatedComparison<JudgeNumber>,
  component: number,
  is: JudgeNumber,
  should: JudgeNumber,
): MeasuredComponent {
  const { base } = judge;
  const scale = BigInt(comparison.scale ?? 1);
  const error = absolute(base, base.subtract(is.value, should.value));
  // what is equal is right whatever the bound
  let made: RadixNumber | undefined;
  const bound = (): RadixNumber => (made ??= boundOf(judge, should, comparison.scale ?? 1));
  const isWithin = error.coefficient === 0n || base.compare(error, bound()) <= 0;
  const fraction = (): number => {
    const quotient = approximateQuotient(base.toUnreducedRatio(error), base.toUnreducedRatio(bound()));
    // The verdict is exact; a quotient that was rounded across 1 must not hide it.
    return isWithin ? Math.min(quotient, 1) : Math.max(quotient, 1 + Number.EPSILON);
  };
  const unscaled = (value: RadixNumber): Ratio => {
    const { numerator, denominator } = base.toUnreducedRatio(value);
    return { numerator, denominator: denominator * scale };
  };
  const text = (value: RadixNumber): string => {
    const { numerator, denominator } = base.toRatio(value);
    const common = greatestCommonDivisor(numerator, scale); // of the long fraction it would take minutes
    return formatRatio({ numerator: numerator / common, denominator: denominator * (scale / common) });
  };
  const boundInUlps = (): number =>
    bound().coefficient === 0n ? 0 : inUlps(arithmetic, unscaled(bound()), unscaled(should.magnitude));
  return {
    isWithin,
    fraction,
    boundInUlps,
    describe: (statement) => ({
      ...placeOf(comparison, component),
      statement,
      expected: text(should.value),
      actual: text(is.value),
      error: nearestDouble(unscaled(error)),
      bound: nearestDouble(unscaled(bound())),
      fraction: fraction(),
      boundInUlps: boundInUlps(),
    }),
  };
}

/** How far an honest evaluation may be off: nothing where it rounds nothing. */
export function boundOf({ base, bounds }: JudgeArithmetic, should: JudgeNumber, scale: number): RadixNumber {
  return bounds.isExact(should, scale) ? base.zero : bounds.bound(should, scale);
}

/** error/bound to within a few units in the last place; 0/0 is 0, because where nothing may be off, nothing is. */
function approximateQuotient(error: Ratio, bound: Ratio): number {
  if (error.numerator === 0n) return 0;
  if (bound.numerator === 0n) return Infinity;
  const [above, below] = [quickDouble(error), quickDouble(bound)];
  if (above !== undefined && below !== undefined) return above / below;
  return nearestDouble({
    numerator: error.numerator * bound.denominator,
    denominator: error.denominator * bound.numerator,
  });
}

/** A ratio ≥ 0 as a double, a few roundings off at most, far from the ends of the range; undefined where it may not be. */
function quickDouble({ numerator, denominator }: Ratio): number | undefined {
  // without the last bits of both where the denominator is none of a double's: 500 remain
  const surplus = BigInt(Math.max(0, bitLength(denominator) - 1000));
  const quotient = Number(numerator >> surplus) / Number(denominator >> surplus);
  return quotient > 1e-140 && quotient < 1e140 ? quotient : undefined;
}

/**
 * The bound in units in the last place of the magnitude M of the terms; 0 for exact arithmetic. Units of the expected
 * value itself would say nothing where its terms cancel.
 */
function inUlps(arithmetic: Arithmetic, bound: Ratio, magnitude: Ratio): number {
  if (arithmetic === 'exact') return 0;
  return approximateQuotient(bound, powerOfTwo(ulpExponent(arithmetic.format, magnitude)));
}
