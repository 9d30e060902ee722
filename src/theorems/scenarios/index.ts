/** The four settings measured: tuned on one grid, at equal numbers of target gradients, beside what the theorems promise. */
export * from './compare-setting.js';
export * from './double-moments.js';
export * from './tune-setting.js';
