/** Cases of `aux-mom` with h = 0 and K = 1: plain momentum, as libraries of optimizers have it. */
import { createRatio, type Ratio } from '../../exact/index.js';
import type { QuadraticProblem } from '../../../spec/model/index.js';
import { createVerificationCases } from './create-cases.js';
import type { VerificationCase } from './verification-case.js';

const zero = createRatio(0n, 1n);

/**
 * The kit's cases of `aux-mom` without an auxiliary: h = 0 in the mean and in every sample, K = 1, each from the two starts
 * that libraries have. `zero` is heavy-ball momentum with the rate η·a; `first-snapshot` is that of PyTorch.
 */
export function createPlainMomentumCases(): readonly VerificationCase[] {
  return createVerificationCases()
    .filter(({ variant }) => variant === 'aux-mom')
    .flatMap((given) =>
      (['zero', 'first-snapshot'] as const).map((kind) => ({
        ...given,
        id: `${given.id}-plain-${kind}`,
        purpose: 'momentum alone: h = 0 and K = 1',
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

function withoutAuxiliary(problem: QuadraticProblem<Ratio>): QuadraticProblem<Ratio> {
  const { target, snapshotAtoms, localAtoms } = problem;
  const auxiliary = {
    matrix: target.matrix.map((row) => row.map(() => zero)),
    vector: target.vector.map(() => zero),
  };
  return {
    ...problem,
    auxiliary: { ...auxiliary, constant: zero },
    snapshotAtoms: snapshotAtoms.map((atom) => ({ ...atom, auxiliary })),
    localAtoms: localAtoms.map((atom) => ({ ...atom, auxiliary })),
  };
}

export const suiteNames = ['full', 'plain-momentum'] as const;

export type SuiteName = (typeof suiteNames)[number];

/** The cases of each suite. */
export const suites: Readonly<Record<SuiteName, () => readonly VerificationCase[]>> = {
  full: createVerificationCases,
  'plain-momentum': createPlainMomentumCases,
};
