/**
 * JSON with errors that every platform words alike.
 *
 * `JSON.parse` names the place of a mistake differently in every browser, and silently keeps the last of two equal
 * keys. So the text is walked once for its syntax, and only then given to `JSON.parse`.
 */
import { InputError } from '../errors.js';
import { positionOf } from './text-lines.js';

const blankPattern = /[ \t\r\n]*/y;
// V8 keeps a way back for every character: of some eight million, or of a pattern that repeats an alternative, they exhaust its stack
const plainPattern = /[^"\\\p{Cc}]{1,10000}/uy;
const otherPattern = /[\u007f-\u009f]|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4})/uy;
const atomPattern = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|true\b|false\b|null\b/y;

/** Deeper nesting is no problem file, and would exhaust the stack. */
const depthLimit = 50;

/** More values than any document here has; what holds more would be checked for minutes before it is refused. */
const valueLimit = 3_000_000;

/** More keys of one object than any format has; what is wrong with each would be listed before one of them is told. */
const keyLimit = 1000;

/** More characters of one string than any document here has; those of an escape are counted, so that nothing is read beyond the limit. */
const stringLimit = 10_000_000;

/**
 * The value of a JSON text.
 *
 * @param document - JSON; a byte-order mark before it is ignored.
 * @param source - the name of the file, for errors.
 * @param line - where the text is one line of the file: its number, from 1.
 * @throws InputError for malformed JSON, for a repeated key and for `__proto__`, which no format has and which the objects of a
 * schema would lose, with line and column.
 */
export function parseJson(document: string, source: string, line?: number): unknown {
  const text = document.startsWith('\uFEFF') ? document.slice(1) : document;
  const cursor: Cursor = { text, source, line, offset: 0, values: 0 };
  checkValue(cursor, 0);
  skipBlank(cursor);
  if (cursor.offset < text.length) throw syntaxError(cursor, 'the end of the file');
  return JSON.parse(text) as unknown;
}

interface Cursor {
  readonly text: string;
  readonly source: string;
  readonly line: number | undefined;
  offset: number;
  /** How many values have been read. */
  values: number;
}

function checkValue(cursor: Cursor, depth: number): void {
  if (depth > depthLimit) {
    const problem = `the values are nested more than ${depthLimit} deep`;
    const fix = 'Check that this is the file you mean: no format nests so deep.';
    throw syntaxError(cursor, `at most ${depthLimit} levels of nesting`, problem, fix);
  }
  cursor.values += 1;
  if (cursor.values > valueLimit) {
    const fix = 'Leave some out, or split the file where its format allows that.';
    throw syntaxError(cursor, `at most ${valueLimit} values`, 'there are more values', fix);
  }
  skipBlank(cursor);
  const first = cursor.text[cursor.offset];
  if (first === '{') checkObject(cursor, depth);
  else if (first === '[')
    checkItems(cursor, ']', 'a comma or ]', () => {
      checkValue(cursor, depth + 1);
    });
  else if (first === '"') readString(cursor);
  else checkAtom(cursor);
}

/** A number, true, false or null. `JSON.parse` takes a number beyond the range of doubles for Infinity. */
function checkAtom(cursor: Cursor): void {
  const at = cursor.offset;
  const atom = match(cursor, atomPattern);
  if (atom === undefined) throw syntaxError(cursor, 'a JSON value');
  const isInfinite = Math.abs(Number(atom)) === Infinity;
  // what underflows is 0 on purpose
  const isRoundedToWhole = Number(atom) !== 0 && Number.isInteger(Number(atom)) && !isWhole(atom);
  if (!isInfinite && !isRoundedToWhole) return;
  cursor.offset = at;
  const shown = atom.length > 60 ? `${atom.slice(0, 60)}…` : atom;
  if (!isInfinite) {
    throw syntaxError(
      cursor,
      'a JSON number that a double can tell from a whole one',
      `found the number ${shown}`,
      'Write the whole number, or write it in quotes where the format has exact numbers.',
    );
  }
  throw syntaxError(
    cursor,
    'a JSON number that a double can hold, of a magnitude below 1.8e308',
    `found the number ${shown}`,
    'Choose a smaller one, or write it in quotes where the format has exact numbers.',
  );
}

/** Whether a JSON number is a whole one, whatever a double makes of it. */
function isWhole(atom: string): boolean {
  const [mantissa = '', exponent = '0'] = atom.toLowerCase().split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const digits = `${whole}${fraction}`.replace(/^-?0*/u, '');
  const zeros = digits.length - digits.replace(/0+$/u, '').length;
  return digits === '' || Number(exponent) - fraction.length + zeros >= 0;
}

