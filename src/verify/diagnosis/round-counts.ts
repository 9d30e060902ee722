/** How many local steps and samples a round has. */
import type { SeenRound, SeenRun } from './seen-run.js';

/** What is counted in a local step. */
export const samplesOfStep = 'samples';

/** What is counted, how many are due, and how many there are. */
export function countsOf(
  run: SeenRun,
  seen: SeenRound,
): readonly (readonly [what: string, due: number, count: number])[] {
  const { K, variant } = run;
  const { localCount, points, samplesPerStep } = seen;
  const localDraws = variant === 'sgd' ? 0 : variant === 'naive' ? K - 1 : K;
  const reported = points.length === 0 ? [] : [['reported local steps', K, points.length] as const];
  if (!run.hasQuestions) return reported;
  return [
    ['local steps', K, localCount],
    ...reported,
    ...(localDraws === 0 ? [] : [[samplesOfStep, 1, samplesPerStep] as const]),
    ['fresh local samples', localDraws, freshIn(seen, 'local') / samplesPerStep],
    ['fresh snapshot samples', snapshotsDue(run, seen), freshIn(seen, 'snapshot')],
  ];
}

/** Whether a round draws a whole snapshot sample too many, and not its gradients from samples of their own. */
export function drawsTooManySnapshots(run: SeenRun, seen: SeenRound): boolean {
  const samples = freshIn(seen, 'snapshot');
  const ofTarget = seen.all.filter(
    ({ draw, function: name, isFresh }) => draw === 'snapshot' && name === 'f' && isFresh,
  ).length;
  return samples > snapshotsDue(run, seen) && ofTarget > (run.plan.isReduced ? 2 : 1);
}

function freshIn({ all }: SeenRound, of: string): number {
  return all.filter(({ draw, isFresh }) => draw === of && isFresh).length;
}

/** One; where f and h of a round are sampled apart, as many as there are. */
function snapshotsDue({ drawsApart, plan }: SeenRun, seen: SeenRound): number {
  return drawsApart && plan.keepsEstimate && !plan.isTarget ? freshIn(seen, 'snapshot') : 1;
}
