/** What a training loop may make of the gradients of its rounds before its optimizer sees them. */
import { add, scaled, type Doubles } from './doubles.js';
import type { SeenRun } from './seen-run.js';

/** Takes the gradient of the next round, and gives those that steps are made with: one, none, or several. */
export type Loop = (gradient: Doubles) => readonly Doubles[];

/** A loop in words, where it is not the right one, and how to fix it. */
export interface LoopKind {
  readonly text: string;
  readonly fix: string;
  readonly create: (run: SeenRun) => Loop;
}

const everyRound = 'Make one step a round, with the gradient of that round alone.';

/** The gradients of n rounds, and one step after the last of them. */
const accumulated = (n: number, makes: string, scale: number): LoopKind => ({
  text: `the ${makes} of the gradients of ${n} rounds is used, in one step after the last of them (gradient accumulation)`,
  fix: everyRound,
  create: () => {
    let [sum, count]: [Doubles | undefined, number] = [undefined, 0];
    return (gradient) => {
      sum = sum === undefined ? gradient : add(sum, gradient);
      count += 1;
      if (count < n) return [];
      const made = scaled(scale, sum);
      [sum, count] = [undefined, 0];
      return [made];
    };
  },
});

/** A step in every round, with all gradients since the last of every n rounds. */
const piled = (when: string, lengthOf: (run: SeenRun) => number): LoopKind => ({
  text: `gradients add up over the rounds, and are ${when}: each step is made with the sum so far`,
  fix: 'Set the gradients to zero in every round, before the new ones are computed (zero_grad).',
  create: (run) => {
    const n = lengthOf(run);
    let [sum, count]: [Doubles | undefined, number] = [undefined, 0];
    return (gradient) => {
      sum = sum === undefined || count % n === 0 ? gradient : add(sum, gradient);
      count += 1;
      return [sum];
    };
  },
});

/** The rounds of an epoch; a run whose draws are no minibatches is one epoch. */
const epochOf = ({ sampling, T }: SeenRun): number => sampling?.epochLength ?? T;

/** The loops, the right one first. */
export const loops: readonly LoopKind[] = [
  { text: '', fix: '', create: () => (gradient) => [gradient] },
  ...[2, 3, 4, 5, 8].flatMap((n) => [
    accumulated(n, 'mean', 1 / n),
    accumulated(n, 'sum', 1),
    piled(`set to zero after every ${n} rounds only`, () => n),
  ]),
  piled('never set to zero', () => Infinity),
  piled('set to zero once an epoch', epochOf),
  {
    text: 'two steps are made in every round, with the same gradient',
    fix: everyRound,
    create: () => (gradient) => [gradient, gradient],
  },
];
