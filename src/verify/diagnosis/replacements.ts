/** One vector in the place of another. */
import type { Transition } from './transition.js';

/** Whether `by` in the place of `term` makes what was made; undefined where one of them is not there. */
export function isReplaced(
  { terms, expected, actual, bound }: Transition,
  term: string,
  by: string,
  slack = 2 ** -40,
): boolean | undefined {
  const [old, now] = [terms.get(term), terms.get(by)];
  if (old === undefined || now === undefined || old.own === 0) return undefined;
  return actual.every((value, i) => {
    const change = old.own * ((now.vector[i] ?? 0) - (old.vector[i] ?? 0));
    return Math.abs(value - (expected[i] ?? 0) - change) <= (bound[i] ?? 0) * 2 + slack * Math.abs(change);
  });
}

/** Whether a replacement would show. */
export function isVisible({ terms, bound }: Transition, term: string, by: string): boolean {
  const [old, now] = [terms.get(term), terms.get(by)];
  if (old === undefined || now === undefined || old.own === 0) return false;
  return old.vector.some(
    (value, i) => Math.abs(old.own * ((now.vector[i] ?? 0) - value)) > 2 * (bound[i] ?? 0),
  );
}
