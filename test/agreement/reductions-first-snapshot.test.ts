/** `first-snapshot` is not `batch(1)`: an exact example, by enumerating every sequence of atoms. */
import { expect, it } from 'vitest';
import { createQuadraticOracle, type AffineGradient, type Initialization } from '../../spec/model/index.js';
import { createRationalField, runExact } from '../../src/exact/index.js';

const field = createRationalField();
const number = field.fromString;
type Rational = ReturnType<typeof number>;

// g_f = 2x ± 1 equally likely, h = 0
const line = (slope: string, shift: string): AffineGradient<Rational> => ({
  matrix: [[number(slope)]],
  vector: [number(shift)],
});
const oracle = createQuadraticOracle(field, {
  dimension: 1,
  target: { ...line('2', '0'), constant: field.zero },
  auxiliary: { ...line('0', '0'), constant: field.zero },
  snapshotAtoms: ['1', '-1'].map((shift) => ({
    probability: number('1/2'),
    target: line('2', shift),
    auxiliary: line('0', '0'),
  })),
  localAtoms: [{ probability: field.one, auxiliary: line('0', '0') }],
});

/** E x₂² for η = 1/7, a = 2/5, K = 1, T = 2, x⁰ = 1: a mean over all atoms of the start and of both rounds. */
function secondMoment(initialization: Initialization<Rational>): string {
  const draws = initialization.kind === 'batch' ? 3 : 2;
  let sum = field.zero;
  for (let sequence = 0; sequence < 2 ** draws; sequence += 1) {
    const atoms = Array.from({ length: draws }, (_, i) => (sequence >> i) & 1);
    const [first = 0, second = 0] = atoms.slice(-2);
    const trace = runExact(field, 'aux-mom', {
      parameters: {
        stepSize: number('1/7'),
        momentumWeight: number('2/5'),
        localStepCount: 1,
        roundCount: 2,
      },
      initialization,
      startingPoint: [field.one],
      tape: {
        initial: atoms.slice(0, -2),
        rounds: [
          { snapshot: first, local: [0] },
          { snapshot: second, local: [0] },
        ],
      },
      oracle,
    });
    const [x = field.zero] = trace.rounds[1]?.iterate ?? [];
    sum = field.add(sum, field.multiply(x, x));
  }
  return field.format(field.divide(sum, number(String(2 ** draws))));
}

it('E x₂² is 15669/60025 under first-snapshot and 359277/1500625 under batch(1)', () => {
  expect(secondMoment({ kind: 'first-snapshot' })).toBe('15669/60025');
  expect(secondMoment({ kind: 'batch', size: 1 })).toBe('359277/1500625');
});
