/** A document whose steps are tried one by one, for experiments: what comes of them is no fact. */
import { openDocument, type CertificateParts, type Polynomial } from '../kernel/index.js';
import { copyJson, type Json, type JsonRecord } from '../kernel/json.js';
import { limitEffort, refuse } from '../kernel/refusal.js';
import { createRests } from '../kernel/certificate.js';

/** A document whose head is read. */
export type OpenDerivation = ReturnType<typeof openDerivation>;

/**
 * Reads a document without its steps.
 *
 * @throws RefusedError where it breaks the format.
 */
export function openDerivation(given: unknown) {
  const { checker } = openDocument(given);
  return {
    /** Checks a step, which may use everything accepted before and be used by later ones; returns its statement. */
    accept: (step: unknown): Json => limitEffort(() => checker.accept(copyJson(step)).statement),

    /** Tries other certificates for `certificate`, `base` or `step` of a step; of their parts, each is read once. */
    tester: (step: unknown) => {
      const read = limitEffort(() => checker.readStep(copyJson(step) as JsonRecord));
      const tries = new Map(read.map((one) => [one.part as string, { ...one, seen: new WeakMap() }]));
      return (part: string, certificate: object): void => {
        const { goal, hypothesis, seen } = tries.get(part) ?? refuse(`a step has no ${part}`);
        const rests = { ...createRests(), seen };
        limitEffort(() => {
          checker.checkCertificate(goal, certificate as Json, rests, hypothesis);
        });
      };
    },

    /** The parts of a step's certificate, of an induction those of its step. */
    parts: (given: unknown): CertificateParts =>
      limitEffort(() => {
        const step = copyJson(given) as JsonRecord;
        const last = checker.readStep(step).at(-1) ?? refuse('a step has a certificate');
        return checker.readCertificate(last.goal, step[last.part], createRests(), last.hypothesis);
      }),

    /** A formula as a polynomial. */
    polynomial: (formula: unknown): Polynomial => structuredClone(checker.polynomial(copyJson(formula))),
  };
}
