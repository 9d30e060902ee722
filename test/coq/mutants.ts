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
export const identity = /not a valid (ring|field) equation/;
export const witness = /Cannot find witness/;

/** What Coq says, by what is wrong. */
export const reasons: Readonly<Record<string, RegExp>> = {
  ...{ identity, witness },
  field: /not a valid field equation/,
  ring: /not a valid ring equation/,
  unifier: /Unable to unify/,
  type: /while it is expected to have type/,
  product: /No product even after head-reduction/,
  convertible: /Not convertible/,
  goal: /Cannot solve this goal/,
  subterm: /Found no subterm/,
  tactic: /No applicable tactic/,
  application: /Illegal application/,
  strict: /"Rabs d <= 1" while it is expected to have type\s+"Rabs d < 1"/,
  example: /Found no subterm|Unable to unify|unify/,
};
