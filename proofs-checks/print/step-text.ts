/** One step of a proof as text: its conclusion, its certificate, and what that certificate uses. */
import type {
  Certificate,
  CertificateTerm,
  IndexExpression,
  Instance,
  Scalar,
  Step,
} from '../derivation/schema.js';
import { families } from '../notation/families.js';
import { arbitraryOperator, declared, inductionHypothesis } from '../notation/steps.js';
import { productOfTex, texOf } from './tex.js';

type Exchange = NonNullable<Certificate['exchange']>[number];

/** A line in words and a formula in TeX. */
export interface TextLine {
  readonly words: string;
  readonly latex: string;
}

function instanceText({ indices = {}, operator }: Instance): string {
  const values = Object.entries(indices).map(([name, value]) => `${name} := ${texOf(value).latex}`);
  if (operator !== undefined) values.push(`${arbitraryOperator} := ${operator.join('∘')}`);
  return values.length === 0 ? '' : ` at ${values.join(', ')}`;
}

/** What a premise is called: a step by its name, a hypothesis by the assumption that it is. */
function premiseText(name: string, at: Instance = {}): string {
  const hypothesis = declared.hypotheses.get(name);
  const text = hypothesis === undefined ? name : `${hypothesis.assumption} (${hypothesis.title})`;
  return `[${name === inductionHypothesis.name ? name : text}${instanceText(at)}]`;
}

function termLine({ multiplier, premise, at, scalar, scalarAt, square }: CertificateTerm): TextLine {
  const words = [
    ...(scalar === undefined ? [] : [premiseText(scalar, scalarAt)]),
    ...(premise === undefined ? [] : [premiseText(premise, at)]),
  ];
  return {
    words: words.length === 0 ? 'nonnegative' : `times ${words.join(' × ')}`,
    latex:
      square === undefined
        ? texOf(multiplier).latex
        : productOfTex(multiplier, texOf(['norm2', square]).latex),
  };
}

/** What a rewriting uses. */
function rewriteLine(name: string, at: Instance = {}): TextLine {
  const definition = declared.definitions.get(name);
  if (definition !== undefined)
    return {
      words: `by definition (${definition.title})${instanceText(at)}`,
      latex: texOf(['value', definition.family, ...definition.at]).latex,
    };
  const equation = declared.equations.get(name);
  return {
    words: `by equation ${equation?.assumption ?? ''} (${equation?.title ?? ''})${instanceText(at)}`,
    latex: '',
  };
}

/** An index with values for its letters. */
const indexAt = (index: IndexExpression, at: Readonly<Record<string, IndexExpression>>): IndexExpression =>
  typeof index === 'string'
    ? (at[index] ?? index)
    : [index[0], ...index.slice(1).map((part) => indexAt(part, at))];

/** ‖ν‖² of a draw. */
const squareOf = ({ family, at }: Exchange['left']): Scalar => [
  'norm2',
  ['vector', family, ...(families.get(family)?.draw?.member ?? []).map((index) => indexAt(index, at))],
];

function certificateLines({
  cancel,
  terms,
  orthogonal = [],
  exchange = [],
  rewrite = [],
}: Certificate): readonly TextLine[] {
  return [
    ...(cancel === undefined
      ? []
      : [{ words: 'after cancelling the positive factor', latex: texOf(cancel).latex }]),
    ...terms.map(termLine),
    ...orthogonal.map(({ weight, older, noise }) => ({
      words: 'zero by FRESH',
      latex: productOfTex(weight, texOf(['inner', older, noise]).latex),
    })),
    ...exchange.map(({ weight, left, right }) => ({
      words: 'zero by EXCH',
      latex: productOfTex(weight, `(${texOf(['-', squareOf(left), squareOf(right)]).latex})`),
    })),
    ...rewrite.map(({ equation, at }) => rewriteLine(equation, at)),
  ];
}

/** Everything that a step says, line by line: what it states first. */
export function stepLines(step: Step): readonly TextLine[] {
  const statement = `${texOf(step.statement).latex} \\ge 0`;
  if (step.rule === 'certificate') {
    return [{ words: step.name, latex: statement }, ...certificateLines(step.certificate)];
  }
  return [
    { words: `${step.name}, by induction over ${step.over}`, latex: statement },
    { words: `base, ${step.over} = 0`, latex: '' },
    ...certificateLines(step.base),
    { words: `step, ${step.over} → ${step.over} + 1`, latex: '' },
    ...certificateLines(step.step),
  ];
}
