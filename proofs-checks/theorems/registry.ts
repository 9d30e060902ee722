/** The rates that are proven: the only list to extend when one is added. */
import { mom1Proof } from './mom-1.js';
import { mom2Proof } from './mom-2.js';
import { mom3Proof } from './mom-3.js';
import { mvr1Proof } from './mvr-1.js';
import type { TheoremProof } from './rate-proof.js';
import { sgd1Proof } from './sgd-1.js';

/** MOM-1, MOM-2, MOM-3, MVR-1 and SGD-1. */
export const rateProofs: readonly TheoremProof[] = [mom1Proof, mom2Proof, mom3Proof, mvr1Proof, sgd1Proof];
