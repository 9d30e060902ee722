/** Named suites: which cases level 2 runs. */
import { algorithms } from '../../../spec/algorithms/index.js';
import type { InitializationKind } from '../protocol/message-parts.js';
import {
  createCornerCases,
  createVerificationCases,
  createWideCases,
  withoutAuxiliary,
} from './create-cases.js';
import type { VerificationCase } from './verification-case.js';

/** Every case: those of the vectors, a = 1 and h = 0 from several starts, and those that are wide, long or slow. */
function createFullCases(seed?: number): readonly VerificationCase[] {
  return [...createVerificationCases(seed), ...createCornerCases(seed), ...createWideCases(seed)];
}

/**
 * The kit's cases without an auxiliary: h = 0 in the mean and in every sample, K = 1. A variant that keeps an estimate has each
 * from the two starts that libraries have, and the plainest from the others: with `zero`, `aux-mom` is heavy-ball momentum with the
 * rate η·a, with `first-snapshot` it is that of PyTorch; `aux-mvr` is STORM.
 */
export function createPlainMomentumCases(seed?: number): readonly VerificationCase[] {
  const wide = createWideCases(seed).filter(({ id }) => !id.endsWith('/many-steps'));
  const all = [...createVerificationCases(seed), ...wide];
  const libraryStarts: ReadonlySet<InitializationKind> = new Set(['zero', 'first-snapshot']);
  return all.flatMap((given): readonly VerificationCase[] => {
    const { id, variant, initialization } = given;
    if (algorithms[variant].estimates === 'nothing') return [plain(given, initialization)];
    const family = id.slice(id.lastIndexOf('/') + 1);
    const isStart = family === 'planar' || family === 'exact' || family === 'batch';
    return [
      ...(['zero', 'first-snapshot'] as const).map((kind) => plain(given, { kind })),
      ...(isStart && !libraryStarts.has(initialization.kind) ? [plain(given, initialization)] : []),
    ];
  });
}

function plain(
  given: VerificationCase,
  initialization: VerificationCase['initialization'],
): VerificationCase {
  return withoutAuxiliary({
    ...given,
    id: `${given.id}-plain-${initialization.kind}`,
    purpose: 'h = 0 and K = 1: momentum, or its variance reduction, alone',
    initialization,
    parameters: { ...given.parameters, localStepCount: 1 },
    tape: {
      initial: initialization.kind === 'batch' ? given.tape.initial : [],
      rounds: given.tape.rounds.map(({ snapshot, local }) => ({ snapshot, local: local.slice(0, 1) })),
    },
  });
}

export const suiteNames = ['full', 'plain-momentum'] as const;

export type SuiteName = (typeof suiteNames)[number];

/** The cases of each suite; with a seed, on other data of the same shapes. */
export const suites: Readonly<Record<SuiteName, (seed?: number) => readonly VerificationCase[]>> = {
  full: createFullCases,
  'plain-momentum': createPlainMomentumCases,
};
