/** Random small cases with exact decimal data: every variant, every initialisation, additive and multiplicative noise. */
import fc from 'fast-check';
import { algorithms, variantNames, type RunRequest } from '../../spec/algorithms/index.js';
import { mapInitialization, mapParameters, createQuadraticOracle } from '../../spec/model/index.js';
import type {
  AffineGradient,
  Initialization,
  Parameters,
  QuadraticProblem,
  VariantName,
} from '../../spec/model/index.js';
import type { ExactField } from '../../src/exact/index.js';
import { parseExactNumber, type Ratio } from '../../src/exact/index.js';
import { mapProblem } from '../../spec/model/index.js';
import { drawTape } from '../../src/problems/draws.js';
import type { AtomTape } from '../../spec/model/index.js';

/** A case as data: all numbers as exact ratios. */
export interface TestCase {
  readonly variant: VariantName;
  readonly problem: QuadraticProblem<Ratio>;
  readonly parameters: Parameters<Ratio>;
  readonly initialization: Initialization<Ratio>;
  readonly startingPoint: readonly Ratio[];
  readonly tape: AtomTape;
}

const exactly = (value: number, denominator: number): Ratio => parseExactNumber(`${value}/${denominator}`);

/** What the numbers of a case look like: numerators over one denominator. */
export interface CaseShape {
  readonly variants?: readonly VariantName[];
  readonly maximumDimension?: number;
  readonly maximumRounds?: number;
  readonly maximumSteps?: number;
  /** 10 gives decimals that no binary format holds; 8 gives numbers that all formats hold. */
  readonly denominator?: number;
  readonly noise?: boolean;
}

/** An arbitrary case. Shrinks towards dimension 1, one round, one step, no noise, zero data. */
export function arbitraryCase(shape: CaseShape = {}): fc.Arbitrary<TestCase> {
  const { variants = variantNames, maximumDimension = 3, maximumRounds = 4, maximumSteps = 4 } = shape;
  const { denominator = 10, noise = true } = shape;
  const number = (bound: number) =>
    fc.integer({ min: -bound, max: bound }).map((value) => exactly(value, denominator));
  return fc
    .record({
      variant: fc.constantFrom(...variants),
      dimension: fc.integer({ min: 1, max: maximumDimension }),
      rounds: fc.integer({ min: 1, max: maximumRounds }),
      steps: fc.integer({ min: 1, max: maximumSteps }),
      a: fc.integer({ min: 1, max: denominator }).map((value) => exactly(value, denominator)),
      eta: fc.integer({ min: 1, max: denominator }).map((value) => exactly(value, denominator)),
      seed: fc.integer({ min: 0, max: 1000 }),
      kind: fc.constantFrom('zero', 'given', 'exact', 'batch', 'first-snapshot'),
      // one batch size keeps B m⁰ a whole number of draws; 2 is a power of two, so every field has 1/B
      isNoisy: noise ? fc.boolean() : fc.constant(false),
      isMultiplicative: fc.boolean(),
    })
    .chain((choice) => {
      const vector = fc.array(number(20), { minLength: choice.dimension, maxLength: choice.dimension });
      const matrix = fc.array(vector, { minLength: choice.dimension, maxLength: choice.dimension });
      return fc
        .record({
          A: matrix,
          B: matrix,
          b: vector,
          c: vector,
          x0: vector,
          m0: vector,
          P: matrix,
          p: vector,
          Q: matrix,
          q: vector,
        })
        .map((data) => {
          const target = { matrix: symmetrized(data.A), vector: data.b, constant: exactly(0, 1) };
          const auxiliary = { matrix: symmetrized(data.B), vector: data.c, constant: exactly(0, 1) };
          const spreadF = { matrix: choice.isMultiplicative ? data.P : zeroLike(data.P), vector: data.p };
          const spreadH = { matrix: choice.isMultiplicative ? data.Q : zeroLike(data.Q), vector: data.q };
          const weights = choice.isNoisy ? ([1, -3] as const) : ([0] as const);
          const probability = (weight: number): Ratio =>
            weight === 0 ? exactly(1, 1) : weight === 1 ? exactly(3, 4) : exactly(1, 4);
          const problem: QuadraticProblem<Ratio> = {
            dimension: choice.dimension,
            target,
            auxiliary,
            snapshotAtoms: weights.map((weight) => ({
              probability: probability(weight),
              target: shifted(target, spreadF, weight),
              auxiliary: shifted(auxiliary, spreadH, weight),
            })),
            localAtoms: weights.map((weight) => ({
              probability: probability(weight),
              auxiliary: shifted(auxiliary, spreadF, weight),
            })),
          };
          const keepsEstimate = algorithms[choice.variant].estimates !== 'nothing';
          const initialization: Initialization<Ratio> = !keepsEstimate
            ? { kind: 'none' }
            : choice.kind === 'given'
              ? { kind: 'given', correction: data.m0 }
              : choice.kind === 'batch'
                ? { kind: 'batch', size: 2 }
                : { kind: choice.kind as 'zero' };
          const parameters = {
            stepSize: choice.eta,
            momentumWeight: choice.a,
            localStepCount: choice.variant === 'sgd' ? 1 : choice.steps,
            roundCount: choice.rounds,
          };
          const tape = drawTape(
            {
              snapshotProbabilities: problem.snapshotAtoms.map((atom) => atom.probability),
              localProbabilities: problem.localAtoms.map((atom) => atom.probability),
              roundCount: parameters.roundCount,
              localStepCount: parameters.localStepCount,
              initialDraws: initialization.kind === 'batch' ? 2 : 0,
            },
            choice.seed,
          );
          return {
            variant: choice.variant,
            problem,
            parameters,
            initialization,
            startingPoint: data.x0,
            tape,
          };
        });
    });
}

const sum = (left: Ratio, right: Ratio, weight = 1): Ratio =>
  parseExactNumber(
    `${left.numerator * right.denominator + BigInt(weight) * right.numerator * left.denominator}/${left.denominator * right.denominator}`,
  );

/** M + Mᵀ. */
function symmetrized(matrix: readonly (readonly Ratio[])[]): Ratio[][] {
  return matrix.map((row, i) => row.map((value, j) => sum(value, matrix[j]?.[i] ?? value)));
}

function zeroLike(matrix: readonly (readonly Ratio[])[]): Ratio[][] {
  return matrix.map((row) => row.map(() => exactly(0, 1)));
}

/** mean + weight·spread: with probabilities 3/4 and 1/4 for weights 1 and −3 the mean is kept. */
function shifted(
  mean: AffineGradient<Ratio>,
  spread: AffineGradient<Ratio>,
  weight: number,
): AffineGradient<Ratio> {
  return {
    matrix: mean.matrix.map((row, i) =>
      row.map((value, j) => sum(value, spread.matrix[i]?.[j] ?? value, weight)),
    ),
    vector: mean.vector.map((value, i) => sum(value, spread.vector[i] ?? value, weight)),
  };
}

/** The case over an exact field, ready for runExact and compareTrace. */
export function instantiate<S>(field: ExactField<S>, testCase: TestCase): Required<RunRequest<S>> {
  const { parameters, initialization, startingPoint, tape, problem } = testCase;
  return {
    parameters: mapParameters(parameters, field.fromRatio),
    initialization: mapInitialization(initialization, field.fromRatio),
    startingPoint: startingPoint.map(field.fromRatio),
    tape,
    oracle: createQuadraticOracle(field, mapProblem(problem, field.fromRatio)),
  };
}
