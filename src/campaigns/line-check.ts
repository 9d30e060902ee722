/** Checksums of the lines of a journal, each over the one before: changed, removed, repeated and exchanged lines are seen. */
import { hash } from 'node:crypto';

/** A line and its checksum, which the next line is checked with. */
export interface LineCheck {
  /** Of a line that is written, the whole with its line feed; of one that is read, the document without its checksum. */
  readonly text: string;
  readonly check: string;
}

/** What stands before the first line. */
export const startOfChain = '';

/** Hexadecimal digits of a checksum. */
const digits = 16;

/** `,"check":"…"}`, the end of every line. */
const endLength = digits + 12;

/** The first digits of SHA-256 of the checksum before, a line feed, and the document without its last brace. */
function checkOf(before: string, body: string): string {
  return hash('sha256', `${before}\n${body}`).slice(0, digits);
}

function endOf(check: string): string {
  return `,"check":"${check}"}`;
}

/** A JSON object as a line with the checksum as its last key. */
export function sealLine(before: string, document: string): LineCheck {
  const body = document.slice(0, -1);
  const check = checkOf(before, body);
  return { text: `${body}${endOf(check)}\n`, check };
}

/** The document of a line without its checksum; `undefined` where the line does not fit the checksum or the line before. */
export function checkLine(before: string, line: string): LineCheck | undefined {
  const body = line.slice(0, -endLength);
  const check = checkOf(before, body);
  return line.slice(-endLength) === endOf(check) ? { text: `${body}}`, check } : undefined;
}
