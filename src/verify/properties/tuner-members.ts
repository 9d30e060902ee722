/** Members of a class on which a tuner's parameters are run: quadratics with every sign of the difference, and the hard ones. */
import type { Initialization, Parameters } from '../../../spec/model/index.js';
import { createRatio, integerRoot, type Ratio } from '../../exact/index.js';
import { expectRun } from '../../expectation/index.js';
import {
  createMomentumMember,
  createMemberProblem,
  formatProblemFile,
  huberSuboptimality,
  isShort,
  reduced,
  slowCurvature,
  squaredGradientsOn,
  toHuberFile,
  toProblemFile,
} from '../../problems/index.js';
import { createScalarProblem } from '../../theorems/index.js';
import { mapScalarRun } from '../../theorems/rates/scalar-recursion.js';
import { isSilent, type ClassConstants, type TunerClass } from './tuner-guarantee.js';

/** A run on a member. */
export interface MeasuredMember {
  /** The member in words. */
  readonly what: string;
  /** G, exactly. */
  readonly averageSquaredGradient: Ratio;
  /** The run as a problem file. */
  readonly file: () => string;
}

const { zero, one, add, subtract, multiply, divide, negate, compare } = reduced;
const two = add(one, one);

/** √value, rounded down to a multiple of 2^−20: so that F₀ is kept. */
function rootBelow({ numerator, denominator }: Ratio): Ratio {
  return createRatio(integerRoot((numerator << 40n) / denominator), 1n << 20n);
}

/** Exact runs on members of the class with F₀ at most that of the class; the hard ones are made for the parameters. */
export function* measureMembers(
  { variant, affineDifference }: TunerClass,
  constants: ClassConstants,
  parameters: Parameters<Ratio>,
  initialization: Initialization<Ratio> & { readonly kind: 'exact' | 'first-snapshot' },
): Generator<MeasuredMember> {
  const { smoothness, hessianSimilarity, suboptimality } = constants;
  const [snapshotDeviation, localDeviation] = [constants.snapshotVariance, constants.localVariance].map(rootBelow) as [Ratio, Ratio]; // prettier-ignore
  const quadratic = (what: string, curvature: Ratio, difference: Ratio): MeasuredMember => {
    const run = {
      curvature,
      difference,
      ...parameters,
      startingPoint: rootBelow(divide(multiply(two, suboptimality), curvature)),
      correction: zero,
      snapshotDeviation,
      localDeviation,
    };
    const plain = createScalarProblem(variant === 'aux-mvr' ? 'MVR-1' : 'MOM-1', {
      name: 'member',
      ...mapScalarRun(run, reduced.format),
    });
    const problem = { ...plain, initialization };
    return {
      what,
      averageSquaredGradient: expectRun(problem, { rounds: false }).averageSquaredGradient,
      file: () => formatProblemFile(toProblemFile(problem, { description: what })),
    };
  };
  yield quadratic('f = h = ½Lx²', smoothness, zero);
  yield quadratic('f = ½Lx², h = ½(L − δ)x²', smoothness, hessianSimilarity);
  yield quadratic('f = ½Lx², h = ½(L + δ)x²', smoothness, negate(hessianSimilarity));
  if (variant !== 'aux-mom' || !isShort(hessianSimilarity, parameters)) return;
  const slow = slowCurvature(hessianSimilarity, parameters);
  if (compare(slow, smoothness) <= 0)
    yield quadratic('the slow f = ½λx², h = ½δx² of LOW-MOM', slow, subtract(slow, hessianSimilarity));
  const isMember = compare(multiply(two, hessianSimilarity), smoothness) <= 0;
  if (!isMember || (affineDifference && !isSilent(constants)) || initialization.kind !== 'exact') return;
  // Huber(2δ, g), scaled so that F₀ is that of the class
  const member = createMomentumMember(hessianSimilarity, parameters);
  const scale = divide(suboptimality, huberSuboptimality(member));
  const squares = squaredGradientsOn(member, 'aux-mom', parameters);
  const average = divide(squares.reduce(add, zero), createRatio(BigInt(squares.length), 1n));
  yield {
    what: 'f = Huber(2δ, 1), h = ½δx² of LOW-MOM, both scaled to the F₀ of the class (they are not in the file),',
    averageSquaredGradient: multiply(scale, average),
    file: () => formatProblemFile(toHuberFile(createMemberProblem(member, 'aux-mom', parameters, 'member'))),
  };
}
