/** How much work the kernel does for one document: a document may not make it run without end. */
import { refuse } from './refusal.js';

const mostEffort = 8_000_000;
let left = Infinity;

/** Counts work: formulas that are read, terms that are produced, steps of a division. */
export function spend(work: number): void {
  left -= work;
  if (left < 0) refuse('the document takes too much work to check');
}

/** Runs a check with a limit on its work; a check inside of it counts as part of it. */
export function limitEffort<Value>(run: () => Value): Value {
  if (left !== Infinity) return run();
  left = mostEffort;
  try {
    return run();
  } finally {
    left = Infinity;
  }
}
