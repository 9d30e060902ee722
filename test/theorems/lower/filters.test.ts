/** Gradient filters: coefficients against the methods themselves, and the link on which LOW-LTI rests. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createRatio, parseExactNumber, type Ratio } from '../../../src/exact/index.js';
import { reduced } from '../../../src/problems/constructed/decimal-ratio.js';
import {
  arbitraryFilter,
  arbitraryHeavyBall,
  averageOnParabola,
  coefficientsOf,
  leastOfHeavyBall,
  type GradientFilter,
} from '../../../src/theorems/lower/filters.js';
import { forAll } from '../../support/for-all.js';

const { add, subtract, multiply, compare, zero, one, format } = reduced;
const number = parseExactNumber;
const [eta, beta] = [number('1/5'), number('3/4')];
const momentum = (direct: Ratio, velocity: Ratio, decay = beta): GradientFilter => ({
  kind: 'momentum',
  direct,
  velocity,
  decay,
});

/** The points at which a method takes its gradients, 3 of them, when the first gradient is 1 and the others are 0. */
const impulse: Readonly<Record<string, () => readonly Ratio[]>> = {
  'heavy ball': () => {
    const points = [zero, zero];
    for (const gradient of [one, zero, zero]) {
      const [before = zero, at = zero] = points.slice(-2);
      points.push(subtract(add(at, multiply(beta, subtract(at, before))), multiply(eta, gradient)));
    }
    return points.slice(2);
  },
  // x⁺ = y − ηg(y), y⁺ = x⁺ + β(x⁺ − x)
  Nesterov: () => {
    let [x, y] = [zero, zero];
    return [one, zero, zero].map((gradient) => {
      const next = subtract(y, multiply(eta, gradient));
      y = add(next, multiply(beta, subtract(next, x)));
      x = next;
      return y;
    });
  },
  // torch with dampening τ = 1/4 and a buffer of zeros
  dampened: () => {
    let [x, v] = [zero, zero];
    return [one, zero, zero].map((gradient) => {
      v = add(multiply(beta, v), multiply(number('3/4'), gradient));
      x = subtract(x, multiply(eta, v));
      return x;
    });
  },
};

it.each([
  ['heavy ball', momentum(zero, eta)],
  ['Nesterov', momentum(eta, multiply(beta, eta))],
  ['dampened', momentum(zero, multiply(number('3/4'), eta))],
])('coefficients are what a method makes of one gradient %s', (name, filter) => {
  const moved = impulse[name]?.().map((point) => subtract(zero, point));
  expect(coefficientsOf(filter, 3)).toEqual(moved);
  expect(coefficientsOf(filter, 3)).not.toEqual(coefficientsOf(momentum(zero, one), 3));
});

it('the response to a noise is what the response to the start loses, for any coefficients', () => {
  forAll(50, [arbitraryFilter], (filter) => {
    const c = coefficientsOf(filter, 8);
    const [a, d]: [Ratio[], Ratio[]] = [[], []];
    const convolve = (of: readonly Ratio[]) =>
      of.map((value, i) => multiply(value, c[of.length - 1 - i] ?? zero)).reduce(add, zero);
    for (let t = 0; t < 8; t += 1) {
      a.push(subtract(one, convolve(a)));
      d.push(subtract(c[t] ?? zero, convolve(d)));
    }
    for (let t = 0; t < 7; t += 1) expect(d[t]).toEqual(subtract(a[t] ?? zero, a[t + 1] ?? zero));
  });
});

it('G of SGD by hand', () => {
  const run = { smoothness: number('2'), startingPoint: number('3'), variance: number('5'), roundCount: 2 };
  // ηL = ½: 36, then 36/4 + 5/4; mean 46.25/2
  expect(format(averageOnParabola(momentum(number('1/2'), zero), run))).toBe('23.125');
});

it('a schedule is not covered, and goes below the floor: one step 1/L, then steps 1/(40L)', () => {
  const [T, variance] = [1600, 1 / 25];
  const averageOf = (first: number): number => {
    // E(Lxᵗ)² on ½x² with (x⁰)² = 2, in doubles: F₀ = 1
    let [square, total] = [2, 0];
    for (let t = 0; t < T; t += 1) {
      total += square;
      const step = t === 0 ? first : 1 / 40;
      square = (1 - step) ** 2 * square + step ** 2 * variance;
    }
    return total / T;
  };
  const floor = Math.sqrt(variance / T) / 2;
  expect(averageOf(1)).toBeCloseTo(0.002256, 6);
  expect(averageOf(1)).toBeLessThan(floor);
  // the control: the same steps all along are covered
  expect(averageOf(1 / 40)).toBeGreaterThan(floor);
});

it('heavy ball keeps every gradient at 1 on the linear part, or swings out', () => {
  forAll(100, [arbitraryHeavyBall, fc.integer({ min: 1, max: 8 })], (filter, roundCount) => {
    const start = { smoothness: number('2'), startingPoint: number('3'), roundCount };
    const { quantity, suboptimality } = leastOfHeavyBall(filter, start);
    const isSlope = compare(quantity, one) === 0;
    expect(isSlope || format(quantity) === '36').toBe(true);
    // F₀ = (1 + 2uM)/(2L), or ½Lx²
    if (!isSlope) expect(format(suboptimality)).toBe('9');
    else expect(compare(suboptimality, multiply(createRatio(1n, 4n), one))).toBe(roundCount === 1 ? 0 : 1);
  });
});
