/** Every known mistake. */
import { domainMutants } from './domain-mutants.js';
import { estimateMutants } from './estimate-mutants.js';
import { localGradientMutants } from './local-gradient-mutants.js';
import type { Mutant } from './mutation.js';
import { snapshotMutants } from './snapshot-mutants.js';
import { startKindMutants } from './start-kind-mutants.js';
import { startMutants } from './start-mutants.js';
import { stepMutants } from './step-mutants.js';
import { variantMutants } from './variant-mutants.js';

/** Mistakes in the recursions, grouped by where they are made. */
export const mutants: readonly Mutant[] = [
  ...startMutants,
  ...startKindMutants,
  ...estimateMutants,
  ...snapshotMutants,
  ...localGradientMutants,
  ...stepMutants,
  ...variantMutants,
];

/** All of them, those that show themselves only where a run should be refused included. */
export const catalogue: readonly Mutant[] = [...mutants, ...domainMutants];
