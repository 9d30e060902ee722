/** What the questions of a run show: how many there are, and which samples they see. */
import { valueAt } from '../../../spec/model/index.js';
import type { Asked } from './question-log.js';
import { countsOf, drawsTooManySnapshots } from './round-counts.js';
import type { Doubles } from './doubles.js';
import { inRound, type SeenRound, type SeenRun } from './seen-run.js';
import { leadsTo, longestForm } from './rough-field.js';
import { startCountsOf, startSamplesOf } from './start-samples.js';
import { add, minus, norm, scaled } from './doubles.js';
import type { Transition } from './transition.js';

/** Counts and samples of every round, as transitions of their own. */
export function structureOf(
  run: SeenRun,
  index: number,
  featuresOf: (round: number) => Readonly<Record<string, number>>,
): readonly Transition[] {
  const note = (
    base: Pick<Transition, 'run' | 'index' | 'round' | 'features' | 'bound'>,
    counts: readonly (readonly [string, number, number])[],
    samples: readonly (readonly [string, boolean])[],
  ): readonly Transition[] => [
    ...counts.map(([what, due, seenCount]): Transition => ({
      ...base,
      kind: 'count',
      what,
      expected: [due],
      actual: [seenCount],
      terms: new Map([['count', { vector: [1], own: due, outer: 1 }]]),
    })),
    ...samples.map(([what, isWrong]): Transition => ({
      ...base,
      kind: 'sample',
      what,
      expected: [0],
      actual: [isWrong ? 1 : 0],
      terms: new Map(),
    })),
  ];
  const start = { run, index, round: 0, features: featuresOf(0), bound: [0] };
  const rounds = run.rounds.flatMap((seen) => {
    const [step] = seen.steps;
    const sizes = [
      ['|step|', step && minus(step.to, step.from)],
      ['|gf|', seen.asked.find((question) => question.function === 'f')?.value],
      ['|gh|', seen.asked.find((question) => question.function === 'h')?.value],
      ['|m|', seen.m],
      ['|x|', seen.x],
    ] as const;
    const features = {
      ...featuresOf(seen.round),
      ...Object.fromEntries(
        sizes.flatMap(([name, vector]) => (vector === undefined ? [] : [[name, norm(vector)]])),
      ),
    };
    const base = { run, index, round: seen.round, features, bound: [0] };
    return note(base, countsOf(run, seen), run.hasQuestions ? samplesOf(inRound(run, seen.round), seen) : []);
  });
  return run.hasQuestions ? [...note(start, startCountsOf(run), startSamplesOf(run)), ...rounds] : rounds;
}

type Note = (text: string, isWrong: boolean) => void;

/** Gradients before the local steps that are missing, and those that are too many. */
function noteGradients(run: SeenRun, seen: SeenRound, plain: string | undefined, note: Note): void {
  const { plan, a } = run;
  const { round, asked, all, x } = seen;
  const localsAtX = all.filter(
    ({ draw, at }) => draw === 'local' && at.every((value, i) => value === x[i]),
  ).length;
  const count = (name: 'f' | 'h', list = asked): number =>
    list.filter((question) => question.function === name).length;
  const needsOld = plan.isReduced && round > 1 && a !== 1;
  const due = needsOld ? 2 : 1;
  // where the gradients at the old snapshot do not matter they may be asked for or not
  const most = plan.isReduced ? 2 : 1;
  const [f, h] = [count('f'), plan.isTarget ? due : count('h')];
  const isOldMissing = needsOld && f === 1 && h === (plan.isTarget ? due : 1);
  note('g_f(x^{t−1}) of the round is never asked for', f === 0);
  const isOfLocal = h === 0 && !plan.isTarget && localsAtX > 1;
  note(
    'g_h of the difference is taken with a local sample ζ instead of the sample ξᵗ of the round',
    isOfLocal,
  );
  note('g_h(x^{t−1}) of the round is never asked for', h === 0 && !isOfLocal);
  if (needsOld) {
    note('the gradients at x^{t−2} are never asked for', isOldMissing);
    note('g_f(x^{t−2}) is never asked for', f === 1 && !isOldMissing);
    note('g_h(x^{t−2}) is never asked for', h === 1 && !isOldMissing);
  }
  // nothing but a step on one of the vectors of the round
  note(`no local step is made: the round is the step xᵗ = x^{t−1} − η ${plain ?? ''}`, plain !== undefined);
  const places = all.flatMap(({ draw }, place) => (draw === 'local' ? [place] : []));
  const [firstLocal = 0, lastLocal = 0] = [places[0], places.at(-1)];
  note(
    'the gradients of the estimate are asked for again inside the local steps: mᵗ is made once in a round, before them',
    firstLocal > 0 &&
      all.slice(0, firstLocal).some(({ function: name }) => name === 'f') &&
      all.slice(firstLocal, lastLocal).some(({ function: name }) => name === 'f'),
  );
  // a sample too many has gradients of its own
  const isOfOne = !drawsTooManySnapshots(run, seen);
  const early = places.length === 0 ? asked : all.slice(0, firstLocal);
  note(
    'more gradients of f are asked for before the local steps than the equations have',
    isOfOne && count('f', early) > most,
  );
  note(
    'more gradients of h are asked for before the local steps than the equations have',
    isOfOne && count('h', early) > (plan.isTarget ? 0 : most),
  );
}

