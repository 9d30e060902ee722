/** A transcript as conversations, one a case, without the names that only tell requests apart. */
import { InputError } from '../../errors.js';
import { parseJson } from '../../problems/json-syntax.js';
import type { TranscriptEntry } from './transcript.js';

/** Something that one side said or did. */
export interface Spoken {
  readonly from: 'kit' | 'implementation';
  /** As it was said. */
  readonly text: string;
  /** What it means: JSON with `id` and `session` named by their role, or else the text. */
  readonly value: unknown;
}

/** Everything before the first case. */
const handshake = 'handshake';

/** What was said by case, in the order of the cases. A case that is opened again gets a number. Logs are left out. */
export function conversationsByCase(
  entries: readonly TranscriptEntry[],
): ReadonlyMap<string, readonly Spoken[]> {
  let current: Spoken[] = [];
  const cases = new Map([[handshake, current]]);
  const opened = new Map<string, number>();
  // ids and sessions are opaque, and run on through all cases: only that they are echoed counts
  const roles: Record<'id' | 'session', unknown> = { id: undefined, session: undefined };
  for (const entry of entries) {
    if (entry.from === 'log') continue;
    const text = textOf(entry);
    const message = 'line' in entry ? readObject(text) : undefined;
    if (entry.from === 'kit' && message !== undefined) {
      roles.id = message['id'] ?? roles.id;
      if (message['type'] === 'open' && typeof message['case'] === 'string') {
        roles.session = message['session'];
        current = [];
        cases.set(freeName(cases, opened, message['case']), current);
      }
    }
    current.push({
      from: entry.from === 'kit' ? 'kit' : 'implementation',
      text,
      value: message === undefined ? text : withRoles(message, roles),
    });
  }
  return cases;
}

function withRoles(
  message: Readonly<Record<string, unknown>>,
  roles: Readonly<Record<'id' | 'session', unknown>>,
): unknown {
  const result: Record<string, unknown> = { ...message };
  for (const key of ['id', 'session'] as const) {
    if (key in result && result[key] === roles[key]) result[key] = { echoed: key };
  }
  return result;
}

function textOf(entry: TranscriptEntry): string {
  if ('event' in entry) return `(${entry.event})`;
  return 'base64' in entry ? `(bytes ${entry.base64})` : entry.line;
}

/** The name, with the first number that is free; `opened` remembers which one that was, so that nobody counts again. */
function freeName(cases: ReadonlyMap<string, unknown>, opened: Map<string, number>, name: string): string {
  for (let number = (opened.get(name) ?? 0) + 1; ; number += 1) {
    const candidate = number === 1 ? name : `${name} (${number})`;
    if (cases.has(candidate)) continue;
    opened.set(name, number);
    return candidate;
  }
}

function readObject(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    // what is nested more deeply than any message counts as text: comparing it would exhaust the stack
    const value = parseJson(line, 'a line');
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : undefined;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return undefined;
  }
}
