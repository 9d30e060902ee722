/** What a program makes of the rows of a minibatch: their mean, and what it may have made in place of that. */
import type { Vector } from '../../../spec/algebra/index.js';
import { createRatio, ratioField, type Ratio } from '../../exact/index.js';
import type { Arithmetic } from '../../judge/index.js';
import type { AskedQuestion, AskedRows } from './question-book.js';
import { errorOfMean } from './way-errors.js';

/** The weight of each of b rows, where a full minibatch has B, and one of the other function `other`. */
export type RowWeights = (b: number, B: number, other?: number) => readonly Ratio[];

const { add, multiply, one, zero } = ratioField;
const over = (divisor: number): Ratio => createRatio(1n, BigInt(divisor));

/**
 * The weighted sum of rows, coordinate by coordinate, and how far that of a program may be off. A single draw is one row.
 *
 * @param weigh - the weights of b rows; those of their mean where it is left out.
 */
export function meanOfRows(
  coordinates: AskedRows['coordinates'],
  arithmetic: Arithmetic,
  weigh: (b: number) => readonly Ratio[] = (b) => Array.from({ length: b }, () => over(b)),
): Pick<AskedQuestion, 'value' | 'errors'> {
  const [first] = coordinates;
  if (first === undefined || 'numerator' in first) {
    const [share = one] = weigh(1);
    return { value: (coordinates as Vector<Ratio>).map((value) => multiply(share, value)) };
  }
  const weights = weigh(first.length);
  const whole = createRatio(BigInt(first.length), 1n);
  const weighted = (coordinates as readonly (readonly Ratio[])[]).map((rows) =>
    rows.map((row, i) => multiply(weights[i] ?? zero, row)),
  );
  return {
    value: weighted.map((rows) => rows.reduce((sum, row) => add(sum, row), zero)),
    errors: weighted.map((rows) => {
      const shares = rows.map((row) => multiply(whole, row));
      return errorOfMean(shares, shares.map(() => zero), arithmetic) ?? zero; // prettier-ignore
    }),
  };
}

/** A way to go wrong, in words and in weights. */
export interface RowMistake {
  readonly id: string;
  readonly words: string;
  readonly weights: RowWeights;
}

/** What the parts of a minibatch come to: from the sizes of a part, of the minibatch and of a full one, and from how many parts there are. */
type OfParts = (part: { readonly size: number; readonly place: number }, all: PartCounts) => Ratio;
interface PartCounts {
  readonly b: number;
  readonly count: number;
  readonly n: number;
}

const ofParts: readonly (readonly [string, OfParts])[] = [
  ['their means are added up', ({ size }) => over(size)],
  [
    'their means are added up and divided by that number, although there may be fewer of them',
    ({ size }, { n }) => over(size * n),
  ],
  [
    'the mean of their means is taken, although the last part may be smaller',
    ({ size }, { count }) => over(size * count),
  ],
  ...(['last', 'first'] as const).flatMap((end): readonly (readonly [string, OfParts])[] => {
    const words = `only the ${end} part counts`;
    const isEnd = (place: number, count: number): boolean => place === (end === 'last' ? count - 1 : 0);
    return [
      [words, ({ size, place }, { count }) => (isEnd(place, count) ? over(size) : zero)],
      [words, ({ place }, { b, count }) => (isEnd(place, count) ? over(b) : zero)],
    ];
  }),
];

/** The ways to go wrong with minibatches of at most `most` rows, each once. */
export function* rowMistakes(most: number): Generator<RowMistake> {
  const sizes = Array.from({ length: most }, (_, i) => i + 1);
  const keyOf = (weights: RowWeights): string =>
    sizes
      .map((b) =>
        weights(b, most, most + 1)
          .map(ratioField.format)
          .join(),
      )
      .join(';');
  const seen = new Set([keyOf((b) => Array.from({ length: b }, () => over(b)))]);
  for (const one of everyMistake(most)) {
    const key = keyOf(one.weights);
    if (!seen.has(key)) yield one;
    seen.add(key);
  }
}

/** How often each of b rows is taken, by its place from 0. */
const someRows: readonly (readonly [
  id: string,
  words: string,
  taken: (place: number, b: number) => number | boolean,
])[] = [
  ['all', 'all rows', () => true],
  ['not-last', 'all rows but the last', (place, b) => place < b - 1],
  ['not-first', 'all rows but the first', (place) => place > 0],
  ['first', 'the first row alone', (place) => place === 0],
  ['last', 'the last row alone', (place, b) => place === b - 1],
  ['alternate', 'every other row', (place) => place % 2 === 0],
  ['first-twice', 'all rows and the first once more', (place) => (place === 0 ? 2 : 1)],
  ['last-twice', 'all rows and the last once more', (place, b) => (place === b - 1 ? 2 : 1)],
];
/** What a sum is divided by: of b rows, of which some are taken, where a full minibatch has B. */
const divisors: readonly (readonly [
  id: string,
  words: string,
  of: (taken: number, b: number, B: number, other: number) => number,
])[] = [
  ['mean', 'is divided by the number of the rows', (_, b) => b],
  ['taken', 'is divided by the number of those', (taken) => taken],
  ['full', 'is divided by B, also of a smaller minibatch', (_, __, B) => B],
  ['other', 'is divided by the size of the other minibatches', (_, __, ___, other) => other],
  ['one-less', 'is divided by B − 1', (_, b) => Math.max(1, b - 1)],
  ['one-more', 'is divided by B + 1', (_, b) => b + 1],
  ['sum', 'is not divided', () => 1],
];

/** Each way to take other rows or to divide by another number, and each to take a minibatch in parts. */
function* everyMistake(most: number): Generator<RowMistake> {
  for (const [some, rows, takenOf] of someRows)
    for (const [by, divided, divisor] of divisors)
      yield {
        id: `rows/${some}-${by}`,
        words: `the sum over ${rows} of a minibatch ${divided}`,
        // of a single row nobody leaves anything out
        weights: (b, B, other = B) => {
          const taken = Array.from({ length: b }, (_, row) =>
            Math.max(Number(takenOf(row, b)), Number(b === 1)),
          );
          const count = taken.reduce((sum, times) => sum + times, 0);
          const share = over(divisor(count, b, B, other));
          return taken.map((times) => multiply(createRatio(BigInt(times), 1n), share));
        },
      };
  for (let n = 1; n <= most; n += 1)
    for (const isSize of [true, false])
      for (const [words, weightOf] of ofParts)
        yield {
          id: `rows/${isSize ? 'size' : 'parts'}-${n}`,
          words: `a minibatch is taken in ${isSize ? `parts of ${n} row${n === 1 ? '' : 's'}` : `${n} parts`}, and ${words}`,
          weights: (b) => {
            const size = isSize ? n : Math.ceil(b / n);
            const count = Math.ceil(b / size);
            return Array.from({ length: b }, (_, row) => {
              const place = Math.floor(row / size);
              return weightOf({ place, size: Math.min(size, b - place * size) }, { b, count, n });
            });
          },
        };
}
