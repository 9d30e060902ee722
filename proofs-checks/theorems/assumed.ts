/** Checks that a proof rests on what its theorem assumes, and on nothing else. */
import type { RateTheorem } from '../../spec/theorems/index.js';
import type { Equation, Fact, Hypothesis } from '../kernel/index.js';
import * as affine from '../setting/affine.js';
import * as algorithm from '../setting/algorithm.js';
import * as assumptions from '../setting/assumptions.js';
import type { ProvenRate, TheoremProof } from './rate-proof.js';
import { sgdHypotheses } from './sgd-1.js';
import { firstWeightBound } from './start.js';

/** A named hypothesis or an equation that an algorithm states. */
type Premise = Hypothesis | Equation;

const isPremise = (value: unknown): value is Premise =>
  typeof value === 'object' && value !== null && 'kind' in value && 'id' in value;

/** Every hypothesis that is not a theorem's own condition. */
export const declaredPremises: ReadonlySet<unknown> = new Set(
  [affine, algorithm, assumptions, sgdHypotheses, { firstWeightBound }]
    .flatMap((module) => Object.values<unknown>(module))
    .filter(isPremise),
);

const ofAlgorithm: Readonly<Record<RateTheorem['id'], readonly string[]>> = {
  'MOM-1': ['AUX-MOM.2'],
  'MOM-2': ['AUX-MOM.2'],
  'MOM-3': ['AUX-MOM.2'],
  'MVR-1': ['AUX-MVR.2', 'first weight'],
  'SGD-1': [],
};

/** The ids that a proven rate may rest on. */
function allowedIds(theorem: RateTheorem, { condition, start }: ProvenRate): ReadonlySet<string> {
  const local = theorem.id === 'SGD-1' ? [] : ['LOCAL.1', 'LOCAL.2', 'LOCAL.3'];
  const initial = start === 'given' ? ['START.given', 'e0'] : ['START.first-snapshot'];
  return new Set([
    ...theorem.assumptions,
    ...local,
    ...ofAlgorithm[theorem.id],
    ...(start === 'none' ? [] : initial),
    'F0',
    `${theorem.id} ${condition}`,
  ]);
}

/** What a proven rate rests on and may not: empty where the proof is as stated. */
export function unexpectedPremises(proof: TheoremProof, rate: ProvenRate): readonly string[] {
  const allowed = allowedIds(proof.theorem, rate);
  const conditions: ReadonlySet<unknown> = new Set(proof.conditions);
  return [...rate.bound.fact.hypotheses]
    .filter((one) => !allowed.has(one.id) || !(declaredPremises.has(one) || conditions.has(one)))
    .map(({ id, title }) => `${id}: ${title}`);
}

/** The ids of what a fact rests on, sorted. */
export function premiseIds(fact: Fact): readonly string[] {
  return [...new Set([...fact.hypotheses].map(({ id }) => id))].sort();
}
