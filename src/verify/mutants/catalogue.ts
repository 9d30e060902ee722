/** Every known mistake. */
import { domainMutants } from './domain-mutants.js';
import { estimateMutants } from './estimate-mutants.js';
import { roundGradientMutants, stepGradientMutants } from './gradient-mutants.js';
import { minibatchMutants, samplerMutants } from './minibatch-mutants.js';
import type { Mutant } from './mutation.js';
import { scheduleMutants } from './schedule-mutants.js';
import { startMutants } from './start-mutants.js';
import { stepMutants } from './step-mutants.js';
import { variantMutants } from './variant-mutants.js';

/** Mistakes in the recursions, grouped by where they are made. */
export const mutants: readonly Mutant[] = [
  ...startMutants,
  ...estimateMutants,
  ...roundGradientMutants,
  ...stepGradientMutants,
  ...stepMutants,
  ...variantMutants,
];

/** All of them, with those that show only in a run with schedules or with minibatches, or where a run should be refused. */
export const catalogue: readonly Mutant[] = [
  ...mutants,
  ...scheduleMutants,
  ...minibatchMutants,
  ...samplerMutants,
  ...domainMutants,
];
