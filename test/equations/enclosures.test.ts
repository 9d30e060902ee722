/** Lines that are not linear: honest programs of every grouping stay inside, at the edges of their formats too, and mistakes do not. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLineBounds, type Rounding } from '../../src/equations/index.js';
import { floatFormats, liftDouble, ratioField, roundToFormat, type Ratio } from '../../src/exact/index.js';
import { methodOf } from '../support/pages.js';
import { forAll } from '../support/for-all.js';

const { absolute, compare, divide, subtract, zero } = {
  ...ratioField,
  absolute: (value: Ratio): Ratio =>
    ratioField.compare(value, ratioField.zero) < 0 ? ratioField.negate(value) : value,
};

/** Arithmetic of a format on doubles: every result is rounded once, and subnormal ones may be flushed. */
interface Machine {
  readonly round: (value: number) => number;
  readonly add: (left: number, right: number) => number;
  readonly times: (...factors: readonly number[]) => number;
  readonly over: (left: number, right: number) => number;
  readonly root: (value: number) => number;
  readonly power: (base: number, exponent: number) => number;
}
const machineOf = ({ format, subnormals }: Rounding): Machine => {
  const round = (value: number): number => {
    const rounded = roundToFormat(format, value);
    return subnormals === 'flushed' && Math.abs(rounded) < 2 ** format.minimumExponent
      ? 0 * rounded
      : rounded;
  };
  const times = (...factors: readonly number[]): number =>
    factors.reduce((product, factor) => round(product * factor));
  return {
    ...{
      round,
      times,
      add: (left, right) => round(left + right),
      over: (left, right) => round(left / right),
    },
    ...{ root: (value) => round(Math.sqrt(value)), power: (base, exponent) => round(base ** exponent) },
  };
};

/** What a line reads, by name; vectors have one coordinate. */
type Inputs = Readonly<Record<string, number>>;
type Program = (machine: Machine, inputs: Inputs) => number;

interface Known {
  readonly title: string;
  readonly page: string;
  /** Whose line it is. */
  readonly target: 'x' | 'v';
  readonly honest: Readonly<Record<string, Program>>;
  readonly wrong: Readonly<Record<string, Program>>;
}

