/** The sums of leaves in the terms of a line, at one coordinate: of each what it is, how far it may be off, and which multiples it is of. */
import { fingerprint, type Expression, type Use } from '../../spec/language/index.js';
import { floorLog2 } from '../exact/binary-ratio.js';
import type { ExactField } from '../exact/exact-field.js';
import type { Presentation, SignedLeaf } from './presentations.js';
import { plus, sizeOf } from './upward.js';
import { addGrids, gridOf, type Grid } from './weights.js';

/** A leaf at one coordinate, or a sum of leaves. */
export interface Leaf<S> extends Grid<S> {
  readonly value: S;
  /** |value| and the largest error of what a program has, in units of 2^scale. */
  readonly size: number;
  readonly error: number;
  /** How many leaves are not 0, the larger of the sums of one sign, and both together. */
  readonly count: number;
  readonly side: number;
  readonly reach: number;
}

/** What is known at a coordinate. */
export interface LeavesAt<S> {
  /** ⌊log₂⌋ of the largest number; −∞ where all are 0. */
  readonly scale: number;
  /** Whether no leaf has an error. */
  readonly isKnown: boolean;
  /** A sum of leaves, with the errors of the leaves alone. */
  readonly leafOf: (sum: readonly SignedLeaf[]) => Leaf<S>;
  /** The errors of the leaves of a sum that the first presentation does not have: they say the same, with errors of their own. */
  readonly errorOfNew: (sum: readonly SignedLeaf[]) => number;
}

/** The value of a leaf at a coordinate, and its largest error. */
export interface Given<S> {
  readonly value: S;
  readonly error: S;
}

/** The leaves of a line, each once, and what is known of them at coordinate i. */
export interface Sums {
  readonly leaves: readonly Expression<Use>[];
  readonly at: <S>(
    field: ExactField<S>,
    vectors: readonly (readonly (Given<S> | undefined)[])[],
    i: number,
  ) => LeavesAt<S>;
}

/** A leaf of a sum by its place among all. */
interface Placed {
  readonly sign: 1 | -1;
  readonly at: number;
  readonly isNew: boolean;
}

/** The sums of all presentations, those that are the same once. */
export function createSums(presentations: readonly Presentation[]): Sums {
  const leaves: Expression<Use>[] = [];
  const places = new Map<bigint, number>();
  const placeOf = (leaf: Expression<Use>): number => {
    const key = fingerprint(leaf);
    const known = places.get(key);
    if (known !== undefined) return known;
    places.set(key, leaves.length);
    return leaves.push(leaf) - 1;
  };
  for (const { sum } of presentations[0]?.terms ?? []) for (const { leaf } of sum) placeOf(leaf);
  const firsts = leaves.length;
  const sumsOf = ({ terms, interpolation }: Presentation) => [...terms, ...(interpolation?.ends ?? [])];
  const placed = new Map<
    readonly SignedLeaf[],
    { readonly index: number; readonly parts: readonly Placed[] }
  >();
  const known = new Map<string, number>();
  for (const { sum } of presentations.flatMap(sumsOf)) {
    const parts = sum.map(({ sign, leaf }): Placed => {
      const at = placeOf(leaf);
      return { sign, at, isNew: at >= firsts };
    });
    const key = parts.map(({ sign, at }) => sign * (at + 1)).join();
    known.set(key, known.get(key) ?? known.size);
    placed.set(sum, { index: known.get(key) ?? 0, parts });
  }
  return {
    leaves,
    at: (field, vectors, i) => {
      type S = typeof field.zero;
      const { add, negate, zero, toUnreducedRatio } = field;
      const sign = (value: S): number => Math.sign(field.compare(value, zero));
      const given = vectors.map((vector) => vector[i] ?? { value: zero, error: zero });
      let scale = -Infinity;
      for (const { value, error } of given)
        for (const ratio of [toUnreducedRatio(value), toUnreducedRatio(error)])
          if (ratio.numerator !== 0n) scale = Math.max(scale, floorLog2(ratio));
      const sizeAt = (value: S): number => sizeOf(toUnreducedRatio(value), scale);
      const single = given.map(({ value, error }): Leaf<S> => {
        const grid = gridOf(field, value);
        const [size, off] = [sizeAt(value), sizeAt(error)];
        const held = off === 0 ? grid : { magnitude: grid.magnitude, grid: -Infinity, finest: -Infinity };
        const reach = plus(size, off);
        return { ...held, value, size, error: off, count: reach > 0 ? 1 : 0, side: reach, reach };
      });
      const sumOf = (parts: readonly Placed[]): Leaf<S> => {
        const [part] = parts;
        const only = part && parts.length === 1 ? single[part.at] : undefined;
        // 0 with an error may have either sign
        if (only && part && (sign(only.value) !== 0 || only.reach === 0))
          return part.sign === 1 ? only : { ...only, value: negate(only.value) };
        let grid: Grid<S> = { ...gridOf(field, zero), finest: Infinity };
        let [value, error, count, above, below] = [zero, 0, 0, 0, 0];
        for (const { sign: direction, at } of parts) {
          const one = single[at] as Leaf<S>;
          value = add(value, direction === 1 ? one.value : negate(one.value));
          [grid, error] = [addGrids(field, grid, one), plus(error, one.error)];
          const side = sign(one.value) * direction;
          if (one.reach > 0) count += 1; // adding 0 is exact
          if (side >= 0) above = plus(above, one.reach);
          if (side <= 0) below = plus(below, one.reach);
        }
        const sides = { count, side: Math.max(above, below), reach: plus(above, below) };
        return { ...grid, ...sides, value, size: sizeAt(value), error };
      };
      const made: Leaf<S>[] = [];
      return {
        scale,
        isKnown: single.every(({ error }) => error === 0),
        leafOf: (sum) => {
          const { index = 0, parts = [] } = placed.get(sum) ?? {};
          return (made[index] ??= sumOf(parts));
        },
        errorOfNew: (sum) =>
          (placed.get(sum)?.parts ?? []).reduce(
            (all, { isNew, at }) => (isNew ? plus(all, single[at]?.error ?? 0) : all),
            0,
          ),
      };
    },
  };
}
