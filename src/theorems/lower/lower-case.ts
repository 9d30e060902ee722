/** Random parameters for a lower bound, and what its members give there: exact runs and exact expectations. */
import fc from 'fast-check';
import { maximum } from '../../../spec/algebra/index.js';
import type { Parameters } from '../../../spec/model/index.js';
import type { LowerClaim, LowerInput, LowerTheorem } from '../../../spec/theorems/index.js';
import { ContractError } from '../../errors.js';
import { createRatio, type Ratio } from '../../exact/index.js';
import {
  createMomentumMember,
  createSgdMember,
  decimalRatio,
  huberSuboptimality,
  isShort,
  reduced,
  slowCurvature,
  squaredGradientsOn,
  type HuberMember,
} from '../../problems/index.js';
import { sumSquaredGradients, type ScalarRun } from '../rates/scalar-recursion.js';

/** The constants of a class but F₀, which its members decide, and the parameters of a method. */
export interface LowerCase {
  /** L. */
  readonly smoothness: Ratio;
  /** δ ≤ L/2. */
  readonly hessianSimilarity: Ratio;
  readonly parameters: Parameters<Ratio>;
  /** x⁰ of the quadratic members. */
  readonly startingPoint: Ratio;
  /** σ_D or σ_f. */
  readonly snapshotDeviation: Ratio;
  /** σ_h. */
  readonly localDeviation: Ratio;
}

/** What a claim is about, on its members. */
export interface LowerMeasurement {
  readonly quantity: Ratio;
  readonly input: LowerInput<Ratio>;
}

const { add, multiply, compare, zero, one } = reduced;
const square = (value: Ratio): Ratio => multiply(value, value);
const half = createRatio(1n, 2n);

/** Cases with every η, a, K and T; they shrink to whole numbers, K = T = 1 and no noise. */
export function arbitraryLowerCase({ variants }: LowerTheorem): fc.Arbitrary<LowerCase> {
  const isSgd = variants.includes('sgd');
  const deviation = fc
    .tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: -1, max: 2 }))
    .map(([digit, places]) => decimalRatio(digit, places));
  return fc
    .record({
      smoothness: fc.constantFrom(1, 2, 4, 5, 10),
      similarityTwentieths: fc.integer({ min: 1, max: 10 }),
      // ηL in tenths, up to 4, so that ηδ passes 1 too; then smaller by powers of ten
      stepTenths: fc.integer({ min: 1, max: 40 }),
      stepPlaces: fc.integer({ min: 0, max: 2 }),
      weightTenths: fc.integer({ min: 0, max: 9 }),
      weightPlaces: fc.integer({ min: 0, max: 1 }),
      localStepCount: fc.integer({ min: 1, max: isSgd ? 1 : 8 }),
      roundCount: fc.integer({ min: 1, max: 12 }),
      startingPoint: fc.integer({ min: 1, max: 9 }),
      snapshotDeviation: deviation,
      localDeviation: deviation,
    })
    .map((drawn): LowerCase => {
      const smoothness = decimalRatio(drawn.smoothness, 0);
      const step = decimalRatio(drawn.stepTenths, 1 + drawn.stepPlaces);
      return {
        smoothness,
        hessianSimilarity: multiply(smoothness, createRatio(BigInt(drawn.similarityTwentieths), 20n)),
        parameters: {
          stepSize: reduced.divide(step, smoothness),
          momentumWeight: isSgd ? one : decimalRatio(10 - drawn.weightTenths, 1 + drawn.weightPlaces),
          localStepCount: drawn.localStepCount,
          roundCount: drawn.roundCount,
        },
        startingPoint: decimalRatio(drawn.startingPoint, 0),
        snapshotDeviation: drawn.snapshotDeviation,
        localDeviation: drawn.localDeviation,
      };
    });
}

/** A quantity with the F₀ of the member that it belongs to. */
interface MemberValue {
  readonly quantity: Ratio;
  readonly suboptimality: Ratio;
}

