/** What a program has of a line: its value, and how far it may honestly be off, made where it is asked for. */
import { absolute, maximum } from '../../../spec/algebra/index.js';
import type { Bounded } from '../../equations/index.js';
import { shortened } from '../../exact/binary-ratio.js';
import { ratioField, type Ratio } from '../../exact/index.js';
import type { Arithmetic } from '../../judge/index.js';
import type { Known } from './page-run.js';
import { offWay, type Way } from './way-errors.js';

const { add, subtract, zero } = ratioField;

/** What a line makes. */
export const madeOf = (made: readonly Bounded<Ratio>[]): Known => ({
  value: made.map(({ value }) => value),
  errors: made.map(({ bound }) => bound),
});

/** What a program has of a line: anything where it is not known, and where it may go on from its way, that too. */
export function lineKnown(
  bounded: readonly Bounded<Ratio>[],
  isUnknown: (coordinate: number) => boolean,
  ways: readonly Way[] | undefined,
  arithmetic: Arithmetic,
): Known {
  const least = bounded.map((one, i) => (isUnknown(i) ? undefined : one.least));
  const value = bounded.map(({ value: exact }) =>
    arithmetic === 'exact' || lengthOf(exact) <= longest ? exact : shortened(exact, longest / 2),
  );
  let made: Known['errors'] | undefined;
  const errorAt = (one: Bounded<Ratio>, i: number): Ratio | undefined => {
    const [short = zero, bound] = [value[i], least[i] && one.bound];
    if (bound === undefined) return undefined;
    const off = short === one.value ? bound : add(bound, absolute(ratioField, subtract(one.value, short)));
    return ways ? add(off, offWay(ways[i], short, arithmetic)) : off;
  };
  return {
    ...{ value, least },
    get errors() {
      return (made ??= bounded.map(errorAt));
    },
  };
}

/** The bounds of a line that may be written in another way too, whose value is then a little different. */
export const widest = (
  bounded: readonly Bounded<Ratio>[],
  others?: readonly Bounded<Ratio>[],
): readonly Bounded<Ratio>[] =>
  others === undefined
    ? bounded
    : bounded.map((one, i) => {
        const other = others[i];
        return {
          get value() {
            return one.value;
          },
          get least() {
            return one.least;
          },
          get reach() {
            return one.reach;
          },
          get grid() {
            return one.grid;
          },
          ...(one.doubt !== undefined && { doubt: one.doubt }),
          get bound() {
            if (one.bound === undefined || other?.bound === undefined) return one.bound;
            const off = add(other.bound, absolute(ratioField, subtract(other.value, one.value)));
            return maximum(ratioField, one.bound, off);
          },
          get mayOverflow() {
            return one.mayOverflow || other?.mayOverflow === true;
          },
        };
      });

/** Bits of a number that is not reported: its exact values get ever longer. */
const longest = 640;
const lengthOf = ({ numerator, denominator }: Ratio): number =>
  numerator.toString(16).length * 4 + denominator.toString(16).length * 4;
