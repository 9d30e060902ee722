/** Coefficients that are read off a transition. */
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
