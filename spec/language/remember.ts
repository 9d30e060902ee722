/** Keeps what was made lately: everything is forgotten when there is too much of it. */
export function remember<K, V>(known: Map<K, V>, key: K, make: () => V): V {
  const kept = known.get(key);
  if (kept !== undefined) return kept;
  if (known.size > 10_000) known.clear();
  const made = make();
  known.set(key, made);
  return made;
}