const corrections = (
  { round, power }: Machine,
  { b1 = 0, b2 = 0, t = 1 }: Inputs,
): readonly [number, number] => [round(1 - power(b1, t)), round(1 - power(b2, t))];
const adam: Known = {
  title: 'the step of Adam',
  target: 'x',
  page: `method adam
given  ℓ > 0; 0 ≤ b1 < 1; 0 ≤ b2 < 1; ε > 0
state  x; m; v

m ← m + ∇f(x)
v ← v + ∇f(x)
x ← x − ℓ (m / (1 − b1^t)) ⊘ (√(v / (1 − b2^t)) + ε)
`,
  honest: {
    'as on the page': (machine, inputs) => {
      const { add, times, over, root } = machine;
      const { x = 0, m = 0, v = 0, ℓ = 0, ε = 0 } = inputs;
      const [c1, c2] = corrections(machine, inputs);
      return add(x, -over(times(ℓ, over(m, c1)), add(root(over(v, c2)), ε)));
    },
    'as torch': (machine, inputs) => {
      const { add, times, over, root } = machine;
      const { x = 0, m = 0, v = 0, ℓ = 0, ε = 0 } = inputs;
      const [c1, c2] = corrections(machine, inputs);
      return add(x, -times(over(ℓ, c1), over(m, add(over(root(v), root(c2)), ε))));
    },
    'as torch, the rate first': (machine, inputs) => {
      const { add, times, over, root } = machine;
      const { x = 0, m = 0, v = 0, ℓ = 0, ε = 0 } = inputs;
      const [c1, c2] = corrections(machine, inputs);
      return add(x, over(times(-over(ℓ, c1), m), add(over(root(v), root(c2)), ε)));
    },
    'as torch, capturable': (machine, inputs) => {
      const { add, times, over, root } = machine;
      const { x = 0, m = 0, v = 0, ℓ = 0, ε = 0 } = inputs;
      const [c1, c2] = corrections(machine, inputs);
      const step = -over(ℓ, c1);
      return add(x, over(m, add(over(root(v), times(root(c2), step)), over(ε, step))));
    },
    'with the corrections folded into the rate and ε': (machine, inputs) => {
      const { add, times, over, root } = machine;
      const { x = 0, m = 0, v = 0, ℓ = 0, ε = 0 } = inputs;
      const [c1, c2] = corrections(machine, inputs);
      return add(x, -over(times(over(times(ℓ, root(c2)), c1), m), add(root(v), times(ε, root(c2)))));
    },
    'with reciprocals and a fused step': (machine, inputs) => {
      const { add, times, over, root, round } = machine;
      const { x = 0, m = 0, v = 0, ℓ = 0, ε = 0 } = inputs;
      const [c1, c2] = corrections(machine, inputs);
      const denominator = add(root(times(v, over(1, c2))), ε);
      return round(x - times(ℓ, over(1, c1), m) * over(1, denominator));
    },
  },
  wrong: {
    'ε inside the root': (machine, inputs) => {
      const { add, times, over, root } = machine;
      const { x = 0, m = 0, v = 0, ℓ = 0, ε = 0 } = inputs;
      const [c1, c2] = corrections(machine, inputs);
      return add(x, -over(times(ℓ, over(m, c1)), root(add(over(v, c2), ε))));
    },
    'a counter that is late': (machine, inputs) =>
      (adam.honest['as torch'] as Program)(machine, { ...inputs, t: (inputs['t'] ?? 1) + 1 }),
  },
};
const root: Known = {
  title: 'the step of RMSprop, ε inside the root',
  target: 'x',
  page: `method rmsprop
given  ℓ > 0; ε > 0
state  x; g; v

g ← g + ∇f(x)
v ← v + ∇f(x)
x ← x − ℓ g ⊘ √(v + ε)
`,
  honest: {
    'as on the page': ({ add, times, over, root }, { x = 0, g = 0, v = 0, ℓ = 0, ε = 0 }) =>
      add(x, -over(times(ℓ, g), root(add(v, ε)))),
    'the reciprocal of the root first': ({ add, times, over, root }, { x = 0, g = 0, v = 0, ℓ = 0, ε = 0 }) =>
      add(x, times(-ℓ, times(g, over(1, root(add(v, ε)))))),
  },
  wrong: {
    'ε outside': ({ add, times, over, root }, { x = 0, g = 0, v = 0, ℓ = 0, ε = 0 }) =>
      add(x, -over(times(ℓ, g), add(root(v), ε))),
  },
};
const square: Known = {
  title: 'a moving average of squares',
  target: 'v',
  page: `method second
given  0 ≤ b2 < 1; 0 ≤ b1 < 1
state  x; g; v

g ← g + b1 ∇f(x)
v ← b2 v + (1 − b2) g²
x ← x − v
`,
  honest: {
    'as on the page': ({ add, times }, { g = 0, v = 0, b2 = 0 }) =>
      add(times(b2, v), times(add(1, -b2), times(g, g))),
    'as addcmul': ({ add, times }, { g = 0, v = 0, b2 = 0 }) => add(times(b2, v), times(add(1, -b2), g, g)),
    'as lerp': ({ add, times }, { g = 0, v = 0, b2 = 0 }) => add(v, times(add(1, -b2), add(times(g, g), -v))),
    'from the other end': ({ add, times }, { g = 0, v = 0, b2 = 0 }) =>
      add(times(g, g), times(b2, add(v, -times(g, g)))),
  },
  wrong: {
    'weights exchanged': ({ add, times }, { g = 0, v = 0, b2 = 0 }) =>
      add(times(add(1, -b2), v), times(b2, times(g, g))),
  },
};

const roundings: readonly Rounding[] = [
  { format: floatFormats.binary64, subnormals: 'gradual' },
  { format: floatFormats.binary32, subnormals: 'gradual' },
  { format: floatFormats.binary32, subnormals: 'flushed' },
  { format: floatFormats.bfloat16, subnormals: 'gradual' },
];

/** How many inputs are tried. */
const runs = Number(process.env['ENCLOSURE_RUNS'] ?? 60);