/** The quantity of a claim on the worst of its members, exactly. */
export function measureClaim(claim: LowerClaim, given: LowerCase): LowerMeasurement {
  const { quantity, suboptimality } = memberValue(claim.id, given);
  const { parameters, smoothness, hessianSimilarity, snapshotDeviation, localDeviation } = given;
  const variance = square(snapshotDeviation);
  return {
    quantity,
    input: {
      smoothness,
      hessianSimilarity,
      suboptimality,
      snapshotVariance: variance,
      targetVariance: variance,
      localVariance: square(localDeviation),
      localStepCount: decimalRatio(parameters.localStepCount, 0),
      roundCount: decimalRatio(parameters.roundCount, 0),
    },
  };
}

function memberValue(claim: string, given: LowerCase): MemberValue {
  const { parameters, smoothness, hessianSimilarity, snapshotDeviation, localDeviation } = given;
  const steep = { curvature: smoothness, difference: zero };
  switch (claim) {
    case 'start':
      return onQuadratic('SGD-1', given, steep);
    case 'noise':
      return onQuadratic('SGD-1', given, { ...steep, snapshotDeviation });
    case 'iterates': {
      const isSlow = compare(multiply(parameters.stepSize, smoothness), decimalRatio(2, 0)) < 0;
      if (isSlow) return onHuber('sgd', given, createSgdMember(smoothness, parameters), 'least');
      // |1 − ηL| ≥ 1: the gradient at x⁰ is the least one
      const start = multiply(smoothness, given.startingPoint);
      return { quantity: square(start), suboptimality: suboptimalityOf(smoothness, given.startingPoint) };
    }
    case 'smoothness':
      return onQuadratic('MOM-1', given, steep);
    case 'local-noise':
      return onQuadratic('MOM-1', given, { ...steep, localDeviation });
    case 'similarity':
      return isShort(hessianSimilarity, parameters)
        ? onHuber('aux-mom', given, createMomentumMember(hessianSimilarity, parameters), 'average')
        : onQuadratic('MOM-1', given, steep);
    case 'similarity-quadratic': {
      if (!isShort(hessianSimilarity, parameters)) return onQuadratic('MOM-1', given, steep);
      const curvature = slowCurvature(hessianSimilarity, parameters);
      return onQuadratic('MOM-1', given, {
        curvature,
        difference: reduced.subtract(curvature, hessianSimilarity),
      });
    }
    case 'snapshot-noise':
    case 'snapshot-noise-quadratic': {
      const first = memberValue(claim.replace('snapshot-noise', 'similarity'), given);
      const noisy = onQuadratic(
        'MOM-1',
        { ...given, startingPoint: zero },
        { curvature: hessianSimilarity, difference: zero, snapshotDeviation },
      );
      return { ...first, quantity: maximum(reduced, first.quantity, noisy.quantity) };
    }
    default:
      throw new ContractError(`no member is known for the claim ${claim}`);
  }
}

const suboptimalityOf = (curvature: Ratio, at: Ratio): Ratio =>
  multiply(half, multiply(curvature, square(at)));

/** G on f = ½λx², h = ½(λ − Δ)x² with m⁰ = Δx⁰. */
function onQuadratic(
  theorem: 'SGD-1' | 'MOM-1',
  { parameters, startingPoint }: LowerCase,
  member: Pick<ScalarRun<Ratio>, 'curvature' | 'difference'> & Partial<ScalarRun<Ratio>>,
): MemberValue {
  const total = sumSquaredGradients(reduced, theorem, {
    ...parameters,
    startingPoint,
    correction: multiply(member.difference, startingPoint),
    snapshotDeviation: zero,
    localDeviation: zero,
    ...member,
  });
  const count = BigInt(parameters.localStepCount * parameters.roundCount);
  return {
    quantity: multiply(total, createRatio(1n, count)),
    suboptimality: suboptimalityOf(member.curvature, startingPoint),
  };
}

function onHuber(
  variant: 'sgd' | 'aux-mom',
  { parameters }: LowerCase,
  member: HuberMember,
  which: 'least' | 'average',
): MemberValue {
  const squares = squaredGradientsOn(member, variant, parameters);
  const least = squares.reduce((left, right) => (compare(left, right) < 0 ? left : right));
  const total = squares.reduce(add, zero);
  return {
    quantity: which === 'least' ? least : multiply(total, createRatio(1n, BigInt(squares.length))),
    suboptimality: huberSuboptimality(member),
  };
}
