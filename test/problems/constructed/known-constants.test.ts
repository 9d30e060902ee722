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
  mapParameters,
  snapshotVarianceAt,
  targetVarianceAt,
  type QuadraticProblem,
} from '../../../spec/model/index.js';
import { createRatio, formatRatio, type RadixNumber } from '../../../src/exact/index.js';
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
const { zero, equals } = createVectorSpace(decimals);

const variances = [
  ['targetVariance', targetVarianceAt],
  ['snapshotVariance', snapshotVarianceAt],
  ['localVariance', localVarianceAt],
] as const;

type Law = (found: RandomCase, problem: QuadraticProblem<RadixNumber>) => boolean;
const laws: Readonly<Record<string, Law>> = {
  'have parameters in their domains': ({ problemCase: { variant, parameters } }) =>
    checkParameters(decimals, variant, mapParameters(parameters, fromRatio)).length === 0,
  'have finite decimals only': ({ problemCase }) =>
    [...numbersOf(problemCase.problem)].every((value) => decimalPlaces(value) !== undefined),
  'satisfy A1 with L, and with nothing less': ({ constants: { smoothness } }, problem) =>
    isSmooth(decimals, problem, fromRatio(smoothness)) &&
    !hasSpectralNormAtMost(decimals, problem.target.matrix, fromRatio(justBelow(smoothness))),
  'satisfy A2 with δ, and with nothing less': ({ constants: { hessianSimilarity } }, problem) => {
    const less = fromRatio(justBelow(hessianSimilarity));
    return (
      isHessianSimilar(decimals, problem, fromRatio(hessianSimilarity)) &&
      (hessianSimilarity.numerator === 0n ||
        !hasSpectralNormAtMost(decimals, differenceMatrix(decimals, problem), less))
    );
  },
  'satisfy A5 with a δ that cannot be 0.1 % less, and that is at least the one of A2': (found, problem) => {
    const { meanSquareSimilarity, hessianSimilarity } = found.constants;
    const { numerator, denominator } = meanSquareSimilarity;
    const less = fromRatio(createRatio(numerator * 999n, denominator * 1000n));
    return (
      isMeanSquareSimilar(decimals, problem, fromRatio(meanSquareSimilarity)) &&
      isAtMost(hessianSimilarity, meanSquareSimilarity) &&
      (numerator === 0n || !isMeanSquareSimilar(decimals, problem, less))
    );
  },
  'have the minimiser, inf f and F₀ that they claim': (found, { target, dimension }) => {
    const [at, start] = [found.constants.minimizer, found.problemCase.startingPoint].map((point) =>
      point.map(fromRatio),
    ) as [RadixNumber[], RadixNumber[]];
    const infimum = fromRatio(found.constants.infimum);
    const gap = decimals.subtract(evaluateQuadratic(decimals, target, start), infimum);
    return (
      equals(evaluateGradient(decimals, target, at), zero(dimension)) &&
      decimals.compare(evaluateQuadratic(decimals, target, at), infimum) === 0 &&
      decimals.compare(gap, fromRatio(found.constants.suboptimality)) === 0
    );
  },
  'have the flags that they claim': ({ isCommuting, isAuxiliaryConvex }, { target, auxiliary }) => {
    const product = multiplyMatrices(decimals, target.matrix, auxiliary.matrix);
    const reversed = multiplyMatrices(decimals, auxiliary.matrix, target.matrix);
    return (
      product.every((row, i) => equals(row, reversed[i] ?? [])) === isCommuting &&
      isPositiveSemidefinite(decimals, auxiliary.matrix) === isAuxiliaryConvex
    );
  },
  'step at most 1/(2L)': ({ constants: { smoothness }, problemCase: { parameters } }) => {
    const { numerator, denominator } = parameters.stepSize;
    return 2n * numerator * smoothness.numerator <= denominator * smoothness.denominator;
  },
};

