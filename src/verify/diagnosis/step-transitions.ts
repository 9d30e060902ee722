/** How the local steps, and the iterate at their end, were made. */
import { valueAt } from '../../../spec/model/index.js';
import { isTargetStep } from '../mutants/index.js';
import { createMethods, type Methods } from './known-methods.js';
import { add, dot, evened, isSame, minus, norm, scaled } from './doubles.js';
import type { Doubles } from './doubles.js';
import type { SeenRound, SeenRun, SeenStep } from './seen-run.js';
import { leadsTo, longestForm } from './rough-field.js';
import { difference, type Roles } from './round-roles.js';
import { roundsBack, type Leftover, type Push, type Terms } from './transition.js';

interface RoundFacts {
  readonly mUsed: Doubles | undefined;
  readonly mOld: Doubles | undefined;
  readonly mExpected: Doubles | undefined;
  readonly before: SeenRound | undefined;
  readonly roles: Roles | undefined;
  readonly leftover: Leftover | undefined;
  /** What optimizers make of the directions of the run so far. */
  readonly methods: Methods;
  /** Σ‖direction‖² and the sum of the gradients over the steps of the run so far. */
  readonly sums: { squares: number; gradients?: Doubles };
}

/**
 * The local points that the equations make of the gradients, where the program reports none and these points end at its iterate: then
 * the steps are right, whatever the points were that gradients were asked at.
 */
function followSteps(
  { eta: etas, plan, gradient, roundoff, K }: SeenRun,
  { x, xNew, steps, points }: SeenRound,
  mUsed: Doubles | undefined,
):
  | { readonly steps: readonly SeenStep[]; readonly points: readonly Doubles[]; readonly bound: Doubles }
  | undefined {
  if (points.length > 0 || steps.length < 2 || steps.length !== K) return undefined;
  const made: SeenStep[] = [];
  let from = x;
  let size = x.map(Math.abs);
  for (const [index, step] of steps.entries()) {
    const [here, there] = step.asked;
    const eta = valueAt(etas, index + 1);
    if (here === undefined) return undefined;
    const anchor = plan.isTarget ? (there?.value ?? gradient('h', 'local', here.atom, x)) : undefined;
    const change = anchor === undefined ? here.value : minus(here.value, anchor);
    const direction = mUsed === undefined ? change : add(change, mUsed);
    const to = minus(from, scaled(eta, direction));
    const parts = [from, scaled(eta, here.value), scaled(eta, anchor ?? []), scaled(eta, mUsed ?? [])];
    size = size.map((sum, i) => parts.reduce((total, part) => total + Math.abs(part[i] ?? 0), sum));
    made.push({ ...step, from, to, isReported: false });
    from = to;
  }
  const bound = size.map((sum) => longestForm * roundoff * sum);
  const isNear = (u: Doubles, v: Doubles): boolean =>
    u.every((value, i) => Math.abs(value - (v[i] ?? 0)) <= (bound[i] ?? 0));
  if (!isNear(from, xNew) || steps.every((step, k) => isNear(step.from, made[k]?.from ?? x)))
    return undefined;
  return { steps: made, points: made.map(({ to }) => to), bound };
}

/** The ways from the end of a round to the means of all iterates, without the first and with it. */
function meansOf(before: readonly Doubles[], end: Doubles): Terms {
  const wayTo = (all: readonly Doubles[]): Doubles => minus(scaled(1 / all.length, all.reduce(add)), end);
  return before.length < 2
    ? {}
    : { toRunMean: [wayTo([...before.slice(1), end])], toRunMeanOfAll: [wayTo([...before, end])] };
}

/** The ways back to iterates of some rounds before. */
function waysBack(before: readonly Doubles[], end: Doubles): Terms {
  return Object.fromEntries(
    roundsBack.flatMap((count): [string, readonly [Doubles]][] => {
      const old = before.at(-count);
      return old === undefined ? [] : [[`toBack${count}`, [minus(old, end)]]];
    }),
  );
}

/** The estimate with the sample of the round once more: Nesterov momentum, with and without dampening. */
function aheadOf(m: Doubles | undefined, roles: Roles | undefined, a: number): Terms {
  if (m === undefined || roles === undefined) return {};
  const sample = difference(roles.gf, roles.gh);
  return {
    mAhead: [add(scaled(1 - a, m), scaled(a, sample))],
    mAheadInFull: [add(scaled(1 - a, m), sample)],
  };
}

