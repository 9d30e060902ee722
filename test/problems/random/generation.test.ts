/** Cases depend on (seed, index) and wishes alone, fulfil the wishes, fit the budget, and are of every kind. */
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/errors.js';
import { createRatio, formatRatio, nearestDouble, runExact } from '../../../src/exact/index.js';
import { createQuadraticOracle } from '../../../spec/model/index.js';
import {
  createRandomProblem,
  decimalRatio,
  defaultWorkBudget,
  drawTapeFor,
  estimateWork,
  withExactCase,
  type RandomCase,
  type RandomProblemOptions,
} from '../../../src/problems/index.js';
import { decimals, firstCases, problemOf } from './known-case.js';
import { multiplyMatrices, subtractMatrices } from '../../../spec/algebra/index.js';

describe('a case', () => {
  it('does not depend on the cases before it', () => {
    const forwards = firstCases(50);
    const backwards = Array.from({ length: 50 }, (_, i) => createRandomProblem(1, 49 - i)).reverse();
    expect(backwards).toEqual(forwards);
    expect(createRandomProblem(1, 37)).toEqual(forwards[37]);
  });

  it('depends on seed and index', () => {
    const numbers = (found: RandomCase) => ({ ...found.problemCase, name: '' });
    expect(numbers(createRandomProblem(1, 3))).not.toEqual(numbers(createRandomProblem(1, 4)));
    expect(numbers(createRandomProblem(1, 3))).not.toEqual(numbers(createRandomProblem(2, 3)));
  });

  it('keeps its other parts when a wish fixes one', () => {
    for (let index = 0; index < 100; index += 1) {
      const free = createRandomProblem(5, index).blueprint;
      const quiet = createRandomProblem(5, index, {
        snapshotNoise: 'none',
        localNoise: 'none',
        variants: ['aux-mom'],
      }).blueprint;
      const parts = ({ targetSpectrum, differenceSpectrum, targetTurns, differenceTurns, minimizer, startingPoint }: typeof free) => [targetSpectrum, differenceSpectrum, targetTurns, differenceTurns, minimizer, startingPoint]; // prettier-ignore
      expect(parts(quiet)).toEqual(parts(free));
    }
  });
});

