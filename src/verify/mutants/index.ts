/** The catalogue of mistakes: lines of pages, and what no page can say. */
import { domainMutants } from './domain-mutants.js';
import { minibatchMutants, samplerMutants } from './minibatch-mutants.js';
import type { Mutant } from './mutant.js';
import { pageMutants } from './page-mutants.js';
import { scheduleMutants } from './schedule-mutants.js';
import { startMutants } from './start-mutants.js';
import { variantMutants } from './variant-mutants.js';

export { domainMutants, minibatchMutants, samplerMutants, scheduleMutants };
export type { Mutant, Mutation } from './mutant.js';
export { mutatedPage } from './mutated-page.js';

/** Mistakes in the recursions. */
export const mutants: readonly Mutant[] = [...startMutants, ...pageMutants, ...variantMutants];

/** All of them, with those that show only in a run with schedules or with minibatches, or where a run should be refused. */
export const catalogue: readonly Mutant[] = [
  ...mutants,
  ...scheduleMutants,
  ...minibatchMutants,
  ...samplerMutants,
  ...domainMutants,
];
