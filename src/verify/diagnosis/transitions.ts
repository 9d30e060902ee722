/** A run cut into transitions: vectors that were made, beside what the equations make of the vectors before them. */
import { isTargetStep } from '../mutants/index.js';
import type { Asked, Doubles, SeenRound, SeenRun, SeenStep } from './read-run.js';
import { longestForm } from './rough-field.js';

/** What a transition makes. */
export type Kind =
  'count' | 'sample' | 'start' | 'start-estimate' | 'estimate' | 'step' | 'end' | 'begin' | 'ask';

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

const zip = (u: Doubles, v: Doubles, f: (a: number, b: number) => number): Doubles =>
  u.map((a, i) => f(a, v[i] ?? 0));
const add = (u: Doubles, v: Doubles): Doubles => zip(u, v, (a, b) => a + b);
export const minus = (u: Doubles, v: Doubles): Doubles => zip(u, v, (a, b) => a - b);
const scaled = (c: number, v: Doubles): Doubles => v.map((a) => c * a);
export const dot = (u: Doubles, v: Doubles): number => u.reduce((sum, a, i) => sum + a * (v[i] ?? 0), 0);
export const norm = (v: Doubles): number => Math.hypot(...v);

/** The mean of the coordinates, in every coordinate. */
const evened = (v: Doubles): Doubles => v.map(() => v.reduce((sum, a) => sum + a, 0) / v.length);

/** Vectors of a local step that are no part of its direction. */
const bare = new Set([
  'y',
  'whole',
  'lastStep',
  'move',
  'toX',
  'toAverage',
  'toMeanOfNew',
  'xStart',
  'leftX',
  'zero',
]);

/** The run before, of which something may have been left behind. */
export interface Leftover {
  readonly m?: Doubles;
  readonly x: Doubles;
}

