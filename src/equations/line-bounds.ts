/** The bounds of any line: linear sums by their presentations, and what is in them and not linear by its enclosure. */
import { createCompiler, partsOf, typeOf, type Expression, type Use } from '../../spec/language/index.js';
import { ratioField, type Ratio } from '../exact/index.js';
import { compileLineBounds } from './batches.js';
import { type BoundLine, type Bounded, type ReadPart } from './bounds.js';
import { isComputed, isLinear, isOpaque } from './chains.js';
import { compileCoarseBounds, isNearlySure } from './coarse.js';
import { createEnclosures } from './enclosures.js';
import { middleOf, toRatio } from './interval.js';
import type { EncloseAll, Remarks } from './roundings.js';
import type { Rounding } from './weights.js';

/** How far the lines of a page may be off in an arithmetic. */
export interface LineBounds {
  readonly vector: (value: Expression<Use>, also?: readonly Expression<Use>[]) => BoundLine<Ratio>;
  /** With one coordinate. */
  readonly scalar: (value: Expression<Use>) => BoundLine<Ratio>;
}

/**
 * The bounds in a format; in exact arithmetic, where nothing is rounded, √ and real powers have none.
 *
 * @param isCoarse - whether sums of vectors may have wide bounds that are made sooner.
 */
export function createLineBounds(rounding: Rounding | 'exact', isCoarse = false): LineBounds {
  if (rounding === 'exact') return exactLines();
  const vector: LineBounds['vector'] = (value, also = []) =>
    compileLineBounds({ value, also }, ratioField, rounding, partOf);
  const enclose = createEnclosures(rounding, (e) => vector(e));
  const partOf = (leaf: Expression<Use>): ReadPart<Ratio> | undefined =>
    isOpaque(leaf) ? readerOf(enclose(leaf)) : undefined;
  return {
    vector: (value, also) => {
      if (!isCoarse || !isLinear(value)) return vector(value, also);
      const [wide, scalars] = [compileCoarseBounds(value, rounding), partsOf(value).filter(isComputed)];
      let narrow: BoundLine<Ratio> | undefined;
      return (frame, errorOf) => {
        const isSure = scalars.every((scalar) => isNearlySure(scalar as Use, frame, errorOf, rounding));
        return isSure ? wide(frame, errorOf) : (narrow ??= vector(value, also))(frame, errorOf);
      };
    },
    scalar: (value) => {
      const read = readerOf(enclose(value));
      return (frame, errorOf = () => undefined) => {
        const remarks: Remarks = { mayOverflow: false };
        return read(frame, errorOf, remarks).map((found): Bounded<Ratio> => {
          if (found === undefined) return { ...unknown, ...remarks };
          return { ...unknown, value: found.value, bound: found.error, least: found.error, ...remarks };
        });
      };
    },
  };
}

const unknown = {
  value: ratioField.zero,
  bound: undefined,
  least: undefined,
  reach: undefined,
  grid: -Infinity,
} as const;

const readerOf =
  (enclose: EncloseAll): ReadPart<Ratio> =>
  (frame, errorOf, remarks) =>
    enclose(frame, errorOf, remarks).map((found) => {
      if (found === undefined) return undefined;
      const { middle, radius } = middleOf(found.range);
      return { value: toRatio(middle), error: toRatio(radius) };
    });

function exactLines(): LineBounds {
  const { vector, scalar } = createCompiler(ratioField);
  const { zero } = ratioField;
  const sure = (value: Ratio): Bounded<Ratio> => ({
    ...{ value, bound: zero, least: zero, reach: zero, grid: Infinity, mayOverflow: false },
  });
  return {
    vector: (value) => {
      const exact = vector(value);
      return (frame) => exact(frame).map(sure);
    },
    scalar: (value) => {
      const exact = scalar(value);
      return (frame) => [sure(exact(frame))];
    },
  };
}

/** The first part that has no exact value in rationals: a root, or a power that is not a whole one. */
export const irrationalPart = (e: Expression<Use>): Expression<Use> | undefined =>
  partsOf(e).find(
    (part) =>
      part.kind === 'apply' &&
      (part.operator === '√' ||
        part.operator === 'norm' ||
        (part.operator === '^' && !isWhole(part.operands[1]))),
  );

const isWhole = (exponent: Expression<Use> | undefined): boolean =>
  exponent !== undefined && typeOf(exponent) === 'count';