describe('3,000 cases', () => {
  const cases = firstCases(3000, {}, 2);
  const share = (is: (found: RandomCase) => boolean): number => cases.filter(is).length / cases.length;

  it('fit the budget of work, and use it', () => {
    const works = cases.map(({ problemCase }) => estimateWork(problemCase));
    expect(Math.max(...works)).toBeLessThanOrEqual(defaultWorkBudget);
    expect(Math.max(...works)).toBeGreaterThan(0.9 * defaultWorkBudget);
    const [small] = firstCases(1, { workBudget: 1 });
    expect([small?.problemCase.parameters.localStepCount, small?.problemCase.parameters.roundCount]).toEqual([
      1, 1,
    ]);
  });

  it.each([
    ['no snapshot noise', ({ snapshotNoise }) => snapshotNoise === 'none'],
    ['independent snapshot noise', ({ snapshotNoise }) => snapshotNoise === 'additive-independent'],
    ['correlated snapshot noise', ({ snapshotNoise }) => snapshotNoise === 'additive-correlated'],
    ['multiplicative snapshot noise', ({ snapshotNoise }) => snapshotNoise === 'multiplicative'],
    ['no local noise', ({ localNoise }) => localNoise === 'none'],
    ['additive local noise', ({ localNoise }) => localNoise === 'additive'],
    ['multiplicative local noise', ({ localNoise }) => localNoise === 'multiplicative'],
    ['negative correlation', ({ correlation }) => correlation.numerator < 0n],
    ['convex h', ({ isAuxiliaryConvex }) => isAuxiliaryConvex],
    ['non-convex h', ({ isAuxiliaryConvex }) => !isAuxiliaryConvex],
    ['A B = B A', ({ isCommuting }) => isCommuting],
    ['A B ≠ B A', ({ isCommuting }) => !isCommuting],
    ['rank-deficient f', ({ isRankDeficient }) => isRankDeficient],
    ['δ/L ≤ 0.001', ({ constants }) => ratioOf(constants) <= 0.001],
    ['δ/L ≥ 1', ({ constants }) => ratioOf(constants) >= 1],
    ['K ≥ 15', ({ problemCase }) => problemCase.parameters.localStepCount >= 15],
    ['T ≥ 40', ({ problemCase }) => problemCase.parameters.roundCount >= 40],
    ...[1, 2, 3, 4].map(
      (d) => [`d = ${d}`, ({ blueprint }: RandomCase) => blueprint.dimension === d] as const,
    ),
    ...['aux-mom', 'aux-mvr', 'aux-mom-target', 'aux-mvr-target', 'naive', 'sgd'].map((name) => [name, ({ problemCase }: RandomCase) => problemCase.variant === name] as const), // prettier-ignore
    ...['given', 'zero', 'exact', 'batch', 'first-snapshot', 'none'].map((kind) => [kind, ({ problemCase }: RandomCase) => problemCase.initialization.kind === kind] as const), // prettier-ignore
  ] as readonly (readonly [string, (found: RandomCase) => boolean])[])(
    '%s in at least 3 %% of them',
    (_, is) => {
      expect(share(is)).toBeGreaterThan(0.03);
    },
  );

  it('have δ/L = 0 now and then, else 10⁻⁴ … 2', () => {
    const ratios = cases.map(({ constants }) => ratioOf(constants));
    expect(ratios.filter((ratio) => ratio === 0).length).toBeGreaterThan(10);
    expect(Math.min(...ratios.filter((ratio) => ratio > 0))).toBe(1e-4);
    expect(Math.max(...ratios)).toBe(2);
  });

  it('have samples that are not symmetric', () => {
    expect(
      share(({ problemCase }) =>
        problemCase.problem.snapshotAtoms.some(({ target: { matrix } }) =>
          matrix.some((row, i) =>
            row.some((value, j) => formatRatio(value) !== formatRatio(matrix[j]?.[i] ?? value)),
          ),
        ),
      ),
    ).toBeGreaterThan(0.1);
  });

  it('turn at most twice', () => {
    const isLong = ({ blueprint: { targetTurns, differenceTurns } }: RandomCase): boolean =>
      new Set([...targetTurns, ...differenceTurns]).size > 2;
    expect(cases.filter(isLong)).toEqual([]);
  });
});

