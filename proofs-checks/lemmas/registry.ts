/** The lemmas: the only list to extend when one is added. */
import { descent, driftLemma, biasLemma } from './round.js';
import { errorLemma, noiseSplit, jensen } from './estimate.js';
import { lagLemma } from './c7-lag.js';
import type { Lemma } from './lemma.js';

/** C1 to C7. */
export const lemmas: readonly Lemma[] = [
  descent,
  biasLemma,
  driftLemma,
  errorLemma,
  noiseSplit,
  jensen,
  lagLemma,
];
