/** The structured step against plain matrices, its terms against the atoms, and runs against enumeration and the plain recursion. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addMatrices,
  multiplyMatrices,
  scaleMatrix,
  transpose,
  type Matrix,
} from '../../spec/algebra/index.js';
import { algorithms, variantNames } from '../../spec/algorithms/index.js';
import { mapProblem, mapParameters } from '../../spec/model/index.js';
import { baseOfRun, type RadixNumber, createRatio, formatRatio, type Ratio } from '../../src/exact/index.js';
import { createLinearSteps, createVariantMaps } from '../../src/exact/linear-maps.js';
import { enumerateRun, expectRun } from '../../src/expectation/index.js';
import { addExponents, createLeastScale } from '../../src/expectation/least-scale.js';
import { createMomentStep } from '../../src/expectation/moment-step.js';
import { createGradientMoments } from '../../src/expectation/noise.js';
import {
  constantUnit,
  createSampledGradient,
  type SampledGradient,
} from '../../src/expectation/sampled-gradient.js';
import { arbitraryCase, type TestCase } from '../support/cases.js';
import { denseExpectation, numbersOf, type ConstantCase } from './dense-recursion.js';
import { arbitraryLeastSquares } from './least-squares-case.js';
import { firstOf } from '../support/some-of.js';
import { forAll } from '../support/for-all.js';

/** A local step of a case on S = z zᵀ + the identity on the blocks before the constant, both ways; S may be changed first. */
function localStep(
  given: ConstantCase,
  change: (sampled: SampledGradient) => SampledGradient = (sampled) => sampled,
  forget: (i: number, j: number, d: number) => boolean = () => false,
): { readonly structured: string[]; readonly plain: string[] } {
  const scale = createLeastScale(baseOfRun(given));
  const { field } = scale;
  const problem = mapProblem(given.problem, field.fromRatio);
  const parameters = {
    stepSize: field.fromRatio(given.parameters.stepSize),
    momentumWeight: field.fromRatio(given.parameters.momentumWeight),
  };
  const { layout, local } = createLinearSteps(field, given.variant, problem.dimension, parameters);
  const atoms = problem.localAtoms.map(({ probability, auxiliary }) => ({
    probability,
    gradient: auxiliary,
  }));
  const unit = constantUnit(
    scale,
    atoms.map(({ gradient }) => gradient),
  );
  const sampled = change(createSampledGradient(scale, unit, problem.auxiliary, atoms));
  const step = createMomentStep(scale, layout, local, sampled, createGradientMoments(scale, sampled));

  const one = field.fromRatio({ numerator: 1n, denominator: scale.power(unit) });
  const z = Array.from({ length: layout.size }, (_, i) =>
    i === layout.constant ? field.one : field.fromString(String(i + 2)),
  );
  const S = z.map((left, i) =>
    z.map((right, j) => {
      const product = field.multiply(left, right);
      return i === j && i !== layout.constant ? field.add(product, field.one) : product;
    }),
  );
  const unitOf = (i: number): RadixNumber => (i === layout.constant ? one : field.one);
  const { numerators, exponents } = scale.overLeast(
    S.flatMap((row, i) =>
      row.map((value, j) =>
        forget(i, j, layout.dimension)
          ? field.zero
          : field.multiply(field.multiply(unitOf(i), unitOf(j)), value),
      ),
    ),
  );
  const values = [...numerators];
  step.apply(values);
  const after = addExponents(exponents, step.exponents);
  const matrices = createVariantMaps(field, given.variant, problem, parameters).local;
  const plain = matrices
    .map((map: Matrix<RadixNumber>, j): Matrix<RadixNumber> =>
      scaleMatrix(
        field,
        problem.localAtoms[j]?.probability ?? field.zero,
        multiplyMatrices(field, multiplyMatrices(field, map, S), transpose(map)),
      ),
    )
    .reduce((sum, term) => addMatrices(field, sum, term));
  return {
    structured: values.map((numerator, p) => {
      const [i, j] = [Math.floor(p / layout.size), p % layout.size];
      const units = [i, j].filter((entry) => entry === layout.constant).length;
      const own = units === 0 ? after : addExponents(after, unit, -units);
      return field.format(field.fromRatio(scale.toRatio({ numerator, exponents: own })));
    }),
    plain: plain.flatMap((row) => row.map(field.format)),
  };
}
const rows = arbitraryLeastSquares(4, 2);
const samples = fc
  .sample(rows, { numRuns: 200, seed: 3 })
  .filter(({ problem }) => problem.localAtoms.length === 2);
