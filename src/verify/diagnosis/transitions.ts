/** A run cut into transitions, with what is hidden inferred where the reported states fit no equation. */
import { add, isSame, minus, scaled } from './doubles.js';
import { pushEstimate, pushStart } from './estimate-transitions.js';
import type { Doubles } from './doubles.js';
import { inRound, type SeenRound, type SeenRun } from './seen-run.js';
import { createMethods } from './known-methods.js';
import { pushQuestions, rolesOf, type Roles } from './round-roles.js';
import { pushSteps } from './step-transitions.js';
import { createPush, isWrong, type Leftover, type Transition } from './transition.js';

/** A run, with its place in the report and what may have been left behind by the runs before it. */
export interface PlacedRun {
  readonly run: SeenRun;
  readonly index: number;
  readonly leftover?: Leftover | undefined;
}

/**
 * All transitions of the runs of one variant, a list for each run.
 *
 * Where some are wrong, and all are right with the estimates, the iterates or the local points that the questions show in place of
 * those that were reported, the report is what is wrong: in every wrong run, or it is no explanation.
 */
export function transitionsOf(runs: readonly PlacedRun[]): readonly (readonly Transition[])[] {
  const plain = runs.map(({ run, index, leftover }) => cut(run, index, leftover));
  const wrong = runs.filter((_, place) => plain[place]?.some(isWrong));
  const readings = wrong.every(({ run }) => run.hasQuestions)
    ? [reportOfBoth, reportOfEstimates, reportOfIterates, reportOfPoints]
    : [reportOfBoth, reportOfEstimates];
  for (const read of readings) {
    const found = new Map<number, readonly Transition[]>();
    const isRead = wrong.every(({ run, index, leftover }) => {
      // in a run of a round or two it may not show what the program goes on from
      const isShort = read === reportOfIterates && (run.isSingleRound || run.rounds.length < 3);
      const made = isShort ? [] : read(run, index, leftover);
      if (made !== undefined) found.set(index, made);
      return made !== undefined;
    });
    if (isRead && [...found.values()].some((made) => made.length > 0))
      return runs.map(({ index }, place) => found.get(index) ?? plain[place] ?? []);
  }
  return plain;
}

function cut(run: SeenRun, index: number, leftover?: Leftover): Transition[] {
  const made: Transition[] = [];
  const { plan, rounds } = run;
  const push = createPush(run, index, made, leftover);
  if (!run.isSingleRound) {
    push('start', { round: 0 }, run.reportedStart.x, {
      x0: [run.x0, 1],
      ones: [run.x0.map(() => 1)],
      leftX: [leftover?.x],
    });
  }
  const startM = pushStart(run, push, leftover);
  let m: Doubles | undefined = run.isSingleRound ? rounds[0]?.mOld : (run.reportedStart.m ?? startM);
  let mOlder: Doubles | undefined;
  // what the equations make of the gradients, where the program does not report m
  let tracked = m;
  let before: SeenRound | undefined;
  const history: Roles[] = [];
  const methods = createMethods(run.a, 'run');
  const sums = { squares: 0 };
  let firstWrong: number | undefined;
  for (const seen of rounds) {
    const here = inRound(run, seen.round);
    const { a } = here;
    const roles = rolesOf(here, seen);
    pushQuestions(here, seen, roles, before, leftover, push);
    let expected: Doubles | undefined;
    if (plan.keepsEstimate && roles !== undefined) {
      const mOld = seen.mOld ?? m;
      history.push(roles);
      const facts = { roles, mOld, mOlder, before, leftover, history, window: (firstWrong ?? 0) - 1 };
      const estimate = pushEstimate(here, seen, facts, push);
      const last = made.at(-1);
      if (firstWrong === undefined && last?.kind === 'estimate' && isWrong(last)) {
        // what is wrong from a round on may have left a window of as many rounds
        firstWrong = seen.round;
        made.pop();
        pushEstimate(here, seen, { ...facts, window: firstWrong - 1 }, push);
      }
      expected = estimate.expected;
      const rest = tracked === undefined ? 0 : 1 - a;
      const average = add(scaled(rest, tracked ?? estimate.sample), scaled(1 - rest, estimate.sample));
      tracked = seen.m ?? add(average, scaled(rest, estimate.bracket));
      mOlder = mOld;
      m = seen.m ?? estimate.inferred ?? expected;
    }
    const mUsed = plan.keepsEstimate ? (seen.m ?? tracked) : undefined;
    const facts = {
      mUsed,
      mOld: seen.mOld ?? mOlder,
      mExpected: expected,
      before,
      roles,
      leftover,
      methods,
      sums,
    };
    pushSteps(here, seen, facts, push);
    before = seen;
  }
  return made;
}

