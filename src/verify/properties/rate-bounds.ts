/**
 * Rate bounds: G over all draws of the implementation's own runs, against the bounds of the theorems. The problems are on a line: L, δ and F₀
 * are plain there, few draws make few runs, and η and a are powers of two.
 */
import fc from 'fast-check';
import { algorithms } from '../../../spec/algorithms/index.js';
import {
  type Initialization,
  type Parameters,
  type VariantName,
  evaluateGradient,
  mapProblem,
} from '../../../spec/model/index.js';
import { createRatio, type Ratio, createRationalField } from '../../exact/index.js';
import type { EstimateStart } from '../../problems/index.js';
import { type PropertyCase, BrokenLaw, type PropertyDefinition } from './property.js';
import { createVectorSpace } from '../../../spec/algebra/index.js';
import { theoremsOf } from '../../../spec/theorems/index.js';
import { judgeRate, measureQuadratic } from '../../theorems/index.js';
import { fitDraws, startsOf } from './dyadic-case.js';
import { expectObserved } from './observe.js';
import { observeRun } from './observe.js';

const whole = (value: number): Ratio => createRatio(BigInt(value), 1n);

/** A case with what the theorems ask of it. */
interface RateBoundCase extends PropertyCase {
  /** L of f = ½L(x − x*)². */
  readonly smoothness: Ratio;
  /** δ = |L − B|. */
  readonly hessianSimilarity: Ratio;
  /** F₀. */
  readonly suboptimality: Ratio;
}

/** L, δ and the parameters, with T still to be cut. */
interface Shape {
  readonly smoothness: number;
  /** δ. */
  readonly similarity: Ratio;
  readonly parameters: Pick<Parameters<Ratio>, 'stepSize' | 'momentumWeight' | 'localStepCount'>;
  readonly isSilent?: true;
}

/** 2^n ≥ the value. */
const powerFrom = (value: number): number => 2 ** Math.ceil(Math.log2(value));
const reciprocal = (value: number): Ratio => createRatio(1n, BigInt(value));

/** Any a and an η with 2Lη ≤ ½: for MOM-1 to MOM-3, MVR-1 and SGD-1. */
function arbitraryPlainShape(variant: VariantName): fc.Arbitrary<Shape> {
  return fc
    .record({
      smoothness: fc.integer({ min: 1, max: 4 }),
      similarity: fc.integer({ min: 0, max: 2 }),
      stepExponent: fc.integer({ min: 0, max: 1 }),
      decayEighths: fc.integer({ min: 0, max: 6 }),
      localStepCount: variant === 'sgd' ? fc.constant(1) : fc.constantFrom(1, 1, 2, 4),
    })
    .map(({ smoothness, similarity, stepExponent, decayEighths, localStepCount }) => ({
      smoothness,
      similarity: whole(similarity),
      parameters: {
        stepSize: reciprocal((8 * powerFrom(smoothness)) >> stepExponent),
        momentumWeight: createRatio(BigInt(8 - decayEighths), 8n),
        localStepCount,
      },
    }));
}

/** RATE-DET with a power of two for η: L + (5/7)δK = 2ⁿ, δ = 7j/K. */
const arbitraryDeterministicShape: fc.Arbitrary<Shape> = fc
  .record({
    localStepCount: fc.constantFrom(1, 2, 4, 8),
    sevenths: fc.integer({ min: 0, max: 2 }),
    exponent: fc.integer({ min: 0, max: 2 }),
  })
  .map(({ localStepCount, sevenths, exponent }) => {
    const inverse = powerFrom(5 * sevenths + 1) * 2 ** exponent;
    return {
      smoothness: inverse - 5 * sevenths,
      similarity: createRatio(BigInt(7 * sevenths), BigInt(localStepCount)),
      parameters: { stepSize: reciprocal(inverse), momentumWeight: whole(1), localStepCount },
      isSilent: true,
    };
  });

