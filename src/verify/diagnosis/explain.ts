/** One explanation for all cases of a report, failing and passing. */
import type { VariantName } from '../../../spec/model/index.js';
import { hasPlan, mutants, type Mutant } from '../mutants/index.js';
import type { WireNumber } from '../protocol/message-parts.js';
import type { Suspicion } from '../report/verify-report.js';
import { readEvidence, type CaseEvidence, type DiagnosisInput } from './case-evidence.js';
import { compareFits, fitTransitions, isWrong, type Fit } from './fit.js';
import { readRun } from './read-run.js';
import { isFull, replayMutant } from './replay-mutant.js';
import { structureOf } from './structure.js';
import { commonFeatures, transitionsOf, type Kind, type Leftover, type Transition } from './transitions.js';
import { describeFit, describeRemedy } from './words.js';

/** A case that was judged. */
export interface JudgedCase {
  readonly id: string;
  readonly isFailing: boolean;
  readonly input: DiagnosisInput<WireNumber>;
}

/** What explains the failures. */
export interface Explanation {
  /** Best first. */
  readonly suspicions: readonly Suspicion[];
  /** The failing case that the first suspicion explains, and that shows it in the plainest way. */
  readonly best?: string;
  /** The suspicions that explain a failing case, by its id. */
  readonly byCase: ReadonlyMap<string, readonly Suspicion[]>;
}

const nothing: Explanation = { suspicions: [], byCase: new Map() };

/** No more are named: a longer list helps nobody. */
const longestList = 5;

/** A suspicion with what speaks for it. */
interface Candidate {
  readonly suspicion: Suspicion;
  /** Failing cases that it explains. */
  readonly cases: ReadonlySet<string>;
  readonly cost: number;
}

/**
 * What explains all cases: known mistakes that are replayed, and edits of the equations that are fitted. Whatever a passing
 * case refutes is left out.
 */
export function explainCases(cases: readonly JudgedCase[]): Explanation {
  const isAsked = ({ input }: JudgedCase): boolean => input.questions !== undefined;
  const wrongIn = (list: readonly JudgedCase[]): ReadonlySet<VariantName> =>
    new Set(list.filter(({ isFailing }) => isFailing).map(({ input }) => input.request.variant));
  const [wrong, wrongAsked] = [wrongIn(cases), wrongIn(cases.filter(isAsked))];
  // questions tell more: where they are known, runs without them add nothing
  const known = cases.filter((given) => {
    const { variant } = given.input.request;
    return hasPlan(variant) && wrong.has(variant) && (isAsked(given) || !wrongAsked.has(variant));
  });
  const failing = known.filter(({ isFailing }) => isFailing);
  if (failing.length === 0) return nothing;
  const fits = fitCases(known, cases);
  const isSettled = fits.some(({ cost }) => cost < 5);
  // a known mistake that explains some cases only contradicts an edit that explains all
  const replays = replayCatalogue(known).filter(({ cost }) => !isSettled || cost <= 1);
  const candidates = [...fits, ...replays]
    .filter(({ cases: explained }) => explained.size > 0)
    .sort((left, right) => right.cases.size - left.cases.size || left.cost - right.cost);
  const [best] = candidates;
  if (best === undefined) return nothing;
  const plainest = failing
    .filter(({ id }) => best.cases.has(id))
    .sort((left, right) => workOf(left) - workOf(right))[0];
  const listOf = (chosen: readonly Candidate[]): readonly Suspicion[] =>
    withoutRepeats(chosen.map(({ suspicion }) => suspicion)).slice(0, longestList);
  return {
    suspicions: listOf(candidates),
    byCase: new Map(
      failing.map(({ id }) => [id, listOf(candidates.filter(({ cases: explained }) => explained.has(id)))]),
    ),
    ...(plainest === undefined ? {} : { best: plainest.id }),
  };
}

function withoutRepeats(suspicions: readonly Suspicion[]): readonly Suspicion[] {
  const seen = new Set<string>();
  return suspicions.filter(({ mistake }) => !seen.has(mistake) && seen.add(mistake));
}

/** How much a run computes. */
function workOf({ input: { request } }: JudgedCase): number {
  const { parameters, startingPoint } = request;
  return parameters.localStepCount * parameters.roundCount * startingPoint.length ** 2;
}

/** In the order of the run: what comes first is the cause of what comes later. */
const causes: readonly Kind[] = [
  'count',
  'sample',
  'begin',
  'ask',
  'start',
  'start-estimate',
  'estimate',
  'step',
  'end',
];

