/** How far the honest value of a line may be from the exact one, in whatever way a program groups it. */
import {
  createCompiler,
  type Compiled,
  type Expression,
  type Factor,
  type Frame,
  type Use,
} from '../../spec/language/index.js';
import { powerOfTwo } from '../exact/binary-ratio.js';
import type { ExactField } from '../exact/exact-field.js';
import type { Ratio } from '../exact/exact-number.js';
import type { Presentation } from './presentations.js';
import { createSpread, type Part } from './spread.js';
import { plus, ratioOf, sizeOf, times, twoTo } from './upward.js';
import { createSums, type Given, type Leaf, type LeavesAt } from './leaf-sums.js';
import {
  createWeights,
  gridOf,
  multiplyGrids,
  type ErrorOf,
  type Grid,
  type Rounding,
  type Weight,
} from './weights.js';
import type { Remarks } from './roundings.js';

/** One coordinate of a line, each number made when it is asked for the first time. */
export interface Bounded<S> {
  /** What the line says, exactly. */
  readonly value: S;
  /** The largest honest |v̂ − value|, 0 where nothing is rounded; undefined where anything may come out. */
  readonly bound: Ratio | undefined;
  /** No more than `bound`, and made sooner: what is as near as that needs no more; undefined where `bound` is. */
  readonly least: Ratio | undefined;
  /** Whether an honest intermediate result may leave the range of the format: then what is outside the bound proves nothing. */
  readonly mayOverflow: boolean;
  /** The sum of the absolute values of the terms as the line has them, at least. */
  readonly reach: Ratio | undefined;
  /** q: all terms, as the line has them, are whole multiples of 2^q. ∞ where there is none but 0, −∞ where no q is known. */
  readonly grid: number;
  /** Why the enclosure of a part of the line decides nothing. */
  readonly doubt?: string;
}

/** A part of a line that is not linear, by coordinate: what an honest program may have of it, or undefined for anything. */
export type ReadPart<S> = (
  frame: Frame<S>,
  errorOf: ErrorOf<S>,
  remarks: Remarks,
) => readonly (Given<S> | undefined)[];

/** The bounds of a line, by coordinate, in a frame that knows its leaves and parameters. */
export type BoundLine<S> = (frame: Frame<S>, errorOf?: ErrorOf<S>) => readonly Bounded<S>[];

/** The product of the factors of a term. */
interface Coefficient<S> extends Grid<S> {
  readonly value: S;
  /** Π|f|, and what Π(|f| + error) is more. */
  readonly size: number;
  readonly excess: number;
  /** Π max(1, |f|), and the same with errors. */
  readonly loss: number;
  readonly largest: number;
  /** The magnitude, rounded up. */
  readonly reach: number;
}

/** A term at one coordinate. */
interface TermParts<S> extends Part {
  readonly coefficient: Coefficient<S>;
  readonly leaf: Leaf<S>;
  /** The sign as it is written. */
  readonly direction: 1 | -1;
}

/**
 * The bounds of a line: the maximum over its presentations, which {@link createSpread} explains, and 0 where nothing is rounded.
 *
 * Where every term of every presentation, multiplied out, is a multiple of 2^q, and their absolute values sum to 2^(q+p) at most, every
 * intermediate result is a number of the format: times the factors that are still to multiply it, it is a sum of terms.
 *
 * @param partOf - how a leaf is read that is no name and no gradient.
 * @throws InexactError where a factor divides and the quotient is not in the field.
 */