/** x ↦ E‖E_j x − e_j‖² is the same everywhere iff it is the same at three points of each axis. */
const hasItsVariances: Law = ({ constants }, problem) => {
  const axes = Array.from({ length: problem.dimension }, (_, axis) => axis);
  const points = axes.flatMap((axis) =>
    [-1n, 0n, 1n].map((step) => axes.map((i) => fromRatio(createRatio(i === axis ? step : 0n, 1n)))),
  );
  return variances.every(([name, variance]) => {
    const seen = new Set(points.map((at) => formatRatio(toRatio(variance(decimals, problem, at)))));
    const claimed = constants[name];
    return claimed === undefined ? seen.size > 1 : seen.size === 1 && seen.has(formatRatio(claimed));
  });
};

/** Tests of the first cases; those whose variances are decided are fewer. */
function testFirst(count: number, ofVariances: number): void {
  const cases = cachedValue(() => firstCases(count));
  const failing = (law: Law, among = cases()): readonly string[] =>
    among.filter((found) => !law(found, problemOf(found))).map(({ problemCase }) => problemCase.name);

  it('are consistent: symmetric means, proper probabilities, unbiased atoms', () => {
    for (const found of cases()) checkProblem(decimals, problemOf(found), found.problemCase.name);
  });
  it.each(Object.entries(laws))('%s', (_, law) => {
    expect(failing(law)).toEqual([]);
  });
  it('have variances that are the same everywhere exactly where they claim one', () => {
    expect(failing(hasItsVariances, cases().slice(0, ofVariances))).toEqual([]);
  });
}

describe('100 random quadratics', () => {
  testFirst(100, 50);
});
describe('3,000 random quadratics', { tags: 'long' }, () => {
  testFirst(3000, 3000);
});

it('describeProblem, which knows no spectrum, agrees on the first 40', () => {
  for (const found of firstCases(40)) {
    const { constants, problemCase } = found;
    const described = describeProblem(problemCase);
    const { smoothness, infimum, suboptimality } = constants;
    expect(described, problemCase.name).toMatchObject({
      smoothness: { lower: smoothness, upper: smoothness, exact: true },
      hessianSimilarity: { upper: constants.hessianSimilarity },
      optimum: { value: infimum, suboptimality, isUnique: !found.isRankDeficient },
      isAuxiliaryConvex: found.isAuxiliaryConvex,
    });
    expect(isAtMost(described.meanSquareSimilarity.lower, constants.meanSquareSimilarity)).toBe(true);
  }
});

describe('the checks see a wrong case', () => {
  const found = firstCase(
    ({ snapshotNoise, constants: { smoothness } }) =>
      snapshotNoise === 'multiplicative' && smoothness.numerator === 2n && smoothness.denominator === 1n,
    { minimumDimension: 2, maximumDimension: 2 },
  );
  const { blueprint, constants } = found;
  const problem = problemOf(found);

  it('a biased oracle', () => {
    const shifted = problem.snapshotAtoms.map(({ target, ...atom }, j) => ({
      ...atom,
      target:
        j === 0 ? { ...target, vector: target.vector.map((x) => decimals.add(x, decimals.one)) } : target,
    }));
    expect(() => {
      checkProblem(decimals, { ...problem, snapshotAtoms: shifted }, 'biased');
    }).toThrow('unbiased');
  });

  it('a spectrum that is larger than claimed', () => {
    const targetSpectrum = blueprint.targetSpectrum.map((value) => times(2n, value));
    const larger = buildRandomCase({ ...blueprint, targetSpectrum });
    expect(larger.constants.smoothness).toEqual(createRatio(4n, 1n));
    expect(isSmooth(decimals, problemOf(larger), fromRatio(constants.smoothness))).toBe(false);
  });

  it("A2's δ in place of A5's", () => {
    expect(constants.hessianSimilarity).not.toEqual(constants.meanSquareSimilarity);
    expect(isMeanSquareSimilar(decimals, problem, fromRatio(constants.hessianSimilarity))).toBe(false);
  });

  it('a plane that does not exist, and a law that does not fit', () => {
    const turn = { plane: [0, 2] as const, cosine: createRatio(3n, 5n), sine: createRatio(4n, 5n) };
    const localNoise = { weights: [1, 1], deviations: [] };
    for (const wrong of [{ targetTurns: [turn] }, { localNoise }])
      expect(() => buildRandomCase({ ...blueprint, ...wrong })).toThrow(ContractError);
  });
});
