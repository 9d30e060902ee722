/** Optimizers of libraries in place of a method without an auxiliary: with h = 0 and K = 1, a step is a function of the gradients of f. */
import { isSchedule, valueAt } from '../../../spec/model/index.js';
import type { Candidate, ReadCase } from './catalogue-replay.js';
import { add, isSame, minus, scaled, type Doubles } from './doubles.js';
import { createMethods, methodNames, type MethodVectors } from './known-methods.js';
import { loops, partLoops, rightLoop, type Loop, type LoopKind } from './training-loops.js';
import { longestForm } from './rough-field.js';
import { inRound, type SeenRun } from './seen-run.js';

const etaOf = ({ eta }: SeenRun): number => valueAt(eta, 1);

/** What a library multiplies the direction by. */
const rates: Readonly<Record<string, (run: SeenRun) => number>> = {
  '': etaOf,
  ', at the rate η·a': (run) => etaOf(run) * run.a,
};

/** Nesterov momentum 1 − a, as libraries have it and as an average. */
function createNesterov(a: number): (gradient: Doubles) => Readonly<Record<string, readonly [Doubles]>> {
  let velocity: Doubles | undefined;
  return (gradient) => {
    velocity = velocity === undefined ? gradient : add(scaled(1 - a, velocity), gradient);
    return { nesterovOfA: [add(gradient, scaled(1 - a, velocity))] };
  };
}

/** Takes the gradient of the next step with the rate and a of its round. */
type StepMethod = (gradient: Doubles, rate: number, a: number) => MethodVectors;

/** Heavy-ball momentum with the rates of the steps in its velocity, as in Keras: the direction that gives x ← x − v at this rate. */
function createVelocityOfRates(): StepMethod {
  let velocity: Doubles | undefined;
  return (gradient, rate, a) => {
    const added = scaled(rate, gradient);
    velocity = velocity === undefined ? added : add(scaled(1 - a, velocity), added);
    return { velocityOfRates: [scaled(1 / rate, velocity)] };
  };
}

/** What the equations of the variant make of the gradients, from the start that the run has. */
function createClaimed({ plan, startKind, reportedStart, givenM, x0 }: SeenRun): StepMethod {
  let m = reportedStart.m ?? givenM ?? (startKind === 'zero' ? x0.map(() => 0) : undefined);
  return (gradient, _rate, a) => {
    m = plan.keepsEstimate && m !== undefined ? add(scaled(1 - a, m), scaled(a, gradient)) : gradient;
    return { [claimed]: [m] };
  };
}

const claimed = 'claimed';

const names: Readonly<Record<string, string>> = {
  ...methodNames,
  velocityOfRates:
    'a velocity v ← (1 − a)v + rate·g that has the rate inside, as in Keras (under a schedule, steps before keep their own rates)',
  nesterovOfA: 'g + (1 − a)v with v ← (1 − a)v + g (Nesterov momentum)',
};

/** The factors w between which x ← x − rate·(direction + w x) is the step that was made. */
interface Decay {
  readonly low: number;
  readonly high: number;
}

/**
 * The methods and training loops that make every step of every case, passing ones included: a known one explains more than an edit of the
 * equations.
 */
export function findPlainMethods(cases: readonly ReadCase[]): readonly Candidate[] {
  const read = cases.flatMap((given): readonly PlainCase[] => {
    const gradients = gradientsOf(given.run);
    return gradients === undefined ? [] : [{ ...given, gradients }];
  });
  const failing = new Set(read.filter(({ isFailing }) => isFailing).map(({ id }) => id));
  if (failing.size === 0) return [];
  // with one rate for all steps, a velocity that has it inside is no other method
  const isScheduled = read.some(({ run }) => isSchedule(run.parameters.stepSize));
  const among = others.filter((name) => isScheduled || name !== 'velocityOfRates');
  const explain = (loop: LoopKind): readonly Candidate[] => {
    const candidatesOf = (rate: string, rateOf: (run: SeenRun) => number, tried: readonly string[]) =>
      [...methodsOfAll(read, loop, rateOf, tried)].flatMap(([name, decay]) =>
        candidateOf(loop, `${wordsFor(name)}${rate}`, name === claimed, decay, failing),
      );
    const asClaimed = candidatesOf('', etaOf, [claimed]);
    // nothing else explains what the claimed method does, and parts of minibatches are no other method
    return asClaimed.length > 0 || partLoops.includes(loop)
      ? asClaimed
      : Object.entries(rates).flatMap(([rate, rateOf]) => candidatesOf(rate, rateOf, among));
  };
  const found = explain(rightLoop);
  if (found.length > 0) return found;
  const hasMinibatches = read.some(({ run }) => run.sampling !== undefined);
  return [...loops, ...(hasMinibatches ? partLoops : [])].flatMap(explain);
}

/** A case in which a step is a function of gradients of f alone. */
interface PlainCase extends ReadCase {
  readonly gradients: readonly RoundGradients[];
}

/** The gradient of a round, and those of the rows of its minibatch. */
interface RoundGradients {
  readonly gradient: Doubles;
  readonly rows: readonly Doubles[];
}

const others = Object.keys(names);

/** Of these methods, those that make every step of all runs. */
function methodsOfAll(
  runs: readonly PlainCase[],
  loop: LoopKind,
  rateOf: (run: SeenRun) => number,
  among: readonly string[],
): ReadonlyMap<string, Decay> {
  let left = new Map(among.map((name): [string, Decay] => [name, { low: -Infinity, high: Infinity }]));
  for (const { run, gradients } of runs) {
    left = methodsOf(run, gradients, loop.create(run), rateOf, left);
    if (left.size === 0) break;
  }
  return left;
}

