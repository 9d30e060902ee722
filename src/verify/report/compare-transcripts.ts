/** Where an implementation answers differently from before: two transcripts, case by case. */
import { parseJson } from '../../problems/json-syntax.js';
import { formatJsonPath, type JsonPath, valueAt } from '../../problems/json-path.js';
import { showLine } from './foreign-text.js';
import { conversationsByCase, type Spoken } from './spoken-lines.js';
import type { Transcript } from './transcript.js';

/** The first difference in a case. Later ones may follow from it. */
export interface TranscriptDifference {
  /** Name of the case; `handshake` before the first one. */
  readonly case: string;
  /** Another answer, another question or request of the kit, or a case that is in only one of the two. */
  readonly kind: 'answer' | 'request' | 'only before' | 'only now';
  /** What the kit had said last, where there was such a line. */
  readonly after?: string;
  /** JSON path of the first difference inside the message, where both are the same kind of message. */
  readonly path?: string;
  /** What was said there; absent where nothing was. */
  readonly before?: string;
  readonly now?: string;
}

/** How two transcripts compare. */
export interface TranscriptComparison {
  /** Cases that are in both, the handshake among them. */
  readonly cases: number;
  /** Lines of the implementation that are the same in both, up to the first difference of each case. */
  readonly equal: number;
  readonly differences: readonly TranscriptDifference[];
}

/**
 * The first difference of every case. Messages are compared as JSON values: the order of keys does not count, the form of a
 * number does. Ids and sessions need only be echoed alike. Logs are not compared.
 */
export function compareTranscripts(before: Transcript, now: Transcript): TranscriptComparison {
  const old = conversationsByCase(before.entries);
  const recent = conversationsByCase(now.entries);
  const differences: TranscriptDifference[] = [];
  let cases = 0;
  let equal = 0;
  for (const [name, spoken] of old) {
    const others = recent.get(name);
    if (others === undefined) {
      differences.push({ case: name, kind: 'only before' });
      continue;
    }
    cases += 1;
    const result = compareCase(spoken, others);
    equal += result.equal;
    if (result.difference !== undefined) differences.push({ case: name, ...result.difference });
  }
  for (const name of recent.keys()) {
    if (!old.has(name)) differences.push({ case: name, kind: 'only now' });
  }
  return { cases, equal, differences };
}

/** A difference as one line for a person. */
export function formatDifference(difference: TranscriptDifference): string {
  const { kind, after, path, before, now } = difference;
  const name = showLine(difference.case, 200);
  if (kind === 'only before' || kind === 'only now') return `${name}: run ${kind}`;
  const what = kind === 'answer' ? 'another answer' : 'the kit asks otherwise';
  const place = path === undefined ? '' : ` at ${showLine(path, 200)}`;
  const said = (text: string | undefined): string => (text === undefined ? 'nothing' : showLine(text, 200));
  const cause = after === undefined ? '' : `, after ${showLine(after, 200)}`;
  return `${name}: ${what}${place}: before ${said(before)}, now ${said(now)}${cause}`;
}

function compareCase(
  before: readonly Spoken[],
  now: readonly Spoken[],
): { equal: number; difference?: Omit<TranscriptDifference, 'case'> } {
  let equal = 0;
  let after: string | undefined;
  for (let index = 0; index < Math.max(before.length, now.length); index += 1) {
    const [old, recent] = [before[index], now[index]];
    const difference = compareWords(old, recent);
    if (difference !== undefined) {
      return { equal, difference: { ...difference, ...(after !== undefined && { after }) } };
    }
    if (old?.from === 'kit') after = old.text;
    else equal += 1;
  }
  return { equal };
}

function compareWords(
  old: Spoken | undefined,
  recent: Spoken | undefined,
): Omit<TranscriptDifference, 'case' | 'after'> | undefined {
  if (old?.from === recent?.from) {
    const path = firstDifference(old?.value, recent?.value);
    if (path === undefined || old === undefined || recent === undefined) return undefined;
    const kind = old.from === 'kit' ? 'request' : 'answer';
    if (path.length === 0) return { kind, before: old.text, now: recent.text };
    return {
      kind,
      path: formatJsonPath(path),
      ...textAt('before', old, path),
      ...textAt('now', recent, path),
    };
  }
  // one side has a line more: an answer stands against the kit's next line, or against the end
  const isAnswer = old?.from === 'implementation' || recent?.from === 'implementation';
  const counts = (spoken: Spoken | undefined): spoken is Spoken =>
    spoken !== undefined && (!isAnswer || spoken.from === 'implementation');
  return {
    kind: isAnswer ? 'answer' : 'request',
    ...(counts(old) && { before: old.text }),
    ...(counts(recent) && { now: recent.text }),
  };
}

/** The part of a message that differs, as it was said; nothing where it is absent. */
function textAt(key: 'before' | 'now', { text }: Spoken, path: JsonPath): Partial<TranscriptDifference> {
  // read as the conversation was: a byte order mark before a message is no part of it
  const part = valueAt(parseJson(text, 'a line'), path);
  return part === undefined ? {} : { [key]: JSON.stringify(part) };
}

/** The path of the first difference, keys in the order of `one`; undefined where the values are equal. */
export function firstDifference(one: unknown, other: unknown): JsonPath | undefined {
  if (Object.is(one, other)) return undefined;
  if (!isContainer(one) || !isContainer(other) || Array.isArray(one) !== Array.isArray(other)) return [];
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  for (const key of keys) {
    const segment = Array.isArray(one) ? Number(key) : key;
    if (!Object.hasOwn(one, key) || !Object.hasOwn(other, key)) return [segment];
    const inside = firstDifference(one[key], other[key]);
    if (inside !== undefined) return [segment, ...inside];
  }
  return undefined;
}

function isContainer(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