/** All transitions of a run, in their order. */
export function transitionsOf(run: SeenRun, index: number, leftover?: Leftover): readonly Transition[] {
  const made: Transition[] = [];
  const { plan, eta, a, roundoff, rounds } = run;
  const zeros = run.x0.map(() => 0);
  const ones = run.x0.map(() => 1);

  const push = (
    kind: Kind,
    place: { readonly what?: string; readonly round: number; readonly step?: number },
    actual: Doubles | undefined,
    terms: Readonly<Record<string, readonly [Doubles | undefined, number?]>>,
    more: {
      readonly outer?: number;
      readonly noise?: Doubles;
      readonly features?: Readonly<Record<string, number>>;
      /** Own terms that only other own terms are made of. */
      readonly composed?: readonly string[];
    } = {},
  ): Doubles => {
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
        features: { ...commonFeatures(run, index, place.round, place.step), ...features, ...norms },
      });
    }
    return expected;
  };

  if (!run.isSingleRound) {
    push('start', { round: 0 }, run.reportedStart.x, { x0: [run.x0, 1], ones: [ones], leftX: [leftover?.x] });
  }
  const startM = pushStart(run, push, leftover);
  let m: Doubles | undefined = run.isSingleRound ? rounds[0]?.mOld : (run.reportedStart.m ?? startM);
  let mOlder: Doubles | undefined;
  // what the equations make of the gradients, where the program does not report m
  let tracked = m;
  let before: SeenRound | undefined;
  for (const seen of rounds) {
    const { round, x, xOld, xNew, steps } = seen;
    const roles = rolesOf(run, seen);
    pushQuestions(run, seen, roles, before, push);
    // the estimate
    let estimate: Doubles | undefined;
    if (plan.keepsEstimate && roles !== undefined) {
      const { gf, gh, gfo, gho } = roles;
      const g = gh === undefined ? gf : minus(gf, gh);
      const go = gfo === undefined ? g : gho === undefined ? gfo : minus(gfo, gho);
      const mOld = seen.mOld ?? m;
      const inferred = seen.m === undefined ? inferEstimate(run, steps[0]) : undefined;
      const isOld = plan.isReduced && gfo !== undefined;
      const weight = mOld === undefined ? 1 : a;
      const rest = 1 - weight;
      const own = isOld ? 1 : weight;
      const last = before?.steps.at(-1);
      const beforeRoles = before === undefined ? undefined : rolesOf(run, before);
      const previousSample =
        beforeRoles === undefined
          ? undefined
          : beforeRoles.gh === undefined
            ? beforeRoles.gf
            : minus(beforeRoles.gf, beforeRoles.gh);
      estimate = push(
        'estimate',
        { round },
        seen.m ?? inferred?.m,
        {
          m: [mOld, rest],
          gf: [gf, own],
          ...(gh === undefined ? {} : { gh: [gh, -own] as const }),
          ...(isOld ? { gfo: [gfo, -rest] as const } : {}),
          ...(isOld && gho !== undefined ? { gho: [gho, rest] as const } : {}),
          sample: [g, weight],
          ...(isOld ? { bracket: [minus(g, go), rest] as const } : {}),
          ...(mOld === undefined
            ? {}
            : { weight: [isOld ? minus(go, mOld) : minus(g, mOld), weight] as const }),
          whole: [
            mOld === undefined
              ? g
              : add(add(scaled(rest, mOld), scaled(own, g)), isOld ? scaled(-rest, go) : zeros),
            1,
          ],
          mOlder: [mOlder],
          x: [x],
          move: [minus(x, xOld)],
          xNew: [xNew],
          direction: [last === undefined ? undefined : scaled(-1 / eta, minus(last.to, last.from))],
          localGradient: [last?.asked[0]?.value],
          samplePrevious: [previousSample],
          gfPrevious: [beforeRoles?.gf],
          ghPrevious: [beforeRoles?.gh],
          meanF: [run.gradient('f', 'mean', 0, x)],
          meanH: [run.gradient('h', 'mean', 0, x)],
          ...(gh === undefined ? { ghExtra: [run.gradient('h', 'snapshot', roles.atom, x)] as const } : {}),
          'sign(sample)': [g.map(Math.sign)],
          'mean(sample)': [evened(g)],
          ones: [ones],
          leftM: [leftover?.m],
          givenM: [run.givenM],
          zero: [zeros],
        },
        {
          ...(inferred === undefined ? {} : { noise: inferred.noise }),
          composed: ['sample', 'bracket', 'weight', 'whole'],
          features: {
            'm·g': mOld === undefined ? 0 : Math.sign(dot(mOld, g)),
            'm·gf': mOld === undefined ? 0 : Math.sign(dot(mOld, gf)),
            'mᵗ·gf': mOld === undefined ? 0 : Math.sign(dot(add(scaled(rest, mOld), scaled(own, g)), gf)),
            ...(gh === undefined ? {} : { 'gf·gh': Math.sign(dot(gf, gh)) }),
          },
        },
      );
      const trackedRest = tracked === undefined ? 0 : 1 - a;
      const average = add(scaled(trackedRest, tracked ?? g), scaled(1 - trackedRest, g));
      tracked = seen.m ?? (isOld ? add(average, scaled(trackedRest, minus(g, go))) : average);
      mOlder = mOld;
      m = seen.m ?? inferred?.m ?? estimate;
    }
    pushSteps(
      run,
      seen,
      {
        mUsed: plan.keepsEstimate ? (seen.m ?? tracked) : undefined,
        mOld: seen.mOld ?? mOlder,
        mExpected: estimate,
        before,
        roles,
        leftover,
      },
      push,
    );
    before = seen;
  }
  return made;
}

type Push = (
  kind: Kind,
  place: { readonly what?: string; readonly round: number; readonly step?: number },
  actual: Doubles | undefined,
  terms: Readonly<Record<string, readonly [Doubles | undefined, number?]>>,
  more?: {
    readonly outer?: number;
    readonly noise?: Doubles;
    readonly features?: Readonly<Record<string, number>>;
    readonly composed?: readonly string[];
  },
) => Doubles;

