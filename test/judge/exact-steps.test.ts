/** Where the judge says that nothing is rounded, no grouping rounds: random trees over random terms, in every format. */
import { describe, expect, it } from 'vitest';
import {
  createRadixField,
  floatFormats,
  liftDouble,
  nearestDouble,
  roundToFormat,
  type FloatFormat,
  type FormatName,
} from '../../src/exact/index.js';
import { createBoundCalculator } from '../../src/judge/error-bound.js';
import { createErrorField, type ErrorNumber } from '../../src/judge/error-field.js';
import { createGrid } from '../../src/judge/judge-arithmetic.js';
import { createStream, drawInteger } from '../../src/problems/draws.js';
import { firstOf } from '../support/some-of.js';

const base = createRadixField(2n);
type Judged = ErrorNumber<typeof base.zero>;
const numberOf = (value: number) => base.fromRatio(liftDouble(value));

type Data = Readonly<Record<string, number>>;
/** A sign, factors, and last what they multiply; `u-v-w` is a sum that is made first, and so is the factor `1-a`. */
type Term = readonly [1 | -1, ...string[]];
interface Equation {
  readonly names: readonly string[];
  /** As the specification writes it. */
  readonly judged: (
    of: ReturnType<typeof createErrorField<typeof base.zero>>,
    v: Readonly<Record<string, Judged>>,
  ) => Judged;
  /** Its usual presentations as sums of terms. */
  readonly presentations: readonly (readonly Term[])[];
}

const at = <V>(values: Readonly<Record<string, V>>, name: string): V => {
  const value = values[name];
  if (value === undefined) throw new Error(`there is no ${name}`);
  return value;
};

const equations: Readonly<Record<string, Equation>> = {
  'a moving average': {
    names: ['a', 'm', 'f', 'h'],
    judged: ({ add, subtract, multiply, one }, v) => {
      const g = subtract(at(v, 'f'), at(v, 'h'));
      return add(g, multiply(subtract(one, at(v, 'a')), subtract(at(v, 'm'), g)));
    },
    presentations: [
      [
        [1, 'm'],
        [-1, 'a', 'm'],
        [1, 'a', 'f'],
        [-1, 'a', 'h'],
      ],
      [
        [1, '1-a', 'm'],
        [1, 'a', 'f'],
        [-1, 'a', 'h'],
      ],
      [
        [1, 'm'],
        [1, 'a', 'f-h-m'],
      ],
      [
        [1, 'f'],
        [-1, 'h'],
        [1, '1-a', 'm'],
        [-1, '1-a', 'f'],
        [1, '1-a', 'h'],
      ],
    ],
  },
  'a variance-reduced average': {
    names: ['a', 'm', 'f', 'h', 'F', 'H'],
    judged: ({ add, subtract, multiply, one }, v) => {
      const [g, old] = [subtract(at(v, 'f'), at(v, 'h')), subtract(at(v, 'F'), at(v, 'H'))];
      const rest = subtract(one, at(v, 'a'));
      return add(add(g, multiply(rest, subtract(at(v, 'm'), g))), multiply(rest, subtract(g, old)));
    },
    presentations: [
      [
        [1, 'f'],
        [-1, 'h'],
        [1, '1-a', 'm'],
        [-1, '1-a', 'F'],
        [1, '1-a', 'H'],
      ],
      [
        [1, 'f'],
        [-1, 'h'],
        [1, 'm'],
        [-1, 'a', 'm'],
        [-1, 'F'],
        [1, 'a', 'F'],
        [1, 'H'],
        [-1, 'a', 'H'],
      ],
      [
        [1, '1-a', 'm'],
        [1, 'a', 'f-h'],
        [1, '1-a', 'f-h'],
        [-1, '1-a', 'F-H'],
      ],
    ],
  },
  'a move with its gradient': {
    names: ['e', 'A', 'B', 'x', 'y', 'b', 'm'],
    judged: ({ add, subtract, multiply }, v) => {
      const rows = add(multiply(at(v, 'A'), at(v, 'x')), multiply(at(v, 'B'), at(v, 'y')));
      return subtract(at(v, 'x'), multiply(at(v, 'e'), add(subtract(rows, at(v, 'b')), at(v, 'm'))));
    },
    presentations: [
      [
        [1, 'x'],
        [-1, 'e', 'A', 'x'],
        [-1, 'e', 'B', 'y'],
        [1, 'e', 'b'],
        [-1, 'e', 'm'],
      ],
      [
        [1, 'x'],
        [-1, 'e', 'A', 'x'],
        [-1, 'e', 'B', 'y'],
        [1, 'e', 'b-m'],
      ],
    ],
  },
};

