/** Runs every mutant of every certificate through the kernel. None may prove what the original proves. */
import {
  CertificateError,
  certify,
  induct,
  type Certificate,
  type Fact,
  type StepPremise,
} from '../kernel/index.js';
import type { ProofStep } from '../notation/steps.js';
import { mutateCertificate } from './mutate-certificate.js';
import type { Mutant } from './mutate-parts.js';

/** A mutant that the kernel accepted. */
export interface Survivor {
  readonly step: string;
  readonly change: string;
}

/** How many mutants were tried and which survived. */
export interface MutationResult {
  readonly tried: number;
  readonly survivors: readonly Survivor[];
}

function isAccepted(attempt: () => Fact): boolean {
  try {
    attempt();
    return true;
  } catch (error) {
    // A refusal is a CertificateError or, for an instance that is no natural number, a RangeError.
    if (error instanceof CertificateError || error instanceof RangeError) return false;
    throw error;
  }
}

/** A certificate without the induction hypothesis, or nothing where it is used. */
function asFactual(certificate: Certificate<StepPremise>): Certificate<Fact> | undefined {
  const terms = certificate.terms.flatMap((term) => {
    const { premise, scalar } = term;
    if (typeof premise === 'string' || typeof scalar === 'string') return [];
    const { premise: _premise, scalar: _scalar, ...rest } = term;
    return [
      {
        ...rest,
        ...(premise === undefined ? {} : { premise }),
        ...(scalar === undefined ? {} : { scalar }),
      },
    ];
  });
  return terms.length === certificate.terms.length ? { ...certificate, terms } : undefined;
}

interface Trial {
  readonly mutant: Mutant<Certificate<StepPremise>>;
  readonly attempt: (certificate: Certificate<StepPremise>) => Fact;
}

function factual(certificate: Certificate<StepPremise>): Certificate<Fact> {
  const result = asFactual(certificate);
  if (result === undefined) throw new CertificateError('there is no induction hypothesis here');
  return result;
}

function trialsOf(step: ProofStep, foreign: readonly Fact[]): readonly Trial[] {
  if (step.kind === 'certificate') {
    const { conclusion } = step;
    return mutateCertificate(step.certificate, foreign, {}).map((mutant) => ({
      mutant,
      attempt: (certificate) => certify(conclusion, factual(certificate)),
    }));
  }
  const { induction } = step;
  return [
    ...mutateCertificate(induction.base, foreign, {}).map((mutant) => ({
      mutant,
      attempt: (base: Certificate<StepPremise>) => induct({ ...induction, base: factual(base) }),
    })),
    ...mutateCertificate(induction.step, foreign, { hypothetical: induction.statement }).map((mutant) => ({
      mutant,
      attempt: (certificate: Certificate<StepPremise>) => induct({ ...induction, step: certificate }),
    })),
  ];
}

/** Tries every mutant of every step; `foreign` facts are put in the place of premises. */
export function runMutants(steps: readonly ProofStep[], foreign: readonly Fact[]): MutationResult {
  let tried = 0;
  const survivors: Survivor[] = [];
  for (const step of steps) {
    for (const { mutant, attempt } of trialsOf(step, foreign)) {
      tried += 1;
      if (isAccepted(() => attempt(mutant.value))) survivors.push({ step: step.name, change: mutant.change });
    }
  }
  return { tried, survivors };
}
