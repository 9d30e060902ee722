/** A late collapse in the small: two eigenpairs, of which one is slightly unstable and hardly excited. */
import {
  roundMatrix,
  stabilityVerdict,
  combineVerdicts,
  type StabilityVerdict,
} from '../../../spec/theorems/index.js';
import { createRadixField, type ExactField, type RadixNumber, type Ratio } from '../../../src/exact/index.js';
import { boundSpectralRadius } from './toy.js';
import type { SmallMatrix } from './spectrum.js';

/**
 * A = diag(1, 0.1), B = diag(1, −0.5), b = c = 0, η = 0.05, a = 0.25, x⁰ = (1, 10⁻⁶), m⁰ = ∇D(x⁰), deterministic.
 *
 * The first pair has no dissimilarity and always contracts. The second is dissimilar, 0.6 in D, and x⁰ hardly has it.
 */
const collapse = {
  stepSize: '0.05',
  momentumWeight: '0.25',
  pairs: [
    { target: '1', auxiliary: '1', start: '1' },
    { target: '0.1', auxiliary: '-0.5', start: '0.000001' },
  ],
};

/** What happens for one K. */
export interface CollapseRun {
  readonly localStepCount: number;
  readonly verdict: StabilityVerdict;
  /** The spectral radius of the second pair's round map, within 10⁻⁶ above it. */
  readonly factor: Ratio;
  /** f(xᵗ) for t = 0 … T, exactly. */
  readonly values: readonly Ratio[];
}

/**
 * f along the run with K local steps, by the round maps of STAB, in exact arithmetic.
 *
 * @param localStepCount - K ≥ 1.
 * @param roundCount - T ≥ 1.
 */
export function runCollapse(localStepCount: number, roundCount: number): CollapseRun {
  const field = createRadixField(10n);
  const number = field.fromString;
  const pairs = collapse.pairs.map(({ target, auxiliary, start }) => {
    const input = {
      stepSize: number(collapse.stepSize),
      momentumWeight: number(collapse.momentumWeight),
      localStepCount,
      targetEigenvalue: number(target),
      auxiliaryEigenvalue: number(auxiliary),
    };
    const matrix = roundMatrix(field, input);
    const gap = field.subtract(input.targetEigenvalue, input.auxiliaryEigenvalue);
    const x = number(start);
    return {
      verdict: stabilityVerdict(field, input),
      matrix,
      path: followPair(field, matrix, [x, field.multiply(gap, x)], roundCount),
      half: field.multiply(number('0.5'), input.targetEigenvalue),
    };
  });
  const values = Array.from({ length: roundCount + 1 }, (_, t) =>
    pairs
      .map(({ path, half }) => {
        const x = path[t] ?? field.zero;
        return field.multiply(half, field.multiply(x, x));
      })
      .reduce(field.add),
  );
  const last = pairs.at(-1)?.matrix ?? [];
  return {
    localStepCount,
    verdict: combineVerdicts(pairs.map(({ verdict }) => verdict)),
    factor: boundSpectralRadius(
      last.map((row) => row.map(field.toRatio)) as unknown as SmallMatrix<Ratio>,
      6,
    ),
    values: values.map(field.toUnreducedRatio),
  };
}

/** x at t = 0 … T. */
function followPair(
  { add, multiply }: ExactField<RadixNumber>,
  [[p, q], [r, s]]: SmallMatrix<RadixNumber>,
  start: readonly [RadixNumber, RadixNumber],
  roundCount: number,
): readonly RadixNumber[] {
  let [x, m] = start;
  const path = [x];
  for (let t = 1; t <= roundCount; t += 1) {
    [x, m] = [add(multiply(p, x), multiply(q, m)), add(multiply(r, x), multiply(s, m))];
    path.push(x);
  }
  return path;
}
