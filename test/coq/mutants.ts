/** Negative controls: derivations, exported files and statements with one thing changed, each of which Coq must refuse. */
import type { CoqFile } from '../../proofs-checks/coq/export.js';

/** A changed file, and where and why Coq must refuse it. */
export interface Mutant {
  readonly name: string;
  /** Compiled in this order; all but the last must pass. */
  readonly files: readonly CoqFile[];
  /** The lemma that fails. */
  readonly lemma: string;
  readonly reason: RegExp;
}

/** `ring` or `field`: both sides differ. */
export const notAnIdentity = /not a valid (ring|field) equation/;
