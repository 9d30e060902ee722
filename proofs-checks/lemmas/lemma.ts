/** What a lemma is, to everything that prints, mutates or cites it. */
import type { Step } from '../derivation/schema.js';

/** A lemma with its proof: every step was accepted by the kernel when this value was made. */
export interface Lemma {
  /** `C1` … `C9`. */
  readonly id: string;
  readonly title: string;
  /** In the order in which they were proved; later steps use earlier ones. */
  readonly steps: readonly Step[];
}
