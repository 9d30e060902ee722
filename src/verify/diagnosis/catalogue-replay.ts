/** The known mistakes that explain failing cases, and that no passing case refutes. */
import { isConstant, type VariantName } from '../../../spec/model/index.js';
import {
  minibatchMutants,
  mutants,
  planOf,
  scheduleMutants,
  type Mutant,
  type Mutation,
} from '../mutants/index.js';
import type { Suspicion } from '../report/verify-report.js';
import type { SeenRun } from './seen-run.js';
import { isFull, replayMutant, type RoundReplay } from './replay-mutant.js';

/** A case that was judged, in doubles. */
export interface ReadCase {
  readonly id: string;
  readonly isFailing: boolean;
  readonly run: SeenRun;
}

/** A suspicion with what speaks for it. */
export interface Candidate {
  readonly suspicion: Suspicion;
  /** Failing cases that it explains. */
  readonly cases: ReadonlySet<string>;
  readonly cost: number;
  /** How sure it is: a mistake that was made again with every question and state, or a loop that makes all states. */
  readonly certainty?: 'replayed' | 'fitted';
}

/** A round of which nothing can be said. */
const unknown: RoundReplay = { states: true, questions: true };

/** A mistake that explains none of so many failing cases, the cheapest, is not led along the others. */
const sampleSize = 20;

/** How many numbers are computed at most, counted and not timed: a report is the same on a busy machine. */
const workLimit = 2e6;

/** How much a run computes. */
export function workOf({ run: { K, T, d } }: ReadCase): number {
  return K * T * d ** 2;
}

/** A case with what the equations explain of it, round by round. */
interface Exhibit extends ReadCase {
  readonly honest: readonly RoundReplay[];
}

/**
 * Every known mistake is led along every run. Mistakes of other variants are asked only where none of the own fits: their words
 * are about another algorithm.
 *
 * @param cases - failing ones, and passing ones of the same variants.
 * @returns best first; what explains all cases, questions included, has a negative cost.
 */
export function replayCatalogue(cases: readonly ReadCase[]): readonly Candidate[] {
  const exhibits = [...cases]
    .sort((left, right) => workOf(left) - workOf(right))
    .map((given): Exhibit => ({ ...given, honest: [...replayMutant(given.run, {})] }));
  const failing = exhibits.filter(({ isFailing, honest }) => isFailing && !honest.every(isFull));
  // a passing run that these bounds do not explain says nothing
  const passing = exhibits.filter(
    ({ isFailing, honest }) => !isFailing && honest.every(({ states }) => states),
  );
  const variants = new Set(failing.map(({ run }) => run.variant));
  let work = 0;
  const search = (suspects: readonly Mutant[]): readonly Candidate[] =>
    suspects.flatMap((mutant) => {
      if (work > workLimit) return [];
      const levelOf = (exhibit: Exhibit) => {
        const { level, rounds } = explain(exhibit, mutant);
        work += rounds * exhibit.run.K * exhibit.run.d;
        return level;
      };
      const sample = failing.slice(0, sampleSize).map(levelOf);
      if (!sample.some((level) => level !== 'no')) return [];
      if (passing.some((exhibit) => levelOf(exhibit) === 'no')) return [];
      const found = [...sample, ...failing.slice(sampleSize).map(levelOf)];
      const explained = failing.filter((_, i) => found[i] !== 'no').map(({ id }) => id);
      const isWhole = explained.length === failing.length;
      const isAsked = found.every((level) => level === 'full');
      return [
        {
          cases: new Set(
            isWhole ? exhibits.filter(({ isFailing }) => isFailing).map(({ id }) => id) : explained,
          ),
          cost: isWhole ? (isAsked ? -1 : 1.7) : 4,
          ...(isWhole && { certainty: 'replayed' as const }),
          suspicion: { id: mutant.id, mistake: mutant.mistake, fix: mutant.fix },
        },
      ];
    });
  // what a schedule has to do with it shows only where there is one
  const hasSchedule = failing.some(({ run }) => !isConstant(run.parameters));
  const isSampled = failing.some(({ run }) => run.sampling !== undefined);
  const known = [...(isSampled ? minibatchMutants : []), ...(hasSchedule ? scheduleMutants : []), ...mutants];
  const own = search(known.filter(({ variant }) => variants.has(variant)));
  const foreign = (): readonly Candidate[] =>
    search(
      known.filter(
        ({ variant, mutation }) =>
          !variants.has(variant) && mutation.runs === undefined && isMeantFor(variant, variants),
      ),
    );
  const found = own.some(({ cost }) => cost < 4) ? own : [...own, ...foreign()];
  return [...found].sort((left, right) => left.cost - right.cost || right.cases.size - left.cases.size);
}

/** Whether a mistake of one variant makes sense in others: they have every part that it has. */
function isMeantFor(variant: VariantName, others: ReadonlySet<VariantName>): boolean {
  const { isTarget, isReduced } = planOf(variant);
  return [...others].every((other) => {
    const plan = planOf(other);
    return (plan.isTarget || !isTarget) && (plan.isReduced || !isReduced);
  });
}

/** How far a mistake explains a run, and how many rounds were led along it to know. */
interface Explained {
  readonly level: 'full' | 'states' | 'no';
  readonly rounds: number;
}

/**
 * Whether a mistake explains a run: in full, in its states alone, or not. Questions may be other ones where the honest states are
 * wrong too (somebody may ask more than the mistake does), and in passing runs.
 */
function explain({ run, honest, isFailing }: Exhibit, { variant, mutation }: Mutant): Explained {
  if (mutation.runs !== undefined && run.variant !== variant)
    return { level: isFailing ? 'no' : 'full', rounds: 0 };
  // who follows a given schedule wrongly may well follow one of its own
  if (mutation.schedule !== undefined && run.choosesSchedule && !isFailing)
    return { level: 'full', rounds: 0 };
  let level: 'full' | 'states' = 'full';
  let round = 0;
  for (const replay of replayMutant(run, mutation)) {
    const { states, questions } = isUnreported(run, mutation, round) ? unknown : replay;
    const right = honest[round] ?? unknown;
    if (!states || (!questions && (isFull(right) || (isFailing && right.states))))
      return { level: 'no', rounds: round + 1 };
    if (!questions && isFailing) level = 'states';
    round += 1;
  }
  return { level, rounds: round };
}

/** Whether a round needs η or a of a round before the first or after the last, which a program that chooses them does not report. */
function isUnreported(run: SeenRun, { schedule }: Mutation, round: number): boolean {
  const { choosesSchedule, K, T, parameters } = run;
  if (!choosesSchedule || schedule === undefined || round === 0) return false;
  const steps = Array.from({ length: K }, (_, index) => schedule.rate?.(round, index + 1, parameters)[0]);
  return [...steps, schedule.weight?.(round)].some((used) => used !== undefined && (used < 1 || used > T));
}
