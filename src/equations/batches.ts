/** Gradients of batches as the sums that they are: a program may apply a mean row by row. */
import type { Expression, Frame, Line, Use } from '../../spec/language/index.js';
import { partsOf } from '../../spec/language/index.js';
import type { ExactField } from '../exact/exact-field.js';
import { compileBounds, type BoundLine, type ReadPart } from './bounds.js';
import { isOpaque } from './chains.js';
import { presentationsOf } from './presentations.js';
import type { Rounding } from './weights.js';

/** The name under which a frame has row i of a batch. */
export const rowName = (sample: string, row: number): string => `${sample} ${row}`;

/** The batch that a gradient is the mean over. */
function batchOf(e: Expression<Use>): Use | undefined {
  const { sample } = e.kind === 'gradient' ? e : {};
  const origin = sample?.version.origin;
  return origin?.kind === 'sample' && origin.sampling.size !== undefined ? sample : undefined;
}

/**
 * The bounds of a line. A gradient of a batch is one leaf, a mean that was rounded before, and also a sum with a term for each row.
 *
 * @param partOf - how a leaf is read that is no name and no gradient: whole, with the error of its means.
 * @throws InexactError as {@link compileBounds} does.
 */
export function compileLineBounds<S>(
  line: Pick<Line<Use>, 'value' | 'also'>,
  field: ExactField<S>,
  rounding: Rounding,
  partOf?: (leaf: Expression<Use>) => ReadPart<S> | undefined,
): BoundLine<S> {
  const whole = presentationsOf(line);
  const plain = compileBounds(whole, field, rounding, partOf);
  const samples = new Set(partsOf(line.value, ...line.also).flatMap((part) => batchOf(part)?.name ?? []));
  if (samples.size === 0) return plain;
  const bySizes = new Map<string, BoundLine<S>>();
  return (frame, errorOf) => {
    const sizes = new Map([...samples].map((name) => [name, sizeOf(frame, name)]));
    if ([...sizes.values()].every((size) => size < 2)) return plain(frame, errorOf);
    const key = [...sizes.values()].join();
    const rows = (e: Expression<Use>): Expression<Use> => inRows(e, sizes);
    const make = (): BoundLine<S> => {
      const apart = presentationsOf({ value: rows(line.value), also: line.also.map(rows) });
      // a difference with a mean has the mean as one leaf
      return compileBounds(
        [...whole, ...apart.filter(({ kind }) => kind !== 'interpolated')],
        field,
        rounding,
        partOf,
      );
    };
    const bounds = bySizes.get(key) ?? make();
    bySizes.set(key, bounds);
    return bounds(frame, errorOf);
  };
}

const sizeOf = <S>({ values }: Frame<S>, sample: string): number =>
  (values.get(sample) as readonly unknown[]).length;

/** Versions of rows are no versions of the page. */
const firstRow = 1_000_000;

/** The expression with each gradient of a batch as (∇f(x, ξ¹) + … + ∇f(x, ξᴮ)) / B. */
function inRows(e: Expression<Use>, sizes: ReadonlyMap<string, number>): Expression<Use> {
  if (isOpaque(e)) return e;
  if (e.kind === 'apply') return { ...e, operands: e.operands.map((operand) => inRows(operand, sizes)) };
  const sample = batchOf(e);
  const size = sizes.get(sample?.name ?? '') ?? 1;
  if (sample === undefined || size < 2) return e;
  const { span } = e;
  const rows = Array.from({ length: size }, (_, row): Expression<Use> => {
    const { version, name } = sample;
    const index = firstRow * (row + 1) + version.index;
    return {
      ...e,
      sample: { ...sample, name: rowName(name, row), version: { ...version, index } },
    } as Expression<Use>;
  });
  const sum = rows.reduce((left, right) => ({ kind: 'apply', operator: '+', operands: [left, right], span }));
  return {
    kind: 'apply',
    operator: '/',
    operands: [sum, { kind: 'number', text: String(size), span }],
    span,
  };
}
