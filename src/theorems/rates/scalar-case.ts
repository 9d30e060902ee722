/** One-dimensional cases by their few numbers: small enough to print, rich enough to come near the bounds. */
import { algorithms } from '../../../spec/algorithms/index.js';
import type { AffineGradient, Parameters, VariantName } from '../../../spec/model/index.js';
import { rateTheorems, type RateTheoremId } from '../../../spec/theorems/index.js';
import { ContractError } from '../../errors.js';
import { parseExactNumber, type Ratio, ratioField } from '../../exact/index.js';
import { subtractRatios } from '../../exact/exact-number.js';
import { radixFieldFor } from '../../problems/arithmetic.js';
import { reduced } from '../../problems/constructed/decimal-ratio.js';
import { type ResolvedProblem } from '../../problems/index.js';
import type { RateCase } from './judge-rate.js';
import { mapScalarRun, sumSquaredGradients, type ScalarRun } from './scalar-recursion.js';

/** A scalar run by the texts of its numbers, with a name. */
export interface ScalarCase extends ScalarRun<string> {
  readonly name: string;
}

/** The algorithm that a theorem is about; in the family that of γ = 0, or of γ = 1. */
function variantOf(theorem: RateTheoremId, family: ScalarCase['family']): VariantName {
  const { variants } = rateTheorems[theorem];
  const variant = family === undefined || family.carry === '0' ? variants[0] : variants[1];
  if (variant === undefined) throw new ContractError(`${theorem} is about no variant`);
  return variant;
}

const half: Ratio = { numerator: 1n, denominator: 2n };

/** The case as a problem and a run, with the algorithm that the theorem is about. */
export function createScalarProblem(theorem: RateTheoremId, scalarCase: ScalarCase): ResolvedProblem {
  const variant = variantOf(theorem, scalarCase.family);
  const run = mapScalarRun(scalarCase, parseExactNumber);
  const { curvature, localStepCount, roundCount } = run;
  const auxiliarySlope = subtractRatios(curvature, run.difference);
  const affine = (matrix: Ratio, vector: Ratio): AffineGradient<Ratio> => ({
    matrix: [[matrix]],
    vector: [vector],
  });
  const { zero, one } = ratioField;
  /** Both signs of a deviation, equally likely, or 0 alone. */
  const signed = (deviation: Ratio) =>
    deviation.numerator === 0n
      ? [{ probability: one, noise: deviation }]
      : [deviation, ratioField.negate(deviation)].map((noise) => ({ probability: half, noise }));
  return {
    name: scalarCase.name,
    variant,
    problem: {
      dimension: 1,
      target: { ...affine(curvature, zero), constant: zero },
      auxiliary: { ...affine(auxiliarySlope, zero), constant: zero },
      snapshotAtoms: signed(run.snapshotDeviation).map(({ probability, noise }) => ({
        probability,
        target: affine(curvature, noise),
        auxiliary: affine(auxiliarySlope, zero),
      })),
      localAtoms: signed(run.localDeviation).map(({ probability, noise }) => ({
        probability,
        auxiliary: affine(auxiliarySlope, noise),
      })),
    },
    parameters: { stepSize: run.stepSize, momentumWeight: run.momentumWeight, localStepCount, roundCount },
    initialization: variant === 'sgd' ? { kind: 'none' } : { kind: 'given', correction: [run.correction] },
    startingPoint: [run.startingPoint],
    seed: 0,
  };
}

/**
 * Measures a scalar case exactly; L = A, δ = |Δ|, F₀ = ½A(x⁰)², e₀ = (m⁰ − Δx⁰)² and the variances are known.
 *
 * G comes from a recursion of second moments, which takes K and T in the hundreds; exact expectation gives the same number.
 *
 * @throws InputError for a number that is none.
 */
export function measureScalar(theorem: RateTheoremId, scalarCase: ScalarCase): RateCase {
  const problemCase = createScalarProblem(theorem, scalarCase);
  const numbers = mapScalarRun(scalarCase, parseExactNumber);
  const { curvature, difference, startingPoint, correction, snapshotDeviation, localDeviation } = numbers;
  const { stepSize, momentumWeight, localStepCount, roundCount } = numbers;
  const field = radixFieldFor([curvature, difference, stepSize, momentumWeight, startingPoint, correction, snapshotDeviation, localDeviation, half, ...Object.values(numbers.family ?? {})]); // prettier-ignore
  const { multiply, subtract, negate } = ratioField;
  const square = (value: Ratio): Ratio => multiply(value, value);
  const isTarget = algorithms[problemCase.variant].estimates === 'target';
  const total = sumSquaredGradients(field, theorem, mapScalarRun(numbers, field.fromRatio));
  return {
    parameters: problemCase.parameters,
    initialization: problemCase.initialization,
    constants: {
      smoothness: curvature,
      hessianSimilarity: difference.numerator < 0n ? negate(difference) : difference,
      suboptimality: multiply(half, multiply(curvature, square(startingPoint))),
      ...(isTarget && { meanSquareSimilarity: curvature }),
      ...numbers.family,
    },
    measurement: {
      averageSquaredGradient: multiply(field.toUnreducedRatio(total), {
        numerator: 1n,
        denominator: BigInt(localStepCount * roundCount),
      }),
      correctionError: square(
        subtract(correction, multiply(isTarget ? curvature : difference, startingPoint)),
      ),
      snapshotVariance: square(snapshotDeviation),
      firstSnapshotVariance: square(snapshotDeviation),
      localVariance: square(localDeviation),
      targetVariance: square(snapshotDeviation),
    },
  };
}

/** The hard member of LOW-TGT-MOM and LOW-TGT-MVR: f = h = ½Lx² from u⁰ = ∇f(x⁰); a snapshot draw answers (1 ± ς)Lx for both, with one sign, a local draw Lx. */
export function targetMember(
  theorem: 'TGT-MOM' | 'TGT-MVR',
  given: {
    readonly smoothness: Ratio;
    readonly startingPoint: Ratio;
    readonly parameters: Parameters<Ratio>;
  },
  slope: Ratio,
): ResolvedProblem {
  const { add, subtract, multiply, zero, one } = reduced;
  const { smoothness, startingPoint, parameters } = given;
  const correction = multiply(smoothness, startingPoint);
  const silent = { difference: zero, snapshotDeviation: zero, localDeviation: zero };
  const run = { ...parameters, ...silent, curvature: smoothness, startingPoint, correction };
  const plain = createScalarProblem(theorem, { name: theorem, ...mapScalarRun(run, reduced.format) });
  if (slope.numerator === 0n) return plain;
  const snapshotAtoms = [add(one, slope), subtract(one, slope)].map((share) => {
    const gradient = { matrix: [[multiply(share, smoothness)]], vector: [zero] };
    return { probability: half, target: gradient, auxiliary: gradient };
  });
  return { ...plain, problem: { ...plain.problem, snapshotAtoms } };
}
