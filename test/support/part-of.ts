/** The part of a long list that one run takes: each day another one, and every night all (AUXOPT_PART=all). */

const day = Math.floor(Date.now() / 86_400_000);

/**
 * Every `parts`-th entry. `AUXOPT_PART` chooses which ones, from 0; `all` takes all of them. What was taken is printed, so that a
 * failure can be repeated.
 */
export function partOf<Item>(items: readonly Item[], parts: number, about: string): readonly Item[] {
  const chosen = process.env['AUXOPT_PART'] ?? String(day % parts);
  if (chosen === 'all') return items;
  const part = Number(chosen);
  if (!Number.isSafeInteger(part) || part < 0)
    throw new Error(`AUXOPT_PART=${chosen} is no part: all, or 0, 1, 2, …`);
  console.log(`${about}: part ${part % parts} of ${parts} (AUXOPT_PART=${part % parts})`);
  return items.filter((_, index) => index % parts === part % parts);
}
