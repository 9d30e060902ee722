/** LOW-*: no parameters do better on the members, computed exactly. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lowerTheorems, type LowerClaim, type LowerTheorem } from '../../../spec/theorems/index.js';
import { ratioField } from '../../../src/exact/index.js';
import {
  createMomentumMember,
  createSgdMember,
  huberSuboptimality,
  squaredGradientsOn,
} from '../../../src/problems/constructed/hard-members.js';
import { decimalRatio, reduced } from '../../../src/problems/constructed/decimal-ratio.js';
import { judgeLower, judgeLowerCase } from '../../../src/theorems/lower/judge-lower.js';
import { arbitraryLowerCase } from '../../../src/theorems/lower/lower-case.js';

const theorems = Object.values(lowerTheorems);
const claims = theorems.flatMap((theorem) => theorem.claims.map((claim) => [theorem.id, claim.id] as const));
const claimOf = (theorem: LowerTheorem, id: string): LowerClaim => {
  const claim = theorem.claims.find((one) => one.id === id);
  if (claim === undefined) throw new Error(`no claim ${id}`);
  return claim;
};

/** The theorem with this claim alone, its floor times a number. */
const boasting = (theorem: LowerTheorem, id: string, factor: number): LowerTheorem => {
  const claim = claimOf(theorem, id);
  return {
    ...theorem,
    claims: [
      {
        ...claim,
        floor: (arithmetic, input) => {
          const { value, square, ...rest } = claim.floor(arithmetic, input);
          const by = (fraction: typeof value, times: number) => ({
            ...fraction,
            numerator: arithmetic.times(times, fraction.numerator),
          });
          return {
            ...rest,
            value: by(value, factor),
            ...(square === undefined ? {} : { square: by(square, factor * factor) }),
          };
        },
      },
    ],
  };
};

/** By what each floor may be multiplied at most before one of few random cases refutes it. */
const refutedBy: Readonly<Record<string, number>> = {
  start: 2,
  noise: 2,
  iterates: 2,
  similarity: 2,
  'snapshot-noise': 4,
  smoothness: 2,
  'local-noise': 2,
  'similarity-quadratic': 2,
  'snapshot-noise-quadratic': 4,
  'filter-start': 2,
  'filter-noise': 3,
  'filter-split': 2,
  'heavy-ball-iterates': 2,
  'target-lag': 4,
  'target-first': 6,
  'target-later': 4,
  'target-any': 20,
};

describe.each(claims)('%s: %s', (id, claim) => {
  const theorem = lowerTheorems[id];

  it('holds for all parameters', () => {
    const own = boasting(theorem, claim, 1);
    fc.assert(
      fc.property(arbitraryLowerCase(theorem), (given) => !judgeLower(own, given).isViolation),
      { numRuns: 40 },
    );
  });

  // this one is found late
  const tags = claim === 'snapshot-noise-quadratic' ? ['long'] : [];
  it(
    'is refuted where it claims several times as much, by a case that shrinks to few rounds',
    { tags },
    () => {
      const own = boasting(theorem, claim, refutedBy[claim] ?? 1);
      const { counterexample } = fc.check(
        fc.property(arbitraryLowerCase(theorem), (given) => !judgeLower(own, given).isViolation),
        { numRuns: 500 },
      );
      const [smallest] = counterexample ?? [];
      expect(smallest?.parameters.roundCount).toBeLessThanOrEqual(12);
      expect(smallest && judgeLower(own, smallest).isViolation).toBe(true);
    },
  );
});

it('a case is the same from the same seed and number, and is saved as its numbers', { tags: 'long' }, () => {
  const judged = judgeLowerCase(lowerTheorems['LOW-MOM'], 7, 1, 3);
  expect(judged.result).toEqual(judgeLowerCase(lowerTheorems['LOW-MOM'], 7, 1, 3).result);
  expect(JSON.parse(judged.format('x'))).toMatchObject({ description: 'x' });
});

describe('Huber members', () => {
  const parameters = {
    stepSize: decimalRatio(15, 2),
    momentumWeight: decimalRatio(3, 1),
    localStepCount: 3,
    roundCount: 5,
  };
  const number = (value: string) => ratioField.fromString(value);

  it('keep every gradient of SGD at 1, up to the last iterate, and no longer', () => {
    const member = createSgdMember(number('4'), { ...parameters, localStepCount: 1 });
    const run = (roundCount: number) =>
      squaredGradientsOn(member, 'sgd', { ...parameters, localStepCount: 1, roundCount }).map(reduced.format);
    expect(run(5)).toEqual(['1', '1', '1', '1', '1']);
    expect(run(6)[5]).not.toBe('1');
    // F₀ = (2(T−1)u + 1)/(2L) with u = ηL = 0.6
    expect(reduced.format(huberSuboptimality(member))).toBe('0.725');
  });

  it('keep every gradient of AuxMOM at 1, in every local step', () => {
    const member = createMomentumMember(number('2'), parameters);
    const squares = squaredGradientsOn(member, 'aux-mom', parameters).map(reduced.format);
    expect(squares).toEqual(Array.from({ length: 15 }, () => '1'));
    const longer = squaredGradientsOn(member, 'aux-mom', { ...parameters, roundCount: 6 }).map(
      reduced.format,
    );
    expect(longer.at(-1)).not.toBe('1');
  });
});
