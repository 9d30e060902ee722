/** The hard member of LOW-TGT-MOM and LOW-TGT-MVR. */
import type { Parameters, VariantName } from '../../../spec/model/index.js';
import { createRatio, type Ratio } from '../../exact/index.js';
import { reduced } from '../../problems/constructed/decimal-ratio.js';
import type { ResolvedProblem } from '../../problems/index.js';

const { add, multiply, zero, one } = reduced;
const half = createRatio(1n, 2n);

/** f = h = ½Lx² from u⁰ = ∇f(x⁰); a snapshot draw answers (1 ± ς)Lx for both, with one sign, a local draw Lx. */
export function targetMember(
  variant: VariantName,
  {
    smoothness,
    startingPoint,
    parameters,
  }: {
    readonly smoothness: Ratio;
    readonly startingPoint: Ratio;
    readonly parameters: Parameters<Ratio>;
  },
  slope: Ratio,
): ResolvedProblem {
  const affine = (curvature: Ratio) => ({ matrix: [[curvature]], vector: [zero] });
  const mean = { ...affine(smoothness), constant: zero };
  const slopes = slope.numerator === 0n ? [one] : [add(one, slope), reduced.subtract(one, slope)];
  return {
    name: variant,
    variant,
    problem: {
      dimension: 1,
      target: mean,
      auxiliary: mean,
      snapshotAtoms: slopes.map((share) => ({
        probability: slopes.length === 1 ? one : half,
        target: affine(multiply(share, smoothness)),
        auxiliary: affine(multiply(share, smoothness)),
      })),
      localAtoms: [{ probability: one, auxiliary: affine(smoothness) }],
    },
    parameters,
    initialization: { kind: 'given', correction: [multiply(smoothness, startingPoint)] },
    startingPoint: [startingPoint],
    seed: 0,
  };
}
