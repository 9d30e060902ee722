/** How far the honest value of a line may be from the exact one, in whatever way a program groups it. */
import { createCompiler, fingerprint, type Compiled, type Expression } from '../../spec/language/index.js';
import type { Frame, Use } from '../../spec/language/index.js';
import { floorLog2, powerOfTwo } from '../exact/binary-ratio.js';
import type { ExactField } from '../exact/exact-field.js';
import type { Ratio } from '../exact/exact-number.js';
import type { Presentation, SignedLeaf } from './presentations.js';
import { createSpread, type Part } from './spread.js';
import { plus, ratioOf, sizeOf, times, twoTo } from './upward.js';
import {
  addGrids,
  createWeights,
  gridOf,
  multiplyGrids,
  type ErrorOf,
  type Grid,
  type Rounding,
} from './weights.js';

/** One coordinate of a line. */
export interface Bounded<S> {
  /** What the line says, exactly. */
  readonly value: S;
  /** The largest honest |v̂ − value|, 0 where nothing is rounded; undefined where anything may come out. */
  readonly bound: Ratio | undefined;
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
  remarks: { doubt?: string; mayOverflow: boolean },
) => readonly ({ readonly value: S; readonly error: S } | undefined)[];

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

/** A leaf at one coordinate, or a sum of leaves. */
interface Leaf<S> extends Grid<S> {
  readonly value: S;
  /** |value| and the largest error of what a program has, in units of 2^scale. */
  readonly size: number;
  readonly error: number;
  /** How many leaves are not 0, the larger of the sums of one sign, and both together. */
  readonly count: number;
  readonly side: number;
  readonly reach: number;
}

