/** Tapes: deterministic, with exactly the stated probabilities, and independent of everything drawn beside them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ContractError } from '../../src/errors.js';
import { parseExactNumber } from '../../src/exact/index.js';
import { createAtomDraw, createStream, drawInteger, drawTape } from '../../src/problems/draws.js';
import { forAll } from '../support/for-all.js';

const probabilities = (...texts: string[]) => texts.map((text) => parseExactNumber(text));
const request = {
  snapshotProbabilities: probabilities('1/2', '1/3', '1/6'),
  localProbabilities: probabilities('0.25', '0.75'),
  roundCount: 4,
  localStepCount: 5,
  initialDraws: 3,
};
const seeds = fc.integer({ min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER });

describe('a tape', () => {
  it('is the same on every platform and in every version', () => {
    expect(JSON.stringify(drawTape(request, 1))).toMatchInlineSnapshot(
      `"{"initial":[1,0,0],"rounds":[{"snapshot":0,"local":[1,1,1,1,0]},{"snapshot":1,"local":[1,1,1,0,1]},{"snapshot":2,"local":[1,0,1,1,0]},{"snapshot":1,"local":[1,1,1,1,0]}]}"`,
    );
    expect(JSON.stringify(drawTape(request, -7))).toMatchInlineSnapshot(
      `"{"initial":[1,0,0],"rounds":[{"snapshot":1,"local":[1,0,1,1,1]},{"snapshot":0,"local":[1,0,1,1,0]},{"snapshot":0,"local":[1,0,1,1,0]},{"snapshot":0,"local":[1,1,1,0,0]}]}"`,
    );
  });

  it('begins with the tape of a shorter run, whatever was drawn before', () => {
    const count = fc.integer({ min: 1, max: 6 });
    forAll(100, [seeds, count, count, count, count], (seed, rounds, moreRounds, steps, moreSteps) => {
      const tapeOf = (roundCount: number, localStepCount: number) =>
        drawTape({ ...request, roundCount, localStepCount }, seed);
      const short = tapeOf(rounds, steps);
      const long = tapeOf(rounds + moreRounds, steps + moreSteps);
      expect(long.initial).toEqual(short.initial);
      const start = long.rounds
        .slice(0, rounds)
        .map(({ snapshot, local }) => ({ snapshot, local: local.slice(0, steps) }));
      expect(start).toEqual(short.rounds);
    });
  });

  it('has an initial batch that moves no other draw', () => {
    forAll(100, [seeds, fc.nat(10)], (seed, initialDraws) => {
      const tape = drawTape({ ...request, initialDraws }, seed);
      expect(tape.initial.length).toBe(initialDraws);
      expect(tape.rounds).toEqual(drawTape({ ...request, initialDraws: 0 }, seed).rounds);
    });
  });

  it('differs between seeds', () => {
    const long = { ...request, roundCount: 40 };
    const texts = Array.from({ length: 200 }, (_, seed) => JSON.stringify(drawTape(long, seed)));
    expect(new Set(texts).size).toBe(200);
  });

  it('refuses probabilities that do not sum to 1', () => {
    expect(() => createAtomDraw(probabilities('1/2', '1/3'))).toThrow(ContractError);
    expect(() => createAtomDraw(probabilities('1/2', '1/2', '1/2'))).toThrow(ContractError);
  });
});

describe('the probabilities of a draw', () => {
  /** Every value that a uniform draw below the common denominator can take, through the same table. */
  const atomsOfAllValues = (total: number, weights: ReturnType<typeof probabilities>): number[] => {
    const draw = createAtomDraw(weights);
    const found = new Map<number, number>();
    // two streams in the same state: one says which whole number is drawn, the other which atom it becomes
    for (let label = 0; found.size < total; label += 1) {
      const value = drawInteger(createStream(5, label), 0, total - 1);
      const atom = draw(createStream(5, label));
      expect(found.get(value) ?? atom).toBe(atom);
      found.set(value, atom);
    }
    return [...found].sort(([left], [right]) => left - right).map(([, atom]) => atom);
  };

  it.each([
    [['1/2', '1/3', '1/6'], 6, [3, 2, 1]],
    [['0.25', '0.75'], 4, [1, 3]],
    [['0.1', '0.2', '0.3', '0.4'], 10, [1, 2, 3, 4]],
    [['1/12', '11/12'], 12, [1, 11]],
  ] as const)('%o are met by exactly as many of the %d values', (texts, total, counts) => {
    const atoms = atomsOfAllValues(total, probabilities(...texts));
    expect(counts.map((_, index) => atoms.filter((atom) => atom === index).length)).toEqual(counts);
    expect(atoms).toEqual([...atoms].sort((left, right) => left - right));
  });

  it('may have denominators beyond any double', () => {
    const draw = createAtomDraw(probabilities(`1/${10n ** 40n}`, `${10n ** 40n - 1n}/${10n ** 40n}`));
    expect(Array.from({ length: 50 }, (_, label) => draw(createStream(1, label)))).toEqual(Array(50).fill(1));
  });
});

describe('a stream', () => {
  const drawn = (seed: number, ...labels: number[]): number[] => {
    const stream = createStream(seed, ...labels);
    return Array.from({ length: 4 }, () => drawInteger(stream, 0, 2 ** 40));
  };

  it('is the same on every platform and in every version', () => {
    expect(drawn(1).join()).toMatchInlineSnapshot(`"162846108521,597176610138,125570473684,496593292625"`);
    expect(drawn(1, 2, 3).join()).toMatchInlineSnapshot(
      `"32560977796,660165465195,326730818782,630895769753"`,
    );
    expect(drawn(-(2 ** 53 - 1)).join()).toMatchInlineSnapshot(
      `"465098865432,188588071943,862268433331,192110693372"`,
    );
  });

  it('is another one for every seed and every list of labels, order and length included', () => {
    const lists: number[][] = [[], [0], [1], [0, 0], [0, 1], [1, 0], [1, 1], [0, 0, 0], [-1], [2 ** 40]];
    const texts = [-2, -1, 0, 1, 2].flatMap((seed) => lists.map((labels) => drawn(seed, ...labels).join()));
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('draws whole numbers with both ends included', () => {
    const values = Array.from({ length: 200 }, (_, label) => drawInteger(createStream(4, label), -1, 2));
    expect([new Set(values), drawInteger(createStream(4), 7, 7)]).toEqual([new Set([-1, 0, 1, 2]), 7]);
  });
});
