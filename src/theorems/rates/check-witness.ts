/** Whether a stored case still shows what it is stored for. */
import { rateTheorems, type RateTheorem } from '../../../spec/theorems/index.js';
import { halveTerm } from './halve-term.js';
import { judgeRate, type RateVerdict } from './judge-rate.js';
import type { RateCase } from './rate-case.js';
import { measureScalar } from './scalar-case.js';
import type { Witness } from './witnesses.js';

/** What {@link checkWitness} found. */
export interface WitnessVerdict extends RateVerdict {
  /** Whether the case shows what it is stored for. */
  readonly isShown: boolean;
  /** G over the bound with the term halved; only where a term is. */
  readonly halvedRatio?: string;
}

/**
 * Measures a stored case exactly and judges it, and the claim that it refutes.
 *
 * @param witness - one of `witnesses`.
 * @param theorem - the theorem to judge; the stored one unless a test claims another.
 * @param measured - the measured case, where it is already known.
 */
export function checkWitness(
  witness: Witness,
  theorem: RateTheorem = rateTheorems[witness.theorem],
  measured: RateCase = measureScalar(witness.theorem, witness.run),
): WitnessVerdict {
  const verdict = judgeRate(theorem, measured);
  const isCovered = verdict.isSimpleConditionMet || verdict.isExactConditionMet;
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
