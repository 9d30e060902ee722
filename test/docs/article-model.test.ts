/** The figures of the article: what they show is what the library computes, and what the theorems promise. */
import { describe, expect, it } from 'vitest';
import { roundFactors } from '../../spec/theorems/stab.js';
import { createRationalField, nearestDouble, parseExactNumber, ratioField } from '../../src/exact/index.js';
import { subtractRatios } from '../../src/exact/exact-number.js';
import { enumerateRun } from '../../src/expectation/index.js';
import { describeProblem } from '../../src/problems/index.js';
import { momentumChoice, momentumRun } from '../../docs/article/model/momentum.js';
import { expectedGaps, flatness, planarCase, start } from '../../docs/article/model/planar.js';
import { pathOf } from '../../docs/article/model/race.js';
import { flatCurvature, roundFactor, stepSizeOf } from '../../docs/article/model/reach.js';
import { guaranteedFactor, isGuaranteed } from '../../docs/article/model/region.js';
import { recordRounds } from '../../docs/article/model/round.js';
import { momentumWeight, stepSizes, tunedRun } from '../../docs/article/model/tuning.js';

const knobs = { delta: '0.2', sigma: '0.5', rho: '0.5' };
const describeKnobs = (given: typeof knobs): ReturnType<typeof describeProblem> =>
  describeProblem({
    ...planarCase('aux-mom', given, { eta: '0.5', a: '0.5', K: 2, T: 1 }),
    name: 'article',
    seed: 1,
  });

describe('the example in the plane', () => {
  it('has the L, δ and noise that its sliders say', () => {
    for (const delta of ['0', '0.05', '1', '3']) {
      const { hessianSimilarity, smoothness } = describeKnobs({ ...knobs, delta });
      expect(hessianSimilarity.upper).toEqual(parseExactNumber(delta));
      expect(smoothness.upper).toEqual(parseExactNumber('1'));
    }
    for (const [rho, variance] of Object.entries({ '-1': '1', '0': '0.5', '0.5': '0.25', '1': '0' })) {
      const { snapshotVariance, targetVariance } = describeKnobs({ ...knobs, rho });
      expect(snapshotVariance).toEqual(parseExactNumber(variance));
      expect(targetVariance).toEqual(parseExactNumber('0.25'));
    }
  });

  it('has curves that end where the enumeration of every draw ends', () => {
    const choice = { eta: '0.5', a: '0.25', K: 2, T: 2 };
    for (const variant of ['sgd', 'naive', 'aux-mom'] as const) {
      const exact = enumerateRun({ ...planarCase(variant, knobs, choice), name: 'article', seed: 1 });
      const ended = exact.rounds.at(-1)?.steps.at(-1)?.targetValue;
      const drawn = expectedGaps(variant, knobs, choice).map(({ y }) => y);
      expect(drawn.at(-1)).toBe(ended && nearestDouble(ended));
      // another δ is seen, except by SGD, which never asks h
      const other = expectedGaps(variant, { ...knobs, delta: '0.3' }, choice).at(-1)?.y;
      expect(other === drawn.at(-1)).toBe(variant === 'sgd');
    }
  });

  it('has paths that are the expectation where there is no noise', () => {
    const choice = { eta: '0.25', a: '1', K: 3, T: 4 };
    for (const variant of ['sgd', 'naive', 'aux-mom'] as const) {
      const [x = NaN, y = NaN] = pathOf(variant, '0.2', choice).rounds.at(-1)?.at(-1) ?? [];
      const gap = expectedGaps(variant, { ...knobs, sigma: '0' }, choice).at(-1)?.y ?? NaN;
      expect(Math.abs((x * x + Number(flatness) * y * y) / 2 / gap - 1)).toBeLessThan(1e-14);
    }
    expect(pathOf('sgd', '0.2', choice).rounds[0]?.[0]).toEqual(start.map(Number));
  });
});