export function pushSteps(run: SeenRun, seen: SeenRound, facts: RoundFacts, push: Push): void {
  const { plan, gradient, variant } = run;
  const { round, x, xOld, xNew } = seen;
  const { mUsed, mOld, mExpected, before, roles, leftover, methods, sums } = facts;
  const methodsOfRound = createMethods(run.a, 'round');
  const followed = followSteps(run, seen, mUsed);
  const steps = followed?.steps ?? seen.steps;
  const points = followed?.points ?? seen.points;
  const noise = followed?.bound;
  let last: SeenStep | undefined;
  let sinceStart: SeenStep[] = [];
  // gradients that pile up over the steps of a round
  let piled: Doubles | undefined;
  const iterates = run.states.slice(0, round).map((state) => state.x);
  steps.forEach((step, index) => {
    const k = index + 1;
    const eta = valueAt(run.eta, k);
    const [here, there] = step.asked;
    // y^{t,k−1}, and where its gradient was asked
    const reported = index === 0 ? x : points.length > 0 ? points[index - 1] : undefined;
    const from = index === 0 && points.length === 0 ? (here?.at ?? x) : (reported ?? step.from);
    // velocity may be kept over the end of a round
    const made = last ?? before?.steps.at(-1);
    const move = made && minus(made.to, made.from);
    const anchor =
      plan.isTarget && here !== undefined
        ? (there?.value ?? gradient('h', 'local', here.atom, x))
        : undefined;
    const change = anchor === undefined || here === undefined ? here?.value : minus(here.value, anchor);
    const direction = mUsed === undefined || change === undefined ? change : add(change, mUsed);
    if (run.hasQuestions && here !== undefined && direction !== undefined && reported !== undefined) {
      // a step from x^{t−1} whose gradient is taken elsewhere begins at the right point
      const isAside =
        index === 0 && !isSame(here.at, x) && leadsTo(run.roundoff, x, scaled(eta, direction), step.to);
      push(
        index === 0 && !isAside ? 'begin' : 'ask',
        { what: 'local', round, step: k },
        here.at,
        {
          y: [isTargetStep(variant, k) ? x : reported, 1],
          x: [x],
          xOld: [xOld],
          move: [minus(x, xOld)],
          m: [mUsed],
          mOld: [mOld],
          lastStep: [move],
          yLast: [before?.steps.at(-1)?.from],
          yPrevious: [last?.from],
          toX: [minus(x, reported)],
          yBest: [sinceStart[0]?.from],
          xStart: [run.reportedStart.x],
          xEarlier: [iterates.slice(0, -1).find((one) => isSame(one, here.at))],
          ones: [x.map(() => 1)],
        },
        noise === undefined ? {} : { noise },
      );
    }
    if (run.hasQuestions && there !== undefined && plan.isTarget) {
      push('ask', { what: 'anchor', round, step: k }, there.at, {
        x: [x, 1],
        xOld: [xOld],
        y: [from],
        move: [minus(x, xOld)],
        m: [mUsed],
        xStart: [run.reportedStart.x],
        xEarlier: [iterates.slice(0, -1).find((one) => isSame(one, there.at))],
        ones: [x.map(() => 1)],
      });
    }
    if (here === undefined || change === undefined || direction === undefined) return;
    const isLast = k === steps.length;
    const meanWith = (other: SeenStep | undefined): Doubles | undefined =>
      other?.asked[0] && scaled(0.5, add(other.asked[0].value, here.value));
    const visited = [...sinceStart.map((made) => made.from), from];
    const plain = minus(from, scaled(eta, direction));
    sums.squares += dot(direction, direction);
    sums.gradients = sums.gradients === undefined ? here.value : add(sums.gradients, here.value);
    piled = piled === undefined ? here.value : add(piled, here.value);
    push(
      'step',
      { round, step: k },
      step.to,
      {
        y: [from, 1],
        here: [here.value, -eta],
        ...(anchor === undefined ? {} : { there: [anchor, eta] as const }),
        ...(mUsed === undefined ? {} : { m: [mUsed, -eta] as const }),
        ...(anchor === undefined ? {} : { change: [change, -eta] as const }),
        direction: [direction, -eta],
        whole: [plain, 1],
        x: [x],
        drift: [minus(from, x)],
        decay: [from],
        lastStep: [move],
        move: [minus(x, xOld)],
        xStart: [run.reportedStart.x],
        mOld: [mOld],
        mExpected: [mExpected],
        gf: [roles?.gf ?? gradient('f', 'snapshot', here.atom, x)],
        gh: [roles?.gh],
        sample: [roles?.gh === undefined ? undefined : minus(roles.gf, roles.gh)],
        ...aheadOf(mUsed, roles, run.a),
        hereAgain: [
          run.hasQuestions
            ? step.asked[plan.isTarget ? 2 : 1]?.value
            : gradient('h', 'local', here.atom, plain),
        ],
        herePrevious: [last?.asked[0]?.value],
        hereSum: [k > 1 ? piled : undefined],
        hereSumOfRun: [before === undefined && k === 1 ? undefined : sums.gradients],
        hereFirst: [steps[0]?.asked[0]?.value],
        hereBefore: [before?.steps.at(-1)?.asked[0]?.value],
        herePlusPrevious: [meanWith(last)],
        herePlusLast: [meanWith(made)],
        meanH: [gradient('h', 'mean', 0, from)],
        ...(plan.isTarget
          ? { ghSnapshot: [gradient('h', 'snapshot', roles?.atom ?? 0, x)] }
          : { ghThere: [gradient('h', 'local', here.atom, x)] }),
        // of one step the average is half of the way back
        ...(isLast && points.length === 0 && k > 1
          ? {
              toAverage: [
                minus(scaled(1 / (visited.length + 1), [...visited, plain].reduce(add)), plain),
              ] as const,
              toMeanOfNew: [
                minus(scaled(1 / visited.length, [...visited.slice(1), plain].reduce(add)), plain),
              ] as const,
            }
          : {}),
        ...(isLast && points.length === 0
          ? { toX: [minus(x, plain)] as const, ...meansOf(iterates, plain) }
          : {}),
        ...(isLast ? waysBack(iterates, plain) : {}),
        ones: [x.map(() => 1)],
        'mean(direction)': [evened(direction)],
        'mean(here)': [evened(here.value)],
        'mean(m)': [mUsed && evened(mUsed)],
        mHalfOld: [mUsed && mOld && scaled(0.5, add(mUsed, mOld))],
        mHalfSample: [mUsed && roles && scaled(0.5, add(mUsed, difference(roles.gf, roles.gh)))],
        'sign(y)': [from.map(Math.sign)],
        leftX: [leftover?.x],
        zero: [x.map(() => 0)],
        roundStep: [last && move],
        yVisited: [isLast ? sinceStart.map((one) => one.to).find((one) => isSame(one, step.to)) : undefined],
        ...methods(direction),
        ...methodsOfRound(direction),
      },
      {
        outer: -eta,
        composed: ['change', 'direction', 'whole'],
        features: {
          '|step|': eta * norm(direction),
          'Σ²': sums.squares,
          'd·s': move === undefined ? 0 : -Math.sign(dot(direction, move)),
          'g·m': mUsed === undefined ? 0 : Math.sign(dot(change, mUsed)),
        },
      },
    );
    last = { ...step, from };
    sinceStart = [...sinceStart, step];
  });
  const end = points.at(-1);
  if (end === undefined || followed !== undefined) return;
  const mean = (vectors: readonly Doubles[]): Doubles => scaled(1 / vectors.length, vectors.reduce(add));
  push('end', { round }, xNew, {
    yEnd: [end, 1],
    toX: [minus(x, end)],
    ...waysBack(iterates, end),
    ...meansOf(iterates, end),
    yVisited: [points.slice(0, -1).find((one) => isSame(one, xNew))],
    toPenultimate: [points.length < 2 ? undefined : minus(points.at(-2) ?? end, end)],
    toAverage: [minus(mean([x, ...points]), end)],
    toMeanOfNew: [minus(mean(points), end)],
    x: [x],
    move: [minus(x, xOld)],
    endMove: [before?.points.at(-1) && minus(end, before.points.at(-1) ?? end)],
    m: [mUsed],
    leftX: [leftover?.x],
    xStart: [run.reportedStart.x],
    ones: [x.map(() => 1)],
    zero: [x.map(() => 0)],
  });
}
