/** Conditions that are read off numbers: of rounds, passes, coordinates, sizes; what is told by one place alone is doubtful. */
import { describe, expect, it } from 'vitest';
import { printExpression } from '../../spec/language/index.js';
import { guardsOf, named, necessary, type Feature } from '../../src/equations/index.js';

const measured = (values: readonly number[]) => values.map((value, i) => ({ value, run: i % 7 }));

const feature = (
  name: string,
  inside: readonly number[],
  outside: readonly number[],
  more: Partial<Feature> = {},
): Feature => ({
  ...{ expression: named(name), isWhole: true, inside: measured(inside), outside: measured(outside) },
  ...more,
});

const upTo = (last: number, isHere: (i: number) => boolean = () => true): readonly number[] =>
  Array.from({ length: last }, (_, i) => i + 1).filter(isHere);

const round = { noun: 'round' } as const;

describe('the first condition', () => {
  it.each([
    [
      'in round 1',
      feature(
        't',
        [1, 1, 1],
        upTo(30, (t) => t > 1),
        round,
      ),
    ],
    [
      'from round 2 on',
      feature(
        't',
        upTo(30, (t) => t > 1),
        [1, 1, 1],
        round,
      ),
    ],
    [
      'in rounds 8, 16, …',
      feature(
        't',
        [8, 16, 24],
        upTo(30, (t) => t % 8 !== 0),
        round,
      ),
    ],
    [
      'in all rounds but 4, 8, …',
      feature(
        't',
        upTo(24, (t) => t % 4 !== 0),
        [4, 8, 12, 16, 20, 24],
        round,
      ),
    ],
    ['in the first pass', feature('k', [1, 1], [2, 3, 4, 5], { noun: 'pass' })],
    ['where a = 1', feature('a', [1, 1, 1], [0.3, 0.5, 0.9, 0.25], { isWhole: false })],
    ['where η > 0.5', feature('η', [0.51, 0.7, 0.9], [0.5, 0.2, 0.1], { isWhole: false })],
    ['where η ≤ 0.2', feature('η', [0.2, 0.1], [0.2137, 0.7, 0.9], { isWhole: false })],
  ])('is %s', (words, one) => {
    expect(guardsOf([one]).map((guard) => guard.words)[0]).toBe(words);
  });

  it('is none where the places are mixed', () => {
    expect(guardsOf([feature('t', [1, 5, 7], [2, 5, 6], round)])).toEqual([]);
  });

  it('compares two numbers that are counted', () => {
    const [pass, count] = [
      feature('k', [2, 3, 5, 1], [1, 2, 4, 3], { noun: 'pass' }),
      feature('K', [2, 3, 5, 1], [2, 3, 5, 7]),
    ];
    expect(guardsOf([pass, count]).map(({ words }) => words)).toContain('in the last pass');
  });

  it('is doubtful where it takes more to say it than to list the places', () => {
    const few = feature('η', [0.1234], [0.1235, 0.7], { isWhole: false });
    const many = feature('η', [0.1, 0.2, 0.3, 0.15, 0.25], [0.7, 0.8, 0.9, 0.75, 0.6, 0.95], {
      isWhole: false,
    });
    expect(new Set(guardsOf([few]).map(({ isDoubtful }) => isDoubtful))).toEqual(new Set([true]));
    expect(guardsOf([many])[0]?.isDoubtful).toBe(false);
  });
});

it('what holds wherever an edit is made, and elsewhere too, leaves fewer places to tell', () => {
  const outside = [1, ...upTo(60, (t) => t % 25 !== 1)];
  const rounds = feature('t', [26, 51], outside, round);
  const found = necessary([rounds]);
  const period = found.find(({ guard }) => guard.words === 'in rounds 1, 26, …');
  expect(period && printExpression(period.guard.sides[0])).toBe('t mod 25');
  expect(outside.filter((_, i) => period?.holds(i))).toEqual([1]);
});
