/**
 * A document as the kernel's own copy: strings, lists and records without a prototype, frozen. Whatever was given is
 * written as JSON text and read back, so nothing in the copy is shared with the caller and nothing in it can run.
 */
import { refuse } from './refusal.js';

/** A part of a document. There are no numbers, no null and no false in one. */
export type Json = string | true | readonly Json[] | JsonRecord;
/** A record of a document. */
export interface JsonRecord {
  readonly [key: string]: Json;
}

const longestText = 4_000_000;
const deepest = 60;

function copy(value: unknown, depth: number): Json {
  if (typeof value === 'string' || value === true) return value;
  if (typeof value !== 'object' || value === null)
    refuse(`${JSON.stringify(value)} cannot stand in a document`);
  if (depth > deepest) refuse('the document is nested too deeply');
  if (Array.isArray(value)) return Object.freeze(value.map((item) => copy(item, depth + 1)));
  const record = Object.create(null) as Record<string, Json>;
  for (const [key, item] of Object.entries(value)) {
    if (key === '__proto__') refuse('a record has no key __proto__');
    record[key] = copy(item, depth + 1);
  }
  return Object.freeze(record);
}

/** The text of a value as JSON. */
function writeText(value: unknown): string {
  try {
    const text: unknown = JSON.stringify(value);
    return typeof text === 'string' ? text : refuse('a document is JSON');
  } catch {
    // A cycle, a BigInt, or a getter that throws.
    return refuse('a document is JSON');
  }
}

function parseText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return refuse('a document is JSON');
  }
}

/** The copy of a value that JSON can write. */
export const copyJson = (value: unknown): Json => copy(parseText(writeText(value)), 0);

/** Text without the white space outside of strings. */
const compact = (text: string): string => text.replace(/("(?:[^"\\]|\\.)*")|\s+/g, '$1');

/**
 * The copy of a document that was given as JSON text or as a value.
 *
 * @throws RefusedError where it is no JSON, too large or too deep, or has a key twice.
 */
export function readJson(given: unknown): Json {
  const text = typeof given === 'string' ? given : writeText(given);
  if (text.length > longestText) refuse('the document is too long');
  const value = parseText(text);
  // Of a key that is there twice, JSON.parse keeps the last; another reader might keep the first.
  if (typeof given === 'string' && compact(text) !== writeText(value))
    refuse('the text is not what JSON.stringify writes: a key may be there twice');
  return copy(value, 0);
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
