/** How the estimate was made. */
import { valueAt } from '../../../spec/model/index.js';
import { add, dot, evened, minus, norm, scaled } from './doubles.js';
import type { Doubles } from './doubles.js';
import type { SeenRound, SeenRun, SeenStep } from './seen-run.js';
import type { Roles } from './round-roles.js';
import { difference, rolesOf } from './round-roles.js';
import type { Leftover, Push } from './transition.js';

/** m⁰ as its kind makes it. */
export function pushStart(run: SeenRun, push: Push, leftover?: Leftover): Doubles | undefined {
  const { plan, startKind, askedAtStart, givenM, reportedStart, x0, isSingleRound } = run;
  if (!plan.keepsEstimate || isSingleRound) return undefined;
  const zeros = x0.map(() => 0);
  const place = { round: 0 };
  const common = { ones: [x0.map(() => 1)], x0: [x0], leftM: [leftover?.m], givenM: [givenM] } as const;
  if (startKind === 'given')
    return push('start-estimate', place, reportedStart.m, { ...common, givenM: [givenM, 1] });
  if (startKind === 'zero')
    return push('start-estimate', place, reportedStart.m, { ...common, zero: [zeros, 1] });
  if (startKind !== 'exact' && startKind !== 'batch') return undefined;
  const isBatch = startKind === 'batch';
  const prescribed = isBatch ? run.tape.initial : [0];
  const valuesOf = (name: 'f' | 'h'): readonly Doubles[] => {
    const values = askedAtStart.flatMap((question) => (question.function === name ? [question.value] : []));
    if (values.length > 0) return values;
    // those that were not asked for, with the samples that were, or with those of the tape
    return run.hasQuestions
      ? askedAtStart.map(({ draw, atom }) => run.gradient(name, draw, atom, x0))
      : prescribed.map((atom) => run.gradient(name, isBatch ? 'snapshot' : 'mean', atom, x0));
  };
  // where another number of samples is drawn, that is what is wrong, and not their mean
  const meanOf = (name: 'f' | 'h'): Doubles => {
    const values = valuesOf(name);
    return scaled(1 / Math.max(values.length, 1), values.reduce(add, zeros));
  };
  const [f, h] = [meanOf('f'), meanOf('h')];
  const g = plan.isTarget ? f : minus(f, h);
  for (const { at } of askedAtStart.slice(0, 1))
    push('ask', { what: 'start', round: 0 }, at, { x0: [x0, 1], leftX: [leftover?.x], ones: common.ones });
  return push(
    'start-estimate',
    place,
    reportedStart.m,
    { ...common, gf: [f, 1], gh: [h, plan.isTarget ? 0 : -1], whole: [g, 1] },
    { composed: ['whole'] },
  );
}