export function compileBounds<S>(
  presentations: readonly Presentation[],
  field: ExactField<S>,
  rounding: Rounding,
  partOf?: (leaf: Expression<Use>) => ReadPart<S> | undefined,
): BoundLine<S> {
  const { add, multiply, negate, zero, one, toUnreducedRatio } = field;
  const { precision, minimumExponent } = rounding.format;
  const flushes = rounding.subnormals === 'flushed';
  const finestExponent = flushes ? minimumExponent : minimumExponent - precision + 1;
  const spread = createSpread(rounding);
  const compiler = createCompiler(field);
  const weightOf = createWeights(field, compiler, rounding);
  const exactly = (leaf: Expression<Use>): ReadPart<S> => {
    const read: Compiled<S, readonly S[]> = compiler.vector(leaf);
    return (frame, errorOf) => read(frame).map((value, i) => ({ value, error: errorOf(leaf, i) ?? zero }));
  };
  const sumsOfLine = createSums(presentations);
  const leaves = sumsOfLine.leaves.map((leaf) => partOf?.(leaf) ?? exactly(leaf));
  const factorsOf = ({ terms, interpolation }: Presentation): readonly Factor[] => [
    ...terms.flatMap(({ factors }) => factors),
    ...(interpolation?.common ?? []),
    ...(interpolation?.ends.map(({ coefficient }) => coefficient) ?? []),
  ];
  const factors = [...new Set(presentations.flatMap(factorsOf))];
  const unit = { ...gridOf(field, one), value: one, size: 1, excess: 0, loss: 1, largest: 1, reach: 1 };
  const none = toUnreducedRatio(zero);
  const sign = (value: S): number => Math.sign(field.compare(value, zero));

  /** Whether no tree over these terms rounds anything; doubles say no to most. */
  const isExact = (parts: readonly TermParts<S>[], scale: number): boolean => {
    // 0 times whatever a program has is 0
    const present = parts.filter(({ coefficient: { size, excess } }) => size > 0 || excess > 0);
    let [grid, finest, reach] = [Infinity, Infinity, 0];
    for (const { coefficient, leaf } of present) {
      if (coefficient.grid < Infinity && leaf.grid < Infinity)
        grid = Math.min(grid, coefficient.grid + leaf.grid);
      finest = Math.min(finest, coefficient.finest + leaf.finest);
      reach += coefficient.reach * leaf.reach;
    }
    if (grid === Infinity) return true; // every term is 0
    if (finest < finestExponent || reach * (1 - 2 ** -30) > twoTo(grid + precision - scale)) return false;
    const sum = present.reduce(
      (sum, { coefficient, leaf }) => add(sum, multiply(coefficient.magnitude, leaf.magnitude)),
      zero,
    );
    const { numerator, denominator } = toUnreducedRatio(sum);
    const limit = powerOfTwo(grid + precision);
    return numerator * limit.denominator <= denominator * limit.numerator;
  };

  return (frame, errorOf = () => undefined) => {
    // a frame changes with the next line: what is made later does not read it
    const weights = new Map(factors.map((factor) => [factor, weightOf(factor, frame, errorOf)]));
    const remarks: Remarks = { mayOverflow: false };
    const vectors = leaves.map((read) => read(frame, errorOf, remarks));
    const coefficientOf = (product: readonly Factor[]): Coefficient<S> =>
      product.reduce<Coefficient<S>>((by, factor) => {
        const weight = weights.get(factor) as Weight<S>;
        const { value, size, error } = weight;
        return {
          ...multiplyGrids(field, by, weight),
          value: multiply(by.value, value),
          size: times(by.size, size),
          excess: plus(times(by.excess, plus(size, error)), times(by.size, error)),
          loss: times(by.loss, Math.max(1, size)),
          reach: times(by.reach, sizeOf(toUnreducedRatio(weight.magnitude))),
          largest: times(by.largest, Math.max(1, plus(size, error))),
        };
      }, unit);
    const weighed: (readonly Coefficient<S>[])[] = [];
    /** The coefficients of a presentation: of its terms, of its ends, and what they have in common. */
    const weigh = ({ terms, interpolation }: Presentation): readonly Coefficient<S>[] => [
      ...terms.map(({ factors }) => coefficientOf(factors)),
      ...(interpolation?.ends.map(({ coefficient }) => coefficientOf([coefficient])) ?? []),
      ...(interpolation === undefined ? [] : [coefficientOf(interpolation.common)]),
    ];

    /** The terms of a presentation, and how far what they are really of may be from what it says, beside the errors of the first leaves. */
    const partsOf = (index: number, at: LeavesAt<S>) => {
      const { terms, interpolation } = presentations[index] as Presentation;
      const coefficients = (weighed[index] ??= weigh(presentations[index] as Presentation));
      const ends = interpolation?.ends.map(({ sum }) => at.leafOf(sum)) ?? [];
      const [from = 0, to = 0] = ends.map(({ count, size, error, side }) =>
        spread.ofSum(count, plus(size, error), side, at.scale),
      );
      let ofOthers = 0;
      const parts = terms.map(({ sign: direction, sum, factors }, place): TermParts<S> => {
        const [coefficient, leaf] = [coefficients[place] as Coefficient<S>, at.leafOf(sum)];
        ofOthers = plus(ofOthers, times(coefficient.size, at.errorOfNew(sum)));
        const isMoved = interpolation !== undefined && place === 1;
        const ofEnds = interpolation === undefined || place > 1 ? 0 : isMoved ? plus(from, to) : from;
        return {
          ...{ coefficient, leaf, direction, products: factors.length },
          size: plus(leaf.size, leaf.error, ofEnds),
          sign: sign(coefficient.value) * sign(leaf.value) * direction,
          isRounded: isMoved && ends.every(({ count }) => count > 0),
        };
      });
      const [p, q, common] = coefficients.slice(terms.length);
      // the same rounded X is in X and in Y − X: p of its error remains
      const ofEnds = p && q ? plus(times(p.size, from), times(q.size, to)) : 0;
      // once for what the leaf may be, and once for the distance of the middles
      const share = common ? plus(common.size, common.excess) : 0;
      return { parts, inherited: plus(times(share, ofEnds), times(2, ofOthers)) };
    };

    const firstAt = (i: number): FirstOf<S> => {
      const at = sumsOfLine.at(field, vectors, i);
      const { scale } = at;
      if (scale === -Infinity)
        return { value: zero, reach: none, grid: Infinity, least: none, whole: () => [none, false] };
      const { parts, inherited } = partsOf(0, at);
      let [value, ofLeaves, grid, reach] = [zero, 0, Infinity, 0];
      for (const { coefficient, leaf, direction } of parts) {
        const term = multiply(coefficient.value, leaf.value);
        value = add(value, direction === 1 ? term : negate(term));
        ofLeaves = plus(ofLeaves, times(coefficient.size, leaf.error));
        if (coefficient.grid < Infinity && leaf.grid < Infinity)
          grid = Math.min(grid, coefficient.grid + leaf.grid);
        reach = plus(reach, times(coefficient.reach, leaf.reach));
      }
      const size = sizeOf(toUnreducedRatio(value), scale);
      const own = spread.of(parts, size, plus(ofLeaves, inherited), scale);
      const isRounded = !at.isKnown || !isExact(parts, scale);
      return {
        ...{ value, grid, reach: ratioOf(reach, scale) },
        least: isRounded ? ratioOf(own.bound, scale) : none,
        whole: () => {
          let [bound, mayOverflow, isAny] = [own.bound, own.mayOverflow, isRounded];
          for (let index = 1; index < presentations.length; index += 1) {
            const other = partsOf(index, at);
            const found = spread.of(other.parts, size, plus(ofLeaves, other.inherited), scale);
            bound = Math.max(bound, found.bound);
            mayOverflow ||= found.mayOverflow;
            isAny ||= !isExact(other.parts, scale);
          }
          return [isAny ? ratioOf(bound, scale) : none, mayOverflow];
        },
      };
    };

    return (vectors[0] ?? []).map((_, i): Bounded<S> => {
      const isAnything = vectors.some((vector) => vector[i] === undefined);
      return isAnything
        ? { ...anything, value: zero, ...remarks }
        : new Coordinate(() => firstAt(i), remarks);
    });
  };
}

