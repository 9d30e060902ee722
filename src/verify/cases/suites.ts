/** Named suites: which cases level 2 runs. */
import { createVerificationCases } from './create-cases.js';
import { createPlainMomentumCases } from './plain-momentum.js';
import type { VerificationCase } from './verification-case.js';

export const suiteNames = ['full', 'plain-momentum'] as const;

export type SuiteName = (typeof suiteNames)[number];

/** The cases of each suite. */
export const suites: Readonly<Record<SuiteName, () => readonly VerificationCase[]>> = {
  full: createVerificationCases,
  'plain-momentum': createPlainMomentumCases,
};
