/** One-dimensional cases by their few numbers: small enough to print, rich enough to come near the bounds. */
import type { AffineGradient, VariantName } from '../../../spec/model/index.js';
import { rateTheorems, type RateTheoremId } from '../../../spec/theorems/index.js';
import { ContractError } from '../../errors.js';
import { parseExactNumber, type Ratio, ratioField, subtractRatios } from '../../exact/index.js';
import { radixFieldFor, type ResolvedProblem } from '../../problems/index.js';
import type { RateCase } from './judge-rate.js';
import { sumSquaredGradients } from './scalar-recursion.js';

/**
 * f = ½Ax², D = ½Δx², h = f − D, minimiser 0; all numbers as exact text.
 *
 * $$g_f(x, \xi) = Ax \pm s,\quad g_h(x, \xi) = (A - \Delta)x,\quad g_h(y, \zeta) = (A - \Delta)y \pm r$$
 *
 * with equally likely signs, so σ_D² = σ_f² = s² and σ_h² = r². A linear part of D changes nothing but the name of m⁰.
 */
export interface ScalarCase {
  readonly name: string;
  /** A > 0, in value/point²; L = A. */
  readonly curvature: string;
  /** Δ, in value/point²; δ = |Δ|. For SGD-1 it does not matter. */
  readonly difference: string;
  /** η, in point²/value. */
  readonly stepSize: string;
  /** a. */
  readonly momentumWeight: string;
  readonly localStepCount: number;
  readonly roundCount: number;
  /** x⁰, in point. */
  readonly startingPoint: string;
  /** m⁰, in value/point; SGD-1 has none. */
  readonly correction: string;
  /** s, in value/point. */
  readonly snapshotDeviation: string;
  /** r, in value/point. */
  readonly localDeviation: string;
}

/** The algorithm that a theorem is about. */
export function variantOf(theorem: RateTheoremId): VariantName {
  const [variant] = rateTheorems[theorem].variants;
  if (variant === undefined) throw new ContractError(`${theorem} is about no variant`);
  return variant;
}

/** The case as a problem and a run, with the algorithm that the theorem is about. */
export function createScalarProblem(theorem: RateTheoremId, scalarCase: ScalarCase): ResolvedProblem {
  const variant = variantOf(theorem);
  const number = parseExactNumber;
  const half: Ratio = { numerator: 1n, denominator: 2n };
  const curvature = number(scalarCase.curvature);
  const auxiliarySlope = subtractRatios(curvature, number(scalarCase.difference));
  const affine = (matrix: Ratio, vector: Ratio): AffineGradient<Ratio> => ({
    matrix: [[matrix]],
    vector: [vector],
  });
  const signed = (deviation: string): readonly Ratio[] => {
    const value = number(deviation);
    return value.numerator === 0n ? [value] : [value, ratioField.negate(value)];
  };
  const { zero, one } = ratioField;
  const [snapshots, locals] = [signed(scalarCase.snapshotDeviation), signed(scalarCase.localDeviation)];
  return {
    name: scalarCase.name,
    variant,
    problem: {
      dimension: 1,
      target: { ...affine(curvature, zero), constant: zero },
      auxiliary: { ...affine(auxiliarySlope, zero), constant: zero },
      snapshotAtoms: snapshots.map((noise) => ({
        probability: snapshots.length === 1 ? one : half,
        target: affine(curvature, noise),
        auxiliary: affine(auxiliarySlope, zero),
      })),
      localAtoms: locals.map((noise) => ({
        probability: locals.length === 1 ? one : half,
        auxiliary: affine(auxiliarySlope, noise),
      })),
    },
    parameters: {
      stepSize: number(scalarCase.stepSize),
      momentumWeight: number(scalarCase.momentumWeight),
      localStepCount: scalarCase.localStepCount,
      roundCount: scalarCase.roundCount,
    },
    initialization:
      variant === 'sgd' ? { kind: 'none' } : { kind: 'given', correction: [number(scalarCase.correction)] },
    startingPoint: [number(scalarCase.startingPoint)],
    seed: 0,
  };
}

/**
 * Measures a scalar case exactly; L = A, δ = |Δ|, F₀ = ½A(x⁰)², e₀ = (m⁰ − Δx⁰)² and the variances are known.
 *
 * G comes from {@link sumSquaredGradients}, which takes K and T in the hundreds; exact expectation gives the same number.
 *
 * @throws InputError for a number that is none.
 */
export function measureScalar(theorem: RateTheoremId, scalarCase: ScalarCase): RateCase {
  const problemCase = createScalarProblem(theorem, scalarCase);
  const numbers = readNumbers(scalarCase);
  const field = radixFieldFor([...Object.values(numbers), { numerator: 1n, denominator: 2n }]);
  const { curvature, difference, startingPoint, correction, snapshotDeviation, localDeviation } = numbers;
  const { multiply, subtract, negate } = ratioField;
  const square = (value: Ratio): Ratio => multiply(value, value);
  const { localStepCount, roundCount } = scalarCase;
  const total = sumSquaredGradients(field, theorem, {
    curvature: field.fromRatio(curvature),
    difference: field.fromRatio(difference),
    stepSize: field.fromRatio(numbers.stepSize),
    momentumWeight: field.fromRatio(numbers.momentumWeight),
    localStepCount,
    roundCount,
    startingPoint: field.fromRatio(startingPoint),
    correction: field.fromRatio(correction),
    snapshotDeviation: field.fromRatio(snapshotDeviation),
    localDeviation: field.fromRatio(localDeviation),
  });
  return {
    parameters: problemCase.parameters,
    initialization: problemCase.initialization,
    constants: {
      smoothness: curvature,
      hessianSimilarity: difference.numerator < 0n ? negate(difference) : difference,
      suboptimality: multiply({ numerator: 1n, denominator: 2n }, multiply(curvature, square(startingPoint))),
    },
    measurement: {
      averageSquaredGradient: multiply(field.toUnreducedRatio(total), {
        numerator: 1n,
        denominator: BigInt(localStepCount * roundCount),
      }),
      correctionError: square(subtract(correction, multiply(difference, startingPoint))),
      snapshotVariance: square(snapshotDeviation),
      firstSnapshotVariance: square(snapshotDeviation),
      localVariance: square(localDeviation),
      targetVariance: square(snapshotDeviation),
    },
  };
}

type NumberKey = Exclude<keyof ScalarCase, 'name' | 'localStepCount' | 'roundCount'>;

function readNumbers(scalarCase: ScalarCase): Readonly<Record<NumberKey, Ratio>> {
  const read = (key: NumberKey): Ratio => parseExactNumber(scalarCase[key]);
  return {
    curvature: read('curvature'),
    difference: read('difference'),
    stepSize: read('stepSize'),
    momentumWeight: read('momentumWeight'),
    startingPoint: read('startingPoint'),
    correction: read('correction'),
    snapshotDeviation: read('snapshotDeviation'),
    localDeviation: read('localDeviation'),
  };
}
