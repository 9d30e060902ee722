/** Minibatches as samples: the gradient of one is the mean of the gradients of its rows. */
import type { GradientQuery, Oracle } from '../../spec/model/index.js';
import type { Minibatches } from './reported-trace.js';

/**
 * The oracle whose atoms are minibatches; the given one where there are none.
 *
 * @param oracle - knows the rows.
 * @param mean - of the coordinates of the rows' gradients.
 */
export function createMinibatchOracle<S>(
  oracle: Oracle<S>,
  minibatches: Minibatches | undefined,
  mean: (values: readonly S[]) => S,
): Oracle<S> {
  if (minibatches === undefined) return oracle;
  const rowsOf = (query: GradientQuery<S>): readonly GradientQuery<S>[] =>
    query.draw === 'mean'
      ? [query]
      : (minibatches[query.draw][query.atom] ?? []).map((atom) => ({ ...query, atom }));
  return {
    dimension: oracle.dimension,
    gradient: (query) => {
      const gradients = rowsOf(query).map(oracle.gradient);
      return query.at.map((zero, i) => mean(gradients.map((gradient) => gradient[i] ?? zero)));
    },
    canAnswer: (query) => {
      const rows = rowsOf(query);
      return rows.length > 0 && rows.every((row) => oracle.canAnswer?.(row) !== false);
    },
  };
}
