/** Where two JSON values differ. */
import type { JsonPath } from '../../problems/json-path.js';

/** The path of the first difference, keys in the order of `one`; undefined where the values are equal. */
export function firstDifference(one: unknown, other: unknown): JsonPath | undefined {
  if (Object.is(one, other)) return undefined;
  if (!isContainer(one) || !isContainer(other) || Array.isArray(one) !== Array.isArray(other)) return [];
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  for (const key of keys) {
    const segment = Array.isArray(one) ? Number(key) : key;
    if (!Object.hasOwn(one, key) || !Object.hasOwn(other, key)) return [segment];
    const inside = firstDifference(one[key], other[key]);
    if (inside !== undefined) return [segment, ...inside];
  }
  return undefined;
}

function isContainer(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
