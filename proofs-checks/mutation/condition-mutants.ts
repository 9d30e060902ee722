/** Every condition weakened by a hundredth: no certificate of the same shape may pass any more. */
import {
  addRationals,
  assume,
  declareHypothesis,
  difference,
  generator,
  multiplyRationals,
  polynomialKey,
  product,
  rational,
  scale,
  sum,
  type Certificate,
  type Fact,
  type Hypothesis,
  type Polynomial,
  type Rational,
} from '../kernel/index.js';
import type { CertifiedStep } from '../notation/steps.js';
import type { TheoremProof } from '../theorems/rate-proof.js';
import { divideRationals } from './linear-system.js';
import { evaluateAt, testShape } from './shape.js';
import { createPoint, hundredth, type StatementResult, type StatementSurvivor } from './statement-mutants.js';

/** The certificate with one fact in the place of the fact that has the given statement. */
function withPremise(certificate: Certificate<Fact>, replaced: Polynomial, fact: Fact): Certificate<Fact> {
  const key = polynomialKey(replaced);
  const swap = (premise: Fact | undefined): Fact | undefined =>
    premise !== undefined && polynomialKey(premise.statement) === key ? fact : premise;
  return {
    ...certificate,
    terms: certificate.terms.map((term) => {
      const premise = swap(term.premise);
      const scalar = swap(term.scalar);
      return {
        ...term,
        ...(premise === undefined ? {} : { premise }),
        ...(scalar === undefined ? {} : { scalar }),
      };
    }),
  };
}

function weaken({ id, statement }: Hypothesis, part: Polynomial): Fact {
  const weaker = sum(statement, scale(hundredth, part));
  return assume(declareHypothesis(id, 'weakened', weaker));
}

/** L such that the weakened slack, linear in L, is 0: there the true slack is negative. */
function edge(slack: Polynomial): Rational {
  const at = (L: number): Rational =>
    evaluateAt(createPoint({ L: rational(L) }, 7), slack).get('') ?? rational(0);
  const slope = addRationals(at(0), multiplyRationals(rational(-1), at(1)));
  return divideRationals(at(0), slope);
}

const certifiedSteps = ({ steps }: TheoremProof): readonly CertifiedStep[] =>
  steps.flatMap((step) => (step.kind === 'certificate' ? [step] : []));

/** Each part of the exact condition lowered, in the round that uses it, at the edge of the weaker condition. */
function weakenExact(proof: TheoremProof): StatementResult {
  const [exact] = proof.conditions;
  const step = certifiedSteps(proof).find(
    ({ name }) => name.includes('a later round') || name.endsWith('a round'),
  );
  if (exact === undefined || step === undefined) throw new RangeError('a rate has a condition and a round');
  const survivors: StatementSurvivor[] = [];
  for (const { name, value } of proof.conditionParts) {
    const weaker = weaken(exact, value);
    const point = createPoint({ L: edge(weaker.statement) }, 7);
    const certificate = withPremise(step.certificate, exact.statement, weaker);
    if (testShape(step.conclusion, certificate, point) !== 'impossible') {
      survivors.push({ statement: step.name, change: `${name} of the exact condition lowered` });
    }
  }
  return { tried: proof.conditionParts.length, survivors };
}

/** δηK/√w just below and just above the simple condition w ≥ factor · δ²η²K², for the factor of each theorem. */
const simpleEdges: Readonly<Record<string, readonly [below: Rational, above: Rational]>> = {
  'MOM-1': [rational(3535, 10000), rational(355, 1000)],
  'MOM-2': [rational(1, 2), rational(502, 1000)],
  'MOM-3': [rational(1, 4), rational(251, 1000)],
  'MVR-1': [rational(3535, 10000), rational(355, 1000)],
};

/** Each part of the simple condition lowered, at a small a and a large K, where the condition is nearly needed. */
function weakenSimple(proof: TheoremProof): StatementResult {
  const [, smooth, similar] = proof.conditions;
  const edges = simpleEdges[proof.theorem.id];
  if (smooth === undefined || similar === undefined || edges === undefined)
    return { tried: 0, survivors: [] };
  const step = certifiedSteps(proof).find(({ name }) => name.includes('implies'));
  if (step === undefined) throw new RangeError('the simple condition implies the exact one by a certificate');
  const a = rational(1, 1_000_000);
  const root = proof.theorem.id === 'MVR-1' ? rational(1, 1000) : a; // √w, w = a or a²
  const weight = proof.theorem.id === 'MVR-1' ? generator('a') : product(generator('a'), generator('a'));
  const J = 999_999;
  const pointFor = (ratio: Rational, twiceLipschitzStep: Rational) =>
    createPoint(
      {
        a,
        eta: rational(1),
        J: rational(J),
        L: multiplyRationals(rational(1, 2), twiceLipschitzStep),
        delta: divideRationals(multiplyRationals(ratio, root), rational(J + 1)),
      },
      7,
    );
  const cases = [
    {
      condition: smooth,
      part: difference(scale(1, product()), smooth.statement),
      point: pointFor(edges[0], rational(101, 100)),
    },
    {
      condition: similar,
      part: difference(weight, similar.statement),
      point: pointFor(edges[1], rational(1)),
    },
  ];
  const survivors = cases
    .filter(({ condition, part, point }) => {
      const certificate = withPremise(step.certificate, condition.statement, weaken(condition, part));
      return testShape(step.conclusion, certificate, point) !== 'impossible';
    })
    .map(() => ({ statement: step.name, change: 'a part of the simple condition lowered' }));
  return { tried: cases.length, survivors };
}

/** Weakens every condition of every rate. */
export function runConditionMutants(proofs: readonly TheoremProof[]): StatementResult {
  const all = proofs.flatMap((proof) => [weakenExact(proof), weakenSimple(proof)]);
  return {
    tried: all.reduce((total, { tried }) => total + tried, 0),
    survivors: all.flatMap(({ survivors }) => survivors),
  };
}