/** What a condition may always depend on. */
export function commonFeatures(
  run: SeenRun,
  index: number,
  round: number,
  step?: number,
): Record<string, number> {
  const { eta, a, K, T, d, startKind, isSingleRound, batchSize } = run;
  return {
    t: run.singleRound ?? round,
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
    η: eta,
    ...(batchSize > 0 ? { B: batchSize } : {}),
    isFirstRun: index === 0 ? 1 : 0,
    ...Object.fromEntries(
      ['given', 'zero', 'exact', 'batch', 'first-snapshot'].map((kind) => [
        `start ${kind}`,
        startKind === kind ? 1 : 0,
      ]),
    ),
  };
}

/** m⁰ as its kind makes it. */
function pushStart(run: SeenRun, push: Push, leftover?: Leftover): Doubles | undefined {
  const { plan, startKind, askedAtStart, givenM, reportedStart, x0, isSingleRound, batchSize } = run;
  if (!plan.keepsEstimate || isSingleRound) return undefined;
  const zeros = x0.map(() => 0);
  const place = { round: 0 };
  const common = { ones: [x0.map(() => 1)], x0: [x0], leftM: [leftover?.m], givenM: [givenM] } as const;
  if (startKind === 'given')
    return push('start-estimate', place, reportedStart.m, { ...common, givenM: [givenM, 1] });
  if (startKind === 'zero')
    return push('start-estimate', place, reportedStart.m, { ...common, zero: [zeros, 1] });
  if (startKind !== 'exact' && startKind !== 'batch') return undefined;
  const valuesOf = (name: 'f' | 'h'): readonly Doubles[] => {
    const values = askedAtStart.flatMap((question) => (question.function === name ? [question.value] : []));
    // those that were not asked for, with the samples that were
    return values.length > 0
      ? values
      : askedAtStart.map(({ draw, atom }) => run.gradient(name, draw, atom, x0));
  };
  const sum = (name: 'f' | 'h'): Doubles => valuesOf(name).reduce(add, zeros);
  const count = startKind === 'batch' ? Math.max(batchSize, 1) : 1;
  const [f, h] = [scaled(1 / count, sum('f')), scaled(1 / count, sum('h'))];
  const g = plan.isTarget ? f : minus(f, h);
  return push(
    'start-estimate',
    place,
    reportedStart.m,
    { ...common, gf: [f, 1], ...(plan.isTarget ? {} : { gh: [h, -1] as const }), whole: [g, 1] },
    { composed: ['whole'] },
  );
}

interface Roles {
  readonly gf: Doubles;
  readonly gh?: Doubles;
  readonly gfo?: Doubles;
  readonly gho?: Doubles;
  readonly atom: number;
  readonly asked: Readonly<Partial<Record<'gf' | 'gh' | 'gfo' | 'gho', Asked>>>;
}

const isSame = (u: Doubles, v: Doubles): boolean =>
  u.length === v.length && u.every((value, i) => value === v[i]);

/** Which question stands for which gradient of the round; one that nobody asked is computed. */
function rolesOf(run: SeenRun, { round, x, xOld, asked }: SeenRound): Roles | undefined {
  const { plan, gradient } = run;
  if (!plan.keepsEstimate) return undefined;
  const free = [...asked];
  const take = (name: 'f' | 'h', at: Doubles): Asked | undefined => {
    const fits = [
      (question: Asked) => question.function === name && isSame(question.at, at),
      (question: Asked) => question.function === name,
    ];
    for (const fit of fits) {
      const place = free.findIndex(fit);
      if (place >= 0) return free.splice(place, 1)[0];
    }
    return undefined;
  };
  const needsOld = plan.isReduced && round > 1;
  const gf = take('f', x);
  const gh = plan.isTarget ? undefined : take('h', x);
  const gfo = needsOld ? take('f', xOld) : undefined;
  const gho = needsOld && !plan.isTarget ? take('h', xOld) : undefined;
  const atom = (gf ?? gh ?? asked[0])?.atom ?? 0;
  const value = (question: Asked | undefined, name: 'f' | 'h', at: Doubles): Doubles =>
    question?.value ?? gradient(name, 'snapshot', atom, at);
  return {
    gf: value(gf, 'f', x),
    ...(plan.isTarget ? {} : { gh: value(gh, 'h', x) }),
    ...(needsOld ? { gfo: value(gfo, 'f', xOld) } : {}),
    ...(needsOld && !plan.isTarget ? { gho: value(gho, 'h', xOld) } : {}),
    atom,
    asked: {
      ...(gf === undefined ? {} : { gf }),
      ...(gh === undefined ? {} : { gh }),
      ...(gfo === undefined ? {} : { gfo }),
      ...(gho === undefined ? {} : { gho }),
    },
  };
}

