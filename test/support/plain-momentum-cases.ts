/** The kit's cases of `aux-mom` with h = 0 and K = 1: plain momentum, as libraries have it. */
import { createVerificationCases, type VerificationCase } from '../../src/conformance/index.js';
import { withoutAuxiliary } from './reshape-case.js';

/** The cases for both starts that libraries have. */
export function plainMomentumCases(): readonly VerificationCase[] {
  return createVerificationCases()
    .filter(({ variant }) => variant === 'aux-mom')
    .flatMap((given) =>
      (['zero', 'first-snapshot'] as const).map((kind) => ({
        ...given,
        id: `${given.id}-from-${kind}`,
        initialization: { kind },
        parameters: { ...given.parameters, localStepCount: 1 },
        problem: withoutAuxiliary(given.problem),
        tape: {
          initial: [],
          rounds: given.tape.rounds.map(({ snapshot, local }) => ({ snapshot, local: local.slice(0, 1) })),
        },
      })),
    );
}
