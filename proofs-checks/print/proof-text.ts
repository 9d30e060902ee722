/** Lemmas and theorems with their proofs, as TeX (in Markdown) and as plain text. */
import type { Equation, Hypothesis, RuleName } from '../kernel/index.js';
import { lemmas } from '../lemmas/registry.js';
import type { ProofStep } from '../notation/steps.js';
import { correlationSteps } from '../theorems/corr.js';
import { rateProofs } from '../theorems/registry.js';
import { startSteps } from '../theorems/start.js';
import { toPlainText } from './plain-text.js';
import { createPremiseNames, stepLines, type TextLine } from './step-text.js';

/** A lemma or theorem, readable. */
export interface ProofText {
  /** `C1` … `C7`, `START`, or the id of a theorem. */
  readonly id: string;
  readonly title: string;
  /** Markdown with formulas in `$…$`. */
  readonly latex: string;
  readonly plain: string;
  /** The rules of the kernel that the proof uses. */
  readonly rules: readonly RuleName[];
  /** The named hypotheses and equations that the proof rests on. */
  readonly hypotheses: readonly string[];
}

/** Every step that a proof may cite. */
const citable: readonly ProofStep[] = [
  ...lemmas.flatMap(({ steps }) => steps),
  ...startSteps,
  ...rateProofs.flatMap(({ steps }) => steps),
  ...correlationSteps,
];

const nameOf = createPremiseNames(citable);

const latexLine = ({ words, latex }: TextLine): string => (latex === '' ? words : `${words}: $${latex}$`);
const plainLine = ({ words, latex }: TextLine): string =>
  toPlainText(latex === '' ? words : `${words}: ${latex}`);

/** The first line of a step stands out, the others are its certificate. */
function layOut(step: ProofStep, line: (text: TextLine) => string, bullet: string): string {
  const [head, ...certificate] = stepLines(step, nameOf).map(line);
  return [head ?? '', ...certificate.map((text) => `${bullet}${text}`)].join('\n');
}

const hypothesisText = ({ id, title }: Hypothesis | Equation): string => `${id}: ${title}`;

function describe(id: string, title: string, steps: readonly ProofStep[]): ProofText {
  const rules = [...new Set(steps.flatMap(({ fact }) => [...fact.rules]))].sort();
  const used = steps.flatMap(({ fact }) => [...fact.hypotheses].map(hypothesisText));
  const hypotheses = [...new Set(used)].sort();
  const footer = [`Rules: ${rules.join(', ')}`, `Rests on: ${hypotheses.join('; ')}`];
  return {
    id,
    title,
    rules,
    hypotheses,
    latex: [
      `## ${id}: ${title}`,
      ...steps.map((step) => `**${layOut(step, latexLine, '- ').replace('\n', '**\n\n')}`),
      ...footer,
    ].join('\n\n'),
    plain: [`${id}: ${title}`, ...steps.map((step) => layOut(step, plainLine, '    ')), ...footer].join(
      '\n\n',
    ),
  };
}

/** Every lemma and every theorem that the kernel proves, with certificates, rules and hypotheses. */
export function describeProofs(): readonly ProofText[] {
  return [
    ...lemmas.map(({ id, title, steps }) => describe(id, title, steps)),
    describe('START', 'the error after round 1', startSteps),
    ...rateProofs.map(({ theorem, steps }) => describe(theorem.id, theorem.title, steps)),
    describe('CORR', 'second moments are affine in the noise covariance', correlationSteps),
  ];
}
