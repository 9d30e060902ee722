/** Lemmas and theorems with their proofs, as TeX in Markdown. */
import type { Derivation, Step } from '../derivation/schema.js';
import type { Fact, RuleName } from '../kernel/index.js';
import { lemmas } from '../lemmas/registry.js';
import { assumptionsOf, type CheckedProofs } from '../run.js';
import { correlationSteps } from '../theorems/corr.js';
import { naiveSteps } from '../theorems/baselines.js';
import { separationSteps } from '../theorems/rate-det.js';
import { correlationTitle, naiveTitle, separationTitle, rateProofs } from '../theorems/registry.js';
import { startSteps } from '../theorems/start.js';
import { stepLines, type TextLine } from './step-text.js';

/** A lemma or theorem, readable. */
export interface ProofText {
  /** `C1` … `C9`, `START`, or the id of a theorem. */
  readonly id: string;
  readonly title: string;
  /** The steps in Markdown, formulas in `$…$`: what each states, and what proves it. */
  readonly steps: readonly { readonly statement: string; readonly certificate: string }[];
  /** The rules of the kernel that the proof uses. */
  readonly rules: readonly RuleName[];
  /** What the proof rests on, in words: hypotheses, equations, and the independence of noises. */
  readonly assumptions: readonly string[];
}

const latexLine = ({ words, latex }: TextLine): string => (latex === '' ? words : `${words}: $${latex}$`);

function describe(
  id: string,
  title: string,
  steps: readonly Step[],
  facts: ReadonlyMap<string, { readonly fact: Fact; readonly document: Derivation }>,
): ProofText {
  const proved = steps.flatMap(({ name }) => facts.get(name) ?? []);
  const rules = [...new Set(proved.flatMap(({ fact }) => fact.rules))].sort();
  const assumptions = [
    ...new Set(proved.flatMap(({ fact, document }) => assumptionsOf(document, fact))),
  ].sort();
  const lines = steps.map(stepLines);
  return {
    id,
    title,
    rules,
    assumptions,
    steps: lines.map(([head = { words: '', latex: '' }, ...others]) => ({
      statement: latexLine(head),
      certificate: others.map((line) => `- ${latexLine(line)}`).join('\n'),
    })),
  };
}

/**
 * Every lemma and every theorem that the kernel has proved, with certificates, rules and assumptions.
 *
 * For readers of proofs.
 */
export function describeProofs({ accepted }: CheckedProofs): readonly ProofText[] {
  const facts = new Map(
    [...accepted.values()].flatMap(({ facts: all, document }) =>
      [...all].map(([name, fact]) => [name, { fact, document: document as unknown as Derivation }] as const),
    ),
  );
  const text = (id: string, title: string, steps: readonly Step[]): ProofText =>
    describe(id, title, steps, facts);
  return [
    ...lemmas.map(({ id, title, steps }) => text(id, title, steps)),
    text('START', 'the error after round 1', startSteps),
    ...rateProofs.map(({ theorem, steps }) => text(theorem.id, theorem.title, steps)),
    text('SEP-DET', separationTitle, separationSteps),
    text('NAIVE', naiveTitle, naiveSteps),
    text('CORR', correlationTitle, correlationSteps),
  ];
}
