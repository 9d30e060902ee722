/** Which samples the first estimate of a run is made of. */
import type { SeenRun } from './seen-run.js';

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
  return [
    [
      'm⁰ of the start "exact" is made of a sample: it is made of the exact gradients',
      isExact && some('snapshot'),
    ],
    ['m⁰ of the start "batch" is made of exact gradients: it is made of samples', isBatch && some('mean')],
    ['the start draws from the local oracle', some('local')],
    ['gradients are asked for at a start that has none', !isExact && !isBatch && askedAtStart.length > 0],
  ];
}
