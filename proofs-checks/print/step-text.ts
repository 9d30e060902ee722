/** One step of a proof as text: its conclusion, its certificate, and what that certificate uses. */
import {
  inductionHypothesis,
  type Atom,
  type Certificate,
  type CertificateTerm,
  type Fact,
  type Instance,
  type Polynomial,
  type StepPremise,
  type Vector,
} from '../kernel/index.js';
import { expandedText } from '../notation/expanded-text.js';
import { asFactor, textOf, type FormulaText } from '../notation/formula-text.js';
import type { ProofStep } from '../notation/steps.js';

/** A line in words and a formula in TeX. */
export interface TextLine {
  readonly words: string;
  readonly latex: string;
}

const formula = (value: Polynomial): FormulaText => textOf(value) ?? expandedText(value);
const vectorLatex = (value: Vector): string =>
  textOf(value)?.latex ?? [...value.values()].map(({ atom }) => `\\mathrm{${atom.key}}`).join(' + ');

function atomLatex({ symbol, indices, word }: Atom): string {
  const name = indices.reduce<string>(
    (latex, value, at) => latex.replaceAll(`#${at + 1}`, formula(value).latex.replaceAll(' ', '')),
    symbol.latex,
  );
  return word.length === 0 ? name : `${word.join('')}(${name})`;
}

/** What a premise is called: the step that proved it, or the hypothesis that it is. */
export type PremiseName = (fact: Fact) => string;

/** Names of the facts that `steps` prove; other facts are named hypotheses. */
export function createPremiseNames(steps: readonly ProofStep[]): PremiseName {
  const names = new Map<Fact, string>(steps.map(({ fact, name }) => [fact, name]));
  return (fact) => {
    const known = names.get(fact);
    if (known !== undefined) return known;
    return [...fact.hypotheses].map(({ id, title }) => `${id} (${title})`).join(', ');
  };
}

function instanceText({ indices = {}, operator }: Instance): string {
  const values = Object.entries(indices).map(([name, value]) => `${name} := ${formula(value).latex}`);
  if (operator !== undefined) values.push(`V := ${operator.join('∘')}`);
  return values.length === 0 ? '' : ` at ${values.join(', ')}`;
}

function premiseText(premise: StepPremise, at: Instance, nameOf: PremiseName): string {
  const name = premise === inductionHypothesis ? premise : nameOf(premise);
  return `[${name}${instanceText(at)}]`;
}

function termLine(term: CertificateTerm<StepPremise>, nameOf: PremiseName): TextLine {
  const { multiplier, premise, scalar, square, at = {}, scalarAt = {} } = term;
  const words = [
    ...(scalar === undefined ? [] : [premiseText(scalar, scalarAt, nameOf)]),
    ...(premise === undefined ? [] : [premiseText(premise, at, nameOf)]),
  ];
  const weight = formula(multiplier);
  const body = square === undefined ? '' : `\\lVert ${vectorLatex(square)} \\rVert^2`;
  const factor = body === '' ? weight.latex : `${asFactor(weight)}\\,`;
  return {
    words: words.length === 0 ? 'not negative' : `times ${words.join(' × ')}`,
    latex: weight.latex === '1' && body !== '' ? body : `${factor}${body}`,
  };
}

function certificateLines(certificate: Certificate<StepPremise>, nameOf: PremiseName): readonly TextLine[] {
  const { cancel, terms, orthogonal = [], rewrite = [] } = certificate;
  return [
    ...(cancel === undefined
      ? []
      : [{ words: 'after cancelling the positive', latex: formula(cancel).latex }]),
    ...terms.map((term) => termLine(term, nameOf)),
    ...orthogonal.map(({ weight, older, noise }) => ({
      words: 'zero by FRESH',
      latex: `${asFactor(formula(weight))}\\,\\langle ${vectorLatex(older)},\\, ${atomLatex(noise)} \\rangle`,
    })),
    ...rewrite.map(({ equation, at = {} }) => ({
      words: `by ${equation.definition ? 'definition' : 'equation'} ${equation.id} (${equation.title})${instanceText(at)}`,
      latex: '',
    })),
  ];
}

/** Everything that a step says, line by line. */
export function stepLines(step: ProofStep, nameOf: PremiseName): readonly TextLine[] {
  if (step.kind === 'certificate') {
    return [
      { words: step.name, latex: `${formula(step.conclusion).latex} \\ge 0` },
      ...certificateLines(step.certificate, nameOf),
    ];
  }
  const { induction } = step;
  return [
    {
      words: `${step.name}, by induction over ${induction.variable}`,
      latex: `${formula(induction.statement).latex} \\ge 0`,
    },
    { words: `base, ${induction.variable} = 0`, latex: '' },
    ...certificateLines(induction.base, nameOf),
    { words: `step, ${induction.variable} → ${induction.variable} + 1`, latex: '' },
    ...certificateLines(induction.step, nameOf),
  ];
}
