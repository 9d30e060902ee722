/** When the sample of the next round may be drawn. */
import { algorithms } from '../../../spec/algorithms/index.js';
import type { VariantName } from '../../../spec/model/index.js';

/**
 * Whether a second fresh sample of a round may be that of the next: it is drawn after the local steps, or for the point that will be old by
 * then, as STORM was published.
 *
 * @param locals - how many local samples were drawn in the round, and how many the equations have.
 * @param isAtSnapshot - whether it is asked at the point that the round begins at.
 */
export function mayBeOfNextRound(
  variant: VariantName,
  locals: { readonly drawn: number; readonly due: number },
  isAtSnapshot: () => boolean,
): boolean {
  const { roundGradients, estimates } = algorithms[variant];
  // without an estimate, a sample at the point of the round would be one too many of its own
  if (estimates === 'nothing') return locals.drawn >= locals.due && !isAtSnapshot();
  // the two equal gradients of step 1 of the -target variants need no sample
  const needed = locals.due - (estimates === 'target' ? 1 : 0);
  return (
    locals.drawn >= needed ||
    (roundGradients.some(({ point }) => point === 'previous-snapshot') && isAtSnapshot())
  );
}
