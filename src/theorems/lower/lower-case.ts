/** Random parameters for a lower bound, and what its members give there: exact runs and exact expectations. */
import fc from 'fast-check';
import { maximum } from '../../../spec/algebra/index.js';
import { algorithms } from '../../../spec/algorithms/index.js';
import type { Parameters } from '../../../spec/model/index.js';
import type { LowerClaim, LowerInput, LowerTheorem } from '../../../spec/theorems/index.js';
import { ContractError } from '../../errors.js';
import { createRatio, type Ratio } from '../../exact/index.js';
import { expectRun } from '../../expectation/index.js';
import { type ResolvedProblem } from '../../problems/index.js';
import {
  createMemberProblem,
  createMomentumMember,
  createSgdMember,
  huberSuboptimality,
  isShort,
  slowCurvature,
  squaredGradientsOn,
  type HuberMember,
} from '../../problems/constructed/hard-members.js';
import { decimalRatio, reduced } from '../../problems/constructed/decimal-ratio.js';
import { type HuberProblem } from '../../problems/huber-problem.js';
import {
  arbitraryFilter,
  arbitraryHeavyBall,
  averageOnParabola,
  leastOfHeavyBall,
  momentumOf,
  type GradientFilter,
} from './filters.js';
import { createScalarProblem, targetMember } from '../rates/scalar-case.js';
import { mapScalarRun, sumSquaredGradients, type ScalarRun } from '../rates/scalar-recursion.js';

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
  /** The method of LOW-LTI and LOW-HB-ITERATES, in place of SGD. */
  readonly filter?: GradientFilter;
  /** N of LOW-LTI. */
  readonly split?: number;
  /** ς of LOW-TGT-MVR. */
  readonly slopeDeviation?: Ratio;
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
export function arbitraryLowerCase({ id, variants }: LowerTheorem): fc.Arbitrary<LowerCase> {
  const isSgd = variants.includes('sgd');
  const filters = { 'LOW-LTI': arbitraryFilter, 'LOW-HB-ITERATES': arbitraryHeavyBall } as const;
  const filter = id in filters ? filters[id as keyof typeof filters] : fc.constant(undefined);
  const isTarget = variants.some((variant) => algorithms[variant].estimates === 'target');
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
      roundCount: fc.integer({ min: isTarget ? 2 : 1, max: 12 }),
      startingPoint: fc.integer({ min: 1, max: 9 }),
      snapshotDeviation: deviation,
      localDeviation: deviation,
      filter,
      split: fc.nat({ max: 11 }),
      ...(isTarget && { slopeTenths: fc.nat({ max: 30 }) }),
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
        ...(drawn.slopeTenths !== undefined && { slopeDeviation: decimalRatio(drawn.slopeTenths, 1) }),
        ...(drawn.filter && { filter: drawn.filter, split: drawn.split % drawn.roundCount }),
      };
    });
}

/** What a claim is about, exactly, with the constants of the class. */
export function measureClaim(claim: LowerClaim, given: LowerCase): LowerMeasurement {
  const { parameters, smoothness, hessianSimilarity, snapshotDeviation, localDeviation, filter } = given;
  const { quantity, suboptimality } =
    filter === undefined ? memberValue(claim.id, given) : filterValue(claim.id, { ...given, filter });
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
      split: decimalRatio(given.split ?? 0, 0),
      momentumWeight: parameters.momentumWeight,
      ...(given.slopeDeviation && { slopeDeviation: given.slopeDeviation }),
      ...(filter?.kind === 'momentum' && { momentum: momentumOf(filter, parameters.roundCount) }),
    },
  };
}

/** A member of the class for a claim, with the run on it: a quadratic by its few numbers, or a Huber function. */
type Member =
  | { readonly kind: 'quadratic'; readonly theorem: 'SGD-1' | 'MOM-1'; readonly run: ScalarRun<Ratio> }
  | {
      readonly kind: 'huber';
      readonly variant: 'sgd' | 'aux-mom';
      readonly member: HuberMember;
      readonly parameters: Parameters<Ratio>;
    }
  /** f = h = ½Lx², for a -target variant. */
  | { readonly kind: 'target'; readonly problemCase: ResolvedProblem };

