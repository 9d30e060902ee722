/** What well-known optimizers make of the directions of the local steps: momentum, Adam and their kin, with their usual numbers. */
import { add, scaled, zip, type Doubles } from './doubles.js';

/** The vectors that methods step along, by the names of the methods. */
export type MethodVectors = Readonly<Record<string, readonly [Doubles]>>;

/** Takes the next direction, and returns what each method makes of it. */
export type Methods = (direction: Doubles) => MethodVectors;

const scopes = { run: 'kept from round to round', round: 'begun anew in every round' } as const;
type Scope = keyof typeof scopes;

const methods: Readonly<Record<string, string>> = {
  velocity: 'a velocity v ← 0.9v + direction (momentum in the local steps)',
  average: 'an average v ← 0.9v + 0.1·direction (momentum in the local steps)',
  nesterov: 'direction + 0.9v with v ← 0.9v + direction (Nesterov momentum)',
  velocityOfA: 'a velocity v ← (1 − a)v + direction (momentum in the local steps)',
  averageOfA: 'an average v ← (1 − a)v + a·direction (momentum in the local steps)',
  adam: 'the step of Adam with β = (0.9, 0.999)',
  rawAdam: 'the step of Adam without its bias correction',
  rmsprop: 'the step of RMSprop (α = 0.99)',
  rmsprop9: 'the step of RMSprop (α = 0.9)',
  adagrad: 'the step of Adagrad',
  lion: 'the step of Lion',
};

/** The methods in words. */
export const methodNames: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(methods).flatMap(([name, words]) =>
    Object.entries(scopes).map(([scope, kept]) => [`${name} ${scope}`, `${words}, ${kept}`]),
  ),
);

/** The methods from their start on. */
export function createMethods(a: number, scope: Scope): Methods {
  const averages = new Map<string, Doubles>();
  let count = 0;
  return (direction) => {
    count += 1;
    const square = direction.map((value) => value * value);
    const decay = (name: string, beta: number, weight: number, value: Doubles): Doubles => {
      const old = averages.get(name);
      const now = old === undefined ? scaled(weight, value) : add(scaled(beta, old), scaled(weight, value));
      averages.set(name, now);
      return now;
    };
    const over = (v: Doubles, squares: Doubles, epsilon: number, correction = 1): Doubles =>
      zip(v, squares, (value, size) => value / (Math.sqrt(size / correction) + epsilon));
    const velocity = decay('velocity', 0.9, 1, direction);
    const ofA = decay('ofA', 1 - a, 1, direction);
    const [first, second] = [scaled(0.1, velocity), decay('second', 0.999, 0.001, square)];
    const lion = averages.get('lion') ?? direction.map(() => 0);
    decay('lion', 0.99, 0.01, direction);
    const made: Readonly<Record<keyof typeof methods, Doubles>> = {
      velocity,
      average: first,
      nesterov: add(direction, scaled(0.9, velocity)),
      velocityOfA: ofA,
      averageOfA: scaled(a, ofA),
      adam: over(scaled(1 / (1 - 0.9 ** count), first), second, 1e-8, 1 - 0.999 ** count),
      rawAdam: over(first, second, 1e-8),
      rmsprop: over(direction, decay('rmsprop', 0.99, 0.01, square), 1e-8),
      rmsprop9: over(direction, decay('rmsprop9', 0.9, 0.1, square), 1e-8),
      adagrad: over(direction, decay('adagrad', 1, 1, square), 1e-10),
      lion: add(scaled(0.9, lion), scaled(0.1, direction)).map(Math.sign),
    };
    return Object.fromEntries(
      Object.entries(made).map(([name, vector]) => [`${name} ${scope}`, [vector] as const]),
    );
  };
}