/**
 * RATE-MOM, RATE-MOM-G or RATE-MVR with a power of two for η: 1/η = 2L + cδK + the share of the free number, δ = d/K.
 *
 * That share is what is left to the next power of two, so the free number s or r is decided by it; a = 2d η, 4d η or 8(dη)².
 */
function arbitraryTunedShape(variant: VariantName): fc.Arbitrary<Shape> {
  return fc
    .record({
      localStepCount: fc.constantFrom(1, 2, 4),
      smoothness: fc.integer({ min: 1, max: 4 }),
      steps: fc.integer({ min: 1, max: 4 }),
      factor: variant === 'aux-mvr' ? fc.constant(3) : fc.constantFrom(2, 4),
      exponent: fc.integer({ min: 0, max: 1 }),
    })
    .map(({ localStepCount, smoothness, steps, factor, exponent }) => {
      const inverse = powerFrom(2 * smoothness + factor * steps + 1) * 2 ** exponent;
      return {
        smoothness,
        similarity: createRatio(BigInt(steps), BigInt(localStepCount)),
        parameters: {
          stepSize: reciprocal(inverse),
          momentumWeight:
            variant === 'aux-mvr'
              ? createRatio(BigInt(8 * steps * steps), BigInt(inverse * inverse))
              : createRatio(BigInt(factor * steps), BigInt(inverse)),
          localStepCount,
        },
      };
    });
}

function arbitraryShape(variant: VariantName): fc.Arbitrary<Shape> {
  switch (variant) {
    case 'aux-mom':
      return fc.oneof(
        arbitraryPlainShape(variant),
        arbitraryDeterministicShape,
        arbitraryTunedShape(variant),
      );
    case 'aux-mvr':
      return fc.oneof(arbitraryPlainShape(variant), arbitraryTunedShape(variant));
    default:
      return arbitraryPlainShape(variant);
  }
}

/** Draws of a run, as exponents of two of the number of its sequences. */
const mostDraws = 7;

/** f = ½L(x − x*)² + …, h with the curvature L ± δ, both with signs of noise. */
export function arbitraryRateLine(
  variant: VariantName,
  starts: readonly EstimateStart[],
): fc.Arbitrary<RateBoundCase> {
  return fc
    .record({
      shape: arbitraryShape(variant),
      isBelow: fc.boolean(),
      minimizer: fc.integer({ min: -2, max: 2 }),
      shift: fc.integer({ min: -3, max: 3 }),
      startingPoint: fc.integer({ min: -8, max: 8 }),
      correction: fc.integer({ min: -4, max: 4 }),
      noise: fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 2 })),
      localNoise: variant === 'sgd' ? fc.constant(0) : fc.constantFrom(0, 0, 1),
      isNoisy: fc.boolean(),
      roundCount: fc.integer({ min: 1, max: 16 }),
      start: fc.constantFrom(...starts),
    })
    .map((parts): RateBoundCase => {
      const { shape, minimizer, shift, start } = parts;
      const { smoothness, similarity, parameters } = shape;
      const { numerator, denominator } = similarity;
      const signed = parts.isBelow ? -numerator : numerator;
      const target = { matrix: [[whole(smoothness)]], vector: [whole(smoothness * minimizer)] };
      const curvature = createRatio(BigInt(smoothness) * denominator - signed, denominator);
      const auxiliary = { matrix: [[curvature]], vector: [whole(shift)] };
      const moved = ({ matrix, vector }: typeof target, by: number) => ({
        matrix,
        vector: vector.map((entry) => createRatio(entry.numerator + BigInt(by), 1n)),
      });
      const half = createRatio(1n, 2n);
      const initialization: Initialization<Ratio> =
        algorithms[variant].estimates === 'nothing'
          ? { kind: 'none' }
          : start === 'given'
            ? { kind: start, correction: [whole(parts.correction)] }
            : start === 'batch'
              ? { kind: start, size: 1 }
              : { kind: start };
      const isNoisy = parts.isNoisy && shape.isSilent !== true;
      const localNoise = isNoisy ? parts.localNoise : 0;
      // every noisy draw doubles the number of runs
      const drawsOfRound = 1 + (localNoise > 0 ? parameters.localStepCount : 0);
      const roundCount = isNoisy
        ? Math.min(parts.roundCount, Math.max(1, Math.floor(mostDraws / drawsOfRound)))
        : parts.roundCount;
      const offset = parts.startingPoint - minimizer;
      return {
        problem: {
          name: 'line',
          variant,
          problem: {
            dimension: 1,
            target: { ...target, constant: whole(0) },
            auxiliary: { ...auxiliary, constant: whole(0) },
            snapshotAtoms: isNoisy
              ? [1, -1].map((sign) => ({
                  probability: half,
                  target: moved(target, sign * parts.noise[0]),
                  auxiliary: moved(auxiliary, sign * parts.noise[1]),
                }))
              : [{ probability: whole(1), target, auxiliary }],
            localAtoms:
              localNoise > 0
                ? [1, -1].map((sign) => ({
                    probability: half,
                    auxiliary: moved(auxiliary, sign * localNoise),
                  }))
                : [{ probability: whole(1), auxiliary }],
          },
          parameters: { ...parameters, roundCount },
          initialization,
          startingPoint: [whole(parts.startingPoint)],
          seed: 1,
        },
        smoothness: whole(smoothness),
        hessianSimilarity: similarity,
        suboptimality: createRatio(BigInt(smoothness * offset * offset), 2n),
      };
    });
}

