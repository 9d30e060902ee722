/** The best free number of a tuned theorem. */
import { momentumGuarantee, type SeparationInput, type TunedTheorem } from '../../../spec/theorems/index.js';
import { liftDouble, nearestDouble, type Ratio } from '../../exact/index.js';
import { reduced } from '../../problems/constructed/decimal-ratio.js';

/**
 * s = √(2PV/(KT)) of RATE-MOM and RATE-MOM-G, r = (F₀/(16δ²σ_D²T))^{1/3} of RATE-MVR, each the nearest double.
 *
 * Without noise s is 0 where it may be as small as one likes, so this is for runs with noise; and r is so large that 1/r does not
 * count. RATE-DET has none: 1.
 */
export function bestFreeNumber(theorem: TunedTheorem, input: SeparationInput<Ratio>): Ratio {
  switch (theorem.id) {
    case 'RATE-DET':
      return reduced.one;
    case 'RATE-MVR': {
      const { hessianSimilarity, suboptimality, snapshotVariance, roundCount } = input;
      const numbers = [hessianSimilarity, suboptimality, snapshotVariance, roundCount].map(nearestDouble);
      const [delta, F, variance, T] = numbers as [number, number, number, number];
      const reach = Math.cbrt(F / (16 * delta * delta * variance * T));
      return liftDouble(Number.isFinite(reach) ? reach : 2 ** 60 / delta);
    }
    default:
      // the guarantee is linear + 2s
      return liftDouble(Math.sqrt(nearestDouble(momentumGuarantee(reduced, theorem, input).square)) / 2);
  }
}
