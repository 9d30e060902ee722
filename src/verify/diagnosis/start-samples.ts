/** Which samples the first estimate of a run is made of. */
import type { SeenRun } from './seen-run.js';

export const exactFromSamples = 'm⁰ of the start "exact" is made of samples instead of the exact gradients';
export const batchFromExact = 'm⁰ of the start "batch" is made of the exact gradients instead of samples';

/** Samples of the start "batch". */
export function startCountsOf({
  startKind,
  batchSize,
  askedAtStart,
  isSingleRound,
  drawsApart,
  plan,
}: SeenRun): readonly (readonly [string, number, number])[] {
  const drawn = askedAtStart.filter(({ draw, isFresh }) => draw === 'snapshot' && isFresh).length;
  if (isSingleRound || startKind !== 'batch' || !plan.keepsEstimate || drawn === 0) return [];
  return [['samples of the start', drawsApart && !plan.isTarget ? 2 * batchSize : batchSize, drawn]];
}

/** Each way of drawing wrong samples at the start, and whether this run does. */
export function startSamplesOf({
  startKind,
  askedAtStart,
  isSingleRound,
  plan,
}: SeenRun): readonly (readonly [string, boolean])[] {
  if (isSingleRound || !plan.keepsEstimate) return [];
  const some = (kind: string): boolean => askedAtStart.some(({ draw }) => draw === kind);
  const [isExact, isBatch] = [startKind === 'exact', startKind === 'batch'];
  const hasGradients = isExact || isBatch;
  return [
    ...(isExact ? [[exactFromSamples, some('snapshot')] as const] : []),
    ...(isBatch ? [[batchFromExact, some('mean')] as const] : []),
    ['the start draws from the local oracle', some('local')],
    ...(hasGradients
      ? []
      : [['gradients are asked for at a start that has none', askedAtStart.length > 0] as const]),
  ];
}
