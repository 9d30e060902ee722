/** A lower bound against its members: the floor and the quantity, compared exactly. */
import type fc from 'fast-check';
import { floorOf, reachesFloor, type Floor, type LowerTheorem } from '../../../spec/theorems/index.js';
import { ratioField, type Ratio } from '../../exact/index.js';
import { integerRoot } from '../../exact/exact-number.js';
import { drawAt, shrinkFailure } from '../arbitraries/draw-at.js';
import { formatMillionths, formatNumbers, millionths, quotientOf } from '../rates/judge-rate.js';
import type { TheoremCaseResult } from '../rates/theorem-case.js';
import { arbitraryLowerCase, measureClaim, type LowerCase } from './lower-case.js';

/** What {@link judgeLower} found. */
export interface LowerVerdict {
  /** Whether the quantity is below a floor: the theorem would be false. */
  readonly isViolation: boolean;
  /** The greatest floor/quantity of its claims, rounded down to six places, or `infinite`. */
  readonly ratio: string;
}

/** A judged case of a theorem that is checked without a run of a random problem. */
export interface JudgedBoundCase {
  readonly result: TheoremCaseResult;
  /** The case as text that can be saved. */
  readonly format: (description: string) => string;
  /** The smallest case to which this violation shrinks, as such text. */
  readonly formatSmallest: () => string;
}

/** Judges every claim of a lower bound on its members. */
export function judgeLower(theorem: LowerTheorem, given: LowerCase): LowerVerdict {
  const verdicts = theorem.claims.map((claim) => {
    const { quantity, input } = measureClaim(claim, given);
    const floor = floorOf(ratioField, claim, input);
    return { isViolation: !reachesFloor(ratioField, quantity, floor), share: shareOf(floor, quantity) };
  });
  const share = verdicts.reduce((most, one) => (one.share > most ? one.share : most), 0n);
  return {
    isViolation: verdicts.some(({ isViolation }) => isViolation),
    ratio: formatMillionths(share),
  };
}

/** 10⁶·floor/quantity, rounded down. */
function shareOf({ value, square, isHarmonic }: Floor<Ratio>, quantity: Ratio): bigint {
  const first = millionths(quotientOf(value), quantity);
  if (square === undefined) return first;
  const second = rootMillionths(quotientOf(square), quantity);
  if (isHarmonic === true) return first + second === 0n ? 0n : (first * second) / (first + second);
  return first < second ? first : second;
}

/** Case `index` of a lower bound, from (seed, label, index) alone. */
export function judgeLowerCase(
  theorem: LowerTheorem,
  seed: number,
  label: number,
  index: number,
): JudgedBoundCase {
  const arbitrary = arbitraryLowerCase(theorem);
  const describe = (ratio: string): string => `floor/quantity = ${ratio} for ${theorem.id}`;
  return judgeDrawn(arbitrary, [seed, label, index], (given) => judgeLower(theorem, given), describe);
}

/** The case of an arbitrary that belongs to a seed and labels, judged; `describe` says of its ratio what it is. */
export function judgeDrawn<Case extends object>(
  arbitrary: fc.Arbitrary<Case>,
  [seed, label, index]: readonly [seed: number, label: number, index: number],
  judge: (given: Case) => LowerVerdict,
  describe: (ratio: string) => string,
): JudgedBoundCase {
  const drawn = drawAt(arbitrary, seed, label, index);
  const { ratio, isViolation } = judge(drawn.value);
  return {
    result: { kind: 'random', index, regime: 'inside', isQuadratic: true, ratio, isViolation },
    format: (description) => formatBoundCase(drawn.value, description),
    formatSmallest: () => {
      const smallest = shrinkFailure(arbitrary, drawn, (smaller) => judge(smaller).isViolation);
      return formatBoundCase(smallest, describe(judge(smallest).ratio));
    },
  };
}

/** A case as text: every number a pair of numerator and denominator. */
function formatBoundCase(given: object, description: string): string {
  return `${formatNumbers({ description, ...given })}\n`;
}

/** 10⁶·√square/quantity, rounded down. */
function rootMillionths(square: Ratio, quantity: Ratio): bigint {
  const squared = { numerator: quantity.numerator ** 2n, denominator: quantity.denominator ** 2n };
  return integerRoot(1_000_000n * millionths(square, squared));
}
