/** One page a theorem and one a lemma: the statement from the specification, the proof from the kernel. */
import {
  createDerivations,
  describeProofs,
  type ProofText,
  type TheoremReport,
} from '../../../proofs-checks/index.js';
import { checkDocuments, reportProofs } from '../../../proofs-checks/run.js';
import { type Derivation } from '../../../proofs-checks/derivation/schema.js';
import { provedInCoq } from '../../../proofs-checks/coq/theory.js';
import { letterLines } from '../../../proofs-checks/print/letters.js';
import { stepLines } from '../../../proofs-checks/print/step-text.js';
import {
  correlationLatex,
  naiveLatex,
  lowerTheorems,
  rateTheorems,
  separationLatex,
  stabilityLatex,
  theorems,
  type LowerTheorem,
  type RateTheorem,
  type TheoremHeader,
  type TheoremId,
} from '../../../spec/theorems/index.js';

import { coqStatement } from './coq-statements.js';
import { theoremWords } from './theorem-words.js';

const otherStatements: Readonly<Partial<Record<TheoremId, string>>> = {
  ...separationLatex,
  STAB: stabilityLatex,
  CORR: correlationLatex,
  NAIVE: naiveLatex,
};

/** What a formula alone would leave open. */
const introductions: Readonly<Partial<Record<TheoremId, string>>> = {
  STAB: 'Take a common eigenbasis. For a direction with the eigenvalues $\\lambda_f$ and $\\lambda_h$, let $Q = (1-\\eta\\lambda_h)^K$, $S = \\eta\\sum_{j<K}(1-\\eta\\lambda_h)^j$ and $\\bar a = 1-a$. From every start, $(x^t, m^t)$ tends to the one fixed point, which is the minimiser of f, if and only if in every direction',
};

/** Where the theorems without a kernel proof are treated. */
const otherPages: Readonly<Partial<Record<TheoremId, string>>> = {
  STAB: 'Derivation, figure and limits: [Stability](../stability.md).',
  CORR: 'Explanation, counterexample and figure: [Correlated noise](../noise-correlation.md).',
  'SEP-DET': 'Explanation and limits: [When an auxiliary is provably worth it](../benefit.md).',
  'SEP-NOISE': 'Explanation and limits: [When an auxiliary is provably worth it](../benefit.md).',
  'SEP-LTI': 'Explanation and limits: [When an auxiliary is provably worth it](../benefit.md).',
  'SEP-CORR': 'Explanation and limits: [When an auxiliary is provably worth it](../benefit.md).',
  NAIVE: 'The numbers: [The published toy](../../experiments/published-toy.md).',
};

/** Pages by path: theory/theorems/… and theory/lemmas/…. */
export function theoremPages(): ReadonlyMap<string, string> {
  const documents = createDerivations();
  const checked = checkDocuments(documents);
  const proofs = new Map(describeProofs(checked).map((proof) => [proof.id, proof]));
  const verdicts = new Map(reportProofs(checked).theorems.map((report) => [report.id, report]));
  const isTheorem = (id: string): id is TheoremId => id in theorems;
  const theoremEntries = Object.values(theorems).map((theorem): [string, string] => {
    const report = verdicts.get(theorem.id);
    if (report === undefined) throw new Error(`no verdict about ${theorem.id}`);
    const rate = (rateTheorems as Readonly<Partial<Record<string, RateTheorem>>>)[theorem.id];
    return [
      `theory/theorems/${theorem.id.toLowerCase()}.md`,
      [
        `# ${theorem.id}: ${theorem.title}`,
        ...wordsOf(theorem.id),
        header(theorem),
        ...(rate === undefined ? otherStatement(theorem.id) : rateStatement(rate)),
        '## How it was checked',
        ...howItIsKnown(report),
        ...asProved(
          theorem.id,
          documents.find(({ id }) => id === theorem.id),
        ),
        ...proofOf(proofs.get(theorem.id)),
        '',
      ].join('\n\n'),
    ];
  });
  const lemmaEntries = [...proofs.values()]
    .filter(({ id }) => !isTheorem(id))
    .map((proof): [string, string] => [
      `theory/lemmas/${proof.id.toLowerCase()}.md`,
      [`# ${proof.id}: ${proof.title}`, lemmaIntro(proof), body(proof), ''].join('\n\n'),
    ]);
  const letters = ['# Letters of the proofs', '', ...letterLines('../constants.md')].join('\n');
  return new Map([...theoremEntries, ...lemmaEntries, ['theory/lemmas/letters.md', letters]]);
}

