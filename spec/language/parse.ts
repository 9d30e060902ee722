/** The grammar of statements: lines, and blocks by their indentation. */
import { limits, type Span } from './complaints.js';
import { createReader, type Reader } from './expressions.js';
import { nameAt, relations } from './page.js';
import type {
  Choice,
  Expression,
  Line,
  Page,
  Parameter,
  Relation,
  Sampling,
  State,
  Statement,
} from './page.js';
import { readSource, type Source } from './source.js';
import { printExpression } from './text.js';

/** A line of a page that is not blank. */
interface Row {
  readonly indent: number;
  readonly span: Span;
  /** Of the code, without the number and the words at its right end. */
  readonly reader: Reader;
  readonly code: string;
  readonly remark: Pick<Line, 'number' | 'words'>;
}

/** Two spaces and a number, in parentheses or not, end the code of a line, except in the head. */
function readRow(source: Source, text: string, line: number): Row | undefined {
  const tab = text.indexOf('\t');
  if (tab >= 0) source.refuse({ line, from: tab + 1, to: tab + 2 }, 'tab');
  const whole = text.trim();
  if (whole === '') return undefined;
  const isHead = /^(?:given|state) /.test(whole);
  const [, code = whole, plain, inParentheses, words] =
    (isHead ? null : /^(.*?) {2,}(?:(\d+)|\((\d+)\))(?: +(\S.*))?$/.exec(whole)) ?? [];
  const number = plain ?? inParentheses;
  const indent = text.indexOf(whole);
  const span = { line, from: indent + 1, to: indent + code.length + 1 };
  const remark = { ...(number !== undefined && { number }), ...(words !== undefined && { words }) };
  return { indent, span, reader: createReader(source, line, code, indent + 1), code, remark };
}

/** Where words that begin a line may stand. */
const places: Readonly<Record<string, string>> = {
  also: 'below the line whose value it groups otherwise',
  otherwise: 'below the block of a condition',
  afterwards: 'below the block of a condition',
  ...{
    method: 'on the first line',
    given: 'on the second line',
    state: 'on the line before the round',
    returns: 'below the states',
  },
};

/**
 * The page in a text: a Markdown file with one block marked `method`, or such a block alone.
 *
 * @throws PageError where the text is no page, with the line, the column and a caret.
 * For example:
 *
 * ```ts
 * const page = parsePage('method sgd\ngiven eta > 0\nstate x\n\nsample xi\nx <- x - eta grad f(x, xi)  1');
 * printPage(page).split('\n').at(-2); // 'x ← x − η ∇f(x, ξ)   1'
 * ```
 */
export function parsePage(text: string): Page {
  const source = readSource(text);
  const { refuse } = source;
  const rows = source.lines.flatMap((line, i) => readRow(source, line, source.firstLine + i) ?? []);
  let at = 0;
  const coins = new Set<string>();
  const isNext = (word: string): boolean => rows[at]?.reader.next().text === word;
  const unnumbered = ({ span, remark: { number } }: Row): void => {
    if (number !== undefined) refuse(span, 'noEquation', number);
  };
  /** What a line of the head says behind its first word, between semicolons. */
  const head = <T>(
    word: string,
    example: string,
    read: (reader: Reader, row: Row) => T,
  ): readonly [T, ...T[]] => {
    const row = rows[at];
    const span = row?.span ?? { line: source.firstLine + source.lines.length - 1, from: 1, to: 2 };
    if (row === undefined || row.indent > 0 || !isNext(word))
      return refuse(span, 'headMissing', word, example);
    at += 1;
    unnumbered(row);
    row.reader.take(word);
    const all: [T, ...T[]] = [read(row.reader, row)];
    while (row.reader.accept(';')) all.push(read(row.reader, row));
    row.reader.end();
    return all;
  };

  const readBlock = (indent: number, depth: number): readonly Statement[] => {
    const statements: Statement[] = [];
    for (let row = rows[at]; row !== undefined && row.indent >= indent; row = rows[at]) {
      if (row.indent > indent) refuseIndent(row);
      at += 1;
      const last = statements.at(-1);
      if (last?.kind !== 'line' || !row.reader.accept('also')) statements.push(readStatement(row, depth));
      else statements[statements.length - 1] = { ...last, also: [...last.also, readAlso(row, last)] };
    }
    return statements;
  };
  const refuseIndent = ({ span, indent }: Row): never =>
    refuse({ ...span, from: 1, to: indent + 1 }, 'noBlockHere');
  /** The block below a row: deeper by as much as its first line. */
  const blockBelow = (row: Row, depth: number): readonly Statement[] => {
    const below = rows[at];
    if (below === undefined || below.indent <= row.indent) return refuse(row.span, 'emptyBlock');
    if (depth >= limits.depth) refuse(row.span, 'tooDeep');
    return readBlock(below.indent, depth + 1);
  };
  const readAlso = (row: Row, { target }: Line): Expression => {
    unnumbered(row);
    const again = row.reader.indexed();
    if (printExpression(again) !== printExpression(target))
      refuse(again.span, 'other', `here is ${printExpression(again)}`, printExpression(target));
    return readValue(row.reader);
  };
  const readStatement = (row: Row, depth: number): Statement => {
    const { span, reader, remark } = row;
    const word = reader.next().text;
    const place = Object.hasOwn(places, word) ? places[word] : undefined;
    if (place !== undefined) return refuse(span, 'misplaced', word, place);
    if (reader.accept('sample')) {
      const sampling = readSample(reader);
      if (sampling.probability !== undefined) coins.add(sampling.target.name);
      return { kind: 'sample', ...sampling, span, ...remark };
    }
    if (reader.accept('repeat')) {
      unnumbered(row);
      const count = reader.expression();
      const counter = reader.accept('as') ? reader.name() : nameAt('k', span);
      reader.end();
      return { kind: 'repeat', count, counter, body: blockBelow(row, depth), span };
    }
    if (reader.accept('for')) {
      unnumbered(row);
      const { index: counter, members } = reader.binding();
      reader.end();
      const count: Expression = { kind: 'number', text: '1', span };
      return { kind: 'repeat', count, counter, members, body: blockBelow(row, depth), span };
    }
    if (!reader.accept('if', 'in', 'every')) {
      const target = reader.indexed();
      return { kind: 'line', target, value: readValue(reader), also: [], span, ...remark };
    }
    unnumbered(row);
    const test = readTest(reader, word, span, coins);
    const then = blockBelow(row, depth);
    const other = rows[at];
    const isOther = /^(?:otherwise|afterwards)$/.test(other?.code ?? '') && other?.indent === row.indent;
    if (isOther) at += 1;
    return { kind: 'choice', ...test, then, otherwise: isOther ? blockBelow(other, depth) : [], span };
  };

  const [[name, heading]] = head('method', 'method heavy-ball', (reader, row) => {
    while (reader.next().kind !== 'end') reader.skip();
    return [row.code.slice('method'.length).trim(), row.span] as const;
  });
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name)) refuse(heading, 'noMethodName', name);
  const parameters = isNext('given') ? head('given', '', readParameter) : [];
  const states = head('state', 'state  x', readState);
  const [returns] = isNext('returns') ? head('returns', '', (reader) => reader.name()) : [];
  const first = rows[at] ?? refuse(heading, 'emptyRound');
  const body = first.indent === 0 ? readBlock(0, 0) : refuseIndent(first);
  return { name, parameters, states, ...(returns && { returns }), body, source };
}

