/** Bounds of single lines: where nothing is rounded, where anything may come out, and a right program that one form of a line refused. */
import { describe, expect, it } from 'vitest';
import { compileBounds, type Rounding } from '../../src/equations/index.js';
import {
  createRadixField,
  createRatio,
  floatFormats,
  liftDouble,
  parseExactNumber,
  ratioField,
  type Ratio,
} from '../../src/exact/index.js';
import { powerOfTwo } from '../../src/exact/binary-ratio.js';
import { methodOf, readPage } from '../support/pages.js';
import { createRandom, size } from './support/honest-trees.js';
import {
  drawInputs,
  exactOf,
  frameOf,
  knownLines,
  lineOf,
  roundings,
  type KnownLine,
} from './support/known-lines.js';

const { subtract, compare, zero } = ratioField;
const arithmetic = (
  format: keyof typeof floatFormats,
  subnormals: Rounding['subnormals'] = 'gradual',
): Rounding => ({ format: floatFormats[format], subnormals });
const doubles = (...numbers: readonly number[]): readonly Ratio[] => numbers.map(liftDouble);
/** The first coordinate, with one value of the parameters that matter. */
const first = (line: KnownLine, rounding: Rounding, leaves: readonly Ratio[], parameter: Ratio) => {
  const inputs = { leaves, parameters: line.parameters.map(() => parameter) };
  const [found] = compileBounds(line.presentations, ratioField, rounding)(frameOf(line, [inputs]));
  if (found === undefined) throw new Error('one coordinate was expected');
  return found;
};

const average = lineOf('m', methodOf(readPage('aux-mom')), 'm');
const step = lineOf('y', methodOf(readPage('aux-mom')), 'y', 'm', 'y');

describe('the published form of AuxMVR on the target, (1 − a) u + a g + (1 − a)(g − g′), in binary32', () => {
  const binary32 = arithmetic('binary32');
  const page = readPage('aux-mvr-target');
  const fl = Math.fround;
  const a = 0.25;
  const honest = (g: number, u: number, old: number): number =>
    fl(fl(fl(fl(1 - a) * u) + fl(a * g)) + fl(fl(1 - a) * fl(g - old)));
  /** g, u and g′ with few bits where they are large, as of data that are short. */
  const all = Array.from({ length: 3000 }, (_, seed) => {
    const random = createRandom(seed);
    const number = (bits: number): number => fl(Math.round((random() * 2 - 1) * 2 ** bits) / 2 ** bits);
    const old = number(4);
    return [number(22 + (seed % 3)), seed % 2 === 0 ? old : number(4), old] as const;
  });
  /** The runs outside of the bounds of a page. */
  const outside = (text: string) => {
    const line = lineOf('u', methodOf(text), 'u');
    const bounds = compileBounds(line.presentations, ratioField, binary32);
    const inputs = all.map(([g, u, old]) => ({
      parameters: line.parameters.map(() => liftDouble(a)),
      leaves: line.leaves.map((leaf) => {
        if (leaf.kind !== 'gradient') return liftDouble(u);
        return liftDouble(leaf.point.kind === 'name' && leaf.point.name === 'w' ? old : g);
      }),
    }));
    return bounds(frameOf(line, inputs)).filter(({ value, bound }, i) => {
      const error = size(subtract(liftDouble(honest(...(all[i] as (typeof all)[number]))), value));
      return compare(error, bound ?? error) > 0;
    });
  };

  it('is within the bound of the page', () => {
    expect(outside(page)).toEqual([]);
  });

  it('is outside where no line of the page has the product a g: such lines say that nothing is rounded', () => {
    const without = page.replace(/^also u ← .* a ∇f.*\n/m, '');
    expect(without).not.toBe(page);
    const found = outside(without);
    expect(found.length).toBeGreaterThan(0);
    expect(found.every(({ bound }) => bound?.numerator === 0n)).toBe(true);
  });
});

describe('where nothing is rounded', () => {
  const [a, eta] = [powerOfTwo(-1), powerOfTwo(-3)];

  it('the bound is 0: few bits', () => {
    expect(first(average, arithmetic('binary32'), doubles(3, 5, -7), a).bound?.numerator).toBe(0n);
    expect(first(step, arithmetic('bfloat16'), doubles(1, 0.5, -0.25), eta).bound?.numerator).toBe(0n);
  });

  it('and it is not with one bit more than the format has, or with a leaf that is not known exactly', () => {
    expect(first(average, arithmetic('binary32'), doubles(3, 2 ** 24 - 1, -7), a).bound?.numerator).not.toBe(
      0n,
    );
    expect(
      first(average, arithmetic('binary32'), doubles(3, 5, -7), parseExactNumber('0.1')).bound?.numerator,
    ).not.toBe(0n);
    const bounds = compileBounds(average.presentations, ratioField, arithmetic('binary32'));
    const frame = frameOf(average, [
      { leaves: doubles(3, 5, -7), parameters: average.parameters.map(() => a) },
    ]);
    const off = powerOfTwo(-10);
    const [found] = bounds(frame, () => off);
    // three leaves: ½ |m| and ½ of each gradient
    expect(compare(found?.bound ?? zero, createRatio(3n, 2048n))).toBeGreaterThan(0);
    expect(compare(found?.bound ?? zero, createRatio(31n, 20480n))).toBeLessThan(0);
  });

  it('a subnormal that an arithmetic may flush is not exact', () => {
    const tiny = doubles(2 ** -130, 0, 0);
    expect(first(step, arithmetic('binary32'), tiny, eta).bound?.numerator).toBe(0n);
    const { bound } = first(step, arithmetic('binary32', 'flushed'), tiny, eta);
    expect(compare(bound ?? zero, powerOfTwo(-130))).toBeGreaterThanOrEqual(0);
  });
});

describe('near the end of the range', () => {
  const binary32 = arithmetic('binary32');
  it('an honest run may overflow in a sum that is multiplied by a small factor later', () => {
    const [half, a] = [2 ** 127, createRatio(1n, 1000n)];
    expect(first(average, binary32, doubles(0, 1.5 * half, -1.5 * half), a).mayOverflow).toBe(true);
    expect(first(average, binary32, doubles(0, half / 8, -half / 8), a).mayOverflow).toBe(false);
  });
});

it('is the same over the ring of the judge', () => {
  const radix = createRadixField(2n * 5n * 3n * 7n * 11n * 13n * 17n * 19n * 23n * 29n * 31n * 37n);
  for (const [number, line] of knownLines.entries()) {
    const rounding = roundings[number % roundings.length] as Rounding;
    const inputs = drawInputs(line, rounding, createRandom(number));
    const { values, gradient, passes } = frameOf(line, [inputs]);
    const lift = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(lift)
        : typeof value === 'object'
          ? radix.fromRatio(value as Ratio)
          : value;
    const frame = {
      values: { get: (name: string) => lift(values.get(name)) },
      ...{
        passes,
        gradient: (...question: Parameters<typeof gradient>) => gradient(...question).map(radix.fromRatio),
      },
    };
    const [found] = compileBounds(line.presentations, radix, rounding)(frame as never);
    const [same] = compileBounds(line.presentations, ratioField, rounding)(frameOf(line, [inputs]));
    expect(compare(found?.bound ?? zero, same?.bound ?? zero)).toBe(0);
    expect(compare(radix.toRatio(found?.value ?? radix.zero), exactOf(line, inputs))).toBe(0);
  }
});
