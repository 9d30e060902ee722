/** Lines with what the line before them has made written out: a program may move a point twice in place of once by a sum. */
import {
  mapNames,
  partsOf,
  termsOf,
  typeOf,
  type Expression,
  type Line,
  type Method,
  type Use,
} from '../../spec/language/index.js';
import { replaced } from './parts.js';
import { isOpaque } from './chains.js';

/** The name under which a frame has what a name was before a line set it. */
export const keptName = (name: string): string => `${name} before`;

/**
 * The value of a line with each vector that a line of the same block has summed written as that sum: x − p, behind p ← μ p + s, is
 * x − (μ p + s) with the p of before. Undefined where there is none.
 */
export function writtenThrough({ lines }: Method, line: Line<Use>): Expression<Use> | undefined {
  const { blocks } = line.target.version;
  const place = lines.indexOf(line);
  const sums = termsOf(line.value, undefined, isOpaque).flatMap(({ leaf }) => {
    const origin = leaf.kind === 'name' ? leaf.version.origin : undefined;
    if (leaf.kind !== 'name' || origin?.kind !== 'line' || origin.line === line) return [];
    const { target, value } = origin.line;
    const between = lines.slice(lines.indexOf(origin.line) + 1, place);
    const changes = (name: string): number => between.filter((one) => one.target.name === name).length;
    const reads = partsOf<Use>(value).flatMap((part) => (part.kind === 'name' ? [part.name] : []));
    const isFree =
      target.version.blocks === blocks &&
      typeOf(value) === 'vector' &&
      termsOf(value, undefined, isOpaque).length > 1 &&
      changes(target.name) === 0 &&
      reads.every((name) => changes(name) <= 1);
    // a frame has of each name what it was before it was set the last time
    const isOld = ({ name }: Use): boolean => name === target.name || changes(name) === 1;
    const before = (use: Use): Use => (isOld(use) ? { ...use, name: keptName(use.name) } : use);
    return isFree ? [{ leaf, value: mapNames(value, before) }] : [];
  });
  if (sums.length === 0) return undefined;
  return sums.reduce(
    (value, { leaf, value: by }) => replaced(value, (e) => e.kind === 'name' && e.name === leaf.name, by),
    line.value,
  );
}
