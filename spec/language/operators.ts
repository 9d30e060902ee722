/** The operators of a page, a row each: how they are written, and what they make of types and of units. */

/** What a value is. A count is a whole number, and a scalar wherever one is wanted. */
export type Type = 'count' | 'scalar' | 'vector' | 'sample';

/** One operator. */
export interface Operator {
  /** `infix` between two operands, `prefix` before one, `around` one or two, a `call`, or `where`: {u where a > b; v}. */
  readonly form: 'infix' | 'prefix' | 'around' | 'call' | 'where';
  /** As it is printed; for `around` what is before and behind the operands. */
  readonly text: readonly [string, string?];
  /** How strongly it binds: a sum 1, a product 2, a sign 3, a power 4, what needs no parentheses 5. */
  readonly level: 1 | 2 | 3 | 4 | 5;
  /** Its signatures, a letter each operand and one for the result: c count, s scalar, v vector. The first that fits holds. */
  readonly types: string;
  /** The unit of the result is the product of the operands' units to these powers. */
  readonly unit: readonly number[];
  /** Whether the operands must have one unit. */
  readonly isAlike?: true;
  /** Of `where`: how the second operand is to compare with the third, by coordinate, to have the first and not the fourth. */
  readonly relation?: '=' | '≠' | '<' | '>' | '≤' | '≥';
  /** Whether it is over members: mean(i in S: …). */
  readonly isOver?: true;
  /** In TeX. */
  readonly tex: string;
  /** What to do where the types do not fit. */
  readonly hint?: string;
}

const sum = { form: 'infix', level: 1, types: 'ccc sss vvv', unit: [1, 0], isAlike: true } as const;
const product = { form: 'infix', level: 2, unit: [1, 1] } as const;
const quotient = { form: 'infix', level: 2, unit: [1, -1] } as const;
const extreme = {
  form: 'call',
  level: 5,
  types: 'ccc sss svv vsv vvv',
  unit: [1, 0],
  isAlike: true,
} as const;
const norm = { form: 'around', level: 5, types: 'vs', unit: [1], hint: 'Of a scalar write |…|.' } as const;
const fold = { form: 'call', level: 5, types: 'ss vv', unit: [1], isOver: true } as const;
/** Of scalars a scalar; where one is a vector, a vector. */
const anyOfFour = Array.from({ length: 16 }, (_, mask) => {
  const operands = Array.from({ length: 4 }, (_, i) => ((mask >> i) % 2 === 1 ? 'v' : 's')).join('');
  return operands + (mask === 0 ? 's' : 'v');
}).join(' ');
const chosen = <R extends NonNullable<Operator['relation']>>(relation: R, tex: string) => {
  const cases = `\\begin{cases} #1 & #2 ${tex} #3 \\\\ #4 \\end{cases}`;
  const text = ['{', '}'] as const;
  return { form: 'where', level: 5, text, types: anyOfFour, unit: [1], relation, tex: cases } as const;
};
const onlyShifted =
  'A scalar stands for a vector of equal entries only under √, in max and min, and behind ⊘.';

/** Every operator by its name: the only list to extend. */
// prettier-ignore
export const operators = {
  '+': { ...sum, text: ['+'], tex: '#1 + #2', hint: onlyShifted },
  '−': { ...sum, text: ['−'], tex: '#1 - #2', hint: onlyShifted },
  '·': { ...product, text: ['·'], types: 'ccc sss svv vsv', tex: '#1\\, #2', hint: 'By coordinate write u ⊙ v, for an inner product ⟨u, v⟩.' },
  '/': { ...quotient, text: ['/'], types: 'sss vsv', tex: '\\frac{#1}{#2}', hint: 'To divide by coordinate write u ⊘ v.' },
  '⊙': { ...product, text: ['⊙'], types: 'vvv', tex: '#1 \\odot #2', hint: 'A scalar multiplies without a sign: c v.' },
  '⊘': { ...quotient, text: ['⊘'], types: 'vvv svv', tex: '#1 \\oslash #2', hint: 'To divide by a scalar write v / c.' },
  mod: { form: 'infix', level: 2, text: ['mod'], types: 'ccc', unit: [], tex: '#1 \\bmod #2' },
  '^': { form: 'infix', level: 4, text: ['^'], types: 'scs vcv sss', unit: [1], tex: '#1^{#2}', hint: 'A vector has whole exponents: a number, a counter, or a parameter that counts. No other power of a vector can be written, but √.' },
  negate: { form: 'prefix', level: 3, text: ['−'], types: 'cc ss vv', unit: [1], tex: '-#1' },
  '√': { form: 'prefix', level: 3, text: ['√'], types: 'ss vv', unit: [0.5], tex: '\\sqrt{#1}' },
  abs: { form: 'around', level: 5, text: ['|', '|'], types: 'ss vv', unit: [1], tex: '\\lvert #1 \\rvert' },
  norm: { ...norm, text: ['‖', '‖'], tex: '\\lVert #1 \\rVert' },
  norm1: { ...norm, text: ['‖', '‖₁'], tex: '\\lVert #1 \\rVert_1' },
  normMax: { ...norm, text: ['‖', '‖∞'], tex: '\\lVert #1 \\rVert_\\infty' },
  inner: { form: 'around', level: 5, text: ['⟨', '⟩'], types: 'vvs', unit: [1, 1], tex: '\\langle #1, #2 \\rangle' },
  max: { ...extreme, text: ['max'], tex: '\\max(#1, #2)' },
  min: { ...extreme, text: ['min'], tex: '\\min(#1, #2)' },
  sign: { form: 'call', level: 5, text: ['sign'], types: 'ss vv', unit: [], tex: '\\operatorname{sign}(#1)' },
  mean: { ...fold, text: ['mean'], tex: '\\operatorname{mean}' },
  sum: { ...fold, text: ['sum'], tex: '\\sum' },
  'where =': chosen('=', '='),
  'where ≠': chosen('≠', '\\ne'),
  'where <': chosen('<', '<'),
  'where >': chosen('>', '>'),
  'where ≤': chosen('≤', '\\le'),
  'where ≥': chosen('≥', '\\ge'),
  dim: { form: 'call', level: 5, text: ['dim'], types: 'vc', unit: [], tex: '\\dim(#1)' },
  index: { form: 'call', level: 5, text: ['index'], types: 'vv', unit: [], tex: '\\operatorname{index}(#1)' },
} as const satisfies Readonly<Record<string, Operator>>;

/** The name of an operator. */
export type OperatorName = keyof typeof operators;

/** Their names. */
export const operatorNames = Object.keys(operators) as readonly OperatorName[];

/** The row of an operator. */
export const operatorOf = (name: OperatorName): Operator => operators[name];
