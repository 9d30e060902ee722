/** Drawn cases depend on seed and index alone, obey their bounds, fit the budget, and are of every kind. */
import { describe, expect, it } from 'vitest';
import { createRatio, formatRatio, nearestDouble, runExact } from '../../../src/exact/index.js';
import { createQuadraticOracle } from '../../../spec/model/index.js';
import { buildRandomCase, drawTapeFor, withExactCase, type RandomCase } from '../../../src/problems/index.js';
import { decimalRatio } from '../../../src/problems/constructed/decimal-ratio.js';
import { defaultWorkBudget, estimateWork } from '../../../src/problems/constructed/case-cost.js';
import { arbitraryProblemCase, drawAt, type ArbitraryCaseOptions } from '../../../src/theorems/index.js';
import { cachedValue, decimals, firstCases, problemOf } from '../../problems/constructed/known-case.js';
import { multiplyMatrices, subtractMatrices } from '../../../spec/algebra/index.js';

const drawn = (seed: number, index: number): RandomCase => drawAt(arbitraryProblemCase(), seed, index).value;

describe('a drawn case', () => {
  it('does not depend on the cases before it', () => {
    const forwards = Array.from({ length: 50 }, (_, i) => drawn(1, i));
    const backwards = Array.from({ length: 50 }, (_, i) => drawn(1, 49 - i)).reverse();
    expect([backwards, drawn(1, 37)]).toEqual([forwards, forwards[37]]);
  });

  it('depends on seed and index', () => {
    expect(drawn(1, 3).problemCase).not.toEqual(drawn(1, 4).problemCase);
    expect(drawn(1, 3).problemCase).not.toEqual(drawn(2, 3).problemCase);
  });
});

function testKinds(count: number): void {
  const cases = cachedValue(() => firstCases(count, {}, 2));
  const share = (is: (found: RandomCase) => boolean): number => cases().filter(is).length / cases().length;

  it('fit the budget of work, and use it', () => {
    const works = cases().map(({ problemCase }) => estimateWork(problemCase));
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
    const ratios = cases().map(({ constants }) => ratioOf(constants));
    expect(ratios.filter((ratio) => ratio === 0).length).toBeGreaterThan(count / 300);
    expect([Math.min(...ratios.filter((ratio) => ratio > 0)), Math.max(...ratios)]).toEqual([1e-4, 2]);
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
    expect(cases().filter(isLong)).toEqual([]);
  });
}

describe('400 cases', () => {
  testKinds(400);
});
describe('3,000 cases', { tags: 'long' }, () => {
  testKinds(3000);
});

describe('bounds', () => {
  const all = (options: ArbitraryCaseOptions, holds: (found: RandomCase) => boolean): boolean =>
    firstCases(150, options, 3).every(holds);

  it.each([1, 2, 3, 4])('dimension %i', (d) => {
    const options = { minimumDimension: d, maximumDimension: d };
    expect(all(options, ({ blueprint }) => blueprint.dimension === d)).toBe(true);
  });

  it('noise: none, or additive', () => {
    expect(
      all(
        { snapshotNoise: 'none', localNoise: 'additive' },
        ({ snapshotNoise, localNoise }) =>
        snapshotNoise === 'none' && localNoise !== 'multiplicative', // prettier-ignore
      ),
    ).toBe(true);
    expect(
      all(
        { snapshotNoise: 'additive', localNoise: 'none' },
        ({ snapshotNoise, localNoise }) =>
        snapshotNoise !== 'multiplicative' && localNoise === 'none', // prettier-ignore
      ),
    ).toBe(true);
  });

  it('variants, initialisations, K and T', () => {
    const options = { variants: ['aux-mvr'], starts: ['batch'], maximumSteps: 3, maximumRounds: 2 } as const;
    expect(
      all(
        options,
        ({ problemCase: { variant, initialization, parameters } }) =>
          variant === 'aux-mvr' &&
          initialization.kind === 'batch' &&
          parameters.localStepCount <= 3 &&
          parameters.roundCount <= 2,
      ),
    ).toBe(true);
  });
});

it('noise of correlation ρ: the cross-covariance is ρ times that of equal outcomes', () => {
  const correlated = arbitraryProblemCase({ minimumDimension: 2, maximumDimension: 2 }).filter(
    ({ snapshotNoise }) => snapshotNoise === 'additive-correlated',
  );
  const cross = (correlation: number, index: number) => {
    const { blueprint } = drawAt(correlated, 4, index).value;
    const snapshotNoise = { ...blueprint.snapshotNoise, correlation: decimalRatio(correlation, 1) };
    const problem = problemOf(buildRandomCase({ ...blueprint, snapshotNoise }));
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