/** A term at one coordinate. */
interface TermParts<S> extends Part {
  readonly coefficient: Coefficient<S>;
  readonly leaf: Leaf<S>;
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
  const leaves = new Map<bigint, { leaf: Expression<Use>; read: ReadPart<S> }>();
  const exactly = (read: Compiled<S, readonly S[]>, leaf: Expression<Use>): ReadPart<S> => {
    return (frame, errorOf) => read(frame).map((value, i) => ({ value, error: errorOf(leaf, i) ?? zero }));
  };
  const keys = new Map<Expression<Use>, bigint>();
  for (const { leaf } of presentations.flatMap(({ terms }) => terms.flatMap(({ sum }) => sum))) {
    const key = fingerprint(leaf);
    keys.set(leaf, key);
    if (!leaves.has(key))
      leaves.set(key, { leaf, read: partOf?.(leaf) ?? exactly(compiler.vector(leaf), leaf) });
  }
  /** Sums of leaves that are the same, by the place where one of them is kept. */
  const places = new Map<readonly SignedLeaf[], number>();
  const known = new Map<string, number>();
  const sumsOf = ({ terms, interpolation }: Presentation) => [...terms, ...(interpolation?.ends ?? [])];
  for (const { sum } of presentations.flatMap(sumsOf)) {
    const key = sum.map(({ sign, leaf }) => `${sign} ${keys.get(leaf)}`).join();
    known.set(key, known.get(key) ?? known.size);
    places.set(sum, known.get(key) ?? 0);
  }
  /** The leaves of the first presentation: what the others have beside them says the same, with errors of its own. */
  const firsts = new Set(presentations[0]?.terms.flatMap(({ sum }) => sum.map(({ leaf }) => keys.get(leaf))));
  const isNew = ({ leaf }: SignedLeaf): boolean => !firsts.has(keys.get(leaf));
  const nothing: Grid<S> = { ...gridOf(field, zero), finest: Infinity };
  const unit = { ...gridOf(field, one), value: one, size: 1, excess: 0, loss: 1, largest: 1, reach: 1 };
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
    const weights = new Map<unknown, ReturnType<typeof weightOf>>();
    const coefficientOf = (factors: Presentation['terms'][number]['factors']): Coefficient<S> =>
      factors.reduce<Coefficient<S>>((by, factor) => {
        const weight = weights.get(factor) ?? weightOf(factor, frame, errorOf);
        weights.set(factor, weight);
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
    const weighed = presentations.map(({ terms, interpolation }) => ({
      terms: terms.map(({ sign, factors, sum }) => ({
        ...{ sign, sum, products: factors.length, coefficient: coefficientOf(factors) },
      })),
      interpolation: interpolation && {
        ends: interpolation.ends.map(({ sum, coefficient }) => ({
          sum,
          share: coefficientOf([coefficient]),
        })),
        common: coefficientOf(interpolation.common),
      },
    }));
    const remarks: Parameters<ReadPart<S>>[2] = { mayOverflow: false };
    const vectors = [...leaves].map(([key, { read }]) => ({ key, vector: read(frame, errorOf, remarks) }));

    const at = (i: number): Bounded<S> => {
      if (vectors.some(({ vector }) => vector[i] === undefined))
        return { value: zero, bound: undefined, reach: undefined, grid: -Infinity, ...remarks };
      const given = vectors.map(({ key, vector }) => ({
        key,
        ...(vector[i] ?? { value: zero, error: zero }),
      }));
      const ratios = given.flatMap(({ value, error }) => [value, error].map(toUnreducedRatio));
      const scale = Math.max(
        ...ratios.flatMap((ratio) => (ratio.numerator === 0n ? [] : [floorLog2(ratio)])),
      );
      if (scale === -Infinity)
        return {
          ...{ value: zero, bound: toUnreducedRatio(zero), reach: toUnreducedRatio(zero), grid: Infinity },
          ...remarks,
        };
      const sizeAt = (value: S): number => sizeOf(toUnreducedRatio(value), scale);
      const byKey = new Map<bigint | undefined, Omit<Leaf<S>, 'count' | 'side' | 'reach'>>(
        given.map(({ key, value, error }) => {
          const grid = gridOf(field, value);
          const isKnown = sign(error) === 0;
          const held = isKnown ? grid : { ...grid, grid: -Infinity, finest: -Infinity };
          return [key, { ...held, value, size: sizeAt(value), error: sizeAt(error) }] as const;
        }),
      );
      const made: Leaf<S>[] = [];
      /** A sum of leaves, with the errors of the leaves alone. */
      const leafOf = (sum: readonly SignedLeaf[]): Leaf<S> => (made[places.get(sum) ?? 0] ??= sumOf(sum));
      const sumOf = (sum: readonly SignedLeaf[]): Leaf<S> => {
        let [value, grid, error, count, above, below] = [zero, nothing, 0, 0, 0, 0];
        for (const { sign: direction, leaf } of sum) {
          const one = byKey.get(keys.get(leaf)) as Leaf<S>;
          value = add(value, direction === 1 ? one.value : negate(one.value));
          [grid, error] = [addGrids(field, grid, one), plus(error, one.error)];
          const [reach, side] = [plus(one.size, one.error), sign(one.value) * direction];
          if (reach > 0) count += 1; // adding 0 is exact
          if (side >= 0) above = plus(above, reach);
          if (side <= 0) below = plus(below, reach);
        }
        const sides = { count, side: Math.max(above, below), reach: plus(above, below) };
        return { ...grid, ...sides, value, size: sizeAt(value), error };
      };
      let value = zero;
      let ofLeaves = 0;
      const found = weighed.map(({ terms, interpolation }, index) => {
        let ofOthers = 0;
        const ends = (interpolation?.ends ?? []).map(({ sum }) => leafOf(sum));
        const [from = 0, to = 0] = ends.map(({ count, size, error, side }) =>
          spread.ofSum(count, plus(size, error), side, scale),
        );
        const parts = terms.map(({ sign: direction, sum, products, coefficient }, place): TermParts<S> => {
          const leaf = leafOf(sum);
          if (index === 0) {
            const term = multiply(coefficient.value, leaf.value);
            value = add(value, direction === 1 ? term : negate(term));
            ofLeaves = plus(ofLeaves, times(coefficient.size, leaf.error));
          }
          for (const { leaf: other } of sum.filter(isNew))
            ofOthers = plus(ofOthers, times(coefficient.size, byKey.get(keys.get(other))?.error ?? 0));
          const isMoved = interpolation !== undefined && place === 1;
          const ofEnds = interpolation === undefined || place > 1 ? 0 : isMoved ? plus(from, to) : from;
          const size = plus(leaf.size, leaf.error, ofEnds);
          return {
            ...{ size, products, coefficient, leaf },
            sign: sign(coefficient.value) * sign(leaf.value) * direction,
            isRounded: isMoved && ends.every(({ count }) => count > 0),
          };
        });
        const [p, q] = interpolation?.ends ?? [];
        // the same rounded X is in X and in Y − X: p of its error remains
        const ofEnds = p && q ? plus(times(p.share.size, from), times(q.share.size, to)) : 0;
        const { size = 0, excess = 0 } = interpolation?.common ?? {};
        // once for what the leaf may be, and once for the distance of the middles
        return { parts, inherited: plus(times(plus(size, excess), ofEnds), times(2, ofOthers)) };
      });
      const size = sizeAt(value);
      const spreads = found.map(({ parts, inherited }) =>
        spread.of(parts, size, plus(ofLeaves, inherited), scale),
      );
      const isKnown = given.every(({ error }) => sign(error) === 0);
      const isRounded = !isKnown || found.some(({ parts }) => !isExact(parts, scale));
      return {
        value,
        bound: isRounded
          ? ratioOf(Math.max(...spreads.map(({ bound }) => bound)), scale)
          : toUnreducedRatio(zero),
        ...remarks,
        mayOverflow: remarks.mayOverflow || spreads.some(({ mayOverflow }) => mayOverflow),
        grid: Math.min(
          Infinity,
          ...(found[0]?.parts ?? []).map(
            ({ coefficient, leaf }) => multiplyGrids(field, coefficient, leaf).grid,
          ),
        ),
        reach: ratioOf(
          plus(
            ...(found[0]?.parts ?? []).map(({ coefficient, leaf }) => times(coefficient.reach, leaf.reach)),
          ),
          scale,
        ),
      };
    };
    return (vectors[0]?.vector ?? []).map((_, i) => at(i));
  };
}
