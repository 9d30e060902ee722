/** The grammar of statements: lines, and blocks by their indentation. */
import { limits, type Span } from './complaints.js';
import { createReader, type Reader } from './expressions.js';
import { relations } from './page.js';
import type { Choice, Expression, Line, Name, Page, Parameter, Relation, State, Statement } from './page.js';
import { readSource, type Source } from './source.js';

/** A line of a page that is not blank. */
interface Row {
  readonly indent: number;
  readonly span: Span;
  /** Its first word, if that is of small letters. */
  readonly word: string;
  /** The code, without the number and the words at its right end. */
  readonly code: string;
  readonly remark: Pick<Line, 'number' | 'words'>;
}

/** Two spaces and a number end the code of a line, except in the head. */
function readRow(source: Source, text: string, line: number): Row | undefined {
  const tab = text.indexOf('\t');
  if (tab >= 0) source.refuse({ line, from: tab + 1, to: tab + 2 }, 'tab');
  const whole = text.trim();
  if (whole === '') return undefined;
  const indent = text.indexOf(whole);
  const word = /^[a-z]+(?= |$)/.exec(whole)?.[0] ?? '';
  const isHead = word === 'given' || word === 'state';
  const [, code = whole, number, words] =
    (isHead ? null : /^(.*?) {2,}(\d+)(?: +(\S.*))?$/.exec(whole)) ?? [];
  const span = { line, from: indent + 1, to: indent + code.length + 1 };
  const remark = { ...(number !== undefined && { number }), ...(words !== undefined && { words }) };
  return { indent, span, word, code, remark };
}

