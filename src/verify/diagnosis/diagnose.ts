/** From a failed run to the mistakes that explain it, best first. */
import type { VariantName } from '../../../spec/model/index.js';
import type { Suspicion } from '../report/verify-report.js';
import { hasPlan, mutants, type Mutant } from '../mutants/index.js';
import { readEvidence, type DiagnosisInput } from './case-evidence.js';
import { isFull, replayMutant, type Explanation } from './replay-mutant.js';

/** No more are named: a longer list helps nobody. */
const longestList = 5;

/** How well a mistake explains the rounds, by importance. */
interface Score {
  /** Rounds that the honest recursion does not explain and the mistake does, in states and questions. */
  readonly divergent: number;
  /** The same, in states alone. */
  readonly divergentStates: number;
  /** All rounds that it explains, in states and questions. */
  readonly all: number;
}

/**
 * The known mistakes that explain what the honest recursion does not.
 *
 * Each suspected recursion is led along the reported run: every round starts from the states that were reported before
 * it, its values carry the rounding bounds of the declared arithmetic, and in callback mode its questions must be the ones
 * that were asked. Nothing is guessed from sizes of errors.
 *
 * @returns at most five, best first; none for an honest run, and none where no known mistake explains the first round
 * that is wrong.
 */
export function diagnose<V>(input: DiagnosisInput<V>): readonly Suspicion[] {
  const evidence = readEvidence(input);
  if (evidence === undefined || !hasPlan(evidence.request.variant)) return [];
  const honest = replayMutant(evidence, {});
  const first = honest.findIndex((explanation) => !isFull(explanation));
  if (first < 0) return [];
  const explaining = (suspects: readonly Mutant[]) =>
    suspects.flatMap((mutant, place) => {
      const explanations = replayMutant(evidence, mutant.mutation);
      return explainsFirst(honest[first], explanations[first])
        ? [{ mutant, place, score: scoreOf(honest, explanations) }]
        : [];
    });
  const { own, foreign } = suspectsFor(evidence.request.variant);
  const found = explaining(own);
  return (found.length > 0 ? found : explaining(foreign))
    .sort((left, right) => compareScores(right.score, left.score) || left.place - right.place)
    .slice(0, longestList)
    .map(({ mutant }) => toSuspicion(mutant));
}

/**
 * The mistakes of the variant, and those that are known from other variants and can be made in this one too. The latter are
 * only asked where none of the former fits: their words are about another algorithm.
 */
function suspectsFor(variant: VariantName): Readonly<Record<'own' | 'foreign', readonly Mutant[]>> {
  const own = mutants.filter((mutant) => mutant.variant === variant);
  const foreign = mutants.filter(
    (mutant) => mutant.variant !== variant && mutant.mutation.runs === undefined,
  );
  return { own, foreign };
}

/** Where the honest states fail too, right states are enough: somebody may ask more than the mistake does. */
function explainsFirst(honest: Explanation | undefined, suspect: Explanation | undefined): boolean {
  if (suspect?.states !== true) return false;
  return honest?.states === false || suspect.questions;
}

function scoreOf(honest: readonly Explanation[], suspect: readonly Explanation[]): Score {
  const divergent = suspect.filter((_, round) => {
    const explanation = honest[round];
    return explanation !== undefined && !isFull(explanation);
  });
  return {
    divergent: divergent.filter(isFull).length,
    divergentStates: divergent.filter(({ states }) => states).length,
    all: suspect.filter(isFull).length,
  };
}

function compareScores(left: Score, right: Score): number {
  return (
    left.divergent - right.divergent || left.divergentStates - right.divergentStates || left.all - right.all
  );
}

function toSuspicion({ id, mistake, mend }: Mutant): Suspicion {
  return { id, mistake, mend };
}
