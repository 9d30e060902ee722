/** The numbers and the region that docs/theory/stability.md shows. */
import { describe, expect, it } from 'vitest';
import { stabilityVerdict, type StabilityInput } from '../../../spec/theorems/index.js';
import {
  createRationalField,
  formatRatio,
  nearestDouble,
  parseExactNumber,
  type Ratio,
} from '../../../src/exact/index.js';
import { arbitraryStabilityInput, inRing, pair } from './eigenpairs.js';
import { runCollapse } from '../../../docs/tooling/theory-figures/collapse.js';
import { traceStability, findStableWeights } from '../../../docs/tooling/theory-figures/region.js';
import type { SmallMatrix } from '../../../docs/tooling/theory-figures/spectrum.js';
import { boundSpectralRadius, describeToy, toyRows } from '../../../docs/tooling/theory-figures/toy.js';
import { forAll } from '../../support/for-all.js';

const rationals = createRationalField();
const [zero, one] = ['0', '1'].map(parseExactNumber) as [Ratio, Ratio];

function verdictAt(input: StabilityInput<Ratio>, momentumWeight: Ratio): string {
  const inside = inRing({ ...input, momentumWeight });
  return stabilityVerdict(inside.field, inside.input);
}

/** The mean of two ratios. */
function between(left: Ratio, right: Ratio): Ratio {
  const sum = rationals.add(rationals.fromRatio(left), rationals.fromRatio(right));
  return rationals.toRatio(rationals.divide(sum, rationals.fromString('2')));
}

describe('the stable momentum weights', () => {
  it('are an open interval: true inside, boundary at its ends, not true outside', () => {
    const found = { interval: 0, none: 0, inner: 0 };
    forAll(1000, [arbitraryStabilityInput], (input) => {
      const interval = findStableWeights(input);
      if (interval === undefined) {
        found.none += 1;
        expect(verdictAt(input, input.momentumWeight)).not.toBe('true');
        return;
      }
      found.interval += 1;
      const { lower, upper, isUpperAttained } = interval;
      expect(verdictAt(input, between(lower, upper))).toBe('true');
      expect(verdictAt(input, upper)).toBe(isUpperAttained ? 'true' : 'boundary');
      if (lower.numerator > 0n) {
        expect(verdictAt(input, lower)).toBe('boundary');
        expect(verdictAt(input, between(zero, lower))).toBe('false');
        found.inner += 1;
      }
      if (!isUpperAttained && nearestDouble(upper) < 1)
        expect(verdictAt(input, between(upper, one))).toBe('false');
    });
    expect(Math.min(found.interval, found.none, found.inner)).toBeGreaterThan(50);
  });

  it('have heavy-ball momentum’s upper end 4/(2 + ηK) for linear h', () => {
    const { lower, upper } = findStableWeights(pair('1', '0', '0.3', 10, '1')) ?? {};
    expect([lower, upper].map((end) => end && formatRatio(end))).toEqual(['0', '0.8']);
  });

  it('contain those of MOM-2, a ≥ 2δηK, in every curve of the figure', () => {
    for (const auxiliary of ['0', '-1', '-99']) {
      const { points } = traceStability(auxiliary, 60, 3);
      expect(points.length).toBeGreaterThan(45);
      for (const { x, low, high } of points.filter(({ x }) => x <= 0.5)) {
        expect(low).toBeLessThan(2 * x);
        expect(high).toBe(1);
      }
    }
  });
});

describe('the published toy', () => {
  const rows = toyRows.map(describeToy);

  it('has the verdicts and factors of the page', () => {
    const texts = rows.map(({ verdict, factor }) => `${verdict} ${formatRatio(factor)}`);
    expect(texts.join(', ')).toBe(
      'true 0.553688, true 0.759879, true 0.950317, true 0.371106, true 0.902468, false 1.210788, ' +
        'true 0.848071, false 1.087972, false 2.101644, true 0.984139, false 1.244804, false 2.310437',
    );
  });

  it('ends, for a = 1, where the factor says: f(x₁₀₀) = ½ factor²⁰⁰', () => {
    const factorOf = (index: number) => nearestDouble(rows[index]?.factor ?? zero);
    const ends = [
      [3, 3.9666e-87],
      [6, 2.42875e-15],
      [9, 0.0204287],
    ] as const;
    for (const [index, value] of ends) expect((0.5 * factorOf(index) ** 200) / value).toBeCloseTo(1, 3);
  });

  it('bounds a spectral radius from above, as closely as it says', () => {
    const radius = (...rows: readonly string[]) => {
      const matrix = rows.map((row) => row.split(' ').map(parseExactNumber));
      return formatRatio(boundSpectralRadius(matrix as unknown as SmallMatrix<Ratio>, 6));
    };
    expect([radius('0 2', '1 0'), radius('0.25 0', '0 -0.5')]).toEqual(['1.414214', '0.5']);
  });
});

it('a late collapse comes for K = 20, after f fell by eleven orders of magnitude, and not for K = 10', () => {
  const [calm, collapsing] = [runCollapse(10, 150), runCollapse(20, 150)];
  expect([calm.verdict, collapsing.verdict]).toEqual(['true', 'false']);
  const at = (run: typeof calm, t: number): number => nearestDouble(run.values[t] ?? zero);
  expect(at(collapsing, 25)).toBeLessThan(1e-11);
  expect(at(collapsing, 150)).toBeGreaterThan(at(collapsing, 0));
  expect(at(calm, 150)).toBeLessThan(1e-15);
});
