/** Transcripts: nothing that either side said is lost. */
import { z } from 'zod';
import type { Immutable } from '../protocol/message-parts.js';

/** The value of `format` in the first line. */
export const transcriptFormat = 'auxopt-transcript/1';

/** Whose words a line holds: the kit's, the implementation's standard output, its standard error. */
export const transcriptSpeakers = ['kit', 'implementation', 'log'] as const;

export type TranscriptSpeaker = (typeof transcriptSpeakers)[number];

const speaker = z.enum(transcriptSpeakers);

const lineEntry = z.strictObject({
  from: speaker.describe('whose words: the kit, standard output, standard error'),
  line: z.string().describe('a whole line of UTF-8, without its line feed'),
});

const bytesEntry = z.strictObject({
  from: speaker.describe('whose words: the kit, standard output, standard error'),
  base64: z
    .string()
    .regex(/^[A-Za-z0-9+/]*={0,2}$/)
    .describe('bytes that are no whole line of UTF-8; a line feed at their end is among them'),
});

const eventEntry = z.strictObject({
  from: z.literal('process').describe('something that happened to a process'),
  event: z
    .string()
    .regex(/^(?:start|kill|exit \d+|signal SIG[A-Z0-9]+)$/)
    .describe(
      '"start", "kill", "exit" with a code, or "signal" with a name, such as "exit 1" or "signal SIGSEGV"',
    ),
});

export const transcriptHeaderSchema = z
  .strictObject({
    format: z.literal(transcriptFormat).describe('the version of this format'),
    kit: z.string().describe('version of the kit'),
    argv: z.array(z.string()).describe('the command of the implementation, word by word'),
    options: z
      .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]))
      .describe('options of auxopt verify that change what is asked'),
  })
  .describe('the first line');

/** The first line: what was run. */
export type TranscriptHeader = Immutable<z.infer<typeof transcriptHeaderSchema>>;

/** Anything that happened, in the order in which the kit saw it. */
export type TranscriptEntry = Immutable<
  z.infer<typeof lineEntry> | z.infer<typeof bytesEntry> | z.infer<typeof eventEntry>
>;

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

const lineFeed = 10;

/** The entry for bytes that were sent, with their line feed where they had one. */
export function transcriptEntry(from: TranscriptSpeaker, bytes: Uint8Array): TranscriptEntry {
  if (bytes.indexOf(lineFeed) === bytes.length - 1 && bytes.length > 0) {
    const line = decodeUtf8(bytes.subarray(0, -1));
    if (line !== undefined) return { from, line };
  }
  return { from, base64: Buffer.from(bytes).toString('base64') };
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

/** Undefined where the bytes are no UTF-8. */
function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    // a byte-order mark is a part of what was said
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