function candidateOf(
  { text, fix }: LoopKind,
  words: string,
  isClaimed: boolean,
  decay: Decay,
  cases: ReadonlySet<string>,
): readonly Candidate[] {
  const isPlain = decay.low <= 0 && decay.high >= 0;
  // the right method in the right loop explains nothing
  if ((!isPlain && decay.low < 0) || (isPlain && isClaimed && text === '')) return [];
  const w = shortest(decay);
  const shrunk = isPlain ? '' : ` to 0 by ${w} x (decoupled weight decay of ${w}, as in AdamW)`;
  const method = `x is moved along ${words}${shrunk && `, and${shrunk}`}: that is another method (g is the gradient g_f(x^{t−1}))`;
  const parts = [text, isClaimed ? shrunk && `x is moved${shrunk} as well` : method].filter(
    (part) => part !== '',
  );
  return [
    {
      cases,
      certainty: 'fitted',
      cost: 0.5 + (isPlain ? 0 : 0.1) + (text === '' ? 0 : isClaimed ? 0.1 : 0.3),
      suspicion: {
        id: isClaimed ? 'fit/loop' : 'fit/method',
        mistake: parts.join('; and '),
        fix:
          isClaimed && text !== ''
            ? fix
            : 'Make the steps of the method that is named, or name the method that the program is.',
      },
    },
  ];
}

/** The factor with the fewest digits. */
function shortest({ low, high }: Decay): number {
  const tried = Array.from({ length: 17 }, (_, i) => Number(((low + high) / 2).toPrecision(i + 1)));
  return tried.find((value) => value >= low && value <= high) ?? low;
}

/** A method in words, along gradients. */
function wordsFor(name: string): string {
  const words = (names[name] ?? name)
    .replace(/, kept from .*$/u, '')
    .replace(' (momentum in the local steps)', '');
  return words.replaceAll('direction', 'g');
}

/** Of these methods, those that make every step of a run, each with its decay. */
function methodsOf(
  run: SeenRun,
  gradients: readonly RoundGradients[],
  loop: Loop,
  rateOf: (run: SeenRun) => number,
  among: ReadonlyMap<string, Decay>,
): Map<string, Decay> {
  const left = new Map(among);
  const methods = among.has(claimed)
    ? [createClaimed(run)]
    : [createMethods(run.a, 'run'), createNesterov(run.a), createVelocityOfRates()];
  const zeros = run.x0.map(() => 0);
  let sizes = zeros;
  for (const [index, { x, xNew, round }] of run.rounds.entries()) {
    if (left.size === 0) break;
    const now = inRound(run, round);
    const rate = rateOf(now);
    const { gradient: own, rows } = gradients[index] ?? { gradient: [], rows: [] };
    const taken = loop(own, rows);
    const made = taken.map((gradient): MethodVectors =>
      Object.fromEntries(methods.flatMap((method) => Object.entries(method(gradient, rate, now.a)))),
    );
    for (const gradient of [...taken, ...rows])
      sizes = sizes.map((size, i) => Math.max(size, Math.abs(gradient[i] ?? 0)));
    for (const [name, decay] of [...left]) {
      const direction = made.reduce<Doubles>((sum, { [name]: [own] = [zeros] }) => add(sum, own), zeros);
      const rest = minus(minus(x, scaled(rate, direction)), xNew);
      const narrowed = rest.reduce(({ low, high }: Decay, value, i) => {
        const [at, far] = [rate * (x[i] ?? 0), Math.abs(x[i] ?? 0) + Math.abs(xNew[i] ?? 0)];
        const size = far + rate * (Math.abs(direction[i] ?? 0) + (sizes[i] ?? 0));
        const limit = longestForm * run.roundoff * round * size;
        if (at === 0) return Math.abs(value) <= limit ? { low, high } : { low: 1, high: 0 };
        const [one, other] = [(value - limit) / at, (value + limit) / at];
        return { low: Math.max(low, Math.min(one, other)), high: Math.min(high, Math.max(one, other)) };
      }, decay);
      if (!(narrowed.low <= narrowed.high)) left.delete(name);
      else left.set(name, narrowed);
    }
  }
  return left;
}

/** g_f at the start of each round; undefined where the run has an auxiliary, more local steps, or other gradients. */
function gradientsOf({
  K,
  rounds,
  isSingleRound,
  plan,
  sampling,
}: SeenRun): readonly RoundGradients[] | undefined {
  if (K !== 1 || isSingleRound || plan.isTarget || rounds.length === 0) return undefined;
  const isPlain = rounds.every(({ all }) =>
    all.every(({ function: name, value }) => name === 'f' || value.every((entry) => entry === 0)),
  );
  const found = rounds.flatMap(({ x, all }): readonly RoundGradients[] => {
    const own = all.find(({ function: name, at }) => name === 'f' && isSame(at, x));
    if (own === undefined) return [];
    const rows = sampling?.rowsOf.snapshot[own.atom]?.map((row) =>
      sampling.gradientOfRow('f', 'snapshot', row, x),
    );
    return [{ gradient: own.value, rows: rows ?? [own.value] }];
  });
  return isPlain && found.length === rounds.length ? found : undefined;
}
