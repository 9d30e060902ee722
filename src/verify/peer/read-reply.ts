/** One line of an implementation as a message, or a fault whose message tells how to fix it. */
import { checkShape } from '../../problems/parse-document.js';
import { replySchemas, type Reply } from '../protocol/replies.js';
import { protocolFault } from './peer.js';

/** A line cut for a message. */
function quote(line: string): string {
  return JSON.stringify(line.length > 120 ? `${line.slice(0, 120)}…` : line);
}

/** A message before its check: anything may be in it. */
interface Unchecked {
  readonly type?: unknown;
  readonly x?: unknown;
  readonly m?: unknown;
  readonly y?: unknown;
  readonly at?: unknown;
}

function isRecord(value: unknown): value is Unchecked {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Only `hello` is answered by `hello`. */
export function checkResponseType(reply: Reply, request: string): void {
  if (reply.type !== 'hello' || request === 'hello') return;
  throw protocolFault(
    `"${request}" was answered with "hello"; "ok", "rejected", "unsupported" or "error" was expected.`,
  );
}

/** More keys, objects and arrays than any message has; reading them would cost time and memory before one of them is refused. */
const mostParts = 200;

/** Parses and checks one line. */
export function readReply(line: string): Reply {
  const keys = countKeys(line);
  if (keys === undefined) {
    throw protocolFault(
      `standard output carries ${quote(line)}, which has more than ${mostParts} keys, objects and arrays; no message has so many. ` +
        'Print what is not protocol to standard error.',
    );
  }
  let document: unknown;
  try {
    document = JSON.parse(line);
  } catch {
    throw protocolFault(explainSyntax(line));
  }
  // of a key that is there twice JSON.parse keeps the last
  if (keys > countKeptKeys(document)) {
    throw protocolFault(`standard output carries ${quote(line)}, in which a key is there twice.`);
  }
  return checkReply(document, line);
}

/** How many keys a JSON text has; undefined where it has more of them, and of objects and arrays, than a message may have. */
function countKeys(text: string): number | undefined {
  let [keys, others] = [0, 0];
  // a string that nothing closes goes to the end: no other is looked for in it
  for (const [found, colon] of text.matchAll(/"(?:[^"\\]|\\[^])*(?:"(\s*:)?|\\?$)|[[{]/gu)) {
    if (colon !== undefined) keys += 1;
    else if (found === '[' || found === '{') others += 1;
    if (keys + others > mostParts) return undefined;
  }
  return keys;
}

/** How many keys the objects of a value have, of which there are not many. */
function countKeptKeys(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const parts: readonly unknown[] = Object.values(value);
  return parts.reduce<number>(
    (sum, part) => sum + countKeptKeys(part),
    Array.isArray(value) ? 0 : parts.length,
  );
}

/** Checks a message that was parsed. */
export function checkReply(document: unknown, line: string = JSON.stringify(document)): Reply {
  if (
    !isRecord(document) ||
    typeof document.type !== 'string' ||
    !Object.hasOwn(replySchemas, document.type)
  ) {
    const types = Object.keys(replySchemas).join(', ');
    throw protocolFault(
      `standard output carries ${quote(line)}, which is no message: an object whose type is one of ${types} is expected. ` +
        'Print what is not protocol to standard error.',
    );
  }
  const checked = checkShape<Reply>(replySchemas[document.type as Reply['type']], document);
  if (checked.success) return checked.data;
  const [issue] = checked.issues;
  const place = issue.path.length === 0 ? 'the message' : issue.path.join('.');
  throw protocolFault(
    `the ${document.type} message ${quote(line)} is malformed at ${place}: ${adviseOnField(issue.message, document)}`,
  );
}

function adviseOnField(message: string, document: Unchecked): string {
  const numbers = [document.x, document.m, document.y, document.at].flat();
  const hasFraction = numbers.some((value) => typeof value === 'number' && !Number.isInteger(value));
  const hasNull = numbers.includes(null);
  const cure = hasFraction
    ? ' Numbers that are not whole are sent as strings, because a JSON number need not survive the way: "0.1" or 16 hexadecimal digits.'
    : hasNull
      ? ' A null is what many JSON writers make of NaN: send the string "nan", and the round is named in the report.'
      : '';
  return `${message}.${cure}`;
}

/** What is probably wrong with a line that is not JSON. */
function explainSyntax(line: string): string {
  if (/[:[,]\s*(?:-?Infinity|NaN|nan|-?inf)\b/.test(line)) {
    return `the line ${quote(line)} holds a bare NaN or Infinity, which JSON does not have; send the string "nan" or "inf", and the round is named in the report.`;
  }
  if (line.trimStart().startsWith('{')) {
    const isPython = /'type'|: (?:None|True|False)\b/.test(line);
    const cure = isPython
      ? 'It looks like a printed Python dictionary: use json.dumps.'
      : 'Write each message whole, on one line, and end it with a newline.';
    return `the line ${quote(line)} is not JSON. ${cure}`;
  }
  return (
    `standard output carries ${quote(line)}, which is no protocol line. ` +
    'Print what is not protocol to standard error: a stray print() is the usual cause.'
  );
}
