/**
 * fast-check with fewer cases, for the tests that judge mutants: a mutant that survives so few cases counts as a survivor, so
 * this can only lower a score.
 */
import { createRequire } from 'node:module';

// Not by import: that name leads here.
const fc = createRequire(import.meta.url)('fast-check');
const mostRuns = 8;

/** A property on its first few cases. Nobody reads the smallest counterexample of a mutant, so none is looked for. */
export function assert(property, parameters = {}) {
  const numRuns = Math.min(parameters.numRuns ?? mostRuns, mostRuns);
  return fc.assert(property, { ...parameters, numRuns, endOnFailure: true });
}

export default { ...fc, assert };
