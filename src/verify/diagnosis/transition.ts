/** One vector that a run made, beside what the equations make of the vectors before it. */
import { valueAt } from '../../../spec/model/index.js';
import type { Doubles } from './doubles.js';
import { inRound, type SeenRun } from './seen-run.js';
import { longestForm } from './rough-field.js';
import { add, norm, scaled, zip } from './doubles.js';

/** What a transition makes. */
export type Kind =
  'report' | 'count' | 'sample' | 'start' | 'start-estimate' | 'estimate' | 'step' | 'end' | 'begin' | 'ask';

/** A vector that may enter an equation, and its coefficient where it belongs there. */
export interface Term {
  readonly vector: Doubles;
  /** 0 for a vector that does not belong. */
  readonly own: number;
  /** What it carries beside the coefficient that people write: −η in a direction, 1 elsewhere. */
  readonly outer: number;
}

/** One vector that was made. */
export interface Transition {
  readonly kind: Kind;
  /** The place in words, where a kind has several. */
  readonly what: string;
  readonly run: SeenRun;
  /** The number of the run in the report. */
  readonly index: number;
  readonly round: number;
  readonly step?: number;
  readonly expected: Doubles;
  readonly actual: Doubles;
  /** What rounding may explain, by component. */
  readonly bound: Doubles;
  /** By name; see `words.ts`. */
  readonly terms: ReadonlyMap<string, Term>;
  /** What a condition may depend on. */
  readonly features: Readonly<Record<string, number>>;
}

/** Whether a transition makes the first estimate of a run without m⁰: it is the sample in full. */
export function isFirstSnapshot({ kind, terms, run }: Transition): boolean {
  return kind === 'estimate' && run.startKind === 'first-snapshot' && !terms.has('m');
}

/** Whether a transition is off by more than rounding. */
export function isWrong({ expected, actual, bound }: Transition): boolean {
  return actual.some((value, i) => !(Math.abs(value - (expected[i] ?? 0)) <= (bound[i] ?? 0)));
}

/** The last run of the same dimension, of which something may have been left behind. */
export interface Leftover {
  readonly m?: Doubles;
  readonly x: Doubles;
  /** The iterate before the last one. */
  readonly xOld: Doubles;
  readonly isOfRunBefore: boolean;
}

/** How many rounds ago an iterate may be that is gone back to, or averaged with, after so many rounds. */
export const roundsBack = [2, 3, 4, 5, 10] as const;

/** Vectors of a local step that are no part of its direction. */
const bare = new Set<string>([
  'y',
  'whole',
  'lastStep',
  'roundStep',
  'move',
  'toX',
  ...roundsBack.map((count) => `toBack${count}`),
  'toAverage',
  'toMeanOfNew',
  'toRunMean',
  'toRunMeanOfAll',
  'xStart',
  'leftX',
  'zero',
]);

/** Vectors that may enter an equation, with their coefficients where they belong there; missing ones are left out. */
export type Terms = Readonly<Record<string, readonly [Doubles | undefined, number?]>>;

/** Notes a transition, and returns what the equations make. */
export type Push = (
  kind: Kind,
  place: { readonly what?: string; readonly round: number; readonly step?: number },
  actual: Doubles | undefined,
  terms: Terms,
  more?: {
    readonly outer?: number;
    readonly noise?: Doubles;
    readonly features?: Readonly<Record<string, number>>;
    /** Own terms that only other own terms are made of. */
    readonly composed?: readonly string[];
  },
) => Doubles;

