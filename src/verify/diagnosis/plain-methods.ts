/** Optimizers of libraries in place of a method without an auxiliary: with h = 0 and K = 1, a step is a function of the gradients of f. */
import type { Candidate, ReadCase } from './catalogue-replay.js';
import { add, isSame, minus, scaled, type Doubles } from './doubles.js';
import { createMethods, methodNames } from './known-methods.js';
import { longestForm } from './rough-field.js';
import type { SeenRun } from './seen-run.js';

/** What a library multiplies the direction by. */
const rates: Readonly<Record<string, (run: SeenRun) => number>> = {
  '': ({ eta }) => eta,
  ', at the rate η·a': ({ eta, a }) => eta * a,
};

/** Nesterov momentum 1 − a, as libraries have it and as an average. */
function createNesterov(a: number): (gradient: Doubles) => Readonly<Record<string, readonly [Doubles]>> {
  let velocity: Doubles | undefined;
  return (gradient) => {
    velocity = velocity === undefined ? gradient : add(scaled(1 - a, velocity), gradient);
    return { nesterovOfA: [add(gradient, scaled(1 - a, velocity))] };
  };
}

const names: Readonly<Record<string, string>> = {
  ...methodNames,
  nesterovOfA: 'g + (1 − a)v with v ← (1 − a)v + g (Nesterov momentum)',
};

/** The factors w between which x ← x − rate·(direction + w x) is the step that was made. */
interface Decay {
  readonly low: number;
  readonly high: number;
}

/** The methods that make every step of every case, passing ones included: a known method explains more than an edit of the equations. */
export function findPlainMethods(cases: readonly ReadCase[]): readonly Candidate[] {
  const runs = cases.map((given) => ({ ...given, gradients: gradientsOf(given.run) }));
  const read = runs.filter(({ gradients }) => gradients !== undefined);
  const failing = read.filter(({ isFailing }) => isFailing);
  if (failing.length === 0) return [];
  return Object.entries(rates).flatMap(([rate, rateOf]) => {
    let left = new Map(
      Object.keys(names).map((name): [string, Decay] => [name, { low: -Infinity, high: Infinity }]),
    );
    for (const { run, gradients = [] } of read) {
      left = methodsOf(run, gradients, rateOf(run), left);
      if (left.size === 0) return [];
    }
    return [...left].flatMap(([name, decay]): readonly Candidate[] => {
      const isPlain = decay.low <= 0 && decay.high >= 0;
      if (!isPlain && decay.low < 0) return [];
      const [w, words] = [shortest(decay), `${wordsFor(name)}${rate}`];
      const shrunk = isPlain ? '' : `, and to 0 by ${w} x (decoupled weight decay of ${w}, as in AdamW)`;
      const suspicion = {
        id: 'fit/method',
        mistake: `x is moved along ${words}${shrunk}: that is another method (g is the gradient g_f(x^{t−1}))`,
        fix: 'Make the steps of the method that is named, or name the method that the program is.',
      };
      return [{ cases: new Set(failing.map(({ id }) => id)), cost: isPlain ? 0.5 : 0.6, suspicion }];
    });
  });
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
  gradients: readonly Doubles[],
  rate: number,
  among: ReadonlyMap<string, Decay>,
): Map<string, Decay> {
  const left = new Map(among);
  const [known, nesterov] = [createMethods(run.a, 'run'), createNesterov(run.a)];
  let sizes = run.x0.map(() => 0);
  run.rounds.forEach(({ x, xNew, round }, index) => {
    const gradient = gradients[index] ?? [];
    const made = { ...known(gradient), ...nesterov(gradient) };
    sizes = sizes.map((size, i) => Math.max(size, Math.abs(gradient[i] ?? 0)));
    for (const [name, decay] of [...left]) {
      const [direction] = made[name] ?? [];
      const rest = direction && minus(minus(x, scaled(rate, direction)), xNew);
      const narrowed = rest?.reduce(({ low, high }: Decay, value, i) => {
        const [at, far] = [rate * (x[i] ?? 0), Math.abs(x[i] ?? 0) + Math.abs(xNew[i] ?? 0)];
        const size = far + rate * (Math.abs(direction?.[i] ?? 0) + (sizes[i] ?? 0));
        const limit = longestForm * run.roundoff * round * size;
        if (at === 0) return Math.abs(value) <= limit ? { low, high } : { low: 1, high: 0 };
        const [one, other] = [(value - limit) / at, (value + limit) / at];
        return { low: Math.max(low, Math.min(one, other)), high: Math.min(high, Math.max(one, other)) };
      }, decay);
      if (narrowed === undefined || narrowed.low > narrowed.high) left.delete(name);
      else left.set(name, narrowed);
    }
  });
  return left;
}

/** g_f at the start of each round; undefined where the run has an auxiliary, more local steps, or other gradients. */
function gradientsOf({ K, rounds, isSingleRound, plan }: SeenRun): readonly Doubles[] | undefined {
  if (K !== 1 || isSingleRound || plan.isTarget || rounds.length === 0) return undefined;
  const isPlain = rounds.every(({ all }) =>
    all.every(({ function: name, value }) => name === 'f' || value.every((entry) => entry === 0)),
  );
  const found = rounds.map(({ x, all }) =>
    all.find(({ function: name, at }) => name === 'f' && isSame(at, x)),
  );
  return isPlain && !found.includes(undefined) ? found.flatMap((one) => (one ? [one.value] : [])) : undefined;
}
