/** The part of a long list that one run takes: each day another one, and every night all (AUXOPT_PART=all). */
import type { RunnerTask } from 'vitest';

const day = Math.floor(Date.now() / 86_400_000);

/** Which part of so many a run takes: `AUXOPT_PART` says it, from 0; undefined is all of them. */
function chosenOf(parts: number): number | undefined {
  const chosen = process.env['AUXOPT_PART'] ?? String(day % parts);
  if (chosen === 'all') return undefined;
  const part = Number(chosen);
  if (!Number.isSafeInteger(part) || part < 0)
    throw new Error(`AUXOPT_PART=${chosen} is no part: all, or 0, 1, 2, …`);
  return part % parts;
}

/** Every `parts`-th entry. What was taken is printed, so that a failure can be repeated. */
export function partOf<Item>(items: readonly Item[], parts: number, about: string): readonly Item[] {
  const part = chosenOf(parts);
  if (part === undefined) return items;
  console.log(`${about}: part ${part} of ${parts} (AUXOPT_PART=${part})`);
  return items.filter((_, index) => index % parts === part);
}

/** Whether a run takes this one of the tests, or of the suites, that one table makes; what no table makes is always taken. */
export function isOfPart(task: RunnerTask, parts: number): boolean {
  const part = chosenOf(parts);
  // a table of tables: its diagonals
  let place: number | undefined;
  for (let one: RunnerTask | undefined = task; one !== undefined; one = one.suite) {
    if (one.each !== true) continue;
    const rows = (one.suite ?? one.file).tasks.filter(({ each }) => each);
    if (rows.length > 1) place = (place ?? 0) + rows.indexOf(one);
  }
  return part === undefined || place === undefined || place % parts === part;
}
