/** The figure of docs/theory/benefit.md: how much SEP-DET promises, by K and δ/L. */
import { separate } from '../../advise/index.js';
import { createRatio, ratioField } from '../../exact/index.js';
import { drawCurves } from '../chart.js';

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
      startError: zero,
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
      'For each number K of local steps from 1 to 50, the largest similarity δ/L for which AuxMOM guarantees an average squared ' +
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
