/** The catalogue of mistakes: lines of pages, and what no page can say. */
import { algorithms, variantNames } from '../../../spec/algorithms/index.js';
import type { VariantName } from '../../../spec/model/index.js';
import { domainMutants } from './domain-mutants.js';
import { minibatchMutants, samplerMutants } from './minibatch-mutants.js';
import { mutantsOf, type Mutant } from './mutant.js';
import { pageMutants } from './page-mutants.js';
import { scheduleMutants } from './schedule-mutants.js';
import { startMutants } from './start-mutants.js';

export { domainMutants, minibatchMutants, samplerMutants, scheduleMutants };
export type { Mutant, Mutation } from './mutant.js';
export { mutatedPage } from './mutated-page.js';

/** Those that have mistakes of their own. */
const variants = variantNames.filter((name) => pageMutants.some(({ variant }) => variant === name));
const hasEstimate = (variant: VariantName): boolean => algorithms[variant].estimates !== 'nothing';

/** Every variant in place of every other one. With the K = 1 of sgd, naive is the same algorithm. */
const variantMutants: readonly Mutant[] = variants.flatMap((variant) =>
  mutantsOf(
    variant,
    variants
      .filter((other) => other !== variant && !(variant === 'sgd' && other === 'naive'))
      .map((other) => [
        `${other}-as-${variant}`,
        `${other} runs in place of ${variant}`,
        { runs: other },
        // the baselines have no m⁰ to report: without one from the start, what they lack in the round shows
        hasEstimate(variant) && !hasEstimate(other) ? 'first-snapshot' : undefined,
      ]),
  ),
);

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
