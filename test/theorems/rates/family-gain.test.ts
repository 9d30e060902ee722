/** What γ is worth, as the docs say it: the bound of the best γ against that of the better end, from the theorems as data. */
import { describe, expect, it } from 'vitest';
import {
  createRateInput,
  leastExcess,
  rateTheorems,
  type RateTheoremId,
} from '../../../spec/theorems/index.js';
import { doubleArithmetic, doubleField } from '../../../src/theorems/scenarios/double-field.js';

/** Δ/δ, and σ_D²T/(δF₀). */
interface Cell {
  readonly ratio: number;
  readonly noise: number;
}

const localStepCount = 1000;

/** Bound·T/(δF₀) at the largest η of the quiet condition, with δ = F₀ = 1, L = 0, e₀ = σ_h = 0, v₁ = V and a long run. */
function boundAt(
  id: RateTheoremId,
  { ratio, noise }: Cell,
  a: number,
  family: { carry: number; share: number },
): number {
  const theorem = rateTheorems[id];
  const excess = leastExcess(doubleField, { momentumWeight: a, ...family });
  const inputAt = (stepSize: number) =>
    createRateInput(
      doubleField,
      theorem,
      { stepSize, momentumWeight: a, localStepCount, roundCount: 1 },
      { kind: 'zero' },
      {
        ...{ smoothness: 0, hessianSimilarity: 1, meanSquareSimilarity: ratio, suboptimality: 1 },
        ...{ correctionError: 0, snapshotVariance: noise, firstSnapshotVariance: noise },
        ...{ localVariance: 0, targetVariance: 0, ...family, excess },
      },
    );
  // without L the slack is p − qη²
  const slackAt = (stepSize: number): number =>
    theorem.quietCondition?.slacks(doubleArithmetic, inputAt(stepSize)).at(-1) ?? -1;
  const unit = 1 / localStepCount;
  const [p, rest] = [slackAt(0), slackAt(unit)];
  const stepSize = unit * Math.sqrt(p / (p - rest));
  return theorem.terms
    .map(({ value }) => value(doubleArithmetic, inputAt(stepSize)))
    .reduce((sum, { numerator, denominator }) => sum + numerator / denominator, 0);
}

/** The least over a, on a logarithmic grid that is refined once. */
function best(id: RateTheoremId, cell: Cell, carry = 1, share = 1): number {
  const around = (centre: number, step: number): readonly [x: number, least: number] =>
    Array.from({ length: 25 }, (_, i) => centre + (i - 12) * step)
      .map((x) => [x, boundAt(id, cell, Math.min(1, Math.exp(x)), { carry, share })] as const)
      .reduce((most, one) => (one[1] < most[1] ? one : most));
  return around(around(-5, 0.5)[0], 0.04)[1];
}

const shares = [0.02, 0.1, 0.2, 0.35, 0.5, 0.75, 1];
const carries = [0.05, 0.2, 0.3, 0.4, 0.44, 0.5, 0.6, 0.7, 0.75, 0.8, 0.9, 0.97];

/** The better of AuxMOM at its best φ and AuxMVR, over the best of the family; with γ > 0 a round may cost two. */
function gainOf({ ratio, noise }: Cell, price: 1 | 2 = 1): number {
  const cell = { ratio, noise: noise / price };
  const momentum = Math.min(...shares.map((share) => best('FAM-1', { ratio, noise }, 0, share)));
  const ends = Math.min(momentum, price * best('MVR-2', cell));
  const inside = Math.min(...shares.flatMap((share) => carries.map((carry) => best('FAM-1', cell, carry, share)))); // prettier-ignore
  return ends / Math.min(ends, price * inside);
}

describe('the best γ', () => {
  it('makes the bound an eighth smaller where the ends cross', { tags: 'long' }, () => {
    const gain = gainOf({ ratio: 20, noise: 22_300 });
    expect(gain).toBeGreaterThan(1.11);
    expect(gain).toBeLessThan(1.13);
  });

  it.each([
    [1, 1, 1.08],
    [1, 10, 1.05],
    [2, 10, 1.09],
    [5, 100, 1.09],
  ])('gains little at Δ/δ = %d and σ_D²T/(δF₀) = %d: %d', { tags: 'long' }, (ratio, noise, gain) => {
    expect(gainOf({ ratio, noise })).toBeCloseTo(gain, 1);
  });

  it('gains 1.07 at equal numbers of target gradients, and not more elsewhere', { tags: 'long' }, () => {
    expect(Math.abs(gainOf({ ratio: 1, noise: 10 }, 2) - 1.07)).toBeLessThan(0.01);
    for (const [ratio, noise] of [
      [1, 100],
      [5, 100],
      [20, 22_300],
    ] as const)
      // prettier-ignore
      expect(gainOf({ ratio, noise }, 2)).toBeLessThan(1.075);
  });

  it.each([
    [1, 1e6],
    [100, 100],
    [20, 1e9],
  ])(
    'gains nothing far from the crossing, at Δ/δ = %d and σ_D²T/(δF₀) = %d',
    { tags: 'long' },
    (ratio, noise) => {
      expect(gainOf({ ratio, noise })).toBeLessThan(1.01);
    },
  );

  it('and the ends cross near 0.14(Δ/δ)⁴', () => {
    const difference = (noise: number): number => {
      const cell = { ratio: 20, noise };
      return Math.min(...shares.map((share) => best('FAM-1', cell, 0, share))) - best('MVR-2', cell);
    };
    expect(difference(0.12 * 20 ** 4)).toBeLessThan(0);
    expect(difference(0.16 * 20 ** 4)).toBeGreaterThan(0);
  });
});