/** Numbers of every kind: of one size, much larger and smaller, subnormal, and 0. */
const numbers = ({ format }: Rounding, isSigned: boolean): fc.Arbitrary<number> =>
  fc
    .tuple(
      fc.oneof(
        { weight: 6, arbitrary: fc.integer({ min: -3, max: 2 }) },
        { weight: 3, arbitrary: fc.integer({ min: -30, max: 20 }) },
        {
          weight: 1,
          arbitrary: fc.integer({ min: format.minimumExponent - 12, max: format.minimumExponent + 12 }),
        },
      ),
      fc.double({ min: 1, max: 2, noNaN: true }),
      fc.boolean(),
      fc.integer({ min: 0, max: 19 }),
    )
    .map(([exponent, mantissa, isNegative, kind]) => {
      const size = kind === 0 ? 0 : roundToFormat(format, mantissa * 2 ** Math.max(exponent, -1060));
      return isSigned && isNegative ? -size : size;
    });
const weights = ({ format }: Rounding): fc.Arbitrary<number> =>
  fc.constantFrom(0, 0.5, 0.9, 0.95, 0.99, 0.999).map((value) => roundToFormat(format, value));
const inputsOf = (rounding: Rounding): fc.Arbitrary<Inputs> =>
  fc.record({
    ...{
      x: numbers(rounding, true),
      m: numbers(rounding, true),
      g: numbers(rounding, true),
      v: numbers(rounding, false),
    },
    ...{ b1: weights(rounding), b2: weights(rounding), t: fc.integer({ min: 1, max: 40 }) },
    ℓ: fc.constantFrom(0.001, 0.1, 1).map((value) => roundToFormat(rounding.format, value)),
    ε: fc.constantFrom(1e-8, 0.001, 1).map((value) => roundToFormat(rounding.format, value)),
  });

/** The distance of a program's number from the middle of the enclosure, in radii; undefined where nothing is decided. */
function measure(known: Known, rounding: Rounding) {
  const { lines } = methodOf(known.page);
  const line = lines.find(({ target }) => target.name === known.target) as (typeof lines)[number];
  const bounds = createLineBounds(rounding).vector(line.value);
  const vectors = new Set(['x', 'm', 'v', 'g']);
  return (program: Program, inputs: Inputs): number | undefined => {
    const values = new Map<string, unknown>(
      Object.entries(inputs).map(([name, value]) => [
        name,
        vectors.has(name) ? [liftDouble(value)] : name === 't' ? value : liftDouble(value),
      ]),
    );
    const [found] = bounds({ values, passes: [], gradient: () => [zero] });
    const is = program(machineOf(rounding), inputs);
    if (found?.bound === undefined || found.mayOverflow || found.doubt !== undefined) return undefined;
    if (!Number.isFinite(is)) return Infinity;
    const error = absolute(subtract(liftDouble(is), found.value));
    if (compare(found.bound, zero) === 0) return compare(error, zero) === 0 ? 0 : Infinity;
    const { numerator, denominator } = divide(error, found.bound);
    return Number((numerator * 10n ** 6n) / denominator) / 1e6;
  };
}

describe.each(roundings)('in $format.name, $subnormals', (rounding) => {
  it.each([adam, root, square])('no honest program of $title is outside', (known) => {
    const distance = measure(known, rounding);
    let [compared, worst] = [0, 0];
    forAll(runs, [inputsOf(rounding)], (inputs) => {
      for (const [name, program] of Object.entries(known.honest)) {
        const found = distance(program, inputs);
        if (found === undefined) continue;
        compared += 1;
        worst = Math.max(worst, found);
        if (found > 1) expect({ name, found, inputs }).toBeUndefined();
      }
    });
    // it decides, and is no empty one
    expect(compared).toBeGreaterThan(50);
    expect(worst).toBeGreaterThan(0.1);
  });

  it.each([adam, root, square])('mistakes in $title are outside', (known) => {
    const distance = measure(known, rounding);
    const inputs = { x: 1, m: 0.5, g: 0.75, v: 0.0625, t: 1, b1: 0.5, b2: 0.25, ε: 1, ℓ: 1 };
    for (const program of Object.values(known.honest))
      expect(distance(program, inputs)).toBeLessThanOrEqual(1);
    for (const program of Object.values(known.wrong)) expect(distance(program, inputs)).toBeGreaterThan(1);
  });
});
