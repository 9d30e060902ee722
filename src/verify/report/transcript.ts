/** Replay bundles, written and read: nothing that either side said is lost. */
import { InputError } from '../../errors.js';
import { parseJson } from '../../problems/json-syntax.js';
import { checkDocument, parseDocument } from '../../problems/parse-document.js';
import { linesOf, positionOf } from '../../problems/text-lines.js';
import { z } from 'zod';
import type { Immutable } from '../protocol/message-parts.js';

/** The value of `format` in the first line. */
export const transcriptFormat = 'auxopt-transcript/1';

/** Whose words a line holds: the kit's, the implementation's standard output, its standard error. */
export const transcriptSpeakers = ['kit', 'implementation', 'log'] as const;

export type TranscriptSpeaker = (typeof transcriptSpeakers)[number];

const speaker = z.enum(transcriptSpeakers, { error: '"kit", "implementation", "log" or "process"' });

const lineEntry = z.strictObject({
  from: speaker.describe('whose words: the kit, standard output, standard error'),
  line: z.string({ error: 'the line as a string' }).describe('a whole line of UTF-8, without its line feed'),
});

const bytesEntry = z.strictObject({
  from: speaker.describe('whose words: the kit, standard output, standard error'),
  base64: z
    .string({ error: 'bytes in base64' })
    .regex(/^[A-Za-z0-9+/]*={0,2}$/, { error: 'bytes in base64' })
    .describe('bytes that are no whole line of UTF-8; a line feed at their end is among them'),
});

const eventForms = '"start", "kill", "exit CODE" or "signal NAME"';

const eventEntry = z.strictObject({
  from: z.literal('process').describe('something that happened to a process'),
  event: z
    .string({ error: eventForms })
    .regex(/^(?:start|kill|exit \d+|signal SIG[A-Z0-9]+)$/, { error: eventForms })
    .describe(
      '"start", "kill", "exit" with a code, or "signal" with a name, such as "exit 1" or "signal SIGSEGV"',
    ),
});

export const transcriptHeaderSchema = z
  .strictObject({
    format: z
      .literal(transcriptFormat, { error: `"${transcriptFormat}"` })
      .describe('the version of this format'),
    kit: z.string({ error: 'the version of the kit, a string' }).describe('version of the kit'),
    argv: z
      .array(z.string(), { error: 'the words of a command, an array of strings' })
      .describe('the command of the implementation, word by word'),
    options: z
      .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]), {
        error: 'an object of options',
      })
      .describe('options of auxopt verify that change what is asked'),
  })
  .describe('the first line');

/** The first line: what was run. */
export type TranscriptHeader = Immutable<z.infer<typeof transcriptHeaderSchema>>;

/** Anything that happened, in the order in which the kit saw it. */
export type TranscriptEntry = Immutable<
  z.infer<typeof lineEntry> | z.infer<typeof bytesEntry> | z.infer<typeof eventEntry>
>;

/** The schema of an entry, chosen by its keys, so that an error speaks of one shape alone. */
function entrySchemaFor(document: unknown): z.ZodType<TranscriptEntry> {
  if (typeof document !== 'object' || document === null) return lineEntry;
  if ('event' in document || ('from' in document && document.from === 'process')) return eventEntry;
  return 'base64' in document ? bytesEntry : lineEntry;
}

/** The schema of any line, for publication. */
export const transcriptLineSchema = z.union([
  transcriptHeaderSchema,
  lineEntry.describe('a line'),
  bytesEntry.describe('bytes that are no line'),
  eventEntry.describe('an event'),
]);

/** Where a kit writes what happens. */
export interface TranscriptSink {
  readonly write: (entry: TranscriptEntry) => void;
}

/** A replay bundle. */
export interface Transcript {
  readonly header: TranscriptHeader;
  readonly entries: readonly TranscriptEntry[];
}

const lineFeed = 10;

/** The entry for bytes that were sent, with their line feed where they had one. */
export function transcriptEntry(from: TranscriptSpeaker, bytes: Uint8Array): TranscriptEntry {
  if (bytes.indexOf(lineFeed) === bytes.length - 1 && bytes.length > 0) {
    const line = decodeUtf8(bytes.subarray(0, -1));
    if (line !== undefined) return { from, line };
  }
  return { from, base64: Buffer.from(bytes).toString('base64') };
}

/** The bytes that an entry stands for; none for an event. */
export function transcriptBytes(entry: TranscriptEntry): Uint8Array {
  if ('event' in entry) return new Uint8Array();
  if ('base64' in entry) return new Uint8Array(Buffer.from(entry.base64, 'base64'));
  return new TextEncoder().encode(`${entry.line}\n`);
}

/** A sink that hands on the text of each line, the header first; `append` adds it to the file. */
export function createTranscriptSink(
  header: Omit<TranscriptHeader, 'format'>,
  append: (text: string) => void,
): TranscriptSink {
  append(`${JSON.stringify({ format: transcriptFormat, ...header })}\n`);
  return {
    write: (entry) => {
      append(`${JSON.stringify(entry)}\n`);
    },
  };
}

/**
 * The replay bundle that a text holds.
 *
 * @throws InputError, exactly one, that names the line.
 */
export function parseTranscript(text: string, source: string): Transcript {
  if (text !== '' && !text.endsWith('\n')) {
    throw new InputError({
      problem: 'the file ends in the middle of a line',
      where: `${source}, line ${positionOf(text, text.length).line}`,
      expected: 'a line feed at the end',
      fix: 'It was cut: record it again, or remove its last line.',
    });
  }
  if (text === '') {
    throw new InputError({
      problem: 'the file is empty',
      where: source,
      expected: `a first line with the format "${transcriptFormat}"`,
      fix: 'Record one with auxopt verify --replay-bundle DIR -- CMD.',
    });
  }
  const lines = linesOf(text.slice(0, -1));
  const { value: head } = lines.next();
  const header = parseDocument(transcriptHeaderSchema, head?.line ?? '', source, 1);
  const entries = Array.from(lines, ({ line, number }) => {
    const document = parseJson(line, source, number);
    return checkDocument(entrySchemaFor(document), document, `${source}, line ${number}`);
  });
  return { header, entries };
}

/** Undefined where the bytes are no UTF-8. */
function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    // a byte-order mark is a part of what was said
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
