/** The numbers in a JSON document, one by one: where they stand, and the document with one of them changed. */
type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

const numberPattern = /^-?\d+(\.\d+)?$/;

/** The paths (`trace.rounds.0.iterate.1`) of every number, whether written as a number or as a string. */
export function leafPaths(document: unknown, prefix = ''): string[] {
  const value = document as Json;
  if (typeof value === 'number') return [prefix];
  if (typeof value === 'string') return numberPattern.test(value) ? [prefix] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) =>
    leafPaths(child, prefix === '' ? key : `${prefix}.${key}`),
  );
}

/** A copy of `document` with the number at `path` replaced by another: one more, the opposite sign, or the other index. */
export function changeLeaf<Document>(document: Document, path: string): Document {
  const copy = structuredClone(document);
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  let parent = copy as Record<string, unknown>;
  for (const key of keys) parent = parent[key] as Record<string, unknown>;
  const value = parent[last] as string | number;
  const isIndex = /\.(atom|snapshot|initial\.\d+|local\.\d+)$/.test(path);
  if (typeof value === 'number') parent[last] = isIndex ? 1 - value : value + 1;
  else
    parent[last] = value.startsWith('-')
      ? value.slice(1)
      : value.replace(/^\d+/, (whole) => `${BigInt(whole) + 1n}`);
  return copy;
}
