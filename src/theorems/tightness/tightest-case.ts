/** The tightness search: random restarts of differential evolution in doubles, the winner judged exactly. */
import type { RateTheoremId } from '../../../spec/theorems/index.js';
import { createStream } from '../../problems/draws.js';
import { bestOf, createPopulation, decode, evolve, type Genome, type SearchGoal } from './scalar-search.js';
import { snapCase, type ExactCandidate } from './snap-case.js';

/** What to search. */
export interface TightnessRequest {
  readonly theorem: RateTheoremId;
  readonly condition: 'simple' | 'exact';
  readonly seed: number;
  /** Whether there is time for another generation. */
  readonly hasTime: () => boolean;
}

/** What was found. */
export interface TightnessResult extends ExactCandidate {
  /** Restarts begun. */
  readonly restarts: number;
}

/** Generations of one restart; by then a population of this size has converged. */
const generations = 150;
/** Restarts whose winners are judged exactly. */
const finalists = 5;

/**
 * Maximises G/bound over one-dimensional cases.
 *
 * @returns the case with the greatest exact ratio; undefined where no candidate satisfied the condition exactly.
 */
export function findTightestCase(request: TightnessRequest): TightnessResult | undefined {
  const { theorem, condition, seed, hasTime } = request;
  const goal: SearchGoal = {
    theorem,
    condition,
    mostSteps: 12,
    mostRounds: 40,
    noise: { snapshot: true, local: true },
  };
  let best: readonly { readonly genome: Genome; readonly score: number }[] = [];
  let restarts = 0;
  do {
    const stream = createStream(seed, restarts);
    restarts += 1;
    const population = createPopulation(goal, stream);
    for (let generation = 0; generation < generations && hasTime(); generation += 1) {
      evolve(goal, population, stream);
    }
    best = [...best, bestOf(population)].sort((left, right) => right.score - left.score).slice(0, finalists);
  } while (hasTime());
  let winner: ExactCandidate | undefined;
  for (const { genome } of best) {
    for (const digits of [2, 3, 5, 8]) {
      const candidate = snapCase(theorem, condition, decode(goal, genome), digits);
      if (candidate === undefined) continue;
      // A longer number has to be worth it.
      const least = winner === undefined ? -1 : Number(winner.verdict.ratio) + 0.001;
      if (Number(candidate.verdict.ratio) >= least) winner = candidate;
    }
  }
  return winner && { ...winner, restarts };
}
