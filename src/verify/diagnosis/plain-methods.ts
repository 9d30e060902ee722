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

/** The methods that make every step of every case, passing ones included: a known method explains more than an edit of the equations. */
export function findPlainMethods(cases: readonly ReadCase[]): readonly Candidate[] {
  const runs = cases.map((given) => ({ ...given, gradients: gradientsOf(given.run) }));
  const read = runs.filter(({ gradients }) => gradients !== undefined);
  const failing = read.filter(({ isFailing }) => isFailing);
  if (failing.length === 0) return [];
  return Object.entries(rates).flatMap(([rate, rateOf]) => {
    let left = new Set(Object.keys(names));
    for (const { run, gradients = [] } of read) {
      left = methodsOf(run, gradients, rateOf(run), left);
      if (left.size === 0) return [];
    }
    return [...left].map((name): Candidate => ({
      cases: new Set(failing.map(({ id }) => id)),
      cost: 0.5,
      suspicion: {
        id: 'fit/method',
        mistake: `x is moved along ${wordsFor(name)}${rate}: that is another method (g is the gradient g_f(x^{t−1}))`,
        fix: 'Make the steps of the method that is named, or name the method that the program is.',
      },
    }));
  });
}

/** A method in words, along gradients. */
function wordsFor(name: string): string {
  const words = (names[name] ?? name)
    .replace(/, kept from .*$/u, '')
    .replace(' (momentum in the local steps)', '');
  return words.replaceAll('direction', 'g');
}

/** Of these methods, those that make every step of a run. */
function methodsOf(
  run: SeenRun,
  gradients: readonly Doubles[],
  rate: number,
  among: ReadonlySet<string>,
): Set<string> {
  const left = new Set(among);
  const [known, nesterov] = [createMethods(run.a, 'run'), createNesterov(run.a)];
  let sizes = run.x0.map(() => 0);
  run.rounds.forEach(({ x, xNew, round }, index) => {
    const gradient = gradients[index] ?? [];
    const made = { ...known(gradient), ...nesterov(gradient) };
    sizes = sizes.map((size, i) => Math.max(size, Math.abs(gradient[i] ?? 0)));
    for (const name of [...left]) {
      const [direction] = made[name] ?? [];
      const step = direction && minus(x, scaled(rate, direction));
      const isMade = step?.every((value, i) => {
        const size = Math.abs(x[i] ?? 0) + rate * (Math.abs(direction?.[i] ?? 0) + (sizes[i] ?? 0));
        return Math.abs(value - (xNew[i] ?? 0)) <= longestForm * run.roundoff * round * size;
      });
      if (isMade !== true) left.delete(name);
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