/** The points of the questions before the local steps. */
function pushQuestions(
  run: SeenRun,
  { round, x, xOld, mOld, xNew }: SeenRound,
  roles: Roles | undefined,
  before: SeenRound | undefined,
  push: Push,
): void {
  if (roles === undefined || !run.hasQuestions) return;
  const places = { gf: x, gh: x, gfo: xOld, gho: xOld };
  for (const [role, at] of Object.entries(places)) {
    const question = roles.asked[role as keyof typeof places];
    if (question === undefined) continue;
    push('ask', { what: role, round }, question.at, {
      [at === x ? 'x' : 'xOld']: [at, 1],
      ...(at === x ? { xOld: [xOld] as const } : { x: [x] as const }),
      move: [minus(x, xOld)],
      xNew: [xNew],
      m: [mOld],
      xOlder: [before?.xOld],
      xStart: [run.reportedStart.x],
      yLast: [before?.steps.at(-1)?.from],
      ones: [x.map(() => 1)],
    });
  }
}

/** mᵗ out of the first local step, for programs that do not report it. */
function inferEstimate(
  { eta, plan, roundoff }: SeenRun,
  step: SeenStep | undefined,
): { readonly m: Doubles; readonly noise: Doubles } | undefined {
  const [here, there] = step?.asked ?? [];
  if (step === undefined || here === undefined || (plan.isTarget && there === undefined)) return undefined;
  const change = plan.isTarget && there !== undefined ? minus(here.value, there.value) : here.value;
  const moved = scaled(1 / eta, minus(step.from, step.to));
  return {
    m: minus(moved, change),
    noise: step.from.map(
      (value, i) =>
        8 *
        roundoff *
        ((Math.abs(value) + Math.abs(step.to[i] ?? 0)) / eta +
          Math.abs(change[i] ?? 0) +
          Math.abs(moved[i] ?? 0)),
    ),
  };
}

interface RoundFacts {
  readonly mUsed: Doubles | undefined;
  readonly mOld: Doubles | undefined;
  readonly mExpected: Doubles | undefined;
  readonly before: SeenRound | undefined;
  readonly roles: Roles | undefined;
  readonly leftover: Leftover | undefined;
}

