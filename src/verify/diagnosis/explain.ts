/** One explanation for all cases of a report, failing and passing. */
import type { VariantName } from '../../../spec/model/index.js';
import { hasPlan, ownSchedule } from '../mutants/index.js';
import type { Suspicion, VerifyReport } from '../report/verify-report.js';
import type { LoggedNumber } from '../session/recorder.js';
import { replayCatalogue, workOf, type Candidate, type ReadCase } from './catalogue-replay.js';
import { findLoops } from './find-loops.js';
import { readRun } from './read-run.js';
import type { DiagnosisInput } from './seen-run.js';

/** A case that was judged. */
export interface JudgedCase {
  readonly id: string;
  readonly isFailing: boolean;
  /** Whether it passes in a process of its own. */
  readonly passesAlone?: boolean;
  readonly input: DiagnosisInput<LoggedNumber>;
}

/** What explains the failures. */
export interface Explanation {
  /** Best first. */
  readonly suspicions: readonly Suspicion[];
  /** The failing case that the first suspicion explains, and that shows it in the plainest way. */
  readonly best?: string;
  /** The suspicions that explain a failing case, by its id. */
  readonly byCase: ReadonlyMap<string, readonly Suspicion[]>;
  /** How sure the first suspicion is, and whether it is about every failing case. */
  readonly certainty?: Candidate['certainty'];
  readonly isWhole?: boolean;
  /** What was tried where nothing explains the failures of a method. */
  readonly search?: VerifyReport['search'];
  /** Where all runs of a method are right: what none of them decides. */
  readonly undecided?: readonly string[];
}

/** Nothing explains anything. */
export const nothing: Explanation = { suspicions: [], byCase: new Map() };

/** What explains a smaller share of the failing cases may do so by chance. */
const leastShare = 0.1;

/** No more are named: a longer list helps nobody. */
const longestList = 5;

/**
 * The known mistakes, and the loops of libraries, that explain all cases. Whatever a passing case refutes is left out. What explains every run in
 * full comes first.
 */
export function explainCases(cases: readonly JudgedCase[]): Explanation {
  const isAsked = ({ input }: JudgedCase): boolean => input.questions !== undefined;
  const wrongIn = (list: readonly JudgedCase[]): ReadonlySet<VariantName> =>
    new Set(list.filter(({ isFailing }) => isFailing).map(({ input }) => input.request.variant));
  const [wrong, wrongAsked] = [wrongIn(cases), wrongIn(cases.filter(isAsked))];
  if (wrong.size === 0) return nothing;
  const all = cases.map(({ id, isFailing, input }): ReadCase | undefined => {
    const run = hasPlan(input.request.variant) ? readRun(input) : undefined;
    return run && { id, isFailing, run };
  });
  const whole = all.filter((given): given is ReadCase => given !== undefined && wrong.has(given.run.variant));
  // where nothing but a schedule of its own goes wrong, the runs with given η and a say nothing about it
  const isOwn = whole.every(({ isFailing, run }) => !isFailing || run.choosesSchedule);
  const read = isOwn ? whole.filter(({ run }) => run.choosesSchedule) : whole;
  // questions tell more: where they are wrong, runs without them add nothing
  const isTelling = ({ run }: ReadCase): boolean => run.hasQuestions || !wrongAsked.has(run.variant);
  const known = [...read.filter(isTelling), ...read.filter((given) => !isTelling(given))];
  const candidatesOf = (of: readonly ReadCase[]) => [...replayCatalogue(of), ...findLoops(of)];
  const joint = candidatesOf(known);
  const failing = known.filter(({ isFailing }) => isFailing);
  if (failing.length === 0) return nothing;
  // one mistake may be two changes of the equations of two variants
  const areWhole = joint.some(({ cost, cases: { size } }) => cost < 5 && size === failing.length);
  const apart = areWhole || wrong.size < 2 ? [] : [...wrong];
  const single = apart.flatMap((variant) => candidatesOf(known.filter(({ run }) => run.variant === variant)));
  const allFound = joinAlike([...joint, ...single, ...keptState(cases, failing)]);
  const isPlain = known.every(({ run: { hasAuxiliary } }) => !hasAuxiliary);
  const found = (isPlain ? withoutAuxiliary(allFound) : allFound)
    .filter(({ cases: explained }) => explained.size >= leastShare * failing.length)
    .sort((left, right) => right.cases.size - left.cases.size || left.cost - right.cost);
  // what explains nearly as many cases is as good: the rest may show the same mistake elsewhere
  const most = (found[0]?.cases.size ?? 0) * 0.6;
  const rankOf = ({ cases: { size }, cost }: Candidate): number => {
    return size >= most ? cost : 100 - size / failing.length;
  };
  const candidates = found.toSorted((left, right) => rankOf(left) - rankOf(right));
  const [best] = candidates;
  if (best === undefined) return nothing;
  const plainest = failing
    .filter(({ id }) => best.cases.has(id))
    .sort((left, right) => workOf(left) - workOf(right))[0];
  const listOf = (chosen: readonly Candidate[]): readonly Suspicion[] =>
    withoutRepeats(chosen.map(({ suspicion }) => (isOwn ? orReport(suspicion) : suspicion))).slice(
      0,
      longestList,
    );
  const isKnown = new Set(known.map(({ id }) => id));
  return {
    suspicions: listOf(candidates),
    // the runs without questions are of the same program
    byCase: new Map(
      cases
        .filter(({ isFailing, input }) => isFailing && wrong.has(input.request.variant))
        .map(({ id }) => [
          id,
          listOf(candidates.filter(({ cases: explained }) => !isKnown.has(id) || explained.has(id))),
        ]),
    ),
    ...(plainest === undefined ? {} : { best: plainest.id }),
    ...(best.certainty && best.cost < 5 && { certainty: best.certainty }),
    isWhole: best.cases.size === failing.length,
  };
}