/** @param all - every case in the order of asking, also those that are not fitted: something of them may be left behind. */
function fitCases(cases: readonly JudgedCase[], all: readonly JudgedCase[]): readonly Candidate[] {
  const groups = new Map<string, Transition[]>();
  const ids: string[] = [];
  const before = new Map(all.slice(1).map(({ id }, index) => [id, all[index]]));
  const note = (transition: Transition): void => {
    const key = `${transition.kind} ${transition.what}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [transition]);
    else group.push(transition);
  };
  const inexact = new Set<string>();
  for (const { id, input, isFailing } of cases) {
    const run = readRun(input);
    if (run === undefined) continue;
    const index = ids.push(id) - 1;
    const previous = before.get(id);
    const leftover = previous === undefined ? undefined : leftBy(previous);
    const made = [
      ...transitionsOf(run, index, leftover),
      ...structureOf(run, index, (round) => commonFeatures(run, index, round)),
    ];
    made.forEach(note);
    if (isFailing && run.isExact && !made.some(isWrong)) inexact.add(id);
  }
  const candidates: Candidate[] = [];
  let isCounted = false;
  for (const [key, group] of groups) {
    const fits = fitTransitions(group);
    const [best] = [...fits].sort(compareFits);
    if (best === undefined) continue;
    // a wrong number of steps is seen in the points and in the samples too
    if (key.startsWith('count')) {
      if (isCounted) continue;
      isCounted = true;
    }
    // others that fit as well are named after it
    const wrong = group.filter(isWrong);
    for (const fit of fits
      .filter(({ isComplete, cost }) => isComplete === best.isComplete && cost <= best.cost + 0.6)
      .slice(0, 3)) {
      candidates.push(candidateOf(fit, wrong, ids, cases));
    }
  }
  if (inexact.size > 0) {
    candidates.push({
      cases: inexact,
      cost: 3,
      suspicion: {
        id: 'fit/inexact',
        mistake:
          'exact arithmetic is declared, and the states agree to about 16 digits only: a binary floating-point number has a part in them',
        mend: 'Make every number from text or integers, also constants such as 0.5, or declare binary64.',
      },
    });
  }
  return candidates;
}

/** A fit explains a case where it explains all that is wrong there; not all of it may have been looked at. */
function candidateOf(
  fit: Fit,
  wrong: readonly Transition[],
  ids: readonly string[],
  cases: readonly JudgedCase[],
): Candidate {
  const failing = new Set(cases.filter(({ isFailing }) => isFailing).map(({ id }) => id));
  const own = new Set(fit.wrong.map(placeOf));
  const left = new Set(
    fit.isComplete ? [] : wrong.filter((t) => !own.has(placeOf(t))).map(({ index }) => index),
  );
  const explained = new Set(
    wrong.flatMap(({ index }) => (left.has(index) ? [] : (ids[index] ?? []))).filter((id) => failing.has(id)),
  );
  const consistent = fit.isComplete && fit.cost < 5 ? '' : 'consistent with: ';
  return {
    cases: explained,
    cost: fit.cost + 0.01 * causes.indexOf(fit.kind) + (fit.isComplete ? 0 : 10),
    suspicion: {
      id: `fit/${fit.kind}`,
      mistake: `${consistent}${describeFit(fit)}`,
      mend: describeRemedy(fit),
    },
  };
}

function placeOf({ index, round, step = 0 }: Transition): string {
  return `${index} ${round} ${step}`;
}

function leftBy({ input }: JudgedCase): Leftover | undefined {
  const run = hasPlan(input.request.variant) ? readRun(input) : undefined;
  if (run === undefined) return undefined;
  const last = run.rounds.at(-1);
  return last === undefined
    ? run.reportedStart
    : { x: last.xNew, ...(last.m === undefined ? {} : { m: last.m }) };
}

/** Replaying is slow: so many cases, most of them small, decide, and no more time than this is spent. */
const replayed = { failing: 4, passing: 4, seconds: 2 };

/** The smallest cases, and some larger ones that are still small: they show more. */
function pick(bySize: readonly JudgedCase[], count: number): readonly JudgedCase[] {
  const small = bySize.filter((given) => workOf(given) <= 2000);
  const step = Math.max(1, Math.floor(small.length / count));
  return small.filter((_, index) => index % step === 0).slice(0, count);
}

/** The known mistakes that explain the smallest failing cases, and that no small passing case refutes. */
function replayCatalogue(cases: readonly JudgedCase[]): readonly Candidate[] {
  const started = performance.now();
  const bySize = [...cases].sort((left, right) => workOf(left) - workOf(right));
  const failing = bySize.filter(({ isFailing }) => isFailing);
  const variants = new Set(failing.map(({ input }) => input.request.variant));
  const passing = bySize.filter(({ isFailing, input }) => !isFailing && variants.has(input.request.variant));
  const evidenceOf = (list: readonly JudgedCase[], count: number) =>
    pick(list, count).flatMap(({ id, input }) => {
      const evidence = readEvidence(input);
      return evidence === undefined ? [] : [{ id, evidence }];
    });
  const wrong = evidenceOf(failing, replayed.failing);
  const right = evidenceOf(passing, replayed.passing);
  const found: Candidate[] = [];
  for (const mutant of suspectsFor(variants)) {
    if (performance.now() - started > replayed.seconds * 1000) break;
    // most do not even explain one of two
    if (!wrong.slice(0, 2).some(({ evidence }) => explains(evidence, mutant))) continue;
    const explained = new Set(wrong.filter(({ evidence }) => explains(evidence, mutant)).map(({ id }) => id));
    if (explained.size === 0 || right.some(({ evidence }) => !explains(evidence, mutant))) continue;
    // what explains all small cases is taken to explain the large ones
    const all = explained.size === wrong.length ? failing.map(({ id }) => id) : [...explained];
    found.push({
      cases: new Set(all),
      cost: explained.size === wrong.length ? 0.4 : 4,
      suspicion: { id: mutant.id, mistake: mutant.mistake, mend: mutant.mend },
    });
  }
  return found;
}

function suspectsFor(variants: ReadonlySet<VariantName>): readonly Mutant[] {
  return mutants.filter(({ variant, mutation }) => variants.has(variant) || mutation.runs === undefined);
}

function explains(evidence: CaseEvidence, { variant, mutation }: Mutant): boolean {
  if (mutation.runs !== undefined && evidence.request.variant !== variant) return false;
  return replayMutant(evidence, mutation).every(isFull);
}