const field = createRationalField();
const { squaredNorm } = createVectorSpace(field);

/** With K = 1 the local points are the snapshots, which everybody tells; a case with K > 1 is for those who tell y too. */
export const rateBounds: PropertyDefinition<RateBoundCase> = {
  id: 'rate bounds',
  law: 'G = (1/KT) Σ E‖∇f(y^{t,k−1})‖² is at most the bound of every theorem whose condition holds',
  share: 2,
  fits: (variant) => theoremsOf(variant).length > 0,
  arbitrary: ({ variant, capabilities }) => {
    const starts = startsOf(capabilities).filter((kind) => kind !== 'batch');
    return arbitraryRateLine(variant, starts.length === 0 ? ['given'] : starts).map((line) => ({
      ...line,
      problem: fitDraws(line.problem, capabilities),
    }));
  },
  check: async (context, { problem, ...constants }) => {
    const { target } = mapProblem(problem.problem, field.fromRatio);
    const { localStepCount, roundCount } = problem.parameters;
    const innerOf = <Point>(localPoints: readonly (readonly Point[])[]): readonly Point[] =>
      localPoints.flatMap((points) => points.slice(0, localStepCount - 1));
    if (localStepCount > 1) {
      const first = await observeRun(context, problem);
      fc.pre(first !== undefined);
      fc.pre(innerOf(first.localPoints).length === roundCount * (localStepCount - 1));
    }
    const seen = await expectObserved(context, problem, (iterates, localPoints) => [
      [...iterates.slice(0, roundCount), ...innerOf(localPoints)]
        .map((at) => squaredNorm(evaluateGradient(field, target, at)))
        .reduce(field.add, field.zero),
    ]);
    const [total] = seen ?? [];
    fc.pre(total !== undefined);
    const count = BigInt(localStepCount * roundCount);
    const averageSquaredGradient = createRatio(total.numerator, total.denominator * count);
    const { parameters, initialization } = problem;
    // the theorem is about the equations, so its variances are those of the equations; G is what was made
    const measurement = { ...measureQuadratic(problem), averageSquaredGradient };
    for (const theorem of theoremsOf(context.variant)) {
      const verdict = judgeRate(theorem, { parameters, initialization, constants, measurement });
      if (!verdict.isViolation) continue;
      throw new BrokenLaw(`G is ${verdict.ratio} times the bound of ${theorem.id}, over all draws`, {
        equation: `${theorem.id}: ${theorem.title}`,
      });
    }
  },
};
