/** The hard member of LOW-TGT-MOM and LOW-TGT-MVR. */
import type { Parameters } from '../../../spec/model/index.js';
import { createRatio, type Ratio } from '../../exact/index.js';
import { reduced } from '../../problems/constructed/decimal-ratio.js';
import type { ResolvedProblem } from '../../problems/index.js';
import { createScalarProblem } from '../rates/scalar-case.js';
import { mapScalarRun } from '../rates/scalar-recursion.js';

const { add, subtract, multiply, zero, one } = reduced;

/** f = h = ½Lx² from u⁰ = ∇f(x⁰); a snapshot draw answers (1 ± ς)Lx for both, with one sign, a local draw Lx. */
export function targetMember(
  theorem: 'TGT-MOM' | 'TGT-MVR',
  given: {
    readonly smoothness: Ratio;
    readonly startingPoint: Ratio;
    readonly parameters: Parameters<Ratio>;
  },
  slope: Ratio,
): ResolvedProblem {
  const { smoothness, startingPoint, parameters } = given;
  const correction = multiply(smoothness, startingPoint);
  const silent = { difference: zero, snapshotDeviation: zero, localDeviation: zero };
  const run = { ...parameters, ...silent, curvature: smoothness, startingPoint, correction };
  const plain = createScalarProblem(theorem, { name: theorem, ...mapScalarRun(run, reduced.format) });
  if (slope.numerator === 0n) return plain;
  const snapshotAtoms = [add(one, slope), subtract(one, slope)].map((share) => {
    const gradient = { matrix: [[multiply(share, smoothness)]], vector: [zero] };
    return { probability: createRatio(1n, 2n), target: gradient, auxiliary: gradient };
  });
  return { ...plain, problem: { ...plain.problem, snapshotAtoms } };
}
