/** The figures of docs/theory/benefit.md: how much SEP-DET promises, by K and δ/L, and which correlation SEP-NOISE needs, by δ/L. */
import { separate } from '../../../src/advise/index.js';
import { createRatio, ratioField, type Ratio } from '../../../src/exact/index.js';
import { drawCurves } from '../../../src/cli/chart.js';

const { zero, one } = ratioField;

/** SEP-DET's curve for a factor c: the largest δ/L, found among thousandths by asking the theorem, or below 0 where none is. */
function largestSimilarity(localStepCount: number, factor: number): number {
  const isPromised = (thousandths: number): boolean => {
    const found = separate({
      smoothness: one,
      hessianSimilarity: createRatio(BigInt(thousandths), 1000n),
      localStepCount,
      roundCount: 100,
      suboptimality: one,
      targetVariance: zero,
      snapshotVariance: zero,
      localVariance: zero,
      start: { kind: 'exact', targetGradientCount: 0 },
      affineDifference: false,
    });
    return ratioField.compare(found.factor, createRatio(BigInt(factor), 1n)) >= 0;
  };
  if (!isPromised(0)) return -1;
  let [lower, upper] = [0, 2000];
  while (upper - lower > 1) {
    const middle = Math.floor((lower + upper) / 2);
    if (isPromised(middle)) lower = middle;
    else upper = middle;
  }
  return lower / 1000;
}

/** δ/L against K: below a curve AuxMOM is provably better by its factor. */
export function drawSeparation(): string {
  const counts = Array.from({ length: 50 }, (_, i) => i + 1);
  return drawCurves({
    title: 'Where AuxMOM provably beats SGD, without noise (SEP-DET)',
    description:
      'For each number K of local steps from 1 to 50, the largest similarity δ/L for which AuxMOM guarantees a mean squared ' +
      'gradient lower than what SGD can guarantee with its best constant step size, by a factor of 1, 3 or 10. The curves rise with K ' +
      'and level off near δ/L = 1.4/c. For K = 1 nothing is promised.',
    xLabel: 'K',
    yLabel: 'δ/L',
    xDomain: [1, 50],
    yDomain: [0, 1.4],
    nameWidth: 120,
    curves: [1, 3, 10].map((factor) => ({
      name: `factor ${factor}`,
      points: counts.map((K) => ({ x: K, y: largestSimilarity(K, factor) })).filter(({ y }) => y >= 0),
    })),
  });
}

/** K, T, and L = F₀ = σ_f² = 1 of the second figure. */
const noisy = { localStepCount: 16, roundCount: 1000 };

/** The least ρ in thousandths for which a factor is promised, found by asking the theorem; above 1 where none is. */
function leastCorrelation(similarity: Ratio, factor: number): number {
  const isPromised = (thousandths: number): boolean => {
    const decorrelation = createRatio(BigInt(1000 - thousandths), 500n); // 2(1 − ρ)
    const found = separate({
      ...noisy,
      smoothness: one,
      hessianSimilarity: similarity,
      suboptimality: one,
      targetVariance: one,
      snapshotVariance: decorrelation,
      localVariance: zero,
      start: { kind: 'exact', targetGradientCount: 0 },
      affineDifference: true,
    });
    return ratioField.compare(found.factor, createRatio(BigInt(factor), 1n)) >= 0;
  };
  if (!isPromised(1000)) return 2;
  let [lower, upper] = [-1001, 1000];
  while (upper - lower > 1) {
    const middle = Math.floor((lower + upper) / 2);
    if (isPromised(middle)) upper = middle;
    else lower = middle;
  }
  return upper / 1000;
}

/** ρ against δ/L: above a curve AuxMOM is provably better by its factor. */
export function drawSeparationByCorrelation(): string {
  const thousandths = Array.from({ length: 65 }, (_, i) => (i < 20 ? i + 1 : 4 * (i - 15) + 4));
  return drawCurves({
    title: 'How correlated the noises must be (SEP-NOISE)',
    description:
      'For each similarity δ/L from 0.001 to 0.2, the least correlation ρ of the snapshot noises of f and h, of equal variance, for which ' +
      'AuxMOM provably beats SGD by a factor of 1, 2 or 4; K = 16, T = 1000, L, F₀ and σ_f² are 1. The curves rise: the less similar ' +
      'the functions, the more the noises must agree. For very similar functions opposite noises are good enough.',
    xLabel: 'δ/L',
    yLabel: 'ρ',
    xDomain: [0, 0.2],
    yDomain: [-1, 1],
    nameWidth: 120,
    curves: [1, 2, 4].map((factor) => ({
      name: `factor ${factor}`,
      points: thousandths
        .map((count) => ({
          x: count / 1000,
          y: leastCorrelation(createRatio(BigInt(count), 1000n), factor),
        }))
        .filter(({ y }) => y <= 1),
    })),
  });
}
