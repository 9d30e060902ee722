/** What is read off a transition: coefficients, and vectors in the place of others. */
import { dot, largest, minus, norm } from './doubles.js';
import { longestForm } from './rough-field.js';
import type { Sample } from './law.js';
import type { Transition } from './transition.js';

/** The coefficient of a term that makes the transition what it is; undefined where no coefficient does. */
export function sampleOf(transition: Transition, name: string): Sample | undefined {
  const sample = looseSampleOf(transition, name);
  if (sample === undefined) return undefined;
  const { expected, actual, bound, terms, run } = transition;
  const { vector = [], outer = 1 } = terms.get(name) ?? {};
  const c = (sample.used - sample.due) * outer;
  const fits = actual.every((value, i) => {
    const rest = value - (expected[i] ?? 0) - c * (vector[i] ?? 0);
    return (
      Math.abs(rest) <= (bound[i] ?? 0) * 1.5 + longestForm * run.roundoff * Math.abs(c * (vector[i] ?? 0))
    );
  });
  return fits ? sample : undefined;
}

/** The coefficient in the sense of least squares. */
export function looseSampleOf(transition: Transition, name: string): Sample | undefined {
  const term = transition.terms.get(name);
  if (term === undefined) return undefined;
  const { vector, own, outer } = term;
  const square = dot(vector, vector);
  if (square === 0) return undefined;
  const residual = minus(transition.actual, transition.expected);
  const c = dot(residual, vector) / square;
  const tolerance =
    vector.reduce((sum, value, i) => sum + Math.abs(value) * (transition.bound[i] ?? 0), 0) / square;
  return {
    transition,
    due: own / outer,
    used: (own + c) / outer,
    // the product with a wrong coefficient is rounded too
    tolerance: (2 * tolerance + longestForm * transition.run.roundoff * Math.abs(c)) / Math.abs(outer),
    size: norm(vector),
    largest: largest(vector),
  };
}

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
