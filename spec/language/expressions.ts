/** The grammar of expressions: a cursor over the words of a line, which reads by recursive descent. */
import { limits, type ComplaintName, type complaints, type Span } from './complaints.js';
import { operators, type Operator, type OperatorName } from './operators.js';
import { relations } from './page.js';
import type { Application, Binding, Expression, Gradient, Name, Numeral } from './page.js';
import { readTokens, type Token } from './tokens.js';
import type { Source } from './source.js';

/** Words of the grammar, which are no names. */
export const reserved: ReadonlySet<string> = new Set(
  (
    'method given state scalar from returns sample of in repeat as also if otherwise afterwards every rounds each ' +
    'mod grad for with probability where'
  ).split(' '),
);
const products: ReadonlySet<string> = new Set(['·', '/', '⊙', '⊘', 'mod']);
/** Written with brackets of their own, or by their names as calls. */
export const calls: ReadonlyMap<string, Operator> = new Map(
  Object.entries<Operator>(operators).filter(([, { form }]) => form === 'call' || form === 'around'),
);
const isReserved = (word: string): boolean => reserved.has(word) || calls.has(word);

/** A quotient that is not of two numbers: a / b c could be read in two ways, 1/2 c in one. */
export const isOpenQuotient = (e: Expression | undefined): boolean =>
  e?.kind === 'apply' && e.operator === '/' && e.operands.some(({ kind }) => kind !== 'number');

/** Reads one line of a page from left to right. */
export interface Reader {
  /** The word that is next. */
  readonly next: () => Token;
  /** Takes the next word if it is one of these. */
  readonly accept: (...texts: readonly string[]) => Token | undefined;
  /** Takes the next word, which must be this one. */
  readonly take: (text: string) => Token;
  /** Passes over the next word. */
  readonly skip: () => void;
  readonly name: () => Name;
  /** A name, or one of a family: c[i]. */
  readonly indexed: () => Name;
  /** `i in S`, `i in 1..n`. */
  readonly binding: () => Binding;
  readonly number: () => Numeral;
  readonly expression: () => Expression;
  /** Refuses whatever is left. */
  readonly end: () => void;
  /** Refuses the next word. */
  readonly refuse: <C extends ComplaintName>(name: C, ...parts: Parameters<(typeof complaints)[C]>) => never;
}

