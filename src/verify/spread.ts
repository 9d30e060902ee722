/** Some of many, from all of them. */

/** So many items at even distances, from the first one on; all, where there are no more. */
export function spread<T>(items: readonly T[], most: number): readonly T[] {
  if (items.length <= most) return items;
  return Array.from({ length: most }, (_, i) => items[Math.floor((i * items.length) / most)] as T);
}
