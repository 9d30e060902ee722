/** Theorems that claim too much: the stored cases and the tests refute them. */
import type { BoundTermId, RateTheorem } from '../../../spec/theorems/index.js';

/** The theorem with one term of its bound halved. */
export function halveTerm(theorem: RateTheorem, term: BoundTermId): RateTheorem {
  return {
    ...theorem,
    terms: theorem.terms.map((summand) =>
      summand.id === term
        ? {
            ...summand,
            value: (arithmetic, input) => {
              const { numerator, denominator } = summand.value(arithmetic, input);
              return { numerator, denominator: arithmetic.times(2, denominator) };
            },
          }
        : summand,
    ),
  };
}
