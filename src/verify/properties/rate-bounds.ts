/** Rate bounds: G over all draws of the implementation's own runs, against the bounds of the theorems. */
import fc from 'fast-check';
import { createVectorSpace } from '../../../spec/algebra/index.js';
import { algorithms } from '../../../spec/algorithms/index.js';
import {
  evaluateGradient,
  mapProblem,
  type Initialization,
  type VariantName,
} from '../../../spec/model/index.js';
import { rateTheorems, type RateTheorem } from '../../../spec/theorems/index.js';
import { createRationalField, createRatio, type Ratio } from '../../exact/index.js';
import type { EstimateStart } from '../../problems/index.js';
import { judgeRate, measureQuadratic } from '../../theorems/index.js';
import { fitDraws, startsOf } from './dyadic-case.js';
import { expectObserved } from './enumerate-observations.js';
import { BrokenLaw, type PropertyCase, type PropertyDefinition } from './property.js';

const field = createRationalField();
const { squaredNorm } = createVectorSpace(field);
const whole = (value: number): Ratio => createRatio(BigInt(value), 1n);

interface RateBoundCase extends PropertyCase {
  /** L of f = ½L(x − x*)². */
  readonly smoothness: Ratio;
  /** δ = |L − B|. */
  readonly hessianSimilarity: Ratio;
  /** F₀. */
  readonly suboptimality: Ratio;
}

const theoremsOf = (variant: VariantName): readonly RateTheorem[] =>
  Object.values(rateTheorems).filter(({ variants }) => variants.includes(variant));

const mostNoisyRounds = 5;

/** On a line: L, δ and F₀ are plain there, and few draws make few runs. */
function arbitraryLine(variant: VariantName, starts: readonly EstimateStart[]): fc.Arbitrary<RateBoundCase> {
  return fc
    .record({
      smoothness: fc.integer({ min: 1, max: 4 }),
      difference: fc.integer({ min: -2, max: 2 }),
      minimizer: fc.integer({ min: -2, max: 2 }),
      shift: fc.integer({ min: -3, max: 3 }),
      startingPoint: fc.integer({ min: -8, max: 8 }),
      correction: fc.integer({ min: -4, max: 4 }),
      noise: fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 2 })),
      isNoisy: fc.boolean(),
      stepExponent: fc.integer({ min: 0, max: 1 }),
      decayEighths: fc.integer({ min: 0, max: 6 }),
      roundCount: fc.integer({ min: 1, max: 16 }),
      start: fc.constantFrom(...starts),
    })
    .map((parts) => {
      const { smoothness, difference, minimizer, shift, start, isNoisy, noise } = parts;
      const target = { matrix: [[whole(smoothness)]], vector: [whole(smoothness * minimizer)] };
      const auxiliary = { matrix: [[whole(smoothness - difference)]], vector: [whole(shift)] };
      const moved = ({ matrix, vector }: typeof target, by: number) => ({
        matrix,
        vector: vector.map(({ numerator }) => createRatio(numerator + BigInt(by), 1n)),
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
      const offset = parts.startingPoint - minimizer;
      // η = 1/(8·2^⌈log₂ L⌉) or twice that: 2Lη ≤ ½
      const least = 8 * 2 ** Math.ceil(Math.log2(smoothness));
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
                  target: moved(target, sign * noise[0]),
                  auxiliary: moved(auxiliary, sign * noise[1]),
                }))
              : [{ probability: whole(1), target, auxiliary }],
            localAtoms: [{ probability: whole(1), auxiliary }],
          },
          parameters: {
            stepSize: createRatio(1n, BigInt(least >> parts.stepExponent)),
            momentumWeight: createRatio(BigInt(8 - parts.decayEighths), 8n),
            localStepCount: 1,
            // with noise every round doubles the number of runs
            roundCount: isNoisy ? Math.min(parts.roundCount, mostNoisyRounds) : parts.roundCount,
          },
          initialization,
          startingPoint: [whole(parts.startingPoint)],
          seed: 1,
        },
        smoothness: whole(smoothness),
        hessianSimilarity: whole(Math.abs(difference)),
        suboptimality: createRatio(BigInt(smoothness * offset * offset), 2n),
      };
    });
}

/** With K = 1 the local points are the snapshots, which everybody tells. */
export const rateBounds: PropertyDefinition<RateBoundCase> = {
  id: 'rate bounds',
  law: 'G = (1/KT) Σ E‖∇f(y^{t,k−1})‖² is at most the bound of every theorem whose condition holds',
  share: 2,
  fits: (variant) => theoremsOf(variant).length > 0,
  arbitrary: ({ variant, capabilities }) => {
    const starts = startsOf(capabilities).filter((kind) => kind !== 'batch');
    return arbitraryLine(variant, starts.length === 0 ? ['given'] : starts).map((line) => ({
      ...line,
      problem: fitDraws(line.problem, capabilities),
    }));
  },
  check: async (context, { problem, ...constants }) => {
    const { target } = mapProblem(problem.problem, field.fromRatio);
    const { roundCount } = problem.parameters;
    const seen = await expectObserved(context, problem, (iterates) => [
      iterates
        .slice(0, roundCount)
        .map((x) => squaredNorm(evaluateGradient(field, target, x)))
        .reduce(field.add, field.zero),
    ]);
    const [total] = seen ?? [];
    fc.pre(total !== undefined);
    const averageSquaredGradient = createRatio(total.numerator, total.denominator * BigInt(roundCount));
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
