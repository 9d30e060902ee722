/** Checks that a lemma rests on declared hypotheses only. */
import type { Fact } from '../kernel/index.js';
import { declaredPremises } from './assumed.js';

/** What a fact rests on and is not declared in `setting/`: empty for every lemma. */
export function lemmaPremises(fact: Fact): readonly string[] {
  return [...fact.hypotheses].filter((one) => !declaredPremises.has(one)).map(({ id }) => id);
}