function pushSteps(run: SeenRun, seen: SeenRound, facts: RoundFacts, push: Push): void {
  const { eta, plan, gradient, variant } = run;
  const { round, x, xOld, xNew, steps, points } = seen;
  const { mUsed, mOld, mExpected, before, roles, leftover } = facts;
  let last: SeenStep | undefined;
  let sinceStart: SeenStep[] = [];
  steps.forEach((step, index) => {
    const k = index + 1;
    const [here, there] = step.asked;
    // y^{t,k−1}, and where its gradient was asked
    const reported = index === 0 ? x : points.length > 0 ? points[index - 1] : undefined;
    const from = index === 0 && points.length === 0 ? (here?.at ?? x) : (reported ?? step.from);
    const move = last === undefined ? undefined : minus(last.to, last.from);
    if (run.hasQuestions && here !== undefined && reported !== undefined) {
      push(index === 0 ? 'begin' : 'ask', { what: 'local', round, step: k }, here.at, {
        y: [isTargetStep(variant, k) ? x : reported, 1],
        x: [x],
        xOld: [xOld],
        move: [minus(x, xOld)],
        m: [mUsed],
        mOld: [mOld],
        lastStep: [move],
        yLast: [before?.steps.at(-1)?.from],
        yPrevious: [last?.from],
        yBest: [sinceStart[0]?.from],
        xStart: [run.reportedStart.x],
        ones: [x.map(() => 1)],
      });
    }
    if (run.hasQuestions && there !== undefined && plan.isTarget) {
      push('ask', { what: 'anchor', round, step: k }, there.at, {
        x: [x, 1],
        xOld: [xOld],
        y: [from],
        move: [minus(x, xOld)],
        m: [mUsed],
        xStart: [run.reportedStart.x],
        ones: [x.map(() => 1)],
      });
    }
    if (here === undefined) return;
    const anchor = plan.isTarget ? (there?.value ?? gradient('h', 'local', here.atom, x)) : undefined;
    const change = anchor === undefined ? here.value : minus(here.value, anchor);
    const direction = mUsed === undefined ? change : add(change, mUsed);
    const isLast = k === steps.length;
    const visited = [...sinceStart.map((made) => made.from), from];
    const plain = minus(from, scaled(eta, direction));
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
        herePrevious: [last?.asked[0]?.value],
        hereFirst: [steps[0]?.asked[0]?.value],
        hereBefore: [before?.steps.at(-1)?.asked[0]?.value],
        herePlusPrevious: [
          last?.asked[0] === undefined ? undefined : scaled(0.5, add(last.asked[0].value, here.value)),
        ],
        meanH: [gradient('h', 'mean', 0, from)],
        ...(plan.isTarget ? {} : { ghThere: [gradient('h', 'local', here.atom, x)] as const }),
        ...(isLast && points.length === 0 && steps.length > 1
          ? {
              toAverage: [
                minus(scaled(1 / (visited.length + 1), [...visited, plain].reduce(add)), plain),
              ] as const,
              toMeanOfNew: [
                minus(scaled(1 / visited.length, [...visited.slice(1), plain].reduce(add)), plain),
              ] as const,
              toX: [minus(x, plain)] as const,
            }
          : {}),
        ones: [x.map(() => 1)],
        'sign(direction)': [direction.map(Math.sign)],
        'mean(direction)': [evened(direction)],
        'reverse(direction)': [direction.toReversed()],
        'sign(here)': [here.value.map(Math.sign)],
        'mean(here)': [evened(here.value)],
        'reverse(here)': [here.value.toReversed()],
        'sign(m)': [mUsed?.map(Math.sign)],
        'reverse(m)': [mUsed?.toReversed()],
        'sign(y)': [from.map(Math.sign)],
        leftX: [leftover?.x],
        zero: [x.map(() => 0)],
      },
      {
        outer: -eta,
        composed: ['change', 'direction', 'whole'],
        features: {
          'd·s': move === undefined ? 0 : -Math.sign(dot(direction, move)),
          'g·m': mUsed === undefined ? 0 : Math.sign(dot(change, mUsed)),
        },
      },
    );
    last = { ...step, from };
    sinceStart = [...sinceStart, step];
  });
  const end = points.at(-1);
  if (end === undefined) return;
  const mean = (vectors: readonly Doubles[]): Doubles => scaled(1 / vectors.length, vectors.reduce(add));
  push('end', { round }, xNew, {
    yEnd: [end, 1],
    toX: [minus(x, end)],
    toPenultimate: [points.length < 2 ? undefined : minus(points.at(-2) ?? end, end)],
    toAverage: [minus(mean([x, ...points]), end)],
    toMeanOfNew: [minus(mean(points), end)],
    x: [x],
    move: [minus(x, xOld)],
    m: [mUsed],
    leftX: [leftover?.x],
    xStart: [run.reportedStart.x],
    ones: [x.map(() => 1)],
    zero: [x.map(() => 0)],
  });
}
