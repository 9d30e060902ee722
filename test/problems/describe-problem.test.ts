import { describe, expect, it } from 'vitest';
import { formatRatio } from '../../src/exact/index.js';
import { describeProblem } from '../../src/problems/index.js';
import { edited, explicitFile, resolved, type Json } from './fixtures.js';

const describeFile = (file: Json) => describeProblem(resolved(file));

/** f = ½xᵀdiag(2, a₂₂)x − bᵀx with b = (2, b₂), h = ½xᵀdiag(1, 3)x, no noise, x⁰ = (0, 0). */
const diagonal = (a22: string, b2: string): Json => ({
  ...edited(edited(explicitFile, ['snapshotAtoms'], undefined), ['localAtoms'], undefined),
  target: { matrix: [['2', '0'], ['0', a22]], vector: ['2', b2], constant: '5' }, // prettier-ignore
  auxiliary: { matrix: [['1', '0'], ['0', '3']], vector: ['0', '0'] }, // prettier-ignore
  startingPoint: ['0', '0'],
});

describe('describeProblem', () => {
  it('reports constants, optimum and F₀ of a quadratic', () => {
    const { optimum, ...found } = describeFile(diagonal('3/2', '1'));
    expect([found.smoothness, found.hessianSimilarity].map(({ upper }) => formatRatio(upper))).toEqual([
      '2',
      '1.5',
    ]);
    expect(found.meanSquareSimilarity).toEqual(found.hessianSimilarity); // no noise: A5 is A2
    expect([found.isTargetBoundedBelow, found.isAuxiliaryConvex, optimum?.isUnique]).toEqual([
      true,
      true,
      true,
    ]);
    // inf f = 5 − ½(2·1 + 1·⅔) = 11/3
    const numbers = optimum && [...optimum.minimizer, optimum.value, optimum.suboptimality];
    expect(numbers?.map(formatRatio)).toEqual(['1', '2/3', '11/3', '4/3']);
  });

  it('knows a valley from an abyss', () => {
    const valley = describeFile(diagonal('0', '0'));
    expect([valley.isTargetBoundedBelow, valley.optimum?.isUnique]).toEqual([true, false]);
    for (const file of [diagonal('0', '1'), diagonal('-1', '0')]) {
      const found = describeFile(file);
      expect([found.isTargetBoundedBelow, found.optimum]).toEqual([false, undefined]);
    }
    expect(formatRatio(describeFile(diagonal('-7', '0')).smoothness.upper)).toBe('7');
  });

  it('reports a concave auxiliary, which is allowed', () => {
    const file = edited(diagonal('1', '0'), ['auxiliary', 'matrix', 0, 0], '-1');
    expect(describeFile(file).isAuxiliaryConvex).toBe(false);
  });

  it('reports the variances at x⁰', () => {
    const found = describeFile(explicitFile);
    // g_f is off by ±(0.5, 0), g_h by ±(0.1, 0) with the same sign.
    const variances = [found.targetVariance, found.snapshotVariance, found.localVariance];
    expect(variances.map(formatRatio)).toEqual(['0.25', '0.16', '0']);
    expect([found.snapshotAtomCount, found.localAtomCount]).toEqual([2, 1]);
  });

  it('tells A5 from A2 where the samples are less similar than the means', () => {
    const snapshotAtoms = ['1', '-1'].map((sign) => ({
      probability: '1/2',
      target: { matrix: [['2', '0'], [`${sign}000`, '1']] }, // prettier-ignore
    }));
    const { hessianSimilarity, meanSquareSimilarity } = describeFile({
      ...diagonal('1', '0'),
      snapshotAtoms,
    });
    expect([formatRatio(hessianSimilarity.upper), meanSquareSimilarity.exact]).toEqual(['2', false]);
    const { numerator, denominator } = meanSquareSimilarity.upper;
    expect(numerator / denominator).toBe(1000n);
  });
});
