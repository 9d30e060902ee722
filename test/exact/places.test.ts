/** The least power of a base that a denominator divides, against plain powers. */
import { describe, expect, it } from 'vitest';
import { createPlaces } from '../../src/exact/factored-scale.js';
import { createRadixField } from '../../src/exact/index.js';

/** Counted, with a limit that no denominator here reaches. */
function countPlaces(base: bigint, denominator: bigint): number {
  let places = 0;
  for (let power = 1n; power % denominator !== 0n; power *= base) {
    places += 1;
    if (places > 40) throw new RangeError(`${denominator} divides no power of ${base}`);
  }
  return places;
}

const bases = [10n, 60n, 1024n, 97n, 2n * 101n * 103n, 101n * 101n, 12n * 101n ** 2n * 103n];
describe.each(bases)('for the base %s', (base) => {
  const find = createPlaces(base);
  const products = [2n, 3n, 5n, 97n, 101n, 103n]
    .filter((prime) => base % prime === 0n)
    .reduce(
      (known, prime) => known.flatMap((value) => [0n, 1n, 2n, 3n, 5n].map((e) => value * prime ** e)),
      [1n],
    );

  it('it is the least, whatever the mixture of primes', () => {
    for (const denominator of products)
      expect(find(denominator)).toEqual({ places: countPlaces(base, denominator), foreign: 1n });
  });

  it('what is in no power is left, and named', () => {
    for (const denominator of products) expect(find(denominator * 107n ** 2n).foreign).toBe(107n ** 2n);
    const convert = () => createRadixField(base).fromRatio({ numerator: 1n, denominator: 107n });
    expect(convert).toThrow('a denominator has the factor 107');
  });
});

it('a number of 200,000 places takes a moment', () => {
  // one division of the whole for each place took five seconds for half of it, and four times that for all
  expect(createPlaces(30n)(10n ** 200_000n)).toEqual({ places: 200_000, foreign: 1n });
}, 5_000);