function wordsOf(id: TheoremId): readonly string[] {
  const { inWords, tuned, againstSgd, silent, tightness } = theoremWords[id];
  return [
    inWords,
    [
      `- **The tuned rate.** ${tuned}`,
      `- **Against SGD.** ${againstSgd}`,
      `- **Limits.** ${silent}`,
      `- **Tightness.** ${tightness}`,
    ].join('\n'),
  ];
}

function header({
  variants,
  assumptions,
  kind,
  note,
  page,
}: TheoremHeader & Pick<RateTheorem, 'page'>): string {
  const kinds = {
    upper: 'an upper bound',
    tight: 'tight (attained, or necessary and sufficient)',
    lower: 'a lower bound (for all parameters, some problem of the class is at least this hard)',
    separation: 'a comparison of an upper bound for one method with a lower bound for another',
  };
  const links = variants.map((variant) => `[${variant}](../../learn/algorithms/${variant}.md)`).join(', ');
  const method = page === undefined ? links : `the page \`${page}\`, of which ${links} are the ends`;
  return `Method: ${method}. Assumptions: ${assumptions.map(linkAssumption).join(', ')}. Kind: ${kinds[kind]}. ${note}`;
}

function linkAssumption(text: string): string {
  const files: Readonly<Record<string, string>> = {
    A1: 'a1-smoothness',
    A2: 'a2-hessian-similarity',
    A3: 'a3-snapshot-noise',
    A4: 'a4-local-noise',
    A5: 'a5-mean-square-similarity',
  };
  const file = files[text];
  return file === undefined ? text : `[${text}](../../learn/assumptions/${file}.md)`;
}

const goal =
  '$$\nG = \\frac{1}{KT} \\sum_{t=1}^{T} \\sum_{k=1}^{K} \\mathbb{E}\\lVert\\nabla f(y^{t,k-1})\\rVert^2\n$$';

function rateStatement(theorem: RateTheorem): readonly string[] {
  return [
    '## Statement',
    'The mean squared gradient over all points from which steps start,',
    goal,
    `is at most`,
    `$$\n${theorem.boundLatex}\n$$`,
    ...conditionsOf(theorem),
    'The terms of the bound:',
    [
      '| term | in the bound |',
      '| --- | --- |',
      ...theorem.terms.map(({ id, latex }) => `| ${id} | $${latex}$ |`),
    ].join('\n'),
    '[How tight the bounds are](../tightness.md) shows how close runs come to it.',
  ];
}

function conditionsOf({ tuning, simpleCondition, exactCondition }: RateTheorem): readonly string[] {
  if (tuning !== undefined) {
    const free = tuning.freeNumber;
    return [
      `at the parameters`,
      `$$\n${exactCondition.latex}\n$$`,
      free === undefined ? '' : `for every $${free.latex} > 0$, in ${free.unit}.`,
      '[When an auxiliary is provably worth it](../benefit.md) says what this means for a benefit over SGD.',
    ];
  }
  if (simpleCondition.latex === exactCondition.latex) return [`where $${exactCondition.latex}$.`];
  return [
    'under either of two conditions. The proof needs the exact condition, which follows from the simple one.',
    `- simple: $${simpleCondition.latex}$\n- exact: $${exactCondition.latex}$`,
    'with $\\bar a = 1 - a$.',
  ];
}

