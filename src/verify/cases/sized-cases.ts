/** Cases of drawn sizes: between them lie the mistakes that only some d, K, T, a or η show. */
import { variantNames } from '../../../spec/algorithms/index.js';
import { mapInitialization } from '../../../spec/model/index.js';
import { createRatio, type Ratio } from '../../exact/index.js';
import { subtractRatios } from '../../exact/exact-number.js';
import { createStream, drawInteger, type RandomGenerator } from '../../problems/draws.js';
import type { CaseFamily } from './families.js';
import { createCases } from './family-cases.js';
import type { ConstantCase } from './verification-case.js';

/** Ranges one after the other, from their ends: what lies between two of them, `gap` − 1 numbers, is none of theirs. */
const rangesUpTo = (
  first: number,
  ends: readonly number[],
  gap = 1,
): readonly (readonly [number, number])[] =>
  ends.map((end, i) => [i === 0 ? first : (ends[i - 1] ?? 0) + gap, end]);

/** Least and greatest d, K, a in thousandths, and exponents of two of η and x⁰, of each case. */
const strata = {
  dimension: rangesUpTo(1, [3, 5, 7, 11, 19, 39, 79, 160]),
  localStepCount: rangesUpTo(1, [2, 4, 6, 9, 14, 22, 35, 60]),
  // no round number
  thousandths: rangesUpTo(2, [9, 49, 149, 349, 499, 749, 899, 999], 2),
  stepExponent: rangesUpTo(-10, [-8, -5, -3, -1, 1, 4, 7, 10]),
  pointExponent: rangesUpTo(-24, [-17, -9, -4, 0, 4, 10, 18, 26]),
};

/** How cases begin, where a program can. */
const starts = ['given', 'given', 'zero', 'exact', 'exact', 'batch', 'batch', 'first-snapshot'] as const;
/** Sizes of a batch: their reciprocals are finite decimals. */
const batchSizes = [2, 4, 5, 8, 10] as const;

/** Greatest T(K + 2) of a case of more than one round. */
const work = 32;
/** Each variant gets a case from every range of every quantity, and with every start, in another pairing. */
export function createSizedCases(seed?: number): readonly ConstantCase[] {
  return variantNames.flatMap((variant, place) => {
    const stream = createStream(seed ?? 0, 80, place);
    const draw = ([least, greatest]: readonly [number, number]): number =>
      drawInteger(stream, least, greatest);
    // programs change their ways at powers of two: blocks, vector units, caches
    const drawSize = (range: readonly [number, number]): number => {
      const power = 2 ** Math.floor(Math.log2(range[1]));
      const isDrawn = power >= 16 && power >= range[0] && drawInteger(stream, 0, 1) === 0;
      return isDrawn ? power : draw(range);
    };
    const dimensions = strata.dimension.map(drawSize);
    const steps = shuffled(stream, strata.localStepCount.map(drawSize));
    const [weights, stepExponents, pointExponents] = [
      strata.thousandths,
      strata.stepExponent,
      strata.pointExponent,
    ].map((ranges) => shuffled(stream, ranges.map(draw))) as [Numbers, Numbers, Numbers];
    const kinds = shuffled(stream, starts);
    return dimensions.flatMap((dimension, index) => {
      const localStepCount = steps[index] ?? 1;
      const family: CaseFamily = {
        name: `sizes-${index + 1}`,
        purpose: 'drawn sizes: what is right only for some d, K, T, a or η, or from some start',
        start: kinds[index] ?? 'given',
        batchSize: batchSizes[drawInteger(stream, 0, batchSizes.length - 1)] ?? 2,
        fitsBaselines: true,
        dimension,
        // without noise a says nothing of an estimate that began as it is
        snapshotAtoms: 2,
        localAtoms: 2,
        localStepCount,
        roundCount: drawInteger(stream, 1, Math.max(1, Math.floor(work / (localStepCount + 2)))),
        // three digits, or six
        momentumWeight:
          index % 2 === 0
            ? `${weights[index] ?? 1}/1000`
            : `${1000 * (weights[index] ?? 1) + 2 * drawInteger(stream, 0, 400) + 1}/1000000`,
        // no power of two, so that no binary format holds it
        stepSize: `${2 * drawInteger(stream, 10, 20) + 1}/1000`,
      };
      const units = { point: pointExponents[index] ?? 0, curvature: -(stepExponents[index] ?? 0) };
      const at = drawInteger(stream, 0, dimension - 1);
      return createCases([family], 80 + 10 * place + index, seed, [variant]).map((given) => ({
        ...given,
        // one coordinate is 0 where others show what it hides
        startingPoint: given.startingPoint.map((value, i) =>
          dimension > 3 && i === at ? zero : lengthen(value, dimension),
        ),
        initialization: mapInitialization(given.initialization, (value) => lengthen(value, dimension)),
        units,
        startsFromAny: true,
        otherUnits: 0,
      }));
    });
  });
}

type Numbers = readonly number[];

const zero = createRatio(0n, 1n);

/** A number of a few bits becomes one of about 40, which binary32 does not hold, where vectors are short: long ones cost the judge time. */
function lengthen(value: Ratio, dimension: number): Ratio {
  return dimension < 8 ? subtractRatios(value, createRatio(1n, 2n ** 40n)) : value;
}

/** The same, in an order that is drawn. */
function shuffled<T>(stream: RandomGenerator, items: readonly T[]): readonly T[] {
  const left = [...items];
  return items.flatMap(() => left.splice(drawInteger(stream, 0, left.length - 1), 1));
}