const anything = { bound: undefined, least: undefined, reach: undefined, grid: -Infinity } as const;

/** What the first presentation says, and when it is asked for the bound of all and whether any may overflow. */
interface FirstOf<S> extends Pick<Bounded<S>, 'value' | 'least' | 'reach' | 'grid'> {
  readonly whole: () => readonly [Ratio | undefined, boolean];
}

/** A coordinate of which nothing is made before it is asked for. */
class Coordinate<S> implements Bounded<S> {
  readonly #make: () => FirstOf<S>;
  readonly #remarks: Remarks;
  #made: FirstOf<S> | undefined;
  #whole: ReturnType<FirstOf<S>['whole']> | undefined;
  readonly doubt?: string;

  constructor(make: () => FirstOf<S>, remarks: Remarks) {
    [this.#make, this.#remarks] = [make, remarks];
    if (remarks.doubt !== undefined) this.doubt = remarks.doubt;
  }

  get #first(): FirstOf<S> {
    return (this.#made ??= this.#make());
  }

  get #all(): ReturnType<FirstOf<S>['whole']> {
    return (this.#whole ??= this.#first.whole());
  }

  get value(): S {
    return this.#first.value;
  }

  get least(): Ratio | undefined {
    return this.#first.least;
  }

  get reach(): Ratio | undefined {
    return this.#first.reach;
  }

  get grid(): number {
    return this.#first.grid;
  }

  get bound(): Ratio | undefined {
    return this.#all[0];
  }

  get mayOverflow(): boolean {
    return this.#remarks.mayOverflow || this.#all[1];
  }
}