/** The run with iterate and estimate read in each other's place; undefined where that explains nothing. */
function reportOfBoth(run: SeenRun, index: number, leftover?: Leftover): readonly Transition[] | undefined {
  const own = run.rounds.filter(({ m }) => m !== undefined);
  if (own.length === 0 || own.length < run.rounds.length) return undefined;
  // a program goes on from what it reported, or from what it keeps
  for (const keeps of [false, true]) {
    let old: SeenRound | undefined;
    const rounds = run.rounds.map((seen): SeenRound => {
      const { m: xNew = seen.xNew, xNew: m } = seen;
      const steps = seen.steps.map((step, k) =>
        k === seen.steps.length - 1 && seen.points.length === 0 ? { ...step, to: xNew } : step,
      );
      const given = keeps && old?.m !== undefined ? { x: old.xNew, xOld: old.x, mOld: old.m } : {};
      old = { ...seen, ...given, xNew, m, steps };
      return old;
    });
    const made = cut({ ...run, rounds }, index, leftover);
    if (made.some(isWrong)) continue;
    const push = createPush(run, index, made, leftover);
    for (const { round, xNew, m } of rounds)
      push('report', { what: 'both', round }, xNew, { m: [m, 1], xNew: [xNew] });
    return made;
  }
  return undefined;
}

/** The reported estimates beside those that the first local steps show; undefined where these are wrong too. */
function reportOfEstimates(
  run: SeenRun,
  index: number,
  leftover?: Leftover,
): readonly Transition[] | undefined {
  if (!run.rounds.some(({ m }) => m !== undefined)) return undefined;
  const silent = run.rounds.map(({ m: _m, mOld, ...round }, i) =>
    i === 0 && mOld !== undefined ? { ...round, mOld } : round,
  );
  const made = cut({ ...run, rounds: silent }, index, leftover);
  if (made.some(isWrong)) return undefined;
  const push = createPush(run, index, made, leftover);
  let old = run.rounds[0]?.mOld;
  let reported = old;
  for (const { kind, round, actual, bound } of [...made]) {
    if (kind !== 'estimate') continue;
    const { m, x, xOld } = run.rounds.find((seen) => seen.round === round) ?? {};
    push(
      'report',
      { what: 'm', round },
      m,
      {
        mUsed: [actual, 1],
        mOld: [old],
        mReported: [reported],
        ...(x && xOld && { move: [minus(x, xOld)] }),
        ones: [actual.map(() => 1)],
      },
      { noise: bound },
    );
    old = actual;
    reported = m;
  }
  return made;
}

/** The reported iterates beside those that the next rounds start from; undefined where these are wrong too. */
function reportOfIterates(
  run: SeenRun,
  index: number,
  leftover?: Leftover,
): readonly Transition[] | undefined {
  const { rounds } = run;
  if (run.isSingleRound || rounds.length < 3) return undefined;
  const real = rounds.map(({ asked, steps, x }) => asked[0]?.at ?? steps[0]?.asked[0]?.at ?? x);
  if (rounds.every(({ x }, i) => isSame(x, real[i]))) return undefined;
  // the last round ends in an iterate that no question shows
  const shown = rounds.slice(0, -1).map((seen, i): SeenRound => {
    const [x, xNew] = [real[i] ?? seen.x, real[i + 1] ?? seen.xNew];
    const steps = seen.steps.map((step, k) =>
      seen.points.length === 0 && k === seen.steps.length - 1 ? { ...step, to: xNew } : step,
    );
    return { ...seen, x, xOld: real[i - 1] ?? x, xNew, steps };
  });
  const made = cut({ ...run, rounds: shown }, index, leftover);
  if (made.some(isWrong)) return undefined;
  const push = createPush(run, index, made, leftover);
  const mean = (vectors: readonly Doubles[]): Doubles => scaled(1 / vectors.length, vectors.reduce(add));
  shown.forEach(({ round, xNew }, i) => {
    const reported = rounds[i]?.xNew;
    const before = rounds[i]?.x;
    push('report', { what: 'x', round }, reported, {
      xUsed: [xNew, 1],
      toBefore: [before && minus(before, xNew)],
      runningMean: [mean(real.slice(1, i + 2))],
      runningMeanOfAll: [mean(real.slice(0, i + 2))],
      xOld: [real[i]],
      ones: [xNew.map(() => 1)],
    });
  });
  return made;
}

/** The reported local points beside those that the gradients were asked at; undefined where these are wrong too. */
function reportOfPoints(run: SeenRun, index: number, leftover?: Leftover): readonly Transition[] | undefined {
  if (run.rounds.every(({ points }) => points.length === 0)) return undefined;
  const silent = run.rounds.map((seen): SeenRound => {
    const last = seen.steps.length - 1;
    const atOf = (k: number): Doubles | undefined => seen.steps[k]?.asked[0]?.at;
    const steps = seen.steps.map((step, k) => ({
      ...step,
      from: atOf(k) ?? step.from,
      to: k === last ? seen.xNew : (atOf(k + 1) ?? step.to),
      isReported: k === last,
    }));
    return { ...seen, steps, points: [] };
  });
  const made = cut({ ...run, rounds: silent }, index, leftover);
  if (made.some(isWrong)) return undefined;
  const push = createPush(run, index, made, leftover);
  silent.forEach(({ round, x, xNew, steps }, i) => {
    run.rounds[i]?.points.forEach((reported, k) => {
      const used = steps[k];
      if (used === undefined) return;
      push('report', { what: 'y', round, step: k + 1 }, reported, {
        yUsed: [used.to, 1],
        yBefore: [used.from],
        x: [x],
        xNew: [xNew],
        ones: [x.map(() => 1)],
      });
    });
  });
  return made;
}
