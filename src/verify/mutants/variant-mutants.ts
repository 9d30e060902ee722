/** Every variant in place of every other one. With the K = 1 of sgd, naive is the same algorithm. */
import { algorithms, variantNames } from '../../../spec/algorithms/index.js';
import type { VariantName } from '../../../spec/model/index.js';
import { mutantsOf, type Mutant } from './mutant.js';
import { pageMutants } from './page-mutants.js';

/** Those that have mistakes of their own. */
const variants = variantNames.filter((name) => pageMutants.some(({ variant }) => variant === name));
const hasEstimate = (variant: VariantName): boolean => algorithms[variant].estimates !== 'nothing';

export const variantMutants: readonly Mutant[] = variants.flatMap((variant) =>
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
