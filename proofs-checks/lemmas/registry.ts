/** The lemmas: the only list to extend when one is added. */
import { descent, driftLemma, biasLemma } from './round.js';
import { errorLemma, noiseSplit, jensen } from './estimate.js';
import { lagLemma } from './c7-lag.js';
import { controlledRound } from './controlled.js';
import { oneLaw } from './one-law.js';
import type { Lemma } from './lemma.js';

/** C1 to C9. */
export const lemmas: readonly Lemma[] = [
  descent,
  biasLemma,
  driftLemma,
  errorLemma,
  noiseSplit,
  jensen,
  lagLemma,
  oneLaw,
  controlledRound,
];
