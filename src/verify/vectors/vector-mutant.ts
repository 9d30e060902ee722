/** A wrong implementation that the vectors are measured against. */
import type { VariantName } from '../../../spec/model/index.js';
import { createReference, mutants, type Mutant, type OpaqueImplementation } from '../reference/index.js';
import { cornerMutants } from './corner-mutants.js';
import { harmlessMutants } from './harmless-mutants.js';

/** What the kill table says of a mistake. */
export interface MutantSummary {
  readonly id: string;
  readonly mistake: string;
  /** The variant that the implementation claims to be. */
  readonly variant: VariantName;
  /** Made in every run; made in a corner alone; or no mistake at all, because it changes no number. */
  readonly kind: 'general' | 'corner' | 'equivalent';
}

/** A mistake with what makes it. */
export interface VectorMutant extends MutantSummary {
  readonly implement: (arithmetic: 'binary64' | 'rational') => OpaqueImplementation;
}

function fromReference(mutant: Mutant, kind: MutantSummary['kind']): VectorMutant {
  const { id, mistake, variant } = mutant;
  return { id, mistake, variant, kind, implement: (arithmetic) => createReference({ arithmetic, mutant }) };
}

/** Everything that the kill table is measured with. */
export const vectorMutants: readonly VectorMutant[] = [
  ...mutants.map((mutant) => fromReference(mutant, 'general')),
  ...cornerMutants.map(({ id, mistake, variant, implement }): VectorMutant => ({
    id,
    mistake,
    variant,
    kind: 'corner',
    implement,
  })),
  ...harmlessMutants.map((mutant) => fromReference(mutant, 'equivalent')),
];