/** mᵗ out of the first local step, for programs that do not report it. */
function inferEstimate(
  run: SeenRun,
  step: SeenStep | undefined,
): { readonly m: Doubles; readonly noise: Doubles } | undefined {
  const { plan, roundoff } = run;
  const eta = valueAt(run.eta, 1);
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

/** What the estimate of a round is made of. */
interface EstimateFacts {
  readonly roles: Roles;
  readonly mOld: Doubles | undefined;
  readonly mOlder: Doubles | undefined;
  readonly before: SeenRound | undefined;
  readonly leftover: Leftover | undefined;
  /** The gradients of all rounds so far, the last ones of this round. */
  readonly history: readonly Roles[];
  /** How many rounds an average over a window may have. */
  readonly window: number;
}

/** mᵗ, as it was reported or as the first local step shows it. */
export function pushEstimate(
  run: SeenRun,
  { round, x, xOld, xNew, steps, m }: SeenRound,
  { roles, mOld, mOlder, before, leftover, history, window }: EstimateFacts,
  push: Push,
) {
  const { plan, eta, a } = run;
  const { gf, gh, gfo, gho } = roles;
  const zeros = x.map(() => 0);
  const g = difference(gf, gh);
  const go = gfo === undefined ? g : difference(gfo, gho);
  const inferred = m === undefined ? inferEstimate(run, steps[0]) : undefined;
  // without an old estimate there is nothing to carry
  const isOld = plan.isReduced && gfo !== undefined && mOld !== undefined;
  const weight = mOld === undefined ? 1 : a;
  const rest = 1 - weight;
  const own = isOld ? 1 : weight;
  const last = before?.steps.at(-1);
  const old = before === undefined ? undefined : rolesOf(run, before);
  const sumOf = (values: readonly Doubles[]): Doubles | undefined =>
    values.length < 2 ? undefined : values.reduce(add);
  const left = history.at(-1 - window);
  const locals = before?.steps.map(({ asked: [here] }) => here?.value ?? zeros) ?? [];
  const ghExtra = gh === undefined ? run.gradient('h', 'snapshot', roles.atom, x) : undefined;
  const bracket = isOld ? minus(g, go) : zeros;
  const sum = mOld === undefined ? g : add(scaled(rest, mOld), scaled(weight, g));
  const expected = push(
    'estimate',
    { round },
    m ?? inferred?.m,
    {
      m: [mOld, rest],
      gf: [gf, own],
      gh: [gh, -own],
      ...(isOld
        ? {
            gfo: [gfo, -rest],
            gho: [gho, rest],
            ...(plan.isTarget ? {} : { old: [go, -rest] as const }),
            bracket: [bracket, rest],
            carried: [minus(mOld, go), rest],
          }
        : {}),
      sample: [g, weight],
      weight: [mOld && minus(isOld ? go : g, mOld), weight],
      whole: [add(sum, scaled(rest, bracket)), 1],
      mOlder: [mOlder],
      x: [x],
      move: [minus(x, xOld)],
      xNew: [xNew],
      direction: [last && scaled(-1 / valueAt(eta, run.K), minus(last.to, last.from))],
      localGradient: [last?.asked[0]?.value],
      localSum: [
        steps.length > 0 ? steps.map(({ asked: [here] }) => here?.value ?? zeros).reduce(add) : undefined,
      ],
      meanLocal: [locals.length < 2 ? undefined : scaled(1 / locals.length, locals.reduce(add))],
      gfSum: [sumOf(history.map((one) => one.gf))],
      ghSum: [gh && sumOf(history.map((one) => one.gh ?? zeros))],
      sampleSum: [gh && sumOf(history.map((one) => difference(one.gf, one.gh)))],
      sampleLeft: [window > 1 && left !== undefined ? difference(left.gf, left.gh) : undefined],
      samplePrevious: [old && difference(old.gf, old.gh)],
      gfPrevious: [old?.gf],
      ghPrevious: [old?.gh],
      meanF: [run.gradient('f', 'mean', 0, x)],
      meanH: [run.gradient('h', 'mean', 0, x)],
      ghExtra: [ghExtra],
      // what the sample lacks to be g_f − g_h
      ghInSample: [
        ghExtra &&
          add(
            scaled(-own, ghExtra),
            isOld ? scaled(rest, run.gradient('h', 'snapshot', roles.atom, xOld)) : zeros,
          ),
      ],
      'mean(sample)': [evened(g)],
      ones: [x.map(() => 1)],
      leftM: [leftover?.m],
      givenM: [run.givenM],
      zero: [zeros],
    },
    {
      ...(inferred === undefined ? {} : { noise: inferred.noise }),
      composed: ['sample', 'old', 'bracket', 'carried', 'weight', 'whole'],
      features: {
        ...(window > 1 ? { w: window } : {}),
        '|move|': norm(minus(x, xOld)),
        'm·g': mOld === undefined ? 0 : Math.sign(dot(mOld, g)),
        'm·gf': mOld === undefined ? 0 : Math.sign(dot(mOld, gf)),
        'mᵗ·gf': mOld === undefined ? 0 : Math.sign(dot(add(scaled(rest, mOld), scaled(own, g)), gf)),
        ...(gh === undefined ? {} : { 'gf·gh': Math.sign(dot(gf, gh)) }),
      },
    },
  );
  return { expected, inferred: inferred?.m, sample: g, bracket };
}
