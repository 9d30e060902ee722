/** The lines of a text, one by one: a text may have as many as it has characters, and what is wrong in the first need not wait for the others. */

/** A line without its line feed. */
export interface Line {
  readonly line: string;
  /** From 1. */
  readonly number: number;
}

/** Every line, also an empty one after the last line feed. */
export function* linesOf(text: string): Generator<Line, void> {
  let number = 1;
  for (let begin = 0; begin <= text.length; number += 1) {
    const found = text.indexOf('\n', begin);
    const end = found < 0 ? text.length : found;
    yield { line: text.slice(begin, end), number };
    begin = end + 1;
  }
}

/** In which line and column, each from 1, an offset is. */
export function positionOf(text: string, offset: number): { readonly line: number; readonly column: number } {
  let [line, begin] = [1, 0];
  for (let at = 0; at < offset; at += 1) if (text.charCodeAt(at) === 10) [line, begin] = [line + 1, at + 1];
  return { line, column: offset - begin + 1 };
}
