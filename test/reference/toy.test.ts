/** The reference by itself: no oracle, no tape, no trace; and the published toy, whose numbers theory gives. */
import { describe, expect, it } from 'vitest';
import { variantNames } from '../../spec/algorithms/index.js';
import { createRadixField, nearestDouble, type RadixNumber } from '../../src/exact/index.js';
import { auxMom, meanOf, naive, reference, type Draws, type State } from '../../src/reference/index.js';

const field = createRadixField(30n);
const { add, fromString, multiply, subtract, one } = field;

/** ∇f(x) = x and ∇h(x) = (1 + δ) x − ζ, without noise. */
function toy(delta: string, zeta: string): Draws<RadixNumber> {
  const curvature = add(one, fromString(delta));
  const draw = {
    f: (at: readonly RadixNumber[]) => at,
    h: (at: readonly RadixNumber[]) => at.map((x) => subtract(multiply(curvature, x), fromString(zeta))),
  };
  return { snapshot: () => draw, local: () => draw };
}

/** f(x) = x²/2 after `rounds` rounds from x⁰ = 1, as a double. */
function valueAfter(
  algorithm: typeof auxMom | typeof naive,
  draws: Draws<RadixNumber>,
  stepSize: string,
  rounds: number,
) {
  const parameters = { stepSize: fromString(stepSize), momentumWeight: one, localStepCount: 10 };
  const round = algorithm(field, parameters, draws);
  let state: State<RadixNumber> = { x: [one] };
  for (let t = 1; t <= rounds; t += 1) state = round(state);
  const [x = one] = state.x;
  return nearestDouble(field.toUnreducedRatio(multiply(fromString('1/2'), multiply(x, x))));
}

describe('the published toy', () => {
  it.each([
    ['1', '1', '0.1', 10, 3.66655e-6],
    ['1', '100', '0.1', 100, 2.24828e-52],
    ['-2', '1', '1/20', 100, 3.9666e-87],
    ['-10', '1', '1/100', 100, 2.42875e-15],
    ['-100', '1', '1/1000', 100, 0.0204287],
  ])('δ = %s, ζ = %s, η = %s: f after %d rounds of AuxMOM', (delta, zeta, stepSize, rounds, value) => {
    const found = valueAfter(auxMom, toy(delta, zeta), stepSize, rounds);
    expect(Number(found.toPrecision(6))).toBe(value);
  });

  it('naive does not converge to the minimiser: its limit is 0.12121267505 ζ²', () => {
    expect(Number(valueAfter(naive, toy('1', '1'), '0.1', 100).toPrecision(6))).toBe(0.121213);
    expect(Number(valueAfter(naive, toy('1', '100'), '0.1', 100).toPrecision(6))).toBe(1212.13);
  });
});

it('has every variant under its name, and gives back the state that it was given', () => {
  expect(Object.keys(reference)).toEqual(variantNames);
  for (const variant of variantNames) {
    const parameters = { stepSize: fromString('0.1'), momentumWeight: fromString('0.5'), localStepCount: 1 };
    const state = { x: [one], m: [fromString('3')], xOld: [fromString('2')] };
    const copy = structuredClone(state);
    const steps: unknown[] = [];
    const after = reference[variant](field, parameters, toy('1', '1'), (direction, point) => {
      steps.push([direction, point]);
    })(state);
    expect(state).toEqual(copy);
    expect(steps).toHaveLength(1);
    expect(steps).toEqual([[expect.anything(), after.x]]);
  }
});

it('starts from the mean of a batch', () => {
  const vectors = [
    ['1', '2'],
    ['2', '4'],
    ['4', '3'],
  ].map((entries) => entries.map(fromString));
  expect(meanOf(field, vectors).map(field.format)).toEqual(['7/3', '3']);
});
