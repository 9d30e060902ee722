/** The derivations: the only lists to extend when one is added. */
import '../lemmas/registry.js'; // first, so that the order of the steps does not depend on who imports this
import { createDerivation } from '../derivation/build.js';
import type { Derivation } from '../derivation/schema.js';
import { correlationSteps } from './corr.js';
import { mom1hProof, mom1Proof, mom2Proof, mom3Proof } from './mom.js';
import { mvr1Proof, mvr2Proof } from './mvr-1.js';
import { fam1Proof, fam2Proof } from './family.js';
import { tgtMomProof, tgtMvrProof } from './target.js';
import { naiveSteps, sgd1Proof } from './baselines.js';
import type { TheoremProof } from './rate-proof.js';
import { rateDetProof, separationSteps } from './rate-det.js';
import { rateFamProof } from './rate-fam.js';
import { rateMomGProof, rateMomProof } from './rate-mom.js';
import { rateMvr2pProof, rateMvr2Proof, rateTgtMvrProof } from './rate-mvr-2.js';
import { rateMvrHProof } from './rate-mvr-h.js';
import { rateMvrProof } from './rate-mvr.js';
import { rateTgtMomProof } from './rate-target.js';

/** The rates for given parameters, then those that say which to take. */
export const rateProofs: readonly TheoremProof[] = [
  mom1Proof,
  mom1hProof,
  mom2Proof,
  mom3Proof,
  mvr1Proof,
  mvr2Proof,
  fam1Proof,
  fam2Proof,
  tgtMomProof,
  tgtMvrProof,
  sgd1Proof,
  rateDetProof,
  rateMomProof,
  rateMomGProof,
  rateMvrProof,
  rateMvr2Proof,
  rateMvr2pProof,
  rateMvrHProof,
  rateFamProof,
  rateTgtMomProof,
  rateTgtMvrProof,
];

/** What is proved of SEP-DET by the kernel. */
export const separationTitle = 'AuxMOM without noise beats SGD on average';

/** What is proved of NAIVE by the kernel. */
export const naiveTitle = 'every round of the naive method contracts towards pζ';

/** What is proved of CORR by the kernel. */
export const correlationTitle = 'second moments are affine in the noise covariance';

/** Every derivation as a document, by the id of its theorem; the caller's own copies. For other checkers. */
export function createDerivations(): readonly Derivation[] {
  return structuredClone([
    ...rateProofs.map(({ theorem, rates }) =>
      createDerivation(
        theorem.id,
        theorem.title,
        rates.map(({ conclusion }) => conclusion),
      ),
    ),
    createDerivation(
      'SEP-DET',
      separationTitle,
      separationSteps.map(({ name }) => ({ name, step: name })),
    ),
    createDerivation(
      'NAIVE',
      naiveTitle,
      naiveSteps.map(({ name }) => ({ name, step: name })),
    ),
    createDerivation(
      'CORR',
      correlationTitle,
      correlationSteps.map(({ name }) => ({ name, step: name })),
    ),
  ]);
}