function checkObject(cursor: Cursor, depth: number): void {
  const seen = new Set<string>();
  checkItems(cursor, '}', 'a comma or }', () => {
    skipBlank(cursor);
    const at = cursor.offset;
    const key = readString(cursor, 'a key in double quotes');
    if (seen.has(key)) {
      cursor.offset = at;
      throw syntaxError(cursor, 'each key once', `the key ${JSON.stringify(key)} is repeated`, 'Keep one.');
    }
    if (key === '__proto__') {
      cursor.offset = at;
      const fix = 'Remove it, or correct its spelling.';
      throw syntaxError(cursor, 'only keys of the format', `the key ${JSON.stringify(key)} is unknown`, fix);
    }
    seen.add(key);
    if (seen.size > keyLimit) {
      cursor.offset = at;
      const fix = 'Remove those that the format does not have.';
      throw syntaxError(cursor, `at most ${keyLimit} keys of one object`, 'there are more keys', fix);
    }
    skipBlank(cursor);
    if (cursor.text[cursor.offset] !== ':') throw syntaxError(cursor, 'a colon after the key');
    cursor.offset += 1;
    checkValue(cursor, depth + 1);
  });
}

/** The comma-separated items up to `closing`, from the opening bracket on. */
function checkItems(cursor: Cursor, closing: string, expected: string, checkItem: () => void): void {
  cursor.offset += 1;
  skipBlank(cursor);
  if (cursor.text[cursor.offset] === closing) {
    cursor.offset += 1;
    return;
  }
  for (;;) {
    checkItem();
    skipBlank(cursor);
    const next = cursor.text[cursor.offset];
    if (next !== ',' && next !== closing) throw syntaxError(cursor, expected);
    cursor.offset += 1;
    if (next === closing) return;
  }
}

function readString(cursor: Cursor, expected = 'a string in double quotes'): string {
  const start = cursor.offset;
  if (cursor.text[start] === '"') {
    cursor.offset += 1;
    while (
      cursor.offset - start <= stringLimit &&
      (match(cursor, plainPattern) ?? match(cursor, otherPattern)) !== undefined
    );
    if (cursor.offset - start > stringLimit) {
      cursor.offset = start;
      const most = `at most ${stringLimit} characters of one string as it is written, escapes in full`;
      throw syntaxError(cursor, most, 'a string is longer', 'Shorten it.');
    }
    if (cursor.text[cursor.offset] !== '"') throw stringError(cursor, start);
    cursor.offset += 1;
    return JSON.parse(cursor.text.slice(start, cursor.offset)) as string;
  }
  throw syntaxError(cursor, expected);
}

/** What a string that began at `start` cannot hold, at the cursor. */
function stringError(cursor: Cursor, start: number): InputError {
  const { text, offset } = cursor;
  const code = text.codePointAt(offset);
  if (code === undefined) {
    cursor.offset = start;
    return syntaxError(cursor, 'a double quote at its end', 'a string is not closed');
  }
  if (text[offset] === '\\') {
    const escapes = String.raw`one of the escapes \" \\ \/ \b \f \n \r \t and \u with four hexadecimal digits`;
    return syntaxError(cursor, escapes, `a string holds the escape ${text.slice(offset, offset + 2)}`);
  }
  const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  const escape = String.raw`an escape, such as \n or \t, in its place`;
  return syntaxError(cursor, escape, `a string holds the control character ${name}`);
}

function skipBlank(cursor: Cursor): void {
  match(cursor, blankPattern);
}

function match(cursor: Cursor, pattern: RegExp): string | undefined {
  pattern.lastIndex = cursor.offset;
  const found = pattern.exec(cursor.text)?.[0];
  cursor.offset += found?.length ?? 0;
  return found;
}

function syntaxError(
  { text, source, line, offset }: Cursor,
  expected: string,
  problem: string = offset >= text.length
    ? 'the JSON text ends early'
    : `malformed JSON at ${JSON.stringify(/[\s\S]/uy.exec(text.slice(offset))?.[0])}`,
  fix = 'Correct the JSON text there: no trailing commas, no comments, double quotes around keys and strings.',
): InputError {
  const { line: ownLine, column } = positionOf(text, offset);
  return new InputError({
    problem,
    where:
      line === undefined
        ? `${source} at $, line ${ownLine}, column ${column}`
        : `${source}, line ${line} at $, column ${column}`,
    expected,
    fix,
  });
}
