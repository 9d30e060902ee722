/** What an exact expectation is taken of. */
import type { Ratio } from '../exact/index.js';
import type { ProblemCase } from '../problems/index.js';

/** A problem and a run on it, in ratios; the draws are what the expectation is over, so there is no seed. */
export type ExpectationCase = Omit<ProblemCase<Ratio>, 'name' | 'seed'>;
