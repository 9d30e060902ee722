/** The four scenarios measured: tuned on one grid, at equal numbers of target gradients, beside what the theorems promise. */
export * from './compare-scenario.js';
export * from './double-moments.js';
export * from './tune.js';
export { runByTheory, sgdStepSize, type TheoryRun } from './run-by-theory.js';