/** The vector that a round without local gradients steps along. */
function plainStepOf(run: SeenRun, { all, asked, x, xNew, m }: SeenRound): string | undefined {
  const { roundoff, K } = run;
  const eta = valueAt(run.eta, 1);
  if (all.some(({ draw }) => draw === 'local') || K < 1) return undefined;
  const [f, h] = (['f', 'h'] as const).map(
    (name) => asked.find((question) => question.function === name)?.value,
  );
  const vectors = [
    ['g_f', f],
    ['g_h', h],
    ['(g_f − g_h)', f && h && minus(f, h)],
    // with h = 0 that is the step itself
    ['mᵗ', run.hasAuxiliary ? m : undefined],
  ] as const;
  return vectors.find(
    ([, vector]) =>
      vector !== undefined && norm(vector) > 0 && leadsTo(roundoff, x, scaled(eta, vector), xNew),
  )?.[0];
}

/** Whether fewer gradients than steps are asked for, and K steps that take the last one again where none was asked end at xᵗ. */
function reusesGradients(
  { plan, eta, K, roundoff }: SeenRun,
  { x, xNew, m, localCount, steps }: SeenRound,
): boolean {
  if (plan.isTarget || m === undefined || localCount === 0 || localCount >= K) return false;
  const gradients = steps.slice(0, localCount).flatMap(({ asked: [here] }) => here ?? []);
  const isNear = (u: Doubles, v: Doubles): boolean =>
    u.every((value, i) => {
      const size = Math.abs(x[i] ?? 0) + Math.abs(value) + Math.abs(valueAt(eta, 1) * (m[i] ?? 0));
      return Math.abs(value - (v[i] ?? 0)) <= longestForm * K * roundoff * size;
    });
  let [y, next] = [x, 0];
  for (let k = 1; k <= K; k += 1) {
    const due = gradients[next];
    if (due !== undefined && isNear(due.at, y)) next += 1;
    const { value } = gradients[Math.max(next - 1, 0)] ?? { value: [] };
    y = minus(y, scaled(valueAt(eta, k), add(value, m)));
  }
  return next === gradients.length && isNear(xNew, y);
}

