/**
 * A document as the kernel's own copy: strings, lists and records without a prototype, frozen. Nothing in it is shared with
 * the caller, and nothing in it can run.
 */
import { refuse, RefusedError } from './refusal.js';

/** A part of a document. There are no numbers, no null and no false in one. */
export type Json = string | true | readonly Json[] | JsonRecord;
/** A record of a document. */
export interface JsonRecord {
  readonly [key: string]: Json;
}

const longestText = 4_000_000;
const deepest = 60;

/** What JSON leaves out of a record. */
const isLeftOut = (value: unknown): boolean => ['undefined', 'function', 'symbol'].includes(typeof value);

/** The copy of a value, every part of which is read once, and counted as the text that JSON would write of it. */
function copyCounted(root: unknown): Json {
  let length = 0;
  const count = (more: number): void => {
    length += more;
    if (length > longestText) refuse('the document is too long');
  };
  const copy = (given: unknown, depth: number): Json => {
    count(typeof given === 'string' ? given.length + 1 : 1);
    if (typeof given === 'string' || given === true) return given;
    const isPlain = !ArrayBuffer.isView(given) && !(given instanceof String);
    if (typeof given !== 'object' || given === null || !isPlain)
      return refuse(`${given === null ? 'null' : typeof given} cannot stand in a document`);
    if (depth > deepest) refuse('the document is nested too deeply');
    const { toJSON } = given as { readonly toJSON?: unknown };
    if (typeof toJSON === 'function') return copy(toJSON.call(given), depth + 1);
    if (Array.isArray(given)) {
      const list: Json[] = [];
      const { length: items } = given;
      for (let at = 0; at < items; at += 1) list.push(copy(given[at], depth + 1));
      return Object.freeze(list);
    }
    const record = Object.create(null) as Record<string, Json>;
    for (const key of Object.keys(given)) {
      if (key === '__proto__') refuse('a record has no key __proto__');
      count(key.length + 1);
      const value = (given as Readonly<Record<string, unknown>>)[key];
      if (!isLeftOut(value)) record[key] = copy(value, depth + 1);
    }
    return Object.freeze(record);
  };
  return copy(root, 0);
}

/** The value of `read`, which may run code of the caller: a getter, a Proxy, toJSON. */
function guard<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (error instanceof RefusedError) throw error;
    return refuse('a document is JSON');
  }
}

/** The copy of a value that JSON can write. */
export const copyJson = (value: unknown): Json => guard(() => copyCounted(value));

/** Text without the white space outside of strings. */
const compact = (text: string): string => text.replace(/("(?:[^"\\]|\\.)*")|\s+/g, '$1');

/**
 * The copy of a document that was given as JSON text or as a value.
 *
 * @throws RefusedError where it is no JSON, too large or too deep, or has a key twice.
 */
export function readJson(given: unknown): Json {
  if (typeof given !== 'string') return copyJson(given);
  if (given.length > longestText) refuse('the document is too long');
  return guard(() => {
    const value: unknown = JSON.parse(given);
    const copy = copyCounted(value);
    // Of a key that is there twice, JSON.parse keeps the last; another reader might keep the first.
    if (compact(given) !== JSON.stringify(value))
      refuse('the text is not what JSON.stringify writes: a key may be there twice');
    return copy;
  });
}

/** The value as a text. */
export function readText(value: Json | undefined, what: string): string {
  if (value === '') refuse(`${what} is empty`);
  return typeof value === 'string' ? value : refuse(`${what} is not a text`);
}

/** The value as a name: at most 200 visible characters, single spaces between them. */
export function readName(value: Json | undefined, what: string): string {
  const name = readText(value, what);
  const isName = name.length <= 200 && /^[^\p{C}\p{Z}]+(?: [^\p{C}\p{Z}]+)*$/u.test(name);
  return isName ? name : refuse(`${what} is no name: ${JSON.stringify(name.slice(0, 40))}`);
}

/** The value as a word: a letter, then letters and digits. Keys are built from words and marks. */
export function readWord(value: Json | undefined, what: string): string {
  const word = readText(value, what);
  const isWord = /^[A-Za-z][A-Za-z0-9]{0,39}$/.test(word);
  return isWord ? word : refuse(`${what} is not a word: ${word.slice(0, 40)}`);
}

/** The value as a list. */
export function readList(value: Json | undefined, what: string): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : refuse(`${what} is not a list`);
}

/** The keys that are for readers only; nothing is concluded from them. */
const wordsForReaders = ['title', 'assumption', 'latex', 'meaning'];

/** The value as a record with the keys `required`, perhaps some of `optional`, and no other. */
export function readRecord(
  value: Json | undefined,
  what: string,
  required: readonly string[],
  optional: readonly string[] = [],
): JsonRecord {
  if (typeof value !== 'object' || Array.isArray(value)) refuse(`${what} is not a record`);
  const record = value as JsonRecord;
  const missing = required.find((key) => record[key] === undefined);
  if (missing !== undefined) refuse(`${what} has no ${missing}`);
  const unknown = Object.keys(record).find((key) => !required.includes(key) && !optional.includes(key));
  if (unknown !== undefined) refuse(`${what} has an unknown key ${unknown}`);
  for (const key of wordsForReaders)
    if (required.includes(key)) readText(record[key], `the ${key} of ${what}`);
  return record;
}
