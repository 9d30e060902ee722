/** Gives every mutant of every certificate to the kernel. None may prove what the original proves. */
import type { Certificate, Derivation, Step } from '../derivation/schema.js';
import { createMentions, mention, type Mentions } from '../derivation/build.js';
import { RefusedError } from '../kernel/index.js';
import { inductionHypothesis } from '../notation/steps.js';
import { openDerivation } from './open-derivation.js';
import { mutateCertificate, type Surroundings } from './mutate.js';

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

/** The indices of the document that a formula mentions. */
function namesIn(node: unknown, indices: readonly string[]): readonly string[] {
  const mentions: Mentions = createMentions();
  mention(node, mentions);
  return indices.filter((name) => mentions.names.has(name));
}

/** Every mutant of each certificate of a step. */
function mutantsOf(step: Step, around: Surroundings) {
  const of = (part: string, certificate: Certificate) =>
    mutateCertificate(certificate, around).map(({ change, value }) => ({ part, change, certificate: value }));
  return step.rule === 'certificate'
    ? of('certificate', step.certificate)
    : [...of('base', step.base), ...of('step', step.step)];
}

function isAccepted(attempt: () => void): boolean {
  try {
    attempt();
    return true;
  } catch (error) {
    if (error instanceof RefusedError) return false;
    throw error;
  }
}

/** Tries every mutant of every step, each step once. */
export function runMutants(documents: readonly Derivation[]): MutationResult {
  const survivors: Survivor[] = [];
  const seen = new Set<string>();
  let tried = 0;
  for (const document of documents) {
    const open = openDerivation({ ...document, steps: [], conclusions: [] });
    const statements = new Map<string, unknown>(
      document.hypotheses.map(({ name, statement }) => [name, statement]),
    );
    const equations = new Map<string, unknown>([
      ...document.equations.map(({ name, left }) => [name, left] as const),
      ...document.definitions.map(({ name, at, over }) => [name, ['+', ...at, over]] as const),
    ]);
    for (const step of document.steps) {
      const indicesOf = (name: string): readonly string[] =>
        name === inductionHypothesis.name
          ? namesIn(step.statement, document.indices).filter(
              (index) => step.rule === 'certificate' || index !== step.over,
            )
          : namesIn(statements.get(name) ?? equations.get(name) ?? '', document.indices);
      if (!seen.has(step.name)) {
        seen.add(step.name);
        const attempt = open.tester(step);
        for (const { part, change, certificate } of mutantsOf(step, { indicesOf, foreign: [] })) {
          tried += 1;
          if (
            isAccepted(() => {
              attempt(part, certificate);
            })
          )
            survivors.push({ step: step.name, change });
        }
      }
      open.accept(step);
      statements.set(step.name, step.statement);
    }
  }
  return { tried, survivors };
}