/** Each way of seeing a wrong sample, and whether this round does. */
function samplesOf(run: SeenRun, seen: SeenRound): readonly (readonly [string, boolean])[] {
  const { plan, variant, drawsApart } = run;
  const { all, asked, steps, hasExtra } = seen;
  const local = steps.flatMap((step) => step.asked);
  const isBaseline = !plan.keepsEstimate;
  // with a = 1 and K = 1 a step that takes g_h of the round again is one on g_f alone
  const plain = isBaseline || local.length > 0 ? undefined : plainStepOf(run, seen);
  const locals = isBaseline ? local.slice(1) : local;
  const found: (readonly [string, boolean])[] = [];
  const note: Note = (text, isWrong) => {
    found.push([text, isWrong]);
  };
  const some = (list: readonly Asked[], test: (question: Asked) => boolean): boolean => list.some(test);
  if (!isBaseline) {
    const [first, ...others] = asked;
    const isOfRound = ({ draw, function: name }: Asked): boolean =>
      draw === 'mean' && !(plan.isTarget && name === 'h');
    note(
      'the control variate g_h(x^{t−1}) is exact and not sampled',
      plan.isTarget && some(all, ({ draw, function: name }) => draw === 'mean' && name === 'h'),
    );
    note(
      'the gradients of the round are exact and not sampled',
      asked.length > 0 && asked.every(({ draw }) => draw === 'mean'),
    );
    note(
      'one of the gradients of the round is exact and not sampled',
      some(asked, isOfRound) && !asked.every(({ draw }) => draw === 'mean'),
    );
    if (asked.length > 0) noteGradients(run, seen, plain, note);
    note(
      'the round sees a sample that was drawn before, and draws no fresh one',
      first?.draw === 'snapshot' && !some(asked, ({ isFresh }) => isFresh),
    );
    if (!drawsApart) {
      const isOwn = (question: Asked): boolean => question.draw === 'snapshot' && question.isFresh;
      note(
        'g_f and g_h of a round see different samples',
        some(others.slice(0, plan.isTarget ? 0 : 1), isOwn),
      );
      note(
        'the gradients at x^{t−2} see another sample than those at x^{t−1}',
        plan.isReduced && some(others.slice(plan.isTarget ? 0 : 1), isOwn),
      );
    }
  }
  if (isBaseline) {
    const onTarget = all.filter((question) => question.function === 'f');
    note(
      'the step on f takes the exact gradient and not a sampled one',
      some(onTarget, ({ draw }) => draw === 'mean'),
    );
    note(
      'the step on f sees a sample that was drawn before',
      some(onTarget, ({ draw, isFresh }) => draw === 'snapshot' && !isFresh),
    );
    note(
      'the step on f draws from the local oracle',
      some(onTarget, ({ draw }) => draw === 'local'),
    );
    note('g_f(x^{t−1}) of the round is never asked for', all.length > 0 && onTarget.length === 0);
  }
  if (variant !== 'sgd') {
    note(
      'the local steps take the gradient of f instead of that of h',
      some(locals, (q) => q.function === 'f'),
    );
    const [first, ...later] = locals;
    const isOnlyFirst =
      !isBaseline && first?.draw === 'snapshot' && !some(later, ({ draw }) => draw === 'snapshot');
    note(
      'the first local step takes the gradient g_h(x^{t−1}, ξᵗ) of the round and draws no local sample',
      isOnlyFirst,
    );
    note(
      'the local steps draw from the snapshot oracle',
      some(isBaseline ? locals : later, ({ draw }) => draw === 'snapshot') ||
        (isOnlyFirst && later.length === 0),
    );
    note(
      'a local step takes the gradient of the step before again, and asks for none of its own',
      reusesGradients(run, seen),
    );
    note('a local sample too many is drawn at the end of a round, for no step', hasExtra);
    note(
      'the local steps take exact gradients and not sampled ones',
      some(locals, ({ draw }) => draw === 'mean'),
    );
    const firsts = isBaseline ? locals : steps.flatMap(({ asked: [here] }) => here ?? []);
    note(
      'a local step sees a sample that was drawn before',
      some(firsts, ({ draw, isFresh }) => draw === 'local' && !isFresh),
    );
    note(
      'all local steps of a round see one sample',
      firsts.length > 1 &&
        firsts[0]?.isFresh === true &&
        firsts.slice(1).every(({ draw, isFresh }) => draw === 'local' && !isFresh),
    );
    if (plan.isTarget) {
      const seconds = steps.flatMap(({ asked: [, there] }) => there ?? []);
      note(
        'the two gradients of a local step see different samples',
        some(seconds, ({ draw, isFresh }) => draw === 'local' && isFresh),
      );
      note('the control variate g_h(x) is never asked for', steps.length > 0 && seconds.length === 0);
    }
  }
  if (variant === 'naive' && all.length > 1)
    note(
      'the step on f is made last in a round, where it should be the first',
      all[0]?.function === 'h' && all.at(-1)?.function === 'f',
    );
  if (variant === 'naive' && all.length > 0)
    note('step 1 takes the gradient of h instead of that of f', all[0]?.function === 'h');
  return found;
}
