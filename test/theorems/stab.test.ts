/** STAB: deterministic AuxMOM on commuting quadratics contracts exactly where three inequalities hold. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  roundMatrix,
  stabilitySlacks,
  stabilityVerdict,
  type StabilityInput,
} from '../../spec/theorems/index.js';
import type { Ratio } from '../../src/exact/index.js';
import { locateSpectralRadius, verdictOfRadius } from '../../docs/tooling/theory-figures/spectrum.js';
import { arbitraryStabilityInput, inRing } from './stability/eigenpairs.js';

it('STAB: its verdict is where the spectral radius of the round map lies, for all λ_f, λ_h, η, a and K', () => {
  fc.assert(
    fc.property(arbitraryStabilityInput, (drawn) => {
      const { field, input } = inRing(drawn);
      const radius = locateSpectralRadius(field, roundMatrix(field, input));
      expect(stabilityVerdict(field, input)).toBe(verdictOfRadius[radius]);
    }),
    { numRuns: 2000 },
  );
});

it.each([0, 1, 2])('without inequality %i it shrinks to at most three local steps', (missing) => {
  const claimsTooMuch = (drawn: StabilityInput<Ratio>): boolean => {
    const { field, input } = inRing(drawn);
    const others = stabilitySlacks(field, input).filter((_, index) => index !== missing);
    const isClaimed = others.every((slack) => field.compare(slack, field.zero) > 0);
    return isClaimed && locateSpectralRadius(field, roundMatrix(field, input)) !== 'below';
  };
  const details = fc.check(
    fc.property(arbitraryStabilityInput, (drawn) => !claimsTooMuch(drawn)),
    { numRuns: 20_000 },
  );
  const [found] = details.counterexample ?? [];
  expect(found?.localStepCount).toBeLessThanOrEqual(3);
});
