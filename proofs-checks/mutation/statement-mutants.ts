/** Every stated constant lowered by a hundredth: no certificate of the same shape may pass. */
import {
  addRationals,
  constant,
  difference,
  multiplyRationals,
  rational,
  scale,
  statementAt,
  type Certificate,
  type Polynomial,
  type Rational,
  type StepPremise,
} from '../kernel/index.js';
import { lemmaConstants } from '../lemmas/constants.js';
import type { ProofStep } from '../notation/steps.js';
import type { TheoremProof } from '../theorems/rate-proof.js';
import { divideRationals } from './linear-system.js';
import { testShape, type Point } from './shape.js';

/** A statement mutant that was not refuted. */
export interface StatementSurvivor {
  readonly statement: string;
  readonly change: string;
}

/** How many statement mutants were tried and which were not refuted. */
export interface StatementResult {
  readonly tried: number;
  readonly survivors: readonly StatementSurvivor[];
}

/** By how much constants and conditions are changed. */
export const hundredth: Rational = rational(1, 100);

/** One point of the parameter space, where the exact conditions hold. */
const numbers: Readonly<Record<string, Rational>> = {
  a: rational(1, 3),
  eta: rational(1, 70),
  J: rational(4),
  L: rational(1, 2),
  delta: rational(1, 11),
  varD: rational(3),
  varD1: rational(2),
  varh: rational(5),
  varf: rational(4),
  F0: rational(6),
  e0: rational(7),
  firstWeight: rational(1),
  t: rational(6),
  j: rational(2),
  k: rational(3),
  s: rational(9),
};

/**
 * The point with some numbers changed. The lag sequence is τ = tK − āK/a, where it is hardest: μ at its largest.
 *
 * @param snapshot - the index of the snapshot at which τ is needed.
 */
export function createPoint(changes: Readonly<Record<string, Rational>>, snapshot: number): Point {
  const point = new Map(Object.entries({ ...numbers, ...changes }));
  const a = point.get('a') ?? rational(1);
  const steps = addRationals(point.get('J') ?? rational(0), rational(1));
  const decay = addRationals(rational(1), multiplyRationals(rational(-1), a));
  const lag = divideRationals(multiplyRationals(decay, steps), a);
  const before = multiplyRationals(rational(snapshot), steps);
  return point.set('tau', addRationals(before, multiplyRationals(rational(-1), lag)));
}

/** What is to be proven by a shape. */
interface Conclusion {
  readonly conclusion: Polynomial;
  readonly certificate: Certificate<StepPremise>;
  readonly hypothetical?: Polynomial;
}

/** What a step proves from what; of an induction, the step. */
function conclusionOf(step: ProofStep, lowered: Polynomial): Conclusion {
  if (step.kind === 'certificate') {
    return { conclusion: difference(step.conclusion, lowered), certificate: step.certificate };
  }
  // Lowering the constant of an induction lowers it in its hypothesis too.
  const { induction } = step;
  const statement = difference(induction.statement, lowered);
  return {
    conclusion: statementAt({ ...induction, statement }, 'step'),
    certificate: induction.step,
    hypothetical: statement,
  };
}

function isRefuted({ conclusion, certificate, hypothetical }: Conclusion, point: Point): boolean {
  return testShape(conclusion, certificate, point, hypothetical) === 'impossible';
}

/** A statement, and a summand of it. */
interface Lowerable {
  readonly step: ProofStep;
  readonly name: string;
  readonly value: Polynomial;
}

/** The smaller, the stronger; a factor 1 − 1/100 on one summand. */
function lowerConstants(constants: readonly Lowerable[], point: Point): StatementResult {
  const survivors = constants
    .filter(({ step, value }) => {
      // Control: with nothing lowered the shape must not be refuted, or the test would mean nothing.
      if (isRefuted(conclusionOf(step, constant(0)), point)) return true;
      return !isRefuted(conclusionOf(step, scale(hundredth, value)), point);
    })
    .map(({ step, name }) => ({ statement: step.name, change: `${name} lowered by a hundredth` }));
  return { tried: constants.length, survivors };
}

/** Lowers every constant of the lemmas and of the rates. */
export function runConstantMutants(proofs: readonly TheoremProof[]): StatementResult {
  const ofLemmas = lowerConstants(lemmaConstants, createPoint({}, 6));
  // SGD-1 is tight where Lη = 1: only there does nothing of a smaller gradient term go to waste.
  const pointOf = ({ theorem }: TheoremProof): Point =>
    createPoint(theorem.id === 'SGD-1' ? { L: rational(70) } : {}, 7);
  const ofRates = proofs.map((proof) => lowerConstants(proof.constants, pointOf(proof)));
  const all = [ofLemmas, ...ofRates];
  return {
    tried: all.reduce((total, { tried }) => total + tried, 0),
    survivors: all.flatMap(({ survivors }) => survivors),
  };
}
