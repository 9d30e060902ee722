/** Stored cases as problem files: what `spec/vectors/witnesses/` holds. */
import { formatProblemFile, toProblemFile } from '../../problems/index.js';
import { createScalarProblem } from './scalar-case.js';
import type { Witness } from './witnesses.js';

/** The name of the file of a stored case. */
export function witnessFileName({ run }: Witness): string {
  return `${run.name}.json`;
}

/** A stored case as the text of a problem file, which says in its description what it shows. */
export function formatWitness(witness: Witness): string {
  return formatProblemFile(
    toProblemFile(createScalarProblem(witness.theorem, witness.run), {
      description: describeWitness(witness),
      source: 'docs/theory/tightness.md',
    }),
  );
}

/** What a stored case shows, in one sentence. */
export function describeWitness({ theorem, purpose }: Witness): string {
  switch (purpose.kind) {
    case 'halved-term':
      return `Satisfies the simple condition of ${theorem}; its bound with the term ${purpose.term} halved would be false.`;
    case 'attained':
      return `Satisfies the condition of ${theorem}; the average squared gradient equals its bound.`;
    case 'outside':
      return `Outside both conditions of ${theorem}; the average squared gradient exceeds its bound.`;
  }
}
