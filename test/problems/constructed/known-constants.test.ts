/** Every constant that a random case claims, decided again from its matrices and atoms alone. */
import { describe, expect, it } from 'vitest';
import { ContractError } from '../../../src/errors.js';
import {
  createVectorSpace,
  hasSpectralNormAtMost,
  isPositiveSemidefinite,
  multiplyMatrices,
} from '../../../spec/algebra/index.js';
import {
  checkParameters,
  differenceMatrix,
  evaluateGradient,
  evaluateQuadratic,
  isHessianSimilar,
  isMeanSquareSimilar,
  isSmooth,
  localVarianceAt,
  snapshotVarianceAt,
  targetVarianceAt,
} from '../../../spec/model/index.js';
import { createRatio, type RadixNumber } from '../../../src/exact/index.js';
import { decimalPlaces } from '../../../src/exact/exact-number.js';
import { checkProblem } from '../../../src/problems/check-problem.js';
import { numbersOf } from '../../../src/problems/problem-case.js';
import { buildRandomCase, describeProblem, type RandomCase } from '../../../src/problems/index.js';
import {
  cachedValue,
  decimals,
  firstCase,
  firstCases,
  isAtMost,
  justBelow,
  problemOf,
  times,
} from './known-case.js';

const { fromRatio, toRatio } = decimals;

/** Tests of the first cases; those whose variances are decided are fewer. */
function testFirst(count: number, ofVariances: number): void {
  const cases = cachedValue(() => firstCases(count));
  const failing = (breaks: (found: RandomCase) => boolean, among = cases()): readonly string[] =>
    among.filter(breaks).map(({ problemCase }) => problemCase.name);

  it('are consistent: symmetric means, proper probabilities, unbiased atoms, parameters in their domains', () => {
    for (const found of cases()) {
      const { name, variant, parameters } = found.problemCase;
      checkProblem(decimals, problemOf(found), name);
      const { stepSize, momentumWeight } = parameters;
      const lifted = {
        ...parameters,
        stepSize: fromRatio(stepSize),
        momentumWeight: fromRatio(momentumWeight),
      };
      expect(checkParameters(decimals, variant, lifted)).toEqual([]);
    }
  });

  it('have finite decimals only', () => {
    expect(
      failing(({ problemCase }) =>
        [...numbersOf(problemCase.problem)].some((value) => decimalPlaces(value) === undefined),
      ),
    ).toEqual([]);
  });

  it('satisfy A1 with L, and with nothing less', () => {
    expect(
      failing((found) => {
        const { smoothness } = found.constants;
        const problem = problemOf(found);
        return (
          !isSmooth(decimals, problem, fromRatio(smoothness)) ||
          hasSpectralNormAtMost(decimals, problem.target.matrix, fromRatio(justBelow(smoothness)))
        );
      }),
    ).toEqual([]);
  });

  it('satisfy A2 with δ, and with nothing less', () => {
    expect(
      failing((found) => {
        const { hessianSimilarity } = found.constants;
        const problem = problemOf(found);
        if (!isHessianSimilar(decimals, problem, fromRatio(hessianSimilarity))) return true;
        if (hessianSimilarity.numerator === 0n) return false; // nothing is less
        return hasSpectralNormAtMost(
          decimals,
          differenceMatrix(decimals, problem),
          fromRatio(justBelow(hessianSimilarity)),
        );
      }),
    ).toEqual([]);
  });

  it('satisfy A5 with a δ that cannot be 0.1 % less, and that is at least the one of A2', () => {
    expect(
      failing((found) => {
        const { meanSquareSimilarity, hessianSimilarity } = found.constants;
        const problem = problemOf(found);
        if (!isMeanSquareSimilar(decimals, problem, fromRatio(meanSquareSimilarity))) return true;
        if (!isAtMost(hessianSimilarity, meanSquareSimilarity)) return true;
        const { numerator, denominator } = meanSquareSimilarity;
        const less = fromRatio(createRatio(numerator * 999n, denominator * 1000n));
        return numerator !== 0n && isMeanSquareSimilar(decimals, problem, less);
      }),
    ).toEqual([]);
  });

  it('have the minimiser, inf f and F₀ that they claim', () => {
    const { zero, equals } = createVectorSpace(decimals);
    expect(
      failing((found) => {
        const { minimizer, infimum, suboptimality } = found.constants;
        const { target, dimension } = problemOf(found);
        const at = minimizer.map(fromRatio);
        const start = found.problemCase.startingPoint.map(fromRatio);
        const gap = decimals.subtract(evaluateQuadratic(decimals, target, start), fromRatio(infimum));
        return (
          !equals(evaluateGradient(decimals, target, at), zero(dimension)) ||
          decimals.compare(evaluateQuadratic(decimals, target, at), fromRatio(infimum)) !== 0 ||
          decimals.compare(gap, fromRatio(suboptimality)) !== 0
        );
      }),
    ).toEqual([]);
  });

  it('have variances that are the same everywhere exactly where they claim one', () => {
    const variancesAt = (found: RandomCase, at: readonly RadixNumber[]) =>
      ([targetVarianceAt, snapshotVarianceAt, localVarianceAt] as const).map((variance) =>
        toRatio(variance(decimals, problemOf(found), at)),
      );
    const isWrong = (found: RandomCase): boolean => {
      const { targetVariance, snapshotVariance, localVariance } = found.constants;
      const { dimension } = found.blueprint;
      // x ↦ E‖E_j x − e_j‖² is the same everywhere iff it is the same at three points of each axis.
      const points = Array.from({ length: dimension }, (_, axis) =>
        [-1n, 0n, 1n].map((step) =>
          Array.from({ length: dimension }, (_unused, i) =>
            fromRatio(createRatio(i === axis ? step : 0n, 1n)),
          ),
        ),
      ).flat();
      const values = points.map((point) => variancesAt(found, point));
      return [targetVariance, snapshotVariance, localVariance].some((claimed, which) => {
        const seen = values.map((row) => row[which]);
        const isSteady = seen.every(
          (value) => value?.numerator === seen[0]?.numerator && value?.denominator === seen[0]?.denominator,
        );
        if (claimed === undefined) return isSteady;
        return (
          !isSteady || seen[0]?.numerator !== claimed.numerator || seen[0].denominator !== claimed.denominator
        );
      });
    };
    expect(failing(isWrong, cases().slice(0, ofVariances))).toEqual([]);
  });

  it('have the flags that they claim', () => {
    const { equals } = createVectorSpace(decimals);
    expect(
      failing((found) => {
        const { target, auxiliary } = problemOf(found);
        const product = multiplyMatrices(decimals, target.matrix, auxiliary.matrix);
        const reversed = multiplyMatrices(decimals, auxiliary.matrix, target.matrix);
        const isCommuting = product.every((row, i) => equals(row, reversed[i] ?? []));
        return (
          isCommuting !== found.isCommuting ||
          isPositiveSemidefinite(decimals, auxiliary.matrix) !== found.isAuxiliaryConvex
        );
      }),
    ).toEqual([]);
  });

  it('step at most 1/(2L)', () => {
    const half = createRatio(1n, 2n);
    expect(
      failing(({ constants: { smoothness }, problemCase: { parameters } }) => {
        const { stepSize } = parameters;
        return !isAtMost(
          createRatio(
            smoothness.numerator * stepSize.numerator,
            smoothness.denominator * stepSize.denominator,
          ),
          half,
        );
      }),
    ).toEqual([]);
  });
}