describe('wishes', () => {
  const all = (options: RandomProblemOptions, holds: (found: RandomCase) => boolean): boolean =>
    firstCases(150, options, 3).every(holds);

  it.each([1, 2, 3, 4] as const)('dimension %i', (dimension) => {
    expect(all({ dimension }, ({ blueprint }) => blueprint.dimension === dimension)).toBe(true);
  });

  it('L and δ/L, independently, with convexity and commutation', () => {
    for (const similarityRatio of ['0.0001', '0.03', '0.5', '1', '1.5', '2'].map((text) =>
      decimals.toRatio(decimals.fromString(text)),
    )) {
      for (const auxiliaryConvexity of ['convex', 'non-convex'] as const) {
        for (const commuting of [true, false]) {
          const wish = { smoothness: decimalRatio(25, 1), similarityRatio, auxiliaryConvexity, commuting };
          const cases = firstCases(25, wish, 3);
          for (const { constants, isAuxiliaryConvex, isCommuting } of cases) {
            expect(formatRatio(constants.smoothness)).toBe('2.5');
            expect(constants.hessianSimilarity).toEqual(createRatio(5n * similarityRatio.numerator, 2n * similarityRatio.denominator)); // prettier-ignore
            expect(isAuxiliaryConvex).toBe(auxiliaryConvexity === 'convex');
            expect(isCommuting).toBe(commuting);
          }
        }
      }
    }
  });

  it('rank deficiency, with and without convexity', () => {
    for (const rankDeficient of [true, false]) {
      expect(all({ rankDeficient }, (found) => found.isRankDeficient === rankDeficient)).toBe(true);
      expect(
        all(
          { rankDeficient, auxiliaryConvexity: 'non-convex' },
          (found) => found.isRankDeficient === rankDeficient && !found.isAuxiliaryConvex,
        ),
      ).toBe(true);
    }
  });

  it.each(['none', 'additive-independent', 'additive-correlated', 'multiplicative'] as const)(
    'snapshot noise %s',
    (snapshotNoise) => {
      expect(all({ snapshotNoise }, (found) => found.snapshotNoise === snapshotNoise)).toBe(true);
    },
  );

  it.each(['none', 'additive', 'multiplicative'] as const)('local noise %s', (localNoise) => {
    expect(all({ localNoise }, (found) => found.localNoise === localNoise)).toBe(true);
  });

  it('variants, initialisations, K and T', () => {
    const wish = {
      variants: ['aux-mvr'],
      initializations: ['batch'],
      maximumSteps: 3,
      maximumRounds: 2,
    } as const;
    expect(
      all(
        wish,
        ({ problemCase: { variant, initialization, parameters } }) =>
          variant === 'aux-mvr' &&
          initialization.kind === 'batch' &&
          parameters.localStepCount <= 3 &&
          parameters.roundCount <= 2,
      ),
    ).toBe(true);
  });

  it.each([
    ['commuting', { dimension: 1, commuting: false }],
    ['commuting', { similarityRatio: decimalRatio(0, 0), commuting: false }],
    ['rankDeficient', { dimension: 1, rankDeficient: true }],
    [
      'auxiliaryConvexity',
      { dimension: 1, auxiliaryConvexity: 'non-convex', similarityRatio: decimalRatio(1, 0) },
    ],
    ['auxiliaryConvexity', { auxiliaryConvexity: 'non-convex', similarityRatio: decimalRatio(0, 0) }],
    ['smoothness', { smoothness: decimalRatio(0, 0) }],
    ['similarityRatio', { similarityRatio: decimalRatio(-1, 0) }],
    ['correlation', { correlation: decimalRatio(11, 1) }],
    ['correlation', { correlation: decimalRatio(0, 0), snapshotNoise: 'additive-correlated' }],
    ['workBudget', { workBudget: 0 }],
    ['maximumRounds', { maximumRounds: 1.5 }],
  ] as const)('that no case fulfils are refused: %s', (option, wish) => {
    expect(() => createRandomProblem(1, 0, wish)).toThrow(InputError);
    expect(() => createRandomProblem(1, 0, wish)).toThrow(`random problem option ${option}`);
  });

  it('of a correlation: the cross-covariance is ρ times that of equal outcomes', () => {
    const wish = { dimension: 2, snapshotNoise: 'additive-correlated' } as const;
    const cross = (correlation: number, index: number) => {
      const found = createRandomProblem(4, index, { ...wish, correlation: decimalRatio(correlation, 1) });
      const problem = problemOf(found);
      const column = (values: readonly (typeof decimals.one)[], mean: typeof values) =>
        subtractMatrices(decimals, [values], [mean]);
      return problem.snapshotAtoms
        .map(({ probability, target, auxiliary }) => {
          const [left] = column(target.vector, problem.target.vector);
          const right = column(auxiliary.vector, problem.auxiliary.vector);
          return multiplyMatrices(
            decimals,
            (left ?? []).map((value) => [decimals.multiply(probability, value)]),
            right,
          );
        })
        .reduce((sum, term) =>
          sum.map((row, i) => row.map((value, j) => decimals.add(value, term[i]?.[j] ?? value))),
        )
        .flat()
        .map((value) => nearestDouble(decimals.toRatio(value)));
    };
    for (let index = 0; index < 20; index += 1) {
      const full = cross(10, index);
      expect(full.some((value) => value !== 0)).toBe(true);
      expect(cross(-5, index)).toEqual(full.map((value) => (value === 0 ? 0 : value * -0.5)));
    }
  });
});

describe('a case runs', () => {
  it.each(
    firstCases(12, { workBudget: 20_000 }, 6).map(
      ({ problemCase }) => [problemCase.name, problemCase] as const,
    ),
  )('%s', (_, resolved) => {
    const rounds = withExactCase(resolved, (field, problemCase) => {
      const oracle = createQuadraticOracle(field, problemCase.problem);
      const tape = drawTapeFor(field, problemCase);
      expect(field.name).toBe('decimal');
      return runExact(field, problemCase.variant, { ...problemCase, oracle, tape }).rounds.length;
    });
    expect(rounds).toBe(resolved.parameters.roundCount);
  });
});

function ratioOf({ hessianSimilarity, smoothness }: RandomCase['constants']): number {
  return nearestDouble(
    createRatio(
      hessianSimilarity.numerator * smoothness.denominator,
      hessianSimilarity.denominator * smoothness.numerator,
    ),
  );
}