/** Evaluates a sum of terms by a tree that `pick` chooses: any parentheses, factors pulled out or multiplied first, products fused into sums. */
function evaluate(
  terms: readonly Term[],
  data: Data,
  round: (value: number) => number,
  pick: (n: number) => number,
): number {
  const [first] = terms;
  const formed = (name: string): number => {
    if (name === '1-a') return round(1 - round(at(data, 'a')));
    if (!name.includes('-')) return round(at(data, name));
    const [plus = '', ...minus] = name.split('-');
    return evaluate([[1, plus], ...minus.map((each): Term => [-1, each])], data, round, pick);
  };
  if (first !== undefined && terms.length === 1) {
    const [sign, ...names] = first;
    const values = names.map(formed);
    while (values.length > 1) {
      const [left = 1] = values.splice(pick(values.length), 1);
      const [right = 1] = values.splice(pick(values.length), 1);
      values.push(round(left * right));
    }
    return sign * (values[0] ?? 0);
  }
  const common = (first?.slice(1, -1) ?? []).filter((name) =>
    terms.every((term) => term.slice(1, -1).includes(name)),
  );
  const outer = common[pick(common.length + 1)] as string | undefined;
  if (outer !== undefined) {
    const inner = terms.map(([sign, ...names]): Term => [sign, ...names.toSpliced(names.indexOf(outer), 1)]);
    return round(formed(outer) * evaluate(inner, data, round, pick));
  }
  const left: Term[] = [];
  const right: Term[] = [];
  for (const term of terms) (pick(2) === 0 ? left : right).push(term);
  if (left.length === 0 || right.length === 0) return evaluate(terms, data, round, pick);
  const fused = pick(3) === 0 && right.length === 1; // its last product is not rounded
  const [sum, added] = [left, right].map((part, index) =>
    evaluate(part, data, fused && index === 1 ? (value) => value : round, pick),
  ) as [number, number];
  return round(sum + added);
}

type Subnormals = 'gradual' | 'flushed';

/**
 * Random data of few bits, among them the smallest numbers of the format, and a random tree over each: how many are claimed to be exact, and
 * of these how many are rounded.
 */
function attack(
  format: FloatFormat,
  subnormals: Subnormals,
  claim: (number: Judged) => boolean,
  count: number,
) {
  const { precision, minimumExponent } = format;
  const field = createErrorField(base, subnormals === 'flushed', createGrid(2n));
  const round = (value: number): number => {
    const rounded = roundToFormat(format, value);
    return subnormals === 'flushed' && Math.abs(rounded) < 2 ** minimumExponent ? 0 : rounded;
  };
  const stream = createStream(1, precision);
  const pick = (n: number): number => drawInteger(stream, 0, n - 1);
  const places = Object.values(equations);
  const found = { claimed: 0, rounded: 0 };
  for (let run = 0; run < count; run += 1) {
    const { names, judged, presentations } = places[pick(places.length)] as Equation;
    // scales of the states, and of η: in the middle of the range or at its end
    const end = (subnormals === 'flushed' ? minimumExponent : minimumExponent - precision + 1) + pick(8);
    const scale = pick(2) === 0 ? 0 : end;
    const steep = pick(3) === 0 ? pick(6) : 0;
    const bits = 1 + pick(precision - 2);
    const data: Data = Object.fromEntries(
      names.map((name) => {
        const whole = (drawInteger(stream, 0, 2 ** bits - 1) + pick(2)) * (pick(2) === 0 ? 1 : -1);
        if (name === 'a') return [name, (1 + pick(8)) / 8];
        if (name === 'e') return [name, (1 + pick(3)) * 2 ** steep];
        return [name, (whole & (2 ** bits - 1)) * 2 ** (name === 'A' || name === 'B' ? -steep : scale)];
      }),
    );
    const v = Object.fromEntries(names.map((name) => [name, field.reported(numberOf(at(data, name)))]));
    const number = judged(field, v);
    if (!claim(number)) continue;
    found.claimed += 1;
    const terms = presentations[pick(presentations.length)] as readonly Term[];
    const honest = evaluate(terms, data, round, pick);
    if (honest !== nearestDouble(base.toRatio(number.value))) found.rounded += 1;
  }
  return found;
}