const countSeen = (check: (given: ConstantCase) => { structured: string[]; plain: string[] }): number =>
  samples.filter((given) => {
    const { structured, plain } = check(given);
    return structured.join() !== plain.join();
  }).length;

describe('a structured step', () => {
  firstOf(
    2,
    variantNames.map((variant) => [variant] as const),
  )('of %s is Σ p M S Mᵀ, with dense noise and with rows', (variant) => {
    const dense = arbitraryCase({ variants: [variant], maximumDimension: 4 });
    forAll(60, [fc.oneof(dense, rows)], (given) => {
      const { structured, plain } = localStep({ ...given, variant });
      expect(structured).toEqual(plain);
    });
  });
  it('is seen to be wrong without the cross block of y and m', () => {
    expect(samples.length).toBeGreaterThan(50);
    const isCross = (i: number, j: number, d: number): boolean =>
      Math.min(i, j) < d && Math.max(i, j) >= d && Math.max(i, j) < 2 * d;
    const withEstimate = samples.filter(({ variant }) => algorithms[variant].estimates !== 'nothing');
    expect(
      withEstimate.every((given) => {
        const { structured, plain } = localStep(given, undefined, isCross);
        return structured.join() !== plain.join();
      }),
    ).toBe(true);
  });
  it('is seen to be wrong where a rank or a term is', { tags: 'long' }, () => {
    expect(countSeen((given) => localStep(given))).toBe(0);
    const withoutLast = (sampled: SampledGradient): SampledGradient => ({
      ...sampled,
      terms: sampled.terms.slice(0, -1),
    });
    expect(countSeen((given) => localStep(given, withoutLast))).toBeGreaterThan(0.9 * samples.length);
    // rank r taken for r − 1: the last row of a factor is left out
    const lowerRank = (sampled: SampledGradient): SampledGradient => ({
      ...sampled,
      terms: sampled.terms.map((term) => ({
        ...term,
        right: term.right.map((row, r) =>
          r < term.right.length - 1 ? row : { columns: [], coefficients: [] },
        ),
      })),
    });
    expect(countSeen((given) => localStep(given, lowerRank))).toBeGreaterThan(0.9 * samples.length);
  });
});

describe('the terms of a gradient', () => {
  const scale = createLeastScale(10n);
  const { field } = scale;
  const whole = (value: number): RadixNumber =>
    field.fromRatio({ numerator: BigInt(value), denominator: 1n });
  const d = 6;
  const entries = (from: (i: number, j: number) => number, vector: (i: number) => number) => ({
    matrix: Array.from({ length: d }, (_, i) => Array.from({ length: d }, (_unused, j) => whole(from(i, j)))),
    vector: Array.from({ length: d }, (_, i) => whole(vector(i))),
  });
  const z = (row: number, i: number): number => (((row + 2) * (i + 3) ** 2) % 17) - 8;
  const fixed = entries(
    (i, j) => (i === j ? 5 : 1),
    (i) => i,
  );
  /** Ranks of the terms of atoms z zᵀ + added, with the vectors z; every weight is 1/4, so the mean is that of four atoms. */
  const ranks = (added: (i: number, j: number) => number, isShared = false): (number | undefined)[] => {
    const rowsOf = [0, 1, 2, 3];
    const sum = (term: (row: number) => number): number =>
      rowsOf.reduce((total, row) => total + term(row), 0);
    const quarter = field.fromString('1/4');
    const atoms = rowsOf.map((row) => ({
      probability: quarter,
      gradient: entries(
        (i, j) => z(row, i) * z(row, j) + added(i, j),
        (i) => z(row, i),
      ),
    }));
    const total = entries(
      (i, j) => sum((row) => z(row, i) * z(row, j) + added(i, j)),
      (i) => sum((row) => z(row, i)),
    );
    const mean = {
      matrix: scaleMatrix(field, quarter, total.matrix),
      vector: total.vector.map((value) => field.multiply(quarter, value)),
    };
    const shared = isShared ? { ...fixed, vector: fixed.vector.map(() => field.zero) } : undefined;
    const { terms } = createSampledGradient(scale, scale.whole, mean, atoms, shared);
    return terms.map(({ left, right }) => (left === undefined ? undefined : right.length));
  };
  it('have rank one for single rows, also beside a part that is named, and two beside one that is not', () => {
    expect(ranks(() => 0)).toEqual([1, 1, 1, 1]);
    const part = (i: number, j: number): number => (i === j ? 5 : 1);
    expect(ranks(part, true)).toEqual([1, 1, 1, 1]);
    expect(ranks(part)).toEqual([2, 2, 2]); // about the first atom
  });
});