describe('100 random quadratics', () => {
  testFirst(100, 50);
});
describe('3,000 random quadratics', { tags: 'long' }, () => {
  testFirst(3000, 3000);
});

describe('describeProblem, which knows no spectrum, agrees on the first 40', () => {
  it.each(firstCases(40).map((found) => [found.problemCase.name, found] as const))('%s', (_, found) => {
    const { constants, problemCase } = found;
    const described = describeProblem(problemCase);
    expect(described.smoothness).toEqual({
      lower: constants.smoothness,
      upper: constants.smoothness,
      exact: true,
    });
    expect(described.hessianSimilarity.upper).toEqual(constants.hessianSimilarity);
    expect(isAtMost(described.meanSquareSimilarity.lower, constants.meanSquareSimilarity)).toBe(true);
    expect(described.optimum?.value).toEqual(constants.infimum);
    expect(described.optimum?.suboptimality).toEqual(constants.suboptimality);
    expect(described.optimum?.isUnique).toBe(!found.isRankDeficient);
    expect(described.isAuxiliaryConvex).toBe(found.isAuxiliaryConvex);
  });
});

describe('the checks see a wrong case', () => {
  const found = firstCase(
    ({ snapshotNoise, constants: { smoothness } }) =>
      snapshotNoise === 'multiplicative' && smoothness.numerator === 2n && smoothness.denominator === 1n,
    { minimumDimension: 2, maximumDimension: 2 },
  );
  const problem = problemOf(found);

  it('a biased oracle', () => {
    const [first, ...others] = problem.snapshotAtoms;
    if (first === undefined) throw new Error('there is an atom');
    const shifted = {
      ...first.target,
      vector: first.target.vector.map((value) => decimals.add(value, decimals.one)),
    };
    const biased = { ...problem, snapshotAtoms: [{ ...first, target: shifted }, ...others] };
    expect(() => {
      checkProblem(decimals, biased, 'biased');
    }).toThrow('unbiased');
  });

  it('a spectrum that is larger than claimed', () => {
    const { blueprint } = found;
    const larger = buildRandomCase({
      ...blueprint,
      targetSpectrum: blueprint.targetSpectrum.map((value) => times(2n, value)),
    });
    expect(larger.constants.smoothness).toEqual(createRatio(4n, 1n));
    expect(isSmooth(decimals, problemOf(larger), fromRatio(found.constants.smoothness))).toBe(false);
  });

  it("A2's δ in place of A5's", () => {
    expect(found.constants.hessianSimilarity).not.toEqual(found.constants.meanSquareSimilarity);
    expect(isMeanSquareSimilar(decimals, problem, fromRatio(found.constants.hessianSimilarity))).toBe(false);
  });

  it('a plane that does not exist, and a law that does not fit', () => {
    const { blueprint } = found;
    const turn = { plane: [0, 2] as const, cosine: createRatio(3n, 5n), sine: createRatio(4n, 5n) };
    expect(() => buildRandomCase({ ...blueprint, targetTurns: [turn] })).toThrow(ContractError);
    expect(() => buildRandomCase({ ...blueprint, localNoise: { weights: [1, 1], deviations: [] } })).toThrow(
      ContractError,
    );
  });
});
