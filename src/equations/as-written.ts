/** What a program makes of a line that computes it as it is written: each operation once, rounded to its format. */
import type { Vector } from '../../spec/algebra/index.js';
import { createCompiler, type Frame } from '../../spec/language/index.js';
import { createFloatField } from '../exact/float-field.js';
import { liftDouble, ratioField, roundRatio, type Ratio } from '../exact/index.js';
import type { Bounded } from './bounds.js';
import type { LineBounds } from './line-bounds.js';
import { memoized } from './memoized.js';
import type { Rounding } from './weights.js';

const { zero } = ratioField;

const isRatio = (value: unknown): value is Ratio =>
  typeof value === 'object' && value !== null && 'numerator' in value;

/**
 * The lines of a page without any freedom: what comes out of them has no error, and a program that reports anything else may be right all the
 * same. An operation that leaves the range of the format is said to.
 */
export function createWrittenLines({ format }: Rounding): LineBounds {
  const { root, power, ...field } = createFloatField(format.name);
  const compiler = createCompiler(field, root, power);
  const toDouble = (value: Ratio): number => roundRatio(format, value);
  // many lines read one vector
  const doubles = memoized((values: Vector<Ratio>): Vector<number> => values.map(toDouble));
  const converted = (value: unknown): unknown => {
    if (Array.isArray(value)) return isRatio(value[0]) ? doubles(value as Vector<Ratio>) : value;
    return isRatio(value) ? toDouble(value) : value;
  };
  /** The frame of an exact round: its numbers as doubles, and its counts and draws as they are. */
  const inDoubles = ({ values, gradient, ...frame }: Frame<Ratio>): Frame<number> => ({
    ...frame,
    values: { get: (name) => converted(values.get(name)) },
    gradient: (of, _, draw) => doubles(gradient(of, [], draw)),
  });
  const made = (value: number): Bounded<Ratio> => ({
    ...{ bound: zero, least: zero, reach: zero, grid: Infinity },
    value: Number.isFinite(value) ? liftDouble(value) : zero,
    mayOverflow: !Number.isFinite(value),
  });
  return {
    vector: (value) => {
      const written = compiler.vector(value);
      return (frame) => written(inDoubles(frame)).map(made);
    },
    scalar: (value) => {
      const written = compiler.scalar(value);
      return (frame) => [made(written(inDoubles(frame)))];
    },
  };
}
