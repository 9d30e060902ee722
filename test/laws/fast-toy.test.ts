/** The published toy in doubles: what is an artefact depends on the order of evaluation, and both orders are kept. */
import { Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import type { VariantName } from '../../spec/model/index.js';
import { createFastQuadraticOracle, recordFastTrace, type FastKernelChoice } from '../../src/fast/index.js';
import { kernels } from '../fast/requests.js';

/** f(x_t) = x_t²/2 after t rounds of the toy with ∇h = curvature·x − shift, the same on every kernel. */
function valueAfter(
  ...toy: Parameters<typeof valueOn> extends [unknown, ...infer Toy] ? Toy : never
): number {
  const [value, ...others] = kernels.map((kernel) => valueOn(kernel, ...toy));
  for (const other of others) expect(other).toBe(value);
  return value ?? NaN;
}

function valueOn(
  kernel: FastKernelChoice,
  round: number,
  variant: VariantName,
  curvature: number,
  shift: number,
  stepSize: number,
): number {
  const target = { matrix: new Matrix([[1]]), vector: [0], constant: 0 };
  const auxiliary = { matrix: new Matrix([[curvature]]), vector: [shift], constant: 0 };
  const oracle = createFastQuadraticOracle(
    {
      dimension: 1,
      target,
      auxiliary,
      snapshotAtoms: [{ probability: 1, target, auxiliary }],
      localAtoms: [{ probability: 1, auxiliary }],
    },
    { kernel },
  );
  const draws = { snapshot: 0, local: Array<number>(10).fill(0) };
  const { rounds } = recordFastTrace(variant, {
    oracle,
    parameters: { stepSize, momentumWeight: 1, localStepCount: 10, roundCount: 100 },
    initialization: { kind: variant === 'naive' ? 'none' : 'zero' },
    startingPoint: [1],
    tape: { initial: [], rounds: Array<typeof draws>(100).fill(draws) },
  });
  return oracle.targetValue(Float64Array.from(rounds[round - 1]?.iterate ?? []));
}

const digits = (value: number, count: number): string => value.toExponential(count - 1);

describe('δ = 1, η = 1/10', () => {
  it.each([
    [1, '1.21213e-1'],
    [10, '1.21213e+1'],
    [100, '1.21213e+3'],
  ])('naive with ζ = %d stays at the published value', (shift, value) => {
    expect(digits(valueAfter(100, 'naive', 2, shift, 0.1), 6)).toBe(value);
  });

  it.each([1, 10, 100])('both orders agree on f(x₁₀) with ζ = %d', (shift) => {
    for (const variant of ['aux-mom', 'aux-mom-target'] as const) {
      expect(digits(valueAfter(10, variant, 2, shift, 0.1), 5)).toBe('3.6666e-6'); // 3.66655…e-6 exactly
    }
  });

  it('the published exact 0 comes from (g_h(y) − g_h(x)) + g_f(x)', () => {
    for (const shift of [1, 10, 100]) expect(valueAfter(100, 'aux-mom-target', 2, shift, 0.1)).toBe(0);
  });

  it.each([
    [1, '3.8e-34'],
    [10, '4.9e-32'],
    [100, '3.8e-30'],
  ])('a stored m leaves a rest that grows with ζ = %d', (shift, value) => {
    expect(digits(valueAfter(100, 'aux-mom', 2, shift, 0.1), 2)).toBe(value);
  });
});

it.each([
  [2, 0.05, '1.13458e+34', '1.4e-35', '6.8e-72'],
  [10, 0.01, '1.93579e+66', '2.4e-15', '2.4e-15'],
  [100, 0.001, '2.61011e+73', '2.0e-2', '2.0e-2'],
])('h concave, ζ = 1 δ = %d', (similarity, stepSize, naive, stored, onTarget) => {
  const after = (variant: VariantName) => valueAfter(100, variant, 1 - similarity, 1, stepSize);
  expect([digits(after('naive'), 6), digits(after('aux-mom'), 2)]).toEqual([naive, stored]);
  expect(digits(after('aux-mom-target'), 2)).toBe(onTarget);
});