/** Where words that begin a line may stand. */
const places: Readonly<Record<string, string>> = {
  also: 'below the line whose value it groups otherwise',
  otherwise: 'below the block of a condition',
  afterwards: 'below the block of "in round 1"',
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
 * @example
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
  /** A reader of a row from column `begin` of its code. */
  const readerOf = ({ code, span }: Row, begin = 0, part = code.slice(begin)): Reader =>
    createReader(source, span.line, part, span.from + begin);
  /** Reads a row to its end. */
  const readAll = <T>(row: Row, begin: number, read: (reader: Reader) => T): T => {
    const reader = readerOf(row, begin);
    const value = read(reader);
    reader.end();
    return value;
  };
  /** The line of the head that begins with `word`. */
  const head = (word: string, example: string): Row => {
    const row = rows[at];
    const span = row?.span ?? { line: source.firstLine + source.lines.length - 1, from: 1, to: 2 };
    if (row?.word !== word || row.indent > 0) return refuse(span, 'headMissing', word, example);
    at += 1;
    return unnumbered(row);
  };
  const unnumbered = (row: Row): Row => {
    const { number } = row.remark;
    return number === undefined ? row : refuse(row.span, 'noEquation', number);
  };
  /** What is read of each part of a line of the head, between its semicolons. */
  const readParts = <T>(row: Row, read: (reader: Reader) => T): readonly T[] => {
    let begin = row.word.length;
    return row.code.slice(begin).split(';').map((part) => {
      const reader = readerOf(row, begin, part);
      begin += part.length + 1;
      const value = read(reader);
      reader.end();
      return value;
    }); // prettier-ignore
  };

  const readBlock = (indent: number, depth: number): readonly Statement[] => {
    const statements: Statement[] = [];
    for (let row = rows[at]; row !== undefined && row.indent >= indent; row = rows[at]) {
      if (row.indent > indent) refuseIndent(row);
      at += 1;
      const last = statements.at(-1);
      if (row.word === 'also' && last?.kind === 'line') {
        const other = readAll(unnumbered(row), row.word.length, (reader) =>
          readValue(reader, last.target.name),
        );
        statements[statements.length - 1] = { ...last, also: [...last.also, other] };
      } else statements.push(readStatement(row, depth));
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
  const readStatement = (row: Row, depth: number): Statement => {
    const { span, word, remark } = row;
    const place = Object.hasOwn(places, word) ? places[word] : undefined;
    if (place !== undefined) return refuse(span, 'misplaced', word, place);
    switch (word) {
      case 'sample': {
        const sample = readAll(row, word.length, (reader) => {
          const target = reader.name();
          const size = reader.accept('of') && reader.expression();
          const from = reader.accept('in') && reader.expression();
          const range = from && ([from, (reader.take('..'), reader.expression())] as const);
          return { target, ...(size && { size }), ...(range && { range }) };
        });
        return { kind: 'sample', ...sample, span, ...remark };
      }
      case 'repeat': {
        const [count, counter] = readAll(unnumbered(row), word.length, (reader) => {
          const count = reader.expression();
          return [count, reader.accept('as') ? reader.name() : nameAt('k', span)] as const;
        });
        return { kind: 'repeat', count, counter, body: blockBelow(row, depth), span };
      }
      case 'if':
      case 'in':
      case 'every': {
        const test = readAll(unnumbered(row), word.length, (reader) => readTest(reader, word, span));
        const then = blockBelow(row, depth);
        const other = rows[at];
        const hasOther =
          other?.code === (word === 'in' ? 'afterwards' : 'otherwise') && other.indent === row.indent;
        if (hasOther) at += 1;
        return { kind: 'choice', ...test, then, otherwise: hasOther ? blockBelow(other, depth) : [], span };
      }
      default: {
        const reader = readerOf(row);
        const target = reader.name();
        const value = readValue(reader);
        reader.end();
        return { kind: 'line', target, value, also: [], span, ...remark };
      }
    }
  };

  const heading = head('method', 'method heavy-ball');
  const name = heading.code.slice(heading.word.length).trim();
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name)) refuse(heading.span, 'noMethodName', name);
  const parameters = rows[at]?.word === 'given' ? readParts(head('given', ''), readParameter) : [];
  const states = readParts(head('state', 'state  x'), readState);
  const isReturning = rows[at]?.word === 'returns';
  const returns = isReturning
    ? readAll(head('returns', ''), 'returns'.length, (reader) => reader.name())
    : undefined;
  const [first = refuse(heading.span, 'emptyRound')] = rows.slice(at);
  const body = first.indent === 0 ? readBlock(0, 0) : refuseIndent(first);
  return { name, parameters, states, ...(returns && { returns }), body, source };
}

const nameAt = (name: string, span: Span): Name => ({ kind: 'name', name, span });

/** ← and a value, after the target where that is known. */
function readValue(reader: Reader, target?: string): Expression {
  if (target !== undefined) reader.take(target);
  reader.take('←');
  return reader.expression();
}

const takeRelation = (reader: Reader): Relation => {
  const all = Object.keys(relations);
  return (reader.accept(...all) ?? reader.refuse('other', 'here is no relation', all.join(' ')))
    .text as Relation;
};

/** The condition of a block; what rounds it says is a condition on t. */
function readTest(
  reader: Reader,
  word: 'if' | 'in' | 'every',
  span: Span,
): Pick<Choice, 'relation' | 'sides'> {
  if (word === 'if') {
    const left = reader.expression();
    const relation = takeRelation(reader);
    return { relation, sides: [left, reader.expression()] };
  }
  const t = nameAt('t', span);
  const number = (text: string): Expression => ({ kind: 'number', text, span });
  if (word === 'in') {
    reader.take('round');
    reader.take('1');
    return { relation: '=', sides: [t, number('1')] };
  }
  const period = reader.expression();
  reader.take('rounds');
  const before: Expression = { kind: 'apply', operator: '−', operands: [t, number('1')], span };
  const rest: Expression = { kind: 'apply', operator: 'mod', operands: [before, period], span };
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
  const name = reader.name();
  const from = reader.accept('from') && reader.expression();
  return { name, isScalar, ...(from && { from }) };
}