describe('the comparison', () => {
  it('gives every method the best of the same step sizes', () => {
    const run = tunedRun('aux-mom', knobs, 5, 6);
    const all = stepSizes.map(
      (eta) =>
        expectedGaps('aux-mom', knobs, { eta, a: momentumWeight(knobs.delta, 5, eta), K: 5, T: 6 }).at(-1)
          ?.y ?? NaN,
    );
    expect(run.final).toBe(Math.min(...all));
    expect(new Set(all).size).toBeGreaterThan(1);
  });

  it('takes an a that MOM-2 allows: at least 2δηK, at most 1', () => {
    for (const delta of ['0', '0.05', '0.3', '2'])
      for (const K of [1, 7, 30])
        for (const eta of stepSizes) {
          const a = Number(momentumWeight(delta, K, eta));
          expect(a).toBeGreaterThanOrEqual(Math.min(1, 2 * Number(delta) * K * Number(eta)));
          expect(a).toBeLessThanOrEqual(1);
        }
  });

  it(
    'shows what the text says: help at small δ, none at δ ≥ L, and a naive method that may diverge',
    { tags: 'long' },
    () => {
      const at = (delta: string, variant: 'sgd' | 'aux-mom' | 'naive') =>
        tunedRun(variant, { delta, sigma: '0.2', rho: '0.9' }, 10, 20);
      expect(at('0.05', 'sgd').final).toBeGreaterThan(10 * at('0.05', 'aux-mom').final);
      expect(at('2', 'sgd').final).toBeLessThan(at('2', 'aux-mom').final);
      expect([at('2', 'naive').diverges, at('0.05', 'naive').diverges]).toEqual([true, false]);
    },
  );
});

describe('one round', () => {
  const setup = { start: '3', minimum: '1.5', curvature: '1.4', eta: '0.15', K: 6 };

  it('follows f wherever the minimum of h is, and starts along ∇f', () => {
    const [here] = recordRounds(setup, 1);
    const [there] = recordRounds({ ...setup, minimum: '-3' }, 1);
    expect(there?.points).toEqual(here?.points);
    expect(there?.m).not.toBe(here?.m);
    expect(here?.directions[0]).toBe(here?.targetGradient);
    expect(recordRounds({ ...setup, curvature: '1.5' }, 1)[0]?.points).not.toEqual(here?.points);
  });

  it('multiplies the distance by 1 − S, as STAB computes it', () => {
    const field = createRationalField();
    for (const curvature of ['-0.5', '1.4', '2.5']) {
      const { reach } = roundFactors(field, {
        stepSize: field.fromString(setup.eta),
        momentumWeight: field.one,
        localStepCount: setup.K,
        targetEigenvalue: field.one,
        auxiliaryEigenvalue: field.fromString(curvature),
      });
      const factor = nearestDouble(field.toRatio(field.subtract(field.one, reach)));
      expect(recordRounds({ ...setup, start: '1', curvature }, 1)[0]?.points.at(-1)).toBe(factor);
    }
  });
});

it('how far a round goes is the closed form of the recursion of the local steps', () => {
  for (const [L, delta, K] of [
    [1, '0.05', 1],
    [10, '0.5', 7],
    [100, '2', 12],
  ] as const) {
    const { reach } = roundFactors(ratioField, {
      stepSize: stepSizeOf(L, delta, K),
      momentumWeight: ratioField.one,
      localStepCount: K,
      targetEigenvalue: parseExactNumber(flatCurvature),
      auxiliaryEigenvalue: ratioField.add(parseExactNumber(flatCurvature), parseExactNumber(delta)),
    });
    const slow = subtractRatios(ratioField.one, ratioField.multiply(reach, parseExactNumber(flatCurvature)));
    expect(subtractRatios(roundFactor(L, delta, K), slow).numerator).toBe(0n);
    expect(subtractRatios(roundFactor(L, delta, K + 1), slow).numerator).not.toBe(0n);
  }
});

it('momentum leaves about a/(2 − a) of the noise where nothing lags, and all of it without momentum', () => {
  for (const a of ['1', '0.5', '0.125', '0.015625']) {
    const left = momentumRun({ ...knobs, delta: '0', a }).errors.at(-1)?.y;
    // the first sample has the weight (1 − a)^{T−1}, the t-th a(1 − a)^{T−t}
    const first = (1 - Number(a)) ** (2 * (momentumChoice.T - 1));
    const share = Number(a) / (2 - Number(a));
    expect(left).toBeCloseTo(0.25 * (first + share * (1 - first)), 14);
  }
  expect(momentumRun({ ...knobs, delta: '0.1', a: '0.5' }).errors.at(-1)?.y).not.toBeCloseTo(0.25 / 3, 3);
});

it('the map is SEP-DET, evaluated exactly, on both sides of every border', () => {
  for (const delta of ['0.001', '0.05', '0.5', '1', '2'])
    for (const K of [1, 2, 10, 1000])
      for (const c of [1, 2, 5, 10, 50, 100]) {
        const factor = guaranteedFactor(Number(delta), K);
        if (Math.abs(factor / c - 1) < 1e-9) continue;
        expect(isGuaranteed(delta, K, String(c))).toBe(factor > c);
      }
});