const calculator = (format: FloatFormat, subnormals: Subnormals) =>
  createBoundCalculator(base, 2n, { format, subnormals });
const settings = (Object.keys(floatFormats) as FormatName[]).flatMap((name) =>
  (['gradual', 'flushed'] as const).map((subnormals) => [name, subnormals] as const),
);

describe('where nothing is said to be rounded', () => {
  firstOf(
    8,
    [1_000, 8_000].flatMap((count) => settings.map((setting) => [...setting, count] as const)),
  )('in %s, %s, no tree rounds: %i trees', (name, subnormals, count) => {
    const format = floatFormats[name];
    const { claimed, rounded } = attack(
      format,
      subnormals,
      (v) => calculator(format, subnormals).isExact(v, 1),
      count,
    );
    expect(rounded).toBe(0);
    expect(claimed).toBeGreaterThan(count / 10);
  });

  it.each(settings)(
    'in %s, %s, with one bit more, smaller numbers, or no regard to factors, some do',
    (name, subnormals) => {
      const format = floatFormats[name];
      const { precision, minimumExponent } = format;
      const roundedBy = (claim: (number: Judged) => boolean): number =>
        attack(format, subnormals, claim, 4_000).rounded;
      // one bit more, of numbers that are as small
      const wide = { ...format, precision: precision + 1, minimumExponent: minimumExponent + 1 };
      expect(roundedBy((v) => calculator(wide, subnormals).isExact(v, 1))).toBeGreaterThan(0);
      const low = { ...format, minimumExponent: minimumExponent - 1 };
      expect(roundedBy((v) => calculator(low, subnormals).isExact(v, 1))).toBeGreaterThan(0);
      const { isExact } = calculator(format, subnormals);
      expect(roundedBy((v) => isExact({ ...v, finest: v.grid }, 1))).toBeGreaterThan(0);
    },
  );
});

describe('what an implementation divided by', () => {
  const field = createErrorField(base, false, createGrid(2n));
  const { isExact } = calculator(floatFormats.bfloat16, 'gradual');
  const sum = field.add(field.reported(numberOf(200)), field.reported(numberOf(55)));

  it('is exact where it is a power of two', () => {
    expect([1, 2, 64, 3, 5].map((scale) => isExact(sum, scale))).toEqual([true, true, true, false, false]);
  });

  it('makes no number smaller than the format has', () => {
    const tiny = field.reported(numberOf(2 ** -133));
    expect([isExact(tiny, 1), isExact(tiny, 2)]).toEqual([true, false]);
  });

  it('may be the rows of a minibatch: a mean of 4 is exact, one of 3 is not, nor is one of rows with too many bits', () => {
    const mean = (values: readonly number[], isHeldExactly = true) => {
      const value = numberOf(isHeldExactly ? 1 / values.length : 0.25);
      return field.mean(
        values.map((each) => field.reported(numberOf(each))),
        { value, isHeldExactly },
      );
    };
    const of = (...parameters: Parameters<typeof mean>) => isExact(mean(...parameters), 1);
    expect([of([100, 100, 50, 6]), of([100, 100, 50, 7])]).toEqual([true, false]);
    expect(of([1, 2, 3], false)).toBe(false);
  });
});
