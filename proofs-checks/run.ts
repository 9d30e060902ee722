/** Checks every proof again, certificate by certificate, and mutates them all. */
import type { TheoremId } from '../spec/theorems/index.js';
import { CertificateError, certify, induct, type Fact } from './kernel/index.js';
import { lemmas } from './lemmas/registry.js';
import { runConditionMutants } from './mutation/condition-mutants.js';
import { runMutants, type Survivor } from './mutation/run-mutants.js';
import { runConstantMutants, type StatementSurvivor } from './mutation/statement-mutants.js';
import type { ProofStep } from './notation/steps.js';
import { unexpectedPremises } from './theorems/assumed.js';
import { correlationPremises, correlationSteps } from './theorems/corr.js';
import { checkNaive } from './theorems/naive.js';
import type { TheoremProof } from './theorems/rate-proof.js';
import { rateProofs } from './theorems/registry.js';
import { checkStability } from './theorems/stab.js';
import { startSteps } from './theorems/start.js';
import { lemmaPremises } from './theorems/lemma-premises.js';

/** `proved` by the kernel for all dimensions and parameters; `checked` exactly by another method. */
export type Verdict = 'proved' | 'checked' | 'refuted';

/** One line of the report about a lemma. */
export interface LemmaReport {
  readonly id: string;
  readonly verdict: Verdict;
}

/** One line of the report about a theorem. */
export interface TheoremReport {
  readonly id: TheoremId;
  readonly verdict: Verdict;
  readonly method: string;
}

/** What `auxopt proofs --json` prints. */
export interface ProofReport {
  readonly format: 'auxopt-proofs/1';
  readonly lemmas: readonly LemmaReport[];
  readonly theorems: readonly TheoremReport[];
  readonly mutants: {
    readonly tried: number;
    readonly survived: number;
    /** Changed certificates for unchanged statements. */
    readonly certificates: number;
    /** Stronger statements for certificates of unchanged shape. */
    readonly statements: number;
  };
  readonly survivors: readonly (Survivor | StatementSurvivor)[];
  readonly trustedRules: readonly string[];
}

/** The whole trusted base, in words. */
export const trustedRules: readonly string[] = [
  'CERT: the conclusion is a combination of hypotheses and squared norms with syntactically nonnegative multipliers, modulo equations, as an identity of polynomials over ℚ',
  'CANCEL: a strictly positive factor of a proven inequality may be dropped',
  'IND: induction over a natural index, with sums as recurrences, and instantiation',
  'FRESH: E⟨v, n⟩ = 0 for a declared noise n and every v born strictly before it',
  'HYPOTHESIS: the named analytic hypotheses A1 to A5, and affine ∇D where a theorem says so',
];

/** Whether the kernel accepts the step again. */
export function isProven(step: ProofStep): boolean {
  const prove = (): Fact =>
    step.kind === 'certificate' ? certify(step.conclusion, step.certificate) : induct(step.induction);
  try {
    prove();
    return true;
  } catch (error) {
    if (error instanceof CertificateError) return false;
    throw error;
  }
}

const startsProven = (): boolean => startSteps.every(isProven);

function reportRate(proof: TheoremProof): TheoremReport {
  const { theorem, steps, rates } = proof;
  const proven =
    startsProven() &&
    steps.every(isProven) &&
    rates.every((rate) => unexpectedPremises(proof, rate).length === 0);
  return {
    id: theorem.id,
    verdict: proven ? 'proved' : 'refuted',
    method: 'kernel: potential, round step, induction over rounds; the bound is that of spec/theorems',
  };
}

function reportCorrelation(): TheoremReport {
  const allowed: ReadonlySet<unknown> = new Set(correlationPremises);
  const proven = correlationSteps.every(
    (step) => isProven(step) && [...step.fact.hypotheses].every((one) => allowed.has(one)),
  );
  return {
    id: 'CORR',
    verdict: proven ? 'proved' : 'refuted',
    method: 'kernel: the affine part, by induction over rounds and local steps',
  };
}

const checked = (id: TheoremId, holds: boolean, method: string): TheoremReport => ({
  id,
  verdict: holds ? 'checked' : 'refuted',
  method,
});

/** Every step of every proof, in the order in which they were proven. */
export const allSteps: readonly ProofStep[] = [
  ...lemmas.flatMap(({ steps }) => steps),
  ...startSteps,
  ...rateProofs.flatMap(({ steps }) => steps),
  ...correlationSteps,
];

/** Checks every lemma and theorem, without mutation. */
export function checkProofs(): Pick<ProofReport, 'lemmas' | 'theorems'> {
  return {
    lemmas: lemmas.map(({ id, steps }) => ({
      id,
      verdict:
        steps.every(isProven) && steps.every(({ fact }) => lemmaPremises(fact).length === 0)
          ? 'proved'
          : 'refuted',
    })),
    theorems: [
      ...rateProofs.map(reportRate),
      checked('STAB', checkStability(), 'Jury identity in ℚ'),
      reportCorrelation(),
      checked('NAIVE', checkNaive(), 'exact recursion in ℚ'),
    ],
  };
}

/**
 * Checks every proof and tries every mutant.
 *
 * A certificate mutant keeps the statement and changes one thing in its certificate; a statement mutant lowers a
 * constant or weakens a condition by a hundredth and asks whether any multipliers could prove that.
 */
export function checkAllProofs(): ProofReport {
  const certificates = runMutants(allSteps, foreignFacts());
  const constants = runConstantMutants(rateProofs);
  const conditions = runConditionMutants(rateProofs);
  const survivors = [...certificates.survivors, ...constants.survivors, ...conditions.survivors];
  const statements = constants.tried + conditions.tried;
  return {
    format: 'auxopt-proofs/1',
    ...checkProofs(),
    mutants: {
      tried: certificates.tried + statements,
      survived: survivors.length,
      certificates: certificates.tried,
      statements,
    },
    survivors,
    trustedRules,
  };
}

/** The last fact of each lemma: put in the place of other premises, it must never do. */
function foreignFacts(): readonly Fact[] {
  return lemmas.flatMap(({ steps }) => steps.slice(-1).map(({ fact }) => fact));
}