/** ← and a value, to the end of the line. */
function readValue(reader: Reader): Expression {
  reader.take('←');
  const value = reader.expression();
  reader.end();
  return value;
}

function readSample(reader: Reader): Pick<Sampling, 'target' | 'size' | 'range' | 'probability'> {
  const target = reader.name();
  if (reader.accept('with')) {
    reader.take('probability');
    const probability = reader.expression();
    reader.end();
    return { target, probability };
  }
  const size = reader.accept('of') && reader.expression();
  const from = reader.accept('in') && reader.expression();
  const range = from && ([from, (reader.take('..'), reader.expression())] as const);
  reader.end();
  return { target, ...(size && { size }), ...(range && { range }) };
}

const takeRelation = (reader: Reader): Relation => {
  const all = Object.keys(relations);
  return (reader.accept(...all) ?? reader.refuse('other', 'here is no relation', all.join(' ')))
    .text as Relation;
};

/** The condition of a block; what rounds it says is a condition on t, and a coin by itself that it is 1. */
function readTest(
  reader: Reader,
  word: string,
  span: Span,
  coins: ReadonlySet<string>,
): Pick<Choice, 'relation' | 'sides'> {
  const t = nameAt('t', span);
  const number = (text: string): Expression => ({ kind: 'number', text, span });
  if (word === 'in') {
    for (const next of ['round', '1']) reader.take(next);
    reader.end();
    return { relation: '=', sides: [t, number('1')] };
  }
  const left = reader.expression();
  if (word === 'if') {
    const isBare = reader.next().kind === 'end' && left.kind === 'name' && coins.has(left.name);
    const relation = isBare ? '=' : takeRelation(reader);
    const right = isBare ? number('1') : reader.expression();
    reader.end();
    return { relation, sides: [left, right] };
  }
  reader.take('rounds');
  reader.end();
  const before: Expression = { kind: 'apply', operator: '−', operands: [t, number('1')], span };
  const rest: Expression = { kind: 'apply', operator: 'mod', operands: [before, left], span };
  return { relation: '=', sides: [rest, number('0')] };
}

function readParameter(reader: Reader): Parameter {
  const bounds: { readonly relation: Relation; readonly value: string }[] = [];
  if (reader.next().kind === 'number') {
    const { text: value } = reader.number();
    bounds.push({ relation: relations[takeRelation(reader)], value });
  }
  const name = reader.name();
  const relation = reader.accept(...Object.keys(relations))?.text as Relation | undefined;
  if (relation !== undefined) bounds.push({ relation, value: reader.number().text });
  if (bounds.length === 0) reader.refuse('noDomain', name.name);
  const each = reader.accept('each') && (reader.accept('step') ?? reader.take('round')).text;
  return { name, bounds, ...(each !== undefined && { each: each as 'step' | 'round' }) };
}

function readState(reader: Reader): State {
  const isScalar = reader.accept('scalar') !== undefined;
  const own = reader.name();
  const over = reader.accept('[') && reader.binding();
  if (over) reader.take(']');
  const name = over ? { ...own, name: `${own.name}[]` } : own;
  const from = reader.accept('from') && reader.expression();
  return { name, isScalar, ...(over && { over }), ...(from && { from }) };
}