/** The members of a claim for given parameters: the quantity is at least the floor on one of them. */
export function membersOf(claim: string, given: LowerCase): readonly Member[] {
  const { parameters, smoothness, hessianSimilarity, snapshotDeviation, localDeviation } = given;
  const steep = { curvature: smoothness, difference: zero };
  const isGentle = isShort(hessianSimilarity, parameters);
  switch (claim) {
    case 'start':
      return [quadraticMember('SGD-1', given, steep)];
    case 'noise':
      return [quadraticMember('SGD-1', given, { ...steep, snapshotDeviation })];
    case 'iterates':
      // else |1 − ηL| ≥ 1: on ½Lx² the gradient at x⁰ is the least one
      return compare(multiply(parameters.stepSize, smoothness), decimalRatio(2, 0)) < 0
        ? [{ kind: 'huber', variant: 'sgd', member: createSgdMember(smoothness, parameters), parameters }]
        : [quadraticMember('SGD-1', given, steep)];
    case 'smoothness':
      return [quadraticMember('MOM-1', given, steep)];
    case 'local-noise':
      return [quadraticMember('MOM-1', given, { ...steep, localDeviation })];
    case 'similarity': {
      if (!isGentle) return [quadraticMember('MOM-1', given, steep)];
      const member = createMomentumMember(hessianSimilarity, parameters);
      return [{ kind: 'huber', variant: 'aux-mom', member, parameters }];
    }
    case 'similarity-quadratic': {
      if (!isGentle) return [quadraticMember('MOM-1', given, steep)];
      const curvature = slowCurvature(hessianSimilarity, parameters);
      const difference = reduced.subtract(curvature, hessianSimilarity);
      return [quadraticMember('MOM-1', given, { curvature, difference })];
    }
    case 'snapshot-noise':
    case 'snapshot-noise-quadratic': {
      const noisy = { curvature: hessianSimilarity, difference: zero, snapshotDeviation };
      return [
        ...membersOf(claim.replace('snapshot-noise', 'similarity'), given),
        quadraticMember('MOM-1', { ...given, startingPoint: zero }, noisy),
      ];
    }
    case 'target-lag':
      return [{ kind: 'target', problemCase: targetMember('TGT-MOM', given, zero) }];
    case 'target-first':
    case 'target-later':
    case 'target-any':
      return [{ kind: 'target', problemCase: targetMember('TGT-MVR', given, given.slopeDeviation ?? zero) }];
    default:
      throw new ContractError(`no member is known for the claim ${claim}`);
  }
}

/** f = ½λx², h = ½(λ − Δ)x² with m⁰ = Δx⁰. */
function quadraticMember(
  theorem: 'SGD-1' | 'MOM-1',
  { parameters, startingPoint }: LowerCase,
  member: Pick<ScalarRun<Ratio>, 'curvature' | 'difference'> & Partial<ScalarRun<Ratio>>,
): Member {
  const run = {
    ...parameters,
    startingPoint,
    correction: multiply(member.difference, startingPoint),
    snapshotDeviation: zero,
    localDeviation: zero,
    ...member,
  };
  return { kind: 'quadratic', theorem, run };
}

/** A member as a problem that `auxopt run` takes. */
export function createMemberCase(member: Member, name: string): ResolvedProblem | HuberProblem {
  if (member.kind === 'target') return { ...member.problemCase, name };
  if (member.kind === 'quadratic')
    return createScalarProblem(member.theorem, { name, ...mapScalarRun(member.run, reduced.format) });
  return createMemberProblem(member.member, member.variant, member.parameters, name);
}

/** A quantity with the F₀ of the member that it belongs to. */
interface MemberValue {
  readonly quantity: Ratio;
  readonly suboptimality: Ratio;
}

/** The quantity of a claim on the worst of its members, exactly; F₀ is that of the first one. */
function memberValue(claim: string, given: LowerCase): MemberValue {
  const [first, ...others] = membersOf(claim, given).map((member) => measureMember(member, claim));
  if (first === undefined) throw new ContractError(`${claim} has no member`);
  const quantity = others.reduce((most, one) => maximum(reduced, most, one.quantity), first.quantity);
  return { ...first, quantity };
}

/** The same for a gradient filter. */
function filterValue(
  claim: string,
  { filter, ...given }: LowerCase & { readonly filter: GradientFilter },
): MemberValue {
  const { smoothness, startingPoint, snapshotDeviation } = given;
  const run = { smoothness, startingPoint, roundCount: given.parameters.roundCount };
  if (claim === 'heavy-ball-iterates') return leastOfHeavyBall(filter, run);
  const variance = claim === 'filter-start' ? zero : square(snapshotDeviation);
  return {
    quantity: averageOnParabola(filter, { ...run, variance }),
    suboptimality: multiply(half, multiply(smoothness, square(startingPoint))),
  };
}

function measureMember(member: Member, claim: string): MemberValue {
  const isLeast = claim === 'iterates';
  if (member.kind === 'huber') {
    const squares = squaredGradientsOn(member.member, member.variant, member.parameters);
    const least = squares.reduce((left, right) => (compare(left, right) < 0 ? left : right));
    const average = multiply(squares.reduce(add, zero), createRatio(1n, BigInt(squares.length)));
    return { quantity: isLeast ? least : average, suboptimality: huberSuboptimality(member.member) };
  }
  if (member.kind === 'target') {
    const { problem, startingPoint: from } = member.problemCase;
    return {
      quantity: expectRun(member.problemCase, { rounds: false }).averageSquaredGradient,
      suboptimality: multiply(half, multiply(problem.target.matrix[0]?.[0] ?? zero, square(from[0] ?? zero))),
    };
  }
  const { theorem, run } = member;
  const { curvature, startingPoint, localStepCount, roundCount } = run;
  const total = sumSquaredGradients(reduced, theorem, run);
  return {
    quantity: isLeast
      ? square(multiply(curvature, startingPoint))
      : multiply(total, createRatio(1n, BigInt(localStepCount * roundCount))),
    suboptimality: multiply(half, multiply(curvature, square(startingPoint))),
  };
}