/** @param made - the list that the transitions are added to. */
export function createPush(
  run: SeenRun,
  index: number,
  made: Transition[],
  leftover: Leftover | undefined,
): Push {
  const zeros = run.x0.map(() => 0);
  const { roundoff } = run;
  return (kind, place, actual, terms, more = {}) => {
    const { outer = 1, noise, features = {}, composed = [] } = more;
    const known = new Map<string, Term>();
    for (const [name, [vector, own = 0]] of Object.entries(terms)) {
      if (vector?.length === run.d) known.set(name, { vector, own, outer: bare.has(name) ? 1 : outer });
    }
    let expected: Doubles = zeros;
    let magnitude: Doubles = zeros;
    for (const [name, { vector, own }] of known) {
      if (own === 0 || composed.includes(name)) continue;
      expected = add(expected, scaled(own, vector));
      magnitude = zip(
        magnitude,
        vector,
        (sum, value) => sum + Math.abs(own * value) + Math.abs(outer * value),
      );
    }
    if (actual?.length === run.d) {
      const bound = magnitude.map((m, i) => longestForm * roundoff * m + (noise?.[i] ?? 0) + 1e-300);
      const norms = Object.fromEntries(
        [...known]
          .filter(([, { own }]) => own !== 0)
          .map(([name, { vector }]) => [`|${name}|`, norm(vector)]),
      );
      made.push({
        kind,
        what: place.what ?? '',
        run,
        index,
        round: place.round,
        ...(place.step === undefined ? {} : { step: place.step }),
        expected,
        actual,
        bound,
        terms: known,
        features: {
          ...commonFeatures(run, index, place.round, place.step),
          isAfterAlike: leftover?.isOfRunBefore === true ? 1 : 0,
          isFirstAfterAlike:
            leftover?.isOfRunBefore === true && place.round <= 1 && !run.isSingleRound ? 1 : 0,
          ...features,
          ...norms,
        },
      });
    }
    return expected;
  };
}

/** What a condition may always depend on. */
export function commonFeatures(
  run: SeenRun,
  index: number,
  round: number,
  step?: number,
): Record<string, number> {
  const { eta, a, K, T, d, startKind, isSingleRound, batchSize } = inRound(run, round);
  return {
    t: run.singleRound ?? round,
    isTape: run.hasQuestions ? 0 : 1,
    isSeenAtom: run.rounds[run.isSingleRound ? 0 : round - 1]?.isSeenAtom === true ? 1 : 0,
    't/T': (run.singleRound ?? round) / T,
    '(t − 1)/T': ((run.singleRound ?? round) - 1) / T,
    ...(step === undefined ? {} : { n: ((run.singleRound ?? round) - 1) * K + step, 'k/K': step / K }),
    ...(step === undefined
      ? {}
      : { k: step, isLastStep: step === K ? 1 : 0, isLastOfMany: step === K && K > 1 ? 1 : 0 }),
    isSingleRound: isSingleRound ? 1 : 0,
    isLateSingleRound: isSingleRound && round > 1 ? 1 : 0,
    isLastRound: round === T ? 1 : 0,
    K,
    T,
    d,
    a,
    η: valueAt(eta, step ?? 1),
    ...(batchSize > 0 ? { B: batchSize } : {}),
    isFirstRun: index === 0 ? 1 : 0,
    isNewEpoch: beginsEpoch(run, round) ? 1 : 0,
    ...sizesOf(run, round, step),
    ...Object.fromEntries(
      ['given', 'zero', 'exact', 'batch', 'first-snapshot'].map((kind) => [
        `start ${kind}`,
        startKind === kind ? 1 : 0,
      ]),
    ),
  };
}

/** Whether the round is the first one of an epoch, and not of the run. */
function beginsEpoch({ sampling }: SeenRun, round: number): boolean {
  const { epochLength } = sampling ?? {};
  return epochLength !== undefined && round > 1 && (round - 1) % epochLength === 0;
}

/** B, and b of the minibatch of the round or of the step; where draws are no minibatches, one row. */
function sizesOf({ sampling, rounds }: SeenRun, round: number, step?: number): Record<string, number> {
  if (sampling === undefined) return { b: 1 };
  const seen = rounds[round - 1];
  const all = step === undefined ? seen?.all : seen?.steps[step - 1]?.asked;
  const draw =
    all?.some((question) => question.draw === 'local') === true && step !== undefined ? 'local' : 'snapshot';
  const atom = all?.find((question) => question.draw === draw)?.atom;
  const size = atom === undefined ? undefined : sampling.rowsOf[draw][atom]?.length;
  const full = draw === 'local' ? sampling.localBatchSize : sampling.batchSize;
  return {
    B: full,
    'B of ξ': sampling.batchSize,
    ...(size === undefined ? {} : { b: size, isSmaller: size < full ? 1 : 0 }),
  };
}