describe('a run on rows', { tags: 'long' }, () => {
  it('is what enumeration says, for every variant and start', () => {
    const seen = new Set<string>();
    forAll(150, [arbitraryLeastSquares(3, 1)], (given) => {
      seen.add(`${given.variant} ${given.initialization.kind}`);
      const [moments, enumerated] = [expectRun(given), enumerateRun(given)];
      expect(numbersOf(moments)).toEqual(numbersOf(enumerated));
      expect(moments.averageSquaredGradient).toEqual(enumerated.averageSquaredGradient);
    });
    expect(seen.size).toBeGreaterThan(15);
  });
  it('is what the plain recursion says, with more steps', () => {
    forAll(60, [rows], (given) => {
      expect(numbersOf(expectRun(given))).toEqual(denseExpectation(given));
    });
  });
}); // prettier-ignore

/** The numbers of a case times a factor that is close to 1 and has the denominator. */
function withDenominator(testCase: TestCase, denominator: bigint): TestCase {
  const change = ({ numerator, denominator: own }: Ratio): Ratio =>
    createRatio(numerator * (denominator + 1n), own * denominator);
  const { problem, parameters, startingPoint } = testCase;
  const changed = mapProblem(problem, change);
  const keep = <A extends { readonly probability: Ratio }>(atoms: readonly A[], from: readonly A[]): A[] =>
    atoms.map((atom, j) => ({ ...atom, probability: from[j]?.probability ?? atom.probability }));
  return {
    ...testCase,
    problem: {
      ...changed,
      snapshotAtoms: keep(changed.snapshotAtoms, problem.snapshotAtoms),
      localAtoms: keep(changed.localAtoms, problem.localAtoms),
    },
    parameters: { ...mapParameters(parameters, change), momentumWeight: parameters.momentumWeight },
    startingPoint: startingPoint.map(change),
  };
}

describe.each(variantNames)('the folded recursion of %s', (variant) => {
  const same = (testCase: TestCase): void => {
    expect(numbersOf(expectRun(testCase, { moments: false }))).toEqual(denseExpectation(testCase));
  };
  it('is the plain one where denominators have large factors, and coefficients many digits', () => {
    forAll(
      7,
      [
        arbitraryCase({ variants: [variant], maximumDimension: 2, maximumRounds: 3, maximumSteps: 3 }),
        fc.constantFrom(7n, 97n, 10_403n, 1_000_003n, 2n ** 31n, 3n ** 20n, 10n ** 60n + 7n),
      ],
      (testCase, denominator) => {
        same(withDenominator(testCase, denominator));
      },
    );
  });
  it('is the plain one on a run of 120 steps, in the last of hundreds of digits', () => {
    const [testCase] = fc.sample(arbitraryCase({ variants: [variant], maximumDimension: 1 }), {
      numRuns: 1,
      seed: 12,
    });
    if (testCase === undefined) throw new RangeError('one case');
    const { parameters } = testCase;
    const roundCount = Math.ceil(120 / parameters.localStepCount);
    const long = { ...testCase, parameters: { ...parameters, roundCount } };
    same(long);
    expect(formatRatio(expectRun(long, { rounds: false }).averageSquaredGradient).length).toBeGreaterThan(
      150,
    );
  });
  it('has one average and the same summaries, whatever is reported besides', () => {
    const cases = arbitraryCase({ variants: [variant], maximumRounds: 5, maximumSteps: 5 });
    const options = fc.record({ moments: fc.boolean(), rounds: fc.boolean(), localSteps: fc.boolean() });
    forAll(10, [cases, options], (testCase, asked) => {
      const [{ rounds: every, ...whole }, { rounds, ...part }] = [
        expectRun(testCase),
        expectRun(testCase, asked),
      ];
      expect(part).toEqual(whole);
      const steps = asked.localSteps ? testCase.parameters.localStepCount : 1;
      expect(rounds.map((round) => round.steps)).toEqual(
        asked.rounds ? every.map((round) => round.steps.slice(-steps)) : [],
      );
    });
  });
  it('is the plain one on runs too long to enumerate', () => {
    const cases = arbitraryCase({ variants: [variant], maximumRounds: 6, maximumSteps: 5 });
    forAll(25, [cases], (testCase) => {
      same(testCase);
    });
  });
});