/** The same said of several variants is said of all their cases. */
function joinAlike(candidates: readonly Candidate[]): readonly Candidate[] {
  const joined = new Map<string, Candidate>();
  for (const candidate of candidates) {
    const { mistake } = candidate.suspicion;
    const known = joined.get(mistake);
    joined.set(
      mistake,
      known === undefined
        ? candidate
        : {
            ...known,
            cases: new Set([...known.cases, ...candidate.cases]),
            cost: Math.min(known.cost, candidate.cost),
          },
    );
  }
  return [...joined.values()];
}

/** A failing case that passes in a process of its own: no equation explains that, unless it says what is left behind. */
function keptState(cases: readonly JudgedCase[], failing: readonly ReadCase[]): readonly Candidate[] {
  const alone = cases.filter(({ isFailing, passesAlone }) => isFailing && passesAlone === true);
  if (alone.length === 0) return [];
  const suspicion = {
    id: 'kept-state',
    mistake: `something is kept from run to run, or left to chance: a failing case passes in a process of its own (${alone.map(({ id }) => id).join(', ')})`,
    fix: 'Create all state, such as momentum buffers, counters and caches, anew for every run, and keep none in a module or a class; draw no random numbers but those of the task.',
  };
  return [{ cases: new Set(failing.map(({ id }) => id)), cost: 0, certainty: 'replayed', suspicion }];
}

/** Where h is 0, what is said of it says nothing to the reader. */
function withoutAuxiliary(candidates: readonly Candidate[]): readonly Candidate[] {
  const left = candidates.filter(
    ({ suspicion: { mistake, fix } }) => !/\bg_h\b|\bof h\b|auxiliary/u.test(`${mistake} ${fix}`),
  );
  return left.length === 0 ? candidates : left;
}

/** Where only runs with a schedule of the program's own fail, the round may be right and what it reports wrong. */
function orReport({ fix, ...suspicion }: Suspicion): Suspicion {
  return {
    ...suspicion,
    fix: fix.endsWith(ownSchedule)
      ? fix
      : `${fix} Or the round is right and its report is not. ${ownSchedule}`,
  };
}

function withoutRepeats(suspicions: readonly Suspicion[]): readonly Suspicion[] {
  const seen = new Set<string>();
  return suspicions.filter(({ mistake }) => !seen.has(mistake) && seen.add(mistake));
}