/** The floors of a lower bound, each with what it bounds and where. */
function lowerStatement({ claims }: LowerTheorem): readonly string[] {
  return [
    '## Statement',
    'For all parameters there is a problem in the class (a hard instance) on which the quantity is at least the lower bound:',
    [
      '| quantity | lower bound | hard instance |',
      '| --- | --- | --- |',
      ...claims.map(({ quantity, latex, member }) => `| ${quantity} | $${latex}$ | ${member} |`),
    ].join('\n'),
    'G includes x⁰. "Every iterate" is not an average. [When an auxiliary is provably worth it](../benefit.md) has the hard instances and the consequences.',
  ];
}

function otherStatement(id: TheoremId): readonly string[] {
  const lower = (lowerTheorems as Readonly<Partial<Record<string, LowerTheorem>>>)[id];
  if (lower !== undefined) return lowerStatement(lower);
  const latex = otherStatements[id];
  if (latex === undefined) throw new Error(`no statement of ${id} in TeX`);
  return ['## Statement', introductions[id] ?? '', `$$\n${latex}\n$$`, otherPages[id] ?? ''];
}

/** Whether Coq checks the kernel's document again. */
const isInCoq = (id: TheoremId): boolean => !(id in provedInCoq);

function howItIsKnown({ id, verdict, method, assumptions }: TheoremReport): readonly string[] {
  const again = !isInCoq(id)
    ? `\`npx auxopt proofs --coq\` checks it again ([the files and what they say](../coq.md)).`
    : '`npx auxopt proofs` checks it again, and tries mutated proofs, which must fail.';
  const words = {
    proved: 'Proved',
    recorded: 'Proved, on record',
    'not proved': 'Not proved',
    refuted: 'Refuted',
  };
  const known = `**${words[verdict]}** when this page was made (${method}). ${again}`;
  if (assumptions === undefined) return [known];
  return [
    known,
    `${id in provedInCoq ? "The kernel's part" : 'The proof'} is a document that \`npx auxopt proofs --export derivations --out DIR\` writes as \`${id}.json\`. It holds for every dimension, every parameter in its domain, and all distributions with finite second moments. It rests on:`,
    assumptions.map((text) => `- ${text}`).join('\n'),
    ...(isInCoq(id)
      ? [
          'Coq checks it again, from the same document and a statement written by hand: `npm run proofs:coq` ([how](../coq.md)).',
        ]
      : []),
  ];
}

/** The statement as the two checkers have it, one after the other. */
function asProved(id: TheoremId, document: Derivation | undefined): readonly string[] {
  const concluded = new Set(document?.conclusions.map(({ step }) => step));
  const kernel = (document?.steps ?? [])
    .filter(({ name }) => concluded.has(name))
    .flatMap((step) => stepLines(step).slice(0, 1))
    .map(({ words, latex }) => `- ${words}: $${latex}$`);
  return [
    '## The statement as proved',
    "This section gives the statement in Coq, first in words and then as written. The conclusion of the kernel's proof follows.",
    ...coqStatement(id),
    ...(kernel.length === 0
      ? ['The kernel has no proof of this theorem.']
      : ["The conclusion of the kernel's proof:", kernel.join('\n')]),
  ];
}

function proofOf(proof: ProofText | undefined): readonly string[] {
  return proof === undefined
    ? []
    : [
        '## Proof',
        'How to read it: [Reading a proof](../reading-a-proof.md).',
        `<details><summary>The proof, in ${proof.steps.length} steps</summary>`,
        body(proof),
        '</details>',
      ];
}

function lemmaIntro({ rules, assumptions }: ProofText): string {
  return `The proof uses the rules ${rules.join(', ')} and ${assumptions.length} assumptions, listed at the end. How to read it: [Reading a proof](../reading-a-proof.md).`;
}

/** Each step with its certificate folded under it; a lemma also lists what it rests on. */
function body({ steps, assumptions }: ProofText): string {
  return [
    ...steps.map(
      ({ statement, certificate }) =>
        `${statement}\n\n<details><summary>certificate</summary>\n\n${certificate}\n\n</details>`,
    ),
    'It rests on:',
    assumptions.map((text) => `- ${text}`).join('\n'),
  ].join('\n\n');
}
