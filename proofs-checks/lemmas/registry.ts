/** The lemmas: the only list to extend when one is added. */
import { descent } from './c1-descent.js';
import { biasLemma } from './c2-bias.js';
import { driftLemma } from './c3-drift.js';
import { errorLemma } from './c4-error.js';
import { noiseSplit } from './c5-noise-split.js';
import { jensen } from './c6-jensen.js';
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
