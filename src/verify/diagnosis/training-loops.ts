/** What a training loop may make of the gradients of its rounds before its optimizer sees them. */
import { add, scaled, type Doubles } from './doubles.js';
import type { SeenRun } from './seen-run.js';

/** Takes the gradient of the next round and those of its rows, and gives those that steps are made with: one, none, or several. */
export type Loop = (gradient: Doubles, rows: readonly Doubles[]) => readonly Doubles[];

/** A wrong loop in words, and how to fix it. */
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

const meanOf = (vectors: readonly Doubles[]): Doubles => scaled(1 / vectors.length, vectors.reduce(add));

type Part = readonly Doubles[];

const isLast = 'only the last part counts (as where gradients are set to zero between the parts)';
const isFirst = 'only the first part counts';
const isDivided = 'their means are added up and divided by that number, although there may be fewer of them';

/** What is made of the parts of a minibatch of b rows. */
const inParts: readonly (readonly [string, (parts: readonly Part[], b: number, n: number) => Doubles])[] = [
  ['their means are added up', (all) => all.map(meanOf).reduce(add)],
  [isDivided, (all, _b, n) => scaled(1 / n, all.map(meanOf).reduce(add))],
  [
    'the mean of their means is taken, although the last part may be smaller',
    (all) => meanOf(all.map(meanOf)),
  ],
  [isLast, (all) => meanOf(all.at(-1) ?? [])],
  [isLast, (all, b) => scaled(1 / b, (all.at(-1) ?? []).reduce(add))],
  [isFirst, ([first = []]) => meanOf(first)],
  [isFirst, ([first = []], b) => scaled(1 / b, first.reduce(add))],
];

/** Minibatches in parts, of a number of rows or a number of parts. */
export const partLoops: readonly LoopKind[] = inParts.flatMap(([text, combine]) =>
  [1, 2, 3, 4, 5, 8, 10, 16, 32].flatMap((n): readonly LoopKind[] =>
    (text === isDivided ? [false] : [true, false]).map((isSize) => ({
      text: `a minibatch is taken in ${isSize ? `parts of ${n} row${n === 1 ? '' : 's'}` : `${n} parts`}, and ${text}`,
      fix: 'Add the gradients of all rows up, and divide by their number once.',
      create: () => (_gradient, rows) => {
        const size = isSize ? n : Math.ceil(rows.length / n);
        const count = Math.ceil(rows.length / size);
        return [
          combine(
            Array.from({ length: count }, (_, i) => rows.slice(i * size, (i + 1) * size)),
            rows.length,
            n,
          ),
        ];
      },
    })),
  ),
);

/** The rounds of an epoch; a run whose draws are no minibatches is one epoch. */
const epochOf = ({ sampling, T }: SeenRun): number => sampling?.epochLength ?? T;

/** Wrong ones. */
export const loops: readonly LoopKind[] = [
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