/** A reader of `text`, which begins in column `column` of a line. */
export function createReader(source: Source, line: number, text: string, column: number): Reader {
  const tokens = readTokens(source, line, text, column);
  let at = 0;
  let depth = 0;
  /** The innermost bracket that is open: a bar closes where one is, and opens anywhere else. */
  let open = '';
  const next = (ahead = 0): Token => tokens[Math.min(at + ahead, tokens.length - 1)] as Token;
  const refuse: Reader['refuse'] = (name, ...parts) => source.refuse(next().span, name, ...parts);
  const refuseOther = (expected: string): never =>
    refuse('other', next().kind === 'end' ? 'the line ends here' : `here is ${next().text}`, expected);
  const accept = (...texts: readonly string[]): Token | undefined => {
    const token = next();
    if (token.kind === 'end' || !texts.includes(token.text)) return undefined;
    at += 1;
    return token;
  };
  const take = (text: string): Token => accept(text) ?? refuseOther(text);
  const apply = (operator: OperatorName, operands: readonly Expression[], from: Span): Application => ({
    ...{ kind: 'apply', operator, operands, span: { ...from, to: next(-1).span.to } },
  });
  const name = (): Name => {
    const { kind, text, span } = next();
    if (kind !== 'name') return refuseOther('a name');
    if (isReserved(text)) refuse('reserved', text);
    at += 1;
    return { kind, name: text, span };
  };
  const number = (): Numeral => {
    const { kind, text, span } = next();
    if (kind !== 'number') return refuseOther('a number');
    at += 1;
    return { kind, text, span };
  };
  const indexed = (): Name => {
    const own = name();
    if (accept('[') === undefined) return own;
    const index = name();
    take(']');
    const span = { ...own.span, to: next(-1).span.to };
    return { ...own, name: `${own.name}[]`, index, span };
  };
  const binding = (): Binding => {
    const index = name();
    take('in');
    const first = expression();
    if (next().text !== '..' && first.kind === 'name') return { index, members: { set: first } };
    take('..');
    return { index, members: { range: [first, expression()] } };
  };
  const nested = <T>(read: () => T, bracket = open): T => {
    const outer = open;
    depth += 1;
    if (depth > limits.depth) refuse('tooDeep');
    open = bracket;
    const value = read();
    open = outer;
    depth -= 1;
    return value;
  };

  const expression = (): Expression => {
    let left = term();
    for (let sign = accept('+', '−'); sign !== undefined; sign = accept('+', '−')) {
      left = apply(sign.text as OperatorName, [left, term()], left.span);
    }
    return left;
  };
  const term = (): Expression => {
    let left = factor();
    for (let isOpen = false; ; isOpen = isOpenQuotient(left)) {
      const isWritten = products.has(next().text);
      if (!isWritten && !beginsFactor()) return left;
      const bracketed = next().text === '(' && next(2).text === ')' ? next(1) : next();
      const isLast = next(bracketed === next() ? 1 : 3).kind === 'end';
      if (!isWritten && bracketed.kind === 'number' && isLast) refuse('numberOrFactor', bracketed.text);
      if (isOpen) refuse('twoReadings');
      const operator = isWritten ? (accept(...products)?.text as OperatorName) : '·';
      left = apply(operator, [left, factor()], left.span);
    }
  };
  /** Whether what is next multiplies what was read, without a sign between them. */
  const beginsFactor = (): boolean => {
    const { kind, text } = next();
    if (kind === 'name') return !reserved.has(text);
    if (text === '|' || text === '‖') return open !== text;
    return kind === 'number' || kind === 'gradient' || ['(', '√', '⟨', '{'].includes(text);
  };
  const factor = (): Expression => {
    const sign = accept('−', '√');
    if (sign === undefined) return power();
    return apply(sign.text === '√' ? '√' : 'negate', [nested(factor)], sign.span);
  };
  const power = (): Expression => {
    const base = atom();
    const sign = accept('^', '²');
    if (sign === undefined) return base;
    const two = { kind: 'number', text: '2', span: sign.span } as const;
    return apply('^', [base, sign.text === '²' ? two : exponent()], base.span);
  };
  const exponent = (): Expression => {
    const minus = accept('−');
    if (next().kind === 'number' && Number(next().text) > limits.exponent) refuse('largeExponent');
    const value = atom();
    return minus === undefined ? value : apply('negate', [value], minus.span);
  };
  /** The operands of an operator, as many as its signatures have, up to the bracket that closes. */
  const around = (operator: OperatorName, bracket: Token, close: string, { span } = bracket): Application => {
    const count = operators[operator].types.search(/ |$/) - 1;
    const list = (): Expression[] =>
      Array.from({ length: count }, (_, i) => (i > 0 && take(','), expression()));
    const operands = nested(list, bracket.text);
    take(close);
    const norms = { '₁': 'norm1', '∞': 'normMax' } as const;
    const mark = close === '‖' ? (accept('₁', '∞')?.text as keyof typeof norms | undefined) : undefined;
    return apply(mark === undefined ? operator : norms[mark], operands, span);
  };
  /** mean(i in S: …), sum(i in 1..n: …). */
  const over = (operator: OperatorName, { span }: Token): Application => {
    take('(');
    const read = (): Application => {
      const bound = binding();
      take(':');
      return { ...apply(operator, [expression()], span), over: bound };
    };
    const made = nested(read, '(');
    return { ...made, span: { ...span, to: take(')').span.to } };
  };
  /** {u where a > b; v where c < d; w}. */
  const chosen = (begin: Token, value = expression()): Application => {
    take('where');
    const left = expression();
    const sign = accept(...Object.keys(relations))?.text ?? refuseOther(Object.keys(relations).join(' '));
    const right = expression();
    take(';');
    const at = next();
    const otherwise = expression();
    const last = next().text === 'where' ? chosen(at, otherwise) : otherwise;
    return apply(`where ${sign}` as OperatorName, [value, left, right, last], begin.span);
  };
  const gradient = ({ text, span }: Token): Gradient => {
    if (text !== 'f' && text !== 'h') return source.refuse(span, 'noFunction', text);
    take('(');
    const point = nested(expression, '(');
    const sample = accept(',') && name();
    const whole = { ...span, to: take(')').span.to };
    return { kind: 'gradient', function: text, point, ...(sample && { sample }), span: whole };
  };
  const atom = (): Expression => {
    const token = next();
    if (token.kind === 'number') return number();
    const call = calls.get(token.text);
    if (call === undefined && token.kind === 'name') return indexed();
    at += 1;
    if (token.kind === 'gradient') return gradient(token);
    if (call?.isOver) return over(token.text as OperatorName, token);
    if (call !== undefined) return around(token.text as OperatorName, take('('), ')', token);
    if (token.text === '{') {
      const made = nested(() => chosen(token), '{');
      return { ...made, span: { ...token.span, to: take('}').span.to } };
    }
    if (token.text === '|') return around('abs', token, '|');
    if (token.text === '‖') return around('norm', token, '‖');
    if (token.text === '⟨') return around('inner', token, '⟩');
    if (token.text === '(') {
      const before = tokens[at - 2] ?? token;
      const inner = nested(expression, '(');
      if (next().text === ',') source.refuse(before.span, 'noCall', before.text);
      take(')');
      return inner;
    }
    at -= 1;
    return refuseOther('an expression');
  };
  const end = (): void => {
    if (next().kind !== 'end') refuse('leftOver', next().text);
  };
  const skip = (): void => void (at += 1);
  return { next, accept, take, skip, name, indexed, binding, number, expression, end, refuse };
}
