/** What the stored cases show: theorems that claim too much and are refuted. */
import { type BoundTermId, type RateTheorem, rateTheorems } from '../../../spec/theorems/index.js';
import { judgeRate, type RateVerdict } from './judge-rate.js';
import { measureScalar } from './scalar-case.js';
import type { Witness } from './witnesses.js';

/** The theorem with one term of its bound halved. */
export function halveTerm(theorem: RateTheorem, term: BoundTermId): RateTheorem {
  return {
    ...theorem,
    terms: theorem.terms.map((summand) =>
      summand.id === term
        ? {
            ...summand,
            value: (arithmetic, input) => {
              const { numerator, denominator } = summand.value(arithmetic, input);
              return { numerator, denominator: arithmetic.times(2, denominator) };
            },
          }
        : summand,
    ),
  };
}

/** What {@link checkWitness} found. */
export interface WitnessVerdict extends RateVerdict {
  /** Whether the case shows what it is stored for. */
  readonly isShown: boolean;
  /** G over the bound with the term halved; only where a term is. */
  readonly halvedRatio?: string;
}

/**
 * Measures a stored case exactly and judges it, and the claim that it refutes.
 * For claims about the theorems: a witness refutes the false ones.
 *
 * @param witness - one of `witnesses`.
 * @param theorem - the theorem to judge; the stored one unless a test claims another.
 */
export function checkWitness(
  witness: Witness,
  theorem: RateTheorem = rateTheorems[witness.theorem],
): WitnessVerdict {
  const measured = measureScalar(witness.theorem, witness.run);
  const verdict = judgeRate(theorem, measured);
  const isCovered =
    verdict.isSimpleConditionMet || verdict.isExactConditionMet || verdict.isQuietConditionMet;
  const { purpose } = witness;
  switch (purpose.kind) {
    case 'halved-term': {
      const halved = judgeRate(halveTerm(theorem, purpose.term), measured);
      return { ...verdict, isShown: isCovered && !halved.isWithin, halvedRatio: halved.ratio };
    }
    case 'attained':
      return { ...verdict, isShown: isCovered && verdict.ratio === '1.000000' && verdict.isWithin };
    case 'outside':
      return { ...verdict, isShown: !isCovered && !verdict.isWithin };
  }
}

/** What a stored case shows, in one sentence. */
export function describeWitness({ theorem, purpose }: Witness): string {
  switch (purpose.kind) {
    case 'halved-term':
      return `Satisfies the simple condition of ${theorem}; its bound with the term ${purpose.term} halved would be false.`;
    case 'attained':
      return `Satisfies the condition of ${theorem}; the mean squared gradient equals its bound.`;
    case 'outside':
      return `Outside both conditions of ${theorem}; the mean squared gradient exceeds its bound.`;
  }
}
